"""The sharing inventory: parties by category, flows, agreements, disclosures, the map, and what ends."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from data.base import Entry
from data.errors import Blocked
from data.sharing import Agreement, Certificate, Disclosure, Flow, FlowPurpose, Party
from desktop import sharing
from desktop.inventory import blanks, inventory_from_policies
from ui.commands import Command
from ui.desk import Desk
from ui.sharing.attached import Attached
from ui.sharing.card import Together
from ui.sharing.checklist import Checklist
from ui.sharing.children import Children
from ui.sharing.ends import Ends
from ui.sharing.groups import Groups
from ui.sharing.looks import category_cell, end_cell, standing_cell
from ui.sharing.related import Related
from ui.sharing.room import Room
from ui.shell.page import BasePage
from ui.widgets.button import Button
from ui.widgets.card import column
from ui.widgets.cell import Cell
from ui.widgets.tabs import TabRow

_REGISTERS = ("parties", "flows", "agreements", "disclosures")
_KINDS: Mapping[str, type[Entry]] = {kind.REGISTER: kind for kind in (Party, Flow, Agreement, Disclosure)}
_BULK_PARTY = ("category", "relationship", "country", "sensitivity", "impact", "risk_until")
_BULK_FLOW = (
    "category",
    "legal_basis",
    "frequency",
    "method",
    "country",
    "mechanism",
    "afterwards",
    "until_on",
)
_QUICK = (
    "party",
    "happened_at",
    "method",
    "purpose",
    "data",
    "request_reference",
    "requested_by",
    "legal_basis",
)


class Page(BasePage):
    """Six views of one inventory; each is built when it is first looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self.heading.set_title(words("nav.sharing"))
        self._standing: Mapping[str, str] = {}
        self.tabs = TabRow(desk, words("nav.sharing"))
        self._stack = QStackedWidget()
        self._made: dict[str, QWidget] = {}
        self._rooms: dict[str, Room] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {
            "parties": self._parties,
            "flows": self._flows,
            "agreements": self._agreements,
            "disclosures": self._disclosures,
            "map": self._map,
            "ends": partial(Ends, desk),
        }
        for key in self._makers:
            self.tabs.add(key, words(f"sharing.room.{key}"))
        self.body.addWidget(self.tabs)
        self.body.addWidget(self._stack, 1)
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
        self.tabs.changed.connect(self._turn)
        desk.kept.connect(self._count)
        self._count()
        self._turn(self.tabs.current())

    def _turn(self, key: str) -> None:
        if key not in self._made:
            self._made[key] = self._makers[key]()
            self._stack.addWidget(self._made[key])
        self._stack.setCurrentWidget(self._made[key])

    def _count(self) -> None:
        store = self.desk.store
        if store is None:
            return
        today, agreements = self.desk.today(), store.all(Agreement)
        self._standing = {one.id: sharing.standing(one, agreements, today) for one in store.all(Party)}
        missing = sum(one in {"missing", "pending", "expired"} for one in self._standing.values())
        self.heading.set_subtitle(self.desk.words("sharing.subtitle", n=missing))

    def _parties(self) -> QWidget:
        desk = self.desk
        room = Room(
            desk,
            Party,
            filters=("category", "relationship", "country", "risk"),
            cells={
                "category": lambda one: category_cell(desk, one.category),
                "relationship": self._relationship,
                "next_expiry": lambda one: end_cell(desk, one.next_expiry),
            },
            second=self._flag,
            parts=(("links", self._links()), ("papers", self._papers())),
            chips=self._party_chips,
            bulk=_BULK_PARTY,
        )
        groups = Groups(desk)
        groups.chosen.connect(
            lambda key: room.list.list.filters.set_chosen({"category": [key]} if key else {})
        )
        whole = QWidget()
        layout = column(whole, gap=8)
        layout.addWidget(groups)
        layout.addWidget(room, 1)
        self._rooms["parties"] = room
        return whole

    def _links(self) -> Together:
        desk = self.desk
        flows = Related(desk, Flow, lambda party, flow: flow.party == party.id)
        agreements = Related(desk, Agreement, lambda party, paper: party.id in paper.parties)
        disclosures = Related(desk, Disclosure, lambda party, one: one.party == party.id)
        return Together(desk, (("flows", flows), ("agreements", agreements), ("disclosures", disclosures)))

    def _papers(self) -> Together:
        held = Children(self.desk, Certificate, "certificates", sharing.add_certificate)
        return Together(self.desk, (("certificates", held), ("files", Attached(self.desk))))

    def _relationship(self, party: Party) -> Cell:
        if self._standing.get(party.id) == "missing":
            return standing_cell(self.desk, "missing")
        return Cell(self.desk.words(f"choice.relationship.{party.relationship}"))

    def _flag(self, party: Party) -> str:
        """Say beside the reference what the flag stands in the place of."""
        flagged = self._standing.get(party.id) == "missing"
        return self.desk.words(f"choice.relationship.{party.relationship}") if flagged else ""

    def _party_chips(self, party: Party) -> list[Cell]:
        found = [category_cell(self.desk, party.category)]
        found.append(standing_cell(self.desk, self._standing.get(party.id, "missing")))
        return found

    def _flows(self) -> QWidget:
        desk = self.desk
        self._rooms["flows"] = Room(
            desk,
            Flow,
            filters=("category", "legal_basis", "country", "data", "people"),
            cells={"category": lambda one: category_cell(desk, one.category)},
            second=self._unfinished,
            parts=(
                ("purposes", Children(desk, FlowPurpose, "purposes", sharing.add_purpose)),
                ("disclosures", Related(desk, Disclosure, lambda flow, one: one.flow == flow.id)),
                ("files", Attached(desk)),
            ),
            chips=lambda one: [category_cell(desk, one.category)],
            bulk=_BULK_FLOW,
        )
        return self._rooms["flows"]

    def _unfinished(self, flow: Flow) -> str:
        count = len(blanks(flow))
        return self.desk.words("sharing.to-complete", n=count) if count else ""

    def _agreements(self) -> QWidget:
        desk = self.desk
        self._rooms["agreements"] = Room(
            desk,
            Agreement,
            filters=("kind", "law"),
            cells={"valid_until": lambda one: end_cell(desk, one.valid_until)},
            parts=(("items", Checklist(desk)), ("files", Attached(desk))),
            bulk=("kind", "valid_until", "review_on", "law"),
        )
        return self._rooms["agreements"]

    def _disclosures(self) -> QWidget:
        self._rooms["disclosures"] = Room(
            self.desk,
            Disclosure,
            filters=("method",),
            parts=(("files", Attached(self.desk)),),
            quick=_QUICK,
        )
        return self._rooms["disclosures"]

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
                self._turn(key)
                self._rooms[key].list.restore(kept)
            self.tabs.select(state["tab"])
            self._turn(self.tabs.current())
