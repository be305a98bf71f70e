"""What is copied of a person does not stay on the clipboard."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

SECONDS = 10
PERSONAL = "personal"  # the property of a widget in which everything is about a person


def forget(text: str) -> None:
    """Clear the clipboard, unless something else was copied since."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.text() == text:
        clipboard.clear()


class ClipboardGuard(QObject):
    """Clears what was copied out of a personal field or page after a few seconds."""

    def __init__(self, parent: QObject, *, milliseconds: int = SECONDS * 1000) -> None:
        super().__init__(parent)
        self._copied = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(milliseconds)
        self._timer.timeout.connect(lambda: forget(self._copied))
        QGuiApplication.clipboard().dataChanged.connect(self._look)

    def _look(self) -> None:
        text = QGuiApplication.clipboard().text()
        if text and is_personal(QApplication.focusWidget()):
            self._copied = text
            self._timer.start()


def is_personal(widget: QWidget | None) -> bool:
    """Tell whether a widget, or one that holds it, shows what is about a person."""
    while widget is not None and not widget.property(PERSONAL):
        widget = widget.parentWidget()
    return widget is not None
