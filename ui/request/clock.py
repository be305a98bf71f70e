"""The clock card: the law's dates and the policy's own, where each comes from, and which leads."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from data.request import Pause, Request
from desktop import request_clocks as clocks
from desktop.holidays import days_off
from desktop.law.clocks import Deadline
from desktop.law.explain import why
from desktop.law.pack import Pack
from ui.desk import Desk
from ui.request.acting import pack_of
from ui.request.looks import due_cell
from ui.widgets.card import Card, Facts, column
from ui.widgets.chip import Chip
from ui.widgets.text import Label, auto, ltr


class ClockCard(QWidget):
    """Follows one request."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._layout = column(self, gap=8)
        self._card: Card | None = None

    def show_request(self, request: Request) -> None:
        """Draw the dates of a request anew."""
        if self._card is not None:
            self._layout.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
        words = self.desk.words
        card = Card(words("request.clock.title"))
        self._card = card
        leading = Chip(self.desk, "")
        leading.set_cell(due_cell(self.desk, request))
        card.head.addWidget(leading)
        facts = Facts(self.desk)
        pack, store = pack_of(self.desk, request), self.desk.store
        if pack is not None and store is not None:
            self._fill(facts, request, pack, clocks.timing(request, days_off(store, request.law)))
        card.body.addWidget(facts)
        for text, tone in self._remarks(request, pack):
            card.body.addWidget(Label(text, "body", tone, wraps=True))
        self._layout.addWidget(card)

    def _fill(self, facts: Facts, request: Request, pack: Pack, timing: clocks.Timing) -> None:
        words = self.desk.words
        facts.add(words("request.clock.received"), self._moment_of(request))
        for said, rights in self._by_answer(request, pack, timing).items():
            facts.add(words("request.clock.statutory"), _lines(words.joined(rights), said))
        if request.extended_due is not None and request.extensions:
            extension = request.extensions[-1]
            ground = pack.extension_grounds.get(extension.ground)
            said = ground.text(self.desk.lang) if ground else ""
            told = words("request.clock.told", date=self._said(extension.notified_at))
            due = self.desk.calendar.both(self.desk.local(request.extended_due).date())
            leads = self._leads(request, request.extended_due)
            facts.add(words("request.clock.extended"), _lines(due, said, auto(extension.reason), told, leads))
        for pause in request.pauses:
            facts.add(words("request.clock.stood-still"), self._stood_still(pause, pack))
        for promise in timing.promises:
            source = words("request.clock.source", source=ltr(promise.source))
            kind = words(f"choice.promise.{promise.kind}")
            silent = "" if promise.deadline.due else words("request.clock.silent-promise")
            said = self._dated(request, promise.deadline, _lines(silent, source))
            facts.add(words("request.clock.promise"), _lines(kind, said))

    def _by_answer(self, request: Request, pack: Pack, timing: clocks.Timing) -> dict[str, list[str]]:
        """Put rights that the law answers alike together: what it says, with their names."""
        found: dict[str, list[str]] = {}
        for right, deadline in timing.rights.items():
            named = pack.rights.items.get(right)
            name = named.name.text(self.desk.lang) if named else self.desk.words(f"choice.right.{right}")
            said = self._dated(request, deadline, why(deadline, pack, self.desk.words))
            found.setdefault(said, []).append(name)
        return found

    def _stood_still(self, pause: Pause, pack: Pack) -> str:
        ground = pack.pause_grounds.get(pause.ground)
        since, until = self._said(pause.paused_at), self._said(pause.resumed_at)
        span = "between" if until else "since"
        said = self.desk.words(f"request.clock.{span}", since=since, until=until)
        return _lines(said, ground.text(self.desk.lang) if ground else "")

    def _said(self, moment: datetime | None) -> str:
        return self.desk.calendar.moment(self.desk.local(moment)) if moment else ""

    def _leads(self, request: Request, due: datetime | None) -> str:
        return self.desk.words("request.clock.leads") if due and due == clocks.lead_due(request) else ""

    def _moment_of(self, request: Request) -> str:
        if request.received_at is None:
            return ""
        local = self.desk.local(request.received_at)
        return _lines(self.desk.calendar.moment(local), self.desk.calendar.hijri(local.date()) or "")

    def _dated(self, request: Request, deadline: Deadline, source: str) -> str:
        day = self.desk.calendar.both(deadline.due_date) if deadline.due_date else ""
        return _lines(day, source, self._leads(request, deadline.due))

    def _remarks(self, request: Request, pack: Pack | None) -> list[tuple[str, str]]:
        words = self.desk.words
        found = []
        late = clocks.days_late(request, self.desk.now())
        if late and request.answered_at is not None:
            found.append((words("request.clock.late", n=late), "danger"))
        if clocks.awaited(request) is not None:
            found.append((words("request.clock.waiting"), "info"))
        if clocks.paused(request):
            found.append((words("request.clock.paused"), "info"))
        if pack is not None:
            silence = (rule.text(self.desk.lang) for rule in pack.request.silence.values())
            found += [(words("request.clock.silence", rule=rule), "third") for rule in silence]
        return found


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
