"""Locks the desk when nobody has touched it for a while, when the machine sleeps, and when its screen is locked."""

from collections.abc import Callable

from PySide6.QtCore import SLOT, QEvent, QObject, QTimer, Slot
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

from ui.desk import Desk

_TOUCHES = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel}
)
_BEAT, _SLEPT = 15, 60  # seconds: how often the clock is looked at, and a gap that only a sleep leaves
_LOGIND = ("org.freedesktop.login1", "", "org.freedesktop.login1.Manager", "PrepareForSleep")
_SCREENS = (
    ("", "", "org.freedesktop.ScreenSaver", "ActiveChanged"),
    ("", "", "org.gnome.ScreenSaver", "ActiveChanged"),
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
            self._desk.lock()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice touches."""
        if event.type() in _TOUCHES:
            self.touch()
        return super().eventFilter(watched, event)


class SleepLock(QObject):
    """Hears of sleep and of a locked screen where the system tells of them; elsewhere the clock tells of a sleep."""

    def __init__(
        self, desk: Desk, parent: QObject, *, buses: Callable[[], tuple[QDBusConnection, ...]] | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._last = desk.now()
        beat = QTimer(self)
        beat.setInterval(_BEAT * 1000)
        beat.timeout.connect(self.look)
        desk.opened.connect(beat.start)
        desk.opened.connect(self._wake)
        desk.closed.connect(beat.stop)
        system, session = (buses or _buses)()
        for bus, told in ((system, _LOGIND), *((session, screen) for screen in _SCREENS)):
            if bus.isConnected():
                bus.connect(*told, self, SLOT("hear(bool)"))  # type: ignore[call-overload]  # a service, path, interface and name

    def _wake(self) -> None:
        self._last = self._desk.now()

    def look(self) -> None:
        """Lock when more time has gone by than between two looks of a machine that is awake."""
        now = self._desk.now()
        slept = (now - self._last).total_seconds() > _SLEPT
        self._last = now
        if slept:
            self._desk.lock()

    @Slot(bool)
    def hear(self, begins: bool) -> None:  # noqa: FBT001  # the signal's own form
        """Lock as the machine falls asleep or its screen is locked."""
        if begins:
            self._desk.lock()


def _buses() -> tuple[QDBusConnection, ...]:
    return QDBusConnection.systemBus(), QDBusConnection.sessionBus()
