"""Bringing an older store up to the program's schema, after a verified backup; a newer one is left alone."""

from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from data.errors import Blocked

if TYPE_CHECKING:
    from data.store import Store

HEAD = "0001"


def stamp(connection: Connection) -> None:
    """Note the schema of a newly made store."""
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def version(connection: Connection) -> str:
    """Read which schema a store has."""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def bring_up(store: "Store") -> None:
    """Migrate an older store.

    Raises:
        Blocked: `store.newer` when a later program wrote the store; it is left untouched.
    """
    with store.connection() as connection:
        found = version(connection)
    if found == HEAD:
        return
    known = {name.split("_")[0] for name in _scripts()}
    if found not in known:
        raise Blocked("store.newer")


def _scripts() -> list[str]:
    folder = files("data").joinpath("migrations", "versions")
    return [entry.name for entry in folder.iterdir() if entry.name.endswith(".py")]
