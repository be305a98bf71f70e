"""The sidebar: whose desk this is, the places, saved views, settings and how safe the store is."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.desk import Desk
from ui.places import Place
from ui.tokens import NAV, RADIUS, SIDEBAR
from ui.widgets.card import column, row, scrolled
from ui.widgets.text import Label, settled

_ICON, _PAD, _BADGE = 18, 12, 22
_BELOW = frozenset({"bin", "settings"})


class NavButton(QToolButton):
    """One entry; `count` with its tone stands at the far end."""

    def __init__(self, desk: Desk, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nav")
        self._desk, self._icon = desk, icon
        self._count, self._tone = 0, "mute"
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # so that a screen reader tells one of several, not a box to tick
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int, tone: str, says: str = "nav.waiting") -> None:
        """Say how much waits behind the entry."""
        self._count, self._tone = count, tone
        said = self._desk.words(says, n=count) if count else ""
        self.setAccessibleDescription(said)
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Fill the sidebar's width."""
        return QSize(self._desk.theme.px(SIDEBAR - 36), self._desk.theme.px(NAV))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the entry; the bar at the leading edge marks where one is."""
        del event
        theme = self._desk.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = "soft" if self.isChecked() else "bg" if self.underMouse() else "surface"
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        token = "soft_text" if self.isChecked() else "text"
        side, pad = theme.px(_ICON), theme.px(_PAD)
        at = self.width() - pad - side if theme.rtl else pad
        icon = theme.pixmap(self._icon, token if self.isChecked() else "text2", _ICON)
        painter.drawPixmap(at, (self.height() - side) // 2, icon)
        step = pad + side + pad
        area = self.rect().adjusted(pad, 0, -step, 0) if theme.rtl else self.rect().adjusted(step, 0, -pad, 0)
        if self._count:
            taken = self._badge(painter, pad) + theme.px(4)
            area = area.adjusted(taken, 0, 0, 0) if theme.rtl else area.adjusted(0, 0, -taken, 0)
        painter.setPen(theme.colour(token))
        painter.setFont(theme.font("emphasis" if self.isChecked() else "body"))
        painter.setLayoutDirection(self.layoutDirection())
        flags = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        said = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, flags, settled(said, rtl=theme.rtl))
        if self.isChecked():
            bar = theme.px(3)
            painter.fillRect(
                self.width() - bar if theme.rtl else 0, 8, bar, self.height() - 16, theme.colour("accent")
            )
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.end()

    def _badge(self, painter: QPainter, pad: int) -> int:
        """Draw the count, and tell how wide it is."""
        theme = self._desk.theme
        said = self._desk.words.number(self._count)
        painter.setFont(theme.font("caption"))
        tall = theme.px(_BADGE)
        wide = max(tall, painter.fontMetrics().horizontalAdvance(said) + 12)
        left = pad - 2 if theme.rtl else self.width() - pad - wide + 2
        area = QRect(left, (self.height() - tall) // 2, wide, tall)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{self._tone}_bg"))
        painter.drawRoundedRect(area, tall / 2, tall / 2)
        painter.setPen(theme.colour(self._tone))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), said)
        return wide


class Sidebar(QFrame):
    """Entries in reading order; the arrows move between them."""

    def __init__(
        self,
        desk: Desk,
        places: Sequence[Place],
        go: Callable[[str], object],
        help_: Callable[[], object],
        views: QWidget,
    ) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAccessibleName(desk.words("nav.title"))
        self.setFixedWidth(desk.theme.px(SIDEBAR))
        self._desk, self._go = desk, go
        self._group = QButtonGroup(self)
        self._buttons: dict[str, NavButton] = {}
        whole = column(self, gap=2, margin=12)
        whole.addLayout(self._brand())
        entries = QWidget()
        self._layout = column(entries, gap=2)
        self._area = scrolled(entries)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole.addWidget(self._area, 1)
        for place in places:
            if place.name not in _BELOW:
                self._add(self._layout, place.name, place.icon)
        self._layout.addSpacing(12)
        self._layout.addWidget(views)
        self._layout.addStretch(1)
        for place in places:
            if place.name in _BELOW:
                self._add(self._layout, place.name, place.icon)
        keys = NavButton(desk, "circle-help", desk.words("nav.help"))
        keys.setCheckable(False)
        keys.clicked.connect(lambda _: help_())
        self._layout.addWidget(keys)
        self._safety = Label("", "caption", "third", elide=True)
        whole.addSpacing(8)
        whole.addWidget(self._card())

    def _brand(self) -> QHBoxLayout:
        desk = self._desk
        mark = QLabel()
        mark.setPixmap(desk.theme.emblem("shield-check", 34))
        mark.setAccessibleName(desk.words("app.name"))
        names = column(gap=0)
        names.addWidget(Label(desk.words("app.name"), "emphasis"))
        self._organisation = Label("", "caption", "third", elide=True)
        names.addWidget(self._organisation)
        head = row(mark, gap=10)
        head.setContentsMargins(8, 4, 8, 16)
        head.addLayout(names, 1)
        return head

    def _add(self, layout: QVBoxLayout, name: str, icon: str) -> None:
        button = NavButton(self._desk, icon, self._desk.words(f"nav.{name}"))
        button.clicked.connect(lambda _=False, one=name: self._go(one))
        self._group.addButton(button)
        self._buttons[name] = button
        layout.addWidget(button)

    def _card(self) -> QFrame:
        desk = self._desk
        card = QFrame()
        card.setObjectName("card")
        icon = QLabel()
        icon.setPixmap(desk.theme.pixmap("hard-drive", "ok"))
        icon.setAccessibleName(desk.words("nav.encrypted"))
        lines = column(gap=0)
        lines.addWidget(Label(desk.words("nav.encrypted"), "caption", wraps=True))
        lines.addWidget(self._safety)
        whole = row(icon, gap=10)
        whole.addLayout(lines, 1)
        whole.setContentsMargins(12, 8, 12, 8)
        card.setLayout(whole)
        return card

    def show_place(self, name: str) -> None:
        """Mark where one is."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)
            self._area.ensureWidgetVisible(self._buttons[name])

    def show_organisation(self, name: str) -> None:
        """Say whose desk this is."""
        self._organisation.setText(name)

    def show_safety(self, text: str) -> None:
        """Say when the store was backed up last."""
        self._safety.setText(text)

    def show_count(self, place: str, count: int, tone: str) -> None:
        """Say how much waits at a place."""
        if place in self._buttons:
            self._buttons[place].set_count(count, tone)
