"""Rows of cells set beside each other, taller than a page if they must: facts and two languages side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.reports.engine.chips import chip_width, show_chip
from desktop.reports.engine.flow import fitting
from desktop.reports.engine.look import HAIRLINE, Style
from desktop.reports.engine.model import Cell, Chip
from desktop.reports.engine.page import Align, Pages
from desktop.reports.engine.tags import spoken
from desktop.reports.engine.typeset import Line, plain, spans_of


@dataclass(slots=True)
class Box:
    """One cell of a row: its words, place and role in the structure."""

    cell: Cell
    x: float
    width: float
    style: Style
    role: str
    align: Align = "start"
    attributes: str = ""


def cell_lines(pages: Pages, cell: Cell, width: float, style: Style) -> list[Line]:
    """Lines of a cell; each of its paragraphs has its own direction."""
    if isinstance(cell, Chip):
        return pages.setter.lines(cell.text, width - 14, style.size, style.weight)
    return pages.setter.paragraphs(cell, width, style.size, style.weight)


def cell_words(cell: Cell) -> str:
    """Give the words of a cell."""
    return cell.text if isinstance(cell, Chip) else plain(cell)


def row_height(pages: Pages, boxes: Sequence[Box], pad: float) -> float:
    """Height of a row on a page that holds it."""
    leading = max(box.style.leading for box in boxes)
    lines = (cell_lines(pages, box.cell, box.width, box.style) for box in boxes)
    return max(map(len, lines)) * leading + 2 * pad


def set_row(  # noqa: PLR0913 - what, and how it breaks
    pages: Pages, boxes: Sequence[Box], *, role: str, pad: float, rule: bool = True, below: float = 0.0
) -> None:
    """Set one row from the cursor on, all cells breaking together; `below` its last lines that much room is left."""
    leading = max(box.style.leading for box in boxes)
    left = [cell_lines(pages, box.cell, box.width, box.style) for box in boxes]
    tags = pages.tags
    tags.open(role)
    owners = [
        tags.reserve(
            box.role, box.attributes + pages.language(rtl=lines[0].rtl) + spoken(cell_words(box.cell))
        )
        for box, lines in zip(boxes, left, strict=True)
    ]
    while any(left):
        tallest = max(len(lines) for lines in left)
        count = fitting(tallest, pages.room - 2 * pad, leading, fresh=pages.fresh, below=below)
        if not count:
            pages.turn()
            continue
        pages.y -= pad
        for number, box in enumerate(boxes):
            if left[number]:
                _show(pages, box, left[number][:count], owners[number])
                left[number] = left[number][count:]
        pages.y -= min(count, tallest) * leading + pad
        if rule:
            with pages.artifact():
                pages.rule(pages.left, pages.y, pages.width, HAIRLINE)
    for owner in owners:
        tags.settle(owner)
    tags.close()


def _show(pages: Pages, box: Box, lines: Sequence[Line], owner: int) -> None:
    if isinstance(box.cell, Chip):
        width = chip_width(lines)
        to_right = pages.rtl == (box.align != "end")
        x = box.x + box.width - width if to_right else box.x
        with pages.artifact():
            show_chip(pages, box.cell.tone, x, pages.y, width, len(lines), box.style)
        pages.canvas.put(pages.tags.mark(box.role, owner))
        style = box.style._replace(tone=box.cell.tone)
        pages.show_lines(lines, x, width, pages.y, style, align="middle")
    else:
        spans = () if isinstance(box.cell, str) else spans_of(box.cell)
        pages.canvas.put(pages.tags.mark(box.role, owner))
        pages.show_lines(lines, box.x, box.width, pages.y, box.style, align=box.align, spans=spans)
    pages.canvas.put("EMC")
