"""What the toolkit says by itself is said in the desk's language too."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialogButtonBox,
    QFileDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.conftest import unnamed
from ui.commands import Commands
from ui.desk import Desk
from ui.shell.about import About
from ui.shell.keys import KeySheet
from ui.shell.speech import Speech
from ui.widgets.dialogs import Ask

LATIN = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture
def arabic(desk_ar: Desk) -> Iterator[Desk]:
    speech = Speech(desk_ar)
    speech.settle()
    yield desk_ar
    del speech  # its translations go with it


def foreign(widget: QWidget) -> set[str]:
    """List what a dialog says in Latin letters, but for the names of files and the kinds of them."""
    said = {widget.windowTitle()}
    for one in widget.findChildren(QWidget):
        said.add(one.toolTip())
        if isinstance(one, QLabel | QAbstractButton):
            said.add(one.text())
        elif isinstance(one, QGroupBox):
            said.add(one.title())
    return {text for text in said if LATIN.search(text.replace("PDF", ""))}


def test_dialogs_for_files_and_printing_speak_arabic(qtbot: QtBot, arabic: Desk) -> None:
    files, printer = QFileDialog(), QPrinter()
    files.setOption(QFileDialog.Option.DontUseNativeDialog)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    pages = QPrintDialog(printer)
    for dialog in (files, pages):
        qtbot.addWidget(dialog)
        dialog.show()
        assert foreign(dialog) == set(), type(dialog).__name__
    files.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    said = {button.text() for button in files.findChildren(QAbstractButton)}
    assert {arabic.words("qt.save"), arabic.words("ui.cancel")} <= said


def test_standard_buttons_and_menus_of_fields_speak_arabic(qtbot: QtBot, arabic: Desk) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Close)
    qtbot.addWidget(box)
    assert {button.text() for button in box.buttons()} == {
        arabic.words("ui.cancel"),
        arabic.words("ui.close"),
    }
    for field in (QLineEdit("نص"), QTextEdit("نص")):
        qtbot.addWidget(field)
        menu = field.createStandardContextMenu()
        said = {action.text().split("\t")[0].replace("&", "") for action in menu.actions()} - {""}
        assert {text for text in said if LATIN.search(text)} == set()
        assert {arabic.words("qt.copy"), arabic.words("qt.undo")} <= said
        menu.deleteLater()


def test_what_the_shell_asks_and_tells_is_named(qtbot: QtBot, desk: Desk) -> None:
    about = About(desk)
    sheet = KeySheet(desk, Commands(about))
    asked = Ask(desk, None, "عنوان", "نص", "نعم")
    for dialog in (about, sheet, asked):
        qtbot.addWidget(dialog)
        dialog.show()
        assert unnamed(dialog) == []
