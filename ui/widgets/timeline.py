"""What happened and what is to come, down a line, with where now is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from ui.desk import Desk
from ui.widgets.card import clear, column
from ui.widgets.text import Label

_RAIL, _DOT, _GAP, _PILL = 32, 18, 10, 10


@dataclass(frozen=True, slots=True)
class Mark:
    """One event; a `deadline` is drawn as an open, dashed ring."""

    at: datetime
    title: str
    second: str = ""
    tone: str = "ok"
    icon: str = "check"
    deadline: bool = False


class _Item(QFrame):
    """One event's words, with its mark painted on the rail at the leading edge."""

    def __init__(self, desk: Desk, mark: Mark, *, first: bool, last: bool) -> None:
        super().__init__()
        self._desk, self.mark, self._first, self._last = desk, mark, first, last
        layout = column(self, gap=0)
        rail = desk.theme.px(_RAIL)
        # The rail lies at the leading edge; margins of a layout are not mirrored, so both are named.
        layout.setContentsMargins(0 if desk.rtl else rail, 0, rail if desk.rtl else 0, _GAP)
        tone = mark.tone if mark.deadline else ""
        layout.addWidget(Label(mark.title, "emphasis", tone, wraps=True))
        if mark.second:
            layout.addWidget(Label(mark.second, "caption", "second", wraps=True))
        self.setAccessibleName(f"{mark.title}, {mark.second}" if mark.second else mark.title)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rail and the mark."""
        super().paintEvent(event)
        theme = self._desk.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = self.width() - theme.px(_RAIL) / 2 if theme.rtl else theme.px(_RAIL) / 2
        y = theme.px(_DOT) / 2 + 1
        style = Qt.PenStyle.DashLine if self.mark.deadline else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour("strong"), 2, style))
        if not self._first:
            painter.drawLine(QPointF(x, 0), QPointF(x, y))
        if not self._last:
            painter.drawLine(QPointF(x, y), QPointF(x, self.height()))
        self._dot(painter, x, y)
        painter.end()

    def _dot(self, painter: QPainter, x: float, y: float) -> None:
        theme = self._desk.theme
        side = theme.px(_DOT)
        circle = QRectF(x - side / 2, y - side / 2, side, side)
        tone = theme.colour(self.mark.tone)
        painter.setBrush(theme.colour("surface") if self.mark.deadline else tone)
        painter.setPen(QPen(tone, 2 if self.mark.deadline else 0))
        painter.drawEllipse(circle)
        token = self.mark.tone if self.mark.deadline else "surface"
        painter.drawPixmap(circle.topLeft() + QPointF(3, 3), theme.pixmap(self.mark.icon, token, _DOT - 6))


class _Now(QWidget):
    """The line that says where now is."""

    def __init__(self, desk: Desk, text: str, *, first: bool, last: bool) -> None:
        super().__init__()
        self._desk, self._first, self._last = desk, first, last
        layout = column(self, gap=0)
        rail = desk.theme.px(_RAIL)
        layout.setContentsMargins(rail, 2, rail, _GAP)
        self._label = Label(text, "caption", "accent")
        inside = desk.theme.px(_PILL)
        self._label.setContentsMargins(inside, 2, inside, 2)
        layout.addWidget(self._label, 0, Qt.AlignmentFlag.AlignLeading)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line from the rail to the far edge, under the words."""
        del event
        theme = self._desk.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 2))
        y = self._label.geometry().center().y()
        rail = self.width() - theme.px(_RAIL) / 2 if theme.rtl else theme.px(_RAIL) / 2
        words = self._label.geometry()
        self._rail(painter, rail, y)
        far = (0, words.left()) if theme.rtl else (words.right(), self.width())
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawLine(QPointF(far[0], y), QPointF(far[1], y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("soft"))
        painter.drawRoundedRect(words, words.height() / 2, words.height() / 2)
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(QPointF(rail, y), 4, 4)
        painter.end()

    def _rail(self, painter: QPainter, x: float, y: float) -> None:
        """Draw the rail through now: whole from what was, dashed to what is to come."""
        colour = self._desk.theme.colour("strong")
        if not self._first:
            painter.setPen(QPen(colour, 2))
            painter.drawLine(QPointF(x, 0), QPointF(x, y))
        if not self._last:
            painter.setPen(QPen(colour, 2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, y), QPointF(x, self.height()))


class Timeline(QWidget):
    """Marks in the order of time; deadlines stand among them where they fall."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._layout = column(self, gap=0)
        self.setAccessibleName(desk.words("ui.timeline"))

    def set_marks(self, marks: Sequence[Mark], now: datetime | None = None) -> None:
        """Show events, with the line of `now` between what was and what will be."""
        clear(self._layout)
        ordered = sorted(marks, key=lambda mark: mark.at)
        past = [mark for mark in ordered if now is None or mark.at <= now]
        coming = ordered[len(past) :]
        for index, mark in enumerate(past):
            self._layout.addWidget(
                _Item(self._desk, mark, first=index == 0, last=now is None and mark is past[-1])
            )
        if now is not None:
            said = self._desk.words("ui.now", moment=self._desk.calendar.moment(self._desk.local(now)))
            self._layout.addWidget(_Now(self._desk, said, first=not past, last=not coming))
        for mark in coming:
            self._layout.addWidget(_Item(self._desk, mark, first=False, last=mark is coming[-1]))
