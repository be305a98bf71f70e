"""Buttons with words, and buttons with an icon whose words are their name and tooltip."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from ui.desk import Desk

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
            self.setIcon(desk.theme.icon(icon, _ICON_TOKENS.get(kind, "text2")))
            self.setIconSize(QSize(desk.theme.px(16), desk.theme.px(16)))
        if act is not None:
            self.clicked.connect(lambda _=False: act())


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
