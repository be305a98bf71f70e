"""What stands around the pages of an open store, built anew whenever words or looks change."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.commands import Commands
from ui.desk import Desk
from ui.places import Place, place_of
from ui.shell.alerts import Alert, near
from ui.shell.navigation import Sidebar
from ui.shell.page import BasePage
from ui.shell.palette import CommandBox
from ui.shell.topbar import TopBar
from ui.tasks import Progress
from ui.widgets.card import column, row
from ui.widgets.text import Rule
from ui.widgets.toast import Toast

if TYPE_CHECKING:
    from data.base import Entry
    from data.organisation import SavedView
    from ui.shell.doing import Doing

ShowView = Callable[[str, str, Mapping[str, Any]], object]


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
        self._show_view = show_view
        self.whole = QWidget()
        self.stack = QStackedWidget()
        self.sidebar = Sidebar(desk, places, go, help_)
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
        self._list_views()
        if desk.can_undo:
            time = desk.words.numerals(f"{desk.local(desk.now()):%H:%M}")
            self.topbar.show_saved(desk.words("ui.saved", time=time))

    def _list_views(self) -> None:
        from data.organisation import SavedView  # noqa: PLC0415  # loads the database library

        if self._desk.store is None:
            return
        views = self._desk.store.all(SavedView, pinned=True)
        shown = [(view, place) for view in views if (place := place_of(view.register))]
        self.sidebar.show_views(
            [(view.name, partial(self._show_view, place, view.register, view.query)) for view, place in shown]
        )
        self._count_views([view for view, _ in shown])

    def _count_views(self, views: "Sequence[SavedView]") -> None:
        """Say beside each view how much it shows now, once the worker has counted."""
        from ui.widgets.views import query_of  # noqa: PLC0415  # loads the database library

        store = self._desk.store

        def read(progress: Progress) -> list[int]:
            progress.step()
            queries = [query_of(self._desk, view) for view in views]
            return [store.count(query) if store and query else 0 for query in queries]

        self._desk.tasks.run(read, self.sidebar.show_view_counts, owner=self.sidebar)

    def _show_due(self, found: list[Alert]) -> None:
        """Show what is due, at the bell and beside each place."""
        self._desk.near.emit(found)
        self.topbar.show_due(found)
        for place in self._places:
            here = [one for one in found if one.place == place.name]
            self.sidebar.show_count(
                place.name, len({one.key for one in here}), here[0].tone if here else "mute"
            )
