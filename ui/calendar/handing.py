"""Handing the deadlines over to a calendar program."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from data.errors import Blocked
from desktop.exchange import ics
from ui.desk import Desk
from ui.widgets.dialogs import choose_target


def choose_ics(desk: Desk, parent: QWidget) -> None:
    """Ask where to write the calendar file, and write it."""
    target = choose_target(desk, parent, desk.words("deadlines.ics"), "sijill.ics")
    if target is not None:
        write_ics(desk, target)


def write_ics(desk: Desk, target: Path) -> None:
    """Write every deadline for a calendar program, without a word of whom it is about."""
    if desk.store is None:
        return
    try:
        count = ics.write_due(desk.store, target, desk.words, desk.now(), desk.zone)
    except Blocked as problem:
        desk.problem(problem)
    else:
        desk.say(desk.words("deadlines.ics-done", n=count))
