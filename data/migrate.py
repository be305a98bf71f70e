"""Bringing an older store up to the program's schema, after a checked backup; a newer one is left alone."""

from importlib.resources import files

from sqlalchemy import Connection

from data import backup, search
from data.database import Database
from data.errors import Blocked
from data.registers import REGISTERS
from data.schema import HEAD, INDEXED, version

SCRIPTS = "data:migrations"


def bring_up(database: Database) -> None:
    """Migrate an older store.

    Raises:
        Blocked: `store.newer` when a later program wrote the store; it is left untouched.
    """
    with database.connection() as connection:
        found = version(connection)
    if found == HEAD:
        return
    if found not in known():
        raise Blocked("store.newer")
    backup.before(database, f"before-{HEAD}")
    with database.writing() as connection:
        upgrade(connection)
        if found < INDEXED:
            for entry in REGISTERS.values():
                search.rebuild(connection, entry)


def upgrade(connection: Connection) -> None:
    """Run the scripts that lead to this program's schema, inside the caller's transaction."""
    from alembic import command, config  # noqa: PLC0415  # slow to import, and hardly ever needed

    settings = config.Config()
    settings.set_main_option("script_location", SCRIPTS)
    settings.attributes["connection"] = connection
    command.upgrade(settings, HEAD)


def known() -> set[str]:
    """Name the schemas that the scripts lead from and to."""
    folder = files("data").joinpath("migrations", "versions")
    return {entry.name.split("_")[0] for entry in folder.iterdir() if entry.name.endswith(".py")}
