"""Buttons with words, and buttons with an icon whose words are their name and tooltip."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from ui.desk import Desk

_ICON, _GAP = 16, 5
_ICON_TOKENS = {"primary": "on_accent", "danger": "danger", "link": "accent"}


class Button(QPushButton):
    """A button that says what it does; `kind` is plain, primary, ghost, link or danger."""

    def __init__(  # noqa: PLR0913  # the four kinds of a button's facts
        self,
        desk: Desk,
        text: str,
        *,
        icon: str = "",
        kind: str = "plain",
        act: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if icon:
            self._show_icon(desk, icon, _ICON_TOKENS.get(kind, "text2"))
        if act is not None:
            self.clicked.connect(lambda _=False: act())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter for this button: a dialog would give it to its own first answer instead."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def _show_icon(self, desk: Desk, icon: str, token: str) -> None:
        shown = QIcon(desk.theme.spaced(icon, token, _ICON, _GAP))
        shown.addPixmap(desk.theme.spaced(icon, "strong", _ICON, _GAP), QIcon.Mode.Disabled)
        self.setIcon(shown)
        self.setIconSize(QSize(desk.theme.px(_ICON) + desk.theme.px(_GAP), desk.theme.px(_ICON)))


class IconButton(QToolButton):
    """A square button with an icon; its words are its accessible name and its tooltip."""

    def __init__(  # noqa: PLR0913  # the facts of a button
        self,
        desk: Desk,
        icon: str,
        text: str,
        act: Callable[[], object] | None = None,
        *,
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setIcon(desk.theme.icon(icon))
        self.setIconSize(QSize(desk.theme.px(18), desk.theme.px(18)))
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setCheckable(checkable)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if act is not None:
            self.clicked.connect(lambda _=False: act())
