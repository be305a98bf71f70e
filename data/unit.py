"""A unit of work: loads, changes and commits together, audited and searchable in the same transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Engine, event, inspect, select
from sqlalchemy.orm import (
    Mapper,
    ORMExecuteState,
    Session,
    UOWTransaction,
    object_session,
    selectinload,
)
from sqlalchemy.orm.strategy_options import _AbstractLoad

from data import audit, seals, search
from data.audit import Change, Stamp
from data.base import Entry, Record, earlier, image, owned_links, owner_link, table_of
from data.errors import NotAllowed
from data.listing import Where, condition
from data.numbering import Numbering
from data.organisation import Attachment
from data.registers import RECORDS, REGISTERS

R = TypeVar("R", bound=Record)

#: What follows in other records once any entry of a kind was written: run once, at the end of the unit that did so.
#: Whoever knows the rules fills it.
AFTER: dict[type[Entry], Callable[["Unit"], None]] = {}


def everything(record: type[Record]) -> list[_AbstractLoad]:
    """Load all that hangs on a record, to the last leaf."""
    options: list[_AbstractLoad] = []
    for name, child in owned_links(record):
        below = everything(child)
        options.append(selectinload(getattr(record, name)).options(*below))
    return options


def is_key(text: str) -> bool:
    """Tell an id from a reference."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


class Unit:
    """One transaction by one person at one moment; what it changed stands in `seqs` once it is done.

    `kinds` are the kinds of entries that were written.
    """

    def __init__(self, session: Session, stamp: Stamp, folder: Path | None = None) -> None:
        self.session = session
        self.stamp = stamp
        self.folder = folder  # the store's, where the organisation's own law files lie
        self.seqs: list[int] = []
        self.erased = False
        self._held: list[object] = []  # what was handed out: a session alone would let go of it
        self._noted: list[Change] = []
        self.kinds: set[type[Entry]] = set()
        self._touched: dict[str, type[Entry]] = {}
        self._renamed: set[tuple[str, str]] = set()
        self._erased: set[type[Entry]] = set()
        self._numbering = Numbering(session, stamp.at.year)
        session.info[seals.BREAKABLE] = stamp.action == audit.ERASE
        session.info["unit"] = self
        event.listen(session, "before_flush", self._prepare)
        event.listen(session, "after_flush", self._record)
        event.listen(session, "do_orm_execute", _only_units_of_records)

    @property
    def now(self) -> datetime:
        """The moment of the act, in UTC."""
        return self.stamp.at

    @property
    def actor(self) -> str:
        """Who acts."""
        return self.stamp.actor

    def find(self, record: type[R], key: str) -> R | None:
        """Load a record by id, or an entry by its reference, with all that hangs on it; None when absent."""
        column: Any = record.id if is_key(key) else getattr(record, "code", record.id)
        if column is record.id and not is_key(key):
            return None
        query = select(record).where(column == key).options(*everything(record)).limit(1)
        found = self.session.scalars(query).first()
        self._held.append(found)
        return found

    def around(self, record: Record) -> None:
        """Load the whole entry that a record hangs on, so that a rule may look beside and above it."""
        root = self._root(record)
        if root is not None and root[1] != record.id:
            self.get(*root)

    def get(self, record: type[R], key: str) -> R:
        """Load a record like `find`.

        Raises:
            NotAllowed: `record.absent` when there is none.
        """
        found = self.find(record, key)
        if found is None:
            raise NotAllowed("record.absent", id=key)
        return found

    def all(self, record: type[R], *, binned: bool = False, **equal: object) -> list[R]:
        """Load every record whose columns equal the given values, with all that hangs on them, oldest first.

        Those in the bin come along only where `binned` asks for them.
        """
        return self.matching(
            record, *(Where(name, "eq", value) for name, value in equal.items()), binned=binned
        )

    def matching(self, record: type[R], *where: Where, binned: bool = False) -> list[R]:
        """Load every record that meets all conditions, with all that hangs on them, oldest first."""
        asked = (condition(record, one) for one in where)
        query = select(record).where(*asked).options(*everything(record)).order_by(record.id)
        kept = query.where(record.binned_at.is_(None)) if issubclass(record, Entry) and not binned else query
        found = list(self.session.scalars(kept))
        self._held.append(found)
        return found

    def add(self, record: R) -> R:
        """Take a new record in; its place and, when none was typed, its reference are given here."""
        self.session.add(record)
        if isinstance(record, Entry):
            with self.session.no_autoflush:
                self._numbering.give(record)
        return record

    def bin(self, entry: Entry) -> None:
        """Put a record aside; it leaves lists and search and can be restored."""
        entry.binned_at = self.now

    def restore(self, entry: Entry) -> None:
        """Take a record out of the bin."""
        entry.binned_at = None

    def delete(self, record: Record) -> None:
        """Remove a record with all that hangs on it.

        Raises:
            NotAllowed: `frozen.*`, at the flush, when it or something on it is to be kept for ever.
        """
        kind = type(record)
        self.session.scalars(select(kind).where(kind.id == record.id).options(*everything(kind))).one()
        self.session.delete(record)

    def flush(self) -> None:
        """Write what has changed so far, still inside the transaction."""
        self.session.flush()

    def irreversible(self) -> None:
        """Mark the whole unit as one that undo refuses; called before anything is changed."""
        self.stamp = replace(self.stamp, final=True)

    def note(self, record: Record, change: Change) -> None:
        """Take down one written row for the audit trail and the search index."""
        self._noted.append(change)
        root = self._root(record)
        if root is not None:
            self._touched[root[1]] = root[0]
            self.kinds.add(root[0])
        if change.before and change.after and set(change.before) & set(search.naming(change.subject)):
            self._renamed.add((change.subject, change.subject_id))
        if isinstance(record, Entry) and change.after is None:
            search.forget(self.session.connection(), type(record), record.serial)

    def _prepare(self, session: Session, context: UOWTransaction, instances: object) -> None:
        del context, instances
        for record in (*session.new, *session.dirty):
            if isinstance(record, Record) and (record in session.new or session.is_modified(record)):
                record.created_at = record.created_at or self.now
                record.updated_at = self.now

    def _record(self, session: Session, context: UOWTransaction) -> None:
        del context
        if self._noted:
            self.seqs += audit.append(session.connection(), self.stamp, self._noted)
            self._noted.clear()

    def _root(self, record: Record) -> tuple[type[Entry], str] | None:
        """Find the entry of a register that a record hangs on, itself if it is one."""
        kind: type[Record] = type(record)
        key: str | None = record.id
        link = owner_link(kind)
        if isinstance(record, Attachment):
            key, kind = record.subject_id, RECORDS.get(record.subject, kind)
            link = None
        if link is not None:
            key, kind = getattr(record, link[1]), link[2]
        while key and (link := owner_link(kind)) is not None:
            table = table_of(kind)
            key = self.session.connection().scalar(select(table.c[link[1]]).where(table.c.id == key))
            kind = link[2]
        return (kind, key) if key and issubclass(kind, Entry) else None

    def reindex(self) -> None:
        """Bring the search index up to date with what this unit changed, and rewrite it after an erasure."""
        connection = self.session.connection()
        for table, renamed in self._renamed:
            for entry in REGISTERS.values():
                self._touched |= dict.fromkeys(search.pointers(connection, entry, table, renamed), entry)
        self._renamed.clear()
        for key, kind in self._touched.items():
            search.reindex(connection, kind, key)
        self._touched.clear()
        for kind in self._erased:
            search.compact(connection, kind)

    def erase(self, record: Record) -> None:
        """Remove what the audit trail says of a record, of all that hangs on it and of all that was deleted from it.

        The chain still verifies. The record's present columns are taken as its new image, so that what must go
        from them is emptied first; the index and the write-ahead log are cleaned when the unit ends.
        """
        self.session.flush()
        connection = self.session.connection()
        kind = type(record)
        there = inspect(record).persistent
        if there:
            self.session.scalars(select(kind).where(kind.id == record.id).options(*everything(kind))).one()
        living = list(walk(record)) if there else []
        kept = {(one.__tablename__, one.id): image(one) for one in living}
        gone = audit.mentioned(connection, [record.id, *(one.id for one in living)]) - kept.keys()
        dead = {pair for pair in gone if not _exists(connection, *pair)}
        own = set() if there else {(record.__tablename__, record.id)}
        erased = [
            Change(subject, key, None, kept.get((subject, key)))
            for subject, key in (*kept, *sorted(dead | own))
        ]
        for change in erased:
            audit.erase(connection, change.subject, change.subject_id)
        stamp = replace(self.stamp, action=audit.ERASE, final=True)
        self.seqs += audit.append(connection, stamp, erased)
        root = self._root(record)
        if root is not None:
            self._touched[root[1]] = root[0]
            self._erased.add(root[0])
        self.erased = True


def _exists(connection: Connection, subject: str, key: str) -> bool:
    table = table_of(RECORDS[subject])
    return connection.scalar(select(table.c.id).where(table.c.id == key)) is not None


def walk(record: Record) -> Iterator[Record]:
    """Walk over a record and all that hangs on it, as far as it is loaded."""
    yield record
    for child in record.children():
        yield from walk(child)


def unit_of(record: Record) -> Unit | None:
    """Find the unit of work that a record was loaded in or added to; None while it is in none."""
    session = object_session(record)
    found: Unit | None = session.info.get("unit") if session is not None else None
    return found


def _unit(record: Record) -> Unit:
    found = unit_of(record)
    if found is None:
        message = "records are written in a unit of work"
        raise RuntimeError(message)
    return found


@event.listens_for(Record, "after_insert", propagate=True)
def _added(_mapper: Mapper[Any], _connection: Connection, record: Record) -> None:
    _unit(record).note(record, Change(record.__tablename__, record.id, None, image(record)))


@event.listens_for(Record, "after_update", propagate=True)
def _changed(_mapper: Mapper[Any], _connection: Connection, record: Record) -> None:
    if before := earlier(record):
        _unit(record).note(record, Change(record.__tablename__, record.id, before, image(record)))


@event.listens_for(Record, "after_delete", propagate=True)
def _removed(_mapper: Mapper[Any], _connection: Connection, record: Record) -> None:
    before = image(record) | earlier(record)
    _unit(record).note(record, Change(record.__tablename__, record.id, before, None))


def _only_units_of_records(state: ORMExecuteState) -> None:
    if state.is_update or state.is_delete or state.is_insert:
        message = "audited tables are written record by record"
        raise RuntimeError(message)


@contextmanager
def working(engine: Engine, stamp: Stamp, folder: Path | None = None) -> Iterator[Unit]:
    """Run one unit of work in a transaction that takes the write lock at once; any error undoes all of it."""
    connection = engine.connect().execution_options(write=True)
    with connection, Session(connection, expire_on_commit=False) as session:
        with connection.begin():
            unit = Unit(session, stamp, folder)
            yield unit
            session.flush()
            for kind in AFTER.keys() & unit.kinds:
                AFTER[kind](unit)
                session.flush()
            unit.reindex()
            session.expunge_all()
        if unit.erased:
            _empty_log(connection)


def _empty_log(connection: Connection) -> None:
    """Fold the write-ahead log into the database, so that no earlier page of an erased record is left in it."""
    if connection.dialect.name == "sqlite":
        driver = connection.connection.dbapi_connection
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]  # the driver has no types
