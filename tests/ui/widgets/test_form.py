from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from data.breach import Breach
from data.fields import field_of
from data.policy import Policy
from data.registers import RECORDS
from data.sharing import Flow, Party
from tests.ui.conftest import NOW, typed, unnamed
from ui.desk import Desk
from ui.widgets.dates import DayEditor, MomentEditor
from ui.widgets.editor import Editor, NumberEditor
from ui.widgets.form import RecordForm
from ui.widgets.refs import RefEditor
from ui.widgets.tabs import Tabs


@pytest.fixture
def party(desk: Desk) -> Party:
    with desk.unit("add") as unit:
        return unit.add(Party(name_ar="سريع للشحن", name_en="Saree Shipping", category="shipping"))


def line(form: RecordForm, name: str) -> QWidget:
    found = form.editors[name].focusProxy()
    assert found is not None
    return found


@pytest.mark.parametrize("record", sorted(RECORDS))
def test_every_record_has_a_form_whose_controls_are_named(qtbot: QtBot, desk: Desk, record: str) -> None:
    form = RecordForm(desk, RECORDS[record])
    qtbot.addWidget(form)
    form.show()
    assert unnamed(form) == []


def test_a_form_gives_back_what_was_typed_and_nothing_else(qtbot: QtBot, desk: Desk) -> None:
    form = RecordForm(desk, Policy)
    qtbot.addWidget(form)
    form.set_values(Policy(title_ar="سياسة"))
    assert form.values() == {}
    typed(line(form, "title_en"), "Privacy policy")
    typed(line(form, "owner"), "سارة")
    assert form.values() == {"title_en": "Privacy policy", "owner": "سارة"}


def test_fields_that_acts_write_are_left_out(qtbot: QtBot, desk: Desk) -> None:
    form = RecordForm(desk, Breach)
    qtbot.addWidget(form)
    assert "severity" not in form.editors
    assert "title" in form.editors


def test_a_draft_follows_a_pause_in_typing(qtbot: QtBot, desk: Desk) -> None:
    form = RecordForm(desk, Policy, only=("title_ar",))
    qtbot.addWidget(form)
    form.set_values({})
    typed(line(form, "title_ar"), "سياسة")
    with qtbot.waitSignal(form.draft) as drafted:
        form.flush()
    assert drafted.args == [{"title_ar": "سياسة"}]


def test_problems_stand_beside_their_fields(qtbot: QtBot, desk: Desk) -> None:
    form = RecordForm(desk, Policy)
    qtbot.addWidget(form)
    form.show_problems({"title_ar": "required"})
    title = line(form, f"title_{desk.lang}")  # either language will do, so the officer's own is asked for
    assert title.accessibleDescription() == desk.words("problem.required")
    form.show_problems({})
    assert title.accessibleDescription() == ""


def test_a_pair_of_languages_shares_a_row_once_there_is_room(qtbot: QtBot, desk: Desk) -> None:
    form = RecordForm(desk, Policy, only=("title_ar", "title_en"))
    qtbot.addWidget(form)
    form.resize(800, 300)
    form.show()
    arabic, english = (form.editors[name].parentWidget() for name in ("title_ar", "title_en"))
    assert arabic is not None
    assert english is not None
    qtbot.waitUntil(lambda: arabic.x() > english.x())  # leading in Arabic, trailing in English: at the right
    assert arabic.y() == english.y()
    form.resize(300, 300)
    qtbot.waitUntil(lambda: arabic.y() != english.y())


@pytest.mark.parametrize("written", ["2026-03-01", "٢٠٢٦-٠٣-٠١", "1447-09-12", "1 March 2026"])
def test_a_day_is_read_in_either_calendar_and_either_digits(qtbot: QtBot, desk: Desk, written: str) -> None:
    editor = DayEditor(desk, field_of(Policy, "next_review"))
    qtbot.addWidget(editor)
    typed(editor.line, written)
    assert editor.value() == date(2026, 3, 1)
    assert editor.unreadable() == ""


def test_half_a_day_is_told_to_be_no_date(qtbot: QtBot, desk: Desk) -> None:
    editor = DayEditor(desk, field_of(Policy, "next_review"))
    qtbot.addWidget(editor)
    typed(editor.line, "2026-3")
    assert editor.value() is None
    assert editor.unreadable() == "not-date"


def test_a_moment_is_local_on_screen_and_utc_below(qtbot: QtBot, desk: Desk) -> None:
    editor = MomentEditor(desk, field_of(Breach, "aware_at"))
    qtbot.addWidget(editor)
    editor.set_value(NOW)
    assert desk.words.numerals("10:30") == editor.time.text()
    editor.time.clear()
    typed(editor.time, "٢٢:٠٥")
    assert editor.value() == datetime(2026, 11, 22, 19, 5, tzinfo=UTC)
    editor.time.editingFinished.emit()
    assert editor.time.text() == desk.words.numerals("22:05")
    assert editor.time.text() in editor._hint.text()
    typed(editor.time, "x")
    assert editor.unreadable() == "not-time"


def test_numbers_are_read_in_either_digits(qtbot: QtBot, desk: Desk) -> None:
    editor = NumberEditor(desk, field_of(Breach, "people_count"))
    qtbot.addWidget(editor)
    typed(editor.line, "١٬٢٤٠")
    assert editor.value() == 1240
    typed(editor.line, "س")
    assert editor.unreadable() == "not-number"


def test_a_reference_is_found_by_a_few_letters(qtbot: QtBot, desk: Desk, party: Party) -> None:
    editor = RefEditor(desk, field_of(Flow, "party"))
    qtbot.addWidget(editor)
    typed(editor.line, "سري")
    found = editor.line.completer().model().index(0, 0, QModelIndex())
    editor.line._take(found)
    assert editor.value() == party.id
    editor.line.clear()
    editor._settle()
    assert editor.value() is None


def test_a_form_behind_a_tab_makes_its_editors_once_it_is_seen(qtbot: QtBot, desk: Desk) -> None:
    tabs = Tabs(desk)
    qtbot.addWidget(tabs)
    form = RecordForm(desk, Policy, later=True)
    tabs.add("first", "أولى", QWidget())
    tabs.add("form", "حقول", form)
    form.set_values(Policy(title_ar="سياسة"))
    with qtbot.waitExposed(tabs):
        tabs.show()
    assert not form.findChildren(Editor)
    assert form.values() == {}
    tabs.select("form")
    qtbot.waitUntil(lambda: bool(form.findChildren(Editor)))
    assert form.editors["title_ar"].value() == "سياسة"
    assert form.values() == {}


def test_editors_that_are_asked_for_are_there_at_once(qtbot: QtBot, desk: Desk) -> None:
    form = RecordForm(desk, Policy, later=True)
    qtbot.addWidget(form)
    heard: list[str] = []
    form.when_made(lambda: heard.append("made"))
    form.set_values(Policy(title_ar="سياسة"))
    form.show_problems({})
    assert heard == []
    form.show_problems({"title_ar": "required"})
    assert heard == ["made"]
    form.when_made(lambda: heard.append("there"))
    assert heard == ["made", "there"]
    typed(line(form, "title_en"), "Privacy policy")
    assert form.values() == {"title_en": "Privacy policy"}


def test_a_page_behind_a_tab_is_made_when_it_is_turned_to(qtbot: QtBot, desk: Desk) -> None:
    tabs, made = Tabs(desk), list[str]()

    def make() -> QWidget:
        made.append("page")
        return QLabel("صفحة")

    qtbot.addWidget(tabs)
    tabs.add("first", "أولى", QWidget())
    tabs.add("later", "لاحقة", make)
    with qtbot.waitExposed(tabs):
        tabs.show()
    assert made == []
    tabs.select("later")
    tabs.select("first")
    tabs.select("later")
    assert made == ["page"]
    assert tabs.page("later").isVisible()
