"""A register's page: the list in one card, the chosen record in the other, or in a drawer where room is short."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from data.base import Entry
from data.organisation import SavedView
from ui.commands import Command
from ui.desk import Desk
from ui.widgets.card import Card, column, scrolled
from ui.widgets.dialogs import ask_line
from ui.widgets.empty import EmptyState
from ui.widgets.holders import Split
from ui.widgets.listcard import ListCard, View
from ui.widgets.panel import SidePanel
from ui.widgets.register import RegisterTable

_DRAWER = 1200
_WIDTHS = (620, 410)


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

    def event(self, event: QEvent) -> bool:
        """Take the window's measure before the parts are drawn for the first time, while moving them costs nothing."""
        if event.type() is QEvent.Type.Polish:
            self._arrange()
        return super().event(event)

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
        if self._pane.isHidden():
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
