"""The requests of data subjects: the queue by what is due first, and beside it the one that is chosen."""

from collections.abc import Mapping
from typing import Any

from data.base import Entry
from data.errors import Blocked
from data.listing import Query, Where
from data.request import Request
from ui.commands import Command
from ui.desk import Desk
from ui.request.acting import BY_NAME, ActDialog
from ui.request.creating import NewRequest
from ui.request.detail import RequestDetail
from ui.request.looks import STAGES, due_cell, stage_cell
from ui.request.printing import print_requests
from ui.shell.doing import Doing
from ui.shell.page import BasePage
from ui.widgets.button import Button
from ui.widgets.clipboard import PERSONAL
from ui.widgets.empty import EmptyState
from ui.widgets.listcard import View
from ui.widgets.listdetail import ListDetail
from ui.widgets.register import RegisterTable

_OPEN = STAGES[:-1]
_FILTERS = ("rights", "channel", "law", "stage")
_WIDTHS = (540, 560)


class Page(BasePage):
    """Registers requests, brings them on, writes to their requesters and prints the register."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.setProperty(PERSONAL, "all of it")
        words = desk.words
        self.heading.set_title(words("register.requests"))
        self.detail = RequestDetail(desk)
        cells = {"next_due": lambda one: due_cell(desk, one), "stage": lambda one: stage_cell(desk, one)}
        self.table = RegisterTable(desk, Request, cells=cells)
        empty = EmptyState(
            desk, "inbox", words("request.empty"), (words("request.new"), self.begin_new), None
        )
        self.list = ListDetail(
            desk,
            self.table,
            self.detail,
            empty=empty,
            views=[View(key, words(f"request.view.{key}"), query) for key, query in _views(desk).items()],
            filters=_FILTERS,
            bulk=(Command("request.assign-many", "user", self.assign_selected),),
            widths=_WIDTHS,
            own_scroll=True,
        )
        self.body.addWidget(self.list, 1)
        self.heading.add_action(Button(desk, words("request.print"), icon="printer", act=self.print_all))
        self.heading.add_action(
            Button(desk, words("request.new"), icon="plus", kind="primary", act=self.begin_new)
        )
        self.table.chosen.connect(self._choose)
        self.table.counted.connect(self._count)
        self._count(self.table.model().rowCount())
        self.detail.printing.connect(self.print_letter)
        self._choose(self.table.current())

    def commands(self) -> tuple[Command, ...]:
        """List what can be done here."""
        chosen = self._chosen
        return (
            Command("request.new", "plus", self.begin_new, "Ctrl+N"),
            Command("request.find", "search", self.list.search.setFocus, "Ctrl+F"),
            Command("request.next", "check", self.detail.go_on, "Ctrl+Return", enabled=chosen),
            Command("request.more", "ellipsis", self.detail.open_menu, "Ctrl+M", enabled=chosen),
            Command("request.letter", "send", self.begin_letter, "Ctrl+E", enabled=chosen),
            Command("request.assign", "user", self.assign_selected, "Ctrl+Shift+A", enabled=chosen),
            Command("request.report", "printer", self.print_all, "Ctrl+P"),
            Command("request.bin", "trash-2", self.bin, enabled=chosen),
        )

    def _count(self, count: int) -> None:
        self.heading.set_subtitle(self.desk.words("table.count", n=count))

    def _chosen(self) -> bool:
        return self.table.current() is not None

    def _choose(self, record: Entry | None) -> None:
        if isinstance(record, Request):
            self.detail.show_request(record)

    def begin_new(self) -> None:
        """Register a request."""
        dialog = NewRequest(self.desk, self)
        dialog.added.connect(self.open_record)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def begin_letter(self) -> None:
        """Write to the requester."""
        self.detail.tabs.select("letters")
        self.detail.letters.begin()

    def assign_selected(self) -> None:
        """Give all selected requests to somebody, in one act."""
        chosen = [one for one in self.table.selected() if isinstance(one, Request)]
        if chosen:
            keys = [one.id for one in chosen]
            ActDialog(self.desk, "assign", chosen[0], self, keys=keys).open()

    def open_record(self, key: str) -> None:
        """Show a request by its id."""
        self.list.open_record(key)

    def print_all(self) -> None:
        """Print the register."""
        print_requests(self.desk, self)

    def print_letter(self, key: str) -> None:
        """Print one letter."""
        self.detail.flush()
        print_requests(self.desk, self, key)

    def bin(self) -> None:
        """Move the chosen request to the bin."""
        current = self.table.current()
        if current is None:
            return
        words = self.desk.words
        try:
            with self.desk.unit("bin-request") as unit:
                unit.bin(unit.get(Request, current.id))
        except Blocked as problem:
            self.list.banner.problem(problem)
        else:
            self.desk.say(words("request.binned"), "ok", words("policy.reading.undo"), self.desk.undo)

    def perform(self, doing: Doing) -> None:
        """Ask what an act needs with the law's words beside it, and do it."""
        if isinstance(doing.record, Request) and doing.act.name in BY_NAME:
            self.detail.act(doing.act.name)
        else:
            super().perform(doing)

    def state(self) -> dict[str, Any]:
        """Keep what is being written, and tell where one stood."""
        self.detail.flush()
        return {"list": self.list.state(), "tab": self.detail.tabs.current()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Stand there again."""
        if state:
            self.list.restore(state["list"])
            self.detail.tabs.select(state["tab"])


def _views(desk: Desk) -> dict[str, Query]:
    queue = Query(Request, sort="queue_at", descending=False)
    late = (Where("next_due", "to", desk.now()), Where("stage", "in", _OPEN))
    return {
        "open": queue.with_(where=(Where("stage", "in", _OPEN),)),
        "late": queue.with_(where=late),
        "waiting": queue.with_(where=(Where("waiting_since", "filled"),)),
        "all": queue,
    }
