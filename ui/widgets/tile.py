"""A figure with what it counts: a button that opens the list behind it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.desk import Desk
from ui.tokens import CARD_RADIUS
from ui.widgets.text import settled

_TALL, _WIDE, _PAD, _ICON = 70, 150, 14, 18


@dataclass(frozen=True, slots=True)
class Figure:
    """What a tile shows; the `tone` colours its bar, its icon and, where there is something to do, its number."""

    title: str
    number: str
    second: str = ""
    tone: str = "mute"
    icon: str = "circle"
    pressing: bool = False


class Tile(QAbstractButton):
    """Shows a figure; pressed, it leads to what was counted."""

    def __init__(
        self, desk: Desk, act: Callable[[], object] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = desk.theme
        self._figure = Figure("", "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        if act is not None:
            self.clicked.connect(lambda _=False: act())

    def show_figure(self, figure: Figure) -> None:
        """Show another figure."""
        self._figure = figure
        said = [figure.title, figure.number, figure.second]
        self.setAccessibleName(", ".join(part for part in said if part))
        self.setToolTip("\n".join(part for part in (figure.title, figure.second) if part))
        self.update()

    def sizeHint(self) -> QSize:
        """Leave room for two lines."""
        return QSize(self._theme.px(_WIDE), self._theme.px(_TALL))

    def minimumSizeHint(self) -> QSize:
        """Never be less than two lines tall."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, its bar, and the words."""
        del event
        theme, figure = self._theme, self._figure
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ring = "accent" if self.hasFocus() else "border"
        painter.setPen(QPen(theme.colour(ring), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.colour("bg" if self.underMouse() else "surface"))
        painter.drawRoundedRect(around, CARD_RADIUS, CARD_RADIUS)
        self._bar(painter)
        pad, side, half = theme.px(_PAD), theme.px(_ICON), self.height() // 2
        inner = self.rect().adjusted(pad, theme.px(8), -pad, -theme.px(6))
        top, low = inner.adjusted(0, 0, 0, -inner.height() // 2), inner.adjusted(0, half - theme.px(8), 0, 0)
        at = top.right() - side + 1 if theme.rtl else top.left()
        painter.drawPixmap(
            at, top.center().y() - side // 2 + 1, theme.pixmap(figure.icon, figure.tone, _ICON)
        )
        step = side + theme.px(8)
        words = top.adjusted(0, 0, -step, 0) if theme.rtl else top.adjusted(step, 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter
        taken = QFontMetrics(theme.font("figure")).horizontalAdvance(figure.number) + theme.px(8)
        words = words.adjusted(taken, 0, 0, 0) if theme.rtl else words.adjusted(0, 0, -taken, 0)
        self._write(painter, words, figure.title, "emphasis", "text", flags | Qt.AlignmentFlag.AlignLeading)
        token = figure.tone if figure.pressing else "text"
        self._write(painter, top, figure.number, "figure", token, flags | Qt.AlignmentFlag.AlignTrailing)
        self._write(painter, low, figure.second, "caption", "text3", flags | Qt.AlignmentFlag.AlignLeading)
        painter.end()

    def _bar(self, painter: QPainter) -> None:
        theme = self._theme
        wide = theme.px(3)
        at = self.width() - wide - 1 if theme.rtl else 1
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self._figure.tone))
        painter.drawRect(QRectF(at, theme.px(14), wide, self.height() - theme.px(28)))

    def _write(  # noqa: PLR0913, PLR0917  # where, what, how
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        role: str,
        token: str,
        flags: Qt.AlignmentFlag,
    ) -> None:
        theme = self._theme
        painter.setFont(theme.font(role))
        painter.setPen(theme.colour(token))
        said = painter.fontMetrics().elidedText(
            settled(text, rtl=theme.rtl), Qt.TextElideMode.ElideRight, area.width()
        )
        side = Qt.LayoutDirection.RightToLeft if theme.rtl else Qt.LayoutDirection.LeftToRight
        painter.setLayoutDirection(side)
        painter.drawText(area, int(flags), said)
