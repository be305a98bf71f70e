"""A law as a readable page: each fact with its article, how sure it is, and where it was read."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.law.facts import Confidence
from desktop.law.pack import Pack
from desktop.law.reading import SECTIONS, Entry, read
from ui.desk import Desk
from ui.settings.fact import FactDialog, may_change
from ui.widgets.button import Button
from ui.widgets.card import Card, clear, column, readable, row
from ui.widgets.chip import Chip
from ui.widgets.choosing import Combo
from ui.widgets.search import SearchBox
from ui.widgets.text import Label, Rule, auto, joined, ltr

_LOOKS = {
    Confidence.PRIMARY: ("ok", "circle-check"),
    Confidence.SECONDARY: ("info", "info"),
    Confidence.MEMORY: ("soon", "circle-help"),
    Confidence.DISPUTED: ("warn", "triangle-alert"),
}
_MOST = 60
_SIDE = 200


class FactRow(QWidget):
    """One fact: its heading, what it says, and what stands behind it."""

    def __init__(self, desk: Desk, pack: Pack, entry: Entry, change: Button | None) -> None:
        super().__init__()
        layout = column(self, gap=4)
        layout.addWidget(Rule())
        layout.addLayout(self._head(desk, entry, change))
        unsure = entry.fact is None
        layout.addWidget(
            Label(auto(entry.text), "body" if unsure else "emphasis", "third" if unsure else "", wraps=True)
        )
        if entry.second:
            layout.addWidget(Label(auto(entry.second), "body", "second", wraps=True))
        if entry.fact is None:
            return
        if entry.fact.reason is not None:
            said = desk.words("law.changed-by-you", reason=entry.fact.reason)
            layout.addWidget(Label(said, "caption", "info", wraps=True))
        article = desk.words.numerals(pack.cite(entry.fact.article, desk.lang))
        source = pack.source(entry.fact) or desk.words("law.source.unseen")
        below = joined(article, desk.words("law.page.source", source=source))
        layout.addWidget(Label(below, "caption", "third", wraps=True))

    @staticmethod
    def _head(desk: Desk, entry: Entry, change: Button | None) -> QHBoxLayout:
        words, head = desk.words, row(Label(entry.heading, "caption", "third"), None)
        if entry.fact is None:
            head.addWidget(Chip(desk, words("law.not-verified"), "mute", "circle-help"))
            return head
        if entry.fact.changed_by_you:
            head.addWidget(Chip(desk, words("law.page.changed"), "info", "pencil"))
        tone, icon = _LOOKS[entry.fact.confidence]
        head.addWidget(Chip(desk, words(f"law.confidence.{entry.fact.confidence}"), tone, icon))
        if change is not None:
            head.addWidget(change)
        return head


class LawPage(QWidget):
    """Any pack by section, or whatever of it holds the words sought."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        words = desk.words
        self.laws = Combo(desk)
        self.laws.offer([(code, pack.country.text(desk.lang)) for code, pack in desk.packs.items()])
        self.laws.choose(desk.pack.code if desk.pack else "")
        self.laws.setAccessibleName(words("law.page.choose"))
        self.laws.setMinimumWidth(desk.theme.px(300))
        self.search = SearchBox(desk, words("law.page.find"))
        self.sections = QListWidget()
        self.sections.setAccessibleName(words("law.page.title"))
        self.sections.setFixedWidth(desk.theme.px(_SIDE))
        for key in SECTIONS:
            item = QListWidgetItem(words(f"law.section.{key}"), self.sections)
            item.setData(Qt.ItemDataRole.UserRole, key)
        self._name, self._about = Label("", "record", wraps=True), Label("", "caption", "third", wraps=True)
        self._facts: QVBoxLayout = column(gap=10)
        self.entries: Sequence[Entry] = ()
        self._lay()
        self.sections.setCurrentRow(0)
        self.laws.activated.connect(lambda _: self.show_law())
        self.search.changed.connect(lambda _: self.show_law())
        self.sections.currentRowChanged.connect(self._turn)
        self.show_law()

    def _lay(self) -> None:
        top, side, sheet, inner = row(self.laws, self.search, None), Card(margin=8), Card(), QWidget()
        side.body.addWidget(self.sections)
        within = column(inner, gap=10, margin=4)
        within.addWidget(self._name)
        within.addWidget(self._about)
        within.addLayout(self._facts)
        within.addStretch(1)
        self.sheet = readable(inner, self.desk.words("law.page.title"))
        sheet.body.addWidget(self.sheet)
        both = row(side, sheet, gap=12, stretch=1)
        layout = column(self, gap=12)
        layout.addLayout(top)
        layout.addLayout(both, 1)

    @property
    def pack(self) -> Pack:
        """The law that is read."""
        return self.desk.packs[self.laws.currentData()]

    def section(self) -> str:
        """Name the section that is read."""
        return str(self.sections.currentItem().data(Qt.ItemDataRole.UserRole))

    def _turn(self, at: int) -> None:
        del at
        if self.search.text():
            self.search.clear()
        else:
            self.show_law()

    def show_law(self) -> None:
        """Show the chosen section, or all that holds the words sought."""
        pack, words, sought = self.pack, self.desk.words, self.search.text().strip()
        keys = SECTIONS if sought else (self.section(),)
        found = (entry for key in keys for entry in read(pack, key, words))
        self.entries = [entry for entry in found if entry.holds(sought)][:_MOST]
        self._name.setText(auto(words.numerals(pack.name(self.desk.lang))))
        edition = words("law.page.edition", edition=self._month(pack.edition))
        changed = words("law.changed-by-you", reason=pack.reason) if pack.reason else ""
        self._about.setText(joined(auto(pack.regulator.text(self.desk.lang)), edition, changed))
        self._clear()
        self.sheet.verticalScrollBar().setValue(0)
        for entry in self.entries:
            self._facts.addWidget(FactRow(self.desk, pack, entry, self._changer(entry)))
        if not self.entries:
            self._facts.addWidget(Label(words("law.page.nothing"), "body", "third"))

    def _month(self, edition: str) -> str:
        """Say `2026-09` as a month; an organisation's own pack may call its edition as it likes."""
        try:
            first = date.fromisoformat(f"{edition}-01")
        except ValueError:
            return ltr(edition)
        return self.desk.calendar.gregorian(first).partition(" ")[2]

    def _clear(self) -> None:
        clear(self._facts)

    def _changer(self, entry: Entry) -> Button | None:
        if not may_change(entry.fact):
            return None
        button = Button(self.desk, self.desk.words("law.page.change"), kind="link")
        button.setAccessibleName(f"{self.desk.words('law.page.change')} {entry.heading}")
        button.clicked.connect(lambda _=False: self.change(entry))
        return button

    def change(self, entry: Entry) -> None:
        """Ask how the organisation has a fact otherwise."""
        dialog = FactDialog(self.desk, self.pack.code, entry, self)
        dialog.changed.connect(self._changed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _changed(self) -> None:
        self.desk.read_laws()
        self.show_law()
        self.desk.kept.emit("")
