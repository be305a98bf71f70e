"""The letters of a request: drafted from templates, edited, sent and frozen; and what came in."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from data.errors import Blocked
from data.request import Message, Request
from desktop import letters as rules
from ui.desk import Desk
from ui.request.acting import ActDialog
from ui.widgets.attached import Attached
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card, clear, column, row
from ui.widgets.chip import Chip
from ui.widgets.dialogs import confirm
from ui.widgets.flow import Flow
from ui.widgets.form import RecordForm
from ui.widgets.text import Label, joined, ltr

_HASH = 16


class Letters(QWidget):
    """Follows one request; drafts save themselves as they are typed."""

    printing = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.request: Request | None = None
        self.forms: dict[str, RecordForm] = {}
        self.banner = Banner(desk)
        words = desk.words
        bar = QWidget()
        self._bar = Flow(bar)
        self.new = Button(desk, words("request.letter.new"), icon="plus", kind="primary", act=self.begin)
        self.log = Button(desk, words("request.letter.log"), icon="inbox", act=self.begin_log)
        for button in (self.new, self.log):
            self._bar.addWidget(button)
        layout = column(self, gap=12)
        layout.addWidget(bar)
        layout.addWidget(self.banner)
        self._list = column(gap=12)
        layout.addLayout(self._list)
        layout.addStretch(1)

    def begin(self) -> None:
        """Choose a letter to write."""
        if self.request is not None:
            start = {"kind": self._next(self.request), "language": self.request.language}
            ActDialog(self.desk, "write-letter", self.request, self, start=start).open()

    def begin_log(self) -> None:
        """Take down a message that came in."""
        if self.request is not None:
            ActDialog(self.desk, "receive-message", self.request, self).open()

    @staticmethod
    def _next(request: Request) -> str:
        """Guess the letter that is due next."""
        if request.stage == "refused":
            return "refusal"
        if request.extensions and not any(one.kind == "extension" for one in request.messages):
            return "extension"
        by_stage = {"receipt": "receipt", "identity": "identity", "search": "clarification"}
        return by_stage.get(request.stage, "answer")

    def show_request(self, request: Request) -> None:
        """Draw the letters of a request, the newest first."""
        self.request = request
        self.forms.clear()
        clear(self._list)
        open_ = request.erased_at is None
        self.new.setEnabled(open_)
        self.log.setEnabled(open_)
        for message in reversed(request.messages):
            self._list.addWidget(self._card(message))

    def _card(self, message: Message) -> Card:
        words = self.desk.words
        card = Card(words(f"choice.letter.{message.kind}"))
        tone, key = _state(message)
        card.head.addWidget(Chip(self.desk, words(f"request.letter.{key}"), tone))
        if message.direction == "out" and message.sent_at is None:
            form = RecordForm(self.desk, Message, only=_editable(message))
            form.set_values(message)
            form.draft.connect(lambda values, key=message.id: self._keep(key, values))
            self.forms[message.id] = form
            card.body.addWidget(form)
            card.body.addWidget(self._files(message))
            send = Button(
                self.desk, words("request.letter.send"), icon="send", kind="primary",
                act=lambda: self.send(message),
            )  # fmt: skip
            card.body.addLayout(row(self._print(message), None, send))
            return card
        at = message.happened_at or message.sent_at
        when = self.desk.calendar.moment(self.desk.local(at)) if at else ""
        channel = words(f"choice.request_channel.{message.channel}") if message.channel else ""
        digest = ltr(message.content_hash[:_HASH])
        card.body.addWidget(Label(joined(when, channel, digest), "caption", "third", wraps=True))
        for text in (message.subject, message.body_ar, message.body_en):
            if text:
                card.body.addWidget(Label(text, wraps=True))
        card.body.addWidget(self._files(message))
        if message.direction == "out":
            card.body.addLayout(row(self._print(message), None))
        return card

    def _files(self, message: Message) -> Attached:
        """Show what goes or came with a letter; what was sent with one stays as it was."""
        sent = message.sent_at is not None
        files = Attached(self.desk, self.desk.words("request.letter.enclose"), stays=sent)
        there = files.show_record(message)
        files.way.setVisible(not sent)
        files.setVisible(bool(there) or not sent)
        return files

    def last_sent(self, kind: str) -> Message | None:
        """Find the newest letter of a kind that was sent."""
        written = reversed(self.request.messages) if self.request is not None else ()
        return next((one for one in written if one.kind == kind and one.sent_at is not None), None)

    def _print(self, message: Message) -> Button:
        said = self.desk.words("request.letter.print")
        return Button(self.desk, said, icon="printer", act=lambda: self.printing.emit(message.id))

    def _keep(self, key: str, values: dict[str, Any]) -> None:
        if not values:
            return
        try:
            with self.desk.unit("edit-letter") as unit:
                rules.edit(unit, unit.get(Message, key), **values)
        except Blocked as problem:
            self.banner.problem(problem)

    def send(self, message: Message) -> None:
        """Freeze a letter as it was sent, once the officer has said so."""
        words = self.desk.words
        self.flush()
        asked = (words("request.letter.send-title"), words("request.letter.send-about"))
        if not confirm(self.desk, self, *asked, words("request.letter.send"), danger=False):
            return
        try:
            with self.desk.unit("send-letter") as unit:
                rules.send(unit, unit.get(Message, message.id))
        except Blocked as problem:
            self.banner.problem(problem)

    @property
    def writing(self) -> bool:
        """Whether something typed is not kept yet."""
        return any(form.values() for form in self.forms.values())

    def flush(self) -> None:
        """Keep what is being written."""
        for form in list(self.forms.values()):
            form.flush()


def _state(message: Message) -> tuple[str, str]:
    if message.direction == "in":
        return "info", "incoming"
    return ("ok", "sent") if message.sent_at else ("soon", "draft")


def _editable(message: Message) -> tuple[str, ...]:
    bodies = {"ar": ("body_ar",), "en": ("body_en",)}.get(message.language, ("body_ar", "body_en"))
    return ("subject", "channel", *bodies)
