"""What stands in the window while no store is open."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from data import backup
from data.store import Store
from tests.ui.conftest import typed
from ui.desk import Desk
from ui.onboarding import page
from ui.onboarding.assistant import Assistant
from ui.onboarding.entrance import Entrance
from ui.onboarding.page import Page
from ui.onboarding.recents import remember
from ui.onboarding.steps import OrganisationStep
from ui.onboarding.unlock import Unlock
from ui.shell.window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, bare: Desk) -> Iterator[MainWindow]:
    made = MainWindow(bare, Entrance())
    qtbot.addWidget(made)
    made.begin()
    made.show()
    yield made
    bare.close()


def inside(window: MainWindow) -> QWidget:
    page = window.centralWidget()
    assert isinstance(page, Page)
    return page.inside


def test_a_machine_without_a_store_begins_with_the_assistant(window: MainWindow) -> None:
    assert isinstance(inside(window), Assistant)


def test_the_other_language_keeps_step_and_answers(qtbot: QtBot, window: MainWindow, bare: Desk) -> None:
    first = inside(window)
    assert isinstance(first, Assistant)
    first.go_on()
    typed(first.focusWidget(), "متجر")
    first.switch.click()
    qtbot.waitUntil(lambda: inside(window) is not first)
    anew = inside(window)
    assert isinstance(anew, Assistant)
    assert isinstance(anew.step, OrganisationStep)
    assert "متجر" in {anew.run.answers.name_ar, anew.run.answers.name_en}
    assert anew.next.text() == bare.words("onboarding.next")


def test_a_known_store_is_unlocked_and_locking_returns_there(qtbot: QtBot, bare: Desk, store: Store) -> None:
    store.close()
    remember(bare, store.folder)
    window = MainWindow(bare, Entrance())
    qtbot.addWidget(window)
    window.begin()
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    unlock = inside(window)
    assert isinstance(unlock, Unlock)
    assert unlock.door is not None
    with qtbot.waitSignal(bare.opened, timeout=5000):
        unlock.door.open.click()
    qtbot.waitUntil(lambda: window.page is not None)
    window.commands.action("desk.lock").trigger()
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), Page))
    locked = inside(window)
    assert isinstance(locked, Unlock)
    assert locked.locked
    assert locked.folder == store.folder


def test_a_new_store_can_be_begun_and_left(qtbot: QtBot, bare: Desk, tmp_path: Path) -> None:
    remember(bare, tmp_path / "known")
    window = MainWindow(bare, Entrance())
    qtbot.addWidget(window)
    window.begin()
    window.show()
    unlock = inside(window)
    assert isinstance(unlock, Unlock)
    unlock.new.click()
    assistant = inside(window)
    assert isinstance(assistant, Assistant)
    assistant.leave.click()
    assert isinstance(inside(window), Unlock)


def test_a_bundle_becomes_a_store_of_its_own(
    qtbot: QtBot, bare: Desk, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = tmp_path / "given.sijill"
    backup.export(store, bundle, bare.now())
    store.close()
    asked: list[str] = []

    def confirm(*said: str, **_: bool) -> bool:
        asked.append(said[3])
        return True

    monkeypatch.setattr(page, "confirm", confirm)
    window = MainWindow(bare, Entrance(bundle))
    qtbot.addWidget(window)
    window.begin()
    window.show()
    qtbot.waitUntil(lambda: isinstance(inside(window), Unlock))
    assert "given.sijill" in asked[0]
    unlock = inside(window)
    assert isinstance(unlock, Unlock)
    assert unlock.folder is not None
    assert unlock.folder != store.folder
    assert (unlock.folder / "store.db").read_bytes()[:16] == (store.folder / "store.db").read_bytes()[:16]


def test_a_bundle_that_is_none_is_refused_in_a_sentence(
    qtbot: QtBot, bare: Desk, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = tmp_path / "wrong.sijill"
    wrong.write_bytes(b"PK nothing of the kind")
    monkeypatch.setattr(page, "confirm", lambda *_, **__: True)
    first = inside(window)
    assert isinstance(first, Assistant)
    monkeypatch.setattr(page, "choose_file", lambda *_: None)
    first.bundle.click()
    shown = window.centralWidget()
    assert isinstance(shown, Page)
    shown.bring_in(wrong)
    qtbot.waitUntil(first.banner.isVisible)
    assert inside(window) is first
    assert not bare.tasks.busy()
