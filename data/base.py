"""What every record has: a key, its moments, and children that hang on it."""

import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Boolean, Index, Integer, MetaData, Table, Uuid, event, inspect
from sqlalchemy.orm import (
    ColumnProperty,
    DeclarativeBase,
    InstanceState,
    Mapped,
    MappedAsDataclass,
    Mapper,
    QueryableAttribute,
    Relationship,
    RelationshipProperty,
    mapped_column,
    relationship,
)

from data.fields import Field, Kind, Line, Moment, columns_of, composed, fields_of

_VERSION, _VARIANT = 0x7, 0b10


class _Keys:
    """Makes keys that sort by their moment of making (RFC 9562, version 7), those of one millisecond, too."""

    def __init__(self) -> None:
        self._last, self._lock = 0, Lock()

    def __call__(self) -> str:
        """Make a key that comes after all that this process has made."""
        milliseconds = time.time_ns() // 1_000_000
        value = (
            milliseconds << 80
            | _VERSION << 76
            | secrets.randbits(12) << 64
            | _VARIANT << 62
            | secrets.randbits(62)
        )
        with self._lock:
            self._last = max(value, self._last + 1)
            return str(UUID(int=self._last))


uuid7 = _Keys()


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False, repr=False):
    """Names constraints alike on every database, so that migrations can name them too."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        },
    )


@dataclass(frozen=True, slots=True)
class Seal:
    """What of a record can no longer be touched, under the rule's name (`frozen.<rule>`).

    It holds from the start, or once `column` (on the owner, where `by_owner`) has one of `values`, or any value at
    all where none are named. `fields` are the sealed columns, all of them where none are named; a sealed record
    cannot be removed, and nothing can be added beside it where the owner seals it.
    """

    rule: str
    column: str = ""
    values: frozenset[str] = frozenset()
    by_owner: bool = False
    fields: frozenset[str] = frozenset()


class Record(Base, kw_only=True, eq=False, repr=False):
    """One kept thing. Its representation names no content, so that none reaches a log.

    `TELLS` names the fields that tell a part of a record from its likes, before its place does.
    """

    __abstract__ = True
    SEAL: ClassVar[Seal | None] = None
    TELLS: ClassVar[tuple[str, ...]] = ()
    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True, default_factory=uuid7)
    created_at: Mapped[datetime | None] = mapped_column(
        Moment, default=None, info={"field": Field(Kind.MOMENT, fixed=True, search=0)}
    )
    updated_at: Mapped[datetime | None] = mapped_column(
        Moment, default=None, info={"field": Field(Kind.MOMENT, fixed=True, search=0)}
    )

    def __repr__(self) -> str:
        """Name the kind and the key, never the content."""
        return f"<{type(self).__name__} {self.id}>"

    def children(self) -> Iterator["Record"]:
        """Walk over the records that hang directly on this one, as far as they are loaded."""
        state = inspect(self)
        for name in owned_names(type(self)):
            if name not in state.unloaded:
                yield from getattr(self, name)


class Entry(Record, kw_only=True, eq=False, repr=False):
    """A record that stands in a register of its own, with a reference and a place in the order of arrival.

    `PREFIX` begins the reference that is given when none is typed; `REGISTER` is the register's name. `CLOSED` names
    the column that, filled or with the value beside it, says that the record's days are of no concern any more.
    """

    __abstract__ = True
    REGISTER: ClassVar[str]
    PREFIX: ClassVar[str]
    ICON: ClassVar[str] = "file"
    CLOSED: ClassVar[tuple[str, str]] = ("", "")

    code: Mapped[str] = mapped_column(
        Line, default="", info={"field": Field(Kind.CODE, listed=1, search=2, fixed=False)}
    )
    serial: Mapped[int] = mapped_column(Integer, default=0, unique=True)
    binned_at: Mapped[datetime | None] = mapped_column(
        Moment, default=None, info={"field": Field(Kind.MOMENT, fixed=True, search=0)}
    )
    sample: Mapped[bool] = mapped_column(
        Boolean, default=False, info={"field": Field(Kind.FLAG, fixed=True, search=0)}
    )


def _compose(_record: object, value: object, _old: object, _by: object) -> object:
    return composed(value) if isinstance(value, str) else value


@event.listens_for(Base, "attribute_instrument", propagate=True)
def _watch(_record: type, _name: str, attribute: QueryableAttribute[Any]) -> None:
    kept = attribute.property
    if isinstance(kept, ColumnProperty) and isinstance(kept.columns[0].type, Line):
        event.listen(attribute, "set", _compose, retval=True)


def table_of(record: type[Record]) -> Table:
    """Find the table that a record class is kept in."""
    return Base.metadata.tables[record.__tablename__]


def index_lists(entry: type[Entry]) -> None:
    """Give every listed column, and every day with a clock, an index that is read without touching the rows.

    `binned_at` stands in the index so that its condition is answered there, too. References are unique within a
    register, binned records included.
    """
    table = table_of(entry)
    kept = table.c.binned_at.is_(None)
    names = [column.name for column in table.c if getattr(column.info.get("field"), "listed", 0)]
    for name in ("", *names):
        columns = [*([table.c[name]] if name else []), table.c.serial, table.c.binned_at]
        label = f"ix_{table.name}_{name or 'serial'}_list"
        Index(label, *columns, sqlite_where=kept, postgresql_where=kept)
    for column in table.c:
        if getattr(column.info.get("field"), "due", False):
            columns = [column, *(table.c[one] for one in entry.CLOSED[:1] if one), table.c.binned_at]
            Index(f"ix_{table.name}_{column.name}_clock", *columns, sqlite_where=kept, postgresql_where=kept)
    made = table.c.sample.is_(True)
    Index(
        f"ix_{table.name}_sample",
        table.c.binned_at,
        table.c.serial,
        sqlite_where=made,
        postgresql_where=made,
    )
    binned = table.c.binned_at.is_not(None)
    places = (table.c.serial, table.c.binned_at)
    Index(f"ix_{table.name}_binned", *places, sqlite_where=binned, postgresql_where=binned)
    Index(f"uq_{table.name}_code", table.c.code, unique=True)


def owned(target: str, order: str, back: str) -> Relationship[Any]:
    """Declare the children that hang on a record: loaded on request, removed with it."""
    return relationship(
        target,
        order_by=order,
        back_populates=back,
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="raise",
        default_factory=list,
        info={"owned": True},
    )


def belongs(target: str, back: str) -> Relationship[Any]:
    """Declare the record that a child hangs on."""
    return relationship(target, back_populates=back, lazy="raise_on_sql", default=None, info={"owner": True})


def _links(record: type) -> tuple[RelationshipProperty[Any], ...]:
    mapper: Mapper[Any] = inspect(record)
    return tuple(mapper.relationships)


def owned_names(record: type) -> tuple[str, ...]:
    """Name the relationships through which children hang on a record class."""
    return tuple(link.key for link in _links(record) if link.info.get("owned"))


def owned_links(record: type) -> tuple[tuple[str, type[Record]], ...]:
    """List the children's record classes, each with the relationship that leads to it."""
    return tuple((link.key, link.mapper.class_) for link in _links(record) if link.info.get("owned"))


def owner_link(record: type) -> tuple[str, str, type[Record]] | None:
    """Find what a record class hangs on: the relationship, the key column and the owner's class."""
    for link in _links(record):
        if link.info.get("owner"):
            (column,) = link.local_columns
            return link.key, str(column.name), link.mapper.class_
    return None


def image(record: Record) -> dict[str, Any]:
    """Take a record's columns as they will be kept, for the audit trail and the console."""
    return {
        column.key: getattr(record, column.key) for column in columns_of(type(record)) if not column.deferred
    }


def earlier(record: Record) -> dict[str, Any]:
    """Take the stored values of the columns that have been changed since the record was loaded."""
    state: InstanceState[Any] = inspect(record)
    histories = {name: state.attrs[name].history for name in image(record)}
    return {
        name: history.deleted[0] if history.deleted else None
        for name, history in histories.items()
        if history.has_changes() and (history.deleted or list(history.added) != [None])
    }


def title_of(record: Record, lang: str = "") -> str:
    """Find the words that name a record, in the asked language where it has them."""
    named = [f for f in fields_of(type(record)) if f.names]
    named.sort(key=lambda field: field.lang not in {lang, ""})
    found = (str(getattr(record, field.name)) for field in named)
    return next((said for said in found if said), "")
