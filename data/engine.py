"""The one way to the encrypted database file: how it is keyed, kept safe, and how its obstacles are told."""

import errno
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from data.errors import Blocked, Invalid

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
_TAKEN = "UNIQUE constraint failed"
_OBSTACLES = (
    ("disk is full", "store.full"),
    ("disk I/O error", "store.disk"),
    ("locked", "store.busy"),
    ("readonly", "store.readonly"),
    ("unable to open", "store.readonly"),
    ("malformed", "store.damaged"),
    ("not a database", "store.damaged"),
    ("decode to UTF-8", "store.damaged"),
    ("out of memory", "store.damaged"),  # the cipher's word for a page whose seal is broken
)


def open_engine(path: Path, key: bytes, journal: str) -> Engine:
    """Reach a database with its raw key; `journal` is wal, or delete for media that may be pulled out.

    Raises:
        Blocked: `store.library` when the SQLite in use may lose data, `vault.broken` when the key is cut short.
    """
    if sqlcipher.sqlite_version_info < _LEAST_SQLITE:
        raise Blocked("store.library", version=sqlcipher.sqlite_version)
    letters = key.hex()
    if len(letters) != _KEY_LETTERS:  # a short raw key would silently be taken for a passphrase
        raise Blocked("vault.broken")

    def connect() -> Any:  # noqa: ANN401  # the driver has no types
        connection = sqlcipher.connect(path, check_same_thread=False, isolation_level=None, timeout=5)
        try:
            connection.execute(
                "PRAGMA cipher_log_level = NONE"
            )  # faults are raised; nothing goes to the terminal
            connection.execute(f"PRAGMA key = \"x'{letters}'\"")
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            connection.execute(f"PRAGMA journal_mode = {journal}")
            connection.execute(f"PRAGMA synchronous = {_KEPT_SAFE[journal]}")
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", module=sqlcipher, creator=connect, poolclass=QueuePool, pool_size=4)
    event.listen(engine, "begin", _begin)
    return engine


def sqlite_version() -> str:
    """Tell the version of the one SQLite in the process."""
    return str(sqlcipher.sqlite_version)


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN DEFERRED")


def obstacle(error: DBAPIError | OSError | sqlcipher.Error) -> Exception:
    """Tell what stands behind a fault of the database or the disk; an unknown one is given back as it is."""
    if isinstance(error, OSError):
        return Blocked("store.full" if error.errno in {errno.ENOSPC, errno.EDQUOT} else "store.disk")
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    if said.startswith(_TAKEN) and said.endswith(".code"):
        return Invalid({"code": "taken"})
    return next((Blocked(key) for words, key in _OBSTACLES if words in said), error)
