"""The breach log: how things stand, the list with the nearest deadline first, and the breach that is chosen."""

from collections.abc import Callable, Mapping
from typing import Any

from data.base import Entry
from data.breach import Breach
from data.errors import Blocked
from data.listing import Query, Where
from data.sharing import Party
from ui.breach.assistant import Assistant
from ui.breach.detail import BreachDetail
from ui.breach.looks import counted, due_cell, severity_cell
from ui.breach.printing import print_breaches
from ui.breach.year import YearView
from ui.commands import Command
from ui.desk import Desk
from ui.shell.page import BasePage
from ui.widgets.button import Button
from ui.widgets.empty import EmptyState
from ui.widgets.heeding import Heed
from ui.widgets.listcard import View
from ui.widgets.listdetail import ListDetail
from ui.widgets.pulse import PulseRow
from ui.widgets.register import RegisterTable
from ui.widgets.text import auto, joined, ltr

_OPEN = ("assessing", "containing", "awaiting", "notified", "remediation")
_FILTERS = ("severity", "state", "incident", "cause", "laws")
_WIDTHS = (690, 430)


class Page(BasePage):
    """Logs breaches and follows their duties until they are closed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self.heading.set_title(words("breach.log"))
        self._parties: dict[str, str] = {}
        self.pulse = PulseRow(desk, self._show_pressing)
        self.detail = BreachDetail(desk)
        self.table = _table(desk, self._second)
        empty = EmptyState(
            desk, Breach.ICON, words("breach.empty"), (words("breach.new"), self.begin_new), None
        )
        self.list = ListDetail(
            desk,
            self.table,
            self.detail,
            empty=empty,
            views=self._views(),
            filters=_FILTERS,
            bulk=(Command("breach.bin-many", "trash-2", self.bin_selected),),
            widths=_WIDTHS,
            own_scroll=True,
        )
        self.body.addWidget(self.pulse)
        self.body.addWidget(self.list, 1)
        report = Button(desk, words("breach.report"), icon="file-chart-column", act=self.print_log)
        self.heading.add_action(report)
        self.heading.add_action(Button(desk, words("breach.year-short"), icon="calendar", act=self.show_year))
        self.new = Button(desk, words("breach.new"), icon="plus", kind="primary", act=self.begin_new)
        self.new.setToolTip(joined(words("command.breach.new"), ltr("Ctrl N")))
        self.heading.add_action(self.new)
        self.table.chosen.connect(self._choose)
        self.detail.printing.connect(self._print)
        self.detail.binning.connect(self.bin)
        Heed(desk, self, self._count)
        self._count()
        if self.table.model().rowCount():  # an empty log shows its invitation, which an empty view does not
            self.list.list.tabs.select("open")
        self._choose(self.table.current())

    def _views(self) -> list[View]:
        now = self.desk.now()
        queries = {
            "all": _query(),
            "open": _query(Where("state", "in", _OPEN)),
            "overdue": _query(Where("next_due", "to", now)),
            "waiting": _query(Where("state", "in", ("assessing", "containing"))),
        }
        return [View(key, self.desk.words(f"breach.view.{key}"), query) for key, query in queries.items()]

    def commands(self) -> tuple[Command, ...]:
        """List what can be done here."""
        detail = self.detail
        return (
            Command("breach.new", "plus", self.begin_new, "Ctrl+N"),
            Command("breach.find", "search", self.list.search.setFocus, "Ctrl+F"),
            Command("breach.edit", "pencil", detail.open_sheet, "Ctrl+E", enabled=self._chosen),
            Command("breach.report", "printer", self._print_one, "Ctrl+P", enabled=self._chosen),
            Command("breach.report-all", "printer", self.print_log, "Ctrl+Shift+P"),
            Command("breach.year", "calendar", self.show_year, "Ctrl+Shift+Y"),
            Command("breach.hand-over", "folder-open", detail.hand_over, enabled=self._chosen),
            Command("breach.close", "lock", detail.close_breach, enabled=self._chosen),
            Command("breach.reopen", "rotate-ccw", detail.reopen, enabled=self._closed),
            Command("breach.bin", "trash-2", self.bin, enabled=self._chosen),
        )

    def _second(self, breach: Breach) -> str:
        """Say below a title who was involved and how many are concerned."""
        words, store = self.desk.words, self.desk.store
        new = [key for key in breach.parties if key not in self._parties]
        if new and store is not None:
            named = store.names(Party, new)
            self._parties |= {
                key: words.either(one.name_ar, one.name_en)
                for key, one in named.items()
                if isinstance(one, Party)
            }
        who = auto(self._parties.get(breach.parties[0], "")) if breach.parties else ""
        kind = words(f"choice.incident_type.{breach.incident}") if breach.incident and not who else ""
        many = words("breach.counting") if breach.people_count is None else counted(breach, words)
        return joined(who or kind, many)

    def _count(self, register: str = "") -> None:
        store, words = self.desk.store, self.desk.words
        if store is None or register not in {"", Breach.REGISTER}:
            return
        opened = store.count(_query(Where("state", "in", _OPEN)))
        late = store.count(_query(Where("next_due", "to", self.desk.now())))
        said = words("breach.open-count", n=opened)
        self.heading.set_subtitle(words("breach.open-late", open=said, n=late) if late else said)

    def _show_pressing(self, tile: str) -> None:
        self.list.list.tabs.select("overdue" if tile == "overdue" else "all" if tile == "kept" else "open")

    def _chosen(self) -> bool:
        return self.table.current() is not None

    def _closed(self) -> bool:
        return self.detail.breach is not None and self.detail.breach.closed_at is not None

    def _choose(self, record: Entry | None) -> None:
        if isinstance(record, Breach):
            self.detail.show_breach(record)

    def begin_new(self) -> None:
        """Log a new breach."""
        dialog = Assistant(self.desk, self)
        dialog.added.connect(self.open_record)
        dialog.added.connect(lambda _: self.detail.begin())
        dialog.open()

    def open_record(self, key: str) -> None:
        """Show a breach by its id."""
        if not self.list.open_record(key):
            self.list.list.tabs.select("all")  # the view that is shown hides it
            self.list.open_record(key)

    def _print_one(self) -> None:
        if self.detail.breach is not None:
            self._print("breach", self.detail.breach.id)

    def _print(self, kind: str, key: str) -> None:
        code = self.detail.breach.code if self.detail.breach else ""
        print_breaches(self.desk, self, kind, key, code)

    def print_log(self) -> None:
        """Print the log."""
        print_breaches(self.desk, self, "breaches", "", "")

    def show_year(self) -> None:
        """Show what the breaches of a year come to."""
        YearView(self.desk, self).open()

    def bin(self) -> None:
        """Move the chosen breach to the bin."""
        current = self.table.current()
        if current is not None:
            self._bin([current.id])

    def bin_selected(self) -> None:
        """Move all selected breaches to the bin, in one act."""
        self._bin([one.id for one in self.table.selected()])

    def _bin(self, keys: list[str]) -> None:
        words = self.desk.words
        try:
            with self.desk.unit("bin-breach") as unit:
                for key in keys:
                    unit.bin(unit.get(Breach, key))
        except Blocked as problem:
            self.list.banner.problem(problem)
        else:
            self.desk.say(words("breach.binned", n=len(keys)), "ok", words("breach.undo"), self.desk.undo)

    def state(self) -> dict[str, Any]:
        """Keep what is being written, and tell where one stood."""
        self.detail.notices.flush()
        return {"list": self.list.state(), "tab": self.detail.tabs.current()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Stand there again."""
        if state:
            self.list.restore(state["list"])
            self.detail.tabs.select(state["tab"])


def _table(desk: Desk, second: Callable[[Breach], str]) -> RegisterTable:
    cells = {
        "severity": lambda one: severity_cell(desk, one),
        "next_due": lambda one: due_cell(desk, one),
    }
    return RegisterTable(desk, Breach, cells=cells, second=second, query=_query())


def _query(*where: Where) -> Query:
    """Ask for breaches with the nearest deadline first."""
    return Query(Breach, where=where, sort="next_due", descending=False)
