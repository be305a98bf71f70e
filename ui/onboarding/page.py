"""What stands in the window while no store is open: the first run, or the door of a store that is there."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from data.store import Store
from ui.desk import Desk
from ui.onboarding.assistant import Assistant, Run
from ui.onboarding.course import Course
from ui.onboarding.recents import recents
from ui.onboarding.unlock import Unlock


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
        self.setFocusProxy(made)
        if old is not None:
            self.removeWidget(old)
            old.deleteLater()

    def _assistant(self, run: Run) -> QWidget:
        made = Assistant(self.desk, run)
        made.finished.connect(self._take)
        made.left.connect(self._leave)
        return made

    def _unlock(self) -> QWidget:
        made = Unlock(self.desk, self.memory.folder, locked=self.memory.was_open)
        made.opened.connect(self._take)
        made.fresh.connect(self._begin)
        made.turned.connect(self._turn)
        return made

    def _turn(self, folder: Path) -> None:
        self.memory.folder = folder

    def _begin(self) -> None:
        self.memory.run = Run()
        self.show_inside()

    def _take(self, store: Store) -> None:
        self.memory.run, self.memory.was_open = None, True
        self.desk.open(store)

    def _leave(self) -> None:
        if recents(self.desk):
            self.memory.run = None
            self.show_inside()
        else:
            self.window().close()

    def showEvent(self, event: QShowEvent) -> None:
        """Watch the window, so that it does not close over a recovery code nobody has kept."""
        super().showEvent(event)
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask before the window closes during the first run."""
        if event.type() is QEvent.Type.Close and watched is self.window():
            inside = self.inside
            if isinstance(inside, Assistant) and not inside.may_leave():
                event.ignore()
                return True
        return super().eventFilter(watched, event)
