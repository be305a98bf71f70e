"""The one window for faults of the program; what it shows and copies holds no record's content."""

import platform
import sys
import traceback
from collections.abc import Callable
from pathlib import PurePath
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QTextEdit, QWidget

from ui.desk import Desk
from ui.widgets.button import Button
from ui.widgets.card import column, row
from ui.widgets.text import Label

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


def details(error: BaseException) -> str:
    """Tell kind and place of a fault, never its message: that could quote what was typed."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    system = f"{platform.system()} {platform.machine()} · Python {platform.python_version()}"
    return "\n".join([type(error).__name__, system, *lines])


def _short(file: str) -> str:
    return "/".join(PurePath(file).parts[-2:])


class CrashWindow(QDialog):
    """Says that something went wrong, that nothing kept is lost, and offers the details."""

    def __init__(self, desk: Desk, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = desk.words
        self.details = details(error)
        self.setWindowTitle(words("ui.crash.title"))
        self.resize(desk.theme.px(560), desk.theme.px(360))
        text = QTextEdit(self.details)
        text.setReadOnly(True)
        text.setAccessibleName(words("ui.crash.details"))
        layout = column(self, gap=12, margin=20)
        layout.addWidget(Label(words("ui.crash.title"), "record", wraps=True))
        layout.addWidget(Label(words("ui.crash.text"), "body", "second", wraps=True))
        layout.addWidget(text, 1)
        copy = Button(desk, words("ui.crash.copy"), icon="copy", act=self.copy)
        layout.addLayout(row(copy, None, Button(desk, words("ui.close"), kind="primary", act=self.accept)))

    def copy(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self.details)


def watch(desk: Desk, parent: QWidget) -> Hook:
    """Send every fault to the crash window, one at a time; gives the hook that was there before."""
    before = sys.excepthook
    showing: list[CrashWindow] = []

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        before(kind, error, trace)
        if not showing and issubclass(kind, Exception):
            showing.append(CrashWindow(desk, error, parent))
            showing[0].exec()
            showing.pop().deleteLater()

    sys.excepthook = show
    return before
