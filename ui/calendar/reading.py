"""What the calendar shows, read on the worker: the nearest deadlines as lines, a sheet of days, a year in numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from data.base import title_of
from data.listing import Where
from data.organisation import Holiday
from data.store import Store
from desktop.due import Due, Load, Span, due, loads, tally
from desktop.standing import LISTED
from ui.desk import Desk
from ui.widgets.cell import Cell
from ui.widgets.chip import countdown
from ui.widgets.lines import Line, due_line

_EACH = 6  # of each kind and day on a sheet
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest deadlines over all registers, and how many there are."""

    lines: Sequence[Line]
    count: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The first deadlines of each day as chips and lines, how many each has, and the names of holidays."""

    cells: Mapping[date, Sequence[Cell]]
    lines: Mapping[date, Sequence[Line]]
    loads: Mapping[date, Load]
    off: Mapping[date, str]


def read_nearest(desk: Desk, store: Store) -> Nearest:
    """Read what is due first, and count the rest."""
    now = desk.now()
    found = due(store, now, desk.zone, Span(nearest=LISTED))
    return Nearest([due_line(desk, one) for one in found[:LISTED]], tally(store, now, desk.zone).all.total())


def read_sheet(desk: Desk, store: Store, first: date, days: int) -> Sheet:
    """Read so many days, from the first on."""
    now, span = desk.now(), _span(desk, first, first + timedelta(days=days), _EACH, daily=True)
    cells: dict[date, list[Cell]] = {}
    lines: dict[date, list[Line]] = {}
    for one in due(store, now, desk.zone, span):
        if one.due is not None:
            day = desk.local(one.due).date()
            cells.setdefault(day, []).append(_chip(desk, one))
            lines.setdefault(day, []).append(due_line(desk, one))
    off = holidays(desk, store, first, first + timedelta(days=days))
    return Sheet(cells, lines, loads(store, now, desk.zone, span), off)


def read_year(desk: Desk, store: Store, year: int) -> Sheet:
    """Count what falls on the days of a year."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    counted = loads(store, desk.now(), desk.zone, _span(desk, first, after))
    return Sheet({}, {}, counted, holidays(desk, store, first, after))


def read_day(desk: Desk, store: Store, day: date) -> list[Line]:
    """Read what is due on one day, the first so many of it."""
    found = due(store, desk.now(), desk.zone, _span(desk, day, day + _DAY, LISTED))
    return [due_line(desk, one) for one in found[:LISTED]]


def holidays(desk: Desk, store: Store, first: date, after: date) -> dict[date, str]:
    """Name the days off from the first on, before the other."""
    off: dict[date, str] = {}
    names = ("name_ar", "name_en", "first_day", "last_day")
    for name_ar, name_en, begins, ends in store.values(
        Holiday, *names, where=(Where("first_day", "before", after),)
    ):
        day, last = max(begins, first), min(ends or begins, after - _DAY)
        while day <= last:
            off[day] = desk.words.either(name_ar, name_en)
            day += _DAY
    return off


def _span(desk: Desk, first: date, after: date, nearest: int | None = None, *, daily: bool = False) -> Span:
    begins, ends = (datetime.combine(day, time.min, desk.zone) for day in (first, after))
    return Span(begins, ends, nearest, daily)


def _chip(desk: Desk, one: Due) -> Cell:
    looks = countdown(desk, one.state, one.due)
    return Cell(title_of(one.entry, desk.lang) or one.entry.code, tone=looks.tone, icon=one.entry.ICON)
