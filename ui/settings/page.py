"""The settings: language and looks, the organisation and its laws, and what those laws say."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QFormLayout, QWidget

from desktop.settings import bounded, settled
from desktop.words import languages, own_name
from ui.desk import Desk
from ui.settings.law import LawPage
from ui.settings.organisation import OrganisationPart
from ui.shell.page import BasePage, State
from ui.widgets.card import Card, column
from ui.widgets.choosing import Combo
from ui.widgets.tabs import Tabs
from ui.widgets.text import Label

_SIZES = (90, 100, 110, 125, 150)
_MINUTES = (0, 5, 10, 15, 30, 60)


class Page(BasePage):
    """Every choice takes effect at once and is kept on this machine, outside the store."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self.heading.set_title(words("nav.settings"))
        card, looks = Card(words("settings.appearance")), QWidget()
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(24)
        self._form.setVerticalSpacing(12)
        card.body.addLayout(self._form)
        self._offer("lang", [(lang, own_name(lang)) for lang in languages()])
        self._offer(
            "theme", [(one, words(f"settings.theme-is.{one}")) for one in ("system", "light", "dark")]
        )
        shapes = (("", "law"), ("arab", "arab"), ("latn", "latn"))
        self._offer("digits", [(key, words(f"settings.digits-is.{name}")) for key, name in shapes])
        self._offer("text_size", [(size, f"{words.number(size)}{words.numerals('%')}") for size in _SIZES])
        most = settled().idle_lock
        minutes = sorted({bounded(n, most) for n in _MINUTES})
        self._offer("lock_minutes", [(n, words("settings.minutes", n=n)) for n in minutes])
        self._offer("digest", [(one, words(f"settings.digest-is.{one}")) for one in ("on", "off")])
        within = column(looks)
        within.addWidget(card)
        within.addStretch(1)
        self.organisation, self.law = OrganisationPart(desk), LawPage(desk)
        self.tabs = Tabs(desk, words("nav.settings"))
        self.tabs.add("looks", words("settings.appearance"), looks)
        self.tabs.add("organisation", words("settings.organisation"), self.organisation)
        self.tabs.add("laws", words("law.page.title"), self.law)
        self.body.addWidget(self.tabs, 1)

    def _offer(self, name: str, options: Sequence[tuple[Any, str]]) -> None:
        text = self.desk.words(f"settings.{name}")
        combo = Combo(self.desk)
        combo.setAccessibleName(text)
        combo.setMaximumWidth(self.desk.theme.px(280))
        for value, said in options:
            combo.addItem(said, value)
        combo.setCurrentIndex(max(combo.findData(getattr(self.desk.settings, name)), 0))
        combo.activated.connect(lambda _: self.desk.change(**{name: combo.currentData()}))
        label = Label(text)
        label.setBuddy(combo)
        self._form.addRow(label, combo)

    def state(self) -> dict[str, Any]:
        """Keep what is being written, and tell where one stood."""
        self.organisation.form.flush()
        return {
            "tab": self.tabs.current(),
            "law": self.law.laws.currentData(),
            "at": self.law.sections.currentRow(),
        }

    def restore(self, state: State) -> None:
        """Stand there again."""
        if state:
            self.law.laws.choose(state["law"])
            self.law.sections.setCurrentRow(state["at"])
            self.law.show_law()
            self.tabs.select(state["tab"])
