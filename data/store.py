"""The encrypted store of one organisation: one folder, one database, one key."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from data import migrate, places, replacing, schema, vault, verify
from data.audit import Stamp
from data.base import table_of, uuid7
from data.database import DATABASE, Database
from data.errors import Blocked
from data.lock import Lock
from data.organisation import Attachment, Organisation
from data.reader import Reader
from data.verify import Progress

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


class Store(Reader):
    """An open store, the only one on its folder.

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

    def organisation(self) -> Organisation:
        """Load the organisation."""
        return self.all(Organisation)[0]

    def content(self, key: str) -> bytes | None:
        """Read the bytes of an attached file; None when there is no such file."""
        with self.connection() as connection:
            table = table_of(Attachment)
            return connection.execute(select(table.c.content).where(table.c.id == key)).scalar()
