"""Whether a duty is due: the law's question and the officer's answer, the same in the assistant and on the record."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from data.breach import Breach, Obligation
from data.errors import Invalid, NotAllowed
from data.fields import Field
from data.unit import Unit
from desktop import breach as rules
from desktop.acts import of_record
from desktop.law.loading import load_packs
from desktop.obligations import Key, explained, key_of, terms_of
from ui.breach.looks import duty_cell, duty_limit, duty_name
from ui.desk import Desk
from ui.widgets.asking import ActForm
from ui.widgets.card import clear, column
from ui.widgets.chip import Chip
from ui.widgets.choosing import OneOfEditor
from ui.widgets.editor import Editor, LongLineEditor
from ui.widgets.flow import FlowRow
from ui.widgets.text import Label, Rule, auto, joined

_OPEN = "undecided"


class DecisionForm(ActForm):
    """Asks whether one duty is due; with `later` it may be left open."""

    def __init__(self, desk: Desk, breach: Breach, duty: Obligation, *, later: bool = False) -> None:
        self._later = later
        super().__init__(
            desk,
            "obligation",
            of_record(Obligation, "decide").asks,
            about=_question(desk, breach, duty),
            start={"decision": duty.decision, "rationale": duty.rationale},
        )

    def _named(self, key: str) -> str:
        return self.desk.words("breach.reason") if key == "rationale" else super()._named(key)

    def _editor(self, key: str, field: Field) -> Editor:
        if key == "decision":
            return OneOfEditor(self.desk, field, without=() if self._later else (_OPEN,))
        return LongLineEditor(self.desk, field)

    def decide(self, unit: Unit, duty: Obligation) -> None:
        """Decide as was answered; what may be left open and was stays undecided.

        Raises:
            Invalid: naming the field where an answer is missing.
            NotAllowed: whatever else the act refuses.
        """
        values = self.values()
        if self._later and values == {"decision": _OPEN}:
            return
        if values.get("decision", _OPEN) == _OPEN:
            raise Invalid({"decision": "undecided"})
        try:
            rules.decide(unit, duty, **values)
        except NotAllowed as refused:
            if refused.key == "decision.rationale":  # told at its field
                raise Invalid({"rationale": "unreasoned"}) from refused
            raise


class Decisions(QWidget):
    """The decisions on all duties of a breach that is about to be logged."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.forms: dict[Key, DecisionForm] = {}
        self.wrong: Key | None = None
        self._rows = column(self, gap=12, margin=8)

    def ask(self, breach: Breach) -> None:
        """Ask about the duties of a breach; what was answered before stands."""
        answers = {key: form.values() for key, form in self.forms.items()}
        self.forms.clear()
        clear(self._rows)
        for duty in breach.obligations:
            key = key_of(duty)
            if self.forms:
                self._rows.addWidget(Rule())
            self.forms[key] = form = DecisionForm(self.desk, breach, duty, later=True)
            for name, value in answers.get(key, {}).items():
                form.editors[name].set_value(value)
            self._rows.addWidget(form)
        self._rows.addStretch(1)

    def begin(self) -> None:
        """Stand at the first question."""
        for form in self.forms.values():
            form.setFocus()
            break

    def decide(self, unit: Unit, breach: Breach) -> None:
        """Decide on the duties of a breach in the unit that logs it; `wrong` is the one that stopped it.

        Raises:
            Invalid: naming the field where an answer is missing.
            NotAllowed: whatever else the act refuses.
        """
        for duty in breach.obligations:
            self.wrong = key_of(duty)
            if self.wrong in self.forms:
                self.forms[self.wrong].decide(unit, duty)
        self.wrong = None

    def point(self, problems: Mapping[str, str]) -> None:
        """Say at the question that stopped it what is missing."""
        for key, form in self.forms.items():
            form.show_problems(problems if key == self.wrong else {})


def _question(desk: Desk, breach: Breach, duty: Obligation) -> QWidget:
    """Tell when the law wants the notice, by when, and what it makes an exception of."""
    words, lang = desk.words, desk.lang
    packs = load_packs(desk.store.folder if desk.store else None)
    box, head, chip = QWidget(), FlowRow(gap=8), Chip(desk, "")
    chip.set_cell(duty_cell(desk, duty))
    chip.setToolTip(explained(breach, duty, packs, words))
    head.flow.addWidget(Label(duty_name(desk, duty, laws=len(breach.laws) > 1), "emphasis"))
    head.flow.addWidget(chip)
    head.flow.addWidget(Label(duty_limit(desk, duty), "caption", "third"))
    layout = column(box, gap=4)
    layout.addWidget(head)
    pack, terms = packs.get(duty.law), terms_of(duty)
    if terms is None or pack is None:
        return box
    rules_of = [(words("breach.question"), terms.threshold)] if terms.threshold else []
    rules_of += [(words("breach.exception"), one) for one in terms.exceptions.values()]
    for said, rule in rules_of:
        cited = words.numerals(pack.cite(rule.article, lang))
        sure = words(f"law.confidence.{rule.confidence}")
        layout.addWidget(Label(f"{said}: {auto(rule.text(lang))}", wraps=True))
        layout.addWidget(Label(joined(cited, sure), "caption", "third", wraps=True))
    return box
