"""The files kept beside a record of the inventory."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from data.base import Entry
from data.errors import Blocked
from data.organisation import Attachment
from desktop import files
from ui.desk import Desk
from ui.widgets.button import IconButton
from ui.widgets.card import column, row
from ui.widgets.dialogs import DropZone, choose_target
from ui.widgets.text import Label, auto


class Attached(QWidget):
    """Takes files in by dropping or choosing, and gives them back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._record: Entry | None = None
        layout = column(self, gap=12)
        self._rows = column(gap=8)
        layout.addWidget(DropZone(desk, desk.words("sharing.drop"), self.attach))
        layout.addLayout(self._rows)

    def show_record(self, record: Entry) -> int:
        """Show the files of a record and tell how many there are."""
        self._record = record
        clear(self._rows)
        kept = self.desk.store.all(Attachment, subject_id=record.id) if self.desk.store else []
        for one in kept:
            self._rows.addWidget(self._row(one))
        return len(kept)

    def _row(self, one: Attachment) -> QWidget:
        say = self.desk.words
        box = QWidget()
        save = IconButton(
            self.desk, "download", say("sharing.save-file", name=one.name), lambda: self._save(one)
        )
        drop = IconButton(
            self.desk, "trash-2", say("sharing.detach", name=one.name), lambda: self._detach(one)
        )
        box.setLayout(row(Label(auto(one.name), elide=True), save, drop, stretch=0))
        return box

    def attach(self, chosen: list[Path]) -> None:
        """Take files in, in one act."""
        record = self._record
        if record is None:
            return
        try:
            with self.desk.unit("attach") as unit:
                for file in chosen:
                    files.attach(unit, unit.get(type(record), record.id), file)
        except Blocked as problem:
            self.desk.problem(problem)

    def _save(self, one: Attachment) -> None:
        target = choose_target(self.desk, self, self.desk.words("sharing.save-file", name=one.name), one.name)
        if target is None or self.desk.store is None:
            return
        try:
            files.save(self.desk.store.content(one.id), target)
        except Blocked as problem:
            self.desk.problem(problem)

    def _detach(self, one: Attachment) -> None:
        with self.desk.unit("detach") as unit:
            files.detach(unit, unit.get(Attachment, one.id))


def clear(layout: object) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:  # type: ignore[attr-defined]  # any box layout
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif item.layout() is not None:
            clear(item.layout())
