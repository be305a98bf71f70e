"""What a register's list shows, from the fields its records declare."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.base import Entry, title_of
from data.fields import Field, Kind, fields_of
from desktop.show import label
from ui.desk import Desk
from ui.widgets.cell import Cell
from ui.widgets.text import auto, joined, ltr

Maker = Callable[[Any], Cell]
Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list; `sort` is the field it sorts by, empty when it does not."""

    name: str
    title: str
    sort: str
    make: Callable[[Entry, Names], Cell]


def main_column(desk: Desk, entry: type[Entry], second: Callable[[Any], str] | None) -> Column:
    """Make the column that names a record: its title, and below it its reference and what else `second` says."""
    named = next((field for field in fields_of(entry) if field.names and field.listed), None)

    def make(record: Entry, names: Names) -> Cell:
        del names
        title = title_of(record, desk.lang)
        sample = desk.words("ui.sample") if record.sample else ""
        below = joined(ltr(record.code) if title else "", second(record) if second else "", sample)
        return Cell(auto(title) if title else ltr(record.code), below)

    title = desk.words(f"register.{entry.REGISTER}-one")
    return Column("", title, named.name if named else "", make)


def field_column(desk: Desk, entry: type[Entry], field: Field, maker: Maker | None) -> Column:
    """Make the column of one field; `maker` draws it otherwise than as plain words."""

    def make(record: Entry, names: Names) -> Cell:
        if maker is not None:
            return maker(record)
        said = desk.show(field, getattr(record, field.name), names)
        return Cell(ltr(said) if field.ltr else said)

    title = label(desk.words, entry.__tablename__, field.name)
    sort = field.name if field.listed else ""
    return Column(field.name, title, sort, make)


def offered(entry: type[Entry]) -> tuple[Field, ...]:
    """List the fields that a list may show beside the one that names the record, the usual ones first."""
    fields = [
        field for field in fields_of(entry) if not field.names and field.name != "code" and _shows(field)
    ]
    return tuple(sorted(fields, key=lambda field: field.listed or len(fields) + 1))


def _shows(field: Field) -> bool:
    return field.kind not in {Kind.DATA, Kind.TEXT} and field.name not in {"binned_at", "sample"}


def usual(entry: type[Entry]) -> list[str]:
    """List the names of the columns shown at first."""
    return [field.name for field in offered(entry) if field.listed]


def columns(
    desk: Desk,
    entry: type[Entry],
    names: Sequence[str],
    makers: Mapping[str, Maker],
    second: Callable[[Any], str] | None = None,
) -> list[Column]:
    """Make the columns of a list: the one that names the record, then those asked for."""
    known = {field.name: field for field in offered(entry)}
    asked = (known[name] for name in names if name in known)
    return [
        main_column(desk, entry, second),
        *(field_column(desk, entry, field, makers.get(field.name)) for field in asked),
    ]
