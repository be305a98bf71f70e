"""The files that prove a breach, each with its digest."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from data.breach import Breach
from data.errors import Blocked
from data.organisation import Attachment
from desktop import files
from ui.desk import Desk
from ui.widgets.button import IconButton
from ui.widgets.card import column, row
from ui.widgets.dialogs import DropZone, choose_target
from ui.widgets.text import Label, auto, joined, ltr

_KILO = 1024


class Files(QWidget):
    """Takes files in by dropping or choosing, and gives them back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._breach: Breach | None = None
        layout = column(self, gap=12)
        self._rows = column(gap=8)
        layout.addWidget(DropZone(desk, desk.words("breach.attach"), self.attach))
        layout.addLayout(self._rows)

    def show_breach(self, breach: Breach) -> int:
        """Show the files of a breach and tell how many there are."""
        self._breach = breach
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        kept = self.desk.store.all(Attachment, subject_id=breach.id) if self.desk.store else []
        for one in kept:
            self._rows.addWidget(self._row(one))
        return len(kept)

    def _row(self, one: Attachment) -> QWidget:
        words = self.desk.words
        box, texts = QWidget(), QWidget()
        lines = column(texts, gap=0)
        lines.addWidget(Label(auto(one.name), elide=True))
        size = words("breach.kilobytes", n=max((one.size or 0) // _KILO, 1))
        lines.addWidget(Label(joined(size, ltr(f"SHA-256 {one.sha256[:16]}…")), "caption", "third"))
        texts.setToolTip(one.sha256)
        save = IconButton(
            self.desk, "download", words("breach.save-file", name=one.name), lambda: self._save(one)
        )
        drop = IconButton(
            self.desk, "trash-2", words("breach.detach", name=one.name), lambda: self._detach(one)
        )
        box.setLayout(row(texts, save, drop, stretch=0))
        return box

    def attach(self, chosen: list[Path]) -> None:
        """Take files in, in one act."""
        if self._breach is None:
            return
        try:
            with self.desk.unit("attach") as unit:
                for file in chosen:
                    files.attach(unit, unit.get(Breach, self._breach.id), file)
        except Blocked as problem:
            self.desk.problem(problem)

    def _save(self, one: Attachment) -> None:
        target = choose_target(self.desk, self, one.name, one.name)
        if target is None or self.desk.store is None:
            return
        try:
            files.save(self.desk.store.content(one.id), target)
        except Blocked as problem:
            self.desk.problem(problem)

    def _detach(self, one: Attachment) -> None:
        try:
            with self.desk.unit("detach") as unit:
                files.detach(unit, unit.get(Attachment, one.id))
        except Blocked as problem:
            self.desk.problem(problem)
