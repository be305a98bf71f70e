"""An open database of a store: its engine, reading, and units of work; every fault told as an obstacle."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from data.audit import Stamp
from data.engine import obstacle, open_engine
from data.errors import Blocked
from data.unit import Unit, working

DATABASE = "store.db"
BESIDE = (f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}-journal")


@contextmanager
def telling() -> Iterator[None]:
    """Turn faults of the database into obstacles that can be told.

    Raises:
        Blocked: `store.full`, `store.disk`, `store.busy`, `store.readonly` or `store.damaged`.
    """
    try:
        yield
    except (DBAPIError, sqlcipher.Error) as error:
        raise obstacle(error) from error


class Database:
    """A database with its key. What is read from it lives on detached."""

    def __init__(self, folder: Path, key: bytes, *, journal: str = "wal") -> None:
        self.folder = folder
        self.key = key
        self.engine = open_engine(folder / DATABASE, key, journal)

    def close(self) -> None:
        """Fold the write-ahead log back into the database and let go of the file."""
        self.engine.dispose()
        if any((self.folder / name).exists() for name in BESIDE):  # a cursor in a cycle still holds the file
            gc.collect()

    @contextmanager
    def unit(self, actor: str, now: datetime, action: str, reason: str = "") -> Iterator[Unit]:
        """Work in one audited transaction.

        Raises:
            Blocked: `store.full` when the disk is, `store.busy` when another program holds the store.
        """
        with self._telling(), working(self.engine, Stamp(actor, now, action, reason), self.folder) as unit:
            yield unit

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Read in one consistent look at the store."""
        with self._telling(), Session(self.engine, expire_on_commit=False, autoflush=False) as session:
            yield session
            session.expunge_all()

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Read rows that are no records."""
        with self._telling(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Tell faults as `telling` does, and what cannot be understood as damage where a page is to blame for it."""
        try:
            with telling():
                yield
        except (ValueError, TypeError) as error:
            with telling(), self.engine.connect() as connection:
                torn = connection.exec_driver_sql("PRAGMA cipher_integrity_check").first()
            if torn:
                raise Blocked("store.damaged") from error
            raise

    @contextmanager
    def outside(self) -> Iterator[Any]:
        """Hand out the driver's own connection, for what cannot be done inside a transaction."""
        connection = self.engine.raw_connection()
        try:
            yield connection.dbapi_connection
        finally:
            connection.close()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Change what is no record (the schema, an index) in one transaction, apart from the audit trail."""
        with (
            self._telling(),
            self.engine.connect().execution_options(write=True) as connection,
            connection.begin(),
        ):
            yield connection
