import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ui.tasks import Progress, Tasks


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_a_result_comes_back_on_the_window_s_thread(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[tuple[int, bool, bool]] = []
    window = threading.get_ident()

    def work(progress: Progress) -> tuple[int, bool]:
        progress.step()
        return 7, threading.get_ident() == window

    tasks.run(work, lambda found: seen.append((*found, threading.get_ident() == window)))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(7, False, True)]


def test_progress_is_told_in_order(qtbot: QtBot, tasks: Tasks) -> None:
    steps: list[tuple[int, int]] = []
    done: list[None] = []

    def work(progress: Progress) -> None:
        for at in range(1, 4):
            progress.step(at, 3)

    tasks.run(work, done.append, progress=lambda at, of: steps.append((at, of)))
    qtbot.waitUntil(lambda: bool(done))
    assert steps == [(1, 3), (2, 3), (3, 3)]


def test_an_error_goes_to_the_one_who_asked(qtbot: QtBot, tasks: Tasks) -> None:
    errors: list[Exception] = []

    def work(_: Progress) -> None:
        raise ValueError

    tasks.run(work, lambda _: None, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], ValueError)


def test_cancelled_work_stops_at_its_next_step_and_says_nothing(qtbot: QtBot, tasks: Tasks) -> None:
    started, go = threading.Event(), threading.Event()
    said: list[object] = []

    def work(progress: Progress) -> None:
        started.set()
        go.wait(5)
        progress.step()
        said.append("went on")

    job = tasks.run(work, said.append, failed=said.append)
    assert started.wait(5)
    job.cancel()
    go.set()
    qtbot.waitUntil(lambda: not tasks.busy())
    assert said == []


def test_a_result_for_a_widget_that_is_gone_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    said: list[object] = []
    owner = QObject()
    tasks.run(lambda _: 1, said.append, owner=owner)
    delete(owner)
    qtbot.waitUntil(lambda: not tasks.busy())
    assert said == []
