"""The four registers of the inventory, each as its page shows it."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from data.listing import Where
from data.sharing import Agreement, Certificate, Disclosure, Flow, FlowPurpose, Party
from desktop import sharing
from desktop.inventory import blanks
from ui.desk import Desk
from ui.sharing.card import Together
from ui.sharing.checklist import Checklist
from ui.sharing.children import Children
from ui.sharing.looks import category_cell, end_cell, standing_cell
from ui.sharing.related import Related
from ui.sharing.room import Room
from ui.tasks import Progress
from ui.widgets.cell import Cell

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


class Rooms:
    """Makes the rooms of one desk; `standing` tells how the agreements of every party that has some stand today."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.standing: Mapping[str, str] = {}

    def read(self, owner: QWidget, told: Callable[[int, bool], object]) -> None:
        """Read anew, on the worker, how the parties stand.

        `told` is given the number of those without an agreement in force, and whether any stands otherwise than before.
        """
        store, today = self.desk.store, self.desk.today()
        if store is None:
            return

        def work(progress: Progress) -> sharing.Named:
            progress.step()
            return sharing.named(store, today)

        def done(found: sharing.Named) -> None:
            other, self.standing = found.standing != self.standing, found.standing
            told(found.lacking, other)

        self.desk.tasks.run(work, done, owner=owner)

    def _stands(self, party: Party) -> str:
        return sharing.stands(party.relationship, self.standing.get(party.id, ""))

    def parties(self) -> Room:
        """Make the list of parties; one without an agreement is flagged in words."""
        desk = self.desk
        return Room(
            desk,
            Party,
            filters=("category", "relationship", "country", "risk"),
            cells={
                "category": lambda one: category_cell(desk, one.category),
                "relationship": self.relationship,
                "next_expiry": lambda one: end_cell(desk, one.next_expiry),
            },
            second=self._flag,
            parts=(
                ("links", self._links()),
                ("certificates", Children(desk, Certificate, "certificates", sharing.add_certificate)),
            ),
            chips=self.party_chips,
            bulk=_BULK_PARTY,
        )

    def _links(self) -> Together:
        desk = self.desk
        flows = Related(desk, Flow, lambda party: Where("party", value=party.id))
        agreements = Related(desk, Agreement, lambda party: Where("parties", "has", party.id))
        disclosures = Related(desk, Disclosure, lambda party: Where("party", value=party.id))
        return Together(desk, (("flows", flows), ("agreements", agreements), ("disclosures", disclosures)))

    def relationship(self, party: Party) -> Cell:
        """Say what a party is to the organisation, or that it has no agreement."""
        if self._stands(party) == "missing":
            return standing_cell(self.desk, "missing")
        return Cell(self._related(party))

    def _related(self, party: Party) -> str:
        kind = party.relationship
        return self.desk.words(f"choice.relationship.{kind}") if kind else ""

    def _flag(self, party: Party) -> str:
        """Say beside the reference what the flag stands in the place of."""
        return self._related(party) if self._stands(party) == "missing" else ""

    def party_chips(self, party: Party) -> list[Cell]:
        """Say a party's category and how it stands with its agreements."""
        found = [category_cell(self.desk, party.category)]
        found.append(standing_cell(self.desk, self._stands(party)))
        return found

    def flows(self) -> Room:
        """Make the list of flows; what is still to be completed is counted."""
        desk = self.desk
        return Room(
            desk,
            Flow,
            filters=("category", "legal_basis", "country", "data", "people"),
            cells={"category": lambda one: category_cell(desk, one.category)},
            second=self._unfinished,
            parts=(
                ("purposes", Children(desk, FlowPurpose, "purposes", sharing.add_purpose)),
                ("disclosures", Related(desk, Disclosure, lambda flow: Where("flow", value=flow.id))),
            ),
            chips=lambda one: [category_cell(desk, one.category)],
            bulk=_BULK_FLOW,
        )

    def _unfinished(self, flow: Flow) -> str:
        count = len(blanks(flow))
        return self.desk.words("sharing.to-complete", n=count) if count else ""

    def agreements(self) -> Room:
        """Make the list of agreements with the terms of the law."""
        desk = self.desk
        return Room(
            desk,
            Agreement,
            filters=("kind", "law"),
            cells={"valid_until": lambda one: end_cell(desk, one.valid_until)},
            parts=(("items", Checklist(desk)),),
            bulk=("kind", "valid_until", "review_on", "law"),
        )

    def disclosures(self) -> Room:
        """Make the log of hand-overs, with a short form to note one."""
        return Room(
            self.desk,
            Disclosure,
            filters=("method",),
            quick=_QUICK,
        )
