"""Kills and losses of power, in small numbers; `python -m benchmarks.store_torture` does the thousands."""

import shutil
import sys
from pathlib import Path

import pytest

from benchmarks import store_torture
from data import backup
from data.errors import Blocked
from data.store import Store

observed = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("cc") is None,
    reason="the disk is observed through a compiled library",
)


def test_a_kill_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    folder = store_torture.make(tmp_path / "store")
    acknowledged, found = store_torture.kill(folder, 5)
    assert acknowledged >= 5
    assert 0 <= found - acknowledged <= 1, "at most the commit that was under way is there unacknowledged"


@observed
def test_a_loss_of_power_loses_nothing_and_the_rig_can_tell(tmp_path: Path) -> None:
    assert store_torture.power(tmp_path, 6, "FULL", commits=5) == (0, 0)
    corrupt, lost = store_torture.power(tmp_path, 4, "NORMAL", commits=5)
    assert corrupt == 0
    assert lost > 0


def test_every_flipped_bit_is_told_before_anything_is_shown(tmp_path: Path) -> None:
    assert store_torture.corrupt(tmp_path, 8) == (8, 0)


def test_what_a_fall_left_of_a_backup_is_swept_out(store: Store, now: object) -> None:
    left = store.folder / "backups" / ".making-x"
    left.mkdir(parents=True)
    (left / "store.db").write_bytes(b"half")
    backup.before(store, "before-0002")
    assert [path.name for path in left.parent.iterdir()] == ["before-0002.sijill"]


def test_a_full_disk_leaves_no_half_backup(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("data.bundle.zipfile.ZipFile.write", full)
    with pytest.raises(Blocked, match=r"store\.full"):
        backup.before(store, "before-0002")
    assert list((store.folder / "backups").iterdir()) == []
