"""What is due, in the order in which a manager must know of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from data.request import Request
from desktop.due import Due, Span, due
from desktop.law.chips import Chip
from desktop.reports.speech import Speech
from desktop.request_clocks import missed

_READ = 200  # of each kind of date, from which the most pressing are chosen
_FIRST = ("statutory", "promised")
_OTHERS: Mapping[str, str] = {"task": "task", "review": "review", "reassess": "review"}


def pressing(frame: Speech) -> list[Due]:
    """List what is due: what is late by law first, then what was promised, then the rest; then what comes next."""
    found = due(frame.store, frame.now, frame.zone, Span(nearest=_READ))
    return sorted((_leading(one, frame.now) for one in found), key=lambda one: _rank(one, frame.now))


def kind(one: Due) -> str:
    """Tell what kind of date is due: the law's, a promised one, a review, a task or the end of something."""
    if isinstance(one.entry, Request):
        return (
            "promised" if one.due and one.due == one.entry.promised_due != _by_law(one.entry) else "statutory"
        )
    what = one.what.rsplit(".", 1)[1]
    return "statutory" if what.startswith("notify-") else _OTHERS.get(what, "end")


def _by_law(request: Request) -> datetime | None:
    return request.extended_due or request.due


def _leading(one: Due, now: datetime) -> Due:
    """Give a request that is late by law the law's date: another was promised before it."""
    if not isinstance(one.entry, Request) or one.state is not Chip.OVERDUE:
        return one
    late = [date.due for date in missed(one.entry, now) if date.statutory]
    return replace(one, due=late[0]) if late else one


def _rank(one: Due, now: datetime) -> tuple[bool, int, bool, datetime, str]:
    late, kept = one.state is Chip.OVERDUE, kind(one)
    order = _FIRST.index(kept) if late and kept in _FIRST else len(_FIRST)
    return not late, order, one.due is None, one.due or now, one.entry.code
