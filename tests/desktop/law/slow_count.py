"""Statutory periods counted one step at a time, written apart from the program to check it."""

from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


def hours(start: datetime, amount: int) -> datetime:
    """Walk on the absolute time line, an hour a step."""
    seconds = start.timestamp()
    for _ in range(amount):
        seconds += 3600
    return datetime.fromtimestamp(seconds, UTC)


def days(start: date, amount: int) -> date:
    counted, day = 0, start
    while counted < amount:
        day = date.fromordinal(day.toordinal() + 1)
        counted += 1
    return day


def working_days(start: date, amount: int, free: Callable[[date], bool]) -> date:
    counted, day = 0, start
    while counted < amount:
        day += DAY
        counted += not free(day)
    return day


def full_days(receipt: date, amount: int, free: Callable[[date], bool]) -> date:
    """List the days that count in full; the act is still possible on the day after them, or the next working day."""
    in_full = [receipt + n * DAY for n in range(1, amount + 1)]
    day = in_full[-1] + DAY
    while free(day):
        day += DAY
    return day


def months(start: date, amount: int) -> date:
    """Walk month by month and take the date of the start, or the last one of a shorter month."""
    year, month = start.year, start.month
    for _ in range(amount):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    day = start.day
    while day > monthrange(year, month)[1]:
        day -= 1
    return date(year, month, day)


def is_last_moment(moment: datetime, day: date, zone: ZoneInfo) -> bool:
    """Whether a moment still belongs to a local date and the next instant to a later one."""
    following = (moment + timedelta(microseconds=1)).astimezone(zone).date()
    return moment.astimezone(zone).date() == day and following > day
