"""The clocks of a request: the law's for every right asked, the policy's own promise, and which of them leads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from data.base import Record
from data.choices import CHOICES
from data.plain import plain_value
from data.request import Message, Request
from data.unit import Unit
from desktop.law.chips import Chip, chip
from desktop.law.clocks import REQUEST, ClockTerms, Deadline, Pause, clock_terms, deadline_from
from desktop.law.counting import last_moment
from desktop.law.facts import Clock, Speed
from desktop.law.pack import OBEYED, Pack
from desktop.request_promises import promises

ENDED = frozenset({"closed", "withdrawn", "duplicate", "refused"})
RUNNING = tuple(stage for stage in CHOICES["request_stage"] if stage not in ENDED)
KNOWN = frozenset({"confirmed", "not-needed"})
_ASKING = frozenset({"identity", "clarification"})
LONG_AGO = datetime.min.replace(tzinfo=UTC)
_SPEEDS = tuple(Speed)
_AT_ONCE = frozenset({Speed.PROMPT, Speed.IMMEDIATE})


@dataclass(frozen=True, slots=True)
class Promised:
    """What a published clause promises; `source` is policy, version and clause as an officer cites them."""

    source: str
    clause: str
    kind: str
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
        """The promise that is due first, else one that names no number."""
        return min(self.promises, key=lambda one: _pressing(one.deadline), default=None)


def _pressing(deadline: Deadline) -> tuple[bool, float, int]:
    speed = _SPEEDS.index(deadline.clock.speed) if deadline.clock else len(_SPEEDS)
    return deadline.due is None, deadline.due.timestamp() if deadline.due else 0.0, speed


def snapshot(unit: Unit, request: Request, pack: Pack) -> dict[str, Any]:
    """Take down the terms a request starts under, so that neither a later pack nor a later policy moves its dates."""
    return _inputs(request) | {
        "rights": {right: _terms(pack, right) for right in request.rights},
        "promises": promises(unit, request, pack),
    }


def _inputs(request: Request) -> dict[str, Any]:
    asked = {"law": request.law, "received_at": request.received_at, "asked": sorted(request.rights)}
    return {name: plain_value(value) for name, value in asked.items()}


def is_current(request: Request) -> bool:
    """Tell whether the terms were taken for this law, this moment of receipt and these rights."""
    return all(request.clocks.get(name) == value for name, value in _inputs(request).items())


def _terms(pack: Pack, right: str) -> dict[str, Any]:
    return clock_terms(pack, REQUEST, right=right).to_json()


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
                one["source"],
                one["clause"],
                one.get("kind", "answer-request"),
                count(terms, extended=longer and terms.extension is not None),
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
    if request.extensions:
        extension = request.extensions[-1]
        chosen = last_moment(extension.until, ZoneInfo(request.zone)) if extension.until else None
        _set(extension, "due", chosen or (found.longest.due if found.longest else None))
        _set(request, "extended_due", extension.due)
    lead = min(filter(None, (request.extended_due or request.due, request.promised_due)), default=None)
    _set(request, "clocks", request.clocks | {"lead": plain_value(lead), "paused": paused(request)})
    runs = is_running(request) and not paused(request)
    _set(request, "next_due", lead if runs else None)
    _set(request, "queue_at", _queued(request, found) if runs else None)
    wait(request)


def _queued(request: Request, found: Timing) -> datetime | None:
    """Place a request where its date puts it, and by its receipt where a right it uses is obeyed or wants haste."""
    at_once = any(right in OBEYED or _is_at_once(one.clock) for right, one in found.rights.items())
    return request.received_at if at_once else request.next_due


def _is_at_once(clock: Clock | None) -> bool:
    return clock is not None and clock.speed in _AT_ONCE


def wait(request: Request) -> None:
    """Let the request show since when its requester is waited for."""
    asked = awaited(request)
    _set(request, "waiting_since", asked.sent_at if asked else None)


def awaited(request: Request) -> Message | None:
    """Find the question to the requester that still waits for a reply; who has shown their identity owes none."""
    said = [one for one in request.messages if one.direction == "in" or one.sent_at is not None]
    last = max(said, key=lambda one: (one.happened_at or LONG_AGO, one.id), default=None)
    if last is None or last.kind not in _ASKING or not is_running(request):
        return None
    return None if last.kind == "identity" and request.identity_result in KNOWN else last


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
    return _days_after(due, request, now) if due else 0


def _days_after(due: datetime, request: Request, now: datetime) -> int:
    until = request.answered_at or request.closed_at or now
    if until <= due or request.stage in {"withdrawn", "duplicate"}:
        return 0
    zone = ZoneInfo(request.zone) if request.zone else None
    return max(1, (until.astimezone(zone).date() - due.astimezone(zone).date()).days)


@dataclass(frozen=True, slots=True)
class Missed:
    """A date of a request that passed without an answer: the field that keeps it, the date, and by how many days."""

    name: str
    due: datetime
    days: int

    @property
    def statutory(self) -> bool:
        """Whether it is the law's date, and not one that the organisation promised."""
        return self.name != "promised_due"


def missed(request: Request, now: datetime) -> list[Missed]:
    """List the dates that the answer missed, the earliest first: the promised one, and the law's, extended where it was."""
    names = ("promised_due", "extended_due" if request.extended_due else "due")
    dates = ((name, getattr(request, name)) for name in names)
    found = (Missed(name, due, _days_after(due, request, now)) for name, due in dates if due)
    return sorted((one for one in found if one.days), key=lambda one: one.due)


def standing(request: Request, now: datetime) -> Chip:
    """Tell how pressing a request is."""
    return chip(
        lead_due(request),
        now,
        done_at=request.answered_at,
        paused=bool(request.clocks.get("paused")),
        required=request.stage not in {"withdrawn", "duplicate"},
        known=bool(request.terms.get("clock")),
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


def by_law(requests: Iterable[Request], now: datetime) -> tuple[int, int]:
    """Count the dates set by the law that were met, and all of them that have ended; extended ones as extended."""
    met = ended = 0
    for request in requests:
        due, done = request.extended_due or request.due, request.answered_at or request.closed_at
        if (
            due is None
            or request.stage in {"withdrawn", "duplicate"}
            or (done is None and request.clocks.get("paused"))
        ):
            continue
        met += done is not None and done <= due
        ended += done is not None or due < now
    return met, ended
