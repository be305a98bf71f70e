"""Printing the log, one breach's dossier, or a notice, off the window's thread."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.law.loading import load_packs
from ui.desk import Desk
from ui.widgets.dialogs import choose_folder, choose_target

Span = tuple[date, date]


def print_breaches(  # noqa: PLR0913, PLR0917  # what is printed, about what, under what name
    desk: Desk, parent: QWidget, kind: str, key: str, code: str, span: Span | None = None
) -> None:
    """Ask where to, and print the report of a kind about a record or a span of days."""
    name = "-".join(part for part in (kind, code) if part)
    file = choose_target(desk, parent, desk.words("breach.report-save"), f"{name}.pdf")
    if file is not None:
        print_to(desk, file.with_suffix(".pdf"), kind, key, span)


def print_to(desk: Desk, file: Path, kind: str, key: str, span: Span | None = None) -> None:
    """Print to a file and say so when it is done."""
    from desktop.reports import build  # noqa: PLC0415  # loads the report engine

    store, now, words = desk.store, desk.now(), desk.words
    if store is None:
        return
    since, until = span or (None, None)
    order = build.Order(kind=kind, lang=desk.lang, digits=words.digits, key=key, since=since, until=until)
    desk.say(words("breach.report-making"), "info")
    desk.tasks.run(
        lambda _: build.build(order, store, file, now, load_packs(store.folder)),
        lambda _: desk.say(words("breach.report-done", file=file.name)),
        failed=desk.problem,
    )


def hand_over(desk: Desk, parent: QWidget, key: str, code: str) -> None:
    """Ask where to, and write a breach with all its papers into a folder of its own."""
    place = choose_folder(desk, parent, desk.words("breach.folder-where"))
    if place is not None:
        hand_over_to(desk, place / code, key)


def hand_over_to(desk: Desk, folder: Path, key: str) -> None:
    """Write the folder beside the window and say so when it is done."""
    from desktop.breach_folder import write_folder  # noqa: PLC0415  # loads the report engine

    store, now, words = desk.store, desk.now(), desk.words
    if store is None:
        return
    desk.say(words("breach.report-making"), "info")
    desk.tasks.run(
        lambda _: write_folder(store, key, folder, now, load_packs(store.folder), desk.lang),
        lambda count: desk.say(words("breach.folder-done", folder=folder.name, n=count)),
        failed=desk.problem,
    )
