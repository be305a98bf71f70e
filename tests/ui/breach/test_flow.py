"""A breach from its first line to its last duty in the real window, by keys alone, and counted."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from data.breach import Breach
from data.store import Store
from tests.ui.conftest import NOW, settled, typed
from ui.breach.assistant import Assistant
from ui.breach.page import Page
from ui.desk import Desk
from ui.shell.window import MainWindow
from ui.widgets.asking import ActDialog

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
#: Seconds of the keystroke-level model: a key of an average typist, and a thought before each step of the mind.
KEY, THOUGHT = 0.28, 1.35
TWO_MINUTES = 120


class Hand:
    """Presses keys where the focus is, and counts them with the thoughts between."""

    def __init__(self, window: QWidget, qtbot: QtBot, desk: Desk) -> None:
        self.window, self.qtbot, self.desk = window, qtbot, desk
        self.keys = self.thoughts = 0

    def press(
        self, key: Qt.Key, times: int = 1, mod: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.thoughts += 1
        for _ in range(times):
            shown = QApplication.focusWindow() or self.window.windowHandle()
            QTest.keyClick(shown, key, mod)
            self.keys += 1
            settled(self.qtbot, self.desk)

    def type(self, text: str) -> None:
        self.thoughts += 1
        self.keys += len(text)
        typed(self.focus(), text)

    def back(self) -> None:
        """Let the window come back to the front, as a desktop does when a dialog closes."""
        settled(self.qtbot, self.desk)
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        self.focus()

    def focus(self) -> QWidget:
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def seconds(self) -> float:
        return self.keys * KEY + self.thoughts * THOUGHT


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_breach_with_both_duties_takes_less_than_two_minutes(
    qtbot: QtBot, make_desk: Callable[..., Desk], store: Store, lang: str
) -> None:
    desk = make_desk(lang, store=store)
    window = MainWindow(desk, lambda one: QLabel(one.words("app.name")))
    qtbot.addWidget(window)
    window.begin()
    window.show()
    window.go("breaches")
    hand = Hand(window, qtbot, desk)
    hand.back()
    hand.press(Key.Key_N, mod=CTRL)
    assert isinstance(hand.focus().window(), Assistant)
    hand.type("إرسال كشف رواتب إلى بريد خارجي")
    hand.press(Key.Key_Return, 5)
    hand.back()
    assert desk.words("breach.file-short") in hand.focus().accessibleName()
    hand.press(Key.Key_Space)
    assert isinstance(hand.focus().window(), ActDialog)
    hand.press(Key.Key_Tab, 4)
    hand.type("SDAIA-2026-771")
    hand.press(Key.Key_Return)
    _decide(hand, window)
    made = store.all(Breach)[0]
    authority, subjects = made.obligations
    assert (authority.state, authority.filings[0].filed_at) == ("filed", NOW)
    assert (subjects.decision, subjects.rationale) == ("not-due", "البيانات مشفرة ولا أثر على أصحابها")
    assert made.state == "notified"
    assert hand.seconds() < TWO_MINUTES, (hand.keys, hand.thoughts)


def _decide(hand: Hand, window: MainWindow) -> None:
    """Decide from the second row: its button is the next that stands there."""
    hand.back()
    page = window.page
    assert isinstance(page, Page)
    breach = page.detail.breach
    assert breach is not None
    wanted = page.detail.duties.buttons[breach.obligations[1].id, "decide"]
    for _ in range(6):
        if hand.focus() is wanted:
            break
        hand.press(Key.Key_Tab)
    assert hand.focus() is wanted
    hand.press(Key.Key_Space)
    hand.press(Key.Key_Down, 2)
    hand.press(Key.Key_Tab)
    hand.type("البيانات مشفرة ولا أثر على أصحابها")
    hand.press(Key.Key_Tab, 2)  # past the button that leaves all as it is, which Enter would press
    hand.press(Key.Key_Return)
