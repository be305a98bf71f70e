"""What every report is made from: its order, its words, and records as rows of a table."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import islice
from typing import TypeVar
from zoneinfo import ZoneInfo

from data.base import Entry, Record, title_of
from data.fields import Field, Kind, fields_of
from data.listing import Query
from data.organisation import Organisation
from data.registers import REGISTERS
from data.store import Store
from desktop.law.calendars import Calendar
from desktop.law.facts import Confidence
from desktop.law.pack import Pack
from desktop.reports.engine import (
    LRM,
    RLM,
    Cell,
    Chart,
    Chip,
    Column,
    Document,
    Point,
    Signatory,
    Text,
    Tone,
    below,
    halves,
    twofold,
)
from desktop.show import dated, label, shown
from desktop.words import Words, western

E = TypeVar("E", bound=Entry)
NOTHING = "—"
_PAGE = 200
_PRINTED = {f"law.confidence.{one}": f"law.printed.{one}" for one in Confidence}
_figures = re.compile("[0-9٠-٩٪٫٬.,%]+").fullmatch
_KINDS: Mapping[Kind, str] = {
    Kind.CODE: "id", Kind.EMAIL: "email", Kind.NUMBER: "number", Kind.DATE: "date", Kind.MOMENT: "date",
}  # fmt: skip
_WORDY = frozenset({Kind.TEXT, Kind.CHOICES, Kind.REF, Kind.REFS})
_WORDED = frozenset(
    {Kind.DATE, Kind.MOMENT, Kind.CHOICE, Kind.CHOICES, Kind.COUNTRY, Kind.COUNTRIES, Kind.FLAG}
)


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
        """The shape of digits: the order's, else the leading law's in Arabic; Western in English."""
        if self.order.digits or self.order.lang == "en" or not self.laws:
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

    def joined(self, between: str, *parts: str) -> str:
        """Join what is said, each language in itself."""
        first, second = (between.join(str(_half(part, at)) for part in parts if part) for at in (0, 1))
        return twofold(first, second) if self.both else first

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
        return twofold(*(calendar.moment(local) for calendar in self.calendars)) if local else ""


@dataclass(frozen=True)
class Frame(Speech):
    """Everything a report reads while it is written."""

    def title(self, record: Record) -> str:
        """Name a record in the report's language, or in both."""
        return twofold(title_of(record, self.words.lang), title_of(record, "en") if self.both else "")

    def prose(self, doc: Document, said: Text, other: Text) -> None:
        """Set prose of the desk, in two columns where both languages are asked for."""
        if self.both and (said or other):
            doc.pair(said, other, rule=False)
        elif said:
            doc.paragraph(said)

    def counted(self, title: str, counts: Mapping[str, int], most: int = 8) -> Chart:
        """Draw how often each was counted, most often first; what there is no room for is summed up."""
        ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        shown = ranked if len(ranked) <= most else ranked[: most - 1]
        points = [Point(said, [count]) for said, count in shown]
        if rest := sum(count for _, count in ranked[len(shown) :]):
            points.append(Point(self.say("report.others"), [rest], tone="mute"))
        return Chart("bars", title, points or [Point(self.say("report.nothing"), [0])])

    def value(self, record: Record, name: str) -> str:
        """Say one field of a record."""
        field = self.field(type(record), name)
        return self.said(field, getattr(record, name), self.names([record], [field]))

    def said(self, field: Field, value: object, names: Mapping[str, str]) -> str:
        """Say a value of a field, in both languages where it is made of the desk's own words."""
        said = shown(field, value, self.words, names, months=self.months, zone=self.zone)
        if said and field.many and not self.both:
            return f"{RLM if self.words.rtl else LRM}{said}"  # a list has the order of its language
        if not said or not self.both or field.kind not in _WORDED:
            return said
        other = shown(field, value, self.beside, names, months=self.months, zone=self.zone)
        return twofold(said, other)

    def label(self, record: type[Record], name: str) -> str:
        """Say what a field is called, in both languages where they stand side by side."""
        said = label(self.words, record.__tablename__, name)
        return twofold(said, label(self.beside, record.__tablename__, name) if self.both else "")

    @staticmethod
    def field(record: type[Record], name: str) -> Field:
        """Find a declared field."""
        return next(field for field in fields_of(record) if field.name == name)

    def facts(self, record: Record, names: Iterable[str]) -> list[tuple[str, Cell]]:
        """Write the filled fields among `names` as label and value."""
        rows = ((self.label(type(record), name), self.value(record, name)) for name in names)
        return [(said, value) for said, value in rows if value]

    def names(self, records: Sequence[Record], fields: Iterable[Field]) -> dict[str, str]:
        """Find the words for what the records refer to, by id."""
        found: dict[str, str] = {}
        for field in fields:
            target = _TARGETS.get(field.target)
            if target is None or field.kind not in {Kind.REF, Kind.REFS}:
                continue
            keys = {key for record in records for key in _keys(getattr(record, field.name))}
            found |= {key: self.title(one) for key, one in self.store.names(target, sorted(keys)).items()}
        return found

    def rows(self, query: Query) -> Iterator[Entry]:
        """Read a register page by page in its order, in flat memory."""
        serials = self.store.order(query)
        for at in range(0, len(serials), _PAGE):
            yield from self.store.page(query.entry, serials[at : at + _PAGE])

    def all(self, entry: type[E]) -> list[E]:
        """Load a register in the order of its references."""
        return self.store.matching(entry, sort="code")

    def within(self, value: date | datetime | None) -> bool:
        """Tell whether a day or moment falls into the period of the order; no period holds everything."""
        if self.order.since is None and self.order.until is None:
            return True
        if value is None:
            return False
        day = dated(value, self.zone)
        return (self.order.since or day) <= day <= (self.order.until or day)

    def sign(self, doc: Document, statement: str = "statement") -> None:
        """Set the places to sign that every report has, below what is signed."""
        officer = Signatory(self.say("report.sign.officer"), self.organisation.officer_name)
        manager = Signatory(self.say("report.sign.manager"))
        ours = self.title(self.organisation)
        said = self.say(f"report.sign.{statement}", moment=self.moment(self.now), organisation=ours)
        doc.signatures([officer, manager], statement=said)

    def table(
        self,
        doc: Document,
        records: Iterable[Record],
        kind: type[Record],
        names: Sequence[str],
        spare: Container[str] = (),
    ) -> None:
        """Set records as a table of the named fields; `code` stays whole, states are words in a pill.

        The `spare` ones among the fields are left out where none of the records says anything there.
        """
        kept = list(records) if spare else records
        told = (name for name in names if name not in spare or any(getattr(one, name) for one in kept))
        fields = [self.field(kind, name) for name in told]
        columns = [self._column(kind, field) for field in fields]
        doc.table(columns, self._cells(kept, fields), empty=self.say("report.nothing"))

    def _column(self, kind: type[Record], field: Field) -> Column:
        name = field.name.removesuffix(f"_{field.lang}") if field.names and field.lang else field.name
        said = below(self.label(kind, name))
        weight = 1.6 if field.names else 1.4 if field.kind in _WORDY else 1.0
        return Column(said, weight, _KINDS.get(field.kind, "text"), head=field.kind is Kind.CODE)  # type: ignore[arg-type]

    def _cells(self, records: Iterable[Record], fields: Sequence[Field]) -> Iterator[list[Cell]]:
        for chunk in _chunks(records):
            names = self.names(chunk, fields)
            for record in chunk:
                yield [self._cell(record, field, names) for field in fields]

    def _cell(self, record: Record, field: Field, names: Mapping[str, str]) -> Cell:
        if field.names:
            return self.title(record)
        said = self.said(field, getattr(record, field.name), names)
        tone = TONES.get(str(getattr(record, field.name))) if field.kind is Kind.CHOICE else None
        return Chip(said, tone) if tone and said else said or NOTHING


TONES: Mapping[str, Tone] = {
    "published": "ok", "approved": "info", "review": "soon", "draft": "mute", "superseded": "mute",
    "high": "danger", "very-high": "danger", "medium": "warn", "low": "ok",
    "filed": "ok", "late-filed": "warn", "open": "soon", "not-due": "mute", "undecided": "soon",
    "closed": "mute", "refused": "warn",
}  # fmt: skip
_TARGETS = {entry.__tablename__: entry for entry in REGISTERS.values()}


def _half(value: object, at: int) -> object:
    """Take one side of what already stands in two languages, for a sentence of that language."""
    if not isinstance(value, str):
        return value
    half = halves(value)[at]
    return western(half) if at and _figures(half) else half


def _keys(value: object) -> Iterable[str]:
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, str) else []


def _chunks(records: Iterable[Record]) -> Iterator[list[Record]]:
    source = iter(records)
    while chunk := list(islice(source, _PAGE)):
        yield chunk
