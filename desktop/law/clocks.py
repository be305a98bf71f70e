"""Statutory clocks: from a pack's fact and an event to the moment by which the act must be done.

A record keeps the `ClockTerms` it started under, so that a later pack never moves an old deadline.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from data.errors import Blocked, NotAllowed
from desktop.law.counting import Days, add_full_days, add_months, first_moment, last_moment
from desktop.law.facts import Clock, Confidence, Extension, FirstDay, Speed, Unit
from desktop.law.lines import LawFile
from desktop.law.pack import DAYS, RECIPIENTS, RIGHTS, Pack
from desktop.law.schema import Builder, plain

REQUEST = "request"
_BREACH = {f"breach-{recipient}": recipient for recipient in RECIPIENTS}
_DAY = timedelta(days=1)
NO_HOLIDAYS: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Pause:
    """A time in which the clock stood still, as aware moments; `until` is None while it still does."""

    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ClockTerms:
    """All that a deadline is computed from apart from the event: the law as it stood when the clock started.

    `clock` is None where the pack does not know; `extension` None where the law has none for this clock.
    """

    law: str
    edition: str
    kind: str
    right: str | None = None
    zone: str
    weekend: tuple[str, ...]
    clock: Clock | None = None
    extension: Extension | None = None

    def to_json(self) -> dict[str, Any]:
        """Give plain values that a record can keep."""
        values: dict[str, Any] = plain(self)
        return values

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """Read a snapshot back from a record."""
        return Builder(LawFile(str(values.get("law")), "").error).build(cls, values)


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """One answer of a clock, with the terms and the event that it comes from.

    `start` and `due` are UTC; `due` is the last moment for the act, None where the law gives no number, nothing is
    known, or the clock stands still. `due_date` is the local date of a clock that does not count hours.
    """

    terms: ClockTerms
    start: datetime
    start_is_date: bool
    extended: bool
    paused: bool = False
    due: datetime | None = None
    due_date: date | None = None

    @property
    def clock(self) -> Clock | None:
        """The fact that was counted with."""
        return self.terms.clock

    @property
    def amount(self) -> int | None:
        """The number of units given, with the extension if it is taken; None where there is no number."""
        return _amount(self.terms, extended=self.extended)

    @property
    def article(self) -> str | None:
        """The article of the clock, as the pack writes it."""
        return self.clock.article if self.clock else None

    @property
    def facts(self) -> tuple[Clock | Extension, ...]:
        """What was counted with: the clock and, of an extended period, the extension."""
        if self.clock is None:
            return ()
        return tuple(fact for fact in (self.clock, self.terms.extension if self.extended else None) if fact)

    @property
    def confidence(self) -> Confidence | None:
        """How sure the figure is; of an extended period, the less sure of its two figures."""
        return max((fact.confidence for fact in self.facts), key=list(Confidence).index, default=None)


def find_clock(pack: Pack, kind: str, right: str | None = None) -> Clock | None:
    """Find the fact for a kind of clock; None where the pack does not know.

    `kind` is `request`, `breach-authority`, `breach-subjects`, `breach-processor`, one of these breach kinds with a
    special case (`breach-authority.national-security`), or an id of `pack.other_clocks`.

    Raises:
        NotAllowed: this law has no such kind of clock, or the program no such right.
    """
    if right is not None and right not in RIGHTS:
        raise NotAllowed("clock.unknown-right", right=right)
    if kind == REQUEST:
        return pack.request_clock(right)
    if kind in pack.other_clocks:
        return pack.other_clocks[kind].clock
    plain_kind, _, special = kind.partition(".")
    if plain_kind not in _BREACH:
        raise NotAllowed("clock.unknown-kind", kind=kind, law=pack.code)
    breach = pack.breach(_BREACH[plain_kind])
    if special:
        return breach.special[special].clock if breach and special in breach.special else None
    return breach.clock if breach else None


def clock_terms(pack: Pack, kind: str, *, right: str | None = None) -> ClockTerms:
    """Take the snapshot of a clock's terms that a record keeps when the clock starts.

    Raises:
        NotAllowed: this law has no such kind of clock, or the program no such right.
    """
    return ClockTerms(
        law=pack.code,
        edition=pack.edition,
        kind=kind,
        right=right,
        zone=pack.zone,
        weekend=pack.weekend.days,
        clock=find_clock(pack, kind, right),
        extension=pack.request.extension if kind == REQUEST else None,
    )


def deadline(  # noqa: PLR0913 - a clock and the circumstances it runs in
    pack: Pack,
    kind: str,
    start: datetime | date,
    *,
    right: str | None = None,
    extended: bool = False,
    holidays: frozenset[date] = NO_HOLIDAYS,
    pauses: Sequence[Pause] = (),
) -> Deadline:
    """Compute a deadline under a pack as it stands now; see `deadline_from`."""
    terms = clock_terms(pack, kind, right=right)
    return deadline_from(terms, start, extended=extended, holidays=holidays, pauses=pauses)


def deadline_from(
    terms: ClockTerms,
    start: datetime | date,
    *,
    extended: bool = False,
    holidays: frozenset[date] = NO_HOLIDAYS,
    pauses: Sequence[Pause] = (),
) -> Deadline:
    """Compute a deadline from a snapshot of terms.

    `start` is an aware moment, or a date in the law's zone, whose hours count from the date's first moment.
    `holidays` are the organisation's days free of work, beside the weekend of the terms.

    Raises:
        NotAllowed: an extension is asked of a law that knows none (`clock.no-extension`).
        Blocked: the period leaves the calendar of years 1 to 9999 (`clock.too-far`).
    """
    if extended and terms.extension is None:
        raise NotAllowed("clock.no-extension", law=terms.law)
    try:
        return _counted(terms, start, extended=extended, holidays=holidays, pauses=pauses)
    except (OverflowError, ValueError) as error:
        raise Blocked("clock.too-far", date=start.isoformat()) from error


def _counted(
    terms: ClockTerms,
    start: datetime | date,
    *,
    extended: bool,
    holidays: frozenset[date],
    pauses: Sequence[Pause],
) -> Deadline:
    zone = ZoneInfo(terms.zone)
    event = start.astimezone(UTC) if isinstance(start, datetime) else first_moment(start, zone)
    count = _Count(zone, Days(frozenset(DAYS.index(day) for day in terms.weekend), holidays), pauses)
    paused = any(pause.until is None for pause in pauses)
    due, due_date = (None, None) if paused else _due(terms, event, extended=extended, count=count)
    return Deadline(
        terms=terms,
        start=event,
        start_is_date=not isinstance(start, datetime),
        extended=extended,
        paused=paused,
        due=due,
        due_date=due_date,
    )


def _amount(terms: ClockTerms, *, extended: bool) -> int | None:
    clock, extension = terms.clock, terms.extension
    if clock is None or clock.amount is None or not extended:
        return clock.amount if clock else None
    return clock.amount + extension.amount if extension and extension.amount else None


def _due(
    terms: ClockTerms, event: datetime, *, extended: bool, count: "_Count"
) -> tuple[datetime | None, date | None]:
    amount = _amount(terms, extended=extended)
    if terms.clock is None or terms.clock.speed is not Speed.WITHIN or amount is None:
        return None, None
    if terms.clock.unit is Unit.HOURS:
        return event + timedelta(hours=amount) + count.time_paused(event), None
    last = count.last_day(terms.clock, event, amount)
    return last_moment(last, count.zone), last


@dataclass(frozen=True)
class _Count:
    """Counts on one calendar: the zone, the days free of work, and the times in which the clock stood still."""

    zone: ZoneInfo
    days: Days
    pauses: Sequence[Pause]

    def _closed(self, event: datetime) -> Iterator[tuple[datetime, datetime]]:
        for pause in self.pauses:
            if pause.until is not None and pause.until > event:
                yield max(pause.since, event), pause.until

    def time_paused(self, event: datetime) -> timedelta:
        """Sum up the time the clock stood still after the event."""
        return sum((until - since for since, until in self._closed(event)), timedelta())

    def _days_paused(self, event: datetime) -> Iterator[date]:
        for since, until in self._closed(event):
            day = self.local(since)
            while day < self.local(until):
                yield day
                day += _DAY

    def local(self, moment: datetime) -> date:
        """Tell the date of a moment in the law's zone."""
        return moment.astimezone(self.zone).date()

    def last_day(self, clock: Clock, event: datetime, amount: int) -> date:
        """Find the last day of a period that counts days or months; days that stood still are added at the end."""
        paused = list(self._days_paused(event))
        if clock.unit is Unit.WORKING_DAYS:
            before = self._before_first(clock, event)
            last = self.days.add(before, amount + sum(map(self.days.works, paused)))
        else:
            last = self._unpaused(clock, event, amount) + len(paused) * _DAY
        return self.days.roll(last) if clock.rolls else last

    def _before_first(self, clock: Clock, event: datetime) -> date:
        return self.local(event) - (_DAY if clock.first_day is FirstDay.SAME_DAY else timedelta())

    def _unpaused(self, clock: Clock, event: datetime, amount: int) -> date:
        day = self.local(event)
        if clock.unit is Unit.FULL_DAYS:
            return add_full_days(day, amount)
        if clock.unit is Unit.DAYS:
            return self._before_first(clock, event) + amount * _DAY
        return add_months(day, amount) - (day - self._before_first(clock, event))
