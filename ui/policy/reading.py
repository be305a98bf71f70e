"""What the officer does with a clause's reading: confirm it, put it right, add a promise, see the words."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from data.errors import Invalid
from data.policy import Clause
from data.unit import Unit
from desktop import clause_reading as rules
from desktop.act import Act
from desktop.policy_acts import CLAUSE_ACTS
from ui.desk import Desk
from ui.policy.clause import clause_name
from ui.widgets.asking import ActDialog, ActForm
from ui.widgets.button import Button
from ui.widgets.card import column, row, scrolled
from ui.widgets.text import Label, auto

_ACTS: Mapping[str, Act] = {act.name: act for act in CLAUSE_ACTS}
_NAMES = {
    "says-confirm": "confirm-reading",
    "says-correct": "correct-reading",
    "says-promise": "add-promise",
    "says-again": "read-again",
}
_WORDS = "says-words"
READING = frozenset({*_NAMES, _WORDS})
_GROUPS = {"topics": "topic", "shares_with": "party_category", "promises": "promise"}


def begin_reading(desk: Desk, parent: QWidget, asked: str, clause: Clause) -> None:
    """Do what a clause's card asks for: at once, or with a dialog."""
    if asked == _WORDS:
        Evidence(desk, clause, parent).open()
        return
    act = _ACTS[_NAMES[asked]]
    if not act.asks:
        with desk.unit(act.name) as unit:
            act.run(unit, unit.get(Clause, clause.id))
        desk.say(desk.words(f"policy.says.{act.name}-done"))
        return
    table = "promise" if act.name == "add-promise" else "clause"
    start = {"topics": clause.topics, "shares_with": clause.shares_with} if table == "clause" else {}
    title = desk.words(f"policy.reading.{asked}")
    about = Label(clause_name(desk, clause), "body", "second", wraps=True)
    form = ActForm(desk, table, act.asks, about=about, start=start)
    ActDialog(desk, parent, act.name, title, form, _run(act, clause.id)).open()


def _run(act: Act, clause_id: str) -> Callable[[Unit, dict[str, Any]], object]:
    def run(unit: Unit, values: dict[str, Any]) -> object:
        missing = {name: "required" for name, one in act.asks.items() if one.required and name not in values}
        if missing:
            raise Invalid(missing)
        return act.run(unit, unit.get(Clause, clause_id), **values)

    return run


class Evidence(QDialog):
    """Shows on which words each topic, recipient and promise of a clause was suggested."""

    def __init__(self, desk: Desk, clause: Clause, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = desk.words
        title = words("policy.says.words")
        self.setWindowTitle(title)
        self.setMinimumWidth(desk.theme.px(520))
        inner = QWidget()
        lines = column(inner, gap=12)
        found = rules.evidence(clause)
        for (group, key), quotes in found.items():
            lines.addWidget(Label(words(f"choice.{_GROUPS[group]}.{key}"), "emphasis"))
            said = "\n".join(dict.fromkeys(auto(f"«{quote.words}»") for quote in quotes))
            lines.addWidget(Label(said, "body", "second", wraps=True))
        if not found:
            lines.addWidget(Label(words("policy.says.nothing"), "body", "second", wraps=True))
        lines.addStretch(1)
        close = Button(desk, words("ui.close"), kind="primary", act=self.accept)
        layout = column(self, gap=12, margin=24)
        layout.addWidget(Label(title, "page"))
        layout.addWidget(Label(clause_name(desk, clause), "body", "second", wraps=True))
        area = scrolled(inner)
        area.setMinimumHeight(desk.theme.px(280))
        layout.addWidget(area, 1)
        layout.addLayout(row(None, close))
        close.setFocus()
        self.finished.connect(self.deleteLater)
