"""The tables of a store, with their indexes and guards, and the name of the schema they make up."""

from sqlalchemy import Column, Connection, String, Table, insert, select

from data import search
from data.audit import TRIGGERS
from data.base import Base
from data.registers import REGISTERS

HEAD = "0005"
INDEXED = "0004"  # what was indexed before is indexed anew
_VERSION = Table(
    "alembic_version",
    Base.metadata,
    Column("version_num", String(32), primary_key=True, nullable=False),
)


def build(connection: Connection) -> None:
    """Make every table of a new store and note its schema."""
    Base.metadata.create_all(connection)
    for trigger in TRIGGERS:
        connection.exec_driver_sql(trigger)
    for entry in REGISTERS.values():
        search.create(connection, entry)
    connection.execute(insert(_VERSION).values(version_num=HEAD))


def version(connection: Connection) -> str:
    """Read which schema a store has."""
    return str(connection.execute(select(_VERSION.c.version_num)).scalar_one())
