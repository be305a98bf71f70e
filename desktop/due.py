"""Everything with a clock, over all registers, nearest first."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from data.base import Entry, Record, title_of
from data.breach import Breach, Obligation
from data.organisation import Task
from data.policy import Policy
from data.processing import Activity
from data.request import Request
from data.sharing import Agreement, Flow, Party
from data.store import Store
from desktop.law.chips import Chip, chip
from desktop.law.pack import Pack

_ENDED = frozenset({"closed", "withdrawn", "duplicate", "refused"})
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


def due(store: Store, now: datetime, zone: ZoneInfo) -> list[Due]:
    """List what is still to be done, nearest first; what has no date comes last. Days end in `zone`."""
    found = [*_breaches(store, now), *_requests(store, now)]
    for record, names in _DAYS.items():
        found += _days(store, record, names, now, zone)
    return sorted(found, key=lambda one: (one.due is None, one.due or now, one.entry.code))


def _terms(record: Obligation | Request) -> tuple[str, str, str]:
    clock = record.terms.get("clock") or {}
    law = str(record.terms.get("law") or record.law)
    return law, str(clock.get("article") or ""), str(clock.get("confidence") or "")


def _breaches(store: Store, now: datetime) -> Iterator[Due]:
    for breach in store.all(Breach):
        for duty in breach.obligations:
            if breach.state != "closed" and duty.state == "open" and duty.decision != "not-due":
                state = chip(duty.due, now)
                yield Due(breach, duty.id, f"due.notify-{duty.recipient}", duty.due, state, *_terms(duty))


def _requests(store: Store, now: datetime) -> Iterator[Due]:
    for request in store.all(Request):
        if request.stage in _ENDED or request.answered_at is not None:
            continue
        paused = any(pause.resumed_at is None for pause in request.pauses)
        state = chip(request.next_due, now, paused=paused)
        yield Due(request, request.id, "due.answer", request.next_due, state, *_terms(request))


def _days(
    store: Store, record: type[Entry], names: Mapping[str, str], now: datetime, zone: ZoneInfo
) -> Iterator[Due]:
    for entry in store.all(record, whole=False):
        for name, what in names.items():
            day: date | None = getattr(entry, name)
            if day is not None and _OPEN.get(record, _always)(entry):
                end = datetime.combine(day, _LAST, zone)
                yield Due(entry, entry.id, f"due.{what}", end, chip(end, now))


def _always(record: Record) -> bool:
    del record
    return True


_DAYS: Mapping[type[Entry], Mapping[str, str]] = {
    Policy: {"next_review": "review"},
    Agreement: {"valid_until": "agreement-end", "review_on": "review"},
    Party: {"risk_until": "reassess"},
    Flow: {"permit_until": "permit-end"},
    Activity: {"next_review": "review"},
    Task: {"due_on": "task"},
}
_OPEN: Mapping[type[Entry], Callable[[Any], bool]] = {
    Task: lambda task: task.done_at is None,
    Activity: lambda activity: activity.ended_on is None,
    Policy: lambda policy: policy.state != "archived",
}
