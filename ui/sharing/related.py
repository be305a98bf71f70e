"""The records of another register that belong to the one on show; a click opens one."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from data.base import Entry, title_of
from data.listing import Where
from ui.desk import Desk
from ui.places import place_of
from ui.tasks import Job, Progress
from ui.widgets.button import Button
from ui.widgets.card import clear, column, row
from ui.widgets.text import Label, auto, joined, ltr

_MOST = 200


class Related(QWidget):
    """Lists the records of a kind that meet the condition `belongs` makes of the record on show; `counted` tells how many."""

    counted = Signal(int)

    def __init__(self, desk: Desk, kind: type[Entry], belongs: Callable[[Any], Where]) -> None:
        super().__init__()
        self.desk, self._kind, self._belongs = desk, kind, belongs
        self._rows = column(self, gap=6)
        self._record = ""
        self._job: Job | None = None

    def show_record(self, record: Entry) -> None:
        """Show what belongs to a record, once the worker has found it."""
        store, asked = self.desk.store, self._belongs(record)
        if self._job is not None:
            self._job.cancel()
        if self._record != record.id:
            clear(self._rows)
        self._record = record.id
        if store is None:
            return

        def find(progress: Progress) -> list[Entry]:
            progress.step()
            return store.matching(self._kind, asked, limit=_MOST, whole=False)

        self._job = self.desk.tasks.run(find, self._show, failed=self.desk.problem, owner=self)

    def _show(self, found: list[Entry]) -> None:
        self._job = None
        clear(self._rows)
        for one in found:
            self._rows.addLayout(row(self._button(one), None))
        if not found:
            self._rows.addWidget(Label(self.desk.words("sharing.none-related"), "body", "third", wraps=True))
        self.counted.emit(len(found))

    def _button(self, one: Entry) -> Button:
        place = place_of(self._kind.REGISTER)
        text = joined(auto(title_of(one, self.desk.lang)), ltr(one.code))
        return Button(
            self.desk, text, icon=self._kind.ICON, kind="link", act=lambda: self.desk.go(place, one.id)
        )
