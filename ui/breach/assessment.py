"""The severity of a breach, question by question, with the score as it comes out."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QTextEdit, QWidget

from data.breach import Breach
from data.errors import Blocked, Invalid
from desktop import response, severity
from ui.breach.looks import TONES
from ui.desk import Desk
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import column, row
from ui.widgets.chip import Chip
from ui.widgets.choosing import Combo
from ui.widgets.text import Label, joined, ltr, plain

_QUARTERS = 4
_NOTE = 64


class Assessment(QWidget):
    """The questions of the method; the score is kept when the officer says so."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._breach: Breach | None = None
        method, self.combos = severity.method(), dict[str, Combo]()
        layout = column(self, gap=12)
        for said in ("about", "source"):
            layout.addWidget(Label(desk.words(f"breach.severity-{said}"), "caption", "third", wraps=True))
        self.helps: dict[str, Label] = {}
        dpc, lang = method["dpc"], desk.lang
        kinds = [(name, dpc[name][lang]) for name in severity.CATEGORIES]
        self._ask("category", dpc[lang], [("", desk.words("form.none")), *kinds])
        self._ask("adjust", desk.words("breach.adjust"), [])
        self._ask("ei", method["ei"][lang], [("", desk.words("form.none")), *self._options(method["ei"])])
        for name in severity.CIRCUMSTANCES:
            self._ask(name, method["cb"][name][lang], self._options(method["cb"][name]))
        self.combos["category"].activated.connect(lambda _: self._offer())
        self.note = self._note()
        self.score = Label("", "figure")
        self.band = Chip(desk, "")
        self.formula = Label("", "caption", "second", wraps=True)
        self.flags = Label("", "caption", "warn", wraps=True)
        self.banner = Banner(desk)
        self.save = Button(desk, desk.words("breach.keep-severity"), kind="primary", act=self.keep)
        for part in (self.formula, self.flags, self.banner):
            layout.addWidget(part)
        layout.addLayout(row(self.score, self.band, None, self.save))

    def _note(self) -> QTextEdit:
        label = Label(self.desk.words("field.severity_note"), "caption", "second")
        note = QTextEdit()
        note.setAcceptRichText(False)
        note.setTabChangesFocus(True)
        note.setAccessibleName(label.text())
        note.setMaximumHeight(self.desk.theme.px(_NOTE))
        label.setBuddy(note)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(label)
            layout.addWidget(note)
        return note

    def _options(self, asked: Mapping[str, Any]) -> list[tuple[str, str]]:
        return [
            (str(int(key) / _QUARTERS), self._option(severity.bare(int(key) / _QUARTERS), said))
            for key, said in asked["options"].items()
        ]

    def _option(self, figure: float, said: Mapping[str, Any], sign: str = "") -> str:
        words = self.desk.words
        return words("breach.option", figure=ltr(sign + words.number(figure)), said=said[self.desk.lang])

    def _ask(self, name: str, question: str, options: list[tuple[str, str]]) -> None:
        combo = Combo(self.desk)
        combo.setAccessibleName(question)
        combo.offer(options)
        combo.activated.connect(lambda _: self._reckon())
        label = Label(question, "caption", "second", wraps=True)
        label.setBuddy(combo)
        self.combos[name] = combo
        layout = self.layout()
        if layout is not None:
            layout.addWidget(label)
            layout.addWidget(combo)
            self.helps[name] = Label("", "caption", "third", wraps=True)
            layout.addWidget(self.helps[name])

    def _offer(self, chosen: str = "0") -> None:
        """Offer the adjustments of the chosen category, each explained."""
        adjust = self.combos["adjust"]
        adjust.clear()
        kind = severity.method()["dpc"].get(self.combos["category"].currentData() or "", {})
        steps = kind.get("adjust", {})
        signs = {key: "+" if int(key) > 0 else "" for key in steps}
        adjust.offer([(key, self._option(int(key), said, signs[key])) for key, said in steps.items()])
        adjust.setEnabled(bool(steps))
        if steps:
            adjust.choose(chosen)

    def show_breach(self, breach: Breach) -> None:
        """Show what was answered."""
        self._breach = breach
        kept = breach.severity_inputs
        self.combos["category"].choose(str(kept.get("category", "")))
        self._offer(str(int(kept.get("adjust", 0))))
        for name in ("ei", *severity.CIRCUMSTANCES):
            given = kept.get(name)
            self.combos[name].choose("" if given is None else str(float(given)))
        self.note.setPlainText(breach.severity_note)
        self.save.setEnabled(breach.closed_at is None)
        self.banner.clear()
        self._reckon()

    def inputs(self) -> dict[str, Any]:
        """Read the answers."""
        category = self.combos["category"].currentData()
        figures = {
            name: self.combos[name].currentData() for name in ("adjust", "ei", *severity.CIRCUMSTANCES)
        }
        said = {name: float(value) for name, value in figures.items() if value not in (None, "")}
        return ({"category": category} if category else {}) | said

    def _explain(self) -> None:
        """Tell below a question what its answer means, by example."""
        dpc, ei, lang = severity.method()["dpc"], severity.method()["ei"], self.desk.lang
        category, given = self.combos["category"].currentData(), self.combos["ei"].currentData()
        kind = dpc.get(category) if category else None
        step = kind["adjust"].get(self.combos["adjust"].currentData()) if kind else None
        ease = ei["options"].get(str(int(float(given) * _QUARTERS))) if given else None
        for name, said in (("category", kind), ("adjust", step), ("ei", ease)):
            example = self.desk.words("breach.example", said=said["example"][lang]) if said else ""
            hint = (
                dpc["hint"][lang] if name == "category" else dpc["raises"][lang] if name == "adjust" else ""
            )
            self.helps[name].setText("\n".join(part for part in (example, hint) if part))
        for label in self.helps.values():
            label.setVisible(bool(label.text()))

    def _reckon(self) -> None:
        self._explain()
        words = self.desk.words
        extra = response.known(self._breach) if self._breach else {}
        try:
            found = severity.score(self.inputs() | extra)
        except Invalid:
            self.score.setText("")
            self.formula.setText(words("breach.severity-open"))
            self.flags.setText("")
            self.band.hide()
            return
        number = words.number
        self.score.setText(number(severity.bare(found.value)))
        self.band.set(words(f"choice.severity.{found.band}"), TONES[found.band], "triangle-alert")
        self.band.show()
        said = words("breach.formula", **found.figures)
        self.formula.setText(said)
        self.flags.setText(joined(*(words(f"breach.flag.{flag}") for flag in found.flags)))
        self.flags.setVisible(bool(found.flags))

    def keep(self) -> None:
        """Keep the score with its answers."""
        if self._breach is None:
            return
        try:
            with self.desk.unit("assess") as unit:
                response.assess(
                    unit,
                    unit.get(Breach, self._breach.id),
                    note=plain(self.note.toPlainText()),
                    **self.inputs(),
                )
        except Blocked as problem:
            self.banner.problem(problem)
