"""What a policy promises, with amounts, beside what the law asks for; each promise leads to its clause."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from data.policy import Clause, Policy, Promise, Version
from desktop.law.pack import Pack
from ui.desk import Desk
from ui.policy.clause import clause_name
from ui.policy.says import amount
from ui.widgets.button import Button
from ui.widgets.card import clear, column, scrolled
from ui.widgets.chip import Chip
from ui.widgets.empty import EmptyState
from ui.widgets.flow import FlowRow
from ui.widgets.text import Label, Rule, auto

_ANSWERS = frozenset({"answer-request", "extend-answer"})


class Promises(QWidget):
    """Lists the promises of one version; `chosen` gives the clause of one."""

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._inner = QWidget()
        self._layout = column(self._inner, gap=8)
        self._layout.addStretch(1)
        self.empty = EmptyState(desk, "list-checks", desk.words("policy.promises.none"))
        self.area = scrolled(self._inner)
        layout = column(self)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.empty, 1)
        self.setAccessibleName(desk.words("policy.tab.promises"))

    def show_version(self, policy: Policy, version: Version | None) -> int:
        """Show what a version promises, and count it."""
        clear(self._layout, keep=1)
        laws = [self.desk.packs[code] for code in policy.laws if code in self.desk.packs]
        found = [(clause, one) for clause in (version.clauses if version else ()) for one in clause.promises]
        for at, (clause, one) in enumerate(found):
            self._layout.insertWidget(at, self._one(clause, one, laws))
        self.area.setVisible(bool(found))
        self.empty.setVisible(not found)
        return len(found)

    def _one(self, clause: Clause, promise: Promise, laws: list[Pack]) -> QWidget:
        words = self.desk.words
        kind = words(f"choice.promise.{promise.kind}")
        named = clause_name(self.desk, clause)
        box = QWidget()
        layout = column(box, gap=4)
        state = (
            Chip(self.desk, words("policy.says.confirmed"), "ok", "check")
            if promise.confirmed
            else Chip(self.desk, words("policy.says.suggested"), "mute", "circle-help")
        )
        said = amount(self.desk, promise)
        head = FlowRow(gap=8)
        head.flow.addWidget(Label(kind, "emphasis"))
        if said:
            head.flow.addWidget(Chip(self.desk, said, "info", "clock"))
        read = Button(self.desk, named, kind="link", act=lambda: self.chosen.emit(clause.id))
        read.setAccessibleName(words("policy.promises.read", name=words.joined((kind, named))))
        for part in (state, read):
            head.flow.addWidget(part)
        layout.addWidget(head)
        layout.addWidget(Label(auto(f"«{promise.text}»"), "body", "second", wraps=True))
        for line in self._law(promise, laws):
            layout.addWidget(Label(line, "caption", "third", wraps=True))
        layout.addWidget(Rule())
        return box

    def _law(self, promise: Promise, laws: list[Pack]) -> Iterator[str]:
        """Say the statute's own period beside a promised answer."""
        words = self.desk.words
        for law in laws if promise.kind in _ANSWERS else ():
            clock = law.request.extension if promise.kind == "extend-answer" else law.request_clock()
            if clock is not None and clock.amount is not None and clock.unit is not None:
                period = words(f"clock.period.{clock.unit}", n=clock.amount)
                article = words.numerals(law.cite(clock.article, words.lang))
                yield words("policy.promises.law", law=law.name(words.lang), period=period, article=article)
