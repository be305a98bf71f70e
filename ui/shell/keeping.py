"""Backs the open store up by itself, and when it is asked to; an administrator's folder receives a copy."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from data import backup
from data.bundle import SUFFIX
from desktop.settings import settled
from ui.desk import Desk
from ui.tasks import Progress, Tasks
from ui.widgets.dialogs import choose_target
from ui.widgets.text import ltr

_SOON, _HOUR = 2 * 60_000, 60 * 60_000  # milliseconds


class Keeper(QObject):
    """Looks two minutes after a store was opened, then every hour, whether anything changed since the last backup.

    `made` tells of each backup. It works on a worker of its own: a large store takes a while, and the lists do not wait for it.
    """

    made = Signal()

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._tasks: Tasks | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)
        desk.opened.connect(lambda: self._timer.start(_SOON))
        desk.closing.connect(self.stop)

    def _look(self) -> None:
        self._timer.start(_HOUR)
        store = self._desk.store
        if store is not None and not self.busy() and backup.changed(store):
            self._make(lambda _: None)

    def busy(self) -> bool:
        """Whether a backup is being made."""
        return self._tasks is not None

    def stop(self) -> None:
        """Finish what is being made, for the store is about to be closed."""
        self._timer.stop()
        self._rest()

    def back_up(self) -> None:
        """Back the store up now, and say so."""
        if self._desk.store is not None and not self.busy():
            self._desk.say(self._desk.words("backup.making"), "info")
            self._make(lambda file: self._desk.say(self._desk.words("backup.made", file=ltr(file.name))))

    def _make(self, then: Callable[[Path], object]) -> None:
        desk, store = self._desk, self._desk.store
        if store is None:
            return
        now, folder = desk.now(), settled().backup_folder

        def work(progress: Progress) -> Path:
            file = backup.make(store, now, lambda _done, _total: progress.step())
            if folder:
                backup.copy(file, Path(folder) / store.organisation().id, now)
            return file

        self._run(work, then)

    def save_bundle(self) -> None:
        """Write a checked bundle to a file of the officer's choice."""
        desk, store = self._desk, self._desk.store
        if store is None or self.busy():
            return
        name = f"{desk.today().isoformat()}{SUFFIX}"
        target = choose_target(desk, self._window, desk.words("command.desk.bundle"), name)
        if target is None:
            return
        file, now = target.with_suffix(SUFFIX), desk.now()

        def work(progress: Progress) -> Path:
            backup.export(store, file, now, lambda _done, _total: progress.step())
            return file

        self._run(work, lambda made: desk.say(desk.words("backup.made", file=ltr(made.name))))

    def _run(self, work: Callable[[Progress], Path], then: Callable[[Path], object]) -> None:
        self._tasks = Tasks(self)

        def done(file: Path) -> None:
            self._rest()
            self.made.emit()
            then(file)

        def failed(error: Exception) -> None:
            self._rest()
            self._desk.problem(error)

        self._tasks.run(work, done, failed=failed)

    def _rest(self) -> None:
        if self._tasks is not None:
            self._tasks.close()
            self._tasks = None
