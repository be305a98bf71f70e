"""Two versions of a policy beside each other, clause by clause, with the words that changed marked."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QWidget

from data.policy import Policy
from desktop.policy import numbered
from desktop.reading.compare import ADDED, REMOVED, SAME, ClauseChange, WordChange, compare
from ui.desk import Desk
from ui.policy.clause import clause_name
from ui.widgets.button import Button
from ui.widgets.card import clear, column, readable, row
from ui.widgets.chip import Chip
from ui.widgets.choosing import Combo
from ui.widgets.text import Label, Rule, joined, ltr

_LOOKS = {
    "added": ("ok", "plus"),
    "removed": ("danger", "trash-2"),
    "changed": ("soon", "pencil"),
    "moved": ("info", "arrow-down"),
    "same": ("mute", "check"),
}
_SIZE = (980, 680)


class Comparison(QDialog):
    """Shows what became of every clause from an older version to a newer one."""

    def __init__(self, desk: Desk, policy: Policy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.policy = desk, policy
        words = desk.words
        self.setWindowTitle(words("policy.compare.title"))
        self.resize(*(desk.theme.px(side) for side in _SIZE))
        numbers = [version.number for version in policy.versions]
        self.old = self._choice("policy.compare.old", numbers[-2])
        self.new = self._choice("policy.compare.new", numbers[-1])
        self.summary = Label("", "body", "second")
        inner = QWidget()
        self._layout = column(inner, gap=8)
        self._layout.addStretch(1)
        self.area = readable(inner, words("policy.compare.title"))
        self.print = Button(desk, words("policy.compare.print"), icon="printer", act=self.print_it)
        close = Button(desk, words("ui.close"), kind="primary", act=self.accept)
        layout = column(self, gap=12, margin=24)
        layout.addWidget(Label(words("policy.compare.title"), "page"))
        said = [Label(words(f"policy.compare.{side}"), "caption", "second") for side in ("old", "new")]
        layout.addLayout(row(said[0], self.old, said[1], self.new, None, self.summary))
        layout.addWidget(self.area, 1)
        layout.addLayout(row(self.print, None, close))
        self._draw()

    def _choice(self, name: str, number: str) -> Combo:
        chosen = Combo(self.desk)
        chosen.setAccessibleName(self.desk.words(name))
        states = (
            (v.number, self.desk.words(f"choice.version_state.{v.state}")) for v in self.policy.versions
        )
        chosen.offer([(key, joined(ltr(key), state)) for key, state in states])
        chosen.choose(number)
        chosen.activated.connect(lambda _: self._draw())
        return chosen

    @property
    def numbers(self) -> tuple[str, str]:
        """The numbers of the two versions."""
        return str(self.old.currentData()), str(self.new.currentData())

    def _draw(self) -> None:
        clear(self._layout, keep=1)
        old, new = (numbered(self.policy, number) for number in self.numbers)
        self.changes = compare(old.clauses, new.clauses)
        for at, change in enumerate(self.changes):
            self._layout.insertWidget(at, self._one(change))
        words = self.desk.words
        differing = sum(change.change != SAME for change in self.changes)
        self.summary.setText(words("policy.compare.differing", n=differing))

    def _one(self, change: ClauseChange) -> QWidget:
        words = self.desk.words
        tone, icon = _LOOKS[change.change]
        box = QFrame()
        layout = column(box, gap=4)
        named = change.new or change.old
        name = clause_name(self.desk, named) if named is not None else ""  # type: ignore[arg-type]  # clauses went in
        said = words(f"policy.change.{change.change}")
        layout.addLayout(
            row(Chip(self.desk, said, tone, icon), Label(name, "emphasis", wraps=True), stretch=1)
        )
        box.setAccessibleName(joined(said, name))
        if change.change != SAME:
            halves = [("ar", change.words_ar), ("en", change.words_en)]
            shown = [self._half(lang, runs) for lang, runs in halves if runs]
            order = shown if self.desk.rtl else shown[::-1]
            beside = row(*order, gap=20)
            for at in range(len(order)):
                beside.setStretch(at, 1)
            layout.addLayout(beside)
        layout.addWidget(Rule())
        return box

    def _half(self, lang: str, runs: Sequence[WordChange]) -> QLabel:
        """Mark what was added by underlining and what was removed by striking out, in colour besides."""
        tokens = self.desk.theme.tokens
        marks = {
            ADDED: f"background-color:{tokens.ok_bg};color:{tokens.ok};text-decoration:underline",
            REMOVED: f"background-color:{tokens.danger_bg};color:{tokens.danger};text-decoration:line-through",
        }
        parts = (
            f'<span style="{marks[run.change]}">{escape(run.text)}</span>'
            if run.change in marks
            else escape(run.text)
            for run in runs
        )
        side = "rtl" if lang == "ar" else "ltr"
        body = "".join(parts).replace("\n", "<br/>")
        label = QLabel(f'<p dir="{side}" style="margin:0;line-height:112%">{body}</p>')
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        label.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if lang == "ar" else Qt.LayoutDirection.LeftToRight
        )
        label.setAccessibleName("".join(run.text for run in runs))
        return label

    def print_it(self) -> None:
        """Print the comparison to a PDF file."""
        from ui.policy.printing import print_comparison  # noqa: PLC0415  # loads the report's parts

        print_comparison(self.desk, self, self.policy, self.numbers)
