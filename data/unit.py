"""A unit of work: loads, changes and commits together, audited and searchable in the same transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Engine, event, func, inspect, select
from sqlalchemy.orm import InstanceState, Session, UOWTransaction, selectinload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from data import audit, search
from data.audit import Change, Stamp
from data.base import Entry, Record, image, owned_links, owner_link, table_of
from data.errors import NotAllowed
from data.registers import RECORDS

R = TypeVar("R", bound=Record)
_WIDTH = 3


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
    """One transaction by one person at one moment; what it changed stands in `seqs` once it is done."""

    def __init__(self, session: Session, stamp: Stamp) -> None:
        self.session = session
        self.stamp = stamp
        self.seqs: list[int] = []
        self._touched: dict[str, type[Entry]] = {}
        event.listen(session, "before_flush", self._prepare)
        event.listen(session, "after_flush", self._record)

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
        return self.session.scalars(query).first()

    def get(self, record: type[R], key: str) -> R:
        """Load a record like `find`.

        Raises:
            NotAllowed: `record.absent` when there is none.
        """
        found = self.find(record, key)
        if found is None:
            raise NotAllowed("record.absent", id=key)
        return found

    def all(self, record: type[R], **equal: object) -> list[R]:
        """Load every record whose columns equal the given values, with all that hangs on them, oldest first."""
        query = select(record).filter_by(**equal).options(*everything(record)).order_by(record.id)
        kept = query.where(record.binned_at.is_(None)) if issubclass(record, Entry) else query
        return list(self.session.scalars(kept))

    def add(self, record: R) -> R:
        """Take a new record in; its reference is given here when none was typed."""
        self.session.add(record)
        if isinstance(record, Entry):
            self._number(record)
        return record

    def _number(self, entry: Entry) -> None:
        table = table_of(type(entry))
        with self.session.no_autoflush:
            pending = [new.serial for new in self.session.new if type(new) is type(entry)]
            last = self.session.execute(select(func.coalesce(func.max(table.c.serial), 0))).scalar_one()
            entry.serial = max([last, *pending]) + 1
            if not entry.code:
                entry.code = self._next_code(entry)

    def _next_code(self, entry: Entry) -> str:
        start = f"{entry.PREFIX}-{self.now.year}-"
        code = table_of(type(entry)).c.code
        newest = select(code).where(code.startswith(start, autoescape=True))
        last = self.session.execute(newest.order_by(func.length(code).desc(), code.desc()).limit(1)).scalar()
        pending = [n.code for n in self.session.new if type(n) is type(entry)]
        taken = (c.removeprefix(start) for c in (last, *pending) if c and c.startswith(start))
        return f"{start}{max((int(n) for n in taken if n.isdigit()), default=0) + 1:0{_WIDTH}}"

    def bin(self, entry: Entry) -> None:
        """Put a record aside; it leaves lists and search and can be restored."""
        entry.binned_at = self.now

    def restore(self, entry: Entry) -> None:
        """Take a record out of the bin."""
        entry.binned_at = None

    def delete(self, record: Record) -> None:
        """Remove a record, loaded whole, with all that hangs on it."""
        self.session.delete(record)

    def flush(self) -> None:
        """Write what has changed so far, still inside the transaction."""
        self.session.flush()

    def _prepare(self, session: Session, context: UOWTransaction, instances: object) -> None:
        del context, instances
        for record in (*session.new, *session.dirty):
            if isinstance(record, Record) and (record in session.new or session.is_modified(record)):
                record.created_at = record.created_at or self.now
                record.updated_at = self.now

    def _record(self, session: Session, context: UOWTransaction) -> None:
        del context
        connection = session.connection()
        changes = list(_changes(session))
        if not changes:
            return
        self.seqs += audit.append(connection, self.stamp, changes)
        for record in (*session.new, *session.dirty, *session.deleted):
            if isinstance(record, Record):
                self._find_root(session, record)

    def _find_root(self, session: Session, record: Record) -> None:
        kind, key = type(record), record.id
        while (link := owner_link(kind)) is not None:
            _, column, above = link
            state: InstanceState[Any] = inspect(record)
            value = state.dict.get(column) if key == record.id else None
            table = table_of(kind)
            found = (
                value
                or session.connection().execute(select(table.c[column]).where(table.c.id == key)).scalar()
            )
            if not found:
                return
            kind, key = above, found
        if issubclass(kind, Entry):
            if record in session.deleted and kind is type(record):
                search.forget(session.connection(), kind, getattr(record, "serial", 0))
            else:
                self._touched[key] = kind

    def reindex(self) -> None:
        """Bring the search index up to date with what this unit changed."""
        connection = self.session.connection()
        for key, kind in self._touched.items():
            search.reindex(connection, kind, key)
        self._touched.clear()

    def erase(self, record: Record) -> None:
        """Remove what the audit trail says of a record and of all that hangs on it; the chain still verifies."""
        self.session.flush()
        connection = self.session.connection()
        for one in _walk(record):
            audit.erase(connection, one.__tablename__, one.id)
        erased = [Change(one.__tablename__, one.id, None, image(one)) for one in _walk(record)]
        stamp = Stamp(self.actor, self.now, audit.ERASE, self.stamp.reason)
        self.seqs += audit.append(connection, stamp, erased)
        self._touched[record.id] = type(record)  # type: ignore[assignment]  # only entries are erased
        self.reindex()
        search.compact(connection)


def _walk(record: Record) -> Iterator[Record]:
    yield record
    for child in record.children():
        yield from _walk(child)


def _changes(session: Session) -> Iterator[Change]:
    for record in session.new:
        if isinstance(record, Record):
            yield Change(record.__tablename__, record.id, None, image(record))
    for record in session.dirty:
        if isinstance(record, Record) and (before := _before(record)):
            yield Change(record.__tablename__, record.id, before, image(record))
    for record in session.deleted:
        if isinstance(record, Record):
            yield Change(record.__tablename__, record.id, image(record), None)


def _before(record: Record) -> dict[str, Any]:
    state: InstanceState[Any] = inspect(record)
    changed: dict[str, Any] = {}
    for name in image(record):
        history = state.attrs[name].history
        if history.has_changes() and history.deleted:
            changed[name] = history.deleted[0]
        elif history.added and not history.deleted:
            changed[name] = None
    return changed


@contextmanager
def working(engine: Engine, stamp: Stamp) -> Iterator[Unit]:
    """Run one unit of work in a transaction that takes the write lock at once; any error undoes all of it."""
    connection = engine.connect().execution_options(write=True)
    with connection, connection.begin(), Session(connection, expire_on_commit=False) as session:
        unit = Unit(session, stamp)
        yield unit
        session.flush()
        unit.reindex()
        session.expunge_all()


def record_class(name: str) -> type[Record]:
    """Find a record class by the name of its table, as the audit trail keeps it."""
    return RECORDS[name]
