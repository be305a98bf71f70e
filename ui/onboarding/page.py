"""What stands in the window while no store is open: the first run, or the door of a store that is there."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget

from data.backup import restore
from data.bundle import SUFFIX
from data.errors import Blocked
from data.store import Store
from desktop.home import ready
from ui.desk import Desk
from ui.onboarding.answers import free_folder
from ui.onboarding.assistant import Assistant, Run
from ui.onboarding.course import Course
from ui.onboarding.recents import recents, remember
from ui.onboarding.unlock import Unlock
from ui.widgets.dialogs import choose_file, confirm
from ui.widgets.text import ltr


class Page(QStackedWidget):
    """Turns between the assistant and the unlocking."""

    def __init__(self, desk: Desk, memory: Course) -> None:
        super().__init__()
        self.desk = desk
        self.memory = memory
        known = recents(desk)
        if memory.run is None and not known:
            memory.run = Run()
        if memory.folder not in known:
            memory.folder = known[0] if known else None
        self.show_inside()

    @property
    def inside(self) -> Assistant | Unlock:
        """What is shown."""
        shown = self.currentWidget()
        assert isinstance(shown, Assistant | Unlock)  # noqa: S101  # the stack holds nothing else
        return shown

    def show_inside(self) -> None:
        """Show the assistant while a first run is under way, else the unlocking."""
        old = self.currentWidget()
        made = self._unlock() if self.memory.run is None else self._assistant(self.memory.run)
        self.setCurrentIndex(self.addWidget(made))
        if old is not None:
            self.removeWidget(old)
            old.deleteLater()
        if self.isVisible():
            made.setFocus()

    def _assistant(self, run: Run) -> Assistant:
        made = Assistant(self.desk, run)
        made.finished.connect(self._take)
        made.left.connect(self._leave)
        made.bundled.connect(self.bring_in)
        return made

    def _unlock(self) -> Unlock:
        made = Unlock(self.desk, self.memory.folder, locked=self.memory.was_open)
        made.opened.connect(self._take)
        made.fresh.connect(self._begin)
        made.turned.connect(self._turn)
        made.bundled.connect(self.bring_in)
        return made

    def _turn(self, folder: Path) -> None:
        self.memory.folder = folder

    def _begin(self) -> None:
        self.memory.run = Run()
        self.show_inside()

    def _take(self, store: Store) -> None:
        self.memory.run, self.memory.was_open = None, True
        self.desk.open(store)

    def bring_in(self, file: Path | None = None) -> None:
        """Bring a bundle back as a new store, and stand before it; its own passphrase opens it."""
        words = self.desk.words
        chosen = file or choose_file(self.desk, self, words("bundle.choose"), (SUFFIX,))
        if chosen is None:
            return
        folder = free_folder()
        asked = words("bundle.ask", file=ltr(chosen.name), folder=ltr(str(folder)))
        if confirm(self.desk, self, words("bundle.title"), asked, words("bundle.go"), danger=False):
            now = self.desk.now()
            self.desk.tasks.run(
                lambda _: restore(chosen, ready(folder), now),
                lambda _: self._brought(folder),
                failed=self._not_brought,
                owner=self,
            )

    def _brought(self, folder: Path) -> None:
        remember(self.desk, folder)
        self.memory.run, self.memory.folder = None, folder
        self.show_inside()

    def _not_brought(self, error: Exception) -> None:
        if not isinstance(error, Blocked):
            raise error
        self.inside.tell(error)

    def _leave(self) -> None:
        if recents(self.desk):
            self.memory.run = None
            self.show_inside()
        else:
            self.window().close()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where one types, and watch the window: it must not close over a recovery code nobody has kept."""
        super().showEvent(event)
        self.inside.setFocus()
        self.window().installEventFilter(self)
        if self.memory.bundle is not None:
            given, self.memory.bundle = self.memory.bundle, None
            QTimer.singleShot(0, self, lambda: self.bring_in(given))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask before the window closes during the first run."""
        if event.type() is QEvent.Type.Close and watched is self.window():
            inside = self.inside
            if isinstance(inside, Assistant) and not inside.may_leave():
                event.ignore()
                return True
        return super().eventFilter(watched, event)
