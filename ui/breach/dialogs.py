"""The acts on a breach as dialogs: deciding, filing, adding to the account, the checklist and the duties."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from data.base import Record
from data.breach import Breach, Obligation, Step
from data.errors import Invalid, NotAllowed
from data.unit import Unit
from desktop import breach as rules
from desktop import incidents, response
from desktop.acts import ACTS
from desktop.law.loading import load_packs
from desktop.obligations import explained, terms_of
from ui.breach.looks import duty_name
from ui.desk import Desk
from ui.widgets.asking import ActDialog
from ui.widgets.card import column
from ui.widgets.text import Label, auto, joined


def _about(desk: Desk, breach: Breach, duty: Obligation, *, whole: bool) -> QWidget:
    """Tell the law's own question, its exceptions, and where the deadline comes from."""
    words, lang = desk.words, desk.lang
    box = QWidget()
    layout = column(box, gap=6)
    packs = load_packs(desk.store.folder if desk.store else None)
    pack, terms = packs.get(duty.law), terms_of(duty)
    layout.addWidget(Label(duty_name(desk, duty, laws=True), "emphasis"))
    layout.addWidget(Label(explained(breach, duty, packs, words), "body", "second", wraps=True))
    if terms is None or pack is None or not whole:
        return box
    rules_of = [(words("breach.question"), terms.threshold)] if terms.threshold else []
    rules_of += [(words("breach.exception"), one) for one in terms.exceptions.values()]
    for said, rule in rules_of:
        cited = pack.cite(rule.article, lang)
        sure = words(f"law.confidence.{rule.confidence}")
        layout.addWidget(Label(f"{said}: {auto(rule.text(lang))}", wraps=True))
        layout.addWidget(Label(joined(cited, sure), "caption", "third", wraps=True))
    return box


def _asks(name: str, target: type[Record]) -> Any:  # noqa: ANN401  # fields by name
    return next(act.asks for act in ACTS[name] if act.target is target)


def decide(desk: Desk, parent: QWidget, breach: Breach, duty: Obligation) -> ActDialog:
    """Ask for the decision on a duty, with the law's question above it."""

    def act(unit: Unit, values: dict[str, Any]) -> None:
        rules.decide(unit, unit.get(Obligation, duty.id), **{"decision": ""} | values)

    words = desk.words
    start = {"decision": duty.decision, "rationale": duty.rationale}
    dialog = ActDialog(
        desk, parent, "decide", words("breach.decide"), "obligation", _asks("decide", Obligation), act,
        about=_about(desk, breach, duty, whole=True), start=start, yes=words("breach.keep-decision"),
    )  # fmt: skip
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
    dialog = ActDialog(
        desk, parent, "record-filing", words("breach.record-filing"), "filing", _asks("record-filing", Obligation),
        act, about=_about(desk, breach, duty, whole=False), start=start, yes=words("breach.keep-filing"),
    )  # fmt: skip
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
    dialog = ActDialog(desk, parent, name, title, table, _asks(name, Breach), act, start=start)
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


def assign_step(desk: Desk, parent: QWidget, step: Step) -> ActDialog:
    """Ask who is to do a step."""

    def act(unit: Unit, values: dict[str, Any]) -> None:
        response.assign_step(unit, unit.get(Step, step.id), **{"owner": ""} | values)

    dialog = ActDialog(
        desk, parent, "assign-step", desk.words("breach.assign-step"), "step", _asks("assign-step", Step), act,
        about=Label(incidents.said(step, desk.lang), "emphasis", wraps=True), start={"owner": step.owner},
    )  # fmt: skip
    dialog.open()
    return dialog


def add_obligation(desk: Desk, parent: QWidget, breach: Breach) -> ActDialog:
    """Ask for a duty of the officer's own."""
    needed = {"recipient": ""}
    return _simple(desk, parent, breach, "add-obligation", "obligation", rules.add_obligation, needed)


def reopen(desk: Desk, parent: QWidget, breach: Breach) -> ActDialog:
    """Ask why a breach is opened again."""
    return _simple(desk, parent, breach, "reopen", "breach", rules.reopen, {"reason": ""})
