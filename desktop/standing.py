"""How the desk stands: what waits for the officer's decision, and which statutory deadlines were kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.base import Entry
from data.breach import Breach
from data.policy import Policy
from data.request import Request
from data.store import Store
from desktop.due import Due
from desktop.law.chips import Chip, chip

LOOKED_BACK = timedelta(days=90)
_ENDED = frozenset({Chip.DONE, Chip.DONE_LATE, Chip.OVERDUE})
_MOOT = frozenset({"withdrawn", "duplicate"})
_REVIEWED = frozenset({"review", "approved"})


@dataclass(frozen=True, slots=True)
class Waiting:
    """One decision that is the officer's: on which record, and a message key that says which."""

    entry: Entry
    what: str


def waiting(store: Store) -> list[Waiting]:
    """List what nobody but the officer can settle, oldest first: duties undecided, texts to approve or publish."""
    return [*_undecided(store), *_texts(store)]


def _undecided(store: Store) -> Iterator[Waiting]:
    for breach in store.all(Breach):
        for duty in breach.obligations:
            if breach.state != "closed" and duty.decision == "undecided" and duty.state == "open":
                yield Waiting(breach, f"standing.decide-{duty.recipient}")


def _texts(store: Store) -> Iterator[Waiting]:
    for policy in store.all(Policy):
        for version in policy.versions:
            if version.state in _REVIEWED:
                yield Waiting(policy, f"standing.{version.state}")


def ended(store: Store, now: datetime, back: timedelta = LOOKED_BACK) -> list[Due]:
    """List the statutory deadlines that were met or missed in the time before now, newest first.

    One that has passed and is still open counts from the moment it passed.
    """
    found = (one for one in (*_filed(store, now), *_answered(store, now)) if _within(one, now, back))
    return sorted(found, key=lambda one: (one.due or now, one.id), reverse=True)


def kept(found: list[Due]) -> int:
    """Count the deadlines that were met in time."""
    return sum(one.state is Chip.DONE for one in found)


def _within(one: Due, now: datetime, back: timedelta) -> bool:
    return one.due is not None and one.state in _ENDED and one.due >= now - back


def _filed(store: Store, now: datetime) -> Iterator[Due]:
    for breach in store.all(Breach):
        for duty in breach.obligations:
            if duty.due is not None and duty.decision != "not-due":
                at = min((filing.filed_at for filing in duty.filings if filing.filed_at), default=None)
                state = chip(duty.due, now, done_at=at)
                yield Due(breach, duty.id, f"due.notify-{duty.recipient}", duty.due, state, law=duty.law)


def _answered(store: Store, now: datetime) -> Iterator[Due]:
    for request in store.all(Request):
        end = request.extended_due or request.due
        if end is not None and request.stage not in _MOOT:
            paused = any(pause.resumed_at is None for pause in request.pauses)
            state = chip(end, now, done_at=request.answered_at or request.closed_at, paused=paused)
            yield Due(request, request.id, "due.answer", end, state, law=request.law)
