"""The head of a register's list: how wide its columns are, which of them are shown, and which one sorts."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from desktop.show import label
from ui.desk import Desk
from ui.widgets.cells import offered
from ui.widgets.painting import RowPainter
from ui.widgets.rows import Rows

_NARROW, _WIDEST, _AROUND, _LEAST = 220, 240, 32, 60
_SAMPLED = 24


class ListHeader(QHeaderView):
    """Offers the columns of its rows; `wanted` tells a column's name and whether it is to be shown."""

    wanted = Signal(str, bool)

    def __init__(self, desk: Desk, rows: Rows, painter: RowPainter, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._desk, self._rows, self._painter = desk, rows, painter
        self._table = table
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(desk.theme.px(_LEAST))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.choose(self.mapToGlobal(at)))

    def measure(self) -> None:
        """Make each column as wide as its title and first rows need; the one that names the record takes the rest."""
        for at in range(len(self._rows.columns)):
            mode = QHeaderView.ResizeMode.Interactive if at else QHeaderView.ResizeMode.Stretch
            self.setSectionResizeMode(at, mode)
            if at:
                self.resizeSection(at, self._needed(at))
        self.fit()
        self.mark_sort()

    def grow(self) -> None:
        """Widen the columns whose first rows have come to need more."""
        for at in range(1, len(self._rows.columns)):
            if not self.isSectionHidden(at) and (needed := self._needed(at)) > self.sectionSize(at):
                self.resizeSection(at, needed)
        self.fit()

    def _needed(self, at: int) -> int:
        px = self._desk.theme.px
        title = self.fontMetrics().horizontalAdvance(self._rows.columns[at].title) + px(_AROUND)
        rows = range(min(self._rows.rowCount(), _SAMPLED))
        cells = (self._painter.width(self._rows.cell(row, at), at) for row in rows)
        return min(max(title, *cells, 0), px(_WIDEST))

    def fit(self) -> None:
        """Hide the last columns as long as the one that names the record would be too narrow."""
        free = self._table.viewport().width() - self._desk.theme.px(_NARROW)
        for at in range(1, len(self._rows.columns)):
            self.setSectionHidden(at, False)  # noqa: FBT003  # Qt's own signature
            free -= self.sectionSize(at)
            self.setSectionHidden(at, free < 0 and at > 1)

    def mark_sort(self) -> None:
        """Point at the column that the rows are sorted by."""
        query = self._rows.query
        sorts = [column.sort for column in self._rows.columns]
        known = bool(query.sort) and query.sort in sorts
        self.setSortIndicatorShown(known)
        if known:
            down = Qt.SortOrder.DescendingOrder if query.descending else Qt.SortOrder.AscendingOrder
            self.setSortIndicator(sorts.index(query.sort), down)

    def choose(self, at: QPoint) -> None:
        """Offer the columns that may be shown."""
        entry = self._rows.query.entry
        menu = QMenu(self)
        shown = [column.name for column in self._rows.columns]
        for field in offered(entry):
            action = menu.addAction(label(self._desk.words, entry.__tablename__, field.name))
            action.setCheckable(True)
            action.setChecked(field.name in shown)
            action.toggled.connect(lambda on, name=field.name: self.wanted.emit(name, on))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
