"""The bin: what was put aside, by register; it is restored, or deleted for good once it was asked whether to."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QStackedWidget

from data.base import Entry
from data.errors import Blocked
from data.listing import Query
from data.registers import REGISTERS
from desktop import bin as rules
from ui.commands import Command
from ui.desk import Desk
from ui.shell.page import BasePage
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card, row
from ui.widgets.dialogs import confirm
from ui.widgets.empty import EmptyState
from ui.widgets.heeding import Heed
from ui.widgets.register import RegisterTable
from ui.widgets.tabs import TabRow
from ui.widgets.text import Label


class Page(BasePage):
    """One list for each register that has something in the bin."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self.heading.set_title(words("nav.bin"))
        self.tabs = TabRow(desk, words("nav.bin"))
        self.tables: dict[str, RegisterTable] = {}
        self.stack, self.banner = QStackedWidget(), Banner(desk)
        self.empty = EmptyState(desk, "trash-2", words("bin.empty"))
        self.stack.addWidget(self.empty)
        self.restore_button = Button(
            desk, words("bin.restore"), icon="rotate-ccw", kind="primary", act=self.restore_selected
        )
        self.delete_button = Button(
            desk, words("bin.delete"), icon="trash-2", kind="danger", act=self.delete_selected
        )
        card = Card(margin=12)
        card.head.addWidget(self.tabs, 1)
        card.body.addWidget(self.banner)
        card.body.addWidget(self.stack, 1)
        card.body.addLayout(
            row(
                Label(words("bin.about"), "caption", "third", wraps=True),
                self.delete_button,
                self.restore_button,
                stretch=0,
            )
        )
        self.body.addWidget(card, 1)
        for register in REGISTERS:
            self.tabs.add(register, words(f"register.{register}"))
        self.tabs.changed.connect(self._turn)
        Heed(desk, self, self.count, late=True)

    def commands(self) -> tuple[Command, ...]:
        """List what can be done here."""
        return (
            Command("bin.restore", "rotate-ccw", self.restore_selected, "Ctrl+R"),
            Command("bin.delete", "trash-2", self.delete_selected, "Shift+Del"),
        )

    @property
    def table(self) -> RegisterTable | None:
        """The list on show."""
        return self.tables.get(self.tabs.current())

    def count(self) -> None:
        """Show the registers that have something in the bin, and how much it is."""
        store = self.desk.store
        if store is None:
            return
        counts = {name: store.count(Query(entry, binned=True)) for name, entry in REGISTERS.items()}
        for name, many in counts.items():
            self.tabs.set_count(name, many)
            self.tabs.show_tab(name, on=bool(many))
        filled = [name for name, many in counts.items() if many]
        if filled and self.tabs.current() not in filled:
            self.tabs.select(filled[0])
        self.heading.set_subtitle(self.desk.words("bin.count", n=sum(counts.values())))
        for button in (self.restore_button, self.delete_button):
            button.setEnabled(bool(filled))
        self._turn(self.tabs.current() if filled else "")

    def _turn(self, register: str) -> None:
        entry = REGISTERS.get(register)
        if entry is None or (self.desk.store and not self.desk.store.count(Query(entry, binned=True))):
            self.stack.setCurrentWidget(self.empty)
            return
        if register not in self.tables:
            table = RegisterTable(self.desk, entry, query=Query(entry, binned=True))
            self.tables[register] = table
            self.stack.addWidget(table)
            table.ask(table.query)
            table.select_row(0)
        self.stack.setCurrentWidget(self.tables[register])

    def restore_selected(self) -> None:
        """Take what is selected out of the bin, in one act."""
        table = self.table
        chosen = table.selected() if table else []
        if table is None or not chosen:
            return
        with self.desk.unit("restore") as unit:
            for one in chosen:
                unit.restore(unit.get(table.entry, one.id))
        words = self.desk.words
        self.desk.say(words("bin.restored", n=len(chosen)), "ok", words("command.desk.undo"), self.desk.undo)

    def delete_selected(self) -> None:
        """Delete what is selected for good, once it was asked whether to; what is kept by law is refused."""
        table, words = self.table, self.desk.words
        chosen: list[Entry] = table.selected() if table else []
        if table is None or not chosen:
            return
        self.banner.clear()
        if not confirm(self.desk, self, words("bin.ask"), words("bin.ask-about"), words("bin.delete")):
            return
        try:
            with self.desk.unit("delete") as unit:
                for one in chosen:
                    rules.delete(unit, unit.get(table.entry, one.id))
        except Blocked as problem:
            self.banner.problem(problem)
        else:
            self.desk.say(words("bin.deleted", n=len(chosen)))

    def open_record(self, key: str) -> None:
        """Show a binned record in its list."""
        for register, entry in REGISTERS.items():
            if self.desk.store and key in self.desk.store.names(entry, [key]):
                self.count()
                self.tabs.select(register)
                if register in self.tables:
                    self.tables[register].select(key)

    def state(self) -> dict[str, Any]:
        """Tell which list was open."""
        return {"tab": self.tabs.current()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Open it again."""
        self.count()
        if state:
            self.tabs.select(state["tab"])
