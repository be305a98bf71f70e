"""Opening a store again: the right passphrase, the wrong one, the recovery code, and stores that will not open."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from data import backup, vault
from data.audit import Stamp
from data.database import DATABASE
from data.organisation import Organisation
from data.store import Opened, Store
from tests.ui.conftest import NOW, settled, typed, unnamed
from tests.ui.onboarding.conftest import PASSPHRASE
from ui.desk import Desk
from ui.onboarding.doors import CodeDoor, OpenDoor, PassphraseDoor
from ui.onboarding.recents import recents, remember
from ui.onboarding.unlock import Unlock

SECRET = PASSPHRASE["ar"]


@pytest.fixture
def closed(tmp_path: Path) -> Opened:
    organisation = Organisation(name_ar="متجر نخلة", laws=["SA"])
    stamp = Stamp("سارة", NOW, "create")
    opened = Store.create(tmp_path / "desk", organisation, stamp, passphrase=SECRET, cost=vault.FLOOR)
    opened.store.close()
    return opened


@pytest.fixture
def folder(closed: Opened) -> Path:
    return closed.store.folder


@pytest.fixture
def unlock(qtbot: QtBot, bare: Desk, folder: Path) -> Iterator[Unlock]:
    remember(bare, folder)
    made = at_door(qtbot, bare, folder)
    opened: list[Store] = []
    made.opened.connect(opened.append)
    yield made
    for store in opened:
        store.close()


def at_door(qtbot: QtBot, desk: Desk, folder: Path | None) -> Unlock:
    made = Unlock(desk, folder)
    qtbot.addWidget(made)
    made.resize(1000, 720)
    with qtbot.waitExposed(made):
        made.show()
    return made


def enter(qtbot: QtBot, unlock: Unlock) -> None:
    QTest.keyClick(unlock.focusWidget() or unlock, Qt.Key.Key_Return)
    settled(qtbot, unlock.desk)


def test_the_passphrase_typed_opens_the_store(qtbot: QtBot, unlock: Unlock) -> None:
    typed(unlock.focusWidget(), SECRET)
    with qtbot.waitSignal(unlock.opened):
        enter(qtbot, unlock)


def test_a_wrong_passphrase_is_said_beside_the_field_and_typed_over(
    qtbot: QtBot, unlock: Unlock, bare: Desk
) -> None:
    typed(unlock.focusWidget(), "عبارة أخرى")
    enter(qtbot, unlock)
    door = unlock.door
    assert isinstance(door, PassphraseDoor)
    assert door.fields["passphrase"].blamed == bare.words("error.vault.passphrase-wrong")
    assert unlock.focusWidget() is door.passphrase
    typed(door.passphrase, SECRET)
    with qtbot.waitSignal(unlock.opened):
        enter(qtbot, unlock)


def test_nothing_typed_is_told_without_trying(qtbot: QtBot, unlock: Unlock, bare: Desk) -> None:
    QTest.keyClick(unlock.focusWidget(), Qt.Key.Key_Return)
    assert not unlock.busy
    assert unlock.door is not None
    assert unlock.door.fields["passphrase"].blamed == bare.words("error.passphrase.empty")


def test_the_recovery_code_opens_and_sets_a_new_passphrase(
    qtbot: QtBot, unlock: Unlock, closed: Opened, folder: Path
) -> None:
    assert unlock.door is not None
    unlock.door.turn.click()
    door = unlock.door
    assert isinstance(door, CodeDoor)
    typed(door.code, closed.recovery_code.lower().replace("-", " "))
    typed(door.passphrase, "غيمة بيضاء قرب الميناء")
    typed(door.again, "غيمة بيضاء قرب الميناء")
    with qtbot.waitSignal(unlock.opened) as opened:
        enter(qtbot, unlock)
    assert opened.args is not None
    opened.args[0].close()
    Store.open(folder, "غيمة بيضاء قرب الميناء").close()
    Store.open(folder, code=closed.recovery_code).close()


def test_a_misread_code_is_told_before_anything_is_tried(qtbot: QtBot, unlock: Unlock, bare: Desk) -> None:
    unlock.turn_to(unlock.folder, code=True)
    door = unlock.door
    assert isinstance(door, CodeDoor)
    typed(door.code, "ABCDE-12345")
    QTest.keyClick(door.code, Qt.Key.Key_Return)
    assert not unlock.busy
    assert door.fields["code"].blamed == bare.words("error.vault.code")


def test_another_stores_code_is_told(qtbot: QtBot, unlock: Unlock, bare: Desk) -> None:
    unlock.turn_to(unlock.folder, code=True)
    door = unlock.door
    assert isinstance(door, CodeDoor)
    typed(door.code, vault.write_code(b"0" * 20))
    typed(door.passphrase, SECRET)
    typed(door.again, SECRET)
    enter(qtbot, unlock)
    assert door.fields["code"].blamed == bare.words("error.vault.code-wrong")


def test_a_sample_opens_without_a_passphrase(qtbot: QtBot, bare: Desk, store: Store) -> None:
    store.close()
    unlock = at_door(qtbot, bare, store.folder)
    assert isinstance(unlock.door, OpenDoor)
    with qtbot.waitSignal(unlock.opened) as opened:
        enter(qtbot, unlock)
    assert opened.args is not None
    opened.args[0].close()


def test_a_store_in_use_is_told(qtbot: QtBot, unlock: Unlock, bare: Desk, folder: Path) -> None:
    other = Store.open(folder, SECRET)
    typed(unlock.focusWidget(), SECRET)
    enter(qtbot, unlock)
    assert bare.words("unlock.in-use-title") in unlock.trouble.text
    assert bare.words("unlock.in-use-next") in unlock.trouble.text
    other.close()


def test_an_absent_folder_says_what_to_do(qtbot: QtBot, bare: Desk, tmp_path: Path) -> None:
    unlock = at_door(qtbot, bare, tmp_path / "gone")
    assert bare.words("unlock.absent-title") in unlock.trouble.text
    assert bare.words("unlock.absent-next") in unlock.trouble.text
    assert unlock.door is None


def test_a_store_of_a_newer_program_is_told(qtbot: QtBot, bare: Desk, folder: Path) -> None:
    for name in (vault.NAME, vault.COPY):
        path = folder / name
        path.write_text(path.read_text().replace('"format": 1', '"format": 99'))
    unlock = at_door(qtbot, bare, folder)
    assert bare.words("unlock.newer-title") in unlock.trouble.text


def damage(folder: Path) -> None:
    file = folder / DATABASE
    content = bytearray(file.read_bytes())
    content[5000:5100] = bytes(100)
    file.write_bytes(content)


def test_a_damaged_store_without_a_backup_is_told(
    qtbot: QtBot, unlock: Unlock, bare: Desk, folder: Path
) -> None:
    damage(folder)
    typed(unlock.focusWidget(), SECRET)
    enter(qtbot, unlock)
    assert bare.words("unlock.damaged-title") in unlock.trouble.text
    assert bare.words("unlock.no-backup") in unlock.trouble.text


def test_a_damaged_store_comes_back_from_its_last_whole_backup(
    qtbot: QtBot, unlock: Unlock, bare: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(folder, SECRET)
    backup.make(store, NOW - timedelta(hours=2))
    broken = backup.make(store, NOW - timedelta(hours=1))
    store.close()
    broken.write_bytes(broken.read_bytes()[:2000])
    damage(folder)
    monkeypatch.setattr("ui.onboarding.unlock.confirm", lambda *_, **__: True)
    typed(unlock.focusWidget(), SECRET)
    enter(qtbot, unlock)
    said = bare.calendar.moment(bare.local(NOW - timedelta(hours=1)))
    assert bare.words("unlock.backup", date=said) in unlock.trouble.text
    unlock._restore(NOW - timedelta(hours=1))
    settled(qtbot, bare)
    said = bare.calendar.moment(bare.local(NOW - timedelta(hours=2)))
    assert unlock.making.said == bare.words("unlock.restored", date=said)
    typed(unlock.focusWidget(), SECRET)
    with qtbot.waitSignal(unlock.opened):
        enter(qtbot, unlock)


def test_recent_stores_are_chosen_and_forgotten(
    qtbot: QtBot, bare: Desk, folder: Path, tmp_path: Path
) -> None:
    remember(bare, tmp_path / "older")
    remember(bare, folder)
    unlock = at_door(qtbot, bare, folder)
    assert recents(bare) == [folder, tmp_path / "older"]
    unlock.list.setFocus()
    QTest.keyClick(unlock.list, Qt.Key.Key_Down)
    assert unlock.folder == tmp_path / "older"
    unlock.forget.click()
    assert recents(bare) == [folder]
    assert unlock.folder == folder


def test_every_state_names_all_its_controls(qtbot: QtBot, unlock: Unlock, tmp_path: Path) -> None:
    assert unnamed(unlock) == []
    unlock.turn_to(unlock.folder, code=True)
    assert unnamed(unlock) == []
    unlock.turn_to(tmp_path / "gone")
    assert unnamed(unlock) == []


def test_locked_says_that_everything_is_kept(
    qtbot: QtBot, make_desk: Callable[..., Desk], folder: Path
) -> None:
    desk = make_desk("ar")
    unlock = Unlock(desk, folder, locked=True)
    qtbot.addWidget(unlock)
    unlock.show()
    shown = [label.text() for label in unlock.findChildren(type(unlock._path))]
    assert any(desk.words("unlock.locked") in text for text in shown)


def test_a_broken_law_file_is_told_at_the_door_and_the_store_stays_closed(
    qtbot: QtBot, unlock: Unlock, folder: Path
) -> None:
    own = folder / "law" / "own.toml"
    own.parent.mkdir()
    own.write_bytes(
        b'changes = "SA"\r\n\r\n[[fact]]\r\npath = "request.clock"\r\nreason = "x"\r\namuont = 20\r\n'
    )
    typed(unlock.focusWidget(), SECRET)
    enter(qtbot, unlock)
    assert "own.toml" in unlock.trouble.text
    assert "amuont" in unlock.trouble.text
    own.unlink()
    assert isinstance(unlock.door, PassphraseDoor)
    unlock.door.passphrase.clear()
    unlock.door.passphrase.setFocus()
    typed(unlock.door.passphrase, SECRET)
    with qtbot.waitSignal(unlock.opened):
        enter(qtbot, unlock)
