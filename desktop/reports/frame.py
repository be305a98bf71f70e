"""What every report is made from: records as facts, as figures and as rows of a table."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from types import MappingProxyType
from typing import Any, TypeVar

from data.base import Entry, Record
from data.fields import Field, Kind, fields_of
from data.listing import Query
from data.registers import REGISTERS
from desktop.due import is_past
from desktop.reports.engine import (
    Cell,
    Chart,
    Chip,
    Column,
    Document,
    Point,
    Prose,
    Signatory,
    Span,
    Text,
    Tone,
    below,
    halves,
    twofold,
)
from desktop.reports.naming import Naming
from desktop.reports.speech import fingerprint, tied
from desktop.show import agreeing, dated, estimated, label, shown
from desktop.words import Words

E = TypeVar("E", bound=Entry)
NOTHING = "—"
_DIGEST = "content_hash"
_PAGE = 200
_KINDS: Mapping[Kind, str] = {
    Kind.CODE: "id", Kind.EMAIL: "email", Kind.NUMBER: "number", Kind.DATE: "date", Kind.MOMENT: "date",
}  # fmt: skip
_WEIGHTS = {
    Kind.TEXT: 1.4,
    Kind.REF: 1.4,
    Kind.REFS: 1.4,
    Kind.CHOICE: 1.6,
    Kind.CHOICES: 2.2,
}  # of columns; else 1
_ONCE = frozenset({Kind.WORDS, Kind.NUMBER, Kind.DECIMAL})  # said in the first language only


@dataclass(frozen=True)
class Frame(Naming):
    """Everything a report reads while it is written."""

    def prose(self, doc: Document, said: Text, other: Text) -> None:
        """Set prose of the desk, in two columns where both languages are asked for."""
        if self.both and (said or other):
            doc.pair(said, other, rule=False)
        elif said:
            doc.paragraph(said)

    def counted(
        self, title: str, counts: Mapping[str, int], say: Callable[[str], str], most: int = 8
    ) -> Chart:
        """Draw how often each key was counted, most often first; what there is no room for is summed up.

        Keys that were counted as often stand in their own order, so that every language and report shows the same.
        """
        ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        shown = ranked if len(ranked) <= most else ranked[: most - 1]
        points = [Point(say(key), [count]) for key, count in shown]
        if rest := sum(count for _, count in ranked[len(shown) :]):
            points.append(Point(self.say("report.others"), [rest], tone="mute"))
        return Chart("bars", title, points or [Point(self.say("report.nothing"), [0])])

    def value(self, record: Record, name: str) -> str:
        """Say one field of a record."""
        field = self.field(type(record), name)
        if field.choices == "law":
            return self.named(*_keys(getattr(record, name)))
        names = self.names([record], [field])
        said = self.said(field, getattr(record, name), names, about=estimated(record, field))
        return Prose(said) if field.kind is Kind.TEXT else said

    def said(self, field: Field, value: object, names: Mapping[str, str], *, about: bool = False) -> str:
        """Say a value of a field, in both languages where it is made of the desk's own words."""
        if field.personal and field.kind is Kind.LINE:
            return self.person(str(value or ""))
        if field.kind is Kind.NUMBER and value == 0:
            return self.say(
                "show.nobody" if field.name == "people_count" else "show.none", n=self.words.number(0)
            )
        shape: Any = {"months": self.months, "zone": self.zone, "about": about}

        def say(words: Words, names: Mapping[str, str]) -> str:
            told = shown(field, value, words, names, **shape)
            return tied(told) if field.kind is Kind.MOMENT else told

        if not self.both:
            return say(self.words, names)
        kept = {key: halves(names[key]) for key in _keys(value) if key in names}
        first, second = (
            say(words, {key: name[at] for key, name in kept.items()})
            for at, words in enumerate(self.languages)
        )
        alike = bool(kept) and all(said == other for said, other in kept.values())  # names in one language
        return twofold(first, second) if about or (field.kind not in _ONCE and not alike) else first

    def label(self, record: type[Record], name: str) -> str:
        """Say what a field is called, in both languages where they stand side by side."""
        return self.told(lambda words: label(words, record.__tablename__, name))

    @staticmethod
    def field(record: type[Record], name: str) -> Field:
        """Find a declared field."""
        return next(field for field in fields_of(record) if field.name == name)

    def facts(self, record: Record, names: Iterable[str]) -> list[tuple[str, Cell]]:
        """Write the filled fields among `names` as label and value."""
        kind = type(record)
        rows = ((self.label(kind, agreeing(record, name)), self.marked(record, name)) for name in names)
        return [(said, cell) for said, cell in rows if cell]

    def marked(self, record: Record, name: str, said: str = "") -> Cell:
        """Say a field of a record; a day by which something is still due is marked once it is over."""
        said = said or self.value(record, name)
        if name == _DIGEST:
            return fingerprint(said)
        if not is_past(record, self.field(type(record), name), self.today):
            return said
        days = (self.today - getattr(record, name)).days
        return [f"{below(said)}\n", Span(below(self.say("report.past", n=days)), bold=True, tone="danger")]

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

    def sign(self, doc: Document, statement: str = "statement", **values: object) -> None:
        """Set the places to sign that every report has, below what is signed."""
        manager = Signatory(self.say("report.sign.manager"))
        ours = self.title(self.organisation)
        said = self.say(f"report.sign.{statement}", moment=self.moment(self.now), organisation=ours, **values)
        doc.signatures([self.officer(), manager], statement=said)

    def table(  # noqa: PLR0913, PLR0917 - the last two have a default
        self,
        doc: Document,
        records: Iterable[Record],
        kind: type[Record],
        names: Sequence[str],
        spare: Container[str] = (),
        told: Mapping[str, Callable[[Any], Cell]] = MappingProxyType({}),
    ) -> None:
        """Set records as a table of the named fields; `code` stays whole, states are words in a pill.

        The `spare` ones among the fields are left out where none of the records says anything there; of some fields
        it is `told` otherwise what a record says.
        """
        kept = list(records) if spare else records
        shown = (name for name in names if name not in spare or any(getattr(one, name) for one in kept))
        fields = [self.field(kind, name) for name in shown]
        columns = [self._column(kind, field) for field in fields]
        doc.table(columns, self._cells(kept, fields, told), empty=self.say("report.nothing"))

    def _column(self, kind: type[Record], field: Field) -> Column:
        name = field.name.removesuffix(f"_{field.lang}") if field.names and field.lang else field.name
        said = below(self.label(kind, name))
        weight = 1.6 if field.names else _WEIGHTS.get(field.kind, 1.0)
        return Column(said, weight, _KINDS.get(field.kind, "text"), head=field.kind is Kind.CODE)  # type: ignore[arg-type]

    def _cells(
        self, records: Iterable[Record], fields: Sequence[Field], told: Mapping[str, Callable[[Any], Cell]]
    ) -> Iterator[list[Cell]]:
        for chunk in _chunks(records):
            names = self.names(chunk, fields)
            for record in chunk:
                yield [
                    told[field.name](record) if field.name in told else self._cell(record, field, names)
                    for field in fields
                ]

    def _cell(self, record: Record, field: Field, names: Mapping[str, str]) -> Cell:
        if field.names:
            return self.title(record)
        said = self.said(field, getattr(record, field.name), names, about=estimated(record, field))
        if said and field.choices in TONES:
            return self.chip(field, getattr(record, field.name), said)
        return self.marked(record, field.name, said) if said else NOTHING

    def chip(self, field: Field, value: str, said: str = "") -> Chip:
        """Say a state in a pill of its tone."""
        return Chip(below(said or self.said(field, value, {})), TONES[field.choices].get(value, "mute"))


TONES: Mapping[str, Mapping[str, Tone]] = {
    "version_state": {
        "published": "ok", "approved": "info", "review": "soon", "draft": "mute", "superseded": "mute", "archived": "mute",
    },
    "severity": {"very-high": "danger", "high": "danger", "medium": "warn", "low": "ok"},
    "level": {"high": "danger", "medium": "warn", "low": "ok"},
    "breach_state": {
        "assessing": "soon", "containing": "soon", "awaiting": "warn", "notified": "info", "remediation": "info",
        "closed": "mute",
    },
    "obligation_state": {"filed": "ok", "late-filed": "warn", "open": "soon", "not-due": "mute"},
    "request_stage": {
        "receipt": "info", "identity": "info", "search": "info", "review": "info", "answer": "soon", "follow-up": "soon",
        "closed": "mute", "withdrawn": "mute", "duplicate": "mute", "refused": "warn",
    },
}  # fmt: skip
"""The tones of states that are told in a pill, by the group of their words: all states of a group, or none."""
_TARGETS = {entry.__tablename__: entry for entry in REGISTERS.values()}


def _keys(value: object) -> Iterable[str]:
    return value if isinstance(value, list) else [value] if isinstance(value, str) else []


def _chunks(records: Iterable[Record]) -> Iterator[list[Record]]:
    source = iter(records)
    while chunk := list(islice(source, _PAGE)):
        yield chunk
