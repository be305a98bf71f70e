"""The settings: language, digits, colours, text size, and when the desk locks by itself."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QFormLayout

from ui.desk import Desk
from ui.shell.page import BasePage
from ui.widgets.card import Card
from ui.widgets.choosing import Combo
from ui.widgets.text import Label

_SIZES = (90, 100, 110, 125, 150)
_MINUTES = (0, 5, 10, 15, 30, 60)


class Page(BasePage):
    """Every choice takes effect at once and is kept on this machine, outside the store."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self.heading.set_title(words("nav.settings"))
        card = Card(words("settings.appearance"))
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(24)
        self._form.setVerticalSpacing(12)
        card.body.addLayout(self._form)
        self._offer("lang", [(lang, words(f"settings.lang-is.{lang}")) for lang in ("ar", "en")])
        self._offer(
            "theme", [(one, words(f"settings.theme-is.{one}")) for one in ("system", "light", "dark")]
        )
        shapes = (("", "law"), ("arab", "arab"), ("latn", "latn"))
        self._offer("digits", [(key, words(f"settings.digits-is.{name}")) for key, name in shapes])
        self._offer("text_size", [(size, f"{words.number(size)}{words.numerals('%')}") for size in _SIZES])
        self._offer("lock_minutes", [(n, words("settings.minutes", n=n)) for n in _MINUTES])
        self.body.addWidget(card)
        self.body.addStretch(1)

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
