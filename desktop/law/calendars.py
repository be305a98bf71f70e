"""Gregorian and Umm al-Qura dates side by side, with the month names of each country.

Everything is computed in Gregorian; Hijri is what the officer reads beside it. The Umm al-Qura table ends in AH 1500.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from hijridate import Gregorian, Hijri

from data.errors import Blocked
from desktop.words import Words, western

_PARTS = 3
_FIRST_GREGORIAN_YEAR = 1700
_LEAP_YEAR = 2024
_HIJRI_MARK = re.compile(r"(هـ|ه|\bAH\b)\.?\s*$", re.IGNORECASE)
_GREGORIAN_MARK = re.compile(r"(م|\b(AD|CE)\b)\.?\s*$", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d+)[-/.](\d+)[-/.](\d+)")
_NAMED = re.compile(r"(\d{1,2})\s+(.+?)\s+(\d{4})")
_HARAKAT = re.compile("[\u064b-\u0652\u0640]")
_ALEFS = str.maketrans("أإآٱى", "ااااي")


class HijriDate(NamedTuple):
    """A day of the Umm al-Qura calendar."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


def hijri(day: date) -> HijriDate | None:
    """Convert to Umm al-Qura; None outside its table (AH 1343 to 1500)."""
    try:
        found = Gregorian(day.year, day.month, day.day).to_hijri()
    except OverflowError:
        return None
    return HijriDate(found.year, found.month, found.day)


def gregorian(year: int, month: int, day: int) -> date:
    """Convert from Umm al-Qura.

    Raises:
        Blocked: the day is not in the table (`calendar.out-of-range`), or that month has no such day
            (`calendar.no-such-day`).
    """
    try:
        found = Hijri(year, month, day).to_gregorian()
    except OverflowError as error:
        raise Blocked("calendar.out-of-range", date=f"{year}-{month}-{day}") from error
    except ValueError as error:
        raise Blocked("calendar.no-such-day", date=f"{year}-{month}-{day}") from error
    return date(found.year, found.month, found.day)


@cache
def month_names() -> Mapping[str, tuple[str, ...]]:
    """Read the month names of all families: `arab levant morocco maghreb english hijri-ar hijri-en hijri-also`."""
    text = files("resources").joinpath("law", "calendar", "months.toml").read_text(encoding="utf-8")
    return {family: tuple(names) for family, names in tomllib.loads(text).items()}


def parse(text: str) -> date:
    """Read a date in either calendar: `1447-01-01`, `26/6/2025`, `1 محرم 1447هـ`, `26 June 2025`.

    Without a mark (هـ م AH AD) a year before 1700 is Hijri.

    Raises:
        Blocked: not a date (`calendar.not-a-date`), no such day, or outside the Umm al-Qura table.
    """
    said = western(text).strip()
    bare = _GREGORIAN_MARK.sub("", _HIJRI_MARK.sub("", said)).strip()
    year, month, day, named_hijri = _parts(bare, text)
    by_year = year < _FIRST_GREGORIAN_YEAR and not _GREGORIAN_MARK.search(said)
    if named_hijri or by_year or _HIJRI_MARK.search(said):
        return gregorian(year, month, day)
    try:
        return date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise Blocked("calendar.no-such-day", date=text) from error


def _parts(bare: str, text: str) -> tuple[int, int, int, bool]:
    if found := _NUMBERS.fullmatch(bare):
        first, month, last = (int(part) for part in found.groups())
        return (first, month, last, False) if len(found[1]) > 2 else (last, month, first, False)  # noqa: PLR2004 - a day has two digits
    if found := _NAMED.fullmatch(bare):
        known = _months_by_name().get(_folded(found[2]))
        if known:
            return int(found[3]), known.month, int(found[1]), known.hijri
    raise Blocked("calendar.not-a-date", date=text)


class _Month(NamedTuple):
    month: int
    hijri: bool


@cache
def _months_by_name() -> Mapping[str, _Month]:
    return {
        _folded(name): _Month(number, family.startswith("hijri"))
        for family, names in month_names().items()
        for number, name in enumerate(names, start=1)
    }


def _folded(name: str) -> str:
    return _HARAKAT.sub("", name).translate(_ALEFS).casefold()


@dataclass(frozen=True)
class Calendar:
    """Writes dates in a language; `months` is the pack's family of month names for Arabic."""

    words: Words
    months: str = "arab"

    def gregorian(self, day: date) -> str:
        """Write a Gregorian date: `26 يونيو 2025`, `26 June 2025`."""
        return self.words.numerals(f"{self.short(day)} {day.year}")

    def short(self, day: date) -> str:
        """Write a Gregorian day without its year: `26 يونيو`, `26 June`."""
        return self.words.numerals(f"{day.day} {self.month(day.month)}")

    def month(self, number: int) -> str:
        """Name a Gregorian month as the law's country does in Arabic, or as the language's own file does."""
        family = self.months if self.words.lang == "ar" else "english"
        return (self.words.listed("language.months") or month_names()[family])[number - 1]

    def hijri_month(self, number: int) -> str:
        """Name a month of the Umm al-Qura calendar."""
        return month_names()["hijri-ar" if self.words.lang == "ar" else "hijri-en"][number - 1]

    def yearly(self, day: str) -> str:
        """Write a day of every year, kept as month and day: `23 September` for `09-23`."""
        said = date.fromisoformat(f"{_LEAP_YEAR}-{day}")
        return self.gregorian(said).removesuffix(self.words.numerals(str(_LEAP_YEAR))).strip()

    def hijri(self, day: date) -> str | None:
        """Write the Umm al-Qura date: `1 محرم 1447هـ`, `1 Muharram 1447 AH`; None outside its table."""
        found = hijri(day)
        if found is None:
            return None
        said = self._written(found.day, self.hijri_month(found.month), found.year)
        return self.words("calendar.hijri", date=said)

    def both(self, day: date) -> str:
        """Write both dates side by side; the Gregorian one alone outside the Umm al-Qura table."""
        other = self.hijri(day)
        said = self.gregorian(day)
        return self.words("calendar.both", gregorian=said, hijri=other) if other else said

    def moment(self, moment: datetime) -> str:
        """Write date and time of a moment that is already in its local zone."""
        time = self.words.numerals(f"{moment:%H:%M}")
        return self.words("calendar.moment", date=self.gregorian(moment.date()), time=time)

    def near(self, when: date, today: date) -> str:
        """Write a day or moment that is not far off: its weekday, day and time, its year only where it is another."""
        said = self.gregorian(when)
        if when.year == today.year:
            said = said.removesuffix(self.words.numerals(f" {when.year}"))
        weekday = self.words(f"ui.weekday.{when.isoweekday()}")
        if not isinstance(when, datetime):
            return self.words("calendar.near-day", weekday=weekday, date=said)
        time = self.words.numerals(f"{when:%H:%M}")
        return self.words("calendar.near", weekday=weekday, date=said, time=time)

    def _written(self, day: int, month: str, year: int) -> str:
        return self.words.numerals(f"{day} {month} {year}")
