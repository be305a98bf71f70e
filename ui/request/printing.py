"""Printing the register of requests, or one letter, to a PDF file; set off the window's thread."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.law.loading import load_packs
from ui.desk import Desk
from ui.widgets.dialogs import choose_target


def print_requests(desk: Desk, parent: QWidget, letter: str = "") -> None:
    """Ask where to and print one letter by its id, or without one the whole register."""
    file = choose_target(
        desk, parent, desk.words("policy.report-save"), "letter.pdf" if letter else "requests.pdf"
    )
    if file is not None:
        print_to(desk, file.with_suffix(".pdf"), letter)


def print_to(desk: Desk, file: Path, letter: str = "") -> None:
    """Print to a file and say so when it is done."""
    from desktop.reports import build  # noqa: PLC0415  # loads the report engine

    store, now, words = desk.store, desk.now(), desk.words
    if store is None:
        return
    order = build.Order(
        kind="letter" if letter else "requests", lang=desk.lang, digits=words.digits, key=letter
    )
    desk.say(words("policy.report-making"), "info")
    desk.tasks.run(
        lambda _: build.build(order, store, file, now, load_packs(store.folder)),
        lambda _: desk.say(words("policy.report-done", file=file.name)),
        failed=desk.problem,
    )
