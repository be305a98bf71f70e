"""A large store is looked through after it was opened; damage closes it once the officer has read of it."""

import pytest
from pytestqt.qtbot import QtBot

from data.errors import Blocked
from data.store import Store
from ui.desk import Desk
from ui.shell import checking
from ui.shell.checking import Checking
from ui.shell.window import MainWindow


@pytest.fixture
def large(store: Store) -> Store:
    store.unchecked = True
    return store


def test_a_sound_store_is_looked_through_in_the_background(qtbot: QtBot, desk: Desk, large: Store) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    watching = Checking(desk, window)
    desk.opened.emit()
    assert watching.busy()
    qtbot.waitUntil(lambda: not watching.busy(), timeout=5000)
    assert not large.unchecked
    desk.opened.emit()
    assert not watching.busy()


def test_damage_is_told_and_the_store_closed(
    qtbot: QtBot, desk: Desk, large: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def damaged(_progress: object) -> None:
        raise Blocked("store.damaged")

    def read(_desk: Desk, _parent: object, _title: str, text: str, _act: str) -> bool:
        told.append(text)
        return True

    monkeypatch.setattr(large, "check", damaged)
    monkeypatch.setattr(checking, "confirm", read)
    window = MainWindow()
    qtbot.addWidget(window)
    watching = Checking(desk, window)
    with qtbot.waitSignal(desk.closed):
        desk.opened.emit()
    assert told == [desk.words("error.store.damaged")]
    assert not watching.busy()
    assert desk.store is None
