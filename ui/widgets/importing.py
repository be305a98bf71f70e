"""A table before it is taken in: its encoding, its columns matched to fields, its first rows, what would come of it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QGridLayout,
    QProgressBar,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from data.base import Entry
from data.errors import Blocked
from desktop.exchange import importing
from desktop.exchange.decoding import ENCODINGS
from desktop.exchange.exporting import SUFFIXES as WRITTEN
from desktop.exchange.exporting import export
from desktop.exchange.rows import Table
from desktop.exchange.tables import SUFFIXES, read_table
from desktop.show import label
from ui.desk import Desk
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import clear, column, row, scrolled
from ui.widgets.choosing import Combo
from ui.widgets.dialogs import choose_file, choose_target
from ui.widgets.text import Label, auto

_SHOWN, _REASONS = 8, 6


class ImportDialog(QDialog):
    """Reads a table beside the window, shows what would come of it, and keeps it in one act; `taken` counts."""

    taken = Signal(int)

    def __init__(self, desk: Desk, entry: type[Entry], file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.entry, self.file = desk, entry, file
        self.table: Table | None = None
        self.batch: importing.Batch | None = None
        self.columns: dict[str, Combo] = {}
        words = desk.words
        title = words("exchange.import.title", register=words(f"register.{entry.REGISTER}"))
        self.setWindowTitle(title)
        self.resize(desk.theme.px(920), desk.theme.px(680))
        self.encoding, self.sheet = self._combo("encoding"), self._combo("sheet")
        self.encoding.activated.connect(lambda _: self.read(self.encoding.currentData()))
        self.sheet.activated.connect(lambda _: self.read(None, self.sheet.currentData()))
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(words("exchange.import.reading"))
        self.banner = Banner(desk)
        inner = QWidget()
        self._grid = QGridLayout(inner)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self.rows = QTableWidget()
        self.rows.setAccessibleName(words("exchange.import.preview"))
        self.rows.setCornerButtonEnabled(False)
        self.rows.horizontalHeader().setMaximumSectionSize(desk.theme.px(260))
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.counts, self.reasons = Label("", "emphasis", wraps=True), Label("", "body", "danger", wraps=True)
        self.add = Button(desk, words("exchange.import.add"), kind="primary", act=self.keep)
        cancel = Button(desk, words("ui.cancel"), act=self.reject)
        layout = column(self, gap=12, margin=24)
        layout.addWidget(Label(title, "page"))
        layout.addLayout(
            row(Label(auto(file.name), "body", "second", elide=True), self.encoding, self.sheet, stretch=0)
        )
        layout.addWidget(self.bar)
        layout.addWidget(self.banner)
        layout.addWidget(Label(words("exchange.import.columns"), "emphasis"))
        layout.addWidget(scrolled(inner), 1)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.counts)
        layout.addWidget(self.reasons)
        layout.addLayout(row(None, cancel, self.add))
        self.finished.connect(self.deleteLater)
        self.read()

    def _combo(self, name: str) -> Combo:
        combo = Combo(self.desk)
        combo.setAccessibleName(self.desk.words(f"exchange.import.{name}"))
        combo.hide()
        return combo

    def read(self, encoding: str | None = None, sheet: str = "") -> None:
        """Read the file, in the encoding and of the sheet chosen or those it seems to have."""
        self.banner.clear()
        self.bar.show()
        self.add.setEnabled(False)
        file, register = self.file, self.entry.REGISTER
        self.desk.tasks.run(
            lambda _: read_table(file, encoding, sheet, register), self._show, failed=self._refuse, owner=self
        )

    def _show(self, table: Table) -> None:
        self.table = table
        self._offer(self.encoding, list(ENCODINGS) if table.encoding else [], table.encoding)
        self._offer(self.sheet, list(table.sheets) if len(table.sheets) > 1 else [], table.sheet)
        if table.notes:
            said = (self.desk.words(f"exchange.note.{one.key}", **one.values) for one in table.notes)
            self.banner.say("\n".join(said), "warn")
        self._match(table)
        self._preview(table)
        self.judge()

    @staticmethod
    def _offer(combo: Combo, offered: list[str], chosen: str) -> None:
        combo.clear()
        combo.offer([(name, name) for name in offered])
        combo.setVisible(bool(offered))
        if offered:
            combo.choose(chosen)

    def _match(self, table: Table) -> None:
        """Offer for every field the columns of the file, the likely one chosen."""
        clear(self._grid)
        self.columns.clear()
        guessed = importing.guess(self.entry, table.header)
        for at, one in enumerate(importing.importable(self.entry)):
            name = label(self.desk.words, self.entry.__tablename__, one.name)
            combo = Combo(self.desk)
            combo.setAccessibleName(name)
            combo.offer(
                [
                    ("", self.desk.words("exchange.import.none")),
                    *((head, auto(head)) for head in table.header),
                ]
            )
            combo.choose(guessed.get(one.name, ""))
            combo.activated.connect(lambda _: self.judge())
            said = Label(self.desk.words("form.required", name=name) if one.required else name)
            said.setBuddy(combo)
            self._grid.addWidget(said, at // 2, at % 2 * 2)
            self._grid.addWidget(combo, at // 2, at % 2 * 2 + 1)
            self.columns[one.name] = combo

    def _preview(self, table: Table) -> None:
        self.rows.setColumnCount(len(table.header))
        self.rows.setHorizontalHeaderLabels([auto(name) for name in table.header])
        self.rows.setRowCount(min(len(table.rows), _SHOWN))
        for down, cells in enumerate(table.rows[:_SHOWN]):
            for across, text in enumerate(cells):
                self.rows.setItem(down, across, QTableWidgetItem(auto(text)))
        self.rows.setVerticalHeaderLabels([self.desk.words.number(line) for line in table.lines[:_SHOWN]])
        self.rows.resizeColumnsToContents()

    def judge(self) -> None:
        """Judge every row with the columns as they are matched; nothing is written."""
        table, store = self.table, self.desk.store
        if table is None or store is None:
            return
        columns = {
            name: str(combo.currentData()) for name, combo in self.columns.items() if combo.currentData()
        }
        self.bar.show()
        self.add.setEnabled(False)
        zone = self.desk.pack.timezone if self.desk.pack else importing.UTC_ZONE
        judge = importing.Judge(store, self.entry, zone, self.desk.now())
        self.desk.tasks.run(
            lambda _: judge.batch(table, columns), self._judged, failed=self._refuse, owner=self
        )

    def _judged(self, batch: importing.Batch) -> None:
        self.batch = batch
        words = self.desk.words
        self.bar.hide()
        self.counts.setText(
            words(
                "exchange.import.counts",
                read=batch.read,
                new=len(batch.new),
                same=batch.same,
                rejected=len(batch.rejected),
            )
        )
        said = [
            words(f"exchange.import.{key}", row=one.row, why=importing.why(one, self.entry, words))
            for key, rows in (("row", batch.rejected), ("left", batch.left))
            for one in rows
        ]
        more = len(said) - _REASONS
        shown = [*said[:_REASONS], words("exchange.import.more", n=more)] if more > 0 else said
        self.reasons.setText("\n".join(shown))
        self.reasons.setVisible(bool(said))
        self.add.setEnabled(bool(batch.new))

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, Blocked):
            raise error
        self.bar.hide()
        self.banner.problem(error)

    def keep(self) -> None:
        """Take the new rows in as one act."""
        batch = self.batch
        if batch is None:
            return
        try:
            with self.desk.unit("import") as unit:
                importing.take(unit, batch)
        except Blocked as problem:
            self.banner.problem(problem)
            return
        words = self.desk.words
        self.accept()
        self.taken.emit(len(batch.new))
        self.desk.say(
            words("exchange.import.done", n=len(batch.new)), "ok", words("sharing.undo"), self.desk.undo
        )


def choose_table(desk: Desk, parent: QWidget) -> Path | None:
    """Ask for a table."""
    return choose_file(desk, parent, desk.words("exchange.import.choose"), SUFFIXES)


def export_register(desk: Desk, parent: QWidget, entry: type[Entry], file: Path | None = None) -> None:
    """Ask where to and write a register out; the ending of the name chooses the form."""
    words, store = desk.words, desk.store
    title = words("exchange.export.title", endings=" ".join(WRITTEN))
    file = file or choose_target(desk, parent, title, f"{entry.REGISTER}.xlsx")
    if file is None or store is None:
        return
    target = file if file.suffix else file.with_suffix(".xlsx")
    desk.tasks.run(
        lambda _: export(store, entry, target, words),
        lambda n: desk.say(words("exchange.export.done", n=n, file=target.name)),
        failed=desk.problem,
    )
