"""The clocks of a request: the law's for every right asked, the policy's own promise, and which of them leads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from data.base import Record
from data.plain import plain_value
from data.policy import Clause, Policy, Promise, Version
from data.request import Request
from data.unit import Unit
from desktop.law.chips import Chip, chip
from desktop.law.clocks import REQUEST, ClockTerms, Deadline, Pause, clock_terms, deadline_from
from desktop.law.counting import last_moment
from desktop.law.facts import Clock, Confidence, Event, Extension, FirstDay, Speed
from desktop.law.facts import Unit as Span
from desktop.law.pack import Pack

ENDED = frozenset({"closed", "withdrawn", "duplicate", "refused"})
STOPS = frozenset({"withdraw-consent", "marketing-objection"})  # what is stopped is not waited for
LONG_AGO = datetime.min.replace(tzinfo=UTC)
_SPEEDS = tuple(Speed)
_SPANS: Mapping[str, tuple[Span, int]] = {
    "hours": (Span.HOURS, 1),
    "days": (Span.DAYS, 1),
    "working-days": (Span.WORKING_DAYS, 1),
    "weeks": (Span.DAYS, 7),
    "months": (Span.MONTHS, 1),
    "years": (Span.MONTHS, 12),
}


@dataclass(frozen=True, slots=True)
class Promised:
    """An answer that a published clause promises; `source` is policy, version and clause as an officer cites them."""

    source: str
    clause: str
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class Timing:
    """All dates of a request, worked out from the terms it started under."""

    rights: Mapping[str, Deadline]
    extended: Mapping[str, Deadline]
    promises: tuple[Promised, ...]
    longest: Deadline | None

    @property
    def statutory(self) -> Deadline | None:
        """The law's clock that leads: the earliest date, else the most pressing of those without a number."""
        return min(self.rights.values(), key=_pressing, default=None)

    @property
    def promise(self) -> Promised | None:
        """The promise that is due first."""
        dated = (one for one in self.promises if one.deadline.due)
        return min(dated, key=lambda one: _pressing(one.deadline), default=None)


def _pressing(deadline: Deadline) -> tuple[bool, float, int]:
    speed = _SPEEDS.index(deadline.clock.speed) if deadline.clock else len(_SPEEDS)
    return deadline.due is None, deadline.due.timestamp() if deadline.due else 0.0, speed


def snapshot(unit: Unit, request: Request, pack: Pack) -> dict[str, Any]:
    """Take down the terms a request starts under, so that neither a later pack nor a later policy moves its dates."""
    return _inputs(request) | {
        "rights": {right: _terms(pack, right) for right in request.rights},
        "promises": [] if STOPS.issuperset(request.rights) else promises(unit, request, pack),
    }


def _inputs(request: Request) -> dict[str, Any]:
    asked = {"law": request.law, "received_at": request.received_at, "asked": sorted(request.rights)}
    return {name: plain_value(value) for name, value in asked.items()}


def is_current(request: Request) -> bool:
    """Tell whether the terms were taken for this law, this moment of receipt and these rights."""
    return all(request.clocks.get(name) == value for name, value in _inputs(request).items())


def _terms(pack: Pack, right: str) -> dict[str, Any]:
    return clock_terms(pack, REQUEST, right=right).to_json()


def promises(unit: Unit, request: Request, pack: Pack) -> list[dict[str, Any]]:
    """Find what published policies promised about answering, as they stood when the request came in."""
    found = []
    for promise in unit.all(Promise, kind="answer-request"):
        clause = unit.session.get_one(Clause, promise.clause_id)
        version = unit.session.get_one(Version, clause.version_id)
        policy = unit.session.get_one(Policy, version.policy_id)
        if promise.amount and promise.unit in _SPANS and _held(policy, version, request):
            terms = _promised_terms(pack, promise, _longer(unit, version, promise.unit))
            source = f"{policy.code} {version.number} / {clause.number or clause.position}"
            found.append({"source": source, "clause": clause.id, "terms": terms.to_json()})
    return found


def _held(policy: Policy, version: Version, request: Request) -> bool:
    """Tell whether a version spoke for the organisation when the request came in."""
    received = request.received_at
    begun = version.effective_from is None or received is None or version.effective_from <= received.date()
    of_this_law = not policy.laws or request.law in policy.laws
    return version.state == "published" and policy.binned_at is None and begun and of_this_law


def _longer(unit: Unit, version: Version, span: str) -> int | None:
    """Find by how much a policy says it may extend, in the unit of its answer."""
    for promise in unit.all(Promise, kind="extend-answer"):
        clause = unit.session.get_one(Clause, promise.clause_id)
        if clause.version_id == version.id and promise.amount and promise.unit == span:
            return int(promise.amount)
    return None


def _promised_terms(pack: Pack, promise: Promise, longer: int | None) -> ClockTerms:
    span, times = _SPANS[promise.unit]
    basis: dict[str, Any] = {"article": "policy", "confidence": Confidence.PRIMARY, "source": "policy"}
    clock = Clock(
        **basis,
        amount=int((promise.amount or 0) * times),
        unit=span,
        starts=Event.RECEIPT,
        first_day=None if span is Span.HOURS else FirstDay.NEXT_DAY,
    )
    more = Extension(**basis, amount=longer * times, unit=span, advance_notice=True) if longer else None
    terms = clock_terms(pack, REQUEST)
    return replace(terms, clock=clock, extension=more)


def timing(request: Request, days_off: frozenset[date]) -> Timing:
    """Work out every date of a request from the terms it keeps; `days_off` is the organisation's list."""
    if request.received_at is None:
        return Timing({}, {}, (), None)
    kept = {right: ClockTerms.from_json(terms) for right, terms in request.clocks.get("rights", {}).items()}
    pauses = [Pause(pause.paused_at, pause.resumed_at) for pause in request.pauses if pause.paused_at]
    longer = bool(request.extensions)

    def count(terms: ClockTerms, *, extended: bool = False) -> Deadline:
        start = request.received_at or request.created_at
        return deadline_from(terms, start, extended=extended, holidays=days_off, pauses=pauses)  # type: ignore[arg-type]  # received: see above

    extended = {right: count(terms, extended=True) for right, terms in kept.items() if terms.extension}
    promised = [(one, ClockTerms.from_json(one["terms"])) for one in request.clocks.get("promises", ())]
    return Timing(
        {right: count(terms) for right, terms in kept.items()},
        extended,
        tuple(
            Promised(
                one["source"], one["clause"], count(terms, extended=longer and terms.extension is not None)
            )
            for one, terms in promised
        ),
        min((one for one in extended.values() if one.due), key=_pressing, default=None),
    )


def mirror(request: Request, days_off: frozenset[date]) -> None:
    """Let the request show its dates: the law's, the promise's, the extended one, and the one that leads."""
    found = timing(request, days_off)
    first, promise = found.statutory, found.promise
    _set(request, "terms", first.terms.to_json() if first else {})
    _set(request, "due", first.due if first else None)
    _set(request, "promised_due", promise.deadline.due if promise else None)
    _set(request, "promise_source", promise.source if promise else "")
    own = [one.deadline.due for one in found.promises if one.deadline.extended]
    if request.extensions:
        extension = request.extensions[-1]
        chosen = last_moment(extension.until, ZoneInfo(request.zone)) if extension.until else None
        _set(extension, "due", chosen or (found.longest.due if found.longest else None))
        _set(request, "extended_due", extension.due)
    candidates = [request.extended_due, *own] if request.extended_due else [request.due, request.promised_due]
    lead = min((due for due in candidates if due), default=None)
    _set(request, "clocks", request.clocks | {"lead": plain_value(lead), "paused": paused(request)})
    _set(request, "next_due", lead if is_running(request) and not paused(request) else None)


def _set(record: Record, name: str, value: object) -> None:
    if getattr(record, name) != value:
        setattr(record, name, value)


def is_running(request: Request) -> bool:
    """Tell whether an answer is still owed."""
    return request.stage not in ENDED and request.answered_at is None


def paused(request: Request) -> bool:
    """Tell whether the clock stands still now."""
    return any(pause.resumed_at is None for pause in request.pauses)


def lead_due(request: Request) -> datetime | None:
    """Tell the date that leads, or led until the answer; None where there is none or the clock stands still."""
    kept = request.clocks.get("lead")
    return datetime.fromisoformat(kept) if kept else request.next_due


def days_late(request: Request, now: datetime) -> int:
    """Count the days between the leading date, extended ones included, and the answer, or today without one."""
    due = lead_due(request)
    until = request.answered_at or request.closed_at or now
    if due is None or until <= due or request.stage in {"withdrawn", "duplicate"}:
        return 0
    zone = ZoneInfo(request.zone) if request.zone else None
    return max(1, (until.astimezone(zone).date() - due.astimezone(zone).date()).days)


def standing(request: Request, now: datetime) -> Chip:
    """Tell how pressing a request is."""
    return chip(
        lead_due(request),
        now,
        done_at=request.answered_at,
        paused=bool(request.clocks.get("paused")),
        required=request.stage not in {"withdrawn", "duplicate"},
    )


def on_time(requests: Iterable[Request], now: datetime) -> tuple[int, int, int]:
    """Count the answers in time, those late (unanswered ones past their date included) and those still running."""
    kept = late = running = 0
    for request in requests:
        if request.stage in {"withdrawn", "duplicate"}:
            continue
        if days_late(request, now):
            late += 1
        elif request.answered_at is not None:
            kept += 1
        else:
            running += 1
    return kept, late, running
