"""References to articles, written as a lawyer of each language would."""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from desktop.law.facts import Divided, Instrument

_LETTER = re.compile(r"\(([a-h])\)")
_ARABIC = dict(zip("abcdefgh", ("أ", "ب", "ج", "د", "هـ", "و", "ز", "ح"), strict=True))
_RANGE = re.compile(r"(\d+)–(\d+)$")
_MANY = 3
_ONE_TWO_MANY = {
    Divided.ARTICLES: ("المادة", "المادتان", "المواد"),
    Divided.CHAPTERS: ("الفصل", "الفصلان", "الفصول"),
    Divided.SECTIONS: ("المادة", "المادتان", "المواد"),
}
_ENGLISH = {
    Divided.ARTICLES: ("art.", "arts"),
    Divided.CHAPTERS: ("art.", "arts"),
    Divided.SECTIONS: ("s.", "ss"),
}


def cite(article: str, instruments: Mapping[str, Instrument], lang: str) -> str:
    """Write `LAW 12; LAW 13; IR 4(1)` out: `Law, arts 12 and 13; Implementing Regulation, art. 4(1)`.

    A part that names no known instrument (an organisation's own reference) stays as it is written.
    """
    parts = [part.partition(" ") for part in article.split("; ") if part]
    said: list[str] = []
    for code, group in groupby(parts, key=lambda part: part[0]):
        held = list(group)
        if code in instruments:
            numbers = [number for _, _, number in held if number]
            write = _arabic if lang == "ar" else _english
            said.append(write(numbers, instruments[code]))
        else:
            said += ["".join(part) for part in held]
    return ("؛ " if lang == "ar" else "; ").join(said)


def _english(numbers: Sequence[str], instrument: Instrument) -> str:
    if not numbers:
        return instrument.short.en
    one, many = _ENGLISH[instrument.divided]
    *first, last = numbers
    listed = f"{', '.join(first)} and {last}" if first else last
    return f"{instrument.short.en}, {one if _count(numbers) == 1 else many} {listed}"


def _arabic(numbers: Sequence[str], instrument: Instrument) -> str:
    if not numbers:
        return instrument.short.ar
    word = _ONE_TWO_MANY[instrument.divided][min(_count(numbers), _MANY) - 1]
    lettered = (_LETTER.sub(lambda found: f"({_ARABIC[found[1]]})", number) for number in numbers)
    return f"{word} {' و'.join(lettered).replace('bis', 'مكرر')} من {instrument.short.ar}"


def _count(numbers: Sequence[str]) -> int:
    """Count the articles that are meant, those inside a range such as `18–21` too."""
    ranges = (_RANGE.search(number) for number in numbers)
    return sum(int(found[2]) - int(found[1]) + 1 if found else 1 for found in ranges)
