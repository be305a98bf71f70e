"""A register as a list: any number of rows, sorted by any column, found while typing, columns to choose."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from data.base import Entry
from data.listing import Query
from desktop.meaning import sought
from ui.desk import Desk
from ui.tokens import ROW
from ui.widgets.cells import Maker, columns, usual
from ui.widgets.header import ListHeader
from ui.widgets.heeding import Heed
from ui.widgets.painting import RowPainter
from ui.widgets.rows import Rows


class RegisterTable(QTableView):
    """Shows what a query asks for. `chosen` follows the current row, `activated_record` is Enter or a double click."""

    chosen = Signal(object)
    activated_record = Signal(object)
    counted = Signal(int)
    typed = Signal(str)

    def __init__(  # noqa: PLR0913  # what a list is made of
        self,
        desk: Desk,
        entry: type[Entry],
        *,
        cells: Mapping[str, Maker] | None = None,
        second: Callable[[Any], str] | None = None,
        query: Query | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk, self.entry = desk, entry
        self._makers, self._second = dict(cells or {}), second
        self._rows = Rows(desk, query or Query(entry))
        self._painter = RowPainter(self._rows, desk.theme)
        self._rows.set_columns(self._made())
        self._awaited = ("", -1)
        self._rows.counted.connect(self._arrive)
        self._rows.counted.connect(self.counted)
        self._sized = False
        self.setModel(self._rows)
        self.setItemDelegate(self._painter)
        self.columns = ListHeader(desk, self._rows, self._painter, self)
        self.columns.sectionClicked.connect(self._sort)
        self.columns.wanted.connect(lambda name, on: self.show_column(name, on=on))
        self.setHorizontalHeader(self.columns)
        self._dress()
        self.columns.measure()
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.activated.connect(lambda index: self.activated_record.emit(self._rows.record(index.row())))
        Heed(desk, self, self.refresh, register=entry.REGISTER)

    def _dress(self) -> None:
        self.setAccessibleName(self.desk.words(f"register.{self.entry.REGISTER}"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        down = self.verticalHeader()
        down.hide()
        down.setMinimumSectionSize(1)
        down.setDefaultSectionSize(self.desk.theme.px(ROW))
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _made(self) -> list[Any]:
        names = self.desk.settings.columns.get(self.entry.REGISTER) or usual(self.entry)
        return columns(self.desk, self.entry, names, self._makers, self._second)

    @property
    def query(self) -> Query:
        """What is shown now."""
        return self._rows.query

    def ask(self, query: Query) -> None:
        """Show another list."""
        self._rows.ask(query)
        if not self._sized and self._rows.rowCount():
            self._sized = True
            self.columns.measure()
        self.columns.mark_sort()
        self._tell(self.currentIndex())

    def seek(self, text: str) -> None:
        """Narrow the list down to what holds these words."""
        if text != self.query.find:
            self.ask(sought(self.query, text))

    def refresh(self) -> None:
        """Read the list again, keeping the place."""
        kept = self.current()
        self._awaited = (kept.id if kept else "", self.verticalScrollBar().value())
        self._rows.refresh()

    def _arrive(self) -> None:
        """Go where one stood, or was sent, now that the whole list is known."""
        (key, at), self._awaited = self._awaited, ("", -1)
        self.columns.grow()
        if key and self.select(key) and at >= 0:
            self.verticalScrollBar().setValue(at)

    def record(self, row: int) -> Entry | None:
        """Find the record of a row."""
        return self._rows.record(row)

    def current(self) -> Entry | None:
        """Find the record of the current row."""
        index = self.currentIndex()
        return self._rows.record(index.row()) if index.isValid() else None

    def selected(self) -> list[Entry]:
        """List the records of all selected rows."""
        found = (self._rows.record(index.row()) for index in self.selectionModel().selectedRows())
        return [record for record in found if record is not None]

    def select(self, key: str) -> bool:
        """Make the row of a record, by its id, the current one; tells whether it is known already, else it follows."""
        store = self.desk.store
        record = store.names(self.entry, [key]).get(key) if store else None
        row = self._rows.row_of(record.serial) if record else -1
        if row >= 0:
            self.select_row(row)
        elif record is not None and not self._rows.whole:
            self._awaited = (key, -1)
        return row >= 0

    def select_row(self, row: int) -> None:
        """Make a row the current one."""
        if not 0 <= row < self._rows.rowCount():
            return
        index = self._rows.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Draw whole rows anew: the bar at the leading edge belongs to all columns."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Hand what is typed to the search box; Qt would read every row to find it."""
        self.typed.emit(search)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter on every platform."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.activated_record.emit(self.current())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: Any) -> None:  # noqa: ANN401  # QResizeEvent, which the stubs of views widen
        """Show as many columns as fit."""
        super().resizeEvent(event)
        self.columns.fit()

    def _tell(self, index: QModelIndex) -> None:
        self.chosen.emit(self._rows.record(index.row()) if index.isValid() else None)

    def _sort(self, section: int) -> None:
        name = self._rows.columns[section].sort
        if name:
            down = not self.query.descending if self.query.sort == name else False
            self.ask(self.query.with_(sort=name, descending=down))

    def show_column(self, name: str, *, on: bool) -> None:
        """Show or hide a column, for good."""
        shown = [column.name for column in self._rows.columns if column.name and column.name != name]
        chosen = [*shown, name] if on else shown
        self.desk.change(columns={**self.desk.settings.columns, self.entry.REGISTER: chosen})
        self._rows.set_columns(self._made())
        self.columns.measure()
