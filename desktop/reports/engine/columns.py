"""How wide the columns of a table are, and in which type size they fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop.reports.engine.fonts import REGULAR, SEMIBOLD
from desktop.reports.engine.look import Style
from desktop.reports.engine.model import Cell, Chip, Column
from desktop.reports.engine.page import Pages, baseline
from desktop.reports.engine.rows import cell_words
from desktop.reports.engine.twofold import own_lines

PAD = 4.5
_STYLES = (Style(8.5, 13.5), Style(7.8, 12.4), Style(7, 11.2), Style(6.2, 10))
_LONGEST_WORD, _LONGEST_ID = 90.0, 120.0
_CHIP_ROOM, _LONGEST_CHIP = 14.0, 60.0
_HEAD_LINES = 2.5
_MORE_DIGITS = "000"
_MEASURED = 60
_STEPS = 30


class Grid(NamedTuple):
    """Widths and left ends of the columns in points, and the type the cells are set in."""

    widths: list[float]
    lefts: list[float]
    style: Style
    baseline: float


def plan(pages: Pages, columns: Sequence[Column], sample: Sequence[Sequence[Cell]], *, more: bool) -> Grid:
    """Choose the largest type in which ids, e-mails, dates and numbers stay whole; share the rest by weight.

    An id as long as a sentence does not: it would crush what is told beside it.

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
    natural = [_natural(pages, column, _values(sample, at), style) for at, column in enumerate(columns)]
    empty = [not more and not any(cell_words(row[at]) for row in sample) for at in range(len(columns))]
    widths = _share(columns, least, natural, pages.width, empty)
    return Grid(widths, _lefts(pages, widths), style, baseline(style))


def _share(
    columns: Sequence[Column],
    least: Sequence[float],
    natural: Sequence[float],
    room: float,
    empty: Sequence[bool] = (),
) -> list[float]:
    """Give every column what it asks for; where that is too much, those that ask for most share alike, by weight.

    What is left over goes to the columns of text that say something; where room is scarce, `empty` ones ask for little.
    """
    asked = list(map(max, least, natural))
    weights = [column.weight for column in columns]
    empty = empty or [False] * len(columns)
    spare = room - sum(asked)
    if spare >= 0:
        growing = [
            weight if column.kind == "text" and not bare else 0.0
            for column, weight, bare in zip(columns, weights, empty, strict=True)
        ]
        shares = growing if any(growing) else asked
        return [width + spare * share / sum(shares) for width, share in zip(asked, shares, strict=True)]
    asked = [(low + ask) / 2 if bare else ask for bare, low, ask in zip(empty, least, asked, strict=True)]
    if sum(asked) < room:
        return _share(columns, asked, asked, room, empty)
    low, high = 0.0, room / min(weights)
    for _ in range(_STEPS):
        level = (low + high) / 2
        widths = [
            max(width, min(ask, level * weight))
            for width, ask, weight in zip(least, asked, weights, strict=True)
        ]
        low, high = (level, high) if sum(widths) < room else (low, level)
    return widths


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
        words = own_lines(said) if column.kind != "text" else said.split()
        if extra:  # a short state stays on one line
            words += [line for line in own_lines(said) if measure(line, style.size).width <= _LONGEST_CHIP]
        for word in words:
            width = measure(word, style.size).width
            most = {"text": _LONGEST_WORD, "id": _LONGEST_ID}.get(column.kind, width)
            widest = max(widest, min(width, most) + extra)
    return widest + 2 * PAD + 0.5


def _natural(pages: Pages, column: Column, values: Sequence[Cell], style: Style) -> float:
    """Width in which nearly all values stand on one line, and the label on few."""
    widths = sorted(
        _wide(pages, cell_words(value), style, REGULAR) + (_CHIP_ROOM if isinstance(value, Chip) else 0.0)
        for value in values[:: len(values) // _MEASURED + 1]
    )
    widest = widths[-1 - len(widths) // 10] if widths else 0.0
    return max(widest, _wide(pages, column.label, style, SEMIBOLD)) + 2 * PAD + 0.5


def _wide(pages: Pages, text: str, style: Style, weight: int) -> float:
    """Width of the longest of a text's own lines."""
    return max(pages.setter.line(line, style.size, weight).width for line in own_lines(text))
