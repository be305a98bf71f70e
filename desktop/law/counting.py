"""Counts statutory periods on the calendar: days, working days, full days, months, and moments in a zone.

Every figure comes in from a law's facts. `Days` knows which days are free of work.
"""

import calendar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)
_MONTHS = 12


@dataclass(frozen=True)
class Days:
    """Tells working days from weekend and holidays; `weekend` is numbered as `date.weekday()`."""

    weekend: frozenset[int] = frozenset()
    holidays: frozenset[date] = field(default_factory=frozenset)

    def works(self, day: date) -> bool:
        """Tell whether a day is a working day."""
        return day.weekday() not in self.weekend and day not in self.holidays

    def roll(self, day: date) -> date:
        """Move a day that is free of work to the next working day."""
        while not self.works(day):
            day += _DAY
        return day

    def add(self, before_first: date, amount: int) -> date:
        """Count working days; the first one counted is the first working day after `before_first`."""
        day = before_first
        for _ in range(amount):
            day = self.roll(day + _DAY)
        return day


def add_full_days(receipt: date, amount: int) -> date:
    """Count full days (jours francs): neither the first nor the last day counts, so the last is one day later."""
    return receipt + timedelta(days=amount) + _DAY


def add_months(start: date, amount: int) -> date:
    """Go to the same date of a later month, or to that month's last day when it has no such date."""
    years, month = divmod(start.month - 1 + amount, _MONTHS)
    year = start.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def first_moment(day: date, zone: ZoneInfo) -> datetime:
    """Find the moment at which a local date begins, in UTC; where midnight is skipped, the moment of the skip."""
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def last_moment(day: date, zone: ZoneInfo) -> datetime:
    """Find the last moment of a local date, in UTC."""
    return first_moment(day + _DAY, zone) - _INSTANT
