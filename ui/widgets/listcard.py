"""The list of a register in its card: views as tabs, search, filters, bulk acts, and how much there is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from data.listing import Query
from desktop.meaning import sought
from ui.commands import Command
from ui.desk import Desk
from ui.tasks import Progress
from ui.widgets.banner import Banner
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Card, column, row
from ui.widgets.empty import EmptyState
from ui.widgets.filters import Filters
from ui.widgets.heeding import Heed
from ui.widgets.register import RegisterTable
from ui.widgets.search import SearchBox
from ui.widgets.tabs import TabRow
from ui.widgets.text import Label, ltr
from ui.widgets.views import kept

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
