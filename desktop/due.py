"""Everything with a clock, over all registers, nearest first; and how much of it there is, without reading it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from data.base import Entry, Record, owner_link, title_of
from data.breach import Obligation
from data.fields import Field, Kind, field_of, fields_of
from data.listing import Where
from data.registers import RECORDS
from data.request import Request
from data.store import Store
from desktop.law.chips import PRESSING, Chip, chip, ends
from desktop.law.pack import Pack
from desktop.request_clocks import RUNNING, paused

_LAST = time(23, 59, 59)
_EVER = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to be done by a moment; `due` is None where the law gives no number. `what` is a message key.

    `prompt` tells that it has no date and waits for nobody else: it is to be done without delay.
    """

    entry: Entry
    id: str
    what: str
    due: datetime | None
    state: Chip
    law: str = ""
    article: str = ""
    confidence: str = ""
    prompt: bool = False

    @property
    def pressing(self) -> Chip:
        """How pressing it is among the others: what is to be done without delay is as what is due within hours."""
        return Chip.HOURS if self.prompt else self.state

    def remaining(self, now: datetime) -> timedelta | None:
        """Tell the time left, negative once it is over."""
        return self.due - now if self.due else None

    def plain(self, now: datetime, lang: str, packs: Mapping[str, Pack]) -> dict[str, Any]:
        """Write it as the console has it; `remaining_seconds` is negative when overdue."""
        left = self.remaining(now)
        pack = packs.get(self.law)
        return {
            "register": self.entry.REGISTER,
            "id": self.id,
            "code": self.entry.code,
            "title": title_of(self.entry, lang),
            "what": self.what.rsplit(".", 1)[1],
            "due": self.due.isoformat().replace("+00:00", "Z") if self.due else None,
            "state": str(self.state),
            "remaining_seconds": int(left.total_seconds()) if left is not None else None,
            "law": self.law or None,
            "article": pack.cite(self.article, lang) if pack and self.article else self.article or None,
            "confidence": self.confidence or None,
        }


@dataclass(frozen=True, slots=True)
class Span:
    """Which of it to list: what is due from a moment on, by a moment, and the nearest of each kind only, or of each kind and day.

    Without an end, what has no date comes last; with one, what of it is to be done without delay if `prompt`.
    """

    since: datetime | None = None
    until: datetime | None = None
    nearest: int | None = None
    daily: bool = False
    prompt: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """Where deadlines are kept: a column of a record class, and what makes one of its records still open.

    `ours` tells of a record without a date that it waits for nobody else.
    """

    record: type[Record]
    name: str
    what: str
    open: tuple[Where, ...] = ()
    ours: tuple[Where, ...] = ()

    @property
    def register(self) -> str:
        """The register whose records these deadlines are shown on."""
        return entry_of(self.record).REGISTER

    @property
    def days(self) -> bool:
        """Whether it keeps days, which end with their last second, rather than moments."""
        return field_of(self.record, self.name).kind is Kind.DATE

    def edge(self, moment: datetime, zone: tzinfo) -> date | datetime:
        """Write a moment as this column compares it: what is due before the one lies before the other."""
        if not self.days:
            return moment
        local = moment.astimezone(zone)
        return local.date() + timedelta(days=local.time() > _LAST)

    def where(self, span: Span, zone: tzinfo) -> tuple[Where, ...]:
        """Say which records are open within a span; one with neither begin nor end has those without a date, too."""
        since = (Where(self.name, "from", self.edge(span.since, zone)),) if span.since else ()
        until = (Where(self.name, "before", self.edge(span.until, zone)),) if span.until else ()
        return (*self.open, *since, *until)


_DUTIES = Clock(
    Obligation,
    "due",
    "",
    (Where("state", "eq", "open"), Where("decision", "not", "not-due"), Where("breach_id", "kept")),
)
_LATEST = {  # one that another has followed asks for nothing
    "agreement-end": ("kind", "parties"),
    "certificate-end": ("name", "party_id"),
}
_ANSWERS = Clock(
    Request,
    "next_due",
    "due.answer",
    (Where("stage", "in", RUNNING), Where("answered_at")),
    (Where("waiting_since"),),
)


def clocks() -> Iterator[Clock]:
    """List where deadlines are kept: duties of breaches, answers to requests, and the days that registers declare."""
    yield from (_DUTIES, _ANSWERS)
    for record in RECORDS.values():
        for field in fields_of(record):
            if field.due:
                last = _LATEST.get(field.clock)
                latest = (Where(field.name, "last", last),) if last else ()
                yield Clock(record, field.name, f"due.{field.clock}", (*_opened(record), *latest))


def _opened(record: type[Record]) -> tuple[Where, ...]:
    """Say which records' days are still of concern; those of a part are while its entry is kept."""
    link = owner_link(record)
    if link is not None:
        return (Where(link[1], "kept"),)
    column, value = entry_of(record).CLOSED
    return (Where(column, "not", value) if value else Where(column),) if column else ()


def entry_of(record: type[Record]) -> type[Entry]:
    """Find the class of the entry that a record is shown on: its own, or that of what it hangs on."""
    link = owner_link(record)
    return link[2] if link is not None else record  # type: ignore[return-value]  # what hangs on nothing is an entry


def due(store: Store, now: datetime, zone: tzinfo, span: Span | None = None) -> list[Due]:
    """List what is still to be done, nearest first; what has no date comes last. Days end in `zone`."""
    asked = span or Span()
    found = [one for clock in clocks() for one in _read(store, clock, now, zone, asked)]
    found.sort(key=lambda one: (one.due is None, one.due or now, one.entry.code))
    return found


def _read(store: Store, clock: Clock, now: datetime, zone: tzinfo, span: Span) -> Iterator[Due]:
    where = clock.where(span, zone)
    dated = (*where, Where(clock.name, "not"))
    found = store.matching(
        clock.record, *dated, sort=clock.name, limit=span.nearest, daily=span.daily, whole=False
    )
    if not clock.days and (span.until is None or span.prompt):
        open_ = (*clock.open, *clock.ours) if span.until else clock.open
        found += store.matching(clock.record, *open_, Where(clock.name), limit=span.nearest)
    found.sort(key=lambda one: getattr(one, "position", None) or 0)  # duties in the order of their laws
    link = owner_link(clock.record)
    owners = (
        store.names(entry_of(clock.record), list({getattr(one, link[1]) for one in found})) if link else {}
    )
    for one in found:
        if isinstance(one, Obligation):
            known = not one.terms or bool(one.terms.get("clock"))
            what, state = f"due.notify-{one.recipient}", chip(one.due, now, known=known)
            yield Due(owners[one.breach_id], one.id, what, one.due, state, *_terms(one), one.due is None)
        elif isinstance(one, Request):
            still, known = one.next_due is None and paused(one), bool(one.terms.get("clock"))
            state = chip(one.next_due, now, paused=still, known=known)
            prompt = one.next_due is None and one.waiting_since is None and not still
            yield Due(one, one.id, clock.what, one.next_due, state, *_terms(one), prompt)
        else:
            entry = owners[getattr(one, link[1])] if link else one
            end = datetime.combine(getattr(one, clock.name), _LAST, zone)
            yield Due(entry, one.id, clock.what, end, chip(end, now))  # type: ignore[arg-type]  # see `entry_of`


def _terms(record: Obligation | Request) -> tuple[str, str, str]:
    clock = record.terms.get("clock") or {}
    law = str(record.terms.get("law") or record.law)
    return law, str(clock.get("article") or ""), str(clock.get("confidence") or "")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many deadlines there are by register: those of each pressing state, and all that have not been met.

    `prompt` counts what is to be done without delay; it is among those due within hours.
    """

    states: Mapping[Chip, Counter[str]]
    all: Counter[str]
    prompt: int


def tally(store: Store, now: datetime, zone: tzinfo) -> Tally:
    """Count what `due` would list, in the database; what is to be done without delay is pressing, too."""
    states: dict[Chip, Counter[str]] = {state: Counter() for state in PRESSING}
    total: Counter[str] = Counter()
    prompt = 0
    for clock in clocks():
        found = store.between(
            clock.record, clock.name, clock.open, [clock.edge(end, zone) for end in (*ends(now), _EVER)]
        )
        for state, n in zip(PRESSING, found, strict=False):
            states[state][clock.register] += n
        total[clock.register] += sum(found)
        if not clock.days:
            total[clock.register] += store.amount(clock.record, *clock.open, Where(clock.name))
            at_once = store.amount(clock.record, *clock.open, *clock.ours, Where(clock.name))
            states[Chip.HOURS][clock.register] += at_once
            prompt += at_once
    return Tally({state: +counts for state, counts in states.items()}, +total, prompt)


@dataclass(frozen=True, slots=True)
class Load:
    """What falls on a day: how many deadlines, and how pressing the first of them is."""

    count: int
    state: Chip


def loads(store: Store, now: datetime, zone: tzinfo, span: Span) -> Mapping[date, Load]:
    """Count by day what `due` would list of a span."""
    counts: Counter[date] = Counter()
    first: dict[date, datetime] = {}
    for clock in clocks():
        for key, n in store.spread(clock.record, clock.name, clock.where(span, zone)).items():
            end = key.astimezone(zone) if isinstance(key, datetime) else datetime.combine(key, _LAST, zone)
            day = end.date()
            counts[day] += n
            first[day] = min(first.get(day, end), end)
    return {day: Load(n, chip(first[day], now)) for day, n in counts.items()}


def is_past(record: Record, field: Field, today: date) -> bool:
    """Tell whether a day by which something is due, or shown to be, is over while its record is still of concern."""
    on = getattr(record, field.name) if field.clock and field.kind is Kind.DATE else None
    if on is None or on >= today:
        return False
    column, value = record.CLOSED if isinstance(record, Entry) else ("", "")
    kept = getattr(record, column) if column else None
    return kept != value if value else kept is None
