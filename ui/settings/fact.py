"""Changing one fact of a law for this organisation: what it says, where it stands, and why."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from data.errors import Blocked, Invalid
from desktop.law import changing
from desktop.law.facts import Clock, Confidence, Extension, Known, Text
from desktop.law.reading import Entry
from desktop.words import western
from ui.desk import Desk
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import column, row
from ui.widgets.choosing import Combo
from ui.widgets.text import Label, auto


def numbered(fact: Known) -> bool:
    """Tell whether a fact is a period with a number."""
    return isinstance(fact, Clock | Extension) and fact.amount is not None


def may_change(fact: Known | None) -> bool:
    """Tell whether the window can change a fact: a period with a number, or a text in both languages."""
    return fact is not None and (numbered(fact) or isinstance(fact, Text))


class FactDialog(QDialog):
    """Asks for the fact as the organisation has it, with the reason; `changed` tells that packs are to be read anew."""

    changed = Signal()

    def __init__(self, desk: Desk, code: str, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self._code, self._entry = desk, code, entry
        words, fact = desk.words, entry.fact
        self.setWindowTitle(words("law.page.change-title"))
        self.setMinimumWidth(desk.theme.px(520))
        self._layout = column(self, gap=8, margin=24)
        self._layout.addWidget(Label(words("law.page.change-title"), "record", wraps=True))
        self._layout.addWidget(Label(words("law.page.change-about"), "body", "second", wraps=True))
        now = f"{entry.heading}: {auto(entry.text)}"
        self._layout.addWidget(Label(now, "emphasis", wraps=True))
        self.lines: dict[str, QLineEdit] = {}
        texts = ("ar", "en") if isinstance(fact, Text) else ("amount",) if fact and numbered(fact) else ()
        for name in (*texts, "article", "reason"):
            self._line(
                name, str(getattr(fact, name) or "") if name != "reason" else fact.reason if fact else ""
            )
        self.sure = Combo(desk)
        self.sure.offer([(str(one), words(f"law.confidence.{one}")) for one in Confidence])
        self.sure.choose(str(fact.confidence) if fact else "")
        self._put("confidence", self.sure)
        self.banner = Banner(desk)
        self._layout.addWidget(self.banner)
        self._layout.addLayout(self._buttons())

    def _line(self, name: str, text: str | None) -> None:
        line = QLineEdit(text or "")
        self.lines[name] = line
        self._put(name, line)

    def _put(self, name: str, widget: QWidget) -> None:
        said = self.desk.words(f"law.page.{name}")
        widget.setAccessibleName(said)
        label = Label(said, "caption", "second")
        label.setBuddy(widget)
        self._layout.addWidget(label)
        self._layout.addWidget(widget)

    def _buttons(self) -> Any:  # noqa: ANN401  # a layout
        words, store = self.desk.words, self.desk.store
        self.back = Button(self.desk, words("law.page.take-back"), kind="link", act=self.take_back)
        folder = store.folder if store else None
        self.back.setVisible(
            folder is not None and changing.changed_here(folder, self._code, self._entry.path)
        )
        cancel = Button(self.desk, words("ui.cancel"), act=self.reject)
        self.yes = Button(self.desk, words("law.page.keep"), kind="primary", act=self.keep)
        self.yes.setDefault(True)
        return row(self.back, None, cancel, self.yes)

    def values(self) -> Mapping[str, Any]:
        """Read the keys that say something else than the pack.

        Raises:
            Invalid: the number is none.
        """
        fact, read = self._entry.fact, {name: line.text().strip() for name, line in self.lines.items()}
        del read["reason"]
        found: dict[str, Any] = {
            name: text for name, text in read.items() if text and text != getattr(fact, name)
        }
        if "amount" in found:
            said = western(found["amount"])
            if not said.isdecimal():
                raise Invalid({"amount": "not-number"})
            found["amount"] = int(said)
        sure = self.sure.currentData()
        return found | ({"confidence": sure} if fact and sure != str(fact.confidence) else {})

    def keep(self) -> None:
        """Write the change into the store's folder."""
        store = self.desk.store
        if store is None:
            return
        reason = self.lines["reason"].text()
        try:
            changing.change_fact(store.folder, self._code, self._entry.path, self.values(), reason)
        except Blocked as problem:
            self.banner.problem(problem)
        else:
            self._done("law.page.kept")

    def take_back(self) -> None:
        """Let the fact be as the pack has it."""
        store = self.desk.store
        if store is not None:
            changing.take_back(store.folder, self._code, self._entry.path)
            self._done("law.page.taken-back")

    def _done(self, said: str) -> None:
        self.accept()
        self.desk.say(self.desk.words(said))
        self.changed.emit()
