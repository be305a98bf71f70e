"""A policy that is written from the beginning."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from data.errors import Blocked, Invalid
from data.policy import Policy
from data.unit import Unit
from desktop import policy as rules
from desktop import templates
from ui.desk import Desk
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import column, row
from ui.widgets.choosing import Combo
from ui.widgets.form import RecordForm
from ui.widgets.text import Label

_FIELDS = ("title_ar", "title_en", "kind", "laws")


class NewPolicy(QDialog):
    """Asks for what a policy cannot do without; `added` gives its id."""

    added = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        words = desk.words
        self.setWindowTitle(words("policy.new-title"))
        self.setMinimumWidth(desk.theme.px(560))
        self.form = RecordForm(desk, Policy, only=_FIELDS)
        self.model = Combo(desk)
        self.model.setAccessibleName(words("policy.template.from"))
        laws = list(desk.store.organisation().laws) if desk.store else []
        self.form.set_values({"laws": laws})
        packs = [desk.packs[code] for code in dict.fromkeys([*laws, *desk.packs]) if code in desk.packs]
        blank = [("", words("policy.template.blank"))]
        self.model.offer(blank + [(one.code, words(f"choice.law.{one.code}")) for one in packs])
        self.banner = Banner(desk)
        self.yes = Button(desk, words("policy.form.create"), kind="primary", act=self.keep)
        self.cancel = Button(desk, words("policy.form.cancel"), act=self.reject)
        self.yes.setDefault(True)
        layout = column(self, gap=16, margin=24)
        layout.addWidget(Label(words("policy.new-title"), "page"))
        layout.addWidget(self.form)
        layout.addWidget(Label(words("policy.template.from"), "caption", "second"))
        layout.addWidget(self.model)
        layout.addWidget(Label(words("policy.template.about"), "caption", "third", wraps=True))
        layout.addWidget(self.banner)
        layout.addLayout(row(None, self.cancel, self.yes))
        self.form.focus_first()

    def keep(self) -> None:
        """Open the policy with a draft."""
        record = Policy(**{name: editor.value() for name, editor in self.form.editors.items()})
        try:
            with self.desk.unit("new-policy") as unit:
                self._open(unit, record)
        except Invalid as invalid:
            self.form.show_problems(invalid.problems)
        except Blocked as problem:
            self.banner.problem(problem)
        else:
            self.accept()
            self.added.emit(record.id)

    def _open(self, unit: Unit, record: Policy) -> None:
        """Open the policy empty, or with the model text of the chosen law."""
        store, law = self.desk.store, self.desk.packs.get(str(self.model.currentData()))
        if law is None or store is None:
            rules.new_policy(unit, record)
        else:
            templates.start(unit, record, law, store.organisation())
