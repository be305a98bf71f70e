"""The stores that were open on this computer, the latest first; only their folders are remembered."""

from pathlib import Path

from ui.desk import Desk

_MOST = 8


def recents(desk: Desk) -> list[Path]:
    """List the folders, the latest first."""
    return [Path(folder) for folder in _kept(desk)]


def remember(desk: Desk, folder: Path) -> None:
    """Put a folder at the head."""
    others = [one for one in _kept(desk) if one != str(folder)]
    desk.change(folder=str(folder), recent=others[: _MOST - 1])


def forget(desk: Desk, folder: Path) -> None:
    """Take a folder off the list; what lies in it stays."""
    others = [one for one in _kept(desk) if one != str(folder)]
    desk.change(folder=next(iter(others), ""), recent=others[1:])


def _kept(desk: Desk) -> list[str]:
    chosen = desk.settings
    return list(dict.fromkeys(folder for folder in (chosen.folder, *chosen.recent) if folder))
