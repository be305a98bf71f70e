"""Counting by dates without reading the records: how many lie before which moment, and how many on each day."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, cast, func, select

from data.base import Entry, Record, table_of
from data.listing import Where, condition

_DAY, _MINUTE = 10, 16  # letters of a moment as it is kept, down to its day and its minute


def kept(record: type[Record], where: Sequence[Where]) -> list[ColumnElement[bool]]:
    """Say conditions as the database asks them, binned records left out."""
    asked = [condition(record, one) for one in where]
    if issubclass(record, Entry):
        asked.append(table_of(record).c.binned_at.is_(None))
    return asked


def amount(connection: Connection, record: type[Record], where: Sequence[Where]) -> int:
    """Count the records that meet all conditions."""
    asked = select(func.count()).select_from(table_of(record)).where(*kept(record, where))
    return connection.execute(asked).scalar_one()


def between(
    connection: Connection, record: type[Record], name: str, where: Sequence[Where], edges: Sequence[Any]
) -> list[int]:
    """Count the records whose date lies before the first edge, then between each edge and the next; all below the last."""
    by = table_of(record).c[name]
    starts = (by.is_not(None), *(by >= edge for edge in edges[:-1]))
    parts = (func.count().filter(start, by < edge) for start, edge in zip(starts, edges, strict=True))
    return list(connection.execute(select(*parts).where(by < edges[-1], *kept(record, where))).one())


def spread(
    connection: Connection, record: type[Record], name: str, where: Sequence[Where]
) -> Mapping[date | datetime, int]:
    """Count the records by day, or by minute where the column keeps moments."""
    by = table_of(record).c[name]
    key = func.substr(cast(by, String), 1, _MINUTE)
    asked = select(key, func.count()).where(by.is_not(None), *kept(record, where)).group_by(key)
    return {_read(said): n for said, n in connection.execute(asked)}


def _read(said: str) -> date | datetime:
    if len(said) == _MINUTE:
        return datetime.fromisoformat(said).replace(tzinfo=UTC)
    return date.fromisoformat(said)


def first_of_days(record: type[Record], name: str, where: Sequence[Where], limit: int) -> Select[tuple[str]]:
    """Ask for the ids of the first records of each day, days being those of UTC where the column keeps moments."""
    table = table_of(record)
    by = table.c[name]
    day = func.substr(cast(by, String), 1, _DAY)
    place = func.row_number().over(partition_by=day, order_by=(by, table.c.id)).label("place")
    ranked = select(table.c.id, place).where(by.is_not(None), *kept(record, where)).subquery()
    return select(ranked.c.id).where(ranked.c.place <= limit)
