"""Lines are broken on the text as it is read; only then is each line put into visual order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise
from math import ceil

from desktop.reports.engine.fonts import Word

_LONGEST_WORD = 200
_SLACK = 1
_good_place = re.compile(r"(?<=[-/@._?&=,;:])(?=[^\s])").finditer

Shaper = Callable[[str], Word]


def split_word(text: str, limit: float, shape: Shaper) -> Iterator[Word]:
    """Cut a word that is wider than a line: after punctuation if that helps, else between letters."""
    cuts = [0, *(match.start() for match in _good_place(text)), len(text)]
    for start, end in pairwise(cuts):
        yield from _fitting(text[start:end], limit, shape)


def _fitting(text: str, limit: float, shape: Shaper) -> Iterator[Word]:
    """Cut between letters, what is no longer than some lines into parts of one length: no last letter goes alone."""
    if len(text) <= _LONGEST_WORD and (width := shape(text).width) > limit:
        slack = min(_SLACK * width / len(text), limit / 2)
        limit = min(limit, width / ceil(width / (limit - slack)) + slack)
    while text:
        window = text[:_LONGEST_WORD]
        word = shape(window)
        if word.width > limit and len(window) > 1:
            window = window[: _longest_prefix(window, limit, shape)]
            word = shape(window)
        yield word
        text = text[len(window) :]


def _longest_prefix(text: str, limit: float, shape: Shaper) -> int:
    low, high = 1, len(text)
    while high - low > 1:
        middle = (low + high) // 2
        if shape(text[:middle]).width <= limit:
            low = middle
        else:
            high = middle
    while low > 1 and unicodedata.combining(text[low]):
        low -= 1
    return low


def break_lines(
    words: Sequence[Word], limit: float, forced: Collection[int] | None = None
) -> list[tuple[int, int]] | None:
    """First and last-but-one word of each line, gaps at its ends left out; greedy, never an empty line.

    Words that touch stay together unless the second one is in `forced`. Answers None when something is wider than
    a line and `forced` is not given: the caller cuts the words then.
    """
    lines: list[tuple[int, int]] = []
    first = end = 0
    used = gap = 0.0
    at, count = 0, len(words)
    while at < count:
        word = words[at]
        if word.space:
            gap += word.width
            at += 1
            continue
        unit_end, unit = at + 1, word.width
        while unit_end < count and not words[unit_end].space and not (forced and unit_end in forced):
            unit += words[unit_end].width
            unit_end += 1
        if unit > limit and forced is None:
            return None
        if end == first:
            first, used = at, unit
        elif used + gap + unit > limit:
            lines.append((first, end))
            first, used = at, unit
        else:
            used += gap + unit
        gap = 0.0
        at = end = unit_end
    if end > first:
        lines.append((first, end))
    return lines
