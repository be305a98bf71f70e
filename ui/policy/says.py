"""What a clause says, as chips below it: topics, recipients, promises, and whether the officer confirmed it."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from data.policy import Clause, Promise
from ui.desk import Desk
from ui.widgets.cell import Cell
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow
from ui.widgets.text import joined


def amount(desk: Desk, promise: Promise) -> str:
    """Say how much is promised: 30 days, 3 to 6 months; nothing where no amount is told."""
    if promise.amount is None or not promise.unit:
        return ""
    words = desk.words
    most = words(f"unit.{promise.unit}", n=_whole(promise.amount))
    if promise.amount_least is None:
        return most
    return words("policy.promises.span", least=words.number(_whole(promise.amount_least)), most=most)


def _whole(value: float) -> float:
    return int(value) if value.is_integer() else value


class Says(QWidget):
    """The reading of one clause; hidden where it says nothing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._flow = Flow(self)
        self._shown: list[Cell] = []

    def show_clause(self, clause: Clause) -> None:
        """Show what is kept of a clause's reading."""
        cells = list(self._cells(clause))
        if cells == self._shown:
            return
        self._shown = cells
        self._flow.clear()
        for cell in cells:
            chip = Chip(self.desk, cell.text, cell.tone, cell.icon)
            self._flow.addWidget(chip)
            chip.show()
        self.setVisible(bool(cells))

    def _cells(self, clause: Clause) -> Iterator[Cell]:
        words = self.desk.words
        said = [
            *(Cell(words(f"choice.topic.{key}"), tone="mute") for key in clause.topics),
            *(
                Cell(words(f"choice.party_category.{key}"), tone="info", icon="share-2")
                for key in clause.shares_with
            ),
            *(
                Cell(
                    joined(words(f"choice.promise.{one.kind}"), amount(self.desk, one)),
                    tone="ok",
                    icon="flag",
                )
                for one in clause.promises
            ),
        ]
        if said:
            yield from said
            key, tone, icon = (
                ("confirmed", "ok", "check")
                if clause.reading_confirmed
                else ("suggested", "mute", "circle-help")
            )
            yield Cell(words(f"policy.says.{key}"), tone=tone, icon=icon)
