"""References to articles, written as a lawyer of each language would."""

import re
from collections.abc import Mapping

_LETTER = re.compile(r"\(([a-h])\)")
_ARABIC = dict(zip("abcdefgh", ("أ", "ب", "ج", "د", "هـ", "و", "ز", "ح"), strict=True))
_RANGE = re.compile(r"(\d+)–(\d+)$")


def cite(article: str, names: Mapping[str, str], lang: str) -> str:
    """Write `LAW 31; IR 33(1)` out; `names` gives each instrument's short name in the language.

    A part that names no known instrument (an organisation's own reference) stays as it is written.
    """
    said = (_part(part, names, lang) for part in article.split("; ") if part)
    return ("؛ " if lang == "ar" else "; ").join(said)


def _part(part: str, names: Mapping[str, str], lang: str) -> str:
    code, _, number = part.partition(" ")
    if code not in names:
        return part
    return _arabic(number, names[code]) if lang == "ar" else _english(number, names[code])


def _english(number: str, name: str) -> str:
    if not number:
        return name
    return f"{name}, {'arts' if _RANGE.search(number) else 'art.'} {number}"


def _arabic(number: str, name: str) -> str:
    if not number:
        return name
    lettered = _LETTER.sub(lambda found: f"({_ARABIC[found[1]]})", number).replace("bis", "مكرر")
    return f"{_articles(number)} {lettered} من {name}"


def _articles(number: str) -> str:
    found = _RANGE.search(number)
    if not found:
        return "المادة"
    return "المادتان" if int(found[2]) - int(found[1]) == 1 else "المواد"
