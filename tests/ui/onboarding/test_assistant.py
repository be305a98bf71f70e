"""The first run, taken by keyboard in both languages."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from data.store import Store
from tests.ui.conftest import settled, typed, unnamed
from tests.ui.onboarding.conftest import PASSPHRASE
from ui.desk import Desk
from ui.onboarding.answers import Answers
from ui.onboarding.assistant import Assistant, Run
from ui.onboarding.recovery import RecoveryStep, print_code
from ui.onboarding.steps import KeyStep, LanguageStep, OrganisationStep

NAME = {"ar": "متجر نخلة", "en": "Nakhla Store"}


def press(qtbot: QtBot, window: QWidget, key: Qt.Key = Qt.Key.Key_Return) -> None:
    QTest.keyClick(window.focusWidget() or window, key)


def organise(qtbot: QtBot, assistant: Assistant) -> None:
    press(qtbot, assistant)
    step = assistant.step
    assert isinstance(step, OrganisationStep)
    typed(assistant.focusWidget(), NAME[assistant.desk.lang])
    step.laws["SA"].button.setFocus()
    press(qtbot, assistant, Qt.Key.Key_Space)
    press(qtbot, assistant)


def make_store(qtbot: QtBot, assistant: Assistant) -> None:
    organise(qtbot, assistant)
    step = assistant.step
    assert isinstance(step, KeyStep)
    typed(assistant.focusWidget(), PASSPHRASE[assistant.desk.lang])
    typed(step.again, PASSPHRASE[assistant.desk.lang])
    press(qtbot, assistant)
    settled(qtbot, assistant.desk)


def prove(qtbot: QtBot, assistant: Assistant) -> None:
    assert assistant.run.opened is not None
    typed(assistant.focusWidget(), assistant.run.opened.recovery_code[-5:].lower())
    press(qtbot, assistant)


def test_five_steps_by_keyboard_make_an_open_store(
    qtbot: QtBot, assistant: Assistant, bare: Desk, tmp_path: Path
) -> None:
    make_store(qtbot, assistant)
    prove(qtbot, assistant)
    with qtbot.waitSignal(assistant.finished) as finished:
        press(qtbot, assistant)
    assert finished.args is not None
    store = finished.args[0]
    assert isinstance(store, Store)
    own = store.organisation()
    assert bare.words.either(own.name_ar, own.name_en) == NAME[bare.lang]
    assert own.laws == ["SA"]
    assert own.country == "SA"
    assert store.folder == tmp_path / "home" / "store"
    assert bare.settings.folder == str(store.folder)
    store.close()
    Store.open(store.folder, PASSPHRASE[bare.lang]).close()


def test_the_recovery_code_shown_opens_the_store(qtbot: QtBot, assistant: Assistant) -> None:
    make_store(qtbot, assistant)
    opened = assistant.run.opened
    assert opened is not None
    opened.store.close()
    Store.open(opened.store.folder, code=opened.recovery_code).close()


def test_every_step_names_all_its_controls(qtbot: QtBot, assistant: Assistant) -> None:
    assert unnamed(assistant) == []
    organise(qtbot, assistant)
    assert unnamed(assistant) == []
    assistant.go_back()
    assert unnamed(assistant) == []
    assistant.go_on()
    make_passphrase(qtbot, assistant)
    assert unnamed(assistant) == []
    prove(qtbot, assistant)
    assert unnamed(assistant) == []


def make_passphrase(qtbot: QtBot, assistant: Assistant) -> None:
    step = assistant.step
    assert isinstance(step, KeyStep)
    for field in (step.passphrase, step.again):
        typed(field, PASSPHRASE[assistant.desk.lang])
    assistant.go_on()
    settled(qtbot, assistant.desk)


def test_what_is_missing_is_said_beside_its_field(qtbot: QtBot, assistant: Assistant, bare: Desk) -> None:
    press(qtbot, assistant)
    press(qtbot, assistant)
    step = assistant.step
    assert isinstance(step, OrganisationStep)
    assert step.asked["name"].blamed == bare.words("error.onboarding.need-name")
    assert step.asked["laws"].blamed == bare.words("error.onboarding.need-law")
    assert assistant.focusWidget() is step.asked["name"].field
    typed(assistant.focusWidget(), NAME[bare.lang])
    assert step.asked["name"].blamed == ""
    press(qtbot, assistant)
    assert assistant.focusWidget() is step.laws["SA"].button


def test_going_back_loses_nothing(qtbot: QtBot, assistant: Assistant, bare: Desk) -> None:
    organise(qtbot, assistant)
    typed(assistant.focusWidget(), "نصف عبارة")
    QTest.keyClick(
        assistant, Qt.Key.Key_Right if bare.rtl else Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier
    )
    step = assistant.step
    assert isinstance(step, OrganisationStep)
    assert step.laws["SA"].button.isChecked()
    assert NAME[bare.lang] in {assistant.run.answers.name_ar, assistant.run.answers.name_en}
    assistant.go_on()
    assert isinstance(assistant.step, KeyStep)
    assert assistant.step.passphrase.text() == "نصف عبارة"


def test_a_window_in_the_other_language_goes_on_from_the_same_answers(
    qtbot: QtBot, assistant: Assistant, bare: Desk
) -> None:
    organise(qtbot, assistant)
    other = "en" if bare.lang == "ar" else "ar"
    with qtbot.waitSignal(bare.restyled):
        QTest.mouseClick(assistant.switch, Qt.MouseButton.LeftButton)
    anew = Assistant(bare, assistant.run)
    qtbot.addWidget(anew)
    assert bare.lang == other
    assert isinstance(anew.step, KeyStep)
    assert anew.next.text() == bare.words("onboarding.create")


def test_choosing_a_language_turns_the_desk(qtbot: QtBot, assistant: Assistant, bare: Desk) -> None:
    step = assistant.step
    assert isinstance(step, LanguageStep)
    other = "en" if bare.lang == "ar" else "ar"
    with qtbot.waitSignal(bare.restyled):
        step.choices[other].button.click()
    assert bare.lang == other


def test_another_law_can_be_told_to_lead(qtbot: QtBot, assistant: Assistant) -> None:
    press(qtbot, assistant)
    step = assistant.step
    assert isinstance(step, OrganisationStep)
    for law in ("SA", "QA"):
        step.laws[law].button.click()
    assert assistant.run.answers.laws == ["SA", "QA"]
    step._leads["QA"][1].click()
    assert assistant.run.answers.laws == ["QA", "SA"]
    step.laws["QA"].button.click()
    assert assistant.run.answers.laws == ["SA"]


@pytest.mark.parametrize(
    ("passphrase", "again", "field", "key"),
    [
        ("", "", "passphrase", "passphrase.empty"),
        ("قصيرة", "قصيرة", "passphrase", "passphrase.short"),
        ("قارب أزرق", "قارب أخضر", "again", "onboarding.differ"),
    ],
)
def test_a_passphrase_that_will_not_do_is_told(
    qtbot: QtBot, assistant: Assistant, bare: Desk, passphrase: str, again: str, field: str, key: str
) -> None:
    organise(qtbot, assistant)
    step = assistant.step
    assert isinstance(step, KeyStep)
    typed(step.passphrase, passphrase)
    typed(step.again, again)
    press(qtbot, assistant)
    assert step.asked[field].blamed == bare.words(f"error.{key}", n=8)
    assert assistant.step is step


def test_strength_is_told_while_typing(qtbot: QtBot, assistant: Assistant, bare: Desk) -> None:
    organise(qtbot, assistant)
    step = assistant.step
    assert isinstance(step, KeyStep)
    assert step.strength.said == bare.words("onboarding.strength.empty")
    typed(step.passphrase, "12345678")
    seconds = bare.words("onboarding.strength.seconds")
    assert step.strength.said == bare.words("onboarding.strength.weak", time=seconds)


def test_composed_and_decomposed_letters_are_the_same_passphrase() -> None:
    answers = Answers(
        passphrase="crème brûlée", again="cre\u0300me bru\u0302le\u0301e", folder="/srv/sijill-test"
    )
    assert answers.key_problems() == {}


def test_refused_places_are_explained(
    qtbot: QtBot, assistant: Assistant, bare: Desk, tmp_path: Path, store: Store
) -> None:
    organise(qtbot, assistant)
    step = assistant.step
    assert isinstance(step, KeyStep)
    for folder, key in (
        (str(tmp_path / "Dropbox" / "desk"), "synced"),
        (str(store.folder), "exists"),
    ):
        step.folder.clear()
        typed(step.folder, folder)
        assert step.asked["folder"].blamed == bare.words(f"error.store.{key}", folder=folder)


def test_a_folder_that_cannot_be_made_is_told_after_trying(
    qtbot: QtBot, assistant: Assistant, bare: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.touch()
    organise(qtbot, assistant)
    assistant.run.answers.folder = str(file / "store")
    make_passphrase(qtbot, assistant)
    step = assistant.step
    assert isinstance(step, KeyStep)
    assert step.asked["folder"].blamed == bare.words("error.store.folder", folder=str(file / "store"))
    assert assistant.next.isEnabled()
    assert assistant.run.answers.passphrase == PASSPHRASE[bare.lang]


def test_the_code_must_be_proved(qtbot: QtBot, assistant: Assistant, bare: Desk) -> None:
    make_store(qtbot, assistant)
    step = assistant.step
    assert isinstance(step, RecoveryStep)
    typed(assistant.focusWidget(), "ZZZZZ")
    press(qtbot, assistant)
    assert assistant.step is step
    assert step.asked["proof"].blamed == bare.words("error.onboarding.wrong-group")
    assert not assistant.back.isEnabled()


def test_the_copied_code_leaves_the_clipboard(qtbot: QtBot, assistant: Assistant) -> None:
    make_store(qtbot, assistant)
    step = assistant.step
    assert isinstance(step, RecoveryStep)
    step.copy.click()
    assert assistant.run.opened is not None
    code = assistant.run.opened.recovery_code
    from ui.widgets.clipboard import forget  # noqa: PLC0415  # the timer's own act

    assert QGuiApplication.clipboard().text() == code
    forget(code)
    assert QGuiApplication.clipboard().text() == ""


def test_the_printed_sheet_is_a_page(bare: Desk, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "code.pdf"))
    printer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
    )
    code = "-".join(["ABCDE"] * 8)
    print_code(bare, printer, Answers(name_ar="متجر", name_en="Store", folder="/srv/desk"), code)
    assert (tmp_path / "code.pdf").read_bytes().startswith(b"%PDF")


def test_leaving_before_the_code_is_kept_asks_first(
    qtbot: QtBot, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_store(qtbot, assistant)
    monkeypatch.setattr("ui.onboarding.assistant.confirm", lambda *_: False)
    assistant.go_away()
    assert assistant.run.opened is not None
    monkeypatch.setattr("ui.onboarding.assistant.confirm", lambda *_: True)
    with qtbot.waitSignal(assistant.left):
        assistant.go_away()
    assert assistant.run.opened is None


def test_sample_records_fill_the_registers(qtbot: QtBot, bare: Desk) -> None:
    pytest.importorskip("desktop.sample")
    assistant = Assistant(bare, Run())
    qtbot.addWidget(assistant)
    assistant.show()
    make_store(qtbot, assistant)
    prove(qtbot, assistant)
    assistant.step.choices["sample"].button.click()  # type: ignore[attr-defined]  # the last step
    with qtbot.waitSignal(assistant.finished, timeout=20_000) as finished:
        press(qtbot, assistant)
    assert finished.args is not None
    store = finished.args[0]
    from data.policy import Policy  # noqa: PLC0415  # wanted here alone

    assert store.size(Policy) > 0
    store.close()
