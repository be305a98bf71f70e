"""The sharing inventory: parties by category, flows, agreements, disclosures, the map, and what ends."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from data.base import Entry
from data.errors import Blocked
from data.sharing import Agreement, Disclosure, Flow, Party
from desktop.inventory import inventory_from_policies
from ui.commands import Command
from ui.desk import Desk
from ui.sharing.ends import Ends
from ui.sharing.groups import Groups
from ui.sharing.room import Room
from ui.sharing.rooms import Rooms
from ui.shell.page import BasePage
from ui.widgets.button import Button
from ui.widgets.card import column
from ui.widgets.heeding import Heed
from ui.widgets.tabs import Tabs

_REGISTERS = ("parties", "flows", "agreements", "disclosures")
_KINDS: Mapping[str, type[Entry]] = {kind.REGISTER: kind for kind in (Party, Flow, Agreement, Disclosure)}


class Page(BasePage):
    """Six views of one inventory; each is built when it is first looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self.heading.set_title(words("nav.sharing"))
        self.rooms = Rooms(desk)
        self.tabs = Tabs(desk, words("nav.sharing"))
        self._rooms: dict[str, Room] = {}
        makers: dict[str, Callable[[], QWidget]] = {
            "parties": self._parties,
            "flows": partial(self._room, "flows"),
            "agreements": partial(self._room, "agreements"),
            "disclosures": partial(self._room, "disclosures"),
            "map": self._map,
            "ends": partial(Ends, desk),
        }
        for key, make in makers.items():
            self.tabs.add(key, words(f"sharing.room.{key}"), make)
        self.body.addWidget(self.tabs, 1)
        first = Button(desk, words("sharing.from-policy"), icon="file-text", act=self.from_policies)
        self.heading.add_action(first)
        self.heading.add_action(
            Button(desk, words("exchange.import.button"), icon="upload", act=self.choose_file)
        )
        self.heading.add_action(
            Button(desk, words("exchange.export.button"), icon="download", act=self.export)
        )
        self.heading.add_action(
            Button(desk, words("sharing.new-button"), icon="plus", kind="primary", act=self.begin_new)
        )
        Heed(desk, self, self._count)
        self._count()

    def _count(self) -> None:
        self.rooms.read(self, self._counted)

    def _counted(self, lacking: int, other: bool) -> None:  # noqa: FBT001  # as it is told
        self.heading.set_subtitle(self.desk.words("sharing.subtitle", n=lacking))
        if other and "parties" in self._rooms:
            self._rooms["parties"].list.table.refresh()

    def _parties(self) -> QWidget:
        whole = QWidget()
        room, groups = self._room("parties"), Groups(self.desk, whole)
        filters = room.list.list.filters
        groups.chosen.connect(lambda key: filters.set_chosen({"category": [key]} if key else {}))
        layout = column(whole, gap=8)
        layout.addWidget(groups)
        layout.addWidget(room, 1)
        return whole

    def _room(self, register: str) -> Room:
        room: Room = getattr(self.rooms, register)()
        self._rooms[register] = room
        return room

    def _map(self) -> QWidget:
        from ui.sharing.map import MapRoom  # noqa: PLC0415  # loads the drawing of reports

        return MapRoom(self.desk)

    def room(self) -> Room:
        """Find the register on show; where none is, that of the parties."""
        key = self.tabs.current()
        if key not in _REGISTERS:
            key = "parties"
            self.tabs.select(key)
        return self._rooms[key]

    def begin_new(self) -> None:
        """Ask for a new record of the register on show."""
        self.room().begin_new()

    def from_policies(self) -> None:
        """Make the first rows from what the published policies say, in one act."""
        words = self.desk.words
        try:
            with self.desk.unit("inventory-from-policy") as unit:
                count = len(inventory_from_policies(unit))
        except Blocked as problem:
            self.desk.problem(problem)
        else:
            self.desk.say(
                words("sharing.from-policy-done", n=count), "ok", words("sharing.undo"), self.desk.undo
            )

    def choose_file(self) -> None:
        """Import a table into the register on show."""
        self.room().choose_file()

    def export(self) -> None:
        """Write out the register on show."""
        self.room().export()

    def seek(self) -> None:
        """Go to the search of the register on show."""
        self.room().list.search.setFocus()

    def commands(self) -> tuple[Command, ...]:
        """List what can be done here."""
        return (
            Command("sharing.new", "plus", self.begin_new, "Ctrl+N"),
            Command("sharing.import", "upload", self.choose_file, "Ctrl+O"),
            Command("sharing.export", "download", self.export),
            Command("sharing.find", "search", self.seek, "Ctrl+F"),
            Command("sharing.from-policy", "file-text", self.from_policies),
            Command("sharing.map", "share-2", lambda: self.tabs.select("map")),
            Command("sharing.ends", "calendar-days", lambda: self.tabs.select("ends")),
        )

    def open_record(self, key: str) -> None:
        """Show a record of any of the four registers by its id."""
        store = self.desk.store
        for register, kind in _KINDS.items():
            if store is not None and store.find(kind, key) is not None:
                self.tabs.select(register)
                self._rooms[register].list.open_record(key)
                return

    def state(self) -> dict[str, Any]:
        """Keep what is being written, and tell where one stood."""
        for room in self._rooms.values():
            room.card.flush()
        lists = {key: room.list.state() for key, room in self._rooms.items()}
        return {"tab": self.tabs.current(), "lists": lists}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Stand there again."""
        if state:
            for key, kept in state["lists"].items():
                self.tabs.page(key)
                self._rooms[key].list.restore(kept)
            self.tabs.select(state["tab"])
