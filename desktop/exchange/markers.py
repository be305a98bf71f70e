"""The marks that number a clause: `البند (1):`, `أولًا:`, `المادة الثانية`, `3.`, `IV.`, `Article 5`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.exchange.lines import folded

_UNITS_AR = ("اول", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر")
_UNITS_EN = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_CARDINALS_EN = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_MORE_EN = {"eleventh": 11, "twelfth": 12}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_TEN, _HIGHEST, _LONGEST_TITLE = 10, 400, 12


@dataclass(frozen=True, slots=True)
class Mark:
    """A clause number at the start of a line: its family, its value, and where the words after it begin."""

    family: str
    number: int
    end: int

    @property
    def explicit(self) -> bool:
        """Tell whether a word such as المادة or Section says that this is a clause."""
        return self.family.startswith("word:")


def _ordinals_ar() -> dict[str, int]:
    """List the feminine and masculine definite ordinals from الأول to التاسعة عشرة, folded."""
    found: dict[str, int] = {}
    for value, unit in enumerate(_UNITS_AR, start=1):
        feminine = "اولي" if value == 1 else f"{unit}ه"
        found |= {f"ال{unit}": value, f"ال{feminine}": value}
        if value < _TEN:
            teen = "حادي" if value == 1 else unit
            found |= {f"ال{teen} عشر": value + _TEN, f"ال{teen}ه عشره": value + _TEN}
    return found | {"العشرون": 20, "العشرين": 20}


def _adverbs_ar() -> dict[str, int]:
    """List أولًا to عاشرًا and the compounds up to تاسع عشر, folded."""
    found = {f"{unit}ا": value for value, unit in enumerate(_UNITS_AR, start=1)}
    found["ثانيا"] = 2
    for value, unit in enumerate(_UNITS_AR[:-1], start=1):
        for teen in ("حادي", "احد") if value == 1 else (unit, f"{unit}ا"):
            found[f"{teen} عشر"] = value + _TEN
    return found


def _ordinals_en() -> dict[str, int]:
    found = {name: value for value, name in enumerate(_UNITS_EN, start=1)}
    return found | {f"{name}ly": value for name, value in found.items()} | _MORE_EN


_ADVERBS_AR, _ORDINALS_AR, _ORDINALS_EN = _adverbs_ar(), _ordinals_ar(), _ordinals_en()
_CARDINALS = {name: value for value, name in enumerate(_CARDINALS_EN, start=1)}


def _any(names: Mapping[str, int]) -> str:
    """Match any of several names, the longest first, so that الثانية عشرة is not read as الثانية."""
    return "|".join(sorted(names, key=len, reverse=True))


_START = r"[\s#*_>«\"“]*"
_STOP = r"[\s*_]*(?:[:.\-–—،,)\]/|][\s*_]*)+"
_WORD_AR = re.compile(
    rf"{_START}(?:ال)?(?P<word>بند|ماده|قسم|فصل|باب|فقره|جزء)\s*(?:رقم\s*)?"
    rf"(?:[(\[]?\s*(?P<digits>\d{{1,3}})\s*[)\]]?|[(\[]?(?P<name>{_any(_ORDINALS_AR)})[)\]]?(?!\w))(?P<stop>{_STOP}|\s+|$)"
)
_WORD_EN = re.compile(
    rf"{_START}(?P<word>article|section|clause|part|chapter)\s+"
    rf"(?:[(\[]?(?P<digits>\d{{1,3}})[)\]]?|(?P<name>{_any(_CARDINALS)})|(?P<roman>[ivxl]{{1,7}}))(?!\w)"
    rf"(?P<stop>{_STOP}|\s+|$)"
)
_ADVERB = re.compile(
    rf"{_START}(?:(?P<name>{_any(_ADVERBS_AR)})(?!\w)(?:{_STOP}|\s*$)|(?P<english>{_any(_ORDINALS_EN)})\s*[:.)\-–—,]\s*)"
)
_NUMBER = re.compile(
    rf"{_START}(?:[(\[]\s*(?P<wrapped>\d{{1,3}})\s*[)\]][\s:.\-–—]*|(?P<plain>\d{{1,3}})\s?(?P<sign>[.)\-–—:/])"
    r"(?!\d)[\s:.\-–—*_]*|[.\-](?P<turned>\d{1,3})\s+)"
)
_BARE = re.compile(rf"{_START}(?P<plain>\d{{1,2}})\s+(?=[^\W\d_])")
_CAPITALS = re.compile(r"[\s#*_]*(?P<letters>[A-Z]{1,7})[.)]\s+")


def _roman(text: str) -> int:
    values = [_ROMAN[char] for char in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def _spoken(found: re.Match[str], names: Mapping[str, int]) -> int:
    groups = found.groupdict()
    if groups.get("digits"):
        return int(groups["digits"])
    if groups.get("roman"):
        return _roman(groups["roman"])
    return names[groups["name"]]


def _explicit(text: str, spelled: str, places: list[int]) -> Mark | None:
    """Read a mark that says its word; a sentence that only refers to an article is none."""
    for pattern, names in ((_WORD_AR, _ORDINALS_AR), (_WORD_EN, _CARDINALS)):
        found = pattern.match(spelled)
        if found is None:
            continue
        rest = spelled[found.end() :]
        bare = not found["stop"].strip() and bool(rest)
        refers = rest.startswith(("من ", "في ")) or (
            rest[:1].isascii() and text[places[found.end()] :][:1].islower()
        )
        if not (bare and (refers or len(rest.split()) > _LONGEST_TITLE)):
            return Mark(f"word:{found['word']}", _spoken(found, names), places[found.end()])
    return None


def _adverb(text: str, spelled: str, places: list[int]) -> Mark | None:
    del text
    found = _ADVERB.match(spelled)
    if found is None:
        return None
    if found["name"]:
        return Mark("ordinal:ar", _ADVERBS_AR[found["name"]], places[found.end()])
    return Mark("ordinal:en", _ORDINALS_EN[found["english"]], places[found.end()])


def _number(text: str, spelled: str, places: list[int]) -> Mark | None:
    del text
    found = _NUMBER.match(spelled)
    if found is None:
        return None
    end = places[found.end()]
    if found["wrapped"]:
        return Mark("number:()", int(found["wrapped"]), end)
    if found["turned"]:
        return Mark("number:.", int(found["turned"]), end)
    return Mark("number:-" if found["sign"] in "-–—" else f"number:{found['sign']}", int(found["plain"]), end)


def _bare_number(text: str, spelled: str, places: list[int]) -> Mark | None:
    found = _BARE.match(spelled)
    if (
        found is None
        or len(text.split()) > _LONGEST_TITLE
        or text.rstrip().endswith((".", "،", ",", ";", "؛"))
    ):
        return None
    return Mark("bare", int(found["plain"]), places[found.end()])


_READERS = (_explicit, _adverb, _number, _bare_number)


def marks_of(text: str) -> tuple[Mark, ...]:
    """Read the number a line begins with, in each way it can be read (`V.` is a Roman five and a letter)."""
    spelled, places = folded(text[:_HIGHEST])
    for reader in _READERS:
        if (mark := reader(text, spelled, places)) is not None:
            return (mark,)
    found = _CAPITALS.match(text)
    if found is None:
        return ()
    capitals = found["letters"].lower()
    marks = [Mark("roman", _roman(capitals), found.end())] if set(capitals) <= set(_ROMAN) else []
    if len(capitals) == 1:
        marks.append(Mark("letter", ord(capitals) - ord("a") + 1, found.end()))
    return tuple(marks)


def unnumbered(heading: str) -> str:
    """Give a heading without the number before its words: `3. Sharing` and `البند الثالث: Sharing` say the same."""
    marks = (
        mark for mark in marks_of(heading) if mark.explicit or mark.family.startswith(("number", "ordinal"))
    )
    return heading[max((mark.end for mark in marks), default=0) :].strip()
