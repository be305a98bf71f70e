"""The audit extract of a period: who changed what when, and whether the chain holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache, partial
from itertools import chain as joined
from itertools import islice
from typing import Any

from data import verify
from data.audit import Change, head
from data.base import Entry, owner_link
from data.fields import Field, Kind, fields_of
from data.history import Event, bounds, trail
from data.listing import Where
from data.organisation import Attachment, Organisation
from data.registers import RECORDS
from desktop.parts import Parts
from desktop.reports.engine import Cancelled, Cell, Column, Document, below
from desktop.reports.frame import NOTHING, Frame
from desktop.show import turned

_TOLD = frozenset(
    {
        Kind.CHOICE,
        Kind.CHOICES,
        Kind.DATE,
        Kind.MOMENT,
        Kind.FLAG,
        Kind.NUMBER,
        Kind.DECIMAL,
        Kind.COUNTRY,
        Kind.CODE,
    }
)
_MOST_FAULTS = 50


def write_audit(frame: Frame, doc: Document) -> None:
    """Set the state of the chain and then every row of the period, in flat memory."""
    doc.heading(1, frame.say("report.audit.chain"))
    _write_chain(frame, doc)
    doc.heading(1, frame.say("report.audit.rows"))
    say = frame.say
    columns = [
        Column(frame.head("report.audit.seq"), kind="id", head=True),
        Column(frame.head("report.audit.at"), kind="date"),
        Column(frame.head("report.audit.actor"), 1.1),
        Column(frame.head("report.audit.act"), 1.1),
        Column(frame.head("report.audit.record"), 3.0),
        Column(frame.head("report.audit.fields"), 2.2),
    ]
    events = trail(frame.store, *_period(frame))
    doc.table(columns, Rows(frame).rows(events), empty=say("report.nothing"))
    frame.sign(doc)


def _period(frame: Frame) -> tuple[datetime | None, datetime | None]:
    until = frame.order.until
    return _midnight(frame, frame.order.since), _midnight(frame, until + timedelta(days=1) if until else None)


def _midnight(frame: Frame, day: date | None) -> datetime | None:
    return datetime.combine(day, time(), frame.zone).astimezone(UTC) if day else None


def _write_chain(frame: Frame, doc: Document) -> None:
    """Tell the end of the chain, and follow it from its first row to find whether it holds."""

    def step(_done: int, _total: int) -> None:
        if frame.cancelled is not None and frame.cancelled():
            raise Cancelled

    with frame.store.connection() as connection:
        seq, last = head(connection)
        faults = list(islice(verify.chain(connection, 0, step), _MOST_FAULTS))
    say = frame.say
    shown = _shown(frame)
    doc.facts(
        [
            (say("report.audit.count"), frame.words.number(seq)),
            *([(say("report.audit.scope"), shown)] if shown else []),
            (say("report.audit.head"), last.hex()),
        ]
    )
    if not faults:
        doc.note(say("report.audit.sound", n=seq), tone="ok")
        return
    doc.note(say("report.audit.broken"), tone="danger")
    doc.bullets(
        f"{frame.words.numerals(str(one.seq))}: {say(f'verify.{one.kind}', seq=one.seq)}" for one in faults
    )


def _shown(frame: Frame) -> str:
    """Say which rows the extract holds, from when to when; nothing where it holds none."""
    found = bounds(frame.store, *_period(frame))
    if found is None:
        return ""
    (first, since), (last, until) = found
    number = frame.words.numerals
    begun, ended = frame.moment(since), frame.moment(until)
    key = "one" if first == last else "at-once" if begun == ended else "span"
    rows = {"first": number(str(first)), "last": number(str(last))}
    return frame.say(f"report.audit.{key}", **rows, since=begun, until=ended)


@dataclass(frozen=True)
class Rows:
    """Writes events as rows; what a part hangs on is remembered for the rows that follow."""

    frame: Frame

    def rows(self, events: Iterator[Event]) -> Iterator[list[Cell]]:
        """Write each event."""
        owner = lru_cache(maxsize=2000)(self._climb)
        for event in events:
            subject, key, change = event.subject, event.subject_id, event.change
            yield [
                self.frame.words.numerals(str(event.seq)),
                self.frame.moment(event.stamp.at),
                below(self.frame.person(event.stamp.actor)),
                below(self._act(event)),
                below(self._record(subject, key, change, owner)),
                self._fields(event),
            ]

    def _act(self, event: Event) -> str:
        known = f"report.audit.done.{event.stamp.action}"
        if known in self.frame.words:
            return self.frame.say(known)
        return self.frame.say(f"report.audit.{_happened(event.change)}")

    def _record(self, subject: str, key: str, change: Change | None, owner: Any) -> str:  # noqa: ANN401  # a cached method
        kind = RECORDS[subject]
        known = (change.after or change.before or {}) if change else {}
        code = known.get("code") if issubclass(kind, Entry) else None
        of = code or (self._file_of(key) if kind is Attachment else owner(subject, key, _parent(change)))
        if not of and (kind is Attachment or owner_link(kind)):
            of = self.frame.say("report.audit.gone")
        said = self.frame.joined(" ", self._kind(subject), of)
        item = self.parts.told(subject, key, known)
        return self.frame.joined(": ", said, item) if item else said

    @cached_property
    def parts(self) -> Parts:
        """Tells parts from their likes."""
        frame = self.frame

        def say(field: Field, value: object, names: Mapping[str, str]) -> str:
            said = frame.said(field, value, names)
            return frame.words.numerals(said) if said.isdigit() else said

        return Parts(frame.store, say, frame.told, frame.title, partial(frame.joined, once=False))

    def _file_of(self, key: str) -> str:
        """Find the reference of the record that a file proves, or that it is the organisation's own."""
        found = self.frame.store.values(Attachment, "subject", "subject_id", where=(Where("id", "eq", key),))
        if any(subject == Organisation.__tablename__ for subject, _ in found):
            return self._kind(Organisation.__tablename__)
        return next((self._climb(subject, of, "") for subject, of in found if subject and of), "")

    def _kind(self, subject: str) -> str:
        kind = RECORDS[subject]
        register = kind.REGISTER if issubclass(kind, Entry) else ""
        return self.frame.say(f"register.{register}-one" if register else f"report.audit.part.{subject}")

    def _climb(self, subject: str, key: str, parent: str) -> str:
        """Find the reference of the entry at the top of what a record hangs on; empty once it is gone."""
        kind = RECORDS[subject]
        if issubclass(kind, Entry):
            found = self.frame.store.names(kind, [key]).get(key)
            return found.code if found else ""
        link = owner_link(kind)
        if link is None:
            return ""
        if not parent:
            present = self.frame.store.find(kind, key)
            parent = str(getattr(present, link[1])) if present else ""
        return self._climb(link[2].__tablename__, parent, "") if parent else ""

    def _fields(self, event: Event) -> str:
        change = event.change
        if change is None:
            return self.frame.say("report.audit.erased")
        fields = {field.name: field for field in fields_of(RECORDS[change.subject])}
        told = [self._field(change, fields[name]) for name in event.fields if name in fields]
        reason = event.stamp.reason
        if change.before is None or change.after is None:
            told = [self.frame.say(f"report.audit.{_happened(change)}")]
        why = [self.frame.say("report.audit.reason", reason=reason)] if reason else []
        apart = "\n\n" if self.frame.both else "\n"
        return apart.join(below(line) for line in joined(told, why) if line) or NOTHING

    def _field(self, change: Change, field: Field) -> str:
        """Name a changed field; what it was and is now is told only of what says nothing of a person.

        Empty for what reads the same before and after.
        """
        before, after = ((side or {}).get(field.name) for side in (change.before, change.after))
        named = self.frame.label(RECORDS[change.subject], field.name)
        if field.personal or field.kind not in _TOLD:
            return self.frame.say(turned(before, after, told=False), field=named)
        was, now = (self.frame.said(field, side, {}) for side in (before, after))
        return self.frame.say(turned(was, now), field=named, was=was, now=now) if was != now else ""


def _happened(change: Change | None) -> str:
    if change is None or (change.before is not None and change.after is not None):
        return "changed"
    return "added" if change.before is None else "removed"


def _parent(change: Change | None) -> str:
    """Read from a change which record its subject hangs on."""
    link = owner_link(RECORDS[change.subject]) if change else None
    values = (change.after or change.before or {}) if change else {}
    return str(values.get(link[1]) or "") if link else ""
