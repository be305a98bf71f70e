"""Whose desk this is: names, officer, and the laws that decide terms, digits and weekend."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from data.errors import Blocked, Invalid
from data.organisation import Organisation
from desktop import organisation
from ui.desk import Desk
from ui.settings.samples import Samples
from ui.widgets.banner import Banner
from ui.widgets.card import Card, column, row, scrolled
from ui.widgets.choosing import Combo
from ui.widgets.form import RecordForm
from ui.widgets.heeding import Heed
from ui.widgets.text import Label


class OrganisationPart(QWidget):
    """Kept by itself while it is edited; another law lets the whole window speak its terms."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.banner = Banner(desk)
        self.form = RecordForm(desk, Organisation, leave=("logo_id", "sample"), later=True)
        card, inner = Card(), QWidget()
        within = column(inner, gap=12, margin=4)
        within.addWidget(self.banner)
        self.samples = Samples(desk)
        within.addWidget(self.samples)
        within.addLayout(self._leading())
        within.addWidget(self.form)
        within.addStretch(1)
        card.body.addWidget(scrolled(inner))
        column(self).addWidget(card)
        self.form.draft.connect(self._keep)
        Heed(desk, self, self._kept)
        desk.closing.connect(self.form.flush)
        self._show()

    def _leading(self) -> QHBoxLayout:
        said = self.desk.words("settings.leading")
        self.leading = Combo(self.desk)
        self.leading.setAccessibleName(said)
        self.leading.setMinimumWidth(self.desk.theme.px(240))
        self.leading.activated.connect(lambda _: self._lead(str(self.leading.currentData())))
        label = Label(said, "body", "second")
        label.setBuddy(self.leading)
        return row(label, self.leading, None)

    def _show(self) -> None:
        if self.desk.store is None:
            return
        self.samples.look()
        shown = self.desk.store.organisation()
        self.form.set_values(shown)
        self.leading.clear()
        packs, lang = self.desk.packs, self.desk.lang
        known = [code for code in shown.laws if code in packs]
        self.leading.offer([(code, packs[code].country.text(lang)) for code in known])

    def _lead(self, law: str) -> None:
        with self.desk.unit("organisation") as unit:
            organisation.lead(unit, law)

    def _kept(self) -> None:
        if not self.form.values():
            self._show()

    def _keep(self, values: dict[str, Any]) -> None:
        if not values:
            return
        try:
            with self.desk.unit("organisation") as unit:
                organisation.change(unit, values)
        except Invalid as invalid:
            self.form.show_problems(invalid.problems)
        except Blocked as problem:
            self.banner.problem(problem)
        else:
            self.form.settle()
            self.form.show_problems({})
