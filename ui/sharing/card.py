"""One record of the inventory: what it is called, how it stands, its details and what hangs on it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from data.base import Entry, title_of
from data.errors import Blocked, Invalid
from desktop import records
from ui.desk import Desk
from ui.sharing.related import Related
from ui.widgets.banner import Banner
from ui.widgets.beside import Beside
from ui.widgets.button import IconButton
from ui.widgets.card import Section, column, row, scrolled
from ui.widgets.cell import Cell
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow
from ui.widgets.form import RecordForm
from ui.widgets.heeding import Heed
from ui.widgets.tabs import Tabs
from ui.widgets.text import Label, auto, ltr


class Part(Protocol):
    """A tab of the card: shows what of a record it is about, and tells how much, or tells so later by `counted`."""

    def show_record(self, record: Any, /) -> int | None:  # noqa: ANN401  # the record of its own register
        """Show a record."""
        ...


class RecordCard(QWidget):
    """Follows the record chosen in the list; what is written in it is kept by itself."""

    binning = Signal()

    def __init__(  # the parts of a card
        self,
        desk: Desk,
        entry: type[Entry],
        parts: Sequence[tuple[str, QWidget]] = (),
        chips: Callable[[Any], list[Cell]] = lambda _: [],
        lead: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.desk, self.entry = desk, entry
        self.record: Entry | None = None
        self._parts, self._say_chips, self._lead = dict(parts), chips, lead
        self._title = Label("", "record", wraps=True)
        box = QWidget()
        self._chips = Flow(box)
        self.bin = IconButton(desk, "trash-2", desk.words("sharing.bin"), self.binning.emit)
        self.banner = Banner(desk)
        self.form = RecordForm(desk, entry, later=True)
        self.tabs = Tabs(desk, desk.words(f"register.{entry.REGISTER}-one"))
        self.tabs.add("details", desk.words("sharing.tab.details"), _roomy(self.form))
        for key, part in parts:
            self.tabs.add(key, desk.words(f"sharing.tab.{key}"), _roomy(part))
            if hasattr(part, "counted"):
                part.counted.connect(partial(self.tabs.set_count, key))
        self.beside = Beside(desk)
        self.tabs.add("beside", desk.words("beside.title"), _roomy(self.beside))
        layout = column(self, gap=8)
        layout.addLayout(row(self._title, self.bin, stretch=0))
        layout.addWidget(box)
        if lead is not None:
            layout.addWidget(lead)
        layout.addWidget(self.banner)
        layout.addWidget(self.tabs, 1)
        self.setFocusProxy(self.tabs.row)
        Heed(desk, self, self.reload)
        desk.closing.connect(self.flush)
        self.form.draft.connect(self._keep)

    def show_record(self, record: Entry) -> None:
        """Show a record as the store holds it; what was being written in another one is kept first."""
        if self.record is not None and self.record.id != record.id:
            self.flush()
        other = self.record is None or self.record.id != record.id
        found = self.desk.store.find(self.entry, record.id) if self.desk.store else None
        if found is None:
            return
        self.record = found
        if other:
            self.banner.clear()
            self.form.set_values(found)
        self._draw(found)

    def reload(self) -> None:
        """Show what the store holds now; what is being typed stays."""
        if self.record is None or self.desk.store is None:
            return
        found = self.desk.store.find(self.entry, self.record.id)
        if found is not None:
            self.record = found
            if not self.form.values():
                self.form.set_values(found)
            self._draw(found)

    def _draw(self, record: Entry) -> None:
        self._title.setText(auto(title_of(record, self.desk.lang) or record.code))
        self._chips.clear()
        shown = [Cell(ltr(record.code), tone="mute"), *self._say_chips(record)]
        if record.sample:
            shown.append(Cell(self.desk.words("ui.sample"), tone="info", icon="info"))
        for cell in shown:
            chip = Chip(self.desk, "")
            chip.set_cell(cell)
            self._chips.addWidget(chip)
            chip.show()
        if self._lead is not None:
            self._lead.show_record(record)  # type: ignore[attr-defined]  # a Part
        for key, part in self._parts.items():
            count = part.show_record(record)  # type: ignore[attr-defined]  # a Part
            if count is not None:
                self.tabs.set_count(key, count)
        self.tabs.set_count("beside", self.beside.show_record(record) or None)

    def _keep(self, values: dict[str, Any]) -> None:
        if not values or self.record is None:
            return
        try:
            with self.desk.unit("change") as unit:
                records.change(unit.get(self.entry, self.record.id), values)
        except Invalid as invalid:
            self.form.show_problems(invalid.problems)
        except Blocked as problem:
            self.banner.problem(problem)
        else:
            self.form.settle()
            self.form.show_problems({})
            self.reload()

    def flush(self) -> None:
        """Keep what is being written, before it is left."""
        self.form.flush()


class Together(QWidget):
    """Several lists below each other in one tab, each under its title; `counted` tells of all of them."""

    counted = Signal(int)

    def __init__(self, desk: Desk, parts: Sequence[tuple[str, Related]]) -> None:
        super().__init__()
        self._counts = {part: 0 for _, part in parts}
        layout = column(self, gap=20)
        for key, part in parts:
            section = Section(desk.words(f"sharing.tab.{key}"))
            section.body.addWidget(part)
            layout.addWidget(section)
            part.counted.connect(partial(self._add, part))

    def _add(self, part: Related, count: int) -> None:
        self._counts[part] = count
        self.counted.emit(sum(self._counts.values()))

    def show_record(self, record: Entry) -> None:
        """Show a record in every part."""
        for part in self._counts:
            part.show_record(record)


def _roomy(widget: QWidget) -> QWidget:
    """Let a tab scroll, with room beside it for the scroll bar."""
    inner = QWidget()
    layout = column(inner, margin=12)
    layout.addWidget(widget)
    layout.addStretch(1)
    return scrolled(inner)
