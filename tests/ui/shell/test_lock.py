"""Locking: by key, by idleness, by sleep and by the screen; and what a locked desk leaves behind."""

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from data.store import Store
from desktop.settings import Settings
from tests.ui.conftest import NOW
from ui import app
from ui.desk import Desk
from ui.shell.lock import IdleLock, SleepLock
from ui.tasks import Tasks

_ROOT = Path(app.__file__).parents[1]
Lockable = tuple[Desk, list[str], list[datetime]]


@pytest.fixture
def lockable(store: Store, tmp_path: Path) -> Lockable:
    happened: list[str] = []
    clock = [NOW]
    tasks = Tasks()
    desk = Desk(
        Settings(lang="ar", lock_minutes=10),
        tasks,
        lambda: clock[0],
        file=tmp_path / "settings.json",
        restart=lambda: happened.append("restart"),
    )
    desk.closing.connect(lambda: happened.append("drafts"))
    desk.closed.connect(lambda: happened.append("closed"))
    desk.open(store)
    tasks.close()
    return desk, happened, clock


def test_locking_keeps_drafts_closes_the_store_and_begins_anew_once(lockable: Lockable) -> None:
    desk, happened, _ = lockable
    desk.lock()
    desk.lock()
    assert happened == ["drafts", "closed", "restart"]
    assert desk.store is None


def test_closing_is_not_locking(lockable: Lockable) -> None:
    desk, happened, _ = lockable
    desk.close()
    assert happened == ["drafts", "closed"]


def test_a_desk_that_nobody_touches_locks(lockable: Lockable, qapp: QApplication, qtbot: QtBot) -> None:
    desk, happened, _ = lockable
    idle = IdleLock(desk, qapp)
    idle.touch()
    assert idle._timer.interval() == 10 * 60_000
    idle._timer.start(1)  # nobody waits ten minutes for a test
    qtbot.waitUntil(lambda: "restart" in happened, timeout=1000)
    idle.deleteLater()


@pytest.mark.parametrize("how", ["clock", "bus"])
def test_a_sleep_locks(lockable: Lockable, how: str) -> None:
    desk, happened, clock = lockable
    lock = SleepLock(desk, desk, buses=lambda: (QDBusConnection("none"), QDBusConnection("none")))
    clock[0] += timedelta(seconds=20)
    lock.look()
    lock.hear(False)
    assert desk.store is not None
    if how == "clock":
        clock[0] += timedelta(hours=2)
        lock.look()
    else:
        lock.hear(True)
    assert happened[-1] == "restart"


@pytest.mark.skipif(sys.platform == "win32", reason="a process there cannot give up its place")
def test_a_process_gives_its_place_to_one_that_is_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(sys, "orig_argv", ["python", "-m", "ui", app.LOCKED])
    monkeypatch.setattr("os.execv", lambda program, words: called.append([program, *words]))
    app.begin_anew()
    assert called == [[sys.executable, sys.executable, "-m", "ui", app.LOCKED]]


@pytest.mark.skipif(sys.platform != "linux", reason="read from the kernel")
def test_a_crash_leaves_no_image_of_the_memory() -> None:
    code = (
        "import ctypes, resource; from desktop.process import leave_no_core; leave_no_core();"
        "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=_ROOT, capture_output=True, check=True)  # noqa: S603  # our own interpreter
    assert done.stdout.decode().strip() == "(0, 0) 0"
