from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from data import backup, bundle
from data.policy import Policy
from data.store import Store
from desktop.home import Central
from ui.desk import Desk, Notice
from ui.shell import keeping
from ui.shell.keeping import Keeper


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "elsewhere"
    monkeypatch.setattr(keeping, "settled", lambda: Central(backup_folder=str(folder)))
    return folder


@pytest.fixture
def keeper(qtbot: QtBot, desk: Desk) -> Iterator[Keeper]:
    window = QWidget()
    qtbot.addWidget(window)
    made = Keeper(desk, window)
    yield made
    made.stop()


def test_a_change_is_backed_up_by_itself_once(qtbot: QtBot, desk: Desk, store: Store, keeper: Keeper) -> None:
    with qtbot.waitSignal(keeper.made):
        keeper._look()
    assert len(backup.made(store.folder / "backups")) == 1
    assert not backup.changed(store)
    keeper._look()
    assert not keeper.busy()
    with desk.unit("add") as unit:
        unit.add(Policy(title_ar="سياسة"))
    assert backup.changed(store)


def test_a_copy_goes_to_the_administrators_folder(
    qtbot: QtBot, store: Store, keeper: Keeper, elsewhere: Path
) -> None:
    with qtbot.waitSignal(keeper.made):
        keeper.back_up()
    (copy,) = elsewhere.rglob("*.sijill")
    (own,) = (store.folder / "backups").glob("*.sijill")
    assert copy.read_bytes() == own.read_bytes()
    assert not list(elsewhere.rglob("*.part"))


def test_a_folder_that_cannot_be_written_is_told_and_the_backup_stays(
    qtbot: QtBot, desk: Desk, store: Store, keeper: Keeper, elsewhere: Path
) -> None:
    elsewhere.write_text("a file where a folder was meant", encoding="utf-8")
    said: list[Notice] = []
    desk.said.connect(said.append)
    keeper.back_up()
    qtbot.waitUntil(lambda: not keeper.busy())
    assert said[-1].tone == "danger"
    assert str(elsewhere) in said[-1].text
    assert len(list((store.folder / "backups").glob("*.sijill"))) == 1


def test_a_bundle_is_saved_where_the_officer_says(
    qtbot: QtBot, keeper: Keeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out" / "bundle"
    target.parent.mkdir()
    monkeypatch.setattr(keeping, "choose_target", lambda *_: target)
    with qtbot.waitSignal(keeper.made):
        keeper.save_bundle()
    assert bundle.read_manifest(target.with_suffix(".sijill")).seq > 0
