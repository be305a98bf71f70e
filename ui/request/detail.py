"""One request: where it stands, its clocks, what to do next, and all that hangs on it."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from data.errors import Blocked, Invalid
from data.fields import fields_of
from data.request import Request
from desktop import records
from desktop import request_clocks as clocks
from desktop.request import refusal_grounds
from desktop.show import label
from ui.desk import Desk
from ui.request.acting import ActDialog, ask_act, pack_of
from ui.request.clock import ClockCard
from ui.request.following import Following, Searching
from ui.request.letters import Letters
from ui.request.looks import STAGES, bar_stage, due_cell, stage_cell, title
from ui.widgets.banner import Banner
from ui.widgets.beside import Beside
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Facts, column, row, scrolled
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow
from ui.widgets.form import RecordForm
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
_FACTS = (
    "rights", "channel", "words", "requester_name", "requester_email", "requester_phone", "subject_name",
    "relationship", "authority_proof", "identity_method", "identity_result", "identity_at", "owner", "answered_at",
    "outcome", "refusal_reason", "restriction", "keep_until", "erased_at",
)  # fmt: skip


def next_act(request: Request) -> str:
    """Name the act that brings a request on; one that is over can be opened again, or erased."""
    if request.closed_at is not None:
        return "" if request.erased_at is not None else "erase"
    return _NEXT[request.stage]


def other_acts(desk: Desk, request: Request) -> Iterator[str]:
    """Name what else can be done with a request now."""
    if request.erased_at is not None:
        return
    pack = pack_of(desk, request)
    if clocks.is_running(request):
        if request.stage == "search":
            yield "answer"
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
        self.form = RecordForm(desk, Request, leave=("keep_until",))
        self.searching, self.letters, self.following = Searching(desk), Letters(desk), Following(desk)
        self.beside = Beside(desk)
        self._facts = column()
        self.tabs = Tabs(desk, words("request.title"))
        for key, widget in self._pages():
            self.tabs.add(key, words(f"request.tab.{key}"), _roomy(widget))
        self.tabs.add("beside", words("beside.title"), _roomy(self.beside))
        layout = column(self, gap=8)
        layout.addLayout(row(self._title, self.next, self.more, stretch=0))
        layout.addWidget(chips)
        layout.addWidget(self.stages)
        layout.addWidget(self.banner)
        layout.addWidget(self.tabs, 1)
        self.setFocusProxy(self.tabs.row)
        self.form.draft.connect(self._keep)
        self.letters.printing.connect(self.printing)
        desk.kept.connect(self.reload)
        desk.closing.connect(self.flush)

    def _pages(self) -> Iterator[tuple[str, QWidget]]:
        overview = QWidget()
        layout = column(overview, gap=12)
        layout.addWidget(self.clock)
        layout.addLayout(self._facts)
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
        if other or not self.form.values():
            self.form.set_values(found)
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
        act = next_act(request)
        self.next.setVisible(bool(act))
        self.next.setText(words(f"request.act.{act}") if act else "")
        self.more.setEnabled(any(other_acts(self.desk, request)))
        self.form.setEnabled(request.erased_at is None)
        self.clock.show_request(request)
        self._draw_facts(request)
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
            self.tabs.set_count(key, len(many))

    def _draw_facts(self, request: Request) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        facts = Facts(self.desk)
        words = self.desk.words
        fields = {field.name: field for field in fields_of(Request)}
        for name in _FACTS:
            value = getattr(request, name)
            if value is not False:
                facts.add(label(words, "request", name), self.desk.show(fields[name], value))
        pack = pack_of(self.desk, request)
        if request.refusal_ground and pack is not None:
            rule = refusal_grounds(pack).get(request.refusal_ground)
            said = rule.text(self.desk.lang) if rule else words("request.ground-other")
            facts.add(words("request.ask.ground"), said)
        self._facts.addWidget(facts)

    def act(self, name: str) -> None:
        """Ask what an act needs, and do it."""
        if self.request is not None:
            self.flush()
            ask_act(ActDialog(self.desk, name, self.request, self))

    def go_on(self) -> None:
        """Do what comes next."""
        if self.request is not None and (name := next_act(self.request)):
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

    def _keep(self, values: dict[str, Any]) -> None:
        """Keep what was typed into the details; a draft saves itself."""
        if not values or self.request is None:
            return
        try:
            with self.desk.unit("edit-request") as unit:
                records.change(unit.get(Request, self.request.id), values)
        except Invalid as invalid:
            self.form.show_problems(invalid.problems)
        except Blocked as problem:
            self.banner.problem(problem)
        else:
            self.form.settle()
            self.form.show_problems({})

    def flush(self) -> None:
        """Keep what is being written, before it is left."""
        self.letters.flush()
        self.form.flush()


def _roomy(widget: QWidget) -> QWidget:
    """Let a tab scroll, with room beside it for the scroll bar."""
    inner = QWidget()
    layout = column(inner, margin=12)
    layout.addWidget(widget)
    layout.addStretch(1)
    return scrolled(inner)
