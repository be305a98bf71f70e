"""Arabic clauses beside their English twins, however the document arranged the two languages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from math import log

from desktop.exchange.clauses import Part
from desktop.exchange.lines import bilingual, is_item, language, letters

_MIXED = 0.2
_MOST_CELLS = 1_000_000
_GAP = -0.75
_CLOSE = 3.0
_SEPARATOR = re.compile(r"\s*[/|\\–—\-]\s*|\s+(?=\()|\t+|\s{2,}")
_TOKEN = re.compile(r"[A-Za-z][\w.+@-]+|[0-9٠-٩]+")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


@dataclass(frozen=True, slots=True)
class ClauseText:
    """One clause in the languages the document has it in; the other language's half is empty."""

    number: int
    heading_ar: str = ""
    heading_en: str = ""
    text_ar: str = ""
    text_en: str = ""


def pair(parts: Sequence[Part]) -> list[ClauseText]:
    """Bring each Arabic clause together with its English twin, by number, order, shape and shared words.

    A clause without a twin stays alone at its place. Words of a clause are never dropped or moved to another one.
    """
    arabic: list[Part] = []
    english: list[Part] = []
    mixed = _is_mixed(_weights("\n".join(part.text for part in parts)))
    for part in parts:
        for lang, half in _halves(part) if mixed else [(language(part.text), part)]:
            (english if lang == "en" else arabic).append(half)
    return [_beside(one, other) for one, other in _aligned(arabic, english)]


def _beside(arabic: Part | None, english: Part | None) -> ClauseText:
    known = arabic or english
    return ClauseText(
        number=known.number if known else 0,
        heading_ar=_one_line(arabic.heading) if arabic else "",
        heading_en=_one_line(english.heading) if english else "",
        text_ar=arabic.body if arabic else "",
        text_en=english.body if english else "",
    )


def _one_line(heading: str) -> str:
    return " ".join(heading.split("\n"))


def _halves(part: Part) -> list[tuple[str, Part]]:
    """Take a part that speaks both languages apart; one that only quotes foreign words stays whole."""
    weights = _weights(part.text)
    main = max(weights, key=weights.__getitem__)
    if not _is_mixed(weights):
        return [(main, part)]
    headings, bodies = _by_language(part.heading, main), _by_language(part.body, main)
    return [(lang, replace(part, heading=headings[lang], body=bodies[lang])) for lang in ("ar", "en")]


def _weights(text: str) -> dict[str, int]:
    """Count the letters of the lines in each language; a line in both counts for each."""
    weights = {"ar": 0, "en": 0}
    for line in text.split("\n"):
        arabic, latin = letters(line)
        if bilingual(line):
            weights = {"ar": weights["ar"] + arabic, "en": weights["en"] + latin}
        elif lang := language(line):
            weights[lang] += arabic + latin
    return weights


def _is_mixed(weights: dict[str, int]) -> bool:
    return min(weights.values()) > _MIXED * sum(weights.values())


def _by_language(text: str, main: str) -> dict[str, str]:
    """Deal the lines of a text to the two languages; a line without letters goes with the line before it."""
    dealt: dict[str, list[str]] = {"ar": [], "en": []}
    current = main
    for line in text.split("\n"):
        if bilingual(line) and (sides := _two_sides(line)):
            for lang, side in sides.items():
                dealt[lang].append(side)
            continue
        current = language(line) or current
        dealt[current].append(line)
    return {lang: "\n".join(lines).strip() for lang, lines in dealt.items()}


def _two_sides(line: str) -> dict[str, str] | None:
    """Part `التعاريف / Definitions` at the sign between the languages; nothing when they are woven together."""
    for sign in _SEPARATOR.finditer(line):
        first, second = line[: sign.start()].strip(), line[sign.end() :].strip()
        one, other = language(first), language(second)
        pure = not bilingual(first) and not bilingual(second)
        if one and other and one != other and pure:
            return {one: first, other: second}
    return None


@dataclass(frozen=True, slots=True)
class _Look:
    """What a clause shows to someone who cannot read its language; `place` runs from 0 to 1 through the document."""

    part: Part
    place: float
    asks: bool
    items: int
    size: int
    tokens: frozenset[str]


def _looks(parts: Sequence[Part]) -> list[_Look]:
    last = max(1, len(parts) - 1)
    return [
        _Look(
            part=part,
            place=at / last,
            asks=part.heading.endswith(("?", "؟")),
            items=sum(is_item(line) for line in part.body.split("\n")),
            size=len(part.text),
            tokens=frozenset(
                token.lower().translate(_DIGITS).strip(".") for token in _TOKEN.findall(part.text)
            ),
        )
        for at, part in enumerate(parts)
    ]


def _aligned(arabic: Sequence[Part], english: Sequence[Part]) -> list[tuple[Part | None, Part | None]]:
    """Align two lists of clauses in order, leaving gaps where one has no counterpart (Needleman and Wunsch)."""
    if len(arabic) * len(english) > _MOST_CELLS:
        return list(zip_longest(arabic, english))
    ones, others = _looks(arabic), _looks(english)
    best = [[_GAP * column for column in range(len(others) + 1)]]
    came = [["left"] * (len(others) + 1)]
    for row, one in enumerate(ones, start=1):
        best.append([_GAP * row])
        came.append(["up"])
        for column, other in enumerate(others, start=1):
            choices = {
                "twin": best[row - 1][column - 1] + _likeness(one, other),
                "up": best[row - 1][column] + _GAP,
                "left": best[row][column - 1] + _GAP,
            }
            came[row].append(max(choices, key=choices.__getitem__))
            best[row].append(choices[came[row][column]])
    return _traced(arabic, english, came)


def _traced(
    arabic: Sequence[Part], english: Sequence[Part], came: Sequence[Sequence[str]]
) -> list[tuple[Part | None, Part | None]]:
    """Walk the alignment back from its end."""
    pairs: list[tuple[Part | None, Part | None]] = []
    row, column = len(arabic), len(english)
    while row or column:
        step = came[row][column]
        row -= step != "left"
        column -= step != "up"
        pairs.append((arabic[row] if step != "left" else None, english[column] if step != "up" else None))
    return pairs[::-1]


def _likeness(one: _Look, other: _Look) -> float:
    """Weigh how far two clauses say the same: above zero is likelier twins than strangers."""
    first, second = one.part, other.part
    shared = len(one.tokens & other.tokens) / max(1, min(len(one.tokens), len(other.tokens)))
    if first.number == 0 or second.number == 0:
        return 4.0 if first.number == second.number else -4.0
    if first.numbered and second.numbered:
        return (4.0 if first.number == second.number else -4.0) + shared
    return 1 - 2 * abs(one.place - other.place) + _shape(one, other) + 2 * shared


def _shape(one: _Look, other: _Look) -> float:
    """Compare kind of heading, count of items and length: an Arabic text is about as long as its English one."""
    ratio = abs(log((one.size + 20) / (other.size + 20))) / log(_CLOSE)
    asked = (0.5 if one.asks else 0.0) if one.asks == other.asks else -0.5
    return asked + 0.5 * (one.items == other.items) + max(-1.0, 0.5 - ratio)
