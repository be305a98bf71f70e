"""A register's page: the list in one card, the chosen record in the other, or in a drawer where room is short."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from data.base import Entry
from data.listing import Query
from data.organisation import SavedView
from desktop.meaning import sought
from ui.commands import Command
from ui.desk import Desk
from ui.tasks import Progress
from ui.widgets.banner import Banner
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Card, column, row, scrolled
from ui.widgets.dialogs import ask_line
from ui.widgets.empty import EmptyState
from ui.widgets.filters import Filters
from ui.widgets.heeding import Heed
from ui.widgets.holders import Split
from ui.widgets.panel import SidePanel
from ui.widgets.register import RegisterTable
from ui.widgets.search import SearchBox
from ui.widgets.tabs import TabRow
from ui.widgets.text import Label, ltr
from ui.widgets.views import kept

_DRAWER = 1200
_WIDTHS = (620, 410)
_SEARCH = 150


@dataclass(frozen=True, slots=True)
class View:
    """A way to look at a register, as a tab above its list."""

    key: str
    text: str
    query: Query


class ListCard(Card):
    """The list with its tabs, search, filters, bulk acts and footer."""

    def __init__(  # noqa: PLR0913  # what a list is surrounded by
        self,
        desk: Desk,
        table: RegisterTable,
        empty: EmptyState,
        views: Sequence[View],
        filters: Sequence[str],
        *,
        bulk: Sequence[Command],
    ) -> None:
        super().__init__(margin=0)
        self.desk, self.table, self._empty = desk, table, empty
        self._views = {view.key: view for view in views}
        words = desk.words
        self.tabs = TabRow(desk, words("table.views"))
        for view in views:
            self.tabs.add(view.key, view.text)
        self.search = SearchBox(desk, words("table.find", register=words(f"register.{table.entry.REGISTER}")))
        self.filters = Filters(desk, table.entry, filters)
        self._picker = picker = IconButton(desk, "columns-3", words("table.columns"))
        picker.clicked.connect(lambda _: table.columns.choose(picker.mapToGlobal(QPoint(0, picker.height()))))
        self._top = row(self.tabs, self.search, self.filters.button, picker, stretch=0)
        self._top.setContentsMargins(12, 10, 12, 0)
        self._below = row()
        self._below.setContentsMargins(12, 0, 12, 0)
        heads = column()
        heads.addLayout(self._top)
        heads.addLayout(self._below)
        self.head.addLayout(heads)
        self.banner = Banner(desk)
        self._bulk = self._make_bulk(bulk)
        self._nothing = EmptyState(desk, "search", words("table.nothing-found"), None, None)
        self._stack = QStackedWidget()
        for page in (table, empty, self._nothing):
            self._stack.addWidget(page)
        self._count = Label("", "caption", "third")
        self.body.setSpacing(0)
        for part in (self.filters, self.banner, self._bulk):
            self.body.addWidget(part)
        self.body.addWidget(self._stack, 1)
        self.body.addLayout(self._footer())
        self._connect()

    def _make_bulk(self, bulk: Sequence[Command]) -> QWidget:
        box = QWidget()
        self._chosen = Label("", "emphasis")
        layout = row(self._chosen, None)
        layout.setContentsMargins(12, 4, 12, 4)
        for command in bulk:
            text = self.desk.words(f"command.{command.id}")
            layout.addWidget(Button(self.desk, text, icon=command.icon, act=command.act))
        box.setLayout(layout)
        box.hide()
        return box

    def _footer(self) -> Any:  # noqa: ANN401  # a layout
        hint = Label(
            self.desk.words("table.keys", open=ltr("Enter"), select=ltr("Ctrl")),
            "caption",
            "third",
            elide=True,
        )
        hint.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        foot = row(self._count, hint, gap=16, stretch=1)
        foot.setContentsMargins(12, 8, 12, 8)
        return foot

    def _connect(self) -> None:
        self.search.changed.connect(self.table.seek)
        self.filters.changed.connect(self._turn)
        self.tabs.changed.connect(self._turn)
        self.table.counted.connect(self._counted)
        self.table.typed.connect(self._type)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        Heed(self.desk, self, self._count_views)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the search a line of its own where the views leave it no room."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        used = sum(part.sizeHint().width() + 8 for part in (self.tabs, self.filters.button, self._picker))
        tight = self.width() - used - 24 < self.desk.theme.px(_SEARCH)
        self.tabs.setMinimumWidth(0 if tight else self.tabs.sizeHint().width())
        if tight != (self._below.count() > 0):
            source, target, at = (self._top, self._below, 0) if tight else (self._below, self._top, 1)
            source.removeWidget(self.search)
            target.insertWidget(at, self.search)
            last = (self.filters.button, self._picker)
            for before, after in pairwise((*last, self.search) if tight else (self.search, *last)):
                QWidget.setTabOrder(before, after)

    def start(self) -> None:
        """Read the list for the first time."""
        self._turn(self.tabs.current())
        self._count_views()

    def _query(self) -> Query:
        view = self._views.get(self.tabs.current())
        base = view.query if view else Query(self.table.entry)
        shown = self.table.query
        sort = {"sort": shown.sort, "descending": shown.descending} if shown.sort else {}
        return sought(base.with_(where=(*base.where, *self.filters.where()), **sort), self.search.text())

    def _turn(self, wanted: object) -> None:
        del wanted
        self.table.ask(self._query())

    def _type(self, letters: str) -> None:
        self.search.setFocus()
        self.search.setText(self.search.text() + letters)

    def _selected(self) -> None:
        count = len(self.table.selectionModel().selectedRows())
        self._chosen.setText(self.desk.words("table.selected", n=count))
        self._bulk.setVisible(count > 1)

    @property
    def narrowed(self) -> bool:
        """Whether the list shows less than the whole register."""
        return bool(self.search.text() or self.table.query.where)

    def tab_conditions(self) -> list[list[Any]]:
        """Tell the conditions of the tab on show, as a saved view keeps them."""
        view = self._views.get(self.tabs.current())
        return kept(view.query.where) if view else []

    def widen(self) -> None:
        """Take off every condition, so that the whole register is on show."""
        self.search.clear()
        self.filters.clear()
        self.tabs.select(next(iter(self._views), ""))

    def _counted(self, count: int) -> None:
        self._count.setText(self.desk.words("table.count", n=count))
        page = self.table if count else self._nothing if self.narrowed else self._empty
        self._stack.setCurrentWidget(page)
        if count and not self.table.currentIndex().isValid():
            self.table.select_row(0)

    def _count_views(self) -> None:
        store, queries = self.desk.store, {key: view.query for key, view in self._views.items()}
        if store is None or not queries:
            return

        def read(progress: Progress) -> dict[str, int]:
            progress.step()
            return {key: store.count(query) for key, query in queries.items()}

        def show(counts: Mapping[str, int]) -> None:
            for key, count in counts.items():
                self.tabs.set_count(key, count)
            self._make_room()

        self.desk.tasks.run(read, show, owner=self)


class ListDetail(QWidget):
    """Both cards. `detail` shows what its page puts there; the page follows `table.chosen`.

    A detail with `own_scroll` keeps its head in place and scrolls what is below.
    """

    opened = Signal(object)

    def __init__(  # noqa: PLR0913  # what a register's page is made of
        self,
        desk: Desk,
        table: RegisterTable,
        detail: QWidget,
        *,
        empty: EmptyState,
        views: Sequence[View] = (),
        filters: Sequence[str] = (),
        bulk: Sequence[Command] = (),
        widths: tuple[int, int] = _WIDTHS,
        own_scroll: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self.table, self.detail = desk, table, detail
        self._widths = list(widths)
        self.list = ListCard(desk, table, empty, views, filters, bulk=bulk)
        self.banner, self.search = self.list.banner, self.list.search
        self._pane = Card(margin=0)
        self._pane.setAccessibleName(desk.words("table.detail"))
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState(desk, table.entry.ICON, desk.words("table.choose"), None, None))
        inner = QWidget()
        column(inner, margin=16).addWidget(detail)
        self._stack.addWidget(inner if own_scroll else scrolled(inner))
        self._split = self._beside()
        column(self).addWidget(self._split)
        self._pane.body.addWidget(self._stack)  # after the pane was put beside the list, which measures it
        self.narrow = False
        self._drawer: SidePanel | None = None
        self._resized = QTimer(self, singleShot=True, interval=0)
        self._resized.timeout.connect(self._arrange)
        table.chosen.connect(self._choose)
        table.counted.connect(self._counted)
        table.activated_record.connect(self._open)
        self.list.filters.kept.connect(self._keep_view)
        self.list.start()

    def _beside(self) -> QSplitter:
        split = Split(Qt.Orientation.Horizontal)
        split.setHandleWidth(12)
        split.setContentsMargins(1, 0, 1, 0)  # mirrored, a splitter lays its first child a pixel outside
        split.setChildrenCollapsible(False)
        for card, least, share in ((self.list, 420, 3), (self._pane, 360, 2)):
            card.setMinimumWidth(self._desk.theme.px(least))
            split.addWidget(card)
            split.setStretchFactor(split.indexOf(card), share)
        split.setSizes(self._widths)
        return split

    def _counted(self, count: int) -> None:
        """Leave the whole page to the invitation while the register is empty."""
        if not self.narrow:
            self._pane.setVisible(bool(count) or self.list.narrowed)

    def _choose(self, record: Entry | None) -> None:
        self._stack.setCurrentIndex(int(record is not None))

    def _open(self, record: Entry | None) -> None:
        if record is None:
            return
        if self.narrow and self._drawer is not None:
            self._drawer.open_panel()
        else:
            self.detail.setFocus()
        self.opened.emit(record)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the window's width, once it has come to rest."""
        super().resizeEvent(event)
        self._resized.start()

    def _arrange(self) -> None:
        """Move the detail into a drawer, and back; never inside a resize, which still lays the old children out."""
        narrow = self.window().width() < self._desk.theme.px(_DRAWER)
        if narrow == self.narrow:
            return
        self.narrow = narrow
        if self._drawer is None:
            self._drawer = SidePanel(self._desk, self._desk.words("table.detail"), self._pane, self)
        elif narrow:
            self._drawer.take(self._pane)
        if not narrow:
            self._split.addWidget(self._pane)
            self._split.setSizes(self._widths)
            self._drawer.hide()
        self._pane.show()

    def open_record(self, key: str) -> bool:
        """Show a record by its id; all conditions are taken off where they hide it."""
        found = self.table.select(key)
        if not found and self.list.narrowed:
            self.list.widen()
            found = self.table.select(key)
        if found:
            self._open(self.table.current())
        return found

    def state(self) -> dict[str, Any]:
        """Tell what must be kept while the page is built anew."""
        current = self.table.current()
        return {
            "view": self.list.tabs.current(),
            "find": self.list.search.text(),
            "filters": self.list.filters.chosen(),
            "sort": [self.table.query.sort, self.table.query.descending],
            "record": current.id if current else "",
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up a state again."""
        if not state:
            return
        self.list.tabs.select(state["view"])
        sort, descending = state["sort"]
        self.table.ask(self.table.query.with_(sort=sort, descending=descending))
        self.list.search.setText(state["find"])
        self.list.filters.set_chosen(state["filters"])
        if state["record"]:
            self.table.select(state["record"])

    def _keep_view(self) -> None:
        """Keep tab, words, filters and order under a name, for the sidebar."""
        words = self._desk.words
        name = ask_line(self._desk, self, words("table.keep-view"), "", words("table.keep"))
        if name:
            self.keep_view(name)

    def keep_view(self, name: str) -> None:
        """Keep what is shown now as a view of this name."""
        query = self.state() | {"record": "", "where": self.list.tab_conditions()}
        with self._desk.unit("keep-view") as unit:
            unit.add(SavedView(name=name, register=self.table.entry.REGISTER, query=query))
