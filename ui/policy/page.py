"""The policies of the organisation: a list, and beside it the one that is chosen."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

from data.base import Entry
from data.errors import Blocked
from data.listing import Query, Where
from data.policy import Policy
from ui.commands import Command
from ui.desk import Desk
from ui.policy.creating import NewPolicy
from ui.policy.detail import PolicyDetail
from ui.policy.importing import ImportDialog, choose_policy
from ui.policy.printing import print_policies
from ui.policy.states import state_cell
from ui.shell.page import BasePage
from ui.widgets.button import Button
from ui.widgets.empty import EmptyState
from ui.widgets.listcard import View
from ui.widgets.listdetail import ListDetail
from ui.widgets.register import RegisterTable

_VIEWS: Mapping[str, tuple[str, ...]] = {
    "all": (),
    "drafts": ("draft", "review", "approved"),
    "published": ("published",),
}
_FILTERS = ("kind", "classification", "laws")
_WIDTHS = (490, 610)


class Page(BasePage):
    """Imports, writes, reads and prints policies; a file dropped anywhere on it is imported."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self.heading.set_title(words("policy.register"))
        self.detail = PolicyDetail(desk)
        self.table = RegisterTable(desk, Policy, cells={"state": lambda one: state_cell(desk, one.state)})
        empty = EmptyState(
            desk,
            "file-text",
            f"{words('policy.empty')} {words('policy.empty-about')}",
            (words("policy.import-file"), self.choose_file),
            (words("policy.write-link"), self.begin_new),
            marks=("upload", "plus"),
        )
        self.bulk_bin = Command("policy.bin-many", "trash-2", self.bin_selected)
        self.list = ListDetail(
            desk,
            self.table,
            self.detail,
            empty=empty,
            views=[View(key, words(f"policy.view.{key}"), _query(states)) for key, states in _VIEWS.items()],
            filters=_FILTERS,
            bulk=(self.bulk_bin,),
            widths=_WIDTHS,
            own_scroll=True,
        )
        self.body.addWidget(self.list, 1)
        self.heading.add_action(
            Button(desk, words("policy.import-file"), icon="upload", act=self.choose_file)
        )
        self.heading.add_action(
            Button(desk, words("policy.new"), icon="plus", kind="primary", act=self.begin_new)
        )
        self.setAcceptDrops(True)
        self.table.chosen.connect(self._choose)
        self.table.counted.connect(self._count)
        self._count(self.table.model().rowCount())
        self.detail.printing.connect(self.print_one)
        self.detail.binning.connect(self.bin)
        self._choose(self.table.current())

    def commands(self) -> tuple[Command, ...]:
        """List what can be done here."""
        return (
            Command("policy.new", "plus", self.begin_new, "Ctrl+N"),
            Command("policy.import", "upload", self.choose_file, "Ctrl+O"),
            Command("policy.find", "search", self.list.search.setFocus, "Ctrl+F"),
            Command(
                "policy.find-text", "search", self.detail.find_in_text, "Ctrl+Shift+F", enabled=self._chosen
            ),
            Command("policy.report", "printer", self.print_one, "Ctrl+P", enabled=self._chosen),
            Command("policy.report-all", "printer", self.print_all, "Ctrl+Shift+P"),
            Command(
                "policy.check", "list-checks", self.detail.open_check, "Ctrl+Shift+K", enabled=self._chosen
            ),
            Command("policy.compare", "git-compare", self.detail.compare, enabled=self._chosen),
            Command("policy.gaps", "printer", self.detail.print_gaps, enabled=self._chosen),
            Command("policy.bin", "trash-2", self.bin, enabled=self._chosen),
        )

    def _count(self, count: int) -> None:
        self.heading.set_subtitle(self.desk.words("table.count", n=count))

    def _chosen(self) -> bool:
        return self.table.current() is not None

    def _choose(self, record: Entry | None) -> None:
        if isinstance(record, Policy):
            self.detail.show_policy(record)

    def begin_new(self) -> None:
        """Open a new policy."""
        dialog = NewPolicy(self.desk, self)
        dialog.added.connect(self.open_record)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def choose_file(self) -> None:
        """Ask for a file to import."""
        file = choose_policy(self.desk, self)
        if file is not None:
            self.import_file(file)

    def import_file(self, file: Path) -> None:
        """Show a file before it is taken in."""
        dialog = ImportDialog(self.desk, file, self)
        dialog.added.connect(self._added)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _added(self, key: str) -> None:
        self.open_record(key)
        words = self.desk.words
        self.desk.say(words("policy.added"), "ok", words("policy.reading.undo"), self.desk.undo)

    def open_record(self, key: str) -> None:
        """Show a policy by its id."""
        self.list.open_record(key)

    def print_one(self) -> None:
        """Print the chosen policy."""
        if self.detail.policy is not None:
            self.detail.flush()
            print_policies(self.desk, self, self.detail.policy)

    def print_all(self) -> None:
        """Print the register."""
        print_policies(self.desk, self, None)

    def bin(self) -> None:
        """Move the chosen policy to the bin."""
        current = self.table.current()
        if current is not None:
            self._bin([current.id], "policy.binned")

    def bin_selected(self) -> None:
        """Move all selected policies to the bin, in one act."""
        self._bin([one.id for one in self.table.selected()], "policy.binned-many")

    def _bin(self, keys: list[str], said: str) -> None:
        words = self.desk.words
        try:
            with self.desk.unit("bin-policy") as unit:
                for key in keys:
                    unit.bin(unit.get(Policy, key))
        except Blocked as problem:
            self.list.banner.problem(problem)
        else:
            self.desk.say(words(said), "ok", words("policy.reading.undo"), self.desk.undo)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files."""
        if _files(event):
            self.list.banner.say(self.desk.words("policy.drop"), "info")
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Let them go."""
        self.list.banner.clear()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the file that was dropped."""
        self.list.banner.clear()
        files = _files(event)
        event.acceptProposedAction()
        if len(files) == 1:
            self.import_file(files[0])
        elif files:
            self.list.banner.say(self.desk.words("policy.import.one-file"), "warn")

    def state(self) -> dict[str, Any]:
        """Keep what is being written, and tell where one stood."""
        self.detail.flush()
        return {"list": self.list.state(), "tab": self.detail.tabs.current()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Stand there again."""
        if state:
            self.list.restore(state["list"])
            self.detail.tabs.select(state["tab"])


def _query(states: tuple[str, ...]) -> Query:
    return Query(Policy, where=(Where("state", "in", states),) if states else ())


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
