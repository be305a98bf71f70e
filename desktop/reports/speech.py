"""How a report speaks: in the language, digits, calendar and zone of its order, or in two languages side by side."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from data.organisation import Organisation
from data.store import Store
from desktop.law.calendars import Calendar
from desktop.law.facts import Confidence
from desktop.law.pack import Pack
from desktop.reports.engine import TIE, below, halves, twofold
from desktop.words import Words, western

_PRINTED = {f"law.confidence.{one}": f"law.printed.{one}" for one in Confidence}
_hour = re.compile(r" (?=[\u2066-\u2069]?\d\d:\d\d)").sub
_figures = re.compile("[0-9٠-٩٪٫٬.,%]+").fullmatch


@dataclass(frozen=True, slots=True)
class Order:
    """Which report, in which language and digits, about which record, over which days (both included).

    `lang` is `ar`, `en` or `both`; `digits` None leaves them to the organisation's law. `versions` are the numbers of
    the two that a comparison is about.
    """

    kind: str
    lang: str = "ar"
    digits: str | None = None
    key: str = ""
    since: date | None = None
    until: date | None = None
    versions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Speech:
    """Speaks as the order wants it: in its language or in both, in the terms, zone and digits of the leading law."""

    order: Order
    store: Store
    now: datetime
    packs: Mapping[str, Pack]
    cancelled: Callable[[], bool] | None = None
    told_in: ZoneInfo | None = None

    @cached_property
    def organisation(self) -> Organisation:
        """Whose report this is."""
        return self.store.organisation()

    @cached_property
    def laws(self) -> tuple[Pack, ...]:
        """The organisation's laws; the first leads."""
        return tuple(self.packs[code] for code in self.organisation.laws if code in self.packs)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone local times are told in: a record's own, else the leading law's."""
        if self.told_in is not None:
            return self.told_in
        return self.laws[0].timezone if self.laws else ZoneInfo("UTC")

    @cached_property
    def digits(self) -> str:
        """The shape of digits: the order's, else the leading law's in Arabic; Western where English is read, too."""
        if self.order.digits or self.order.lang != "ar" or not self.laws:
            return self.order.digits or "latn"
        return self.laws[0].digits

    @cached_property
    def words(self) -> Words:
        """The words of the report's first language, with the terms of the leading law."""
        return self.speaking("en" if self.order.lang == "en" else "ar")

    @cached_property
    def beside(self) -> Words:
        """The English words of a report in both languages."""
        return self.speaking("en")

    @cached_property
    def languages(self) -> tuple[Words, Words]:
        """The words of the report's first language and of the one beside it; the same twice where there is none."""
        return self.words, self.beside if self.both else self.words

    def speaking(self, lang: str) -> Words:
        """Find the words of one language, with the terms of the leading law; what is told in them keeps its order."""
        terms = self.laws[0].terms(lang) if self.laws else {}
        digits = self.digits if lang == "ar" else "latn"
        return Words(lang, terms=terms, digits=digits, isolate=True, instead=_PRINTED)

    @property
    def both(self) -> bool:
        """Whether the report stands in two languages side by side."""
        return self.order.lang == "both"

    @cached_property
    def calendars(self) -> tuple[Calendar, Calendar]:
        """Write dates with the month names of the leading law, in the report's language and in the one beside it."""
        first, second = (Calendar(words, self.months) for words in self.languages)
        return first, second

    @property
    def months(self) -> str:
        """The family of month names."""
        return self.laws[0].months if self.laws else "arab"

    def say(self, key: str, **values: object) -> str:
        """Say a message in the report's language; in both languages where they stand side by side."""
        if not self.both:
            return self.words(key, **values)
        first, second = ({name: _half(value, at) for name, value in values.items()} for at in (0, 1))
        return twofold(self.words(key, **first), self.beside(key, **second))

    def told(self, say: Callable[[Words], str]) -> str:
        """Say what a function says in a language, in the report's or in both."""
        return twofold(*map(say, self.languages))

    def joined(self, between: str, *parts: str, once: bool = True) -> str:
        """Join what is said, each language in itself, and each part in its own direction.

        Parts that have one language are joined `once`, in the report's order, unless the whole is to be part of more.
        """
        first, second = (
            words.joined((str(_half(part, at)) for part in parts if part), between)
            for at, words in enumerate(self.languages)
        )
        return first if once and all(halves(part)[0] == part for part in parts) else twofold(first, second)

    def either(self, arabic: str, english: str) -> str:
        """Choose the half of a bilingual pair, or set both beside each other."""
        return twofold(
            self.words.either(arabic, english), self.beside.either(arabic, english) if self.both else ""
        )

    @cached_property
    def today(self) -> date:
        """The day of the report where the law holds."""
        return self.now.astimezone(self.zone).date()

    @property
    def span(self) -> str:
        """The period of the order in words; empty when it has none."""
        since, until = self.order.since, self.order.until
        if since and until:
            return self.say("report.span", since=self.day(since), until=self.day(until))
        if since:
            return self.say("report.span-from", since=self.day(since))
        return self.say("report.span-to", until=self.day(until)) if until else ""

    def head(self, key: str, **values: object) -> str:
        """Say what stands at the head of a column; each language has lines of its own."""
        return below(self.say(key, **values))

    def day(self, value: date | None) -> str:
        """Write a day in both calendars."""
        return twofold(*(calendar.both(value) for calendar in self.calendars)) if value else ""

    def moment(self, value: datetime | None) -> str:
        """Write a moment in the organisation's zone."""
        local = value.astimezone(self.zone) if value else None
        return twofold(*(tied(calendar.moment(local)) for calendar in self.calendars)) if local else ""


def tied(moment: str) -> str:
    """Keep the hour of a written moment on the line of the word before it."""
    return _hour(TIE, moment)


def fingerprint(digest: str) -> str:
    """Write a digest in two lines of the same length, wherever it stands."""
    half = (len(digest) + 1) // 2
    return "\n".join(filter(None, (digest[:half], digest[half:])))


def _half(value: object, at: int) -> object:
    """Take one side of what already stands in two languages, for a sentence of that language."""
    if not isinstance(value, str):
        return value
    half = halves(value)[at]
    return western(half) if at and _figures(half) else half
