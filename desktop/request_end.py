"""The ends of a request: withdrawn, a duplicate, closed, opened again, and erased for its requester's sake."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from data.base import Record
from data.errors import NotAllowed
from data.fields import Kind, fields_of
from data.organisation import Attachment, Task
from data.request import Request
from data.unit import Unit, walk
from desktop import request_clocks as clocks
from desktop.request import KNOWN
from desktop.request_rules import resumed, running, settle, words

_WRITTEN = frozenset({Kind.LINE, Kind.TEXT, Kind.EMAIL, Kind.PHONE})
_STAY = frozenset({"promise_source"})


def withdraw(unit: Unit, request: Request) -> Request:
    """Note that the requester took the request back.

    Raises:
        NotAllowed: `request.ended`, `request.answered`.
    """
    running(request)
    request.outcome = "withdrawn"
    return _end(unit, request, "withdrawn")


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


def _end(unit: Unit, request: Request, stage: str) -> Request:
    request.stage = stage
    request.closed_at = unit.now
    resumed(request, unit.now)
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
    request.stage = "search" if request.identity_result in KNOWN else "identity"
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
    _files(unit, [request.id, *(message.id for message in request.messages)])
    for task in unit.all(Task, subject_id=request.id):
        unit.delete(task)
        unit.flush()
        unit.erase(task)
    _empty(request)
    request.messages.clear()
    request.erased_at = unit.now
    unit.erase(request)
    return request


def _files(unit: Unit, subjects: list[str]) -> None:
    for key in subjects:
        for attachment in unit.all(Attachment, subject_id=key):
            unit.delete(attachment)
            unit.flush()
            unit.erase(attachment)


def _empty(record: Record) -> None:
    """Empty everything that was written by hand on a record and on what hangs on it; choices and dates stay."""
    for one in walk(record):
        for field in fields_of(type(one)):
            if field.kind in _WRITTEN and field.name not in _STAY:
                setattr(one, field.name, "")
