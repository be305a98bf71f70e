"""The record of processing activities: a list, and beside it the one that is chosen."""

from collections.abc import Mapping
from typing import Any

from data.listing import Where
from data.processing import Activity, Retention
from data.sharing import Flow
from desktop import processing
from ui.commands import Command
from ui.desk import Desk
from ui.sharing.children import Children
from ui.sharing.looks import end_cell
from ui.sharing.related import Related
from ui.sharing.room import Room
from ui.shell.page import BasePage
from ui.widgets.button import Button
from ui.widgets.cell import Cell


class Page(BasePage):
    """Keeps the record of processing; an ended activity shows until when its entry is kept."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self.heading.set_title(words("nav.processing"))
        self.room = Room(
            desk,
            Activity,
            filters=("role", "legal_basis", "data", "people"),
            cells={"next_review": lambda one: end_cell(desk, one.next_review)},
            second=self._unfinished,
            parts=(
                ("retentions", Children(desk, Retention, "retentions", processing.add_retention)),
                ("flows", Related(desk, Flow, lambda activity: Where("id", "in", activity.flows))),
            ),
            chips=self._chips,
            bulk=("role", "legal_basis", "owner", "next_review", "ended_on"),
        )
        self.body.addWidget(self.room, 1)
        for text, icon, act in (
            ("import", "upload", self.room.choose_file),
            ("export", "download", self.room.export),
        ):
            self.heading.add_action(Button(desk, words(f"exchange.{text}.button"), icon=icon, act=act))
        new = Button(
            desk, words("sharing.new.processing"), icon="plus", kind="primary", act=self.room.begin_new
        )
        self.heading.add_action(new)
        self.room.table.counted.connect(self._count)
        self._count(self.room.table.model().rowCount())

    def _count(self, count: int) -> None:
        self.heading.set_subtitle(self.desk.words("table.count", n=count))

    def _unfinished(self, activity: Activity) -> str:
        count = len(processing.lacking(activity, whole=False))
        return self.desk.words("sharing.to-complete", n=count) if count else ""

    def _chips(self, activity: Activity) -> list[Cell]:
        words = self.desk.words
        if activity.keep_until is None:
            return []
        said = words("sharing.kept-until", day=self.desk.calendar.both(activity.keep_until))
        return [Cell(said, tone="info", icon="archive")]

    def commands(self) -> tuple[Command, ...]:
        """List what can be done here."""
        return self.room.commands()

    def open_record(self, key: str) -> None:
        """Show an activity by its id."""
        self.room.list.open_record(key)

    def state(self) -> dict[str, Any]:
        """Keep what is being written, and tell where one stood."""
        self.room.card.flush()
        return {"list": self.room.list.state()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Stand there again."""
        if state:
            self.room.list.restore(state["list"])
