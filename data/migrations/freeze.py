"""Writes down the schema that the records make today, statement by statement, for the first migration.

Run with `python -m data.migrations.freeze` until the first release; from then on schemas change by new scripts only.
"""

from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from data.schema import build

FROZEN = Path(__file__).with_name("versions") / "0001_first.sql"
_ASKED = """
    SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
    AND name != 'alembic_version' AND (tbl_name NOT LIKE 'find!_%' ESCAPE '!' OR sql LIKE 'CREATE VIRTUAL%')
    ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, name
"""


def schema(connection: Connection) -> list[str]:
    """List the statements that make up the schema of a database, in an order that stays the same."""
    return [str(sql).strip() for (sql,) in connection.exec_driver_sql(_ASKED)]


def freeze() -> str:
    """Build an empty database from the records, and write its schema as one file holds it."""
    engine = create_engine("sqlite://", module=sqlcipher, poolclass=StaticPool)
    with engine.begin() as connection:
        build(connection)
        statements = schema(connection)
    engine.dispose()
    return ";\n--\n".join(statements) + ";\n"


if __name__ == "__main__":
    FROZEN.write_text(freeze(), encoding="utf-8")
