"""A policy file before it is taken in: what was read, in which encoding, how it was taken apart."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QProgressBar, QWidget

from data.errors import Blocked, Invalid
from data.policy import Policy
from desktop import policy as rules
from desktop import version as life
from desktop.exchange.decoding import ENCODINGS
from desktop.exchange.documents import SUFFIXES
from desktop.exchange.pairing import ClauseText
from desktop.exchange.policies import ImportedPolicy, import_policy
from ui.desk import Desk
from ui.policy.states import title
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import column, row
from ui.widgets.choosing import Combo
from ui.widgets.dialogs import choose_file
from ui.widgets.form import RecordForm
from ui.widgets.reader import Pair, TextReader
from ui.widgets.text import Label, auto, joined, ltr

_FIELDS = ("title_ar", "title_en")


class ImportDialog(QDialog):
    """Reads a file beside the window and keeps it when told to, as a new policy or as the next version of one.

    `added` gives the policy's id.
    """

    added = Signal(str)

    def __init__(self, desk: Desk, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.file = file
        self.imported: ImportedPolicy | None = None
        words = desk.words
        self.setWindowTitle(words("policy.import.title"))
        self.resize(desk.theme.px(920), desk.theme.px(660))
        layout = column(self, gap=12, margin=24)
        self._name = Label("", "body", "second", elide=True)
        self.encoding = Combo(desk)
        self.encoding.setMinimumContentsLength(max(map(len, ENCODINGS)) + 2)
        self.encoding.setAccessibleName(words("policy.import.encoding"))
        self.encoding.activated.connect(lambda _: self.read(self.encoding.currentData()))
        self._coded = Label(words("policy.import.encoding"), "caption", "second")
        self.again = Button(desk, words("policy.import.again"), icon="folder-open", act=self._choose)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(words("policy.import.reading"))
        self.banner = Banner(desk)
        self.place = Combo(desk)
        self.place.setAccessibleName(words("policy.import.place"))
        self.place.offer([("", words("policy.import.new")), *_revised(desk)])
        self.place.currentIndexChanged.connect(lambda _: self._show_busy(busy=False))
        self.form = RecordForm(desk, Policy, only=_FIELDS)
        self.found = Label("", "emphasis")
        self.notes = Label("", "caption", "warn", wraps=True)
        self.reader = TextReader(desk)
        layout.addWidget(Label(words("policy.import.title"), "page"))
        layout.addLayout(row(self._name, self._coded, self.encoding, self.again, stretch=0))
        for widget in (self.bar, self.banner, self.place, self.form, self.found, self.notes):
            layout.addWidget(widget)
        layout.addWidget(self.reader, 1)
        self.in_force = QCheckBox(words("policy.import.in-force"))
        self.in_force.setToolTip(words("policy.import.in-force-about"))
        self.add = Button(desk, words("policy.import.add"), kind="primary", act=self.keep)
        self.add.setDefault(True)
        self.cancel = Button(desk, words("policy.import.cancel"), act=self.reject)
        layout.addLayout(row(self.in_force, None, self.cancel, self.add))
        self.read()

    def read(self, encoding: str | None = None) -> None:
        """Read the file, in the encoding chosen or the one it seems to have."""
        self._name.setText(auto(self.file.name))
        self.banner.clear()
        self._show_busy(busy=True)
        file = self.file
        self.desk.tasks.run(
            lambda _: import_policy(file, encoding), self._show, failed=self._refuse, owner=self
        )

    def _show_busy(self, *, busy: bool) -> None:
        whole = not busy and self.imported is not None
        self.bar.setVisible(busy)
        for widget in (self.found, self.reader, self.in_force):
            widget.setVisible(whole)
        self.place.setVisible(whole and self.place.count() > 1)
        self.form.setVisible(whole and not self.place.currentData())
        self.notes.setVisible(whole and bool(self.notes.text()))
        self.add.setEnabled(whole)
        self.again.setEnabled(not busy)
        coded = not busy and bool(self.encoding.count())
        self.encoding.setVisible(coded)
        self._coded.setVisible(coded)

    def _show(self, imported: ImportedPolicy) -> None:
        first = self.imported is None
        self.imported = imported
        words = self.desk.words
        self._offer_encodings(imported.encoding)
        if first or not self.form.values():
            self.form.set_values({"title_ar": imported.title_ar, "title_en": imported.title_en})
        count = words("policy.clauses", n=len(imported.clauses))
        self.found.setText(joined(count, words(f"choice.text_language.{imported.language}")))
        self.notes.setText(
            "\n".join(words(f"exchange.note.{one.key}", **one.values) for one in imported.notes)
        )
        self.reader.set_pairs([pair(self.desk, clause) for clause in imported.clauses])
        self._show_busy(busy=False)
        self.form.focus_first()

    def _offer_encodings(self, encoding: str) -> None:
        self.encoding.clear()
        if encoding:
            self.encoding.offer([(name, name.upper()) for name in ENCODINGS])
            self.encoding.choose(encoding)

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, Blocked):
            raise error
        self.imported = None
        self._show_busy(busy=False)
        self.banner.problem(error)
        self.again.setFocus()

    def _choose(self) -> None:
        chosen = choose_policy(self.desk, self)
        if chosen is not None:
            self.file, self.imported = chosen, None
            self.encoding.clear()
            self.read()

    def keep(self) -> None:
        """Take the policy into the register in one act, as a draft or as the text in force."""
        imported, store = self.imported, self.desk.store
        if imported is None or store is None:
            return
        titles = {name: self.form.editors[name].value() for name in _FIELDS}
        known = str(self.place.currentData() or "")
        record = Policy(laws=list(store.organisation().laws), **titles)
        if not known and not any(titles.values()):
            self.form.show_problems({"title_ar": "required"})
            return
        told: dict[str, Any] = {"draft": not self.in_force.isChecked(), "source_name": self.file.name}
        try:
            with self.desk.unit("import-policy") as unit:
                if known:
                    life.take_text(unit, unit.get(Policy, known), imported, **told)
                else:
                    rules.add_policy(unit, imported, record, **told)
        except Invalid as invalid:
            self.form.show_problems(invalid.problems)
        except Blocked as problem:
            self.banner.problem(problem)
        else:
            self.accept()
            self.added.emit(known or record.id)


def _revised(desk: Desk) -> list[tuple[str, str]]:
    """Offer the policies that a text may be the next version of."""
    policies = desk.store.all(Policy) if desk.store else []
    return [
        (one.id, desk.words("policy.import.next", title=title(desk, one), code=ltr(one.code)))
        for one in policies
        if rules.draft_of(one) is None
    ]


def pair(desk: Desk, clause: ClauseText) -> Pair:
    """Show a clause of a file as the reader has it."""
    number = desk.words.numerals(str(clause.number)) if clause.number else ""
    return Pair(number, clause.heading_ar, clause.text_ar, clause.heading_en, clause.text_en)


def choose_policy(desk: Desk, parent: QWidget) -> Path | None:
    """Ask for a policy file."""
    return choose_file(desk, parent, desk.words("policy.import.choose"), SUFFIXES)
