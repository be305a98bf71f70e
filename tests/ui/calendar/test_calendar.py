"""The calendar: weeks begin as the law has it, days off are named, chips and lines lead to records, holidays are kept."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from data.errors import NotAllowed
from data.organisation import Holiday, Organisation, Task
from data.policy import Policy
from data.store import Store
from desktop import organisation, records
from desktop.holidays import days_off
from desktop.law.loading import shipped_packs
from tests.ui.conftest import NOW, settled, unnamed
from ui.calendar import handing
from ui.calendar.holidays import NewHoliday
from ui.calendar.month import first_weekday
from ui.calendar.page import Page
from ui.desk import Desk

DAY = NOW.date() + timedelta(days=5)


@pytest.fixture
def policy(store: Store) -> Policy:
    with store.unit("سارة العمري", NOW, "new-policy") as unit:
        return records.create(unit, Policy, {"title_ar": "سياسة", "laws": ["SA"], "next_review": DAY})


def shown(qtbot: QtBot, desk: Desk) -> Page:
    page = Page(desk)
    qtbot.addWidget(page)
    page.resize(1300, 800)
    with qtbot.waitExposed(page):
        page.show()
    settled(qtbot, desk)
    return page


def test_the_day_tells_what_is_due_on_it(qtbot: QtBot, policy: Policy, desk: Desk) -> None:
    page = shown(qtbot, desk)
    page.show_day(DAY)
    assert [line.key for line in page.day_lines.rows.lines] == [policy.id]
    assert [line.key for line in page.list.rows.lines] == [policy.id]
    day = next(one for one in page.month.days if one.day == DAY)
    assert "سياسة" in day.accessibleName()
    assert unnamed(page) == []


@pytest.mark.parametrize(("law", "first"), [("SA", 6), ("MA", 0), ("AE", 0), ("KW", 6)])
def test_a_week_begins_after_the_weekend_of_the_law(desk_ar: Desk, law: str, first: int) -> None:
    with desk_ar.unit("organisation") as unit:
        organisation.change(unit, {"laws": [law]})
    assert first_weekday(desk_ar) == first


def test_months_turn_both_ways_over_the_end_of_a_year(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk)
    page.month.show_month(date(2026, 12, 31))
    page.month.turn(1)
    assert page.month.first == date(2027, 1, 1)
    page.month.turn(-1)
    assert page.month.first == date(2026, 12, 1)


def test_national_days_are_added_once_and_named_on_their_day(qtbot: QtBot, store: Store, desk: Desk) -> None:
    page = shown(qtbot, desk)
    page.holidays.add_fixed()
    settled(qtbot, desk)
    named = store.all(Holiday)
    assert {one.first_day for one in named} == {
        day for year in (2026, 2027) for day in shipped_packs()["SA"].fixed_holidays(year)
    }
    page.month.show_month(date(2027, 9, 1))
    settled(qtbot, desk)
    day = next(one for one in page.month.days if one.day == date(2027, 9, 23))
    name = next(one for one in named if one.first_day == date(2027, 9, 23))
    assert desk.words.either(name.name_ar, name.name_en) in day.accessibleName()
    page.holidays.add_fixed()
    assert len(store.all(Holiday)) == len(named)
    assert page.holidays.list.banner.text


def test_a_holiday_of_the_list_is_a_day_off_for_clocks(store: Store) -> None:
    with store.unit("سارة العمري", NOW, "holiday") as unit:
        organisation.add_fixed_holidays(unit, shipped_packs()["SA"], 2026)
        records.create(
            unit,
            Holiday,
            {"name_ar": "إغلاق", "first_day": date(2026, 12, 1), "last_day": date(2026, 12, 2), "law": ""},
        )
    assert date(2026, 9, 23) in days_off(store, "SA")
    assert date(2026, 9, 23) not in days_off(store, "MA")
    assert {date(2026, 12, 1), date(2026, 12, 2)} <= days_off(store, "MA")


def test_a_holiday_is_typed_by_keys_and_wrong_days_are_told(qtbot: QtBot, store: Store, desk: Desk) -> None:
    page = shown(qtbot, desk)
    dialog = NewHoliday(desk, page)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()

    def give(**said: str) -> str:
        for name, text in said.items():
            line = dialog.form.editors[name].findChildren(QLineEdit)[0]
            line.setFocus()
            line.selectAll()
            QTest.keyClicks(line, text)
            QTest.keyClick(line, Qt.Key.Key_Tab)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        return "\n".join(label.text() for label in dialog.form.findChildren(QLabel) if label.isVisible())

    dialog.form.editors["name_ar"].set_value("عيد الفطر")
    assert desk.words("problem.not-date") in give(first_day="30/2/2026")
    assert desk.words("problem.before-start") in give(first_day="9/3/2026", last_day="5/3/2026")
    with qtbot.waitSignal(dialog.added):
        give(first_day="5/3/2026", last_day="9/3/2026")
    assert [(one.first_day, one.last_day) for one in store.all(Holiday)] == [
        (date(2026, 3, 5), date(2026, 3, 9))
    ]
    dialog.show()
    assert desk.words("problem.in-list") in give(first_day="5/3/2026")
    assert len(store.all(Holiday)) == 1


def test_a_pack_without_fixed_days_says_so(store: Store) -> None:
    without = [pack for pack in shipped_packs().values() if not pack.fixed_holidays(2026)]
    for pack in without:
        with pytest.raises(NotAllowed), store.unit("سارة العمري", NOW, "holiday") as unit:
            organisation.add_fixed_holidays(unit, pack, 2026)


def test_changing_the_laws_speaks_their_terms_and_can_be_undone(
    make_desk: Callable[..., Desk], store: Store, qtbot: QtBot
) -> None:
    desk = make_desk("ar", store=store)
    assert store.all(Organisation)[0].laws == ["SA"]
    before = (desk.words("law.controller"), desk.words.digits, desk.months)
    with qtbot.waitSignal(desk.restyled), desk.unit("organisation") as unit:
        organisation.change(unit, {"laws": ["MA"]})
    after = (desk.words("law.controller"), desk.words.digits, desk.months)
    assert after != before
    assert desk.words.digits == "latn"
    with qtbot.waitSignal(desk.restyled):
        desk.undo()
    assert (desk.words("law.controller"), desk.words.digits, desk.months) == before


def test_a_record_is_shown_where_it_stands(qtbot: QtBot, store: Store, desk: Desk) -> None:
    with store.unit("سارة العمري", NOW, "add") as unit:
        holiday = records.create(unit, Holiday, {"name_ar": "عيد", "first_day": DAY})
        task = records.create(unit, Task, {"title": "مراجعة", "due_on": date(2027, 3, 4)})
    page = shown(qtbot, desk)
    page.open_record(task.id)
    chosen = page.tasks.table.current()
    assert page.tabs.current() == "tasks"
    assert chosen is not None
    assert chosen.id == task.id
    page.open_record(holiday.id)
    current = page.holidays.table.current()
    assert page.tabs.current() == "holidays"
    assert current is not None
    assert current.id == holiday.id


def test_the_deadlines_are_handed_to_a_calendar_program(
    qtbot: QtBot, policy: Policy, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, desk)
    target, told = tmp_path / "sijill.ics", list[str]()
    monkeypatch.setattr(handing, "choose_target", lambda *_: target)
    desk.said.connect(lambda notice: told.append(notice.text))
    next(one for one in page.commands() if one.id == "deadlines.ics").act()
    assert policy.code in target.read_text("utf-8")
    assert told == [desk.words("deadlines.ics-done", n=1)]


def test_national_days_are_taken_in_from_any_tab(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk)
    assert page.tabs.current() == "month"
    page.add_fixed()
    settled(qtbot, desk)
    assert page.tabs.current() == "holidays"
    assert page.holidays.table.model().rowCount() > 0
