"""A policy's versions, the latest first, each with what makes it what it is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from data.policy import Version
from ui.desk import Desk
from ui.policy.states import state_cell
from ui.widgets.button import Button
from ui.widgets.card import Facts, clear, column, row
from ui.widgets.chip import Chip
from ui.widgets.text import Label, Rule, auto, joined, ltr


class Versions(QWidget):
    """Lists versions; `chosen` wants the text of one."""

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._layout = column(self, gap=12)
        self._layout.addStretch(1)

    def show_versions(self, versions: Sequence[Version]) -> None:
        """Show them all."""
        clear(self._layout, keep=1)
        for at, version in enumerate(sorted(versions, key=lambda one: one.position or 0, reverse=True)):
            self._layout.insertWidget(at, self._one(version))

    def _one(self, version: Version) -> QWidget:
        words, show = self.desk.words, self.desk.calendar
        box = QFrame()
        box.setAccessibleName(words("policy.version", number=version.number))
        layout = column(box, gap=8)
        state = Chip(self.desk, "")
        state.set_cell(state_cell(self.desk, version.state))
        read = Button(
            self.desk, words("policy.versions.read"), kind="link", act=lambda: self.chosen.emit(version.id)
        )
        read.setAccessibleName(words("policy.versions.read-name", number=version.number))
        name = Label(words("policy.version", number=version.number), "emphasis")
        layout.addLayout(row(name, state, None, read))
        facts = Facts(self.desk)
        facts.add(words("policy.versions.clauses"), words.number(len(version.clauses)))
        if version.created_at:
            facts.add(words("policy.versions.written"), show.moment(self.desk.local(version.created_at)))
        facts.add(words("policy.versions.source"), auto(version.source_name))
        if version.approver and version.approved_at:
            when = show.moment(self.desk.local(version.approved_at))
            facts.add(words("policy.versions.approved"), joined(auto(version.approver), when))
        if version.effective_from:
            facts.add(words("policy.versions.effective"), show.both(version.effective_from))
        facts.add(words("policy.versions.summary"), version.change_summary)
        if version.text_hash:
            facts.add(words("policy.versions.hash"), ltr(version.text_hash[:16]))
        layout.addWidget(facts)
        layout.addWidget(Rule())
        return box
