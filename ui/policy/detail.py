"""One policy: what it is called and how it stands, its text, its details, its versions and its past."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from data.errors import Blocked, Invalid
from data.policy import Policy
from desktop import records
from desktop.finding import Finding
from ui.desk import Desk
from ui.policy.checklist import Checklist
from ui.policy.comparing import Comparison
from ui.policy.life import VersionBar, review_chip
from ui.policy.printing import print_gaps
from ui.policy.promises import Promises
from ui.policy.states import state_cell, title
from ui.policy.text import PolicyText
from ui.policy.versions import Versions
from ui.widgets.beside import Beside
from ui.widgets.button import IconButton
from ui.widgets.card import column, row, scrolled
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow
from ui.widgets.form import RecordForm
from ui.widgets.heeding import Heed
from ui.widgets.tabs import Tabs
from ui.widgets.text import Label, ltr


class PolicyDetail(QWidget):
    """Follows the policy chosen in the list; what is written in it is kept by itself."""

    printing = Signal()
    binning = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.policy: Policy | None = None
        words = desk.words
        self._title = Label("", "record", wraps=True)
        chips = QWidget()
        self._chips = Flow(chips)
        self.print = IconButton(desk, "printer", words("command.policy.report"), self.printing.emit)
        self.bin = IconButton(desk, "trash-2", words("policy.bin"), self.binning.emit)
        self.text = PolicyText(desk)
        self.form = RecordForm(desk, Policy, later=True)
        self.life = VersionBar(desk)
        self.check = Checklist(desk)
        self.promises = Promises(desk)
        self.versions = Versions(desk)
        self.beside = Beside(desk)
        self.tabs = Tabs(desk, words("policy.title"))
        self.tabs.add("text", words("policy.tab.text"), self.text)
        self.tabs.add("check", words("policy.tab.check"), self.check)
        self.tabs.add("promises", words("policy.tab.promises"), self.promises)
        for key, widget in (("details", self.form), ("versions", self.versions)):
            self.tabs.add(key, words(f"policy.tab.{key}"), _roomy(widget))
        self.tabs.add("beside", words("beside.title"), _roomy(self.beside))
        layout = column(self, gap=8)
        layout.addLayout(row(self._title, self.print, self.bin, stretch=0))
        layout.addWidget(chips)
        layout.addWidget(self.life)
        layout.addWidget(self.tabs, 1)
        self.setFocusProxy(self.tabs.row)
        self.text.changed.connect(self.reload)
        self.text.drawn.connect(self._follow)
        self.life.done.connect(self.reload)
        self.life.comparing.connect(self.compare)
        self.check.shown.connect(self._show_evidence)
        self.check.counted.connect(lambda count: self.tabs.set_count("check", count))
        self.promises.chosen.connect(self._go_to_clause)
        self.form.draft.connect(self._keep)
        self.versions.chosen.connect(self._read)
        self.tabs.changed.connect(self._turn)
        Heed(desk, self, self.reload)
        desk.closing.connect(self.flush)

    def show_policy(self, policy: Policy) -> None:
        """Show a policy as the store holds it; what was being written in another one is kept first."""
        if self.policy is not None and self.policy.id != policy.id:
            self.flush()
        other = self.policy is None or self.policy.id != policy.id
        store = self.desk.store
        found = store.find(Policy, policy.id) if store else None
        if found is None:
            return
        self.policy = found
        if other:
            self.form.set_values(found)
        self._draw(found)

    def reload(self) -> None:
        """Show what the store holds now."""
        if self.policy is None or self.desk.store is None or self.text.clauses.editor is not None:
            return
        found = self.desk.store.find(Policy, self.policy.id)
        if found is not None:
            self.policy = found
            if not self.form.values():
                self.form.set_values(found)
            self._draw(found)

    def _draw(self, policy: Policy) -> None:
        words = self.desk.words
        self._title.setText(title(self.desk, policy))
        self._chips.clear()
        state = Chip(self.desk, "")
        state.set_cell(state_cell(self.desk, policy.state))
        chips = [state, Chip(self.desk, words(f"choice.policy_kind.{policy.kind}"), "mute", "file-text")]
        if policy.version_number:
            chips.append(
                Chip(self.desk, words("policy.version", number=policy.version_number), "mute", "history")
            )
        if (review := review_chip(self.desk, policy)) is not None:
            chips.append(review)
        if policy.sample:
            chips.append(Chip(self.desk, words("ui.sample"), "info", "info"))
        for shown in (Chip(self.desk, ltr(policy.code), "mute"), *chips):
            self._chips.addWidget(shown)
            shown.show()
        self.text.show_policy(policy)
        self.versions.show_versions(policy.versions)
        self.tabs.set_count("versions", len(policy.versions))
        self.tabs.set_count("beside", self.beside.show_record(policy) or None)
        self._turn(self.tabs.current())

    def _follow(self) -> None:
        """Let what stands around the text speak of the version that is on show."""
        if self.text.policy is not None:
            self.life.show_version(self.text.policy, self.text.version)
            self.tabs.set_count("promises", self.promises.show_version(self.text.policy, self.text.version))

    def compare(self) -> None:
        """Compare the last two versions; others can be chosen there."""
        if self.policy is not None and len(self.policy.versions) > 1:
            dialog = Comparison(self.desk, self.policy, self)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def open_check(self) -> None:
        """Show what the check finds, ready for the arrow keys."""
        self.tabs.select("check")
        self.check.setFocus()

    def find_in_text(self) -> None:
        """Go to the search inside the policy's text."""
        self.tabs.select("text")
        self.text.bar.search.setFocus()

    def print_gaps(self) -> None:
        """Print what the check finds."""
        if self.policy is not None:
            print_gaps(self.desk, self, self.policy)

    def _show_evidence(self, found: Finding) -> None:
        quote = found.quote(self.desk.lang)
        self.tabs.select("text")
        self.text.show_clause(quote.clause, found.version, quote.words)

    def _go_to_clause(self, clause_id: str) -> None:
        self.tabs.select("text")
        self.text.clauses.go_to(clause_id)

    def _turn(self, tab: str) -> None:
        if tab != "text":
            self.text.flush()
        if tab == "check" and self.policy is not None:
            self.check.show_policy(self.policy)

    def _read(self, version_id: str) -> None:
        self.text.show_version(version_id)
        self.tabs.select("text")

    def _keep(self, values: dict[str, Any]) -> None:
        """Keep what was typed into the details; a draft saves itself."""
        if not values or self.policy is None:
            return
        try:
            with self.desk.unit("edit-policy") as unit:
                records.change(unit.get(Policy, self.policy.id), values)
        except Invalid as invalid:
            self.form.show_problems(invalid.problems)
        except Blocked as problem:
            self.text.banner.problem(problem)
        else:
            self.form.settle()
            self.form.show_problems({})

    def flush(self) -> None:
        """Keep what is being written, before it is left."""
        self.text.flush()
        self.form.flush()


def _roomy(widget: QWidget) -> QWidget:
    """Let a tab scroll, with room beside it for the scroll bar."""
    inner = QWidget()
    layout = column(inner, margin=12)
    layout.addWidget(widget)
    layout.addStretch(1)
    return scrolled(inner)
