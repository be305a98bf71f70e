"""Backups: checked before they count, thinned with age, brought back whole, and never half of anything."""

import contextlib
import json
import shutil
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import backup, bundle, replacing, schema
from data.errors import Blocked
from data.policy import Policy
from data.store import Store
from data.verify import verify

LATEST = datetime(2026, 3, 1, tzinfo=UTC)


def add(store: Store, now: datetime, title: str) -> None:
    with store.unit("أ", now, "add") as unit:
        unit.add(Policy(title_ar=title))


def titles(folder: Path, passphrase: str) -> list[str]:
    store = Store.open(folder, passphrase)
    try:
        return [policy.title_ar for policy in store.all(Policy)]
    finally:
        store.close()


def test_a_backup_brings_the_store_back(store: Store, now: datetime, passphrase: str, tmp_path: Path) -> None:
    add(store, now, "أولى")
    file = backup.make(store, now)
    assert file == store.folder / "backups" / "2026-03-01T090000Z.sijill"
    manifest = bundle.read_manifest(file)
    verdict = verify(store)
    assert (manifest.seq, manifest.head, manifest.schema) == (verdict.seq, verdict.head, schema.HEAD)
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    restored = backup.restore(file, tmp_path / "elsewhere", now, passphrase=passphrase)
    assert restored == manifest
    assert titles(tmp_path / "elsewhere", passphrase) == ["أولى"]


def test_an_export_goes_anywhere(
    store: Store, now: datetime, made_store: tuple[Path, str], tmp_path: Path
) -> None:
    add(store, now, "أولى")
    manifest = backup.export(store, tmp_path / "نسخة.sijill", now)
    assert manifest.seq == 2
    backup.restore(tmp_path / "نسخة.sijill", tmp_path / "new", now, code=made_store[1])
    assert titles(tmp_path / "new", "نخلة على شاطئ بعيد") == ["أولى"]


def test_what_is_replaced_is_kept_and_no_log_is_left(
    store: Store, now: datetime, passphrase: str, store_folder: Path, tmp_path: Path
) -> None:
    add(store, now, "أولى")
    file = tmp_path / "a.sijill"
    backup.export(store, file, now)
    add(store, now, "ثانية")
    crashed = tmp_path / "crashed"
    shutil.copytree(store_folder, crashed)  # with the log of an open store, as after a fall
    assert (crashed / "store.db-wal").stat().st_size > 0
    store.close()
    backup.restore(file, crashed, now)
    assert not list(crashed.glob("store.db-*"))
    assert titles(crashed, passphrase) == ["أولى"]
    kept = crashed / "backups" / "replaced-2026-03-01T090000Z"
    assert titles(kept, passphrase) == ["أولى", "ثانية"]


def test_a_store_restored_to_an_earlier_day_is_sound(store: Store, now: datetime, passphrase: str) -> None:
    add(store, now, "أولى")
    early = backup.make(store, now)
    add(store, now, "ثانية")
    late = backup.make(store, now + timedelta(hours=1))
    store.close()
    backup.restore(early, store.folder, now + timedelta(hours=2), passphrase=passphrase)
    assert early.exists()
    assert (early.parent / "replaced-2026-03-01T110000Z" / late.name).exists()
    again = Store.open(store.folder, passphrase)
    try:
        add(again, now, "ثالثة")
        add(again, now, "رابعة")
        assert verify(again).ok
    finally:
        again.close()


def test_a_store_in_use_is_not_replaced(store: Store, now: datetime, tmp_path: Path) -> None:
    file = backup.make(store, now)
    with pytest.raises(Blocked, match=r"store\.in-use"):
        backup.restore(file, store.folder, now)


def test_a_damaged_store_makes_no_backup(store: Store, now: datetime) -> None:
    add(store, now, "أولى")
    with store.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_keeps_rows")
        connection.exec_driver_sql("UPDATE audit SET actor = 'زور' WHERE seq = 1")
    with pytest.raises(Blocked, match=r"backup\.damaged"):
        backup.make(store, now)
    assert list((store.folder / "backups").iterdir()) == []


def rewritten(file: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(file) as old:
        members = {name: old.read(name) for name in old.namelist()}
    change(members)
    with zipfile.ZipFile(file, "w") as new:
        for name, content in members.items():
            new.writestr(name, content)


def later_format(members: dict[str, bytes]) -> None:
    members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | {"format": 9}).encode()


def other_head(members: dict[str, bytes]) -> None:
    members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | {"head": "00" * 32}).encode()


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda members: members.update({"../evil.txt": b"x"}), "backup.broken"),
        (lambda members: members.pop("vault.json"), "backup.broken"),
        (lambda members: members.update({"store.db": members["store.db"] + b"x"}), "backup.broken"),
        (lambda members: members.update({"manifest.json": b"{}"}), "backup.broken"),
        (lambda members: members.update({"manifest.json": b"[1]"}), "backup.broken"),
        (lambda members: members.update({"manifest.json": b"x" * 100_000}), "backup.broken"),
        (later_format, "backup.newer"),
        (other_head, "backup.broken"),
    ],
)
def test_a_strange_bundle_changes_nothing(
    store: Store,
    now: datetime,
    passphrase: str,
    tmp_path: Path,
    change: Callable[[dict[str, bytes]], None],
    key: str,
) -> None:
    file = backup.make(store, now)
    add(store, now, "أولى")
    store.close()
    rewritten(file, change)
    with pytest.raises(Blocked) as refused:
        backup.restore(file, store.folder, now, passphrase=passphrase)
    assert refused.value.key == key
    file.unlink()
    assert titles(store.folder, passphrase) == ["أولى"]
    assert not [path.name for path in store.folder.iterdir() if path.name.startswith(".")]


def test_no_bundle_at_all_is_an_obstacle(tmp_path: Path, now: datetime) -> None:
    (tmp_path / "a.sijill").write_bytes(b"not a bundle")
    for name, key in (("a.sijill", r"backup\.broken"), ("b.sijill", r"file\.unreadable")):
        with pytest.raises(Blocked, match=key):
            backup.restore(tmp_path / name, tmp_path / "store", now)


def test_a_wrong_passphrase_restores_nothing(store: Store, now: datetime, tmp_path: Path) -> None:
    file = backup.make(store, now)
    with pytest.raises(Blocked, match=r"vault\.passphrase-wrong"):
        backup.restore(file, tmp_path / "new", now, passphrase="لا")
    assert not (tmp_path / "new" / "store.db").exists()


@pytest.mark.parametrize("fall", range(7))
def test_a_fall_in_the_middle_of_replacing_leaves_old_or_new(
    store: Store, now: datetime, passphrase: str, fall: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    add(store, now, "قديمة")
    backup.export(store, tmp_path / "a.sijill", now)
    add(store, now, "جديدة")
    store.close()
    steps = 0
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        nonlocal steps
        steps += 1
        if steps > fall:
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with contextlib.suppress(KeyboardInterrupt):
        backup.restore(tmp_path / "a.sijill", store.folder, now, passphrase=passphrase)
    monkeypatch.undo()
    decided = replacing.pending(store.folder)
    found = titles(store.folder, passphrase)
    assert found in (["قديمة"], ["قديمة", "جديدة"])
    if decided:
        assert found == ["قديمة"]


def test_thinning_keeps_days_weeks_and_months(now: datetime) -> None:
    hourly = [now - timedelta(hours=n) for n in range(24 * 400)]
    kept = backup.kept(hourly, now)
    assert all(at in kept for at in hourly[:49])
    assert len([at for at in kept if now - at > timedelta(days=2)]) <= 12 + 10 + 9
    assert len({at.date() for at in kept if now - at < timedelta(days=11)}) == 12
    assert min(kept) > now - timedelta(days=9 * 31)


@given(
    st.lists(st.integers(0, 2300 * 24), min_size=1).map(
        lambda hours: [LATEST - timedelta(hours=n) for n in hours]
    )
)
def test_thinning_never_lets_go_of_the_newest_and_settles(moments: list[datetime]) -> None:
    kept = backup.kept(moments, LATEST)
    assert max(moments) in kept
    assert kept <= set(moments)
    assert backup.kept(kept, LATEST) == kept


def test_thinning_leaves_named_backups_alone(store: Store, now: datetime) -> None:
    named = backup.before(store, "before-0002")
    monthly = [
        named.with_name(f"{now - timedelta(days=31 * n):%Y-%m-%dT%H%M%SZ}.sijill") for n in range(1, 14)
    ]
    for file in monthly:
        file.touch()
    new = backup.make(store, now)
    assert named.exists()
    assert new.exists()
    assert [file.exists() for file in monthly[8:]] == [True] * 3 + [False] * 2
