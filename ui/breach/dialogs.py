"""The acts on a breach as dialogs: deciding, filing, adding to the account, the checklist and the duties."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from data.base import Record
from data.breach import Breach, Obligation, Step
from data.errors import Invalid, NotAllowed
from data.fields import Field
from data.unit import Unit
from desktop import breach as rules
from desktop import incidents, response
from desktop.acts import of_record
from desktop.law.loading import load_packs
from desktop.obligations import explained
from ui.breach.decision import DecisionForm
from ui.breach.looks import duty_name
from ui.desk import Desk
from ui.widgets.asking import ActDialog, ActForm
from ui.widgets.card import column
from ui.widgets.text import Label


def _about(desk: Desk, breach: Breach, duty: Obligation) -> QWidget:
    """Name a duty and tell where its deadline comes from."""
    box = QWidget()
    layout = column(box, gap=6)
    packs = load_packs(desk.store.folder if desk.store else None)
    layout.addWidget(Label(duty_name(desk, duty, laws=True), "emphasis"))
    layout.addWidget(Label(explained(breach, duty, packs, desk.words), "body", "second", wraps=True))
    return box


def _asks(name: str, target: type[Record]) -> Mapping[str, Field]:
    return of_record(target, name).asks


def decide(desk: Desk, parent: QWidget, breach: Breach, duty: Obligation) -> ActDialog:
    """Ask for the decision on a duty, with the law's question above it."""
    form = DecisionForm(desk, breach, duty)

    def act(unit: Unit, _: dict[str, Any]) -> None:
        form.decide(unit, unit.get(Obligation, duty.id))

    words = desk.words
    dialog = ActDialog(
        desk, parent, "decide", words("breach.decide"), form, act, yes=words("breach.keep-decision")
    )
    dialog.open()
    return dialog


def file(desk: Desk, parent: QWidget, breach: Breach, duty: Obligation) -> ActDialog:
    """Ask for what is known of a filing; the draft of the notice is its text."""

    def act(unit: Unit, values: dict[str, Any]) -> None:
        needed: dict[str, Any] = {"filed_at": desk.now(), "channel": ""}
        try:
            rules.record_filing(unit, unit.get(Obligation, duty.id), **needed | values)
        except NotAllowed as refused:
            if refused.key == "filing.late":  # told at its field, which stands far down
                raise Invalid({"late_reason": "late"}) from refused
            raise

    words = desk.words
    start = {
        "filed_at": desk.now(),
        "channel": "platform" if duty.recipient == "authority" else "email",
        "phase": "supplementary" if duty.filings else "initial",
        "content": str(duty.draft.get("text") or ""),
        "filed_by": desk.actor,
    }
    asks, about = _asks("record-filing", Obligation), _about(desk, breach, duty)
    form = ActForm(desk, "filing", asks, about=about, start=start)
    title, yes = words("breach.record-filing"), words("breach.keep-filing")
    dialog = ActDialog(desk, parent, "record-filing", title, form, act, yes=yes)
    dialog.open()
    return dialog


def _simple(  # noqa: PLR0913, PLR0917  # the parts of an act
    desk: Desk,
    parent: QWidget,
    breach: Breach,
    name: str,
    table: str,
    run: Callable[..., object],
    needed: dict[str, Any],
    start: dict[str, Any] | None = None,
) -> ActDialog:
    def act(unit: Unit, values: dict[str, Any]) -> None:
        run(unit, unit.get(Breach, breach.id), **needed | values)

    title = desk.words(f"breach.{name}")
    dialog = ActDialog(desk, parent, name, title, ActForm(desk, table, _asks(name, Breach), start=start), act)
    dialog.open()
    return dialog


def add_entry(desk: Desk, parent: QWidget, breach: Breach) -> ActDialog:
    """Ask for an entry of the account."""
    start = {"happened_at": desk.now(), "kind": "note"}
    return _simple(
        desk, parent, breach, "add-entry", "timeline_entry", response.add_entry, {"text": ""}, start
    )


def add_step(desk: Desk, parent: QWidget, breach: Breach) -> ActDialog:
    """Ask for a step of the checklist."""
    return _simple(desk, parent, breach, "add-step", "step", response.add_step, {"text": ""})


def _on_step(  # noqa: PLR0913, PLR0917  # the parts of an act
    desk: Desk, parent: QWidget, step: Step, name: str, run: Callable[..., object], start: dict[str, Any]
) -> ActDialog:
    def act(unit: Unit, values: dict[str, Any]) -> None:
        run(unit, unit.get(Step, step.id), **dict.fromkeys(start, "") | values)

    about = Label(incidents.said(step, desk.lang), "emphasis", wraps=True)
    form = ActForm(desk, "step", _asks(name, Step), about=about, start=start)
    dialog = ActDialog(desk, parent, name, desk.words(f"act.{name}"), form, act)
    dialog.open()
    return dialog


def assign_step(desk: Desk, parent: QWidget, step: Step) -> ActDialog:
    """Ask who is to do a step."""
    return _on_step(desk, parent, step, "assign-step", response.assign_step, {"owner": step.owner})


def leave_step(desk: Desk, parent: QWidget, step: Step) -> ActDialog:
    """Ask why a step is not needed."""
    return _on_step(desk, parent, step, "leave-step", response.leave_step, {"reason": step.left_out})


def add_obligation(desk: Desk, parent: QWidget, breach: Breach) -> ActDialog:
    """Ask for a duty of the officer's own."""
    needed = {"recipient": ""}
    return _simple(desk, parent, breach, "add-obligation", "obligation", rules.add_obligation, needed)


def reopen(desk: Desk, parent: QWidget, breach: Breach) -> ActDialog:
    """Ask why a breach is opened again."""
    return _simple(desk, parent, breach, "reopen", "breach", rules.reopen, {"reason": ""})
