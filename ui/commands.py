"""Every act of the window is declared once and feeds menu, command box, toolbar, shortcuts and their sheet."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.theme import Theme

_ARABIC_ROWS = ("ضصثقفغعهخح", "شسيبلاتنم", "ئءؤر\ufefbىةو", "٠١٢٣٤٥٦٧٨٩")
_LATIN_ROWS = ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM,", "0123456789")
_LATIN = {
    ord(arabic): ord(latin)
    for arabic_row, latin_row in zip(_ARABIC_ROWS, _LATIN_ROWS, strict=True)
    for arabic, latin in zip(arabic_row, latin_row, strict=False)
}


@dataclass(frozen=True, slots=True)
class Command:
    """One act: its words are `command.<id>`; `key` is written as Qt writes it, never a bare letter.

    `where` says which part of the shortcut sheet it belongs to: `desk` is at hand everywhere, `page` on its page.
    """

    id: str
    icon: str
    act: Callable[[], object]
    key: str = ""
    where: str = "page"
    enabled: Callable[[], bool] | None = None

    @property
    def ready(self) -> bool:
        """Whether the act makes sense now."""
        return self.enabled is None or self.enabled()


class Commands:
    """The commands at hand: those of the desk, and those of the page on show."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._commands: dict[str, Command] = {}

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def declare(self, commands: Iterable[Command], say: Callable[[str], str], theme: Theme) -> None:
        """Take commands in; `say` finds their words.

        Raises:
            ValueError: two commands ask for the same key or the same name, or a key is a bare letter.
        """
        for command in commands:
            self._refuse(command)
            action = QAction(theme.icon(command.icon), say(f"command.{command.id}"), self._window)
            action.setShortcut(QKeySequence(command.key))
            action.triggered.connect(lambda _=False, one=command: self.run(one.id))
            self._window.addAction(action)
            self._commands[command.id] = command
            self._actions[command.id] = action

    def _refuse(self, command: Command) -> None:
        if command.id in self._commands:
            message = f"declared twice: {command.id}"
            raise ValueError(message)
        if command.key and any(command.key == other.key for other in self):
            message = f"{command.key} is taken twice"
            raise ValueError(message)
        if is_bare(command.key):
            message = f"{command.key} would fail on an Arabic keyboard"
            raise ValueError(message)

    def withdraw(self, where: str) -> None:
        """Let go of the commands of a page that is left."""
        for command in [one for one in self if one.where == where]:
            del self._commands[command.id]
            action = self._actions.pop(command.id)
            self._window.removeAction(action)
            action.deleteLater()

    def run(self, name: str) -> None:
        """Do what a command is for, if it makes sense now."""
        command = self._commands[name]
        if command.ready:
            command.act()

    def action(self, name: str) -> QAction:
        """Find the action that menus and toolbars show."""
        return self._actions[name]

    def by_key(self, key: QKeySequence) -> Command | None:
        """Find the command that a key belongs to."""
        return next((one for one in self if one.key and QKeySequence(one.key) == key), None)


def is_bare(key: str) -> bool:
    """Whether a key is a letter alone, or with Shift: an Arabic layout types another letter there."""
    last = key.rsplit("+", 1)[-1]
    held = key.removesuffix(last)
    return len(last) == 1 and last.isalpha() and not {"Ctrl", "Alt", "Meta"} & set(held.split("+"))


def latin(event: QKeyEvent) -> QKeyCombination | None:
    """Read Ctrl with an Arabic letter or digit as Ctrl with what a Latin layout has on the same key."""
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return None
    letter = _LATIN.get(event.key())
    return None if letter is None else QKeyCombination(event.modifiers(), Qt.Key(letter))


def run_arabic(commands: Commands, event: QKeyEvent) -> bool:
    """Run what a key means that nothing else took; tells whether it meant anything.

    Most platforms already read Ctrl+K on an Arabic layout; this serves those that do not.
    """
    meant = latin(event)
    command = commands.by_key(QKeySequence(meant)) if meant is not None else None
    if command is not None:
        commands.run(command.id)
    return command is not None
