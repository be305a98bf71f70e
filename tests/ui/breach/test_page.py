"""The breach page: logging in five steps, deciding, filing, assessing, writing notices, closing; all by keyboard."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from data.breach import Breach
from data.organisation import Attachment
from data.store import Store
from desktop import response
from tests.ui.breach.conftest import AWARE, add_breach
from tests.ui.conftest import NOW, settled, typed, unnamed
from ui.breach import assistant as assistant_module
from ui.breach import detail as detail_module
from ui.breach import printing as printing_module
from ui.breach.assistant import Assistant
from ui.breach.decision import DecisionForm
from ui.breach.form import RecordSheet
from ui.breach.looks import due_cell, duty_second
from ui.breach.page import Page
from ui.breach.year import YearView
from ui.desk import Desk
from ui.widgets.asking import ActDialog
from ui.widgets.editor import Editor, LineEditor, TextEditor

W = TypeVar("W", bound=QWidget)
OpenPage = Callable[[Desk], Page]


def shown(kind: type[W]) -> W:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    return found


def fresh(store: Store) -> Breach:
    (found,) = store.all(Breach)
    return found


def duty_id(breach: Breach, recipient: str) -> str:
    return next(one.id for one in breach.obligations if one.recipient == recipient)


def line(dialog: ActDialog | DecisionForm, name: str, text: str) -> None:
    editor = dialog.editors[name]
    widget = editor.line if isinstance(editor, LineEditor) else editor.text  # type: ignore[attr-defined]
    widget.setFocus()
    typed(widget, text)


def problem(editor: Editor) -> str:
    return editor._problem.text()


def test_an_empty_log_invites(open_page: OpenPage, desk: Desk) -> None:
    page = open_page(desk)
    assert not page.list.list._empty.isHidden()
    assert unnamed(page) == []


def test_every_control_has_a_name_on_every_tab(page: Page) -> None:
    for tab in ("overview", "assessment", "filings", "files", "history"):
        page.detail.tabs.select(tab)
        assert unnamed(page) == [], tab


def test_the_page_tells_how_things_stand(page: Page, breach: Breach, desk: Desk) -> None:
    words = desk.words
    assert words("breach.open-count", n=1) in page.heading._subtitle.text()
    said = page.pulse.tiles["hours"].accessibleName()
    assert said.startswith(words("dashboard.tile.hours"))
    assert (
        words("dashboard.count.breaches", n=2) in said
    )  # the authority within hours, the people without delay
    assert words("due.notify-authority") in page.pulse.strip.accessibleDescription()
    assert due_cell(desk, breach).tone == "warn"


def test_a_breach_is_logged_by_keyboard_with_title_and_awareness_alone(
    qtbot: QtBot, open_page: OpenPage, store: Store, desk: Desk
) -> None:
    page = open_page(desk)
    page.begin_new()
    assistant = shown(Assistant)
    assert unnamed(assistant) == []
    QTest.keyClick(assistant, Qt.Key.Key_Return)
    assert store.size(Breach) == 0
    title = assistant.forms["what"].editors["title"]
    assert isinstance(title, LineEditor)
    assert title.line.hasFocus() or title.line.property("wrong") == "true"
    typed(title.line, "فقدان حاسوب")
    for _ in range(4):
        QTest.keyClick(assistant, Qt.Key.Key_Return)
    assert assistant.stages.isVisible()
    assert unnamed(assistant) == []
    QTest.keyClick(assistant, Qt.Key.Key_Return)
    made = fresh(store)
    assert (made.title, made.aware_at, made.laws) == ("فقدان حاسوب", NOW, ["SA"])
    assert [one.recipient for one in made.obligations] == ["authority", "subjects"]
    assert page.detail.breach is not None
    assert page.detail.breach.id == made.id


def test_the_assistant_can_be_left_at_the_first_step(open_page: OpenPage, store: Store, desk: Desk) -> None:
    open_page(desk).begin_new()
    assistant = shown(Assistant)
    title = assistant.forms["what"].editors["title"]
    assert isinstance(title, LineEditor)
    typed(title.line, "رسالة خاطئة")
    assistant.later.click()
    assert fresh(store).title == "رسالة خاطئة"


def test_the_assistant_goes_back_to_what_is_wrong(
    open_page: OpenPage, store: Store, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_page(desk).begin_new()
    assistant = shown(Assistant)
    forms = assistant.forms
    forms["what"].editors["title"].set_value("x")
    forms["what"].editors["incident"].set_value("ransomware")
    assistant.turn(1)
    assert forms["risk"].editors["nature"].value() == ["confidentiality", "availability"]
    assert forms["when"].editors["channel"].value() == "monitoring"
    forms["when"].editors["occurred_from"].set_value(NOW + timedelta(days=1))
    assistant.later.click()
    assert assistant.isVisible()
    assert assistant._keys[assistant._at] == "when"
    assert store.size(Breach) == 0
    for said in (False, True):
        monkeypatch.setattr(assistant_module, "confirm", lambda *_, said=said: said)
        assistant.reject()
        assert assistant.isVisible() is not said


def answered(assistant: Assistant, recipient: str) -> DecisionForm:
    return next(form for key, form in assistant.decisions.forms.items() if key[1] == recipient)


def test_decisions_are_logged_with_the_breach_in_one_act(
    open_page: OpenPage, store: Store, desk: Desk
) -> None:
    page = open_page(desk)
    page.begin_new()
    assistant = shown(Assistant)
    assistant.forms["what"].editors["title"].set_value("x")
    for _ in range(4):
        assistant.turn(1)
    assert unnamed(assistant) == []
    authority, subjects = answered(assistant, "authority"), answered(assistant, "subjects")
    authority.editors["decision"].set_value("due")
    line(authority, "rationale", "أرقام هويات")
    subjects.editors["decision"].set_value("not-due")
    assistant.turn(-1)
    assistant.later.click()
    subjects = answered(assistant, "subjects")
    assert assistant.isVisible()
    assert store.size(Breach) == 0
    assert problem(subjects.editors["rationale"]) == desk.words("problem.unreasoned")
    line(subjects, "rationale", "لا أثر")
    assistant.next.click()
    made = fresh(store)
    said = [(one.decision, one.rationale) for one in made.obligations]
    assert said == [("due", "أرقام هويات"), ("not-due", "لا أثر")]
    assert [entry.kind for entry in made.timeline].count("decided") == 2
    assert page.detail.duties.buttons[duty_id(made, "authority"), "file"].hasFocus()
    assert desk.words("choice.notice_recipient.authority") in page.detail.duties._next.text()
    desk.undo()
    assert store.all(Breach) == []
    assert not desk.can_undo
    desk.redo()
    assert [one.decision for one in fresh(store).obligations] == ["due", "not-due"]


def test_what_is_suggested_is_told_and_goes_with_its_incident(open_page: OpenPage, desk: Desk) -> None:
    open_page(desk).begin_new()
    assistant = shown(Assistant)
    forms, stages = assistant.forms, assistant.stages
    forms["what"].editors["title"].set_value("x")
    forms["what"].editors["incident"].set_value("ransomware")
    assistant.turn(1)
    told = desk.words("field.breach.channel")
    assert told in assistant._about.text()
    assert not forms["when"]._cells["processor_aware_at"].isVisible()
    assistant.turn(1)
    assert stages._marks["when"][0].accessibleName().endswith(desk.words("ui.stage.empty"))
    assistant.turn(-2)
    forms["what"].editors["incident"].set_value("processor-breach")
    assistant.turn(1)
    assert forms["when"].editors["channel"].value() == "processor"
    assert forms["risk"].editors["cause"].value() == ""
    assert forms["when"]._cells["processor_aware_at"].isVisible()
    forms["when"].editors["channel"].set_value("employee")
    assistant.turn(1)
    assert stages._marks["when"][0].accessibleName().endswith(desk.words("ui.stage.done"))
    forms["what"].editors["title"].set_value("")
    assistant.reject()


def test_a_duty_says_how_it_was_decided_and_what_comes_next(page: Page, store: Store, breach: Breach) -> None:
    words, duties = page.desk.words, page.detail.duties
    assert all(
        words("choice.decision.undecided") in duty_second(page.desk, one) for one in breach.obligations
    )
    assert all(duties.buttons[one.id, "decide"].property("kind") == "primary" for one in breach.obligations)
    for one in breach.obligations:
        duties.buttons[one.id, "decide"].click()
        dialog = shown(ActDialog)
        dialog.editors["decision"].set_value("due")
        dialog.yes.click()
    day = page.desk.calendar.short(page.desk.local(NOW).date())
    for one in fresh(store).obligations:
        assert words("choice.decision.due") in duty_second(page.desk, one)
        assert day in duty_second(page.desk, one)
    assert words("choice.notice_recipient.authority") in duties._next.text()


def test_the_first_breach_of_a_log_is_shown_whole(open_page: OpenPage, store: Store, desk: Desk) -> None:
    page = open_page(desk)
    page.begin_new()
    assistant = shown(Assistant)
    assistant.forms["what"].editors["title"].set_value("x")
    assistant.later.click()
    columns = page.table.columns
    for at in range(1, columns.count()):
        assert columns.isSectionHidden(at) or columns.sectionSize(at) >= columns._needed(at)


def test_a_notice_is_recorded_from_its_row(page: Page, store: Store, breach: Breach, desk: Desk) -> None:
    button = page.detail.duties.buttons[duty_id(breach, "authority"), "file"]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    dialog = shown(ActDialog)
    assert unnamed(dialog) == []
    dialog.editors["filed_at"].set_value(AWARE - timedelta(days=700))
    dialog.yes.click()
    assert dialog.banner.text == desk.words("error.filing.before-awareness")
    dialog.editors["filed_at"].set_value(NOW)
    line(dialog, "reference", "SD-77")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    authority = fresh(store).obligations[0]
    assert (authority.state, authority.filings[0].reference) == ("filed", "SD-77")
    assert page.detail.breach is not None
    assert due_cell(desk, page.detail.breach).tone == "ok"


def test_a_decision_is_documented_with_the_laws_question(
    page: Page, store: Store, breach: Breach, desk: Desk
) -> None:
    page.detail.duties.buttons[duty_id(breach, "subjects"), "decide"].click()
    dialog = shown(ActDialog)
    assert unnamed(dialog) == []
    dialog.yes.click()
    assert problem(dialog.editors["decision"]) == desk.words("problem.undecided")
    dialog.editors["decision"].set_value("not-due")
    dialog.yes.click()
    assert problem(dialog.editors["rationale"]) == desk.words("problem.unreasoned")
    line(dialog, "rationale", "البيانات مشفرة")
    dialog.yes.click()
    subjects = fresh(store).obligations[1]
    assert (subjects.decision, subjects.rationale) == ("not-due", "البيانات مشفرة")


def test_steps_are_ticked_and_added(page: Page, store: Store, breach: Breach) -> None:
    steps = page.detail.steps
    (box,) = steps.boxes.values()
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert fresh(store).steps[0].done_at == NOW
    assert page.window().focusWidget() is steps.boxes[breach.steps[1].id]
    steps._whole.click()
    assert len(steps.boxes) == 8
    steps._more.click()
    dialog = shown(ActDialog)
    line(dialog, "text", "إبلاغ الإدارة")
    dialog.yes.click()
    assert fresh(store).steps[-1].text == "إبلاغ الإدارة"


def test_a_step_that_is_not_needed_says_why(page: Page, store: Store, breach: Breach, desk: Desk) -> None:
    steps = page.detail.steps
    steps._whole.click()
    first = breach.steps[0].id
    steps.leaving[first].setFocus()
    steps.leaving[first].click()
    dialog = shown(ActDialog)
    dialog.yes.click()
    assert problem(dialog.editors["reason"])
    line(dialog, "reason", "لم يُخترق جهاز")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert page.window().focusWidget() is steps.leaving[first]
    assert fresh(store).steps[0].left_out == "لم يُخترق جهاز"
    assert desk.words("breach.steps-done", done=0, n=7) == steps._count.text()
    assert desk.words("breach.step-left", why="لم يُخترق جهاز") in steps.boxes[first].accessibleName()
    steps._whole.click()
    assert list(steps.boxes) == [breach.steps[1].id]
    steps._whole.click()
    steps.leaving[first].click()
    assert not fresh(store).steps[0].left_out
    assert desk.words("breach.steps-done", done=0, n=8) == steps._count.text()


def test_events_and_duties_are_added(page: Page, store: Store, breach: Breach) -> None:
    page.detail.story._add()
    dialog = shown(ActDialog)
    line(dialog, "text", "اتصل الناقل")
    dialog.yes.click()
    page.detail.duties._add()
    asked = shown(ActDialog)
    asked.yes.click()
    assert asked.isVisible()
    asked.editors["recipient"].set_value("insurer")
    asked.yes.click()
    found = fresh(store)
    assert "اتصل الناقل" in [entry.text for entry in found.timeline]
    assert [one.recipient for one in found.obligations] == ["authority", "subjects", "insurer"]


def test_severity_is_scored_as_it_is_answered(page: Page, store: Store, breach: Breach, desk: Desk) -> None:
    page.detail.tabs.select("assessment")
    assessment = page.detail.assessment
    assessment.save.click()
    assert fresh(store).severity == ""
    combos = assessment.combos
    combos["category"].choose("sensitive")
    combos["category"].activated.emit(combos["category"].currentIndex())
    for name, value in (("ei", "0.75"), ("confidentiality", "0.25"), ("intent", "0.5")):
        combos[name].choose(value)
        combos[name].activated.emit(combos[name].currentIndex())
    assert desk.words.number(3.75) in assessment.score.text()
    assert desk.words("breach.flag.many-people") in assessment.flags.text()
    assessment.save.click()
    kept = fresh(store)
    assert (kept.severity, kept.severity_score) == ("high", 3.75)


def test_a_notice_is_written_from_the_record_and_kept(
    page: Page, store: Store, breach: Breach, desk: Desk
) -> None:
    page.detail.tabs.select("filings")
    notices = page.detail.notices
    authority = duty_id(breach, "authority")
    notices.drafts[authority].write.click()
    draft = fresh(store).obligations[0].draft
    assert "أُرسل الملف خطأ." in draft["text"]
    assert draft["lang"] == desk.lang
    notices.drafts[authority].text.setPlainText("نص معدل")
    page.detail.notices.flush()
    assert fresh(store).obligations[0].draft["text"] == "نص معدل"


def test_files_are_kept_with_their_digest(page: Page, store: Store, breach: Breach, tmp_path: Path) -> None:
    file = tmp_path / "logs.txt"
    file.write_text("سجل", encoding="utf-8")
    page.detail.beside.files.attach([file])
    (kept,) = store.all(Attachment)
    assert (kept.name, len(kept.sha256), kept.subject_id) == ("logs.txt", 64, breach.id)
    page.detail.beside.files._detach(kept)
    assert store.all(Attachment) == []


def test_the_record_keeps_itself(page: Page, store: Store, breach: Breach) -> None:
    page.detail.open_sheet()
    sheet = shown(RecordSheet)
    assert unnamed(sheet) == []
    cause = sheet.form.editors["root_cause"]
    assert isinstance(cause, TextEditor)
    typed(cause.text, "إكمال تلقائي")
    sheet.done_button.click()
    assert fresh(store).root_cause == "إكمال تلقائي"


def test_closing_says_what_is_still_owed(
    page: Page, store: Store, breach: Breach, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    desk.said.connect(lambda notice: said.append(notice.text))

    def yes(*_: Any, **__: Any) -> bool:
        return True

    monkeypatch.setattr(detail_module, "confirm", yes)
    page.detail.close_breach()
    assert fresh(store).closed_at is None
    assert said
    _settle_all(store, breach)
    desk.kept.emit("")
    page.detail.close_breach()
    assert fresh(store).state == "closed"
    page.detail.reopen()
    dialog = shown(ActDialog)
    line(dialog, "reason", "متأثرون جدد")
    dialog.yes.click()
    assert fresh(store).closed_at is None


def _settle_all(store: Store, breach: Breach) -> None:
    from data.breach import Obligation  # noqa: PLC0415  # used here only
    from desktop import breach as rules  # noqa: PLC0415  # used here only

    with store.unit("سارة", NOW, "decide") as unit:
        for duty in breach.obligations:
            rules.decide(unit, unit.get(Obligation, duty.id), decision="not-due", rationale="لا أثر")


def test_binning_goes_with_one_undo(page: Page, store: Store, breach: Breach, desk: Desk) -> None:
    page.bin()
    assert store.all(Breach) == []
    desk.undo()
    assert fresh(store).id == breach.id


def test_the_nearest_deadline_comes_first(
    qtbot: QtBot, open_page: OpenPage, store: Store, breach: Breach, desk: Desk
) -> None:
    add_breach(store, "أقدم", aware_at=AWARE - timedelta(hours=40))
    add_breach(store, "أحدث", aware_at=NOW)
    page = open_page(desk)
    rows = [page.table.record(row) for row in range(3)]
    assert [row.title for row in rows if isinstance(row, Breach)] == ["أقدم", breach.title, "أحدث"]
    page._show_pressing("overdue")
    settled(qtbot, desk)
    assert page.table.model().rowCount() == 1


def test_the_card_fits_into_a_narrow_window(page: Page, breach: Breach) -> None:
    page.resize(1130, 700)
    QApplication.processEvents()
    page.open_record(breach.id)
    QApplication.processEvents()
    for button in page.detail.duties.buttons.values():
        at = button.mapTo(page.detail, button.rect().topLeft()).x()
        assert 0 <= at <= page.detail.width() - button.width()


def test_reports_are_made_beside_the_window(
    qtbot: QtBot, page: Page, breach: Breach, desk: Desk, tmp_path: Path
) -> None:
    from ui.breach.printing import print_to  # noqa: PLC0415  # needs the report engine

    for kind, key in (("breach", breach.id), ("breach-notice", breach.obligations[0].id), ("breaches", "")):
        print_to(desk, tmp_path / f"{kind}.pdf", kind, key)
        qtbot.waitUntil(lambda: not desk.tasks.busy(), timeout=20_000)
        assert (tmp_path / f"{kind}.pdf").read_bytes().startswith(b"%PDF")


def test_a_page_built_anew_stands_where_it_stood(open_page: OpenPage, page: Page, desk: Desk) -> None:
    page.detail.tabs.select("filings")
    anew = open_page(desk)
    anew.restore(page.state())
    assert anew.detail.tabs.current() == "filings"
    assert anew.detail.breach is not None


@pytest.mark.parametrize("desk", ["ar"], indirect=True)
def test_a_decision_stands_beside_the_filing(page: Page, store: Store, breach: Breach, desk: Desk) -> None:
    page.detail.duties.buttons[duty_id(breach, "authority"), "decide"].click()
    dialog = shown(ActDialog)
    dialog.editors["decision"].set_value("not-due")
    line(dialog, "rationale", "لم يطلع أحد")
    dialog.yes.click()
    assert fresh(store).obligations[0].state == "not-due"
    again = page.detail.duties.buttons[duty_id(breach, "authority"), "decide"]
    assert again.text() == desk.words("breach.redecide")


@pytest.mark.parametrize("desk", ["ar"], indirect=True)
def test_a_filing_shows_its_words_and_takes_proofs(
    page: Page, store: Store, breach: Breach, desk: Desk, tmp_path: Path
) -> None:
    key = duty_id(breach, "authority")
    notices = page.detail.notices
    notices.drafts[key].languages.select("en")
    notices.drafts[key].fill()
    assert response.drafts(fresh(store).obligations[0]).keys() == {"en"}
    notices._file(breach, breach.obligations[0])
    shown(ActDialog).yes.click()
    (filing,) = fresh(store).obligations[0].filings
    filed = notices.filed[filing.id]
    filed._more.click()
    assert not filed._text.isHidden()
    assert filed._text.toPlainText() == filing.content
    assert key not in notices.drafts
    (tmp_path / "receipt.txt").write_text("استلام", encoding="utf-8")
    filed.proofs.attach([tmp_path / "receipt.txt"])
    assert [one.subject_id for one in store.all(Attachment)] == [filing.id]
    notices._begin(fresh(store), fresh(store).obligations[0])
    assert key in notices.drafts
    assert unnamed(notices) == []


@pytest.mark.parametrize("desk", ["ar"], indirect=True)
def test_a_step_is_given_its_owner(page: Page, store: Store, breach: Breach) -> None:
    page.detail.steps._whole.click()
    page.detail.steps.owners[breach.steps[0].id].click()
    dialog = shown(ActDialog)
    line(dialog, "owner", "منى")
    dialog.yes.click()
    assert fresh(store).steps[0].owner == "منى"


@pytest.mark.parametrize("desk", ["en"], indirect=True)
def test_a_year_is_counted_and_turned(page: Page, breach: Breach, desk: Desk) -> None:
    page.show_year()
    year = shown(YearView)
    assert unnamed(year) == []
    assert (year.found().breaches, year.after.isEnabled()) == (1, False)
    year.turn(-1)
    assert (year.year, year.found().breaches) == (NOW.year - 1, 0)
    year.done_button.click()


@pytest.mark.parametrize("desk", ["ar"], indirect=True)
def test_a_new_breach_is_shown_whatever_view_stands(
    open_page: OpenPage, store: Store, breach: Breach, desk: Desk
) -> None:
    page = open_page(desk)
    page.list.list.tabs.select("overdue")
    other = add_breach(store, "أخرى", aware_at=NOW)
    page.open_record(other.id)
    assert page.detail.breach is not None
    assert page.detail.breach.id == other.id


@pytest.mark.parametrize("desk", ["ar"], indirect=True)
def test_one_breach_is_handed_over_as_a_folder(
    qtbot: QtBot, page: Page, breach: Breach, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing_module, "choose_folder", lambda *_: tmp_path)
    page.detail.hand_over()
    qtbot.waitUntil(lambda: not desk.tasks.busy(), timeout=20_000)
    assert (tmp_path / breach.code / "dossier.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("desk", ["ar"], indirect=True)
def test_a_late_filing_is_asked_for_its_reason_at_its_field(
    open_page: OpenPage, store: Store, desk: Desk
) -> None:
    late = add_breach(store, "متأخرة", aware_at=NOW - timedelta(hours=80))
    page = open_page(desk)
    page.detail.duties.buttons[duty_id(late, "authority"), "file"].click()
    dialog = shown(ActDialog)
    dialog.yes.click()
    assert dialog.isVisible()
    line(dialog, "late_reason", "تأخر المعالج في الإبلاغ")
    dialog.yes.click()
    assert fresh(store).obligations[0].state == "late-filed"
