"""Printing the log, one breach's dossier, or a notice, off the window's thread."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.law.loading import load_packs
from ui.desk import Desk
from ui.widgets.dialogs import choose_target


def print_breaches(desk: Desk, parent: QWidget, kind: str, key: str, code: str) -> None:
    """Ask where to, and print the report of a kind about a record."""
    name = "-".join(part for part in (kind, code) if part)
    file = choose_target(desk, parent, desk.words("breach.report-save"), f"{name}.pdf")
    if file is not None:
        print_to(desk, file.with_suffix(".pdf"), kind, key)


def print_to(desk: Desk, file: Path, kind: str, key: str) -> None:
    """Print to a file and say so when it is done."""
    from desktop.reports import build  # noqa: PLC0415  # loads the report engine

    store, now, words = desk.store, desk.now(), desk.words
    if store is None:
        return
    order = build.Order(kind=kind, lang=desk.lang, digits=words.digits, key=key)
    desk.say(words("breach.report-making"), "info")
    desk.tasks.run(
        lambda _: build.build(order, store, file, now, load_packs(store.folder)),
        lambda _: desk.say(words("breach.report-done", file=file.name)),
        failed=desk.problem,
    )
