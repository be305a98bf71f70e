import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.commands import Command, Commands, is_bare, latin, run_arabic
from ui.desk import Desk


@pytest.fixture
def commands(qtbot: QtBot) -> Commands:
    window = QWidget()
    qtbot.addWidget(window)
    return Commands(window)


def declare(commands: Commands, desk: Desk, *declared: Command) -> None:
    commands.declare(declared, desk.words, desk.theme)


def press(letter: str) -> QKeyEvent:
    held = Qt.KeyboardModifier.ControlModifier
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key(ord(letter)), held, letter)


def test_a_key_is_given_only_once(commands: Commands, desk_en: Desk) -> None:
    first = Command("desk.undo", "undo-2", lambda: None, "Ctrl+Z")
    with pytest.raises(ValueError, match=r"Ctrl\+Z is taken twice"):
        declare(commands, desk_en, first, Command("desk.redo", "redo-2", lambda: None, "Ctrl+Z"))


def test_a_bare_letter_is_no_key(commands: Commands, desk_en: Desk) -> None:
    with pytest.raises(ValueError, match="Arabic keyboard"):
        declare(commands, desk_en, Command("desk.undo", "undo-2", lambda: None, "J"))
    assert is_bare("Shift+J")
    assert not is_bare("F1")
    assert not is_bare("Ctrl+J")


def test_keys_work_while_the_keyboard_types_arabic(commands: Commands, desk_en: Desk) -> None:
    done: list[str] = []
    declare(commands, desk_en, Command("desk.find", "search", lambda: done.append("found"), "Ctrl+K"))
    assert run_arabic(commands, press("ن"))
    assert done == ["found"]
    assert not run_arabic(commands, press("م"))


def test_arabic_letters_stand_for_the_latin_ones_on_their_keys() -> None:
    pairs = {"ض": "Q", "ش": "A", "ئ": "Z", "ا": "H", "ؤ": "C", "ر": "V", "٣": "3", "\ufefb": "B", "و": ","}
    for arabic, letter in pairs.items():
        meant = latin(press(arabic))
        assert meant is not None
        assert QKeySequence(meant) == QKeySequence(f"Ctrl+{letter}")


def test_what_makes_no_sense_now_is_not_done(commands: Commands, desk_en: Desk) -> None:
    done: list[str] = []
    idle = Command("desk.undo", "undo-2", lambda: done.append("undone"), enabled=lambda: False)
    declare(commands, desk_en, idle)
    commands.run("desk.undo")
    assert done == []


def test_the_commands_of_a_page_leave_with_it(commands: Commands, desk_en: Desk) -> None:
    declare(commands, desk_en, Command("desk.find", "search", lambda: None, "Ctrl+K"))
    commands.withdraw("page")
    assert list(commands) == []
    declare(commands, desk_en, Command("desk.find", "search", lambda: None, "Ctrl+K"))
