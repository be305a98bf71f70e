"""How the desk stands: what waits for the officer's decision, and which statutory deadlines were kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from data.base import Entry
from data.breach import Breach, Filing, Obligation
from data.choices import CHOICES
from data.listing import Where
from data.policy import Policy, Version
from data.request import Request
from data.store import Store
from desktop.due import Due
from desktop.law.chips import Chip, chip
from desktop.request_clocks import ENDED

LOOKED_BACK = timedelta(days=90)
_ENDED = frozenset({Chip.DONE, Chip.DONE_LATE, Chip.OVERDUE})
_COUNTED = tuple(stage for stage in CHOICES["request_stage"] if stage not in {"withdrawn", "duplicate"})
_REVIEWED = ("review", "approved")
LISTED = 200
_PIECE = 5000


@dataclass(frozen=True, slots=True)
class Waiting:
    """One decision that is the officer's: on which record, and a message key that says which."""

    entry: Entry
    what: str


def waiting(store: Store) -> list[Waiting]:
    """List what nobody but the officer can settle, the oldest: duties undecided, texts to approve or publish."""
    return [*_undecided(store), *_texts(store)]


def _undecided(store: Store) -> Iterator[Waiting]:
    where = (Where("decision", "eq", "undecided"), Where("state", "eq", "open"), Where("breach_id", "kept"))
    duties = store.matching(Obligation, *where, limit=LISTED, whole=False)
    breaches = store.names(Breach, list({duty.breach_id for duty in duties}))
    for duty in duties:
        yield Waiting(breaches[duty.breach_id], f"standing.decide-{duty.recipient}")


def _texts(store: Store) -> Iterator[Waiting]:
    versions = store.matching(Version, Where("state", "in", _REVIEWED), limit=LISTED, whole=False)
    policies = store.names(Policy, [one.policy_id for one in versions])
    for version in versions:
        policy = policies[version.policy_id]
        if policy.binned_at is None:
            yield Waiting(policy, f"standing.{version.state}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a statutory deadline ended: which duty or request it was, when it was due, and whether in time."""

    record: type[Obligation | Request]
    id: str
    due: datetime
    state: Chip


def ended(store: Store, now: datetime, back: timedelta = LOOKED_BACK) -> list[Outcome]:
    """List the statutory deadlines that were met or missed in the time before now, newest first.

    One that has passed and is still open counts from the moment it passed.
    """
    since = Where("due", "from", now - back)
    found = (
        one for one in (*_filed(store, now, since), *_answered(store, now, since)) if one.state in _ENDED
    )
    return sorted(found, key=lambda one: (one.due, one.id), reverse=True)


def kept(found: Iterable[Outcome]) -> int:
    """Count the deadlines that were met in time."""
    return sum(one.state is Chip.DONE for one in found)


def told(store: Store, found: Sequence[Outcome]) -> list[Due]:
    """Load what is to be said of these deadlines, in their order."""
    keys = [one.id for one in found]
    duties = {one.id: one for one in store.matching(Obligation, Where("id", "in", keys), whole=False)}
    breaches = store.names(Breach, list({duty.breach_id for duty in duties.values()}))
    requests = store.names(Request, keys)
    lines = []
    for one in found:
        duty = duties.get(one.id)
        if duty is None:
            request = requests[one.id]
            lines.append(
                Due(request, one.id, "due.answer", one.due, one.state, law=str(getattr(request, "law", "")))
            )
        else:
            what = f"due.notify-{duty.recipient}"
            lines.append(Due(breaches[duty.breach_id], one.id, what, one.due, one.state, law=duty.law))
    return lines


def _filed(store: Store, now: datetime, since: Where) -> Iterator[Outcome]:
    where = (since, Where("decision", "not", "not-due"), Where("breach_id", "kept"))
    duties = store.values(Obligation, "id", "due", where=where)
    first: dict[str, datetime] = {}
    for start in range(0, len(duties), _PIECE):
        keys = [key for key, _ in duties[start : start + _PIECE]]
        for key, at in store.values(
            Filing, "obligation_id", "filed_at", where=(Where("obligation_id", "in", keys),)
        ):
            first[key] = min(first.get(key, at), at)
    for key, due in duties:
        yield Outcome(Obligation, key, due, chip(due, now, done_at=first.get(key)))


def _answered(store: Store, now: datetime, since: Where) -> Iterator[Outcome]:
    names = ("id", "answered_at", "closed_at", "next_due", "stage")
    limits = {"extended_due": (), "due": (Where("extended_due"),)}
    for name, also in limits.items():
        where = (replace(since, name=name), Where("stage", "in", _COUNTED), *also)
        for key, answered, closed, runs, stage, end in store.values(Request, *names, name, where=where):
            still = answered is None and runs is None and stage not in ENDED
            state = chip(end, now, done_at=answered or closed, paused=still)
            yield Outcome(Request, key, end, state)
