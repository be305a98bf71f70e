"""The acts that are at hand on every page."""

from collections.abc import Sequence
from typing import Protocol

from desktop.words import following
from ui.commands import Command, Commands
from ui.desk import Desk
from ui.places import Place
from ui.shell.about import show_about
from ui.shell.guide import show_guide
from ui.shell.keeping import Keeper
from ui.shell.keys import show_keys


class Window(Protocol):
    """What these acts ask of the window."""

    desk: Desk
    commands: Commands
    keeper: Keeper

    @property
    def placed(self) -> Sequence[Place]:
        """The places that have pages."""
        ...

    def go(self, name: str) -> None:
        """Go to a place."""

    def seek(self) -> None:
        """Go to the command box."""

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
        Command("desk.language", "languages", lambda: _turn_language(desk), "Ctrl+Shift+L", "desk"),
        Command(
            "desk.theme",
            "sun" if desk.theme.dark else "moon",
            lambda: _turn_theme(desk),
            "Ctrl+Shift+D",
            "desk",
        ),
        Command("desk.lock", "lock", desk.lock, "Ctrl+L", "desk"),
        Command("desk.guide", "circle-help", lambda: show_guide(window), "F1", "desk"),
        Command("desk.keys", "keyboard", lambda: show_keys(window), "Shift+F1", "desk"),
        Command("desk.backup", "hard-drive", window.keeper.back_up, "Ctrl+Shift+B", "desk"),
        Command("desk.bundle", "archive", window.keeper.save_bundle, "", "desk"),
        Command("desk.about", "info", lambda: show_about(window), "", "desk"),
        Command("desk.quit", "log-out", window.close, "Ctrl+Q", "desk"),
    )


def _turn_theme(desk: Desk) -> None:
    desk.change(theme="light" if desk.theme.dark else "dark")


def _turn_language(desk: Desk) -> None:
    desk.change(lang=following(desk.settings.lang))
