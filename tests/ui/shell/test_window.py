from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from data.errors import Blocked
from data.organisation import Task
from data.policy import Policy
from data.sharing import Party
from data.store import Store
from desktop import records
from tests.ui.conftest import settled, typed, unnamed
from ui.desk import Desk
from ui.places import places
from ui.shell.crash import CrashWindow, details
from ui.shell.finding import Hit
from ui.shell.keys import KeySheet
from ui.shell.navigation import NavButton
from ui.shell.palette import CommandBox
from ui.shell.window import MainWindow
from ui.widgets.listdetail import ListDetail

Open = Callable[[Desk], MainWindow]


def entrance(desk: Desk) -> QWidget:
    return QLabel(desk.words("app.name"))


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    def make(desk: Desk) -> MainWindow:
        window = MainWindow(desk, entrance)
        qtbot.addWidget(window)
        window.begin()
        window.show()
        settled(qtbot, desk)
        return window

    return make


def found(qtbot: QtBot, box: CommandBox) -> list[Hit]:
    """Tell what the box offers once it has looked everywhere."""
    qtbot.waitUntil(lambda: not box.seeking)
    return box.hits


def test_the_entrance_stands_open_while_there_is_no_store(
    make_desk: Callable[..., Desk], opened: Open
) -> None:
    window = opened(make_desk("ar"))
    assert isinstance(window.centralWidget(), QLabel)
    assert list(window.commands) == []


def test_opening_and_locking_a_store_changes_what_stands_in_the_window(
    qtbot: QtBot, make_desk: Callable[..., Desk], store: Store, opened: Open
) -> None:
    desk = make_desk("en")
    window = opened(desk)
    desk.open(store)
    qtbot.waitUntil(lambda: window.page is not None)
    settled(qtbot, desk)
    window.commands.run("desk.lock")
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), QLabel))
    assert desk.store is None


def test_every_control_of_every_page_is_named(qtbot: QtBot, desk: Desk, opened: Open) -> None:
    window = opened(desk)
    for place in places():
        window.go(place.name)
        settled(qtbot, desk)
        assert unnamed(window) == [], place.name


def test_no_two_commands_share_a_key_on_any_page(desk: Desk, opened: Open) -> None:
    window = opened(desk)
    for place in places():
        window.go(place.name)
        keys = [command.key for command in window.commands if command.key]
        assert len(keys) == len(set(keys)), place.name
        assert all(f"command.{command.id}" in desk.words for command in window.commands)


def test_the_language_changes_without_a_restart(qtbot: QtBot, desk_ar: Desk, opened: Open) -> None:
    window = opened(desk_ar)
    place = window.place
    window.commands.run("desk.language")
    qtbot.waitUntil(lambda: window.layoutDirection() is Qt.LayoutDirection.LeftToRight)
    settled(qtbot, desk_ar)
    assert window.place == place
    assert desk_ar.words(f"nav.{place}") in window.windowTitle()


def test_the_theme_turns_and_is_kept(qtbot: QtBot, desk_en: Desk, opened: Open) -> None:
    window = opened(desk_en)
    window.commands.run("desk.theme")
    settled(qtbot, desk_en)
    assert desk_en.settings.theme == "dark"
    assert desk_en.theme.dark


def test_the_command_box_finds_records_and_acts(qtbot: QtBot, desk: Desk, opened: Open) -> None:
    with desk.unit("add") as unit:
        unit.add(Policy(title_ar="سياسة الخصوصيّة", title_en="Privacy policy"))
    window = opened(desk)
    window.seek()
    box = window._furniture.topbar.box  # type: ignore[union-attr]  # the store is open
    typed(box, "الخصوصيه")
    assert [hit.icon for hit in found(qtbot, box)] == ["file-text"]
    box.clear()
    typed(box, desk.words("command.desk.keys")[:6])
    assert "keyboard" in [hit.icon for hit in found(qtbot, box)]
    box.clear()
    typed(box, {"ar": "خرق", "en": "leak"}[desk.lang])
    assert any(desk.words("command.go.breaches") in hit.text for hit in found(qtbot, box))


def test_the_command_box_finds_records_by_what_was_chosen_for_them(
    qtbot: QtBot, desk: Desk, opened: Open
) -> None:
    with desk.unit("add") as unit:
        party = unit.add(Party(name_ar="نسر البر", name_en="Nisr", category="shipping", country="MA"))
        unit.add(Party(name_ar="دفتر الصرف", category="payment", country="AE"))
    window = opened(desk)
    window.seek()
    box = window._furniture.topbar.box  # type: ignore[union-attr]  # the store is open
    for said in ("شحن", "shipping", "المغرب", "morocco ship"):
        box.clear()
        typed(box, said)
        assert [hit.entry.id for hit in found(qtbot, box) if hit.entry] == [party.id], said


def test_enter_in_the_command_box_does_what_is_chosen(qtbot: QtBot, desk: Desk, opened: Open) -> None:
    window = opened(desk)
    window.seek()
    box = window._furniture.topbar.box  # type: ignore[union-attr]  # the store is open
    typed(box, desk.words("command.go.settings"))
    QTest.keyPress(box, Qt.Key.Key_Return)
    assert window.place == "settings"
    assert box.text() == ""


def test_tab_offers_what_the_rules_allow_on_a_found_record(
    qtbot: QtBot, desk: Desk, opened: Open, store: Store
) -> None:
    with desk.unit("add") as unit:
        task = records.create(unit, Task, {"title": "مراجعة عقد الشحن"})
    window = opened(desk)
    window.seek()
    box = window._furniture.topbar.box  # type: ignore[union-attr]  # the store is open
    assert [hit.entry.id for hit in found(qtbot, box) if hit.entry] == [task.id]  # changed lately
    typed(box, "عقد الشحن")
    QTest.keyPress(box, Qt.Key.Key_Tab)
    names = [hit.doing.act.name for hit in found(qtbot, box) if hit.doing]
    assert {"done", "bin", "attach", "add-task"} <= set(names)
    assert not {"reopen", "restore"} & set(names)
    QTest.keyPress(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    assert not [hit for hit in found(qtbot, box) if hit.doing]
    typed(box, "عقد الشحن")
    QTest.keyPress(box, Qt.Key.Key_Tab)
    typed(box, desk.words("act.done"))
    QTest.keyPress(box, Qt.Key.Key_Down)
    QTest.keyPress(box, Qt.Key.Key_Return)
    settled(qtbot, desk)
    assert store.get(Task, task.id).done_at is not None
    assert window.place == "deadlines"
    window.seek()
    typed(box, "لا وجود لهذا")
    assert found(qtbot, box) == []
    assert box._list.count() == 1  # says that nothing was found


def test_an_obstacle_is_said_in_the_window(qtbot: QtBot, desk: Desk, opened: Open) -> None:
    window = opened(desk)
    desk.problem(Blocked("record.absent", id="PO-1"))
    assert window._furniture is not None
    assert "PO-1" in window._furniture.toast.text
    assert window._furniture.toast.isVisible()


def test_an_act_can_be_taken_back_and_done_again(qtbot: QtBot, desk: Desk, opened: Open) -> None:
    window = opened(desk)
    assert desk.store is not None
    with desk.unit("add") as unit:
        unit.add(Policy(title_ar="سياسة"))
    window.commands.run("desk.undo")
    assert desk.store.all(Policy) == []
    window.commands.run("desk.redo")
    assert [policy.title_ar for policy in desk.store.all(Policy)] == ["سياسة"]
    settled(qtbot, desk)


def test_the_key_sheet_lists_every_key(qtbot: QtBot, desk: Desk, opened: Open) -> None:
    window = opened(desk)
    sheet = KeySheet(desk, window.commands, window)
    qtbot.addWidget(sheet)
    said = {label.text() for label in sheet.findChildren(QLabel)}
    assert {desk.words(f"command.{one.id}") for one in window.commands if one.key} <= {
        text.strip("\u200e\u200f\u2068\u2069") for text in said
    }


def test_a_fault_is_told_without_what_was_typed(qtbot: QtBot, desk: Desk) -> None:
    secret = "اسم صاحب البيانات"

    def fail() -> None:
        raise RuntimeError(secret)

    with pytest.raises(RuntimeError) as caught:
        fail()
    crash = CrashWindow(desk, caught.value)
    qtbot.addWidget(crash)
    assert secret not in details(caught.value)
    assert "RuntimeError" in crash.details
    assert unnamed(crash) == []


def test_size_and_place_are_remembered(desk: Desk, opened: Open) -> None:
    window = opened(desk)
    window.go("settings")
    window.close()
    assert desk.settings.place == "settings"
    assert desk.settings.geometry


def test_a_kept_view_stands_in_the_sidebar_shows_its_list_is_renamed_and_removed(
    qtbot: QtBot, desk: Desk, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk.unit("add") as unit:
        unit.add(Policy(title_ar="سياسة الخصوصية"))
    window = opened(desk)
    window.go("policies")
    (shown,) = [one for one in window.findChildren(ListDetail) if one.table.entry is Policy]
    shown.search.setText("غير موجود")
    shown.keep_view("بلا نتائج")
    shown.search.clear()

    def kept(name: str = "بلا نتائج") -> list[NavButton]:
        return [one for one in window.findChildren(NavButton) if one.text() == name and one.isVisible()]

    qtbot.waitUntil(lambda: bool(kept()))
    shown.list.filters.set_chosen({})
    shown.keep_view("كل شيء")
    settled(qtbot, desk)
    counts = {one.text(): one.toolTip() for one in window.findChildren(NavButton) if one.isVisible()}
    assert counts["كل شيء"] == desk.words("table.count", n=1)
    assert counts["بلا نتائج"] == ""
    window.go("settings")
    kept()[0].click()
    assert window.place == "policies"
    assert shown.search.text() == "غير موجود"
    monkeypatch.setattr("ui.shell.views.ask_line", lambda *_, start: f"{start} بعد")
    kept()[0].setFocus()
    QTest.keyPress(kept()[0], Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: bool(kept("بلا نتائج بعد")))
    assert not kept()
    assert kept("بلا نتائج بعد")[0] is window.focusWidget()
    QTest.keyPress(kept("بلا نتائج بعد")[0], Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not kept("بلا نتائج بعد"))
    qtbot.waitUntil(lambda: bool(kept("كل شيء")))
    desk.undo()
    qtbot.waitUntil(lambda: bool(kept("بلا نتائج بعد")))
    menu = kept("بلا نتائج بعد")[0].menu_of_acts()  # type: ignore[attr-defined]  # a view's
    assert [one.text() for one in menu.actions()] == [
        desk.words("nav.view-rename"),
        desk.words("nav.view-remove"),
    ]
    menu.deleteLater()
    settled(qtbot, desk)
