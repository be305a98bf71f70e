"""What is due within a week or has passed, nearest first: the bell's list and the counts of the sidebar."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from desktop.law.chips import chip
from ui.desk import Desk
from ui.places import place_of
from ui.tasks import Progress

if TYPE_CHECKING:
    from data.base import Entry

_AHEAD = timedelta(days=7)
_EACH = 20
_WATCHED = (
    ("breaches", "next_due"),
    ("requests", "next_due"),
    ("policies", "next_review"),
    ("parties", "next_expiry"),
)


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due: where it is shown, and how pressing it is."""

    place: str
    key: str
    title: str
    left: str
    tone: str
    icon: str
    at: datetime


def due(desk: Desk, progress: Progress) -> list[Due]:
    """Find what is due; on the worker, for a store that stays open meanwhile."""
    found: list[Due] = []
    for register, field in _WATCHED:
        progress.step()
        if place_of(register):
            found += _of(desk, register, field)
    return sorted(found, key=lambda one: one.at)


def _of(desk: Desk, register: str, field: str) -> list[Due]:
    from data.base import title_of  # noqa: PLC0415  # loads the database library
    from data.listing import Query, Where  # noqa: PLC0415  # as above
    from data.registers import REGISTERS  # noqa: PLC0415  # as above
    from ui.widgets.chip import countdown  # noqa: PLC0415  # painting comes after the first paint

    if desk.store is None:
        return []
    entry = REGISTERS[register]
    until = desk.now() + _AHEAD
    limit: object = until if field == "next_due" else desk.local(until).date()
    query = Query(entry, where=(Where(field, "to", limit),), sort=field, descending=False)

    def told(record: "Entry") -> Due:
        at = _moment(desk, getattr(record, field))
        cell = countdown(desk, chip(at, desk.now()), at)
        title = title_of(record, desk.lang) or record.code
        return Due(place_of(register), record.id, title, cell.text, cell.tone, cell.icon, at)

    return [told(record) for record in desk.store.page(entry, desk.store.first(query, _EACH))]


def _moment(desk: Desk, value: date | datetime) -> datetime:
    """Read a day as its last moment where the law holds."""
    if isinstance(value, datetime):
        return value
    return datetime.combine(value, time.max, desk.zone).astimezone(UTC)
