"""A list's rows as a model that reads them a page at a time: a million are never loaded."""

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from data.base import Entry
from data.fields import Field, Kind, fields_of
from data.listing import Query
from data.store import Store
from ui.desk import Desk
from ui.tasks import Job, Progress
from ui.widgets.cell import NOTHING, Cell
from ui.widgets.cells import Column
from ui.widgets.refs import titles
from ui.widgets.text import plain

PAGE = 64
_PAGES = 48
_POINTING = frozenset({Kind.REF, Kind.REFS})
_ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_SAID = frozenset({_DISPLAY, int(Qt.ItemDataRole.AccessibleTextRole)})

Index = QModelIndex | QPersistentModelIndex


class Rows(QAbstractTableModel):
    """The first page is read at once; the whole order by the worker; pages as they come into view."""

    counted = Signal(int)

    def __init__(self, desk: Desk, query: Query) -> None:
        super().__init__()
        self.desk, self.query = desk, query
        self.columns: list[Column] = []
        self.order: Sequence[int] = []
        self.whole = False
        self._pages: OrderedDict[int, list[Entry]] = OrderedDict()
        self._cells: dict[int, list[Cell]] = {}
        self._names: dict[str, str] = {}
        self._refs: list[Field] = []
        self._job: Job | None = None

    def ask(self, query: Query) -> None:
        """Show another list: its first rows at once, the rest when its order is known."""
        store = self.desk.store
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.query = query
        self._show(store.first(query, PAGE) if store else [])
        self.whole = len(self.order) < PAGE
        if self.whole or store is None:
            self.counted.emit(len(self.order))
        else:
            self._read(store)

    def refresh(self) -> None:
        """Read the same list again; a long one stays in sight until its new order is known."""
        if self.desk.store is None or not self.whole or len(self.order) < PAGE:
            self.ask(self.query)
            return
        if self._job is not None:
            self._job.cancel()
        self._forget()
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.order) - 1, len(self.columns) - 1))
        self._read(self.desk.store)

    def _read(self, store: Store) -> None:
        query = self.query

        def read(progress: Progress) -> "array[int]":
            progress.step()
            return store.order(query)

        self._job = self.desk.tasks.run(read, self._complete, owner=self)

    def _show(self, order: Sequence[int]) -> None:
        self.beginResetModel()
        self.order = order
        self._forget()
        self.endResetModel()

    def _forget(self) -> None:
        self._pages.clear()
        self._cells.clear()

    def _complete(self, order: "array[int]") -> None:
        self._job = None
        shown = len(self.order)
        if order[:shown] == array("q", self.order):
            if len(order) > shown:
                self.beginInsertRows(_ROOT, shown, len(order) - 1)
                self.order = order
                self._pages.pop((shown - 1) // PAGE, None)
                self.endInsertRows()
        else:
            self._show(order)
        self.whole = True
        self.counted.emit(len(order))

    def set_columns(self, columns: list[Column]) -> None:
        """Show other columns of the same rows."""
        self.beginResetModel()
        self.columns = columns
        shown = {column.name for column in columns}
        self._refs = [
            one for one in fields_of(self.query.entry) if one.name in shown and one.kind in _POINTING
        ]
        self._pages.clear()
        self._cells.clear()
        self.endResetModel()

    def record(self, row: int) -> Entry | None:
        """Find the record of a row, reading its page when it has to; None for one deleted meanwhile."""
        if not 0 <= row < len(self.order):
            return None
        serial = self.order[row]
        return next((one for one in self._page(row // PAGE) if one.serial == serial), None)

    def _page(self, number: int) -> list[Entry]:
        page = self._pages.get(number)
        if page is not None:
            self._pages.move_to_end(number)
            return page
        serials = list(self.order[number * PAGE : (number + 1) * PAGE])
        page = self.desk.store.page(self.query.entry, serials) if self.desk.store else []
        self._name(page)
        self._pages[number] = page
        if len(self._pages) > _PAGES:
            self._pages.popitem(last=False)
            self._cells.clear()
        return page

    def _name(self, page: list[Entry]) -> None:
        for field in self._refs:
            found = {key for one in page for key in _keys(field, one) if key not in self._names}
            self._names |= titles(self.desk, field.target, found)

    def cell(self, row: int, column: int) -> Cell:
        """Make, once, what one cell shows."""
        cells = self._cells.get(row)
        if cells is None:
            record = self.record(row)
            made = [one.make(record, self._names) for one in self.columns] if record else []
            cells = self._cells[row] = made
        return cells[column] if column < len(cells) else NOTHING

    def row_of(self, serial: int) -> int:
        """Find the row of a serial; -1 when the list does not hold it."""
        try:
            return self.order.index(serial)
        except ValueError:
            return -1

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the rows known so far."""
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401  # Qt's own union
        """Say a cell, for screen readers and the clipboard; painting takes the cell itself."""
        if role not in _SAID:
            return None
        return plain(self.cell(index.row(), index.column()).said)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401  # Qt's own union
        """Title the columns at their leading edge."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == _DISPLAY:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None


def _keys(field: Field, record: Entry) -> list[str]:
    value = getattr(record, field.name)
    return value if isinstance(value, list) else [value] if value else []
