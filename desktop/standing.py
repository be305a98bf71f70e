"""How the desk stands: what waits for the officer's decision, and which statutory deadlines were kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.base import Entry
from data.breach import Breach, Obligation
from data.choices import CHOICES
from data.listing import Where
from data.policy import Policy, Version
from data.request import Request
from data.store import Store
from desktop.due import Due
from desktop.law.chips import Chip, chip
from desktop.request_clocks import paused

LOOKED_BACK = timedelta(days=90)
_ENDED = frozenset({Chip.DONE, Chip.DONE_LATE, Chip.OVERDUE})
_COUNTED = tuple(stage for stage in CHOICES["request_stage"] if stage not in {"withdrawn", "duplicate"})
_REVIEWED = ("review", "approved")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One decision that is the officer's: on which record, and a message key that says which."""

    entry: Entry
    what: str


def waiting(store: Store) -> list[Waiting]:
    """List what nobody but the officer can settle, oldest first: duties undecided, texts to approve or publish."""
    return [*_undecided(store), *_texts(store)]


def _undecided(store: Store) -> Iterator[Waiting]:
    for breach in store.matching(Breach, Where("closed_at")):
        for duty in breach.obligations:
            if duty.decision == "undecided" and duty.state == "open":
                yield Waiting(breach, f"standing.decide-{duty.recipient}")


def _texts(store: Store) -> Iterator[Waiting]:
    versions = store.matching(Version, Where("state", "in", _REVIEWED), whole=False)
    policies = store.names(Policy, [one.policy_id for one in versions])
    for version in versions:
        policy = policies[version.policy_id]
        if policy.binned_at is None:
            yield Waiting(policy, f"standing.{version.state}")


def ended(store: Store, now: datetime, back: timedelta = LOOKED_BACK) -> list[Due]:
    """List the statutory deadlines that were met or missed in the time before now, newest first.

    One that has passed and is still open counts from the moment it passed.
    """
    found = (one for one in (*_filed(store, now, back), *_answered(store, now, back)) if one.state in _ENDED)
    return sorted(found, key=lambda one: (one.due or now, one.id), reverse=True)


def kept(found: list[Due]) -> int:
    """Count the deadlines that were met in time."""
    return sum(one.state is Chip.DONE for one in found)


def _filed(store: Store, now: datetime, back: timedelta) -> Iterator[Due]:
    where = (Where("due", "from", now - back), Where("decision", "not", "not-due"))
    duties = store.matching(Obligation, *where)
    breaches = store.names(Breach, list({duty.breach_id for duty in duties}))
    for duty in duties:
        breach = breaches[duty.breach_id]
        if breach.binned_at is None:
            at = min((filing.filed_at for filing in duty.filings if filing.filed_at), default=None)
            state = chip(duty.due, now, done_at=at)
            yield Due(breach, duty.id, f"due.notify-{duty.recipient}", duty.due, state, law=duty.law)


def _answered(store: Store, now: datetime, back: timedelta) -> Iterator[Due]:
    since = now - back
    limits = {"extended_due": (), "due": (Where("extended_due"),)}
    for name, also in limits.items():
        where = (Where(name, "from", since), Where("stage", "in", _COUNTED), *also)
        for request in store.matching(Request, *where):
            end, at = getattr(request, name), request.answered_at or request.closed_at
            state = chip(end, now, done_at=at, paused=paused(request))
            yield Due(request, request.id, "due.answer", end, state, law=request.law)
