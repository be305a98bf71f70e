"""Printing a policy, or the register of policies, to a PDF file; set off the window's thread."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from data.policy import Policy
from desktop.law.loading import load_packs
from desktop.leading import leading
from ui.desk import Desk
from ui.widgets.dialogs import choose_target

if TYPE_CHECKING:
    from desktop.reports.build import Order


def print_policies(desk: Desk, parent: QWidget, policy: Policy | None) -> None:
    """Ask where to and print one policy clause by clause, or without one the whole register."""
    name = f"{policy.code}.pdf" if policy else "policies.pdf"
    file = choose_target(desk, parent, desk.words("policy.report-save"), name)
    if file is not None:
        print_to(desk, file.with_suffix(".pdf"), policy)


def print_to(desk: Desk, file: Path, policy: Policy | None) -> None:
    """Print to a file and say so when it is done."""
    from desktop.reports.build import Order  # noqa: PLC0415  # loads the report engine

    version = leading(policy) if policy else None
    both = version is not None and version.language == "both"
    order = Order(
        kind="policy" if policy else "policies",
        lang="both" if both else desk.lang,
        digits=desk.words.digits,
        key=policy.id if policy else "",
    )
    _print(desk, file, order)


def print_comparison(desk: Desk, parent: QWidget, policy: Policy, versions: tuple[str, str]) -> None:
    """Ask where to and print what changed between two versions of a policy."""
    from desktop.reports.build import Order  # noqa: PLC0415  # loads the report engine

    file = choose_target(
        desk, parent, desk.words("policy.report-save"), f"{policy.code}-{'-'.join(versions)}.pdf"
    )
    if file is not None:
        order = Order(
            kind="comparison", lang=desk.lang, digits=desk.words.digits, key=policy.id, versions=versions
        )
        _print(desk, file.with_suffix(".pdf"), order)


def print_gaps(desk: Desk, parent: QWidget, policy: Policy) -> None:
    """Ask where to and print what is missing or at odds in a policy."""
    from desktop.reports.build import Order  # noqa: PLC0415  # loads the report engine

    file = choose_target(desk, parent, desk.words("policy.report-save"), f"{policy.code}-gaps.pdf")
    if file is not None:
        order = Order(kind="gaps", lang=desk.lang, digits=desk.words.digits, key=policy.id)
        _print(desk, file.with_suffix(".pdf"), order)


def _print(desk: Desk, file: Path, order: "Order") -> None:
    from desktop.reports.build import build  # noqa: PLC0415  # loads the report engine

    store, now, words = desk.store, desk.now(), desk.words
    if store is None:
        return
    desk.say(words("policy.report-making"), "info")
    desk.tasks.run(
        lambda _: build(order, store, file, now, load_packs(store.folder)),
        lambda _: desk.say(words("policy.report-done", file=file.name)),
        failed=desk.problem,
    )
