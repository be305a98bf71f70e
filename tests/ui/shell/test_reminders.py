"""The digest greets once, alerts speak once at each threshold, and keep silent while they are snoozed."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from data.organisation import Task
from data.store import Store
from desktop import records
from tests.ui.conftest import NOW, settled, unnamed
from ui.desk import Desk
from ui.shell.alerts import snooze
from ui.shell.reminders import Reminders
from ui.shell.window import MainWindow

DUE = NOW.date() + timedelta(days=1)


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def window(qtbot: QtBot, make_desk: Callable[..., Desk], request: pytest.FixtureRequest) -> MainWindow:
    del request
    desk = make_desk("en")
    made = MainWindow(desk, lambda one: QLabel(one.words("app.name")))
    qtbot.addWidget(made)
    made.begin()
    made.show()
    return made


def add(store: Store) -> Task:
    with store.unit("سارة العمري", NOW, "add") as unit:
        return records.create(unit, Task, {"title": "Call Munira", "due_on": DUE})


def at(desk: Desk, monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(desk, "_clock", lambda: moment)


def test_alerts_and_digest(
    qtbot: QtBot, window: MainWindow, store: Store, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, task = window.desk, add(store)
    reminders = Reminders(desk, window, lambda _title, text: told.append(text))
    desk.open(store)
    qtbot.waitUntil(lambda: reminders.digest is not None)
    digest = reminders.digest
    assert digest is not None
    assert [line.key for line in digest.lines.rows.lines] == [task.id]
    assert unnamed(digest) == []
    digest.start.setChecked(False)
    digest.lines.clicked.emit(digest.lines.rows.index(0, 0))
    settled(qtbot, desk)
    assert window.place == "deadlines"
    assert desk.settings.digest == "off"
    assert told == []

    end = datetime.combine(DUE, datetime.max.time(), desk.zone)
    at(desk, monkeypatch, end - timedelta(hours=23))
    reminders.look()
    reminders.look()
    (said,) = told
    assert task.code in said
    assert "Munira" not in said

    snooze(desk, end - timedelta(hours=4))
    at(desk, monkeypatch, end - timedelta(hours=5))
    reminders.look()
    assert len(told) == 1
    at(desk, monkeypatch, end - timedelta(hours=3))
    reminders.look()
    assert len(told) == 2

    desk.close()
    at(desk, monkeypatch, end + timedelta(minutes=1))
    reminders.look()
    assert len(told) == 3
    assert task.code not in told[-1]
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), QWidget))
    settled(qtbot, desk)
