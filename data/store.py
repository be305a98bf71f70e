"""The encrypted store of one organisation: one folder, one database, one key."""

import gc
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.exc import DatabaseError, DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from data import listing, migrate, places, search, vault
from data.audit import Stamp
from data.base import Base, Entry, Record, table_of, uuid7
from data.errors import Blocked
from data.listing import Query
from data.organisation import Organisation
from data.registers import REGISTERS
from data.unit import Unit, everything, is_key, working

R = TypeVar("R", bound=Record)
E = TypeVar("E", bound=Entry)

DATABASE = "store.db"
_LEAST_SQLITE = (3, 51, 3)  # before it, a reset of the write-ahead log could lose what was committed
_KEY_LETTERS = 64
_PRAGMAS = (
    "foreign_keys = ON",
    "recursive_triggers = ON",
    "secure_delete = ON",
    "cell_size_check = ON",
    "trusted_schema = OFF",
    "temp_store = MEMORY",
)
_KEPT_SAFE = {"wal": "FULL", "delete": "EXTRA"}


@dataclass(frozen=True, slots=True)
class Opened:
    """What a new store hands over once: itself, and the recovery code to be written down."""

    store: "Store"
    recovery_code: str


class Store:
    """An open store. Records it gives live on detached, with what was loaded of them."""

    def __init__(self, folder: Path, key: bytes, *, journal: str = "wal") -> None:
        self.folder = folder
        self.key = key
        self._journal = journal
        self.engine = _engine(folder / DATABASE, key, journal)

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
        slots.save(folder)
        store = cls(folder, key, journal=places.journal(folder))
        with store.engine.connect().execution_options(write=True) as connection, connection.begin():
            Base.metadata.create_all(connection)
            for entry in REGISTERS.values():
                search.create(connection, entry)
            migrate.stamp(connection)
        with store.unit(stamp.actor, stamp.at, stamp.action) as unit:
            unit.add(organisation)
        return Opened(store, code)

    @classmethod
    def open(cls, folder: Path, passphrase: str | None = None, *, code: str | None = None) -> "Store":
        """Open a store with its passphrase, its recovery code, or neither for a sample.

        Raises:
            Blocked: `store.absent`, `vault.*`, `store.damaged`, `store.newer`, `store.place`.
        """
        slots = vault.read(folder)
        key = slots.recover(code) if code is not None else slots.unlock(passphrase)
        if not (folder / DATABASE).exists():
            raise Blocked("store.absent", folder=str(folder))
        places.check(folder)
        store = cls(folder, key, journal=places.journal(folder))
        try:
            store._check()
        except BaseException:
            store.close()
            raise
        return store

    def _check(self) -> None:
        try:
            with self.engine.connect() as connection:
                found = connection.exec_driver_sql("PRAGMA quick_check(3)").scalars().all()
        except DatabaseError as error:
            raise Blocked("store.damaged") from error
        if found != ["ok"]:
            raise Blocked("store.damaged")
        migrate.bring_up(self)

    def close(self) -> None:
        """Fold the write-ahead log back into the database and let go of the file."""
        self.engine.dispose()
        gc.collect()

    @contextmanager
    def unit(self, actor: str, now: datetime, action: str, reason: str = "") -> Iterator[Unit]:
        """Work in one audited transaction.

        Raises:
            Blocked: `store.full` when the disk is, `store.busy` when another program holds the store.
        """
        try:
            with working(self.engine, Stamp(actor, now, action, reason)) as unit:
                yield unit
        except DBAPIError as error:
            raise _obstacle(error) from error

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Read in one consistent look at the store; what is read lives on detached."""
        with Session(self.engine, expire_on_commit=False, autoflush=False) as session:
            yield session
            session.expunge_all()

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Read rows that are no records."""
        with self.engine.connect() as connection:
            yield connection

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
        query = select(record).filter_by(**equal).order_by(record.id)
        if issubclass(record, Entry):
            query = query.where(record.binned_at.is_(None))
        with self.reading() as session:
            return list(session.scalars(query.options(*everything(record)) if whole else query))

    def organisation(self) -> Organisation:
        """Load the organisation."""
        return self.all(Organisation)[0]

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

    def page(self, entry: type[E], serials: Sequence[int]) -> list[E]:
        """Load the records of a page in the order of their serials."""
        with self.reading() as session:
            return listing.page(session, entry, serials)

    def size(self, record: type[Record]) -> int:
        """Count all rows of a record class, binned ones too."""
        with self.connection() as connection:
            return connection.execute(select(func.count()).select_from(table_of(record))).scalar_one()


def _engine(path: Path, key: bytes, journal: str) -> Engine:
    if sqlcipher.sqlite_version_info < _LEAST_SQLITE:
        raise Blocked("store.library", version=sqlcipher.sqlite_version)
    letters = key.hex()
    if len(letters) != _KEY_LETTERS:  # a short raw key would silently be taken for a passphrase
        raise Blocked("vault.broken")

    def connect() -> Any:  # noqa: ANN401  # the driver has no types
        connection = sqlcipher.connect(path, check_same_thread=False, isolation_level=None, timeout=5)
        connection.execute(f"PRAGMA key = \"x'{letters}'\"")
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        try:
            connection.execute(f"PRAGMA journal_mode = {journal}")
        except sqlcipher.DatabaseError:
            connection.close()
            raise
        connection.execute(f"PRAGMA synchronous = {_KEPT_SAFE[journal]}")
        return connection

    engine = create_engine("sqlite://", module=sqlcipher, creator=connect, poolclass=QueuePool, pool_size=4)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN DEFERRED")


def _obstacle(error: DBAPIError) -> Exception:
    said = str(error.orig)
    for words, key in (("full", "store.full"), ("locked", "store.busy"), ("readonly", "store.readonly")):
        if words in said:
            return Blocked(key)
    return Blocked("store.damaged") if "malformed" in said or "not a database" in said else error
