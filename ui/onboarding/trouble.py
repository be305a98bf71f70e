"""An obstacle to opening, with its name, what it means and what to do next."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QLabel, QWidget

from data.errors import Blocked
from ui.desk import Desk
from ui.widgets.button import Button
from ui.widgets.card import column, row
from ui.widgets.flow import Flow
from ui.widgets.text import Label

Offer = tuple[str, Callable[[], object]]
_KINDS = {
    "store.damaged": ("damaged", "danger"),
    "vault.broken": ("damaged", "danger"),
    "store.absent": ("absent", "warn"),
    "store.in-use": ("in-use", "info"),
    "store.newer": ("newer", "info"),
    "vault.newer": ("newer", "info"),
}
_ICONS = {"danger": "circle-alert", "warn": "triangle-alert", "info": "info"}


def kind_of(problem: Blocked) -> str:
    """Sort an obstacle: damaged, absent, in-use, newer, or just a problem."""
    return _KINDS.get(problem.key, ("problem", ""))[0]


class Trouble(QFrame):
    """Hidden until there is trouble; a screen reader hears title and sentence together."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._desk = desk
        self._icon = QLabel()
        self._title = Label("", "emphasis", wraps=True)
        self._text = Label("", wraps=True)
        self._next = Label("", "body", "second", wraps=True)
        self._offers = QWidget()
        self._flow = Flow(self._offers, gap=8)
        layout = column(self, gap=8, margin=16)
        layout.addLayout(row(self._icon, self._title, gap=8, stretch=1))
        for widget in (self._text, self._next, self._offers):
            layout.addWidget(widget)
        self.hide()

    @property
    def text(self) -> str:
        """All that is said now; empty while all is well."""
        return "" if self.isHidden() else self.accessibleName()

    def tell(self, problem: Blocked, following: str = "", *offers: Offer) -> None:
        """Say an obstacle, what follows from it, and what can be done here."""
        words = self._desk.words
        kind, tone = _KINDS.get(problem.key, ("problem", "danger"))
        self.setProperty("tone", tone)
        self.style().polish(self)
        self._icon.setPixmap(self._desk.theme.pixmap(_ICONS[tone], tone))
        self._icon.setAccessibleName(words(f"ui.tone.{tone}"))
        self._title.setText(words(f"unlock.{kind}-title"))
        self._title.set_tone(tone)
        self._text.setText(words.problem(problem))
        self._next.setText(following)
        self._next.setVisible(bool(following))
        self._flow.clear()
        for text, act in offers:
            self._flow.addWidget(Button(self._desk, text, act=act))
        self._offers.setVisible(bool(offers))
        self.setAccessibleName(" ".join(filter(None, (self._title.text(), self._text.text(), following))))
        self.show()

    def clear(self) -> None:
        """All is well again."""
        self.hide()
