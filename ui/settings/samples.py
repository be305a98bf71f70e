"""The way out of the sample: one click, asked once, and only the officer's own records are left."""

from PySide6.QtWidgets import QWidget

from desktop import sample
from ui.desk import Desk
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.dialogs import confirm
from ui.widgets.heeding import Heed
from ui.widgets.text import Label


class Samples(QWidget):
    """Shows itself while there are sample records."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        words = desk.words
        self.clear = Button(
            desk, words("settings.sample-clear"), icon="trash-2", kind="danger", act=self._ask
        )
        self.setLayout(
            row(Label(words("settings.sample"), "body", "second", wraps=True), self.clear, stretch=0)
        )
        self.hide()
        Heed(desk, self, self.look)

    def look(self) -> None:
        """See, on the worker, whether there is anything to clear."""
        store = self.desk.store
        if store is not None:
            self.desk.tasks.run(lambda _: sample.held(store), self.setVisible, owner=self)

    def _ask(self) -> None:
        words, store = self.desk.words, self.desk.store
        title, about = words("settings.sample-clear"), words("settings.sample-ask")
        if store is None or not confirm(self.desk, self, title, about, words("settings.sample-go")):
            return
        now, actor = self.desk.now(), self.desk.actor
        self.clear.setEnabled(False)
        self.desk.tasks.run(
            lambda _: sample.clear(store, now, actor), self._gone, failed=self._failed, owner=self
        )

    def _failed(self, error: Exception) -> None:
        self.clear.setEnabled(True)
        self.desk.problem(error)

    def _gone(self, count: int) -> None:
        self.clear.setEnabled(True)
        self.desk.kept.emit("")
        self.desk.say(self.desk.words("settings.sample-gone", n=count))
