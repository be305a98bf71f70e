"""When to speak up: each deadline 48, 24 and 6 hours before its end, and once it has passed."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from desktop.due import Due

HOURS = (48, 24, 6, 0)


def crossed(found: Iterable[Due], before: datetime, now: datetime) -> Iterator[tuple[Due, int]]:
    """Tell what has come nearer than a threshold since the last look, with the nearest one it has crossed."""
    for one in found:
        if one.due is not None:
            passed = [hours for hours in HOURS if before < one.due - timedelta(hours=hours) <= now]
            if passed:
                yield one, min(passed)
