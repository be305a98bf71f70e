"""One register of the inventory on a page: the list, the card, and the acts on one record or on many."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from data.base import Entry
from data.errors import Blocked
from desktop import records, sharing
from ui.commands import Command
from ui.desk import Desk
from ui.sharing.card import RecordCard
from ui.sharing.children import Asked
from ui.widgets.card import column
from ui.widgets.cell import Cell
from ui.widgets.cells import Maker
from ui.widgets.empty import EmptyState
from ui.widgets.importing import ImportDialog, choose_table, export_register
from ui.widgets.listcard import View
from ui.widgets.listdetail import ListDetail
from ui.widgets.register import RegisterTable


class Room(QWidget):
    """A register with everything that is done on it."""

    def __init__(  # noqa: PLR0913  # what registers differ in
        self,
        desk: Desk,
        entry: type[Entry],
        *,
        filters: Sequence[str] = (),
        cells: Mapping[str, Maker] | None = None,
        second: Callable[[Any], str] | None = None,
        parts: Sequence[tuple[str, QWidget]] = (),
        chips: Callable[[Any], list[Cell]] = lambda _: [],
        bulk: tuple[str, ...] = (),
        quick: tuple[str, ...] = (),
        views: Sequence[View] = (),
        lead: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.desk, self.entry = desk, entry
        self._bulk, self._quick = bulk, quick
        say = desk.words
        self.card = RecordCard(desk, entry, parts, chips, lead)
        self.table = RegisterTable(
            desk, entry, cells=cells, second=second, query=views[0].query if views else None
        )
        empty = EmptyState(
            desk,
            entry.ICON,
            say(f"sharing.empty.{entry.REGISTER}"),
            (say(f"sharing.new.{entry.REGISTER}"), self.begin_new),
            (say("exchange.import.link"), self.choose_file),
        )
        acts = [Command("sharing.bin-many", "trash-2", self.bin_selected)]
        if bulk:
            acts.insert(0, Command("sharing.edit-many", "pencil", self.edit_selected))
        self.list = ListDetail(
            desk, self.table, self.card, empty=empty, views=views, filters=filters, bulk=acts, own_scroll=True
        )
        column(self).addWidget(self.list, 1)
        self.table.chosen.connect(self._choose)
        self.card.binning.connect(self.bin_current)
        self._choose(self.table.current())

    def _choose(self, record: Entry | None) -> None:
        if record is not None:
            self.card.show_record(record)

    def begin_new(self) -> Asked:
        """Ask for a new record."""
        title = self.desk.words(f"sharing.new.{self.entry.REGISTER}")
        dialog = Asked(self.desk, self, title, self.entry, self._add, only=self._quick)
        dialog.open()
        return dialog

    def _add(self, values: Mapping[str, Any]) -> None:
        with self.desk.unit("add") as unit:
            made = records.create(unit, self.entry, values)
        self.list.open_record(made.id)

    def choose_file(self) -> None:
        """Ask for a table to import."""
        file = choose_table(self.desk, self)
        if file is not None:
            ImportDialog(self.desk, self.entry, file, self).open()

    def export(self) -> None:
        """Write the register out."""
        export_register(self.desk, self, self.entry)

    def bin_current(self) -> None:
        """Move the chosen record to the bin."""
        current = self.table.current()
        if current is not None:
            self._bin([current.id])

    def bin_selected(self) -> None:
        """Move all selected records to the bin, in one act."""
        self._bin([one.id for one in self.table.selected()])

    def _bin(self, keys: list[str]) -> None:
        words = self.desk.words
        with self.desk.unit("bin") as unit:
            for key in keys:
                unit.bin(unit.get(self.entry, key))
        self.desk.say(words("sharing.binned", n=len(keys)), "ok", words("sharing.undo"), self.desk.undo)

    def edit_selected(self) -> Asked:
        """Ask for what all selected records are to have alike; it is one act and one undo."""
        keys = [one.id for one in self.table.selected()]
        title = self.desk.words("sharing.edit-many", n=len(keys))
        dialog = Asked(
            self.desk, self, title, self.entry, lambda values: self._change(keys, values), only=self._bulk
        )
        dialog.open()
        return dialog

    def _change(self, keys: list[str], values: Mapping[str, Any]) -> None:
        if values:
            with self.desk.unit("edit-many") as unit:
                changed = sharing.change_many(unit, self.entry, keys, values)
            words = self.desk.words
            self.desk.say(words("sharing.changed", n=changed), "ok", words("sharing.undo"), self.desk.undo)

    def commands(self) -> tuple[Command, ...]:
        """List what can be done here."""
        return (
            Command("sharing.new", "plus", self.begin_new, "Ctrl+N"),
            Command("sharing.import", "upload", self.choose_file, "Ctrl+O"),
            Command("sharing.export", "download", self.export),
            Command("sharing.find", "search", self.list.search.setFocus, "Ctrl+F"),
        )

    def problem(self, problem: Blocked) -> None:
        """Say an obstacle above the list."""
        self.list.banner.problem(problem)
