"""The severity of a breach, question by question, with the score as it comes out."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

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
from ui.widgets.text import Label, joined

_QUARTERS = 4


class Assessment(QWidget):
    """The questions of the method; the score is kept when the officer says so."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._breach: Breach | None = None
        method, self.combos = severity.method(), dict[str, Combo]()
        layout = column(self, gap=12)
        layout.addWidget(Label(desk.words("breach.severity-about"), "caption", "third", wraps=True))
        dpc, lang = method["dpc"], desk.lang
        kinds = [(name, f"{dpc[name][lang]} ({dpc[name]['example'][lang]})") for name in severity.CATEGORIES]
        self._ask("category", dpc[lang], [("", desk.words("form.none")), *kinds])
        self._ask("adjust", desk.words("breach.adjust"), [])
        self._ask("ei", method["ei"][lang], [("", desk.words("form.none")), *self._options(method["ei"])])
        for name in severity.CIRCUMSTANCES:
            self._ask(name, method["cb"][name][lang], self._options(method["cb"][name]))
        self.combos["category"].activated.connect(lambda _: self._offer())
        self.score = Label("", "figure")
        self.band = Chip(desk, "")
        self.formula = Label("", "caption", "second", wraps=True)
        self.flags = Label("", "caption", "warn", wraps=True)
        self.banner = Banner(desk)
        self.save = Button(desk, desk.words("breach.keep-severity"), kind="primary", act=self.keep)
        for part in (self.formula, self.flags, self.banner):
            layout.addWidget(part)
        layout.addLayout(row(self.score, self.band, None, self.save))

    def _options(self, asked: Mapping[str, Any]) -> list[tuple[str, str]]:
        numerals = self.desk.words.number
        return [
            (
                str(int(key) / _QUARTERS),
                f"{numerals(severity.bare(int(key) / _QUARTERS))} · {said[self.desk.lang]}",
            )
            for key, said in asked["options"].items()
        ]

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

    def _offer(self, chosen: str = "0") -> None:
        """Offer the adjustments of the chosen category, each explained."""
        adjust = self.combos["adjust"]
        adjust.clear()
        kind = severity.method()["dpc"].get(self.combos["category"].currentData() or "", {})
        steps = kind.get("adjust", {})
        signed = {key: self.desk.words.numerals(f"{int(key):+d}" if int(key) else "0") for key in steps}
        adjust.offer(
            [(key, f"\u2066{signed[key]}\u2069 · {said[self.desk.lang]}") for key, said in steps.items()]
        )
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

    def _reckon(self) -> None:
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
                response.assess(unit, unit.get(Breach, self._breach.id), **self.inputs())
        except Blocked as problem:
            self.banner.problem(problem)
