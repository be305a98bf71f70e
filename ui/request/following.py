"""What is still to be done with others: places to search, recipients to tell."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from data.request import OnwardNotice, Request, SearchPlace
from data.sharing import Party
from desktop.followup import duties, recipients
from desktop.request_clocks import is_running
from ui.desk import Desk
from ui.request.acting import ActDialog, pack_of
from ui.widgets.button import Button
from ui.widgets.card import Section, clear, column, row
from ui.widgets.chip import Chip
from ui.widgets.form import RecordForm
from ui.widgets.text import Label, auto, joined

BESIDE = ("restriction", "backups_note")  # what is decided beside the recipients
_PLACE = ("result", "found", "party", "flow", "activity", "redacted")
_RESULTS = {"found": ("info", "search"), "nothing": ("ok", "check"), "pending": ("soon", "hourglass")}


class _List(QWidget):
    """A heading with buttons, and a row to each thing below it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.request: Request | None = None
        self.about = Label("", "body", "second", wraps=True)
        self.bar: QHBoxLayout = row()
        self.rows = column(gap=8)
        self.whole = column(self, gap=12)
        self.whole.addWidget(self.about)
        self.whole.addLayout(self.bar)
        self.whole.addLayout(self.rows)
        self.whole.addStretch(1)

    def _button(self, key: str, icon: str, act: Callable[[], object]) -> Button:
        button = Button(self.desk, self.desk.words(key), icon=icon, act=act)
        self.bar.addWidget(button)
        return button

    def _clear(self) -> None:
        clear(self.rows)

    def _row(self, text: str, second: str, chip: Chip, *buttons: Button) -> None:
        line = QWidget()
        words = column(gap=0)
        words.addWidget(Label(text, "emphasis", wraps=True))
        if second:
            words.addWidget(Label(second, "caption", "third", wraps=True))
        beside = row(chip, *buttons)
        whole = QHBoxLayout(line)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(words, 1)
        whole.addLayout(beside)
        self.rows.addWidget(line)


class Searching(_List):
    """The places that are searched for the person's data, and what was found in each."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.about.setText(desk.words("request.search.about"))
        self.propose = self._button("request.act.propose-places", "list-checks", self.fill)
        self.more = self._button("request.act.search", "plus", self.begin)
        self.bar.addStretch(1)

    def fill(self) -> None:
        """List every recipient of the sharing inventory."""
        if self.request is not None:
            ActDialog(self.desk, "propose-places", self.request, self).open()

    def begin(self, place: SearchPlace | None = None) -> None:
        """Note what was found in a place."""
        if self.request is not None:
            start = {name: getattr(place, name) for name in _PLACE} if place else {"result": "pending"}
            given = {"place": place.id} if place else {}
            title = f"{self.desk.words('request.search.note')}: {auto(place.name)}" if place else ""
            ActDialog(self.desk, "search", self.request, self, start=start, given=given, title=title).open()

    def show_request(self, request: Request) -> None:
        """Draw the places of a request."""
        self.request = request
        self._clear()
        words = self.desk.words
        for place in request.places:
            tone, icon = _RESULTS.get(place.result, ("mute", "circle-minus"))
            chip = Chip(self.desk, words(f"choice.search_result.{place.result}"), tone, icon)
            note = words("request.search.redacted") if place.redacted else ""
            button = Button(
                self.desk, words("request.search.note"), icon="pencil", act=partial(self.begin, place)
            )
            self._row(auto(place.name), joined(auto(place.found), note), chip, button)


class Following(_List):
    """The recipients that must be told, each ticked off with date and proof; restriction and backups beside them.

    What is typed into `form` is kept by whoever owns the request's drafts.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.more = self._button("request.act.add-recipient", "plus", self.begin_more)
        self.bar.addStretch(1)
        self.form = RecordForm(desk, Request, only=BESIDE, later=True)
        beside = Section(desk.words("request.follow.beside"))
        beside.body.addWidget(self.form)
        self.whole.insertWidget(0, beside)

    def begin_more(self) -> None:
        """Add a recipient."""
        if self.request is not None:
            ActDialog(self.desk, "add-recipient", self.request, self).open()

    def begin(self, notice: OnwardNotice) -> None:
        """Tick a recipient off."""
        if self.request is not None:
            ActDialog(self.desk, "tell", self.request, self, given={"party": notice.party}).open()

    def show_request(self, request: Request) -> None:
        """Draw the recipients of a request."""
        self.request = request
        self._clear()
        words, store = self.desk.words, self.desk.store
        pack = pack_of(self.desk, request)
        rules = duties(request, pack) if pack is not None else {}
        said = [
            words(
                "request.follow.rule",
                rule=rule.text(self.desk.lang),
                article=pack.cite(rule.article, self.desk.lang),
            )
            for rule in rules.values()
            if rule is not None and pack is not None
        ]
        self.about.setText("\n".join(said) or words("request.follow.about"))
        keys = [notice.party for notice in request.notices if notice.party]
        names = store.names(Party, keys) if store else {}
        for notice in request.notices:
            named = self._named(names.get(notice.party or ""))
            if notice.told_at is not None:
                when = self.desk.calendar.moment(self.desk.local(notice.told_at))
                chip = Chip(self.desk, words("request.follow.told"), "ok", "check")
                self._row(auto(named), joined(when, auto(notice.proof)), chip)
            else:
                button = Button(
                    self.desk, words("request.act.tell"), icon="check", act=partial(self.begin, notice)
                )
                chip = Chip(self.desk, words("request.follow.untold"), "soon", "hourglass")
                self._row(auto(named), "", chip, button)
        self._show_later(request, rules)
        self.more.setEnabled(request.answered_at is not None and request.closed_at is None)
        self.form.setEnabled(request.erased_at is None)

    def _show_later(self, request: Request, rules: Mapping[str, object]) -> None:
        """Say beforehand who will have to be told once the request is answered."""
        store = self.desk.store
        if store is None or not rules or not is_running(request):
            return
        listed = {notice.party for notice in request.notices}
        keys = [key for key in recipients(store, self.desk.today()) if key not in listed]
        names = store.names(Party, keys)
        for key in keys:
            chip = Chip(self.desk, self.desk.words("request.follow.later"), "mute", "clock")
            self._row(auto(self._named(names.get(key))), "", chip)

    def _named(self, party: object) -> str:
        return self.desk.words.either(party.name_ar, party.name_en) if isinstance(party, Party) else ""
