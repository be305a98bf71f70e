"""The main window: sidebar, top bar, pages built when they are first wanted, and what holds them together."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget
from shiboken6 import delete

from ui.commands import Commands, run_arabic
from ui.desk import Desk, Notice
from ui.places import Place, places
from ui.shell.acts import desk_commands, next_theme
from ui.shell.alerts import Due, due
from ui.shell.navigation import Sidebar
from ui.shell.page import BasePage
from ui.shell.palette import CommandBox
from ui.shell.speech import Speech
from ui.shell.topbar import TopBar
from ui.widgets.card import column, row
from ui.widgets.text import Rule
from ui.widgets.toast import Toast

_SMALLEST = (960, 600)
_USUAL = (1440, 900)
_MINUTE = 60_000

Entrance = Callable[[Desk], QWidget]


class MainWindow(QMainWindow):
    """Shows the entrance while no store is open, and the pages once one is."""

    def __init__(self, desk: Desk, entrance: Entrance) -> None:
        super().__init__()
        self.desk = desk
        self._entrance = entrance
        self._begun = False
        self._pages: dict[str, BasePage] = {}
        self._states: dict[str, dict[str, Any]] = {}
        self._places = {place.name: place for place in places()}
        self.place = ""
        self.commands = Commands(self)
        self._speech = Speech(desk)
        self._sidebar: Sidebar | None = None
        self._topbar: TopBar | None = None
        self._toast: Toast | None = None
        self._stack = QStackedWidget()
        self._clock = QTimer(self)
        self._clock.setInterval(_MINUTE)
        self._clock.timeout.connect(self._tick)
        self.setMinimumSize(*_SMALLEST)
        self._take_size()
        self.setWindowTitle(desk.words("app.name"))
        self.setCentralWidget(QWidget())
        for change in (desk.restyled, desk.opened, desk.closed):
            # Queued: what asked for the change may be a widget that goes with it.
            change.connect(self.rebuild, Qt.ConnectionType.QueuedConnection)
        desk.sent.connect(self.go)
        desk.said.connect(self._say)
        desk.kept.connect(self._kept)

    def _take_size(self) -> None:
        kept = self.desk.settings.geometry
        if not kept or not self.restoreGeometry(QByteArray.fromHex(kept.encode())):
            room = self.screen().availableGeometry()
            self.resize(min(_USUAL[0], room.width()), min(_USUAL[1], room.height()))

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
        self._speech.settle()
        for where in ("page", "desk"):
            self.commands.withdraw(where)
        self.setWindowTitle(self.desk.words("app.name"))
        self.setWindowIcon(QIcon(self.desk.theme.pixmap("shield-check", "accent", 64)))
        if self.desk.store is None:
            self._states.clear()
            self.setCentralWidget(self._entrance(self.desk))
        else:
            self._furnish()
        self.desk.theme.dress(app)

    def _clear(self) -> None:
        """Let go of all widgets at once: dressing them anew would cost more than making new ones."""
        self._pages.clear()
        self._sidebar = self._topbar = self._toast = None
        self._stack = QStackedWidget()
        old = self.takeCentralWidget()
        if old is not None:
            delete(old)

    def _furnish(self) -> None:
        desk = self.desk
        self.commands.declare(desk_commands(self), desk.words, desk.theme)
        whole = QWidget()
        self._stack = QStackedWidget()
        self._sidebar = Sidebar(desk, list(self._places.values()), self.go, self.show_keys)
        self._topbar = TopBar(desk, self.commands, CommandBox(desk, self.commands, whole))
        main = column(gap=0)
        main.addWidget(self._topbar)
        main.addWidget(Rule())
        main.addWidget(self._stack, 1)
        sides = row(self._sidebar, Rule(upright=True), gap=0)
        sides.addLayout(main, 1)
        whole.setLayout(sides)
        self.setCentralWidget(whole)
        self._toast = Toast(desk, whole)
        self._show_organisation()
        first, self.place = self.place or desk.settings.place, ""
        self.go(first if first in self._places else next(iter(self._places), ""))
        self._kept()

    def _show_organisation(self) -> None:
        store, sidebar = self.desk.store, self._sidebar
        if store is not None and sidebar is not None:
            own = store.organisation()
            sidebar.show_organisation(self.desk.words.either(own.name_ar, own.name_en))

    @property
    def page(self) -> BasePage | None:
        """The page on show."""
        return self._pages.get(self.place)

    @property
    def placed(self) -> Sequence[Place]:
        """The places that have pages."""
        return tuple(self._places.values())

    def go(self, name: str, record: str = "") -> None:
        """Go to a place, building its page when it is wanted for the first time, and there to a record."""
        if name not in self._places or self._sidebar is None:
            return
        if name not in self._pages:
            made = self._places[name].page()(self.desk)
            self._pages[name] = made
            self._stack.addWidget(made)
            made.restore(self._states.pop(name, {}))
        page = self._pages[name]
        if self.place != name or self._stack.currentWidget() is not page:
            self._stack.setCurrentWidget(page)
            self.commands.withdraw("page")
            self.commands.declare(page.commands(), self.desk.words, self.desk.theme)
            self._sidebar.show_place(name)
            self.place = name
            self.setWindowTitle(f"{self.desk.words(f'nav.{name}')} — {self.desk.words('app.name')}")
        if record:
            page.open_record(record)

    def seek(self) -> None:
        """Go to the command box."""
        if self._topbar is not None:
            self._topbar.box.start()

    def turn_theme(self) -> None:
        """Change between light and dark."""
        self.desk.change(theme=next_theme(self.desk))

    def turn_language(self) -> None:
        """Change between Arabic and English."""
        self.desk.change(lang="en" if self.desk.lang == "ar" else "ar")

    def show_keys(self) -> None:
        """Show all keys."""
        from ui.shell.keys import KeySheet  # noqa: PLC0415  # wanted seldom

        sheet = KeySheet(self.desk, self.commands, self)
        sheet.exec()
        sheet.deleteLater()

    def _say(self, notice: Notice) -> None:
        if self._toast is not None:
            self._toast.notice(notice)

    def _kept(self, register: str = "") -> None:
        del register
        if self._topbar is None or self.desk.store is None:
            return
        self._topbar.refresh()
        if self.desk.can_undo:
            time = self.desk.words.numerals(f"{self.desk.local(self.desk.now()):%H:%M}")
            self._topbar.show_saved(self.desk.words("ui.saved", time=time))
        self._watch()

    def _watch(self) -> None:
        desk, sidebar = self.desk, self._sidebar
        desk.tasks.run(lambda progress: due(desk, progress), self._show_due, owner=sidebar)
        if sidebar is not None:
            sidebar.show_safety(self._speech.safety())

    def _show_due(self, found: list[Due]) -> None:
        if self._topbar is None or self._sidebar is None:
            return
        self._topbar.show_due(found)
        for name in self._places:
            here = [one for one in found if one.place == name]
            self._sidebar.show_count(name, len(here), here[0].tone if here else "mute")

    def _tick(self) -> None:
        if self._topbar is not None:
            self._topbar.refresh()
            self._watch()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read the desk's keys on an Arabic layout as well."""
        if not run_arabic(self.commands, event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember size and place, and lay the store aside."""
        geometry = bytes(self.saveGeometry().toHex().data()).decode()
        self.desk.change(geometry=geometry, place=self.place)
        self._clock.stop()
        super().closeEvent(event)
