"""What stands around the pages of an open store, built anew whenever words or looks change."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.commands import Commands
from ui.desk import Desk
from ui.places import Place, place_of
from ui.shell.alerts import Alert, near
from ui.shell.navigation import Sidebar
from ui.shell.page import BasePage
from ui.shell.palette import CommandBox
from ui.shell.topbar import TopBar
from ui.shell.views import KeptViews, ShowView
from ui.widgets.card import column, row
from ui.widgets.text import Rule
from ui.widgets.toast import Toast

if TYPE_CHECKING:
    from data.base import Entry
    from ui.shell.doing import Doing


class Furniture:
    """Sidebar, top bar, the stack of pages and the place where messages float."""

    def __init__(  # noqa: PLR0913  # what the sidebar and the bar lead to
        self,
        desk: Desk,
        commands: Commands,
        places: Sequence[Place],
        go: Callable[[str], object],
        *,
        help_: Callable[[], object],
        show_view: ShowView,
    ) -> None:
        self._desk = desk
        self._places = places
        self.whole = QWidget()
        self.stack = QStackedWidget()
        self.views = KeptViews(desk, show_view)
        self.sidebar = Sidebar(desk, places, go, help_, self.views)
        self.topbar = TopBar(desk, commands, CommandBox(desk, commands, self.whole, self.perform))
        main = column(gap=0)
        main.addWidget(self.topbar)
        main.addWidget(Rule())
        main.addWidget(self.stack, 1)
        sides = row(self.sidebar, Rule(upright=True), gap=0)
        sides.addLayout(main, 1)
        self.whole.setLayout(sides)
        self.toast = Toast(desk, self.whole)
        if desk.store is not None:
            own = desk.store.organisation()
            self.sidebar.show_organisation(desk.words.either(own.name_ar, own.name_en))

    def perform(self, entry: "Entry", doing: "Doing") -> None:
        """Go to a record and do an act on it there, as its page asks for it."""
        self._desk.go(place_of(entry.REGISTER), entry.id)
        page = self.stack.currentWidget()
        if isinstance(page, BasePage):
            page.perform(doing)

    def watch(self, safety: str) -> None:
        """Show the day, how safe the store is, and, once the worker has it, what is due."""
        desk = self._desk
        self.topbar.refresh()
        self.sidebar.show_safety(safety)
        desk.tasks.run(lambda progress: near(desk, progress), self._show_due, owner=self.sidebar)

    def refresh(self, safety: str) -> None:
        """Show what can be taken back, that the last change was kept, and the rest as `watch` does."""
        desk = self._desk
        self.watch(safety)
        self.views.read()
        if desk.can_undo:
            time = desk.words.numerals(f"{desk.local(desk.now()):%H:%M}")
            self.topbar.show_saved(desk.words("ui.saved", time=time))

    def _show_due(self, found: list[Alert]) -> None:
        """Show what is due, at the bell and beside each place."""
        self._desk.near.emit(found)
        self.topbar.show_due(found)
        for place in self._places:
            here = [one for one in found if one.place == place.name]
            self.sidebar.show_count(
                place.name, len({one.key for one in here}), here[0].tone if here else "mute"
            )
