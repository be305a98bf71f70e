"""How pressing a deadline is, as lists and tiles show it."""

from datetime import datetime, timedelta
from enum import StrEnum

_HOURS_LEFT = timedelta(hours=48)
_DAYS_LEFT = timedelta(days=7)


class Chip(StrEnum):
    """The state of a countdown; `unknown`: the law gives no number; `unverified`: what it says is not known."""

    OVERDUE = "overdue"
    HOURS = "hours"
    DAYS = "days"
    LATER = "later"
    PAUSED = "paused"
    DONE = "done"
    DONE_LATE = "done-late"
    NOT_REQUIRED = "not-required"
    UNKNOWN = "unknown"
    UNVERIFIED = "unverified"


PRESSING = (Chip.OVERDUE, Chip.HOURS, Chip.DAYS)
_INSTANT = timedelta(microseconds=1)


def ends(now: datetime) -> tuple[datetime, ...]:
    """Tell, for each of the pressing states in turn, the moment before which its deadlines lie."""
    return now, now + _HOURS_LEFT + _INSTANT, now + _DAYS_LEFT + _INSTANT


def chip(  # noqa: PLR0913  # a date and the circumstances it is seen in
    due: datetime | None,
    now: datetime,
    *,
    done_at: datetime | None = None,
    paused: bool = False,
    required: bool = True,
    known: bool = True,
) -> Chip:
    """Tell the state of a deadline: overdue after its last moment, then within 48 hours, within 7 days, later.

    `known` tells whether anything is known of the period; it matters where there is no date.
    """
    if not required:
        return Chip.NOT_REQUIRED
    if done_at is not None:
        return Chip.DONE_LATE if due is not None and done_at > due else Chip.DONE
    if paused:
        return Chip.PAUSED
    if due is None:
        return Chip.UNKNOWN if known else Chip.UNVERIFIED
    return _running(due - now)


def _running(left: timedelta) -> Chip:
    if left < timedelta():
        return Chip.OVERDUE
    if left <= _HOURS_LEFT:
        return Chip.HOURS
    return Chip.DAYS if left <= _DAYS_LEFT else Chip.LATER
