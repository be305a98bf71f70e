"""What is kept for ever: records that name a seal cannot be changed or removed, save by an erasure."""

from typing import Any

from sqlalchemy import Connection, event, select
from sqlalchemy.orm import Mapper, object_session
from sqlalchemy.orm.util import identity_key

from data.base import Record, Seal, earlier, image, owner_link, table_of
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
        if (changed & seal.fields if seal.fields else changed) or _opens(record, seal, changed):
            _guard(connection, record, seal)


def _opens(record: Record, seal: Seal, changed: set[str]) -> bool:
    """Tell whether a change would break the seal itself, by taking the record back to before it was sealed."""
    own = bool(seal.values) and not seal.by_owner and seal.column in changed
    return own and getattr(record, seal.column) not in seal.values


@event.listens_for(Record, "before_delete", propagate=True)
def _removing(_mapper: Mapper[Any], connection: Connection, record: Record) -> None:
    if (seal := _held(record)) is not None:
        _guard(connection, record, seal)


def _guard(connection: Connection, record: Record, seal: Seal) -> None:
    """Refuse to touch a sealed record; what was stored before this flush decides, not what is in hand.

    Raises:
        NotAllowed: `frozen.<rule>`.
    """
    kind, key = type(record), record.id
    if seal.by_owner and (link := owner_link(kind)) is not None:
        key, kind = getattr(record, link[1]), link[2]
    if seal.column:
        stored = _stored(connection, record, kind, key, seal.column)
        if not stored or (seal.values and stored not in seal.values):
            return
    raise NotAllowed(f"frozen.{seal.rule}")


def _stored(connection: Connection, beside: Record, kind: type[Record], key: str, column: str) -> object:
    session = object_session(beside)
    known = session.identity_map.get(identity_key(kind, key)) if session is not None else None
    if known is not None:
        return (image(known) | earlier(known))[column]
    if session is not None and any(isinstance(new, kind) and new.id == key for new in session.new):
        return None
    table = table_of(kind)
    return connection.scalar(select(table.c[column]).where(table.c.id == key))
