"""Looks through a store that was too large to be looked through while it opened."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from data.errors import Blocked
from ui.desk import Desk
from ui.onboarding.unlock import Unlock
from ui.tasks import Progress, Tasks
from ui.widgets.dialogs import confirm


class Checking(QObject):
    """Works beside the lists, on a worker of its own; damage is told at once, with the way to the last backup."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._tasks: Tasks | None = None
        desk.opened.connect(self._begin)
        desk.closing.connect(self.stop)

    def _begin(self) -> None:
        store = self._desk.store
        if store is None or not store.unchecked:
            return
        self._tasks = Tasks(self)

        def look(progress: Progress) -> None:
            store.check(lambda _done, _total: progress.step())

        self._tasks.run(look, lambda _: self.stop(), failed=self._tell)

    def busy(self) -> bool:
        """Whether a store is being looked through."""
        return self._tasks is not None

    def stop(self) -> None:
        """Look no further; the store is about to be closed, or all of it was seen."""
        if self._tasks is not None:
            self._tasks.close()
            self._tasks = None

    def _tell(self, error: Exception) -> None:
        self.stop()
        if not isinstance(error, Blocked):
            raise error
        words = self._desk.words
        title, act = words("unlock.damaged-title"), words("ui.damaged-close")
        if confirm(self._desk, self._window, title, words.problem(error), act):
            self._desk.close()
            QTimer.singleShot(0, self, lambda: self._offer(error))

    def _offer(self, error: Blocked) -> None:
        entrance = self._window.findChild(Unlock)
        if entrance is not None:
            entrance.tell(error)
