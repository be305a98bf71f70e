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
from ui.desk import Desk
from ui.shell.window import MainWindow
from ui.widgets.asking import ActDialog

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
#: Seconds of the keystroke-level model: a key of an average typist, and a thought before each step of the mind.
KEY, THOUGHT = 0.28, 1.35
DECIDED, FILED = 40, 60


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
def test_a_breach_with_both_duties_takes_less_than_a_minute(
    qtbot: QtBot, make_desk: Callable[..., Desk], store: Store, lang: str
) -> None:
    desk = make_desk(lang, store=store)
    window = MainWindow(desk, lambda one: QLabel(one.words("app.name")))
    qtbot.addWidget(window)
    window.begin()
    window.show()
    window.go("breaches")
    ahead = Key.Key_Left if lang == "ar" else Key.Key_Right
    hand = Hand(window, qtbot, desk)
    hand.back()
    hand.press(Key.Key_N, mod=CTRL)
    assert isinstance(hand.focus().window(), Assistant)
    hand.type("إرسال كشف رواتب إلى بريد خارجي")
    hand.press(Key.Key_Return, 4)
    hand.press(ahead)
    hand.press(Key.Key_Tab, 2)
    hand.press(ahead, 2)
    hand.press(Key.Key_Tab)
    hand.type("البيانات مشفرة ولا أثر على أصحابها")
    hand.press(Key.Key_Return)
    hand.back()
    authority, subjects = store.all(Breach)[0].obligations
    assert authority.decision == "due"
    assert (subjects.decision, subjects.rationale) == ("not-due", "البيانات مشفرة ولا أثر على أصحابها")
    assert hand.seconds() < DECIDED, (hand.keys, hand.thoughts, hand.seconds())
    assert desk.words("breach.file-short") in hand.focus().accessibleName()
    hand.press(Key.Key_Space)
    assert isinstance(hand.focus().window(), ActDialog)
    hand.press(Key.Key_Tab, 4)
    hand.type("SDAIA-2026-771")
    hand.press(Key.Key_Return)
    made = store.all(Breach)[0]
    assert (made.obligations[0].state, made.obligations[0].filings[0].filed_at) == ("filed", NOW)
    assert made.state == "notified"
    assert hand.seconds() < FILED, (hand.keys, hand.thoughts, hand.seconds())
