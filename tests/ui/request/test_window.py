"""A request from its first call to its end with the keys of the real window alone, and what is left once it is erased."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from data.request import Request
from data.store import Store
from data.verify import verify
from tests.data.raw import holds
from tests.ui.conftest import NOW, settled, typed, unnamed
from ui.desk import Desk
from ui.request.acting import ActDialog
from ui.request.creating import NewRequest
from ui.request.page import Page
from ui.shell.window import MainWindow
from ui.widgets.editor import Editor

W = TypeVar("W", bound=QWidget)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(params=[("ar", "light"), ("en", "dark")])
def desk(request: pytest.FixtureRequest, make_desk: Callable[..., Desk], store: Store) -> Desk:
    return make_desk(*request.param, store=store)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> MainWindow:
    opened = MainWindow(desk, lambda _: QWidget())
    qtbot.addWidget(opened)
    opened.resize(1366, 768)
    opened.begin()
    opened.show()
    opened.go("requests")
    settled(qtbot, desk)
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    return opened


def shown(kind: type[W]) -> W:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    return found


def choose(editor: Editor, key: str) -> None:
    """Go down a drop-down list with the arrow until the key stands there."""
    combo = editor.combo  # type: ignore[attr-defined]  # an editor of choices
    combo.setFocus()
    for _ in range(combo.count()):
        if combo.currentData() == key:
            return
        QTest.keyClick(combo, Qt.Key.Key_Down)
    raise AssertionError(key)


def write(editor: Editor, text: str) -> None:
    inner = editor.findChild(QLineEdit) or editor.text  # type: ignore[attr-defined]  # a line or a text
    inner.setFocus()
    typed(inner, text)


def answer(dialog: ActDialog) -> None:
    assert unnamed(dialog) == []
    assert dialog.height() <= 768
    dialog.yes.setFocus()
    QTest.keyClick(dialog.yes, Qt.Key.Key_Space)
    assert not dialog.isVisible(), dialog.banner.text


def page_of(window: MainWindow) -> Page:
    assert isinstance(window.page, Page)
    return window.page


def fresh(store: Store) -> Request:
    (found,) = store.all(Request)
    return found


def register(window: MainWindow, store: Store) -> Request:
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    form = shown(NewRequest)
    assert unnamed(form) == []
    editors = form.form.editors
    rights = editors["rights"]
    for tag in rights.findChildren(QWidget):
        if getattr(tag, "text", str)() == form.desk.pack.rights.items["access"].name.text(form.desk.lang):  # type: ignore[union-attr]
            QTest.keyClick(tag, Qt.Key.Key_Space)
    choose(editors["channel"], "phone")
    write(editors["requester_name"], "زرقاء اليمامة")
    QTest.keyClick(form, Qt.Key.Key_Return)
    assert not form.isVisible()
    return fresh(store)


def test_from_a_call_to_the_end_by_keys(window: MainWindow, store: Store, desk: Desk) -> None:
    request = register(window, store)
    assert (request.rights, request.channel, request.received_at) == (["access"], "phone", NOW)
    detail = page_of(window).detail
    QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
    dialog = shown(ActDialog)
    choose(dialog.editors["method"], "account")
    choose(dialog.editors["result"], "confirmed")
    answer(dialog)
    assert fresh(store).stage == "search"
    for stage in ("review", "answer"):
        QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
        dialog = shown(ActDialog)
        if "redacted" in dialog.editors:
            dialog.editors["redacted"].set_value(True)
        answer(dialog)
        assert fresh(store).stage == stage
    QTest.keyClick(window, Qt.Key.Key_E, CTRL)
    dialog = shown(ActDialog)
    assert dialog.editors["kind"].value() == "answer"
    answer(dialog)
    assert detail.tabs.current() == "letters"
    QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
    dialog = shown(ActDialog)
    choose(dialog.editors["outcome"], "fulfilled")
    answer(dialog)
    QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
    answer(shown(ActDialog))
    done = fresh(store)
    assert (done.stage, done.outcome, len(done.messages)) == ("closed", "fulfilled", 1)
    for tab in ("overview", "details", "search", "letters", "follow", "beside"):
        detail.tabs.select(tab)
        assert unnamed(detail) == [], tab
    assert not detail.next.isVisible()  # nothing comes next while the record is kept
    del desk


def test_an_illegal_move_is_told_and_nothing_changes(window: MainWindow, store: Store, desk: Desk) -> None:
    request = register(window, store)
    page_of(window).detail.act("answer")
    dialog = shown(ActDialog)
    choose(dialog.editors["outcome"], "fulfilled")
    dialog.yes.setFocus()
    QTest.keyClick(dialog.yes, Qt.Key.Key_Space)
    assert dialog.isVisible()
    assert desk.words("error.request.not-identified") in dialog.banner.text
    dialog.reject()
    assert fresh(store).stage == request.stage == "receipt"


def test_what_was_erased_cannot_come_back(
    window: MainWindow, store: Store, desk: Desk, tmp_path: Path
) -> None:
    register(window, store)
    page, (kept,) = page_of(window), store.all(Request)
    (tmp_path / "زرقاء.txt").write_text("صورة جوازها", encoding="utf-8")
    page.detail.letters.begin()
    answer(shown(ActDialog))
    page.detail.beside.files.attach([tmp_path / "زرقاء.txt"])
    with desk.unit("edit-request") as unit:
        unit.get(Request, kept.id).keep_until = (NOW - timedelta(days=1)).date()
    for name in ("withdraw", "erase"):
        page.detail.act(name)
        answer(shown(ActDialog))
    assert verify(store).ok
    for _ in range(8):
        desk.undo()
    for _ in range(8):
        desk.redo()
    gone = fresh(store)
    assert (gone.requester_name, gone.messages, gone.stage) == ("", [], "withdrawn")
    assert gone.erased_at == NOW
    assert not any(holds(store.folder, store.key, said) for said in ("زرقاء", "صورة جوازها"))
    assert verify(store).ok
    assert not page.detail.form.isEnabled()
    assert unnamed(page.detail) == []
