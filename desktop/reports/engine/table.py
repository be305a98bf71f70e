"""Registers of any length: rows come from an iterator and leave as pages, in flat memory."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice

from desktop.reports.engine.cells import HEADER_SCOPE, Cells, SetCell
from desktop.reports.engine.chips import chip_operators
from desktop.reports.engine.columns import PAD, Grid, plan
from desktop.reports.engine.flow import Flow
from desktop.reports.engine.fonts import SEMIBOLD
from desktop.reports.engine.look import BODY, HAIRLINE, HEAD_INK, HEAD_PAPER, RULE, TONES, ZEBRA
from desktop.reports.engine.model import Cell, Column
from desktop.reports.engine.page import Pages
from desktop.reports.engine.stream import hexed
from desktop.reports.engine.tags import spoken
from desktop.reports.engine.typeset import Line

_SAMPLE = 200
_COLLECT_AFTER = 50_000
_BODY_ROWS = 1000
_FEW, _TOGETHER, _LAST = 6, 3, 3
_WHOLE, _TALL = 1 / 4, 1 / 10  # of a page: a table that stays whole, and a row that may stand alone on one
_BELOW = 10.0


@dataclass(slots=True)
class _Part:
    """What of a table is on the current page and not yet written."""

    ground: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


class Table:
    """Paints one table from the cursor of `flow` on."""

    def __init__(self, flow: Flow, columns: Sequence[Column], summary: str) -> None:
        self.flow = flow
        self.pages: Pages = flow.pages
        self.columns = columns
        self.summary = summary
        self.grid: Grid
        self._cells: Cells
        self._part = _Part()
        self._labels: list[list[Line]] = []
        self._head_height = 0.0

    def paint(self, rows: Iterable[Sequence[Cell]], empty: str) -> None:
        """Set all rows."""
        source = iter(rows)
        sample = list(islice(source, _SAMPLE))
        if not sample and empty:
            self.flow.paragraph(empty, BODY._replace(tone="muted"))
            return
        self.grid = plan(self.pages, self.columns, sample, more=len(sample) == _SAMPLE)
        self._cells = Cells(self.pages, self.grid, self.columns)
        head = self._lay_out_head()
        alone = self.flow.below(_BELOW) if len(sample) <= _TOGETHER else 0.0
        self.flow.start(head + self._first_height(sample) + alone)
        tags = self.pages.tags
        summary = f"/A<</O/Table/Summary{hexed(self.summary)}>>" if self.summary else ""
        with tags.element("Table", summary):
            self._begin_part(first=True)
            tags.open("TBody")
            with _patient_collector():
                self._rows(_chain(sample, source))
            tags.close()
            self._end_part()
        self.pages.y -= _BELOW

    def _first_height(self, sample: Sequence[Sequence[Cell]]) -> float:
        """Height of what the header takes along: a few rows, or the first of many; of what no page holds, its first lines."""
        most = len(sample) if len(sample) <= _FEW else _TOGETHER
        rows = [[self._cells.ready(at, value) for at, value in enumerate(row)] for row in sample[:most]]
        leading = self.grid.style.leading
        heights = [self._height(row) for row in rows] or [2 * leading + 2 * PAD]
        if sum(heights) <= self.pages.top * _WHOLE:
            return sum(heights)
        heights = heights[:_TOGETHER]
        whole = sum(heights) if sum(heights) < self.pages.top / 5 else heights[0]
        return whole if whole < self.pages.top / 2 else 3 * leading + 2 * PAD

    def _rows(self, rows: Iterator[Sequence[Cell]]) -> None:
        """Set the rows; the last three stay together, so they wait until it is known that they are the last.

        A tall one may stand alone.
        """
        ready = self._cells.ready
        number = 0
        waiting: list[list[SetCell]] = []
        for row in rows:
            waiting.append([ready(at, value) for at, value in enumerate(row)])
            if len(waiting) > _TOGETHER:
                number += 1
                self._row(waiting.pop(0), striped=number % 2 == 0)
                if number % _BODY_ROWS == 0:
                    self.pages.tags.close()
                    self.pages.tags.open("TBody")
        for at, cells in enumerate(waiting):
            number += 1
            rest = sum(map(self._height, waiting[at + 1 :]))
            keep = (rest if rest <= self.pages.top * _TALL else 0.0) + self.flow.below(_BELOW)
            self._row(cells, striped=number % 2 == 0, keep=keep)

    def _height(self, cells: list[SetCell]) -> float:
        return max(len(cell.lines) for cell in cells) * self.grid.style.leading + 2 * PAD

    def _row(self, cells: list[SetCell], *, striped: bool, keep: float = 0.0) -> None:
        """Set a row where it and what must follow it on the page have room, else on the next page."""
        pages = self.pages
        height = self._height(cells)
        if pages.room < height + keep and (pages.room < height or self._part.rules):
            below = keep if self.flow.followed else 0.0
            if height + below > pages.top - pages.size[1] * 0.2 - self._head_height:
                self._tall_row(cells, max(len(cell.lines) for cell in cells), striped=striped, below=below)
                return
            self._turn()
        part = self._part
        if pages.tags.on:
            begins = pages.tags.row([(self._role(at), cell.attributes) for at, cell in enumerate(cells)])
            for cell, begin in zip(cells, begins, strict=True):
                part.text.append(begin)
                self._put(part, cell, 0, len(cell.lines), pages.y - PAD)
                part.text.append("EMC")
        else:
            for cell in cells:
                self._put(part, cell, 0, len(cell.lines), pages.y - PAD)
        self._advance(part, height, striped=striped)

    def _role(self, at: int) -> str:
        return "TH" if self.columns[at].head else "TD"

    def _put(self, part: _Part, cell: SetCell, first: int, last: int, top: float) -> None:
        leading = self.grid.style.leading
        if cell.pill and first == 0:
            tone, x, width = cell.pill
            part.ground.append(chip_operators(tone, x, top, width, leading * len(cell.lines)))
        base = top - self.grid.baseline
        for line in cell.lines[first:last]:
            y = f"{base:.2f}"
            for before, after in line:
                part.text.append(before + y + after)
            base -= leading

    def _advance(self, part: _Part, height: float, *, striped: bool) -> None:
        pages = self.pages
        low = pages.y - height
        if striped:
            part.ground.insert(0, f"{pages.left:.2f} {low:.2f} {pages.width:.2f} {height:.2f} re f")
        part.rules.append(f"{pages.left:.2f} {low:.2f} m {pages.left + pages.width:.2f} {low:.2f} l")
        pages.y = low

    def _tall_row(self, cells: list[SetCell], tallest: int, *, striped: bool, below: float) -> None:
        """Set a row that no page can hold, as many lines per page as fit, the last few with what is `below` them."""
        pages, tags, leading = self.pages, self.pages.tags, self.grid.style.leading
        tags.open("TR")
        owners = [tags.reserve(self._role(at), cell.attributes) for at, cell in enumerate(cells)]
        first = 0
        while first < tallest:
            room, rest = pages.room - 2 * PAD, tallest - first
            count = min(int(room / leading), rest)
            if below and count == rest and count * leading + below > room:
                count = count - _LAST if count >= 2 * _LAST else 0 if self._part.rules else count
            if count < min(_LAST, rest):
                self._turn()
                continue
            part = self._part
            for cell, owner in zip(cells, owners, strict=True):
                if cell.lines[first : first + count]:
                    part.text.append(tags.mark("TD", owner))
                    self._put(part, cell, first, first + count, pages.y - PAD)
                    part.text.append("EMC")
            self._advance(part, count * leading + 2 * PAD, striped=striped)
            first += count
        for owner in owners:
            tags.settle(owner)
        tags.close()

    def _turn(self) -> None:
        self._end_part()
        self.pages.turn()
        self._begin_part(first=False)

    def _lay_out_head(self) -> float:
        """Lay the header row out; returns its height."""
        style = self.grid.style
        self._labels = [
            self.pages.setter.lines(column.label, width - 2 * PAD, style.size, SEMIBOLD)
            for column, width in zip(self.columns, self.grid.widths, strict=True)
        ]
        self._head_height = max(map(len, self._labels)) * style.leading + 2 * PAD
        return self._head_height

    def _begin_part(self, *, first: bool) -> None:
        pages, style = self.pages, self.grid.style
        part = self._part = _Part()
        low = pages.y - self._head_height
        with pages.artifact():
            pages.fill(pages.left, low, pages.width, self._head_height, HEAD_PAPER)
        tags = pages.tags
        if first and tags.on:
            tags.open("THead")
            cells = [("TH", HEADER_SCOPE + "Column>>" + spoken(column.label)) for column in self.columns]
            begins = tags.row(cells)
            tags.close()
        else:
            begins = ["/Artifact<</Type/Pagination>>BDC"] * len(self.columns)
        for begin, x, width, lines in zip(
            begins, self.grid.lefts, self.grid.widths, self._labels, strict=True
        ):
            part.text += [begin, HEAD_INK.fill]
            base = pages.y - PAD - self.grid.baseline
            for line in lines:
                start = pages.start_x(line, x + PAD, width - 2 * PAD)
                part.text += [
                    f"/{show.font} {style.size:g} Tf 1 0 0 1 {start + show.x:.2f} {base:.2f} Tm[{show.body}]TJ"
                    for show in line.parts
                ]
                base -= style.leading
            part.text.append("EMC")
        part.text += [TONES["text"].ink.fill, self._cells.body_font]
        pages.y = low

    def _end_part(self) -> None:
        """Write the grounds, the rules and the text of this page's part."""
        part, canvas = self._part, self.pages.canvas
        canvas.put("/Artifact<</Type/Pagination>>BDC", ZEBRA.fill)
        canvas.put_all(part.ground)
        canvas.put(f"{HAIRLINE.stroke} 0.5 w")
        canvas.put_all(part.rules)
        canvas.put("S")
        self.pages.rule(self.pages.left, self.pages.y, self.pages.width, RULE, 0.7)
        canvas.put("EMC", "BT")
        canvas.put_all(part.text)
        canvas.put("ET")
        self._part = _Part()


@contextmanager
def _patient_collector() -> Iterator[None]:
    """Let Python look for reference cycles less often: a table makes millions of cells and no cycle."""
    before = gc.get_threshold()
    gc.set_threshold(_COLLECT_AFTER, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _chain(first: list[Sequence[Cell]], rest: Iterator[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    yield from first
    first.clear()
    yield from rest
