"""How wide the columns of a table are, and in which type size they fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop.reports.engine.fonts import REGULAR, SEMIBOLD
from desktop.reports.engine.look import Style
from desktop.reports.engine.model import Cell, Chip, Column
from desktop.reports.engine.page import Pages, baseline
from desktop.reports.engine.rows import cell_words

PAD = 4.5
_STYLES = (Style(8.5, 13.5), Style(7.8, 12.4), Style(7, 11.2), Style(6.2, 10))
_LONGEST_WORD = 90.0
_TYPICAL_LEAST, _TYPICAL_MOST = 45.0, 260.0
_SHORT = 110.0
_SHORT_SHARE = 0.6
_CHIP_ROOM = 14.0
_HEAD_LINES = 2.5
_MORE_DIGITS = "000"


class Grid(NamedTuple):
    """Widths and left ends of the columns in points, and the type the cells are set in."""

    widths: list[float]
    lefts: list[float]
    style: Style
    baseline: float


def plan(pages: Pages, columns: Sequence[Column], sample: Sequence[Sequence[Cell]], *, more: bool) -> Grid:
    """Choose the largest type in which ids, e-mails, dates and numbers stay whole; share the rest by weight.

    `more` says that rows beyond the sample follow, whose counters may have more digits.
    """
    for style in _STYLES:
        spare = pages.setter.line(_MORE_DIGITS, style.size).width if more else 0.0
        least = [
            _least(pages, column, _values(sample, at), style)
            + (spare if column.kind in {"id", "number"} else 0.0)
            for at, column in enumerate(columns)
        ]
        if sum(least) <= pages.width:
            break
    else:
        shrink = pages.width / sum(least)
        least = [width * shrink for width in least]
    typical = [_typical(pages, column, _values(sample, at), style) for at, column in enumerate(columns)]
    widths = _share(columns, least, typical, pages.width - sum(least))
    return Grid(widths, _lefts(pages, widths), style, baseline(style))


def _share(
    columns: Sequence[Column], least: Sequence[float], typical: Sequence[float], free: float
) -> list[float]:
    """Give short columns the little they ask for, then share out the rest by weight."""
    asks = [
        max(wish - width, 0.0) if column.kind == "text" and wish < _SHORT else 0.0
        for column, wish, width in zip(columns, typical, least, strict=True)
    ]
    if sum(asks) > free * _SHORT_SHARE:
        asks = [0.0] * len(columns)
    widths = [width + ask for width, ask in zip(least, asks, strict=True)]
    free -= sum(asks)
    shares = [
        column.weight * wish if column.kind == "text" and wish >= _SHORT else 0.0
        for column, wish in zip(columns, typical, strict=True)
    ]
    if not any(shares):
        shares = [column.weight * width for column, width in zip(columns, widths, strict=True)]
    total = sum(shares) or 1.0
    return [width + max(free, 0.0) * share / total for width, share in zip(widths, shares, strict=True)]


def _values(sample: Sequence[Sequence[Cell]], at: int) -> list[Cell]:
    return list({cell_words(row[at]): row[at] for row in sample}.values())


def _lefts(pages: Pages, widths: Sequence[float]) -> list[float]:
    lefts: list[float] = []
    x = pages.left + pages.width if pages.rtl else pages.left
    for width in widths:
        lefts.append(x - width if pages.rtl else x)
        x += -width if pages.rtl else width
    return lefts


def _least(pages: Pages, column: Column, values: Sequence[Cell], style: Style) -> float:
    """Narrowest width that keeps what must stay whole."""
    measure = pages.setter.line
    head = max((measure(word, style.size, SEMIBOLD).width for word in column.label.split()), default=0.0)
    # A heading takes few lines, however many words it has: a narrow column of figures would stack them.
    widest = max(head, _wide(pages, column.label, style, SEMIBOLD) / _HEAD_LINES)
    for value in values:
        extra = _CHIP_ROOM if isinstance(value, Chip) else 0.0
        said = cell_words(value)
        words = said.split("\n") if column.kind != "text" or extra else said.split()
        for word in words:
            width = measure(word, style.size).width
            widest = max(
                widest, width + extra if column.kind != "text" else min(width, _LONGEST_WORD) + extra
            )
    return widest + 2 * PAD + 0.5


def _typical(pages: Pages, column: Column, values: Sequence[Cell], style: Style) -> float:
    """Width a column would like: what its values take on average, within reason."""
    widths = [_wide(pages, cell_words(value), style, REGULAR) for value in values[:60]]
    widest = max(widths, default=0.0)
    # short values (names, states) should not wrap at all; long ones are prose and will
    like = widest if widest + 2 * PAD < _SHORT else max(sum(widths) / len(widths), _SHORT)
    label = _wide(pages, column.label, style, SEMIBOLD)
    return min(max(like, label, _TYPICAL_LEAST), _TYPICAL_MOST) + 2 * PAD + 0.5


def _wide(pages: Pages, text: str, style: Style, weight: int) -> float:
    """Width of the longest of a text's own lines."""
    return max(pages.setter.line(line, style.size, weight).width for line in text.split("\n"))
