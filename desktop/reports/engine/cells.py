"""Table cells laid out once and shown many times: the operators around each line's y are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.reports.engine.chips import chip_width
from desktop.reports.engine.columns import PAD, Grid
from desktop.reports.engine.look import TONES
from desktop.reports.engine.model import Cell, Chip, Column, Tone
from desktop.reports.engine.page import Pages
from desktop.reports.engine.rows import cell_lines, cell_words
from desktop.reports.engine.tags import spoken
from desktop.reports.engine.typeset import Line, spans_of

HEADER_SCOPE = "/A<</O/Table/Scope/"
_TRIAL, _MOST = 1500, 6000
_REPEATS = 1.1


@dataclass(slots=True)
class SetCell:
    """A cell ready to be shown: per line what stands before and after its y, the pill behind, its attributes."""

    lines: list[list[tuple[str, str]]]
    pill: tuple[Tone, float, float] | None
    attributes: str


class _Column:
    """Cells of one column by value; a column whose values hardly repeat stops keeping them."""

    def __init__(self) -> None:
        self.kept: dict[str | Chip, SetCell] = {}
        self.keeps = True

    def keep(self, value: str | Chip, cell: SetCell, seen: int) -> None:
        if not self.keeps:
            return
        if len(self.kept) >= _TRIAL and seen < _TRIAL * _REPEATS:
            self.keeps = False
            self.kept.clear()
            return
        if len(self.kept) >= _MOST:
            self.kept.clear()
        self.kept[value] = cell


class Cells:
    """Lays out the cells of one table."""

    def __init__(self, pages: Pages, grid: Grid, columns: Sequence[Column]) -> None:
        self._pages = pages
        self._grid = grid
        self._scopes = [HEADER_SCOPE + "Row>>" if column.head else "" for column in columns]
        self._columns = [_Column() for _ in columns]
        self._seen = 0
        self._base = pages.fonts.font(grid.style.weight).name
        self.body_font = f"/{self._base} {grid.style.size:g} Tf"

    def ready(self, at: int, value: Cell) -> SetCell:
        """Give the cell of a column, from memory if the value is known."""
        if not at:
            self._seen += 1
        if not isinstance(value, (str, Chip)):
            return self._make(at, value)
        column = self._columns[at]
        cell = column.kept.get(value)
        if cell is None:
            cell = self._make(at, value)
            column.keep(value, cell, self._seen)
        return cell

    def _make(self, at: int, value: Cell) -> SetCell:
        pages, grid = self._pages, self._grid
        width, left = grid.widths[at] - 2 * PAD, grid.lefts[at] + PAD
        lines = cell_lines(pages, value, width, grid.style)
        made = SetCell([], None, self._scopes[at] + (spoken(cell_words(value)) if pages.tags.on else ""))
        if isinstance(value, Chip):
            pill = chip_width(lines)
            x = left + width - pill if pages.rtl else left
            made.pill = (value.tone, x, pill)
            inks = [TONES[value.tone].ink.fill]
            made.lines = [self._operators(line, x + (pill - line.width) / 2, inks) for line in lines]
        else:
            spans = () if isinstance(value, str) else spans_of(value)
            inks = [TONES[span.tone].ink.fill if span.tone else "" for span in spans]
            made.lines = [self._operators(line, pages.start_x(line, left, width), inks) for line in lines]
        return made

    def _operators(self, line: Line, x: float, inks: Sequence[str]) -> list[tuple[str, str]]:
        """Say what comes before and after the y of each part; other fonts and colours are set and set back."""
        out: list[tuple[str, str]] = []
        for part in line.parts:
            before, after = f"1 0 0 1 {x + part.x:.2f} ", f" Tm[{part.body}]TJ"
            if part.font != self._base:
                before = f"/{part.font} {self._grid.style.size:g} Tf {before}"
                after += f" {self.body_font}"
            if part.span < len(inks) and inks[part.span]:
                before = f"{inks[part.span]} {before}"
                after += f" {TONES['text'].ink.fill}"
            out.append((before, after))
        return out
