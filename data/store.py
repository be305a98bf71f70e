"""The encrypted store of one organisation: one folder, one database, one key."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import func, select

from data import counting, listing, migrate, places, replacing, schema, search, vault, verify
from data.audit import Stamp
from data.base import Entry, Record, table_of, uuid7
from data.database import DATABASE, Database
from data.errors import Blocked
from data.listing import Query, Where
from data.lock import Lock
from data.organisation import Attachment, Organisation
from data.unit import everything, is_key
from data.verify import Progress

R = TypeVar("R", bound=Record)
E = TypeVar("E", bound=Entry)

CHECKED_AT_ONCE = 24 * 1024 * 1024  # bytes; above it a look at every page would hold up the unlocking


@dataclass(frozen=True, slots=True)
class Opened:
    """What a new store hands over once: itself, and the recovery code to be written down."""

    store: "Store"
    recovery_code: str


@contextmanager
def _locked(folder: Path) -> Iterator[Lock]:
    """Hold the store's lock, and let go of it should opening fail."""
    lock = Lock(folder)
    try:
        yield lock
    except BaseException:
        lock.release()
        raise


@contextmanager
def _closed_on_error(database: Database) -> Iterator[None]:
    """Let go of a database should what follows fail."""
    try:
        yield
    except BaseException:
        database.close()
        raise


class Store(Database):
    """An open store, the only one on its folder. Records it gives live on detached, with what was loaded of them.

    `unchecked` tells that its pages are too many to have been looked through while it opened: `check` is to follow
    in the background. Nothing read before that can be wrong, since every page carries a seal that is tested as it
    is read.
    """

    def __init__(self, folder: Path, key: bytes, lock: Lock) -> None:
        super().__init__(folder, key, journal=places.journal(folder))
        self._lock = lock
        self.unchecked = (folder / DATABASE).exists() and (folder / DATABASE).stat().st_size > CHECKED_AT_ONCE

    @classmethod
    def create(
        cls,
        folder: Path,
        organisation: Organisation,
        stamp: Stamp,
        *,
        passphrase: str | None = None,
        cost: vault.Cost | None = None,
    ) -> Opened:
        """Make a store in an empty folder; without a passphrase it is a sample, open to anyone.

        Raises:
            Blocked: `store.exists`, `store.folder` (cannot be written), or a place that `places` refuses.
        """
        places.check(folder)
        if (folder / DATABASE).exists() or (folder / vault.NAME).exists():
            raise Blocked("store.exists", folder=str(folder))
        places.make(folder)
        slots, key, code = vault.create(uuid7(), passphrase, cost or vault.FLOOR)
        with _locked(folder) as lock:
            store = cls(folder, key, lock)
            with _closed_on_error(store):
                with store.writing() as connection:
                    schema.build(connection)
                with store.unit(stamp.actor, stamp.at, stamp.action) as unit:
                    unit.add(organisation)
                slots.save(folder)
        return Opened(store, code)

    @classmethod
    def open(cls, folder: Path, passphrase: str | None = None, *, code: str | None = None) -> "Store":
        """Open a store with its passphrase, its recovery code, or neither for a sample.

        Raises:
            Blocked: `store.absent`, `store.in-use`, `vault.*`, `store.damaged`, `store.newer`, or a place that
                `places` refuses.
        """
        if not (folder / DATABASE).exists() and not replacing.pending(folder):
            raise Blocked("store.absent", folder=str(folder))
        places.check(folder)
        with _locked(folder) as lock:
            replacing.finish(folder)
            slots = vault.read(folder)
            key = slots.recover(code) if code is not None else slots.unlock(passphrase)
            store = cls(folder, key, lock)
            with _closed_on_error(store):
                if not store.unchecked:
                    store.check()
                migrate.bring_up(store)
        return store

    def check(self, progress: Progress | None = None) -> None:
        """Look through every page of the store.

        Raises:
            Blocked: `store.damaged`; the last good backup is the way back.
        """
        with self.connection() as connection:
            if verify.pages(connection, progress):
                raise Blocked("store.damaged")
        self.unchecked = False

    def close(self) -> None:
        """Fold the write-ahead log back into the database and let the next window in."""
        super().close()
        self._lock.release()

    def find(self, record: type[R], key: str) -> R | None:
        """Load a record by id or reference with all that hangs on it; None when absent."""
        column: Any = record.id if is_key(key) else getattr(record, "code", None)
        if column is None:
            return None
        with self.reading() as session:
            return session.scalars(select(record).where(column == key).options(*everything(record))).first()

    def get(self, record: type[R], key: str) -> R:
        """Load a record like `find`.

        Raises:
            Blocked: `record.absent` when there is none.
        """
        found = self.find(record, key)
        if found is None:
            raise Blocked("record.absent", id=key)
        return found

    def all(self, record: type[R], *, whole: bool = True, **equal: object) -> list[R]:
        """Load every kept record whose columns equal the given values, oldest first; `whole` with its children."""
        return self.matching(
            record, *(Where(name, "eq", value) for name, value in equal.items()), whole=whole
        )

    def matching(
        self,
        record: type[R],
        *where: Where,
        sort: str = "",
        limit: int | None = None,
        daily: bool = False,
        whole: bool = True,
    ) -> list[R]:
        """Load the kept records that meet all conditions, by a column or oldest first, `limit` at most; `daily` of each day."""
        query = select(record)
        if daily and limit is not None:
            query = query.where(record.id.in_(counting.first_of_days(record, sort, where, limit)))
        else:
            query = query.where(*counting.kept(record, where)).limit(limit)
        if sort:
            query = query.order_by(table_of(record).c[sort].nulls_last())
        query = query.order_by(record.id)
        with self.reading() as session:
            return list(session.scalars(query.options(*everything(record)) if whole else query))

    def values(self, record: type[Record], *names: str, where: Sequence[Where] = ()) -> list[tuple[Any, ...]]:
        """Read some columns of the kept records that meet all conditions, for what counts and compares them."""
        table = table_of(record)
        query = select(*(table.c[name] for name in names)).where(*counting.kept(record, where))
        with self.connection() as connection:
            return [tuple(row) for row in connection.execute(query)]

    def organisation(self) -> Organisation:
        """Load the organisation."""
        return self.all(Organisation)[0]

    def content(self, key: str) -> bytes | None:
        """Read the bytes of an attached file; None when there is no such file."""
        with self.connection() as connection:
            table = table_of(Attachment)
            return connection.execute(select(table.c.content).where(table.c.id == key)).scalar()

    def names(self, record: type[Entry], keys: Sequence[str]) -> Mapping[str, Entry]:
        """Load the records that references point to, by id, without their children."""
        with self.reading() as session:
            rows = session.scalars(select(record).where(record.id.in_(list(keys))))
            return {row.id: row for row in rows}

    def first(self, query: Query, limit: int) -> list[int]:
        """Read the first serials of a list at once."""
        with self.connection() as connection:
            return listing.first(connection, query, limit)

    def order(self, query: Query) -> "array[int]":
        """Read the whole order of a list as serials; off the window's thread."""
        with self.connection() as connection:
            return listing.order(connection, query)

    def count(self, query: Query) -> int:
        """Count the rows of a list."""
        with self.connection() as connection:
            return listing.count(connection, query)

    def counts(self, query: Query, name: str) -> Mapping[str, int]:
        """Count the rows of a list by the value of one column."""
        with self.connection() as connection:
            return listing.counts(connection, query, name)

    def amount(self, record: type[Record], *where: Where) -> int:
        """Count the kept records that meet all conditions."""
        with self.connection() as connection:
            return counting.amount(connection, record, where)

    def between(
        self, record: type[Record], name: str, where: Sequence[Where], edges: Sequence[Any]
    ) -> list[int]:
        """Count the records whose date lies before the first edge, then between each edge and the next."""
        with self.connection() as connection:
            return counting.between(connection, record, name, where, edges)

    def spread(
        self, record: type[Record], name: str, where: Sequence[Where]
    ) -> Mapping[date | datetime, int]:
        """Count the records by the day of a column, or by its minute where it keeps moments."""
        with self.connection() as connection:
            return counting.spread(connection, record, name, where)

    def page(self, entry: type[E], serials: Sequence[int]) -> list[E]:
        """Load the records of a page in the order of their serials."""
        with self.reading() as session:
            return listing.page(session, entry, serials)

    def best(self, entry: type[E], text: str, limit: int) -> list[E]:
        """Load the newest records that answer a question."""
        with self.reading() as session:
            serials = search.best(session.connection(), entry, text, limit)
            return listing.page(session, entry, serials) if serials else []

    def size(self, record: type[Record]) -> int:
        """Count all rows of a record class, binned ones too."""
        with self.connection() as connection:
            return connection.execute(select(func.count()).select_from(table_of(record))).scalar_one()
