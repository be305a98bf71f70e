"""The acts that are at hand on every page."""

from collections.abc import Sequence
from typing import Protocol

from ui.commands import Command
from ui.desk import Desk
from ui.places import Place


class Window(Protocol):
    """What these acts ask of the window."""

    desk: Desk

    @property
    def placed(self) -> Sequence[Place]:
        """The places that have pages."""
        ...

    def go(self, name: str) -> None:
        """Go to a place."""

    def seek(self) -> None:
        """Go to the command box."""

    def turn_theme(self) -> None:
        """Change between light and dark."""

    def turn_language(self) -> None:
        """Change between Arabic and English."""

    def show_keys(self) -> None:
        """Show all keys."""

    def close(self) -> bool:
        """End the program."""
        ...


def desk_commands(window: Window) -> tuple[Command, ...]:
    """List them: going places, finding, taking back, looks, locking."""
    desk = window.desk
    goings = (
        Command(f"go.{place.name}", place.icon, lambda name=place.name: window.go(name), place.key, "desk")  # type: ignore[misc]  # a default binds the loop's value
        for place in window.placed
    )
    return (
        *goings,
        Command("desk.find", "search", window.seek, "Ctrl+K", "desk"),
        Command("desk.undo", "undo-2", desk.undo, "Ctrl+Z", "desk", lambda: desk.can_undo),
        Command("desk.redo", "redo-2", desk.redo, "Ctrl+Shift+Z", "desk", lambda: desk.can_redo),
        Command("desk.language", "languages", window.turn_language, "Ctrl+Shift+L", "desk"),
        Command(
            "desk.theme", "sun" if desk.theme.dark else "moon", window.turn_theme, "Ctrl+Shift+D", "desk"
        ),
        Command("desk.lock", "lock", desk.close, "Ctrl+L", "desk"),
        Command("desk.keys", "keyboard", window.show_keys, "F1", "desk"),
        Command("desk.quit", "log-out", window.close, "Ctrl+Q", "desk"),
    )
