"""Locks the desk when nobody has touched it for a while."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

from ui.desk import Desk

_TOUCHES = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel}
)


class IdleLock(QObject):
    """Counts the minutes since the last touch; zero minutes in the settings never lock."""

    def __init__(self, desk: Desk, app: QApplication) -> None:
        super().__init__(app)
        self._desk = desk
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._lock)
        desk.opened.connect(self.touch)
        app.focusWindowChanged.connect(self._follow)

    def _follow(self, window: QWindow | None) -> None:
        """Listen to the window in use; a filter on the whole program would slow every paint."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
            self.touch()

    def touch(self) -> None:
        """Begin counting anew."""
        minutes = self._desk.settings.lock_minutes
        if minutes and self._desk.store is not None:
            self._timer.start(minutes * 60_000)

    def _lock(self) -> None:
        if self._desk.settings.lock_minutes:
            self._desk.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice touches."""
        if event.type() in _TOUCHES:
            self.touch()
        return super().eventFilter(watched, event)
