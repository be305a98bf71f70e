"""A policy's text: the version on show, read and searched, and written on while it is a draft."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from data.errors import Blocked
from data.policy import Clause, Policy, Version
from desktop import policy as rules
from desktop.leading import leading
from ui.desk import Desk
from ui.policy.acts import TextActs
from ui.policy.clause import speaks
from ui.policy.clauses import ClauseList
from ui.policy.reading import READING, begin_reading
from ui.policy.toolbar import TextBar
from ui.widgets.banner import Banner
from ui.widgets.card import column
from ui.widgets.empty import EmptyState

_ORDER = {"ar": ["ar", "en"], "en": ["en", "ar"]}


class PolicyText(QWidget):
    """The text of one version. `changed` tells that the store holds other words now, `drawn` that it is on show."""

    changed = Signal()
    drawn = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.policy: Policy | None = None
        self.version: Version | None = None
        self._wanted, self._asked = "both", ""
        words = desk.words
        self.bar = TextBar(desk)
        self.banner = Banner(desk)
        self.clauses = ClauseList(desk)
        self.empty = EmptyState(
            desk, "file-text", words("policy.reading.empty"), (words("policy.reading.add"), self.add)
        )
        layout = column(self, gap=8)
        layout.addWidget(self.bar)
        layout.addWidget(self.banner)
        layout.addWidget(self.clauses, 1)
        layout.addWidget(self.empty, 1)
        self.bar.languages.connect(self._show_languages)
        self.bar.version.connect(self.show_version)
        self.bar.sought.connect(lambda sought: self.bar.show_found(sought, self.clauses.seek(sought)))
        self.bar.stepped.connect(self.clauses.step)
        self.bar.adding.connect(self.add)
        self.clauses.asked.connect(self.act)
        self.clauses.written.connect(self._write)

    @property
    def opened(self) -> bool:
        """Whether the version on show may be written on."""
        return self.version is not None and self.version.state in rules.OPEN

    def show_policy(self, policy: Policy) -> None:
        """Show a policy: the version that was chosen, else its draft, else the one that speaks for it."""
        if self.policy is None or policy.id != self.policy.id:
            self._asked = ""
        self.policy = policy
        asked = next((one for one in policy.versions if one.id == self._asked), None)
        self.version = asked or rules.draft_of(policy) or leading(policy)
        self._draw()

    def show_version(self, key: str) -> None:
        """Show another version of the same policy."""
        self.flush()
        self._asked = key
        if self.policy is not None:
            self.show_policy(self.policy)

    def _show_languages(self, wanted: str) -> None:
        self.flush()
        self._wanted = wanted
        self._draw()

    def languages(self) -> list[str]:
        """Tell which languages are shown; of both, one that the text has no word of takes no room."""
        order = _ORDER[self.desk.lang]
        if self._wanted in order:
            return [self._wanted]
        clauses = self.version.clauses if self.version else []
        spoken = [lang for lang in order if any(speaks(clause, lang) for clause in clauses)]
        return spoken or order

    def _draw(self) -> None:
        clauses = self.version.clauses if self.version else []
        self.clauses.show_clauses(clauses, self.languages(), opened=self.opened)
        if self.version is not None and self.policy is not None:
            self.bar.show_versions(self.policy.versions, self.version)
        self.bar.add.setVisible(self.opened)
        self.bar.show_found(self.bar.search.text(), self.clauses.found)
        self.clauses.setVisible(bool(clauses))
        self.empty.setVisible(not clauses)
        self._tell_frozen()
        self.drawn.emit()

    def show_clause(self, number: str, version: str, said: str = "") -> None:
        """Go to a clause of a version by their numbers, with words of it marked."""
        chosen = (
            next((one for one in self.policy.versions if one.number == version), None)
            if self.policy
            else None
        )
        if chosen is None:
            return
        self.show_version(chosen.id)
        self.bar.search.setText(said)
        self.clauses.seek(said)
        clause = next((one for one in chosen.clauses if one.number == number), None)
        if clause is not None:
            self.clauses.go_to(clause.id)

    def _tell_frozen(self) -> None:
        if self.version is None or self.opened:
            self.banner.clear()
            return
        words = self.desk.words
        draft = rules.draft_of(self.policy) if self.policy else None
        label = "" if draft else words("policy.reading.new-version")
        self.banner.say(words("policy.reading.frozen"), "info", label, self.new_version)

    def act(self, act: str, clause: Clause) -> None:
        """Do to a clause what its card asks for."""
        self.flush()
        if act in READING:
            begin_reading(self.desk, self, act, clause)
            self.clauses.go_to(clause.id)
            return
        at = self.clauses.place(clause.id)
        acts: dict[str, Callable[[], object]] = {
            "edit": lambda: self.clauses.edit(clause.id),
            "add-below": lambda: self._add(at + 1),
            "up": lambda: self._move(clause, at - 1),
            "down": lambda: self._move(clause, at + 1),
            "remove": lambda: self._remove(clause, at),
            "confirm": lambda: self._do(lambda on: on.confirm(clause.id), clause.id, "confirmed"),
        }
        acts[act]()

    def _write(self, clause_id: str, words: dict[str, str]) -> None:
        if words:
            self._do(lambda on: on.edit(clause_id, words), clause_id, "edited")
        else:
            self.clauses.leave_editor()

    def flush(self) -> None:
        """Keep what is being written, before it is left."""
        editor = self.clauses.editor
        if editor is not None:
            words, clause_id = editor.changed, editor.clause.id
            self.clauses.close_editor()
            if words:
                self._do(lambda on: on.edit(clause_id, words), "", "edited")

    def add(self) -> None:
        """Add a clause at the end."""
        self.flush()
        self._add(len(self.clauses.cards))

    def _add(self, at: int) -> None:
        key = self._do(lambda on: on.add(at), "", "clause-added")
        if isinstance(key, str):
            self.clauses.edit(key)

    def _move(self, clause: Clause, to: int) -> None:
        if 0 <= to < len(self.clauses.cards):
            self._do(lambda on: on.move(clause.id, to), clause.id, "moved")

    def _remove(self, clause: Clause, at: int) -> None:
        others = [card.clause.id for card in self.clauses.cards if card.clause.id != clause.id]
        following = others[min(at, len(others) - 1)] if others else ""
        self._do(lambda on: on.remove(clause.id), following, "removed")

    def new_version(self) -> None:
        """Start a draft from this text."""
        key = self._do(lambda on: on.new_version(), "", "version-made")
        if isinstance(key, str):
            self.show_version(key)

    def _do(self, act: Callable[[TextActs], object], clause_id: str, said: str) -> object:
        """Do one act, have the text read anew, and stand where it happened."""
        if self.policy is None or self.version is None:
            return None
        try:
            result = act(TextActs(self.desk, self.policy.id, self.version.id))
        except Blocked as problem:
            self.banner.problem(problem)
            return None
        self.changed.emit()
        self.desk.say(self.desk.words(f"policy.reading.{said}"))
        self.clauses.go_to(clause_id)
        return result
