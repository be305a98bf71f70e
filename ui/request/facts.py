"""What is known of a request, line by line, with ways to the requests it repeats or is repeated by."""

from functools import partial

from PySide6.QtWidgets import QWidget

from data.fields import fields_of
from data.request import Request
from desktop.request import refusal_grounds
from desktop.show import label
from ui.desk import Desk
from ui.request.acting import pack_of
from ui.request.looks import title
from ui.widgets.button import Button
from ui.widgets.card import Facts, column
from ui.widgets.text import joined, ltr

_FACTS = (
    "rights", "channel", "language", "law", "words", "requester_name", "requester_email", "requester_phone",
    "subject_name", "relationship", "authority_proof", "identity_method", "identity_result", "identity_at",
    "complete_at", "owner", "answered_at", "outcome", "answer_channel", "refusal_reason", "restriction",
    "backups_note", "closed_at", "keep_until", "erased_at",
)  # fmt: skip


class RequestFacts(QWidget):
    """Follows one request."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._layout = column(self)
        self._facts: Facts | None = None

    def show_request(self, request: Request) -> None:
        """Draw the facts of a request anew."""
        if self._facts is not None:
            self._layout.removeWidget(self._facts)
            self._facts.hide()
            self._facts.deleteLater()
        facts, words = Facts(self.desk), self.desk.words
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
        for key, others in self._twins(request):
            for other in others:
                facts.add(words(f"request.{key}"), self._way(other))
        self._facts = facts
        self._layout.addWidget(facts)

    def _twins(self, request: Request) -> tuple[tuple[str, list[Request]], ...]:
        store = self.desk.store
        if store is None:
            return ()
        first = store.find(Request, request.duplicate_of) if request.duplicate_of else None
        later = store.all(Request, duplicate_of=request.id)
        return ("repeats", [first] if first else []), ("repeated-by", later)

    def _way(self, other: Request) -> QWidget:
        said = joined(ltr(other.code), title(self.desk, other))
        return Button(self.desk, said, kind="link", act=partial(self.desk.go, "requests", other.id))
