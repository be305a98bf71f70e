"""The notices of a breach: what was filed for each duty and, as long as it is open, the draft of its notice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from data.breach import Breach, Obligation
from data.errors import Blocked
from desktop import response
from desktop.law.loading import load_packs
from ui.breach import dialogs
from ui.breach.draft import Draft
from ui.breach.filed import Filed
from ui.breach.looks import duty_cell, duty_name
from ui.desk import Desk
from ui.widgets.button import Button
from ui.widgets.card import clear, column, row
from ui.widgets.chip import Chip
from ui.widgets.text import Label, Rule, auto


class Notices(QWidget):
    """For each duty its filings and the draft of its next notice; that of a duty already filed is asked for."""

    printing = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.drafts: dict[str, Draft] = {}
        self.filed: dict[str, Filed] = {}
        self._breach: Breach | None = None
        self._again: set[str] = set()
        self._layout = column(self, gap=16)

    def show_breach(self, breach: Breach) -> None:
        """Show the notices of a breach; a draft that is being written is kept first."""
        self.flush()
        self._breach = breach
        self.drafts.clear()
        self.filed.clear()
        clear(self._layout)
        for duty in breach.obligations:
            self._layout.addWidget(self._one(breach, duty))
        self._layout.addStretch(1)

    def _one(self, breach: Breach, duty: Obligation) -> QWidget:
        desk, words = self.desk, self.desk.words
        box = QFrame()
        layout = column(box, gap=8)
        name = duty_name(desk, duty, laws=len({one.law for one in breach.obligations}) > 1)
        box.setAccessibleName(name)
        chip = Chip(desk, "")
        chip.set_cell(duty_cell(desk, duty))
        layout.addLayout(row(Label(name, "emphasis", wraps=True), chip, stretch=0))
        if duty.decided_at is not None:
            decision = words(f"choice.decision.{duty.decision}")
            when = desk.calendar.moment(desk.local(duty.decided_at))
            said = words("breach.decided", decision=decision, who=auto(duty.decided_by), when=when)
            layout.addWidget(Label(said, "caption", "third", wraps=True))
        if duty.rationale:
            reasons = words("breach.reasons", text=auto(duty.rationale))
            layout.addWidget(Label(reasons, "body", "second", wraps=True))
        for filing in duty.filings:
            self.filed[filing.id] = Filed(desk, filing)
            layout.addWidget(self.filed[filing.id])
        if breach.closed_at is None and duty.decision != "not-due":
            layout.addWidget(self._next(breach, duty, name))
        layout.addWidget(Rule())
        return box

    def _next(self, breach: Breach, duty: Obligation, name: str) -> QWidget:
        if duty.filings and not duty.draft and duty.id not in self._again:
            again = Button(
                self.desk,
                self.desk.words("breach.another-notice"),
                icon="plus",
                act=lambda: self._begin(breach, duty),
            )
            again.setAccessibleName(f"{again.text()}: {name}")
            box = QWidget()
            box.setLayout(row(again, None))
            return box
        draft = Draft(self.desk, breach, duty)
        draft.keeping.connect(self.flush)
        draft.printing.connect(lambda: self._print(duty))
        draft.filing.connect(lambda: self._file(breach, duty))
        self.drafts[duty.id] = draft
        return draft

    def _begin(self, breach: Breach, duty: Obligation) -> None:
        self._again.add(duty.id)
        self.show_breach(breach)
        self.drafts[duty.id].text.setFocus()

    def _print(self, duty: Obligation) -> None:
        self.flush()
        self.printing.emit(duty.id)

    def _file(self, breach: Breach, duty: Obligation) -> None:
        self.flush()
        store = self.desk.store
        fresh = store.find(Breach, breach.id) if store else None
        for one in fresh.obligations if fresh else ():
            if one.id == duty.id and fresh is not None:
                dialogs.file(self.desk, self, fresh, one)

    def flush(self) -> None:
        """Keep the drafts that were written on."""
        changed = {key: texts for key, draft in self.drafts.items() if (texts := draft.changed())}
        store = self.desk.store
        if self._breach is None or not changed or store is None:
            return
        self._breach = None  # telling of what was kept must not lead back here
        packs = load_packs(store.folder)
        try:
            with self.desk.unit("write-notice") as unit:
                for key, texts in changed.items():
                    for lang, text in texts.items():
                        duty = unit.get(Obligation, key)
                        response.write_notice(unit, duty, packs=packs, text=text, lang=lang)
        except Blocked as problem:
            self.desk.problem(problem)
