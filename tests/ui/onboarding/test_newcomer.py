"""A newcomer's first hour by keys alone: from an empty machine to the gap report of the policy just imported."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from data.policy import Clause
from tests.desktop.reports.engine.test_pdf_extraction import by_pdfium
from tests.ui.conftest import settled, typed
from tests.ui.onboarding.conftest import PASSPHRASE
from ui.desk import Desk
from ui.onboarding.assistant import Assistant
from ui.onboarding.entrance import Entrance
from ui.places import places
from ui.policy.checklist import FindingRow
from ui.policy.clause import ClauseCard
from ui.shell.window import MainWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
POLICY = """سياسة الخصوصية
1. البيانات التي نجمعها
نجمع الاسم ورقم الجوال والبريد الإلكتروني.
2. التسويق
نرسل المواد الدعائية دون الحاجة إلى أي موافقة مسبقة منك.
3. الرد على الطلبات
نرد على طلبك خلال 30 يومًا.
"""


class Strays(QObject):
    """Notes every window that is shown beside the desk's own: a widget shown before it has a place flashes as one."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Look at what is shown."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


class Person:
    """Presses keys where the focus is, as a person does, and waits for what follows."""

    def __init__(self, qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
        self.qtbot, self.desk, self.window = qtbot, desk, window

    @property
    def at(self) -> QWidget:
        """Where the keys go; an offscreen desktop does not give the window its focus back after a dialog."""
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
            self.qtbot.waitUntil(self.window.isActiveWindow)
        at = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert at is not None, "the focus is lost"
        return at

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.at, key, modifier)
        settled(self.qtbot, self.desk)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
        settled(self.qtbot, self.desk)

    def type(self, text: str) -> None:
        typed(self.at, text)

    def tab_to(self, name: str) -> None:
        for _ in range(30):
            if name in {self.at.accessibleName(), getattr(self.at, "text", str)()}:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(name)


@pytest.fixture(params=["ar", "en"])
def person(request: pytest.FixtureRequest, qtbot: QtBot, make_desk: Callable[..., Desk]) -> Person:
    desk = make_desk(request.param)
    window = MainWindow()
    qtbot.addWidget(window)
    window.prepare(desk.settings)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.take(desk, Entrance())
    window.begin()
    return Person(qtbot, desk, window)


def set_up(person: Person) -> None:
    """Go through the five steps: the focus is always where one types next."""
    person.press(Qt.Key.Key_Return)
    person.type("متجر نخلة" if person.desk.rtl else "Nakhla Store")
    person.press(Qt.Key.Key_Return)  # the law is missing: one stands at the first of them
    person.press(Qt.Key.Key_Space)
    person.press(Qt.Key.Key_Return)
    for _ in range(2):
        person.type(PASSPHRASE[person.desk.lang])
        person.press(Qt.Key.Key_Tab)
        person.tab_to(person.desk.words("onboarding.key.again"))
    person.press(Qt.Key.Key_Return)
    (assistant,) = person.window.findChildren(Assistant)
    assert assistant.run.opened is not None
    person.type(assistant.run.opened.recovery_code.split("-")[-1])
    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_Return)


def test_the_first_hour(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, target = tmp_path / "policy.txt", tmp_path / "gaps.pdf"
    file.write_text(POLICY, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    say = person.desk.words
    set_up(person)
    store = person.desk.store
    assert store is not None
    person.press(Qt.Key.Key_2, CTRL)
    person.press(Qt.Key.Key_O, CTRL)
    person.tab_to(say("policy.import.in-force"))
    person.press(Qt.Key.Key_Space)
    person.tab_to(say("policy.import.add"))
    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_K, CTRL | SHIFT)
    assert isinstance(person.at, FindingRow)
    assert person.at.found.evidence
    person.press(Qt.Key.Key_Return)
    assert isinstance(person.at, ClauseCard)
    person.press(Qt.Key.Key_Space)
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Return)
    assert [one for one in store.all(Clause) if one.reading_confirmed]
    person.press(Qt.Key.Key_7, CTRL)
    assert person.at.accessibleName() == say("report.page.kind")
    while person.at.currentData() != "gaps":
        person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_F5)  # no need to wait for the pause that follows typing
    person.press(Qt.Key.Key_S, CTRL)
    assert say("report.title.gaps") in by_pdfium(target)


def test_every_place_takes_the_keyboard_and_flashes_no_window(person: Person) -> None:
    set_up(person)
    strays = Strays()
    QApplication.instance().installEventFilter(strays)  # type: ignore[union-attr]  # there is one
    for place in places():
        person.window.go(place.name)
        settled(person.qtbot, person.desk)
        assert person.window.page is not None
        assert person.window.page.isAncestorOf(person.at), place.name
    assert strays.seen == []
