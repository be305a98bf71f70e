"""One request: where it stands, its clocks, what to do next, and all that hangs on it."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from data.errors import Blocked, Invalid
from data.request import Request
from desktop import records
from desktop import request_clocks as clocks
from ui.desk import Desk
from ui.request.acting import ActDialog, pack_of
from ui.request.clock import ClockCard
from ui.request.facts import RequestFacts
from ui.request.following import BESIDE, Following, Searching
from ui.request.letters import Letters
from ui.request.looks import STAGES, bar_stage, due_cell, stage_cell, title
from ui.request.rights import LawsRights
from ui.widgets.banner import Banner
from ui.widgets.beside import Beside
from ui.widgets.button import Button, IconButton
from ui.widgets.card import column, row, scrolled
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow
from ui.widgets.form import RecordForm
from ui.widgets.heeding import Heed
from ui.widgets.stages import StageBar
from ui.widgets.tabs import Tabs
from ui.widgets.text import Label, auto, ltr

_NEXT = {
    "receipt": "verify-identity",
    "identity": "verify-identity",
    "search": "search-done",
    "review": "review",
    "answer": "answer",
    "follow-up": "close",
    "refused": "close",
}


def next_act(request: Request, today: date) -> str:
    """Name the act that brings a request on; one that has ended waits until it need not be kept any more."""
    if request.closed_at is None:
        return _NEXT[request.stage]
    past = request.keep_until is not None and request.keep_until < today
    return "erase" if past and request.erased_at is None else ""


def other_acts(desk: Desk, request: Request) -> Iterator[str]:
    """Name what else can be done with a request now."""
    if request.erased_at is not None:
        return
    pack = pack_of(desk, request)
    if clocks.is_running(request):
        if request.stage == "search":
            yield "answer"
        if request.stage in {"search", "review", "answer"}:
            yield "verify-identity"
        if pack is not None and pack.extension_grounds and not request.extensions:
            yield "extend"
        if clocks.paused(request):
            yield "resume"
        elif pack is not None and pack.pause_grounds:
            yield "pause"
        yield from ("refuse", "withdraw", "duplicate")
    elif request.stage in clocks.ENDED:
        yield "reopen"
    yield "assign"
    if request.closed_at is not None:
        yield "erase"


class RequestDetail(QWidget):
    """Follows the request chosen in the list; its details are kept as they are typed."""

    printing = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.request: Request | None = None
        words = desk.words
        self._title = Label("", "record", wraps=True)
        chips = QWidget()
        self._chips = Flow(chips)
        self.more = IconButton(desk, "ellipsis", words("request.more"), self.open_menu)
        self.next = Button(desk, "", kind="primary", act=self.go_on)
        self.stages = StageBar(desk, [(key, words(f"request.stage.{key}")) for key in STAGES])
        self.banner = Banner(desk)
        self.clock = ClockCard(desk)
        self.form = RecordForm(desk, Request, leave=BESIDE, later=True)
        self.law = LawsRights(self.form)
        self.searching, self.letters, self.following = Searching(desk), Letters(desk), Following(desk)
        self.beside = Beside(desk)
        self._facts = RequestFacts(desk)
        self.tabs = Tabs(desk, words("request.title"))
        for key, widget in self._pages():
            self.tabs.add(key, words(f"request.tab.{key}"), _roomy(widget))
        self.tabs.add("beside", words("request.tab.beside"), _roomy(self.beside))
        layout = column(self, gap=8)
        layout.addLayout(row(self._title, self.next, self.more, stretch=0))
        layout.addWidget(chips)
        layout.addWidget(self.stages)
        layout.addWidget(self.banner)
        layout.addWidget(self.tabs, 1)
        self.setFocusProxy(self.tabs.row)
        for form in (self.form, self.following.form):
            form.draft.connect(partial(self._keep, form))
        self.letters.printing.connect(self.printing)
        Heed(desk, self, self.reload)
        desk.closing.connect(self.flush)

    def _pages(self) -> Iterator[tuple[str, QWidget]]:
        overview = QWidget()
        layout = column(overview, gap=12)
        layout.addWidget(self.clock)
        layout.addWidget(self._facts)
        yield "overview", overview
        yield "details", self.form
        yield "search", self.searching
        yield "letters", self.letters
        yield "follow", self.following

    def show_request(self, request: Request) -> None:
        """Show a request as the store holds it; what was being written in another one is kept first."""
        other = self.request is None or self.request.id != request.id
        if other:
            self.flush()
        store = self.desk.store
        found = store.find(Request, request.id) if store else None
        if found is None:
            return
        self.request = found
        for form in (self.form, self.following.form):
            if other or not form.values():
                form.set_values(found)
        self._draw(found)

    def reload(self) -> None:
        """Show what the store holds now, unless something is being typed."""
        if self.request is not None and self.desk.store is not None and not self.letters.writing:
            self.show_request(self.request)

    def _draw(self, request: Request) -> None:
        words = self.desk.words
        self._title.setText(title(self.desk, request))
        self._chips.clear()
        stage, due = Chip(self.desk, ""), Chip(self.desk, "")
        stage.set_cell(stage_cell(self.desk, request))
        due.set_cell(due_cell(self.desk, request))
        chips = [Chip(self.desk, ltr(request.code), "mute"), stage, due]
        if request.owner:
            chips.append(Chip(self.desk, auto(request.owner), "mute", "user"))
        if request.sample:
            chips.append(Chip(self.desk, words("ui.sample"), "info", "info"))
        for chip in chips:
            self._chips.addWidget(chip)
            chip.show()
        self.stages.set_current(bar_stage(request))
        act = next_act(request, self.desk.today())
        self.next.setVisible(bool(act))
        self.next.setText(words(f"request.act.{act}") if act else "")
        self.more.setEnabled(any(other_acts(self.desk, request)))
        self.form.setEnabled(request.erased_at is None)
        self.law.follow(request.law)
        self.clock.show_request(request)
        self._facts.show_request(request)
        self.searching.show_request(request)
        self.letters.show_request(request)
        self.following.show_request(request)
        self.tabs.set_count("beside", self.beside.show_record(request) or None)
        self.beside.files.setVisible(request.erased_at is None)
        for key, many in (
            ("search", request.places),
            ("letters", request.messages),
            ("follow", request.notices),
        ):
            self.tabs.set_count(key, len(many) or None)

    def act(self, name: str) -> None:
        """Ask what an act needs, and do it."""
        if self.request is None:
            return
        self.flush()
        start = {}
        if name == "extend" and (told := self.letters.last_sent("extension")) is not None:
            start = {"notified_at": told.sent_at}
        ActDialog(self.desk, name, self.request, self, start=start).open()

    def go_on(self) -> None:
        """Do what comes next."""
        if self.request is not None and (name := next_act(self.request, self.desk.today())):
            self.act(name)

    def open_menu(self) -> None:
        """Offer what else can be done."""
        if self.request is None:
            return
        menu = QMenu(self)
        menu.setAccessibleName(self.desk.words("request.more"))
        for name in other_acts(self.desk, self.request):
            chosen = menu.addAction(self.desk.words(f"request.act.{name}"))
            chosen.triggered.connect(lambda _=False, one=name: self.act(one))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _keep(self, form: RecordForm, values: dict[str, Any]) -> None:
        """Keep what was typed into the details; a draft saves itself."""
        if not values or self.request is None:
            return
        try:
            with self.desk.unit("edit-request") as unit:
                records.change(unit.get(Request, self.request.id), values)
        except Invalid as invalid:
            form.show_problems(invalid.problems)
        except Blocked as problem:
            self.banner.problem(problem)
        else:
            form.settle()
            form.show_problems({})

    def flush(self) -> None:
        """Keep what is being written, before it is left."""
        for part in (self.letters, self.form, self.following.form):
            part.flush()


def _roomy(widget: QWidget) -> QWidget:
    """Let a tab scroll, with room beside it for the scroll bar."""
    inner = QWidget()
    layout = column(inner, margin=12)
    layout.addWidget(widget)
    layout.addStretch(1)
    return scrolled(inner)
