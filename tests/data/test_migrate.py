"""Schemas: the scripts make what the records say, older stores come up after a backup, newer ones are left alone."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.pool import StaticPool
from sqlalchemy.schema import CreateIndex, CreateTable

from data import migrate, schema, verify
from data.base import Record
from data.errors import Blocked
from data.listing import Query
from data.registers import RECORDS, REGISTERS
from data.store import Store

OBJECTS = """
    SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
    AND name != 'alembic_version' AND (tbl_name NOT LIKE 'find!_%' ESCAPE '!' OR sql LIKE 'CREATE VIRTUAL%')
"""
ROOT = Path(__file__).parents[2]
OLD = ROOT / "tests" / "files" / "stores"
NEXT = """
from alembic import op

revision, down_revision = "9000", "{before}"


def upgrade() -> None:
    op.execute("ALTER TABLE holiday ADD COLUMN later TEXT NOT NULL DEFAULT ''")
    op.execute("CREATE TABLE arrived (id INTEGER PRIMARY KEY)")
    {fall}
"""


def shape(connection: Connection) -> set[object]:
    """Describe a schema: its tables by their columns, which a script adds at the end, all else by its statement."""
    found = connection.exec_driver_sql(OBJECTS).all()
    columns = {
        (name, one[1], "TEXT" if one[2].startswith("VARCHAR") else one[2], one[3], one[5])
        for kind, name, _ in found
        if kind == "table"
        for one in connection.exec_driver_sql(f"PRAGMA table_info({name})")
    }
    return columns | {" ".join(sql.split()) for kind, _, sql in found if kind != "table" or "VIRTUAL" in sql}


def test_the_scripts_make_what_the_records_say() -> None:
    engine = create_engine("sqlite://", module=sqlcipher, poolclass=StaticPool)
    with engine.connect() as connection:
        schema.build(connection)
        wanted = shape(connection)
    engine.dispose()
    engine = create_engine("sqlite://", module=sqlcipher, poolclass=StaticPool)
    with engine.begin() as connection:
        migrate.upgrade(connection)
        assert schema.version(connection) == schema.HEAD
        made = shape(connection)
    engine.dispose()
    assert made == wanted, "a record was changed: a script in data/migrations/versions must follow it"


def test_the_head_is_the_last_script() -> None:
    assert max(migrate.known()) == schema.HEAD


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the program be one version further than the stores at hand."""
    folder = tmp_path / "migrations"
    shutil.copytree(ROOT / "data" / "migrations", folder)
    (folder / "versions" / "9000_next.py").write_text(
        NEXT.format(fall="", before=schema.HEAD), encoding="utf-8"
    )
    monkeypatch.setattr(migrate, "SCRIPTS", str(folder))
    monkeypatch.setattr(migrate, "HEAD", "9000")
    return folder


def columns(store: Store) -> list[str]:
    with store.connection() as connection:
        return [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(holiday)")]


def test_an_older_store_comes_up_after_a_backup(store_folder: Path, passphrase: str, scripts: Path) -> None:
    store = Store.open(store_folder, passphrase)
    try:
        assert "later" in columns(store)
        with store.connection() as connection:
            assert schema.version(connection) == "9000"
    finally:
        store.close()
    assert (store_folder / "backups" / "before-9000.sijill").exists()


@pytest.mark.parametrize("folder", sorted(OLD.iterdir()), ids=lambda one: one.name)
def test_a_store_of_every_schema_there_was_is_opened(folder: Path, tmp_path: Path, passphrase: str) -> None:
    kept = Path(shutil.copytree(folder, tmp_path / "store"))
    store = Store.open(kept, passphrase)
    try:
        assert verify.verify(store).ok
        found = {name: store.count(Query(entry)) for name, entry in REGISTERS.items()}
        assert {found[name] for name in ("policies", "parties", "breaches", "requests")} == {1}
        assert store.count(Query(REGISTERS["policies"], find="سياسه")) == 1
        with store.connection() as connection:
            assert schema.version(connection) == schema.HEAD
    finally:
        store.close()
    assert (kept / "backups" / f"before-{schema.HEAD}.sijill").exists()


def test_a_migration_that_fails_leaves_the_old_store(
    store_folder: Path, passphrase: str, scripts: Path
) -> None:
    script = scripts / "versions" / "9000_next.py"
    script.write_text(NEXT.format(fall="raise RuntimeError", before=schema.HEAD), encoding="utf-8")
    with pytest.raises(RuntimeError):
        Store.open(store_folder, passphrase)
    script.write_text(NEXT.format(fall="", before=schema.HEAD), encoding="utf-8")
    store = Store.open(store_folder, passphrase)
    try:
        assert "later" in columns(store)
    finally:
        store.close()


def digests(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file() and path.name != "lock"
    }


def test_a_newer_store_is_left_untouched(store_folder: Path, passphrase: str) -> None:
    store = Store.open(store_folder, passphrase)
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        connection.exec_driver_sql("CREATE TABLE unheard_of (id INTEGER)")
    store.close()
    before = digests(store_folder)
    with pytest.raises(Blocked, match=r"store\.newer"):
        Store.open(store_folder, passphrase)
    assert digests(store_folder) == before


def test_alembic_is_not_imported_for_a_store_of_today(store_folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from data.store import Store;"
        "Store.open(Path(sys.argv[1]), sys.argv[2]).close(); sys.exit('alembic' in sys.modules)"
    )
    asked = [sys.executable, "-c", code, str(store_folder), "نخلة على شاطئ بعيد"]
    subprocess.run(asked, check=True)  # noqa: S603  # our own words


def test_a_server_could_hold_the_same_tables() -> None:
    """A team that outgrows one laptop moves to PostgreSQL: no column, index or constraint is SQLite's alone."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy's own
    tables = Record.metadata.sorted_tables
    assert len(tables) >= len(RECORDS)
    for table in tables:
        assert str(CreateTable(table).compile(dialect=dialect))
        assert all(str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes)
