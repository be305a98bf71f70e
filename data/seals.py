"""What is kept for ever: records that name a seal cannot be changed or removed, save by an erasure."""

from typing import Any

from sqlalchemy import Connection, event, select
from sqlalchemy.orm import Mapper, object_session

from data.base import Record, Seal, earlier, owner_link, table_of
from data.errors import NotAllowed

BREAKABLE = "may-break-seals"


def _held(record: Record) -> Seal | None:
    session = object_session(record)
    return None if session is not None and session.info.get(BREAKABLE) else record.SEAL


@event.listens_for(Record, "before_insert", propagate=True)
def _adding(_mapper: Mapper[Any], connection: Connection, record: Record) -> None:
    if (seal := _held(record)) is not None and seal.by_owner:
        _guard(connection, record, seal)


@event.listens_for(Record, "before_update", propagate=True)
def _changing(_mapper: Mapper[Any], connection: Connection, record: Record) -> None:
    if (seal := _held(record)) is not None:
        changed = earlier(record).keys() - {"updated_at"}
        if changed & seal.fields if seal.fields else changed:
            _guard(connection, record, seal)


@event.listens_for(Record, "before_delete", propagate=True)
def _removing(_mapper: Mapper[Any], connection: Connection, record: Record) -> None:
    if (seal := _held(record)) is not None:
        _guard(connection, record, seal)


def _guard(connection: Connection, record: Record, seal: Seal) -> None:
    """Refuse to touch a sealed record; what is stored decides, not what is in hand.

    Raises:
        NotAllowed: `frozen.<rule>`.
    """
    kind, key = type(record), record.id
    if seal.by_owner and (link := owner_link(kind)) is not None:
        key, kind = getattr(record, link[1]), link[2]
    if seal.column:
        table = table_of(kind)
        stored = connection.scalar(select(table.c[seal.column]).where(table.c.id == key))
        if not stored or (seal.values and stored not in seal.values):
            return
    raise NotAllowed(f"frozen.{seal.rule}")
