"""Everything with a clock, over all registers, nearest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from data.base import Entry, title_of
from data.breach import Breach, Obligation
from data.fields import Field, Kind, fields_of
from data.listing import Where
from data.organisation import Task
from data.policy import Policy
from data.processing import Activity
from data.registers import REGISTERS
from data.request import Request
from data.sharing import Agreement, Flow
from data.store import Store
from desktop.law.chips import Chip, chip
from desktop.law.pack import Pack
from desktop.request_clocks import RUNNING, paused

_LAST = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to be done by a moment; `due` is None where the law gives no number. `what` is a message key."""

    entry: Entry
    id: str
    what: str
    due: datetime | None
    state: Chip
    law: str = ""
    article: str = ""
    confidence: str = ""

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
    """Which of it to list: what is due by a moment, past or not, and the nearest of each kind only."""

    until: datetime | None = None
    nearest: int | None = None


def due(store: Store, now: datetime, zone: ZoneInfo, span: Span | None = None) -> list[Due]:
    """List what is still to be done, nearest first; what has no date comes last. Days end in `zone`."""
    asked = span or Span()
    found = [*_breaches(store, now, asked), *_requests(store, now, asked)]
    for entry in REGISTERS.values():
        for field in fields_of(entry):
            if field.clock and field.kind is Kind.DATE:
                found += _days(store, entry, field, now, zone, asked)
    found.sort(key=lambda one: (one.due is None, one.due or now, one.entry.code))
    return [one for one in found if asked.until is None or (one.due is not None and one.due <= asked.until)]


def _terms(record: Obligation | Request) -> tuple[str, str, str]:
    clock = record.terms.get("clock") or {}
    law = str(record.terms.get("law") or record.law)
    return law, str(clock.get("article") or ""), str(clock.get("confidence") or "")


def _by(name: str, until: object) -> tuple[Where, ...]:
    return () if until is None else (Where(name, "to", until),)


def _breaches(store: Store, now: datetime, span: Span) -> Iterator[Due]:
    where = (Where("closed_at"), *_by("next_due", span.until))
    for breach in store.matching(Breach, *where, sort="next_due", limit=span.nearest):
        for duty in breach.obligations:
            if duty.state == "open" and duty.decision != "not-due":
                state = chip(duty.due, now, known=not duty.terms or bool(duty.terms.get("clock")))
                yield Due(breach, duty.id, f"due.notify-{duty.recipient}", duty.due, state, *_terms(duty))


def _requests(store: Store, now: datetime, span: Span) -> Iterator[Due]:
    where = (Where("stage", "in", RUNNING), Where("answered_at"), *_by("next_due", span.until))
    for request in store.matching(Request, *where, sort="next_due", limit=span.nearest):
        state = chip(request.next_due, now, paused=paused(request), known=bool(request.terms.get("clock")))
        yield Due(request, request.id, "due.answer", request.next_due, state, *_terms(request))


def _days(  # noqa: PLR0913, PLR0917  # one register's field, at a moment, within a span
    store: Store, entry: type[Entry], field: Field, now: datetime, zone: ZoneInfo, span: Span
) -> Iterator[Due]:
    until = span.until.astimezone(zone).date() if span.until else None
    where = (*_OPEN.get(entry, ()), Where(field.name, "not"), *_by(field.name, until))
    found = store.matching(entry, *where, sort=field.name, limit=span.nearest, whole=False)
    over = _replaced(store, found) if field.clock == "agreement-end" else set()
    for one in found:
        if one.id not in over:
            end = datetime.combine(getattr(one, field.name), _LAST, zone)
            yield Due(one, one.id, f"due.{field.clock}", end, chip(end, now))


def _replaced(store: Store, found: Sequence[Entry]) -> set[str]:
    """Find the agreements among these after which all their parties have one of the same kind that ends later."""
    if not found:
        return set()
    last: dict[tuple[str, str], date] = {}
    for kind, parties, until in store.values(Agreement, "kind", "parties", "valid_until"):
        for party in parties:
            last[party, kind] = max(last.get((party, kind), date.min), until or date.max)
    return {
        one.id
        for one in found
        if isinstance(one, Agreement) and one.parties and one.valid_until is not None
        if all(last.get((party, one.kind), date.min) > one.valid_until for party in one.parties)
    }


_OPEN: Mapping[type[Entry], tuple[Where, ...]] = {
    Task: (Where("done_at"),),
    Activity: (Where("ended_on"),),
    Flow: (Where("until_on"),),
    Policy: (Where("state", "not", "archived"),),
}
