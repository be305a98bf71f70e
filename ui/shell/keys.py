"""The sheet of all keys, made from the commands at hand."""

from typing import Protocol

from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from ui.commands import Commands
from ui.desk import Desk
from ui.widgets.button import Button
from ui.widgets.card import column, row, scrolled
from ui.widgets.text import Label, ltr

_MOVES = ("up-down", "enter", "ctrl-space", "escape", "tab")


class _Window(Protocol):
    desk: Desk
    commands: Commands


class KeySheet(QDialog):
    """Every key with what it does, those of the page first."""

    def __init__(self, desk: Desk, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(desk.words("command.desk.keys"))
        self.resize(desk.theme.px(560), desk.theme.px(560))
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        shown = sorted((one for one in commands if one.key), key=lambda one: one.where == "desk")
        lines = [(desk.words(f"command.{one.id}"), one.key) for one in shown]
        lines += [(desk.words(f"ui.key.{name}"), desk.words(f"ui.key-name.{name}")) for name in _MOVES]
        for at, (text, key) in enumerate(lines):
            grid.addWidget(Label(text), at, 0)
            grid.addWidget(Label(ltr(key.replace("+", " + ")), "emphasis", "second"), at, 1)
        layout = column(self, gap=12, margin=20)
        layout.addWidget(Label(desk.words("command.desk.keys"), "page"))
        layout.addWidget(scrolled(inner), 1)
        layout.addLayout(row(None, Button(desk, desk.words("ui.close"), kind="primary", act=self.accept)))


def show_keys(window: _Window) -> None:
    """Show all keys above a window."""
    sheet = KeySheet(window.desk, window.commands, window if isinstance(window, QWidget) else None)
    sheet.exec()
    sheet.deleteLater()
