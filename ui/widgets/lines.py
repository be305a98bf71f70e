"""A short list over all registers: each line tells of a record and opens it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from data.base import Entry, title_of
from desktop.due import Due
from desktop.law.pack import Pack
from ui.desk import Desk
from ui.places import place_of
from ui.tokens import ROW
from ui.widgets.cell import NOTHING, Cell
from ui.widgets.chip import countdown
from ui.widgets.painting import RowPainter
from ui.widgets.text import auto, joined, ltr, plain

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole
_WIDEST, _NARROW = 210, 150


@dataclass(frozen=True, slots=True)
class Line:
    """What a line shows, and the record it opens."""

    cells: tuple[Cell, ...]
    register: str
    key: str
    tip: str = ""


def main_cell(desk: Desk, entry: Entry, what: str) -> Cell:
    """Name a record, and below it what is asked of it and its reference."""
    title = title_of(entry, desk.lang)
    return Cell(auto(title) if title else ltr(entry.code), joined(what, ltr(entry.code) if title else ""))


def due_line(desk: Desk, one: Due) -> Line:
    """Tell of something due: record, day or moment, and how much time is left."""
    cell = main_cell(desk, one.entry, desk.words(one.what))
    when = "" if one.due is None else _when(desk, one)
    cells = (cell, Cell(when), countdown(desk, one.state, one.due))
    return Line(cells, one.entry.REGISTER, one.entry.id, _tip(desk, one))


def _when(desk: Desk, one: Due) -> str:
    local = desk.local(one.due) if one.due else None
    if local is None:
        return ""
    whole_day = f"{local:%H:%M}" in {"23:59", "00:00"}
    return desk.calendar.gregorian(local.date()) if whole_day else desk.calendar.moment(local)


def _tip(desk: Desk, one: Due) -> str:
    if one.due is None:
        return desk.words(f"clock.chip.{one.state}")
    local = desk.local(one.due)
    pack: Pack | None = desk.packs.get(one.law)
    article = pack.cite(one.article, desk.lang) if pack and one.article else one.article
    sure = desk.words(f"law.confidence.{one.confidence}") if one.confidence else ""
    parts = (desk.calendar.moment(local), desk.calendar.hijri(local.date()) or "", article, sure)
    return "\n".join(plain(part) for part in parts if part)


class _Rows(QAbstractTableModel):
    """The lines as a model; painting takes the cells themselves."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self.titles = titles
        self.lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def cell(self, row: int, column: int) -> Cell:
        """Say what one cell shows."""
        cells = self.lines[row].cells
        return cells[column] if column < len(cells) else NOTHING

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self.titles)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401  # Qt's own union
        """Say a cell, for screen readers, the clipboard and the tooltip."""
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.lines[index.row()].tip or None
        if role in {_DISPLAY, Qt.ItemDataRole.AccessibleTextRole}:
            return plain(self.cell(index.row(), index.column()).said)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401  # Qt's own union
        """Title the columns at their leading edge."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return self.titles[section] if role == _DISPLAY else None


class Lines(QTableView):
    """Shows lines; a click or Enter opens the record, at its own place."""

    def __init__(self, desk: Desk, name: str, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rows = _Rows(titles)
        self._painter = RowPainter(self.rows, desk.theme)
        self.setModel(self.rows)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(name)
        self._dress()
        self.clicked.connect(lambda index: self._open(index.row()))

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.hide()
        down.setMinimumSectionSize(1)
        down.setDefaultSectionSize(self._desk.theme.px(ROW))
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setHighlightSections(False)
        across.setVisible(any(self.rows.titles))

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show lines, each column as wide as it needs."""
        self.rows.show(lines)
        self._fit()

    def _fit(self) -> None:
        across, free = self.horizontalHeader(), self.viewport().width() - self._desk.theme.px(_NARROW)
        if not self.rows.titles:
            return
        across.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at in reversed(range(1, len(self.rows.titles))):
            cells = (
                self._painter.width(self.rows.cell(row, at), at)
                for row in range(min(self.rows.rowCount(), 40))
            )
            wide = min(max((0, *cells)), self._desk.theme.px(_WIDEST))
            across.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(at, wide)
            free -= wide
            self.setColumnHidden(at, free < 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as fit, the last one first."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _open(self, row: int) -> None:
        line = self.rows.lines[row]
        self._desk.go(place_of(line.register), line.key)
