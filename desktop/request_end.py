"""The ends of a request: withdrawn, a duplicate, closed, opened again, and erased for its requester's sake."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from data.base import Record
from data.errors import NotAllowed
from data.fields import Kind, fields_of
from data.organisation import Attachment, Task
from data.request import Request
from data.unit import Unit, walk
from desktop import request_clocks as clocks
from desktop.request_rules import moment, resumed, running, settle, words

_WRITTEN = frozenset({Kind.LINE, Kind.TEXT, Kind.EMAIL, Kind.PHONE})
_STAY = frozenset({"promise_source"})


def withdraw(unit: Unit, request: Request, withdrawn_at: datetime | None = None) -> Request:
    """Note that the requester took the request back.

    Raises:
        NotAllowed: `request.ended`, `request.answered`.
        Invalid: a moment that cannot be.
    """
    running(request)
    at = moment(unit, request, "withdrawn_at", withdrawn_at)
    request.outcome = "withdrawn"
    return _end(unit, request, "withdrawn", at)


def duplicate(unit: Unit, request: Request, of: str) -> Request:
    """Join a request to the earlier one it repeats.

    Raises:
        NotAllowed: `request.ended`, `request.answered`, `request.own-duplicate`, or `request.of-duplicate` when
            the other one is itself a duplicate.
    """
    running(request)
    other = unit.get(Request, of)
    if other.id == request.id:
        raise NotAllowed("request.own-duplicate")
    if other.stage == "duplicate":
        raise NotAllowed("request.of-duplicate", code=other.code)
    request.duplicate_of = other.id
    return _end(unit, request, "duplicate")


def _end(unit: Unit, request: Request, stage: str, at: datetime | None = None) -> Request:
    request.stage = stage
    request.closed_at = at or unit.now
    resumed(request, request.closed_at)
    settle(unit, request)
    return request


def close(unit: Unit, request: Request) -> Request:
    """Close an answered or refused request.

    Raises:
        NotAllowed: `request.unanswered`, `request.closed`, or `request.untold` while a recipient is still to be
            told.
    """
    if request.closed_at is not None:
        raise NotAllowed("request.closed")
    if request.answered_at is None:
        raise NotAllowed("request.unanswered")
    if untold := [notice for notice in request.notices if notice.told_at is None]:
        raise NotAllowed("request.untold", n=len(untold))
    return _end(unit, request, "closed")


def reopen(unit: Unit, request: Request, reason: str) -> Request:
    """Take up again a request that had ended; its clock runs as if it had not.

    Raises:
        NotAllowed: `request.not-ended`, `request.erased`.
        Invalid: no reason is given.
    """
    if request.stage not in clocks.ENDED:
        raise NotAllowed("request.not-ended")
    if request.erased_at is not None:
        raise NotAllowed("request.erased")
    unit.stamp = replace(unit.stamp, reason=words("reason", reason))
    request.stage = "search" if request.identity_result in clocks.KNOWN else "identity"
    request.closed_at = request.answered_at = request.duplicate_of = None
    request.outcome = request.refusal_ground = request.refusal_reason = ""
    settle(unit, request)
    return request


def erase(unit: Unit, request: Request, reason: str = "") -> Request:
    """Remove who asked and what was written from the record, the index, its files and the trail; dates stay.

    Called in a unit whose action is `erase`. Once the day until which the record is kept has passed, no reason is
    needed.

    Raises:
        NotAllowed: `request.not-closed`, `request.erased`, or `request.kept` before that day without a reason.
    """
    if request.closed_at is None:
        raise NotAllowed("request.not-closed")
    if request.erased_at is not None:
        raise NotAllowed("request.erased")
    today = unit.now.astimezone(ZoneInfo(request.zone)).date()
    if (request.keep_until is None or today <= request.keep_until) and not reason.strip():
        raise NotAllowed("request.kept")
    unit.stamp = replace(unit.stamp, reason=reason.strip())
    for one in walk(request):
        _gone(
            unit, [*unit.all(Attachment, subject_id=one.id), *unit.all(Task, binned=True, subject_id=one.id)]
        )
    _empty(request)
    request.messages.clear()
    request.erased_at = unit.now
    unit.erase(request)
    return request


def _gone(unit: Unit, records: Iterable[Record]) -> None:
    """Remove what only speaks of a request, and what the trail says of it."""
    for one in records:
        unit.delete(one)
        unit.flush()
        unit.erase(one)


def _empty(record: Record) -> None:
    """Empty everything that was written by hand on a record and on what hangs on it; choices and dates stay."""
    for one in walk(record):
        for field in fields_of(type(one)):
            if field.kind in _WRITTEN and field.name not in _STAY:
                setattr(one, field.name, "")
