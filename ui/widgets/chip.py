"""Chips: a state in words with its icon and colour, never colour alone."""

from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.law.chips import Chip as State
from desktop.law.explain import left, remaining
from ui.desk import Desk
from ui.theme import Theme
from ui.tokens import CHIP
from ui.widgets.cell import Cell
from ui.widgets.text import Label, settled

_LOOKS = {
    State.OVERDUE: ("danger", "circle-alert"),
    State.HOURS: ("warn", "timer"),
    State.DAYS: ("soon", "hourglass"),
    State.LATER: ("mute", "calendar"),
    State.PAUSED: ("info", "circle-pause"),
    State.DONE: ("ok", "circle-check"),
    State.DONE_LATE: ("warn", "circle-check"),
    State.NOT_REQUIRED: ("mute", "circle-minus"),
    State.UNKNOWN: ("mute", "circle-help"),
    State.UNVERIFIED: ("mute", "circle-help"),
}
_TIMED = frozenset({State.OVERDUE, State.HOURS, State.DAYS, State.LATER})
_ICON, _PAD, _GAP = 14, 10, 6


def countdown(desk: Desk, state: State, due: datetime | None) -> Cell:
    """Say how much time is left, or why there is no countdown."""
    tone, icon = _LOOKS[state]
    timed = state in _TIMED and due is not None
    said = (
        left(remaining(due, desk.now()), desk.words) if timed and due else desk.words(f"clock.chip.{state}")
    )
    return Cell(said, tone=tone, icon=icon)


def chip_width(theme: Theme, text_width: float, *, icon: bool) -> int:
    """Work out how wide a chip is around its text."""
    return round(text_width) + theme.px(2 * _PAD) + (theme.px(_ICON + _GAP) if icon else 0)


def paint_chip(painter: QPainter, area: QRect, cell: Cell, theme: Theme) -> None:
    """Paint a chip that fills an area."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(f"{cell.tone}_bg"))
    painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
    inner = area.adjusted(theme.px(_PAD), 0, -theme.px(_PAD), 0)
    if cell.icon:
        pixmap = theme.pixmap(cell.icon, cell.tone, _ICON)
        side = theme.px(_ICON)
        at = inner.right() - side + 1 if theme.rtl else inner.left()
        painter.drawPixmap(at, area.center().y() - side // 2 + 1, pixmap)
        step = side + theme.px(_GAP)
        inner.adjust(0, 0, -step, 0) if theme.rtl else inner.adjust(step, 0, 0, 0)
    painter.setPen(theme.colour(cell.tone))
    painter.setFont(theme.font("caption"))
    metrics = painter.fontMetrics()
    said = metrics.elidedText(settled(cell.text, rtl=theme.rtl), Qt.TextElideMode.ElideRight, inner.width())
    painter.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if theme.rtl else Qt.LayoutDirection.LeftToRight
    )
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), said)
    painter.restore()


class Chip(Label):
    """A chip on its own."""

    def __init__(
        self, desk: Desk, text: str, tone: str = "mute", icon: str = "", *, parent: QWidget | None = None
    ) -> None:
        self._theme = desk.theme
        self._cell = Cell(text, tone=tone, icon=icon)
        super().__init__(text, "caption", tone, parent=parent)
        self.setFont(desk.theme.font("caption"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set(self, text: str, tone: str = "mute", icon: str = "") -> None:
        """Show another state."""
        self.set_cell(Cell(text, tone=tone, icon=icon))

    def set_cell(self, cell: Cell) -> None:
        """Show the state that a list's cell shows."""
        self._cell = cell
        self.setText(cell.text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Fit the text."""
        text = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(chip_width(self._theme, text, icon=bool(self._cell.icon)) + 1, self._theme.px(CHIP))

    def minimumSizeHint(self) -> QSize:
        """Never shrink below the text."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        del event
        painter = QPainter(self)
        paint_chip(painter, self.rect(), self._cell, self._theme)
        painter.end()


class CountdownChip(Chip):
    """A deadline's chip; its tooltip tells the exact moment."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "", parent=parent)
        self._desk = desk

    def set_deadline(self, state: State, due: datetime | None, tip: str = "") -> None:
        """Show how pressing a deadline is."""
        self.set_cell(countdown(self._desk, state, due))
        self.setToolTip("\n".join(part for part in (self._moment(due), tip) if part))

    def _moment(self, due: datetime | None) -> str:
        if due is None:
            return ""
        local = self._desk.local(due)
        calendar = self._desk.calendar
        return "\n".join(
            part for part in (calendar.moment(local), calendar.hijri(local.date()) or "") if part
        )
