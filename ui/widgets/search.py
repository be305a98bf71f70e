"""The box in which one types what to find."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from ui.desk import Desk


def mark_search(line: QLineEdit, desk: Desk) -> None:
    """Put the magnifying glass into a line; the buttons inside are named for screen readers."""
    line.addAction(desk.theme.icon("search", "text3", 16), QLineEdit.ActionPosition.LeadingPosition)
    for button in line.findChildren(QToolButton):
        button.setAccessibleName(desk.words("ui.search"))


class SearchBox(QLineEdit):
    """Tells every change of what is sought; Escape empties it."""

    changed = Signal(str)

    def __init__(self, desk: Desk, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        mark_search(self, desk)
        self._width = desk.theme.px(260)
        self.textChanged.connect(self.changed)

    def sizeHint(self) -> QSize:
        """Ask for room to read a few words."""
        return QSize(self._width, super().sizeHint().height())
