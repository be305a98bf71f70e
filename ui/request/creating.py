"""A new request, with what starts its clock."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from data.errors import Blocked, Invalid
from data.request import Request
from desktop import records
from ui.desk import Desk
from ui.request.rights import LawsRights
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import column, row, scrolled
from ui.widgets.form import RecordForm
from ui.widgets.text import Label

_FIELDS = (
    "title", "received_at", "channel", "language", "law", "rights", "words", "requester_name", "requester_email",
    "requester_phone", "subject_name", "relationship", "authority_proof", "owner",
)  # fmt: skip


class NewRequest(QDialog):
    """Asks for what a request cannot do without; `added` gives its id."""

    added = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        words = desk.words
        self.setWindowTitle(words("request.new"))
        self.resize(desk.theme.px(720), desk.theme.px(640))
        self.form = RecordForm(desk, Request, only=_FIELDS)
        law = desk.pack.code if desk.pack else ""
        self.form.set_values(
            {"received_at": desk.now(), "law": law, "language": desk.lang, "relationship": "self"}
        )
        LawsRights(self.form).follow(law)
        self.banner = Banner(desk)
        self.yes = Button(desk, words("request.create"), kind="primary", act=self.keep)
        self.cancel = Button(desk, words("ui.cancel"), act=self.reject)
        self.yes.setDefault(True)
        layout = column(self, gap=16, margin=24)
        layout.addWidget(Label(words("request.new"), "page"))
        layout.addWidget(scrolled(self.form), 1)
        layout.addWidget(self.banner)
        layout.addLayout(row(None, self.cancel, self.yes))
        self.form.focus_first()

    def keep(self) -> None:
        """Register the request; its dates follow from its law."""
        values = {name: editor.value() for name, editor in self.form.editors.items()}
        if wrong := self.form.unreadable():
            self.form.show_problems(wrong)
            return
        try:
            with self.desk.unit("new-request") as unit:
                key = records.create(unit, Request, values).id
        except Invalid as invalid:
            self.form.show_problems(invalid.problems)
        except Blocked as problem:
            self.banner.problem(problem)
        else:
            self.accept()
            self.added.emit(key)
