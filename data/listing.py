"""Windows of rows: lists of any length are read a page at a time, in an order read once."""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from operator import ge, le, lt
from typing import Any, TypeVar

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Select,
    String,
    Table,
    and_,
    cast,
    column,
    func,
    or_,
    select,
    true,
)
from sqlalchemy import table as lightly
from sqlalchemy.orm import Session

from data import search
from data.base import Entry, Record, table_of
from data.fields import field_of

E = TypeVar("E", bound=Entry)

_PIECE = 40_000


@dataclass(frozen=True, slots=True)
class Where:
    """One condition of a list: `how` is eq, not, in, has (a list holds it), from, before, to, empty or filled.

    `kept` asks that the record pointed to is not binned; `last`, that no other record of the same kind, the column
    that `value` names first, has a later date for all that the column named second holds, a list or one thing.
    """

    name: str
    how: str = "eq"
    value: Any = None


@dataclass(frozen=True, slots=True)
class Query:
    """What a list shows: words to find, conditions, and the field it is sorted by ("" is newest first).

    `meant` tells which choices the words may mean.
    """

    entry: type[Entry]
    find: str = ""
    where: tuple[Where, ...] = field(default=())
    sort: str = ""
    descending: bool = True
    binned: bool = False
    meant: search.Meaning = search.nothing

    def with_(self, **changes: Any) -> "Query":  # noqa: ANN401  # the fields of this class
        """Make the same query with some of its parts changed."""
        return replace(self, **changes)

    @property
    def question(self) -> str:
        """What is asked of the index; nothing where there is no word to find."""
        return search.question(self.find, self.meant)


def condition(entry: type[Record], where: Where) -> ColumnElement[bool]:
    """Say one condition as the database asks it."""
    asked: ColumnElement[Any] = table_of(entry).c[where.name]
    if where.how in _ASKED:
        return _ASKED[where.how](asked, where.value)
    if where.how == "last":
        held = table_of(entry).c[where.value[1]]
        return (_is_last_of_all if isinstance(held.type, JSON) else _is_last)(table_of(entry), where)
    if where.how in {"empty", "filled"}:
        many = field_of(entry, where.name).many
        listed, single = cast(asked, String).in_(["[]", "null"]), func.coalesce(cast(asked, String), "") == ""
        nothing: ColumnElement[bool] = listed if many else single
        return nothing if where.how == "empty" else ~nothing
    said = where.value is None or isinstance(where.value, bool)  # an index may speak of these
    same: ColumnElement[bool] = asked.is_(where.value) if said else asked == where.value
    return ~same if where.how == "not" else same


def _is_kept(asked: Column[Any], value: object) -> ColumnElement[bool]:
    """Ask that the record a column points to is not binned."""
    del value
    (target,) = asked.foreign_keys
    kept = target.column.table.c.binned_at.is_(None)
    return select(target.column).where(target.column == asked, kept).correlate(asked.table).exists()


_ASKED: Mapping[str, Callable[[Any, Any], ColumnElement[bool]]] = {
    "in": lambda asked, value: asked.in_(list(value)),
    "has": lambda asked, value: cast(asked, String).contains(f'"{value}"', autoescape=True),
    "from": ge,
    "before": lt,
    "to": le,
    "kept": _is_kept,
}


def _is_last(table: Table, where: Where) -> ColumnElement[bool]:
    """Ask that no other of the same kind that belongs to the same has a later date."""
    other = table.alias("other")
    same = (other.c[name] == table.c[name] for name in where.value)
    later = other.c[where.name] > table.c[where.name]
    return ~select(other.c[where.name]).where(*same, later).correlate(table).exists()


def _is_last_of_all(table: Table, where: Where) -> ColumnElement[bool]:
    """Ask that a date is not overtaken, for everything a list holds, by that of others of the same kind."""
    until, (kind, many) = table.c[where.name], where.value
    each = func.json_each(table.c[many]).table_valued("value", name="each")
    latest = (
        select(
            table.c[kind].label("kind"), each.c.value, func.max(func.coalesce(until, date.max)).label("until")
        )
        .select_from(table)
        .join(each, true())
        .where(table.c.binned_at.is_(None))
        .group_by(table.c[kind], each.c.value)
        .cte("latest")
    )
    own = table.alias("own")
    held = func.json_each(own.c[many]).table_valued("value", name="held")
    same = and_(latest.c.kind == own.c[kind], latest.c.value == held.c.value)
    standing = (
        select(own.c.id)
        .select_from(own)
        .join(held, true())
        .join(latest, same)
        .where(latest.c.until <= own.c[where.name])
    )
    return or_(table.c.id.in_(standing), func.json_array_length(table.c[many]) == 0)


def _conditions(query: Query) -> list[ColumnElement[bool]]:
    table = table_of(query.entry)
    kept = table.c.binned_at.is_not(None) if query.binned else table.c.binned_at.is_(None)
    found = [kept, *(condition(query.entry, where) for where in query.where)]
    if query.question:
        name = search.table_name(query.entry)
        index = lightly(name, column("rowid"), column(name))
        found.append(
            table.c.serial.in_(select(index.c.rowid).where(index.c[name].op("MATCH")(query.question)))
        )
    return found


def _ordered(query: Query, *, empty: bool | None) -> Select[Any]:
    """Ask for serials in order; rows without the sorted value come last, so they are asked for apart."""
    table = table_of(query.entry)
    chosen = select(table.c.serial).where(and_(*_conditions(query)))
    if not query.sort or empty:
        chosen = chosen.where(table.c[query.sort].is_(None)) if query.sort else chosen
        down = query.descending or bool(query.sort)
        return chosen.order_by(table.c.serial.desc() if down else table.c.serial)
    sorted_by = table.c[query.sort]
    if sorted_by.nullable:
        chosen = chosen.where(sorted_by.is_not(None))
    return chosen.order_by(*((c.desc() if query.descending else c) for c in (sorted_by, table.c.serial)))


def _passes(query: Query) -> tuple[bool | None, ...]:
    nullable = query.sort and table_of(query.entry).c[query.sort].nullable
    return (False, True) if nullable else (None,)


def first(connection: Connection, query: Query, limit: int) -> list[int]:
    """Read the first serials of a list at once, before its whole order is known."""
    plainly = not query.where and not query.sort and not query.binned and query.descending
    if plainly and query.question:
        return search.best(connection, query.entry, query.question, limit)
    found: list[int] = []
    for empty in _passes(query):
        if len(found) < limit:
            asked = _ordered(query, empty=empty).limit(limit - len(found))
            found += connection.execute(asked).scalars()
    return found


def order(connection: Connection, query: Query) -> "array[int]":
    """Read the whole order of a list as serials; a million take about half a second, off the window's thread."""
    found: array[int] = array("q")
    for empty in _passes(query):
        inner = _ordered(query, empty=empty).subquery()
        joined = select(func.aggregate_strings(cast(inner.c.serial, String), ","))
        text = connection.execute(joined).scalar()
        for piece in _pieces(text or ""):
            found.extend(map(int, piece.split(",")))
    return found


def _pieces(text: str) -> Iterator[str]:
    """Cut a list of numbers at its commas: in one piece it would hold the window up while it is read."""
    start = 0
    while start < len(text):
        comma = text.find(",", start + _PIECE)
        end = len(text) if comma < 0 else comma
        yield text[start:end]
        start = end + 1


def count(connection: Connection, query: Query) -> int:
    """Count the rows of a list."""
    table = table_of(query.entry)
    return connection.execute(
        select(func.count(table.c.serial)).where(and_(*_conditions(query)))
    ).scalar_one()


def counts(connection: Connection, query: Query, name: str) -> Mapping[str, int]:
    """Count the rows of a list by the value of one column."""
    by = table_of(query.entry).c[name]
    grouped = select(by, func.count()).where(and_(*_conditions(query))).group_by(by)
    return {str(value): n for value, n in connection.execute(grouped)}


def page(session: Session, entry: type[E], serials: Sequence[int]) -> list[E]:
    """Load the records of a page in the order of their serials; one deleted meanwhile is left out."""
    rows = session.scalars(select(entry).where(entry.serial.in_(serials)))
    found = {row.serial: row for row in rows}
    return [found[serial] for serial in serials if serial in found]
