"""Paints a list's rows: two lines, chips, bars; texts are laid out once and kept."""

from collections import OrderedDict
from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QStaticText, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import Theme
from ui.tokens import CHIP, ROW
from ui.widgets.cell import Cell
from ui.widgets.chip import chip_width, paint_chip
from ui.widgets.text import settled

_KEPT = 3000
_PAD = 12
_BARS = 3
_SLACK = 6  # letters may reach beyond their advance
_BAR_TONES = {1: "info", 2: "warn", 3: "danger"}


class Cells(Protocol):
    """A list's model, as far as it is painted."""

    def cell(self, row: int, column: int, /) -> Cell:
        """Say what one cell shows."""


class RowPainter(QStyledItemDelegate):
    """Takes cells straight from the model: roles would cost several times as much."""

    def __init__(self, rows: Cells, theme: Theme) -> None:
        super().__init__()
        self._rows, self._theme = rows, theme
        self._texts: OrderedDict[tuple[str, str, int], QStaticText] = OrderedDict()
        self._metrics = {role: QFontMetrics(theme.font(role)) for role in ("caption", "body", "emphasis")}
        self._pad = theme.px(_PAD)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Tell a row's height, and the width that shows a cell whole."""
        del option
        wide = self.width(self._rows.cell(index.row(), index.column()), index.column())
        return QSize(wide, self._theme.px(ROW))

    def width(self, cell: Cell, column: int) -> int:
        """Work out how wide a cell is that is shown whole."""
        role = "emphasis" if column == 0 else "body"
        wide = max(self._advance(cell.text, role), self._advance(cell.second, "caption"))
        extra = chip_width(self._theme, 4, icon=bool(cell.icon)) if cell.tone else self._bars_width(cell)
        return wide + extra + 2 * self._pad + _SLACK

    def _advance(self, text: str, role: str) -> int:
        return self._metrics[role].horizontalAdvance(text) if text else 0

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        theme = self._theme
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("selection"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("bg"))
        painter.setPen(theme.colour("border"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if index.column() == 0 and state & QStyle.StateFlag.State_Selected:
            bar = theme.px(3)
            at = area.right() - bar + 1 if theme.rtl else area.left()
            painter.fillRect(at, area.top(), bar, area.height() - 1, theme.colour("accent"))
        cell = self._rows.cell(index.row(), index.column())
        inner = area.adjusted(self._pad, 0, -self._pad, -1)
        if cell.tone:
            self._chip(painter, inner, cell)
        elif index.column() == 0:
            self._lines(painter, inner, cell)
        else:
            self._plain(painter, inner, cell)
        if state & QStyle.StateFlag.State_HasFocus and index.column() == 0:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -2, -2))

    def _chip(self, painter: QPainter, inner: QRect, cell: Cell) -> None:
        wide = chip_width(self._theme, self._advance(cell.text, "caption"), icon=bool(cell.icon)) + 2
        tall = self._theme.px(CHIP)
        wide = min(wide, inner.width())
        left = inner.right() - wide + 1 if self._theme.rtl else inner.left()
        paint_chip(painter, QRect(left, inner.center().y() - tall // 2, wide, tall), cell, self._theme)

    def _lines(self, painter: QPainter, inner: QRect, cell: Cell) -> None:
        first = self._metrics["emphasis"].height()
        if not cell.second:
            self._line(painter, inner, inner.center().y() - first // 2, cell.text, "emphasis", "text")
            return
        second = self._metrics["caption"].height()
        top = inner.top() + (inner.height() - first - second) // 2
        self._line(painter, inner, top, cell.text, "emphasis", "text")
        self._line(painter, inner, top + first, cell.second, "caption", "text3")

    def _plain(self, painter: QPainter, inner: QRect, cell: Cell) -> None:
        if cell.strength:
            self._bars(painter, inner, cell.strength)
            step = self._bars_width(cell)
            inner = inner.adjusted(0, 0, -step, 0) if self._theme.rtl else inner.adjusted(step, 0, 0, 0)
        top = inner.center().y() - self._metrics["body"].height() // 2
        self._line(painter, inner, top, cell.text, "body", "text2")

    def _line(  # noqa: PLR0913, PLR0917  # where, what, how
        self, painter: QPainter, inner: QRect, top: int, text: str, role: str, token: str
    ) -> None:
        if not text:
            return
        laid = self._laid(text, role, inner.width())
        painter.setFont(self._theme.font(role))
        painter.setPen(self._theme.colour(token))
        left = inner.right() + 1 - laid.size().width() if self._theme.rtl else float(inner.left())
        painter.drawStaticText(QPointF(left, top), laid)

    def _laid(self, text: str, role: str, width: int) -> QStaticText:
        key = (text, role, width)
        laid = self._texts.get(key)
        if laid is None:
            ordered = settled(text, rtl=self._theme.rtl)
            shown = self._metrics[role].elidedText(ordered, Qt.TextElideMode.ElideRight, width)
            laid = QStaticText(shown)
            laid.setTextFormat(Qt.TextFormat.PlainText)
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.NoWrap)
            option.setTextDirection(
                Qt.LayoutDirection.RightToLeft if self._theme.rtl else Qt.LayoutDirection.LeftToRight
            )
            laid.setTextOption(option)
            laid.prepare(font=self._theme.font(role))
            self._texts[key] = laid
            if len(self._texts) > _KEPT:
                self._texts.popitem(last=False)
        return laid

    def _bars_width(self, cell: Cell) -> int:
        return self._theme.px(28) if cell.strength else 0

    def _bars(self, painter: QPainter, inner: QRect, strength: int) -> None:
        theme, wide, gap = self._theme, self._theme.px(5), self._theme.px(2)
        foot = inner.center().y() + theme.px(7)
        for bar in range(_BARS):
            tall = theme.px(6 + 4 * bar)
            step = bar * (wide + gap)
            left = inner.right() + 1 - wide - step if theme.rtl else inner.left() + step
            lit = bar < strength
            colour = theme.colour(_BAR_TONES[min(strength, _BARS)] if lit else "border")
            painter.fillRect(QRect(QPoint(left, foot - tall), QSize(wide, tall)), colour)
