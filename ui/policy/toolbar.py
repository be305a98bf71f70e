"""What stands above a text: which version, which languages, what to find in it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from data.policy import Version
from ui.desk import Desk
from ui.widgets.button import Button, IconButton
from ui.widgets.card import column, row
from ui.widgets.choosing import Combo
from ui.widgets.search import SearchBox
from ui.widgets.tabs import TabRow
from ui.widgets.text import Label, joined, ltr

_LANGUAGES = ("both", "ar", "en")


class TextBar(QWidget):
    """Tells what is chosen; `stepped` goes to the next place found, or with -1 to the one before."""

    languages = Signal(str)
    version = Signal(str)
    sought = Signal(str)
    stepped = Signal(int)
    adding = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        say = self._say
        self.choice = Combo(desk)
        self.choice.setAccessibleName(desk.words("policy.versions.name"))
        self.choice.activated.connect(lambda _: self.version.emit(self.choice.currentData()))
        self.shown = TabRow(desk, say("shown"))
        for lang in _LANGUAGES:
            self.shown.add(lang, say(lang))
        self.shown.changed.connect(self.languages)
        self.search = SearchBox(desk, say("find"))
        self.search.changed.connect(self.sought)
        self.search.returnPressed.connect(lambda: self.stepped.emit(1))
        self.count = Label("", "caption", "second")
        self.previous = IconButton(desk, "chevron-up", say("previous"), lambda: self.stepped.emit(-1))
        self.next = IconButton(desk, "chevron-down", say("next"), lambda: self.stepped.emit(1))
        self.add = Button(desk, say("add"), icon="plus", act=self.adding.emit)
        layout = column(self, gap=8)
        layout.addLayout(row(self.choice, self.shown, None, self.add))
        layout.addLayout(row(self.search, self.count, self.previous, self.next, stretch=0))
        self.show_found("", 0)

    def _say(self, key: str, **values: object) -> str:
        return self.desk.words(f"policy.reading.{key}", **values)

    def show_versions(self, versions: Sequence[Version], current: Version) -> None:
        """Offer the versions of a policy, the latest first."""
        words = self.desk.words
        self.choice.clear()
        self.choice.offer(
            [
                (one.id, joined(ltr(one.number), words(f"choice.version_state.{one.state}")))
                for one in sorted(versions, key=lambda one: one.position or 0, reverse=True)
            ]
        )
        self.choice.choose(current.id)
        self.choice.setVisible(len(versions) > 1)

    def show_found(self, sought: str, count: int) -> None:
        """Say in how many places something was found."""
        said = "" if not sought.strip() else self._say("found", n=count) if count else self._say("found-none")
        self.count.setText(said)
        self.count.setVisible(bool(said))
        self.search.setAccessibleDescription(said)
        for button in (self.previous, self.next):
            button.setVisible(bool(sought.strip()))
            button.setEnabled(count > 0)
