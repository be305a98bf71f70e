"""The main window: an empty ground at first, then the pages of an open store and what holds them together.

Before the first paint only a part of Qt is loaded: its namespace of enumerations alone takes as long as the
window. Everything else comes afterwards, most of it on the worker.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import delete

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent

    from data.store import Store
    from desktop.settings import Settings
    from ui.commands import Commands
    from ui.desk import Desk, Notice
    from ui.places import Place
    from ui.shell.furniture import Furniture
    from ui.shell.keeping import Keeper
    from ui.shell.page import BasePage
    from ui.tasks import Progress

_SMALLEST = (960, 600)
_USUAL = (1440, 900)
_MINUTE = 60_000


class MainWindow(QMainWindow):
    """Shows the entrance while no store is open, and the pages once one is. `painted` tells of the first paint."""

    painted = Signal()
    desk: Desk
    commands: Commands
    keeper: Keeper

    def __init__(self, desk: Desk | None = None, entrance: Callable[[Desk], QWidget] | None = None) -> None:
        super().__init__()
        self._seen = False
        self._begun = False
        self._furniture: Furniture | None = None
        self._pages: dict[str, BasePage] = {}
        self._states: dict[str, dict[str, Any]] = {}
        self._places: dict[str, Place] = {}
        self.place = ""
        self._clock = QTimer(self)
        self._clock.setInterval(_MINUTE)
        self._clock.timeout.connect(self._tick)
        self.setMinimumSize(*_SMALLEST)
        self.setCentralWidget(QWidget())
        if desk is not None and entrance is not None:
            self.prepare(desk.settings)
            self.take(desk, entrance)

    def prepare(self, settings: Settings) -> None:
        """Take size and ground from the settings, which is all that the first paint needs."""
        if settings.theme != "system":
            self._paint_ground(dark=settings.theme == "dark")
        kept = settings.geometry
        if not kept or not self.restoreGeometry(QByteArray.fromHex(kept.encode())):
            room = self.screen().availableGeometry()
            self.resize(min(_USUAL[0], room.width()), min(_USUAL[1], room.height()))

    def _paint_ground(self, *, dark: bool) -> None:
        from PySide6.QtGui import QColor, QPalette  # noqa: PLC0415  # where the system's own ground is not wanted

        from ui.tokens import DARK, LIGHT  # noqa: PLC0415  # as above

        ground = self.palette()
        ground.setColor(QPalette.ColorRole.Window, QColor((DARK if dark else LIGHT).bg))
        self.setPalette(ground)

    def take(self, desk: Desk, entrance: Callable[[Desk], QWidget]) -> None:
        """Receive the desk; `begin` shows it."""
        from PySide6.QtCore import Qt  # noqa: PLC0415  # after the first paint

        from ui.commands import Commands  # noqa: PLC0415  # as above
        from ui.places import places  # noqa: PLC0415  # as above
        from ui.shell.keeping import Keeper  # noqa: PLC0415  # as above
        from ui.shell.speech import Speech  # noqa: PLC0415  # as above

        self.desk = desk
        self._entrance = entrance
        self.commands = Commands(self)
        self.keeper = Keeper(desk, self)
        self.keeper.made.connect(self._tick)
        self._speech = Speech(desk)
        self._places = {place.name: place for place in places()}
        self.setWindowTitle(desk.words("app.name"))
        for change in (desk.restyled, desk.opened, desk.closed):
            # Queued: what asked for the change may be a widget that goes with it.
            change.connect(self.rebuild, Qt.ConnectionType.QueuedConnection)
        desk.sent.connect(self.go)
        desk.said.connect(self._say)
        desk.kept.connect(self._kept)

    def begin(self) -> None:
        """Show what belongs in the window, now that everything is at hand."""
        self._begun = True
        self.rebuild()
        self._clock.start()

    def rebuild(self) -> None:
        """Build everything anew in the words and looks of the moment; pages keep their state."""
        if not self._begun:
            return
        self._states |= {name: page.state() for name, page in self._pages.items()}
        self._clear()
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        self.desk.theme.prepare(app)
        self.setPalette(self.desk.theme.palette())
        self._speech.settle()
        for where in ("page", "desk"):
            self.commands.withdraw(where)
        self.setWindowTitle(self.desk.words("app.name"))
        from PySide6.QtGui import QIcon  # noqa: PLC0415  # after the first paint

        self.setWindowIcon(QIcon(self.desk.theme.emblem("shield-check", 64)))
        if self.desk.store is None:
            self._states.clear()
            self.setCentralWidget(self._entrance(self.desk))
        else:
            self._furnish()
        self.desk.theme.dress(app)

    def _clear(self) -> None:
        """Let go of all widgets at once: dressing them anew would cost more than making new ones."""
        self._pages.clear()
        self._furniture = None
        old = self.takeCentralWidget()
        if old is not None:
            delete(old)

    def _furnish(self) -> None:
        from ui.shell.acts import desk_commands  # noqa: PLC0415  # after the first paint
        from ui.shell.furniture import Furniture  # noqa: PLC0415  # as above
        from ui.shell.guide import show_guide  # noqa: PLC0415  # as above

        self.commands.declare(desk_commands(self), self.desk.words, self.desk.theme)
        self._furniture = Furniture(
            self.desk,
            self.commands,
            self.placed,
            partial(self.go, stay=True),
            help_=partial(show_guide, self),
            show_view=self.show_view,
        )
        self.setCentralWidget(self._furniture.whole)
        first, self.place = self.place or self.desk.settings.place, ""
        self.go(first if first in self._places else next(iter(self._places), ""))
        self._kept()
        self.desk.tasks.run(partial(_load, self.placed, self.desk.store), bool, owner=self)

    @property
    def page(self) -> BasePage | None:
        """The page on show."""
        return self._pages.get(self.place)

    @property
    def placed(self) -> Sequence[Place]:
        """The places that have pages."""
        return tuple(self._places.values())

    def go(self, name: str, record: str = "", *, stay: bool = False) -> None:
        """Go to a place, building its page when it is wanted for the first time, and there to a record.

        The keyboard comes along, unless it is to `stay` where it is.
        """
        furniture = self._furniture
        if name not in self._places or furniture is None:
            return
        if name not in self._pages:
            made: BasePage = self._places[name].page()(self.desk)
            self._pages[name] = made
            furniture.stack.addWidget(made)
            made.restore(self._states.pop(name, {}))
        page = self._pages[name]
        if self.place != name or furniture.stack.currentWidget() is not page:
            furniture.stack.setCurrentWidget(page)
            self.commands.withdraw("page")
            self.commands.declare(page.commands(), self.desk.words, self.desk.theme)
            furniture.sidebar.show_place(name)
            self.place = name
            self.setWindowTitle(f"{self.desk.words(f'nav.{name}')} — {self.desk.words('app.name')}")
        if record:
            page.open_record(record)
        at = self.focusWidget()
        if not (stay or (at is not None and page.isAncestorOf(at))):
            page.begin()

    def show_view(self, place: str, register: str, state: Mapping[str, Any]) -> None:
        """Go to a place and show its list as a saved view has it."""
        self.go(place)
        if self.page is not None:
            self.page.show_view(register, state)

    def seek(self) -> None:
        """Go to the command box."""
        if self._furniture is not None:
            self._furniture.topbar.box.start()

    def _say(self, notice: Notice) -> None:
        if self._furniture is not None:
            self._furniture.toast.notice(notice)

    def _kept(self, register: str = "") -> None:
        del register
        if self._furniture is not None and self.desk.store is not None:
            self._furniture.refresh(self._speech.safety())

    def _tick(self) -> None:
        if self._furniture is not None:
            self._furniture.watch(self._speech.safety())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell, once, that the window is there to be seen."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.painted.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read the desk's keys on an Arabic layout as well."""
        from ui.commands import run_arabic  # noqa: PLC0415  # after the first paint

        if not self._begun or not run_arabic(self.commands, event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember size and place."""
        super().closeEvent(event)
        self._clock.stop()
        if not self._begun:
            return
        geometry = bytes(self.saveGeometry().toHex().data()).decode()
        self.desk.change(geometry=geometry, place=self.place)


def _load(places: Sequence[Place], store: Store | None, progress: Progress) -> None:
    """Import what pages are made of before they are asked for, and put the questions together that they ask."""
    from data.registers import REGISTERS  # noqa: PLC0415  # after the first paint
    from ui.garbage import keep  # noqa: PLC0415  # as above

    def load() -> None:
        for place in places:
            progress.step()
            place.page()

    keep(load)
    for entry in REGISTERS.values():
        progress.step()
        if store is not None:
            store.find_any(entry)
