"""The files kept beside a record, each with its digest."""

from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from data.base import Record
from data.errors import Blocked
from data.organisation import Attachment
from desktop import files
from ui.desk import Desk
from ui.widgets.button import Button, IconButton
from ui.widgets.card import clear, column, row
from ui.widgets.dialogs import DropZone, choose_file, choose_target, confirm
from ui.widgets.text import Label, auto, joined, ltr

_KILO, _SHOWN = 1024, 16


class Attached(QWidget):
    """Takes files in by dropping or choosing, and gives them back; before one is opened it is asked whether to.

    Where `asks` names what is wanted, such as the proof of a filing, a link of that name takes the place to drop on.
    What `stays` cannot be taken off again.
    """

    def __init__(self, desk: Desk, asks: str = "", *, stays: bool = False) -> None:
        super().__init__()
        self.desk, self._stays = desk, stays
        self._record: Record | None = None
        layout = column(self, gap=12)
        self._rows = column(gap=8)
        self.way: QWidget = (
            Button(desk, asks, kind="link", icon="paperclip", act=lambda: self._choose(asks))
            if asks
            else DropZone(desk, desk.words("files.drop"), self.attach)
        )
        if asks:
            layout.addLayout(row(self.way, None))
        else:
            layout.addWidget(self.way)
        layout.addLayout(self._rows)

    def _choose(self, title: str) -> None:
        chosen = choose_file(self.desk, self, title)
        if chosen is not None:
            self.attach([chosen])

    def show_record(self, record: Record) -> int:
        """Show the files of a record and tell how many there are."""
        self._record = record
        clear(self._rows)
        kept = self.desk.store.all(Attachment, subject_id=record.id) if self.desk.store else []
        for one in kept:
            self._rows.addWidget(self._row(one))
        return len(kept)

    def _row(self, one: Attachment) -> QWidget:
        desk, say = self.desk, self.desk.words
        box, texts = QWidget(), QWidget()
        lines = column(texts, gap=0)
        lines.addWidget(Label(auto(one.name), elide=True))
        size = say("files.kilobytes", n=max((one.size or 0) // _KILO, 1))
        digest = ltr(f"SHA-256 {one.sha256[:_SHOWN]}…")
        lines.addWidget(Label(joined(size, digest), "caption", "third", elide=True))
        texts.setToolTip(one.sha256)
        show = IconButton(
            desk, "external-link", say("files.open", name=one.name), lambda: self.open_file(one)
        )
        save = IconButton(desk, "download", say("files.save", name=one.name), lambda: self._save(one))
        buttons: list[QWidget] = [show, save]
        if not self._stays:
            drop = say("files.detach", name=one.name)
            buttons.append(IconButton(desk, "trash-2", drop, lambda: self._detach(one)))
        box.setLayout(row(texts, *buttons, stretch=0))
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

    def open_file(self, one: Attachment) -> None:
        """Lend a copy to the program that opens such files, once the officer agreed; it goes with the file, or with the store."""
        say, store = self.desk.words, self.desk.store
        title = say("files.open", name=one.name)
        if store is None or not confirm(
            self.desk, self, title, say("files.open-about"), say("files.open-yes")
        ):
            return
        folder = Path(mkdtemp(prefix="sijill-"))
        self.desk.closing.connect(lambda: rmtree(folder, ignore_errors=True))
        self.desk.kept.connect(lambda: self._forget(one, folder))
        try:
            lent = files.lend(store.content(one.id), one, folder)
        except Blocked as problem:
            self.desk.problem(problem)
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(lent)))

    def _forget(self, one: Attachment, folder: Path) -> None:
        """Take a lent copy back once its file was taken off or erased."""
        if self.desk.store is not None and self.desk.store.find(Attachment, one.id) is None:
            rmtree(folder, ignore_errors=True)

    def _save(self, one: Attachment) -> None:
        target = choose_target(self.desk, self, self.desk.words("files.save", name=one.name), one.name)
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
