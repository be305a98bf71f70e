"""Lines are broken on the text as it is read; only then is each line put into visual order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple

from desktop.reports.engine.fonts import Piece

_LONGEST_WORD = 200
_good_place = re.compile(r"(?<=[-/@._?&=,;:])(?=[^\s])").finditer


class Atom(NamedTuple):
    """A word, part of a word or a gap: never cut further, shaped once."""

    text: str
    width: float
    pieces: tuple[Piece, ...]
    run: int
    span: int
    space: bool
    breakable: bool


Shaper = Callable[[str], tuple[Piece, ...]]


def width_of(pieces: Sequence[Piece]) -> float:
    """Total width in thousandths of an em."""
    return sum(piece.width for piece in pieces)


def split_word(atom: Atom, limit: float, shape: Shaper) -> list[Atom]:
    """Cut a word that is wider than a line: after punctuation if that helps, else between letters."""
    cuts = [0, *(match.start() for match in _good_place(atom.text)), len(atom.text)]
    out: list[Atom] = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        for part in _fitting(atom.text[start:end], limit, shape):
            pieces = shape(part)
            out.append(
                Atom(
                    part,
                    width_of(pieces),
                    pieces,
                    atom.run,
                    atom.span,
                    space=False,
                    breakable=bool(out) or atom.breakable,
                )
            )
    return out


def _fitting(text: str, limit: float, shape: Shaper) -> list[str]:
    parts: list[str] = []
    while text:
        window = text[:_LONGEST_WORD]
        if width_of(shape(window)) <= limit:
            cut = len(window)
        else:
            cut = _longest_prefix(window, limit, shape)
        parts.append(text[:cut])
        text = text[cut:]
    return parts


def _longest_prefix(text: str, limit: float, shape: Shaper) -> int:
    low, high = 1, len(text)
    while high - low > 1:
        middle = (low + high) // 2
        if width_of(shape(text[:middle])) <= limit:
            low = middle
        else:
            high = middle
    while low > 1 and unicodedata.combining(text[low]):
        low -= 1
    return low


def break_lines(atoms: Sequence[Atom], limit: float) -> list[tuple[int, int]]:
    """First and last-but-one atom of each line, gaps at its ends left out; greedy, never an empty line."""
    lines: list[tuple[int, int]] = []
    first = end = 0
    used = gap = 0.0
    at, count = 0, len(atoms)
    while at < count:
        atom = atoms[at]
        if atom.space:
            gap += atom.width
            at += 1
            continue
        unit_end, unit = at + 1, atom.width
        while unit_end < count and not atoms[unit_end].space and not atoms[unit_end].breakable:
            unit += atoms[unit_end].width
            unit_end += 1
        if end > first and used + gap + unit > limit:
            lines.append((first, end))
            first, used = at, unit
        elif end > first:
            used += gap + unit
        else:
            first, used = at, unit
        gap = 0.0
        at = end = unit_end
    if end > first:
        lines.append((first, end))
    return lines
