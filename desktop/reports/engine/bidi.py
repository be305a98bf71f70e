"""Order in which a paragraph is read off the page: exact runs with their direction, out of python-bidi.

python-bidi answers with a reordered *string*. To learn the permutation, every character is replaced by another of
the same class, drawn from an alphabet of that class, so that the answer can be read back (in several passes, like
digits of a number, when a paragraph is longer than an alphabet). To learn each character's direction, it is written
twice: two equal characters come out in order only at an even level.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from bidi import get_display

from desktop.reports.engine.tokens import ARABIC_LETTERS, LATIN_LETTERS, MARKS, has_rtl, isolate

_PAIRS = (
    "()", "[]", "{}", "\u0f3a\u0f3b", "\u0f3c\u0f3d", "\u169b\u169c", "\u2045\u2046", "\u207d\u207e", "\u208d\u208e",
    "\u2308\u2309", "\u230a\u230b", "\u2768\u2769", "\u276a\u276b", "\u276c\u276d", "\u276e\u276f", "\u2770\u2771",
    "\u2772\u2773", "\u2774\u2775", "\u27c5\u27c6", "\u27e6\u27e7", "\u27e8\u27e9", "\u27ea\u27eb", "\u27ec\u27ed",
    "\u27ee\u27ef", "\u2983\u2984", "\u2985\u2986",
)  # fmt: skip
_OPEN = {pair[0]: number for number, pair in enumerate(_PAIRS)}
_CLOSE = {pair[1]: number for number, pair in enumerate(_PAIRS)}
_CANONICAL = {"\u2329": "\u27e8", "\u232a": "\u27e9", "\u3008": "\u27e8", "\u3009": "\u27e9"}
_SIDES = ("opening", "closing")
_BRACKETS = frozenset(_OPEN) | frozenset(_CLOSE) | frozenset(_CANONICAL)

_ALPHABET_SIZES = {
    "L": 256, "R": 64, "AL": 256, "EN": 64, "AN": 24, "ES": 6, "ET": 20, "CS": 6, "NSM": 64, "WS": 12, "ON": 256,
}  # fmt: skip
_ALPHABET_RANGES = ((0x20, 0x3100), (0xFB1D, 0xFF70), (0x10E60, 0x10E7F), (0x1D7CE, 0x1D800))


def _alphabets() -> dict[str, str]:
    letters: dict[str, list[str]] = {name: [] for name in _ALPHABET_SIZES}
    for first, last in _ALPHABET_RANGES:
        for char in map(chr, range(first, last)):
            found = letters.get(unicodedata.bidirectional(char))
            if found is None or char in _BRACKETS or unicodedata.category(char) in {"Cn", "Ps", "Pe"}:
                continue
            found.append(char)
    known = {name: "".join(chars[: _ALPHABET_SIZES[name]]) for name, chars in letters.items()}
    return {**known, **{side: "".join(pair[at] for pair in _PAIRS) for at, side in enumerate(_SIDES)}}


_ALPHABETS = _alphabets()


def _matched_brackets(text: str) -> dict[int, tuple[str, int]]:
    """Find the matched pairs (UAX 9, BD16): at each of their places the side it is and its pair's number."""
    open_ones: list[tuple[int, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, raw in enumerate(text):
        char = _CANONICAL.get(raw, raw)
        if char in _OPEN:
            open_ones.append((_OPEN[char], at))
        elif char in _CLOSE:
            for depth in range(len(open_ones) - 1, -1, -1):
                if open_ones[depth][0] == _CLOSE[char]:
                    pairs.append((open_ones[depth][1], at))
                    del open_ones[depth:]
                    break
    return {
        at: (side, number) for number, pair in enumerate(pairs) for side, at in zip(_SIDES, pair, strict=True)
    }


def visual_order(text: str, *, rtl: bool) -> list[int]:
    """Logical index at each visual position, for one line of text with the given base direction.

    Explicit isolates and marks keep a place in the answer; the caller drops them.
    """
    brackets = _matched_brackets(text)
    seen: dict[str, int] = {}
    kinds: list[str] = []
    numbers: list[int] = []
    for at, char in enumerate(text):
        kind = unicodedata.bidirectional(char)
        if at in brackets:
            kind, number = brackets[at]
            seen[kind] = max(seen.get(kind, 0), number + 1)
        else:
            kind = kind if kind in _ALPHABETS else char
            number = seen.get(kind, 0)
            seen[kind] = number + 1
        kinds.append(kind)
        numbers.append(number)
    keys: list[tuple[str, ...]] = [()] * len(text)
    answers = keys
    divisor = dict.fromkeys(seen, 1)
    while True:
        letters = [
            _ALPHABETS[kind][number // divisor[kind] % len(_ALPHABETS[kind])] if kind in _ALPHABETS else kind
            for kind, number in zip(kinds, numbers, strict=True)
        ]
        shown = get_display("".join(letters), base_dir="R" if rtl else "L")
        keys = [(*key, letter) for key, letter in zip(keys, letters, strict=True)]
        answers = [(*key, letter) for key, letter in zip(answers, shown, strict=True)]
        for kind in divisor:
            divisor[kind] *= len(_ALPHABETS.get(kind, "x"))
        if all(divisor[kind] >= count for kind, count in seen.items() if kind in _ALPHABETS):
            break
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(keys) - 1, -1, -1):
        places.setdefault(keys[at], []).append(at)
    return [places[key].pop() for key in answers]


class Run(NamedTuple):
    """A stretch `[start, end)` of one direction; lower `rank` stands further to the left."""

    start: int
    end: int
    rtl: bool
    rank: int


class Resolved(NamedTuple):
    """A paragraph without direction marks, and its runs in logical order."""

    text: str
    runs: tuple[Run, ...]


_token = re.compile(
    f"([{ARABIC_LETTERS}\u200c\u200d]+(?: +[{ARABIC_LETTERS}\u200c\u200d]+)*)"
    f"|([{LATIN_LETTERS}\u0300-\u036f]+(?: +[{LATIN_LETTERS}\u0300-\u036f]+)*)"
    "|([0-9]+)|([\u0660-\u0669]+)|( +)|(.)",
    re.DOTALL,
).finditer
_one_number = re.compile(r"[-+]?[0-9](?:[0-9.,:/-]{0,40}[0-9])?%?\Z").match
_STAND_INS = ("", "\u0627", "A", "1", "\u0661", " ")
_BY_CLASS = {
    "L": "A",
    "R": "\u05d0",
    "AL": "\u0627",
    "EN": "1",
    "AN": "\u0661",
    "ES": "+",
    "CS": ",",
    "ET": "%",
    "WS": " ",
}
_SINGLE = 6


@lru_cache(maxsize=1 << 16)
def _stand_in(char: str) -> str:
    """One character that behaves like `char`; empty for a mark that belongs to the character before it."""
    if char in MARKS or char in _BRACKETS:
        return char
    kind = unicodedata.bidirectional(char)
    if kind in {"NSM", "BN"}:
        return ""
    return _BY_CLASS.get(kind, "!")


@lru_cache(maxsize=20_000)
def _runs_of_skeleton(skeleton: str, *, rtl: bool) -> tuple[Run, ...]:
    """Find runs over the places of a skeleton (one stand-in per token)."""
    probe: list[str] = []
    firsts: list[int] = []
    digits = "1\u0661"
    for at, char in enumerate(skeleton):
        firsts.append(len(probe))
        around = skeleton[at - 1 : at] + skeleton[at + 1 : at + 2]
        if char in MARKS:
            probe.append(char)
        elif char in "+,":
            # one separator between digits belongs to the number, two would not: it cannot be doubled there
            probe.extend(char if around and any(d in digits for d in around) else "!!")
        else:
            probe.extend((char, char))
    places = [0] * len(probe)
    for place, at in enumerate(visual_order("".join(probe), rtl=rtl)):
        places[at] = place
    shown = [at for at, char in enumerate(skeleton) if char not in MARKS]
    order = sorted(shown, key=lambda at: places[firsts[at]])
    rank = {at: number for number, at in enumerate(order)}
    return _merge([(at, _is_rtl(at, skeleton, firsts, places), rank[at]) for at in shown])


def _is_rtl(at: int, skeleton: str, firsts: list[int], places: list[int]) -> bool:
    first = firsts[at]
    end = firsts[at + 1] if at + 1 < len(firsts) else len(places)
    if end - first > 1:
        return places[first] > places[first + 1]
    # a separator beside a digit: the digit's level is even, so their order tells the separator's
    if at and skeleton[at - 1] in "1\u0661":
        return places[firsts[at - 1]] > places[first]
    return places[first] > places[end]


def _merge(tokens: list[tuple[int, bool, int]]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for at, rtl, rank in tokens:
        if runs:
            last = runs[-1]
            touching = rank == (last.rank - 1 if rtl else last.rank + 1)
            if last.rtl == rtl and touching:
                runs[-1] = Run(last.start, at + 1, rtl, rank)
                continue
        runs.append(Run(at, at + 1, rtl, rank))
    return tuple(runs)


def resolve(text: str, *, rtl: bool) -> Resolved:
    """Find the runs of a paragraph (no line feeds in it), isolating left-to-right tokens first."""
    if _one_number(text) or (not rtl and not has_rtl(text) and not any(mark in text for mark in MARKS)):
        return Resolved(text, (Run(0, len(text), rtl=False, rank=0),) if text else ())
    skeleton: list[str] = []
    starts: list[int] = []
    kept: list[str] = []
    place = 0
    for match in _token(isolate(text)):
        kind = match.lastindex or 0
        piece = match.group()
        stand_in = _stand_in(piece) if kind == _SINGLE else _STAND_INS[kind]
        if stand_in and stand_in in MARKS:
            skeleton.append(stand_in)
            starts.append(place)
            continue
        if stand_in or not kept:
            skeleton.append(stand_in or "!")
            starts.append(place)
        kept.append(piece)
        place += len(piece)
    starts.append(place)
    runs = _runs_of_skeleton("".join(skeleton), rtl=rtl)
    return Resolved("".join(kept), tuple(_placed(run, starts) for run in runs))


def _placed(run: Run, starts: list[int]) -> Run:
    """Move a run from skeleton places to text places; marks at its edges take no room."""
    return Run(starts[run.start], starts[run.end], run.rtl, run.rank)
