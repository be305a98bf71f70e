"""The days on which the organisation does not work, beside the weekend of its law."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Protocol, TypeVar

from data.base import Record
from data.errors import Invalid
from data.listing import Where
from data.organisation import Holiday
from data.unit import Unit
from desktop import records

R = TypeVar("R", bound=Record)

_DAY = timedelta(days=1)


class Keeper(Protocol):
    """Where records are read from: a store, or a unit of work on it."""

    def matching(self, record: type[R], /, *where: Where) -> list[R]:
        """Load every kept record of a class that meets the conditions."""


def days_off(keeper: Keeper, law: str) -> frozenset[date]:
    """List the organisation's holidays that hold under a law; one without a law holds under all."""
    kept = keeper.matching(Holiday, Where("law", "in", ("", law)))
    return frozenset(day for one in kept for day in _days(one))


def _days(holiday: Holiday) -> Iterator[date]:
    day = holiday.first_day
    while day is not None and day <= (holiday.last_day or holiday.first_day or day):
        yield day
        day += _DAY


def once(unit: Unit, holiday: Holiday) -> None:
    """Keep one holiday from standing twice in the list.

    Raises:
        Invalid: the same days are in the list under the same law already.
    """
    with unit.session.no_autoflush:
        alike = unit.all(Holiday, first_day=holiday.first_day, law=holiday.law)
    for other in alike:
        if other.id != holiday.id and list(_days(other)) == list(_days(holiday)):
            raise Invalid({"first_day": "in-list"})


records.RULES[Holiday] = once
