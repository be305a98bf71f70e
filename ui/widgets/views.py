"""Saved views: what a list shows, kept as data, and read back as the query it is today."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from data.base import Entry
from data.fields import Kind, field_of, fields_of
from data.listing import Query, Where
from data.organisation import SavedView
from data.registers import REGISTERS
from desktop.meaning import sought
from ui.desk import Desk

_MANY = frozenset({Kind.CHOICES, Kind.COUNTRIES})
_NOW, _TODAY = "@now", "@today"


def conditions(entry: type[Entry], chosen: Mapping[str, Sequence[str]]) -> Iterator[Where]:
    """Read chosen values by field as conditions; fields that are there no more are passed over."""
    known = {field.name for field in fields_of(entry)}
    for name, values in chosen.items():
        if name not in known:
            continue
        if field_of(entry, name).kind in _MANY:
            yield from (Where(name, "has", value) for value in values)
        elif values:
            yield Where(name, "in", tuple(values))


def kept(where: Sequence[Where]) -> list[list[Any]]:
    """Write the conditions of a list's tab as data; a moment or day stands for the one of the hour it is asked."""
    return [[one.name, one.how, _kept(one.value)] for one in where]


def _kept(value: object) -> object:
    if isinstance(value, datetime):
        return _NOW
    return _TODAY if isinstance(value, date) else list(value) if isinstance(value, tuple) else value


def query_of(desk: Desk, view: SavedView) -> Query | None:
    """Read what a saved view shows now; None for one that was kept without the conditions of its tab."""
    entry, said = REGISTERS.get(view.register), view.query
    if entry is None or (said.get("view") and "where" not in said):
        return None
    moving = {_NOW: desk.now(), _TODAY: desk.today()}
    tab = [
        Where(name, how, moving.get(value, value) if isinstance(value, str) else value)
        for name, how, value in said.get("where", [])
    ]
    chosen = conditions(entry, said.get("filters", {}))
    return sought(Query(entry, where=(*tab, *chosen)), said.get("find", ""))
