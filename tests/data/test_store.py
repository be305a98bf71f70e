"""Opening, listing and keeping: what the store promises to whoever works with it."""

import logging
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import event

from data import places
from data import store as stores
from data.audit import Stamp
from data.errors import Blocked
from data.listing import Query, Where
from data.organisation import Organisation
from data.policy import Policy
from data.store import Store

CANARY = "كناريا-canary-7f3a"


def example() -> Organisation:
    return Organisation(name_ar="شركة", laws=["SA"])


def test_a_store_opens_with_its_passphrase_or_its_code(
    store_folder: Path, passphrase: str, made_store: tuple[Path, str]
) -> None:
    for secrets in ({"passphrase": passphrase}, {"code": made_store[1]}):
        store = Store.open(store_folder, **secrets)
        assert store.organisation().name_en == "Example Company"
        store.close()


def test_a_sample_opens_without_one(tmp_path: Path, now: datetime) -> None:
    opened = Store.create(tmp_path / "sample", example(), Stamp("أ", now, "create"))
    opened.store.close()
    assert not opened.recovery_code
    Store.open(tmp_path / "sample").close()


@pytest.mark.parametrize("secret", [None, "", "خطأ"])
def test_without_the_secret_it_stays_shut(store_folder: Path, secret: str | None) -> None:
    with pytest.raises(Blocked, match=r"vault\.passphrase"):
        Store.open(store_folder, secret)


def test_a_folder_without_a_store_is_told(tmp_path: Path) -> None:
    with pytest.raises(Blocked, match=r"store\.absent"):
        Store.open(tmp_path, "x")
    assert list(tmp_path.iterdir()) == []


def test_a_store_is_never_made_over_another(store_folder: Path, now: datetime) -> None:
    with pytest.raises(Blocked, match=r"store\.exists"):
        Store.create(store_folder, example(), Stamp("أ", now, "create"))


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, now: datetime) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Blocked, match=r"store\.folder"):
        Store.create(tmp_path / "file" / "store", example(), Stamp("أ", now, "create"))


@pytest.mark.parametrize("part", ["OneDrive - Company", "Dropbox", "Google Drive", "iCloud~x"])
def test_a_folder_kept_in_step_by_a_cloud_is_refused(tmp_path: Path, now: datetime, part: str) -> None:
    with pytest.raises(Blocked, match=r"store\.synced"):
        Store.create(tmp_path / part / "store", example(), Stamp("أ", now, "create"))


@pytest.mark.parametrize(
    ("kind", "refused"), [("cifs", True), ("nfs4", True), ("ext4", False), ("vfat", False)]
)
def test_a_network_folder_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, refused: bool
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/x / ext4 rw 0 0\nhost:/x {tmp_path} {kind} rw 0 0\n")
    monkeypatch.setattr(places, "_MOUNTS", mounts)
    if refused:
        with pytest.raises(Blocked, match=r"store\.network"):
            places.check(tmp_path)
    else:
        places.check(tmp_path)
        assert places.journal(tmp_path) == ("delete" if kind == "vfat" else "wal")


def test_on_portable_media_there_is_no_log(store_folder: Path, passphrase: str, now: datetime) -> None:
    (store_folder / places.PORTABLE).touch()
    store = Store.open(store_folder, passphrase)
    with store.unit("أ", now, "add") as unit:
        unit.add(Policy(title_ar="سياسة"))
    with store.connection() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 3
    assert not (store_folder / "store.db-wal").exists()
    store.close()


def test_every_connection_is_kept_safe(store: Store) -> None:
    expected = {
        "foreign_keys": 1, "recursive_triggers": 1, "secure_delete": 1, "cell_size_check": 1,
        "trusted_schema": 0, "journal_mode": "wal", "synchronous": 2,
    }  # fmt: skip
    with store.connection() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in expected}
    assert found == expected


def test_reading_goes_on_while_another_writes(store: Store, now: datetime) -> None:
    with store.unit("أ", now, "add") as unit:
        unit.add(Policy(title_ar="سياسة"))
        unit.flush()
        assert store.all(Policy) == []
    assert len(store.all(Policy)) == 1


def test_closing_leaves_one_file(store: Store, now: datetime) -> None:
    with store.unit("أ", now, "add") as unit:
        unit.add(Policy(title_ar="سياسة"))
    store.close()
    assert sorted(path.name for path in store.folder.glob("store.db*")) == ["store.db"]


def test_nothing_readable_lies_on_the_disk_or_in_the_log(
    store: Store, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with store.unit(CANARY, now, "add", CANARY) as unit:
        unit.add(Policy(title_ar=CANARY, note=CANARY * 3000))
    with pytest.raises(Blocked), store.unit("أ", now, "add") as unit:
        unit.get(Policy, unit.add(Policy(title_ar=CANARY)).code + CANARY)
    for path in store.folder.rglob("*"):
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes(), path.name
    assert CANARY not in caplog.text


@pytest.fixture
def listed(store: Store, now: datetime) -> list[Policy]:
    luck = random.Random(3)  # noqa: S311  # the same records each time
    with store.unit("أ", now, "add") as unit:
        for n in range(60):
            review = None if n % 3 == 0 else date(2026, 1, 1) + timedelta(days=luck.randrange(9))
            laws = luck.sample(["SA", "QA", "MA"], luck.randrange(3))
            kind = luck.choice(("policy", "notice"))
            policy = unit.add(
                Policy(title_ar=f"س {luck.randrange(9)}", next_review=review, laws=laws, kind=kind)
            )
            if n % 7 == 0:
                unit.bin(policy)
    return store.all(Policy)


def orders() -> Iterator[Query]:
    for sort in ("", "title_ar", "next_review", "kind", "audience"):
        for down in (True, False):
            yield Query(Policy, sort=sort, descending=down)


@pytest.mark.parametrize("query", list(orders()), ids=lambda q: f"{q.sort}-{q.descending}")
def test_the_first_rows_are_those_of_the_whole_order(
    store: Store, listed: list[Policy], query: Query
) -> None:
    whole = store.order(query).tolist()
    assert sorted(whole) == sorted(policy.serial for policy in listed)
    assert store.first(query, 20) == whole[:20]
    assert store.count(query) == len(whole)
    rows = store.page(Policy, whole)
    values = [getattr(row, query.sort or "serial") for row in rows]
    filled = [value for value in values if value is not None]
    assert filled == sorted(filled, reverse=query.descending)
    assert values[: len(filled)] == filled, "rows without a value come last"


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (Where("kind", "eq", "notice"), lambda p: p.kind == "notice"),
        (Where("kind", "in", ["notice", "policy"]), lambda p: True),
        (Where("laws", "has", "QA"), lambda p: "QA" in p.laws),
        (Where("laws", "empty"), lambda p: not p.laws),
        (Where("laws", "filled"), lambda p: bool(p.laws)),
        (Where("next_review", "empty"), lambda p: p.next_review is None),
        (Where("next_review", "filled"), lambda p: p.next_review is not None),
        (Where("next_review", "from", date(2026, 1, 4)), lambda p: p.next_review and p.next_review >= date(2026, 1, 4)),
        (Where("next_review", "to", date(2026, 1, 4)), lambda p: p.next_review and p.next_review <= date(2026, 1, 4)),
        (Where("next_review", "eq", None), lambda p: p.next_review is None),
        (Where("audience", "empty"), lambda p: True),
        (Where("title_ar", "eq", "س 3"), lambda p: p.title_ar == "س 3"),
    ],
    ids=lambda value: f"{value.name}-{value.how}" if isinstance(value, Where) else "",
)  # fmt: skip
def test_conditions_choose_what_they_say(
    store: Store, listed: list[Policy], where: Where, expected: object
) -> None:
    assert callable(expected)
    wanted = {policy.serial for policy in listed if expected(policy)}
    for sort in ("", "title_ar", "next_review"):
        query = Query(Policy, where=(where,), sort=sort)
        assert set(store.order(query)) == wanted
        found = Query(Policy, find="س", where=(where,), sort=sort)
        assert set(store.order(found)) == wanted
        assert set(store.first(found, 100)) == wanted


def test_counts_by_a_column(store: Store, listed: list[Policy]) -> None:
    counts = store.counts(Query(Policy), "kind")
    assert sum(counts.values()) == len(listed)
    assert counts["notice"] == sum(policy.kind == "notice" for policy in listed)


def test_a_page_leaves_out_what_was_removed_meanwhile(store: Store, listed: list[Policy]) -> None:
    serial = listed[0].serial
    assert [row.serial for row in store.page(Policy, [999, serial])] == [serial]


def test_records_found_by_reference_are_named(store: Store, listed: list[Policy]) -> None:
    keys = [listed[0].id, listed[1].id]
    assert set(store.names(Policy, keys)) == set(keys)
    assert store.size(Policy) == 60


def test_a_full_disk_is_told_and_loses_nothing(store: Store, now: datetime) -> None:
    with store.unit("أ", now, "add") as unit:
        unit.add(Policy(title_ar="أولى"))
    with store.connection() as connection:
        used = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    limit = [used + 1]

    def cramp(connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {limit[0]}")

    event.listen(store.engine, "connect", cramp)
    store.engine.dispose()
    with pytest.raises(Blocked, match=r"store\.full"), store.unit("أ", now, "add") as unit:
        unit.add(Policy(title_ar="ثانية", note="نص " * 40_000))
    assert [policy.title_ar for policy in store.all(Policy)] == ["أولى"]
    limit[0] = 2**30
    store.engine.dispose()
    with store.unit("أ", now, "add") as unit:
        unit.add(Policy(title_ar="ثانية", note="نص " * 40_000))
    assert len(store.all(Policy)) == 2


def test_a_program_that_holds_the_write_lock_is_told(store: Store, now: datetime) -> None:
    other = sqlcipher.connect(store.folder / "store.db", isolation_level=None)
    other.execute(f"PRAGMA key = \"x'{store.key.hex()}'\"")
    other.execute("BEGIN IMMEDIATE")
    with store.connection() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 10")
    with pytest.raises(Blocked, match=r"store\.busy"), store.unit("أ", now, "add") as unit:
        unit.add(Policy(title_ar="سياسة"))
    other.execute("ROLLBACK")
    other.close()


def test_a_large_store_opens_first_and_is_looked_through_after(
    store_folder: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "CHECKED_AT_ONCE", 0)
    store = Store.open(store_folder, passphrase)
    assert store.unchecked
    store.check()
    assert not store.unchecked
    store.close()


def test_no_flipped_byte_of_a_large_store_is_ever_shown(
    store: Store, now: datetime, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every page is sealed: what is damaged is refused as it is read, however little was checked before."""
    monkeypatch.setattr(stores, "CHECKED_AT_ONCE", 0)
    with store.unit("أ", now, "add") as unit:
        for n in range(40):
            unit.add(Policy(title_ar=f"سياسة {n}", note="نص " * 2000))
    sound = [(policy.serial, policy.title_ar, policy.note) for policy in store.all(Policy)]
    store.close()
    file = store.folder / "store.db"
    content = file.read_bytes()
    refused = 0
    for at in range(50, len(content), 4096 * 23):
        torn = bytearray(content)
        torn[at] ^= 0x20
        file.write_bytes(torn)
        shown, told = looked_at(store.folder, passphrase)
        assert told == "store.damaged"
        assert shown in ([], sound)
        refused += shown == []
    assert refused


def looked_at(folder: Path, passphrase: str) -> tuple[list[tuple[int, str, str]], str]:
    """Open a store, read it, and look through its pages: what was shown, and what was told."""
    shown: list[tuple[int, str, str]] = []
    try:
        store = Store.open(folder, passphrase)
        try:
            shown = [(policy.serial, policy.title_ar, policy.note) for policy in store.all(Policy)]
            store.check()
        finally:
            store.close()
    except Blocked as blocked:
        return shown, blocked.key
    return shown, ""


def test_moments_in_conditions_are_compared_in_utc(store: Store, now: datetime) -> None:
    with store.unit("أ", now, "add") as unit:
        unit.add(Policy(title_ar="سياسة"))
    early = Where("created_at", "from", datetime(2026, 3, 1, 8, 59, tzinfo=UTC))
    late = Where("created_at", "from", datetime(2026, 3, 1, 9, 1, tzinfo=UTC))
    assert store.count(Query(Policy, where=(early,))) == 1
    assert store.count(Query(Policy, where=(late,))) == 0
