"""The whole record of a breach to be written on, in a sheet of its own; what is typed keeps itself."""

from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from data.breach import Breach
from data.errors import Blocked, Invalid
from desktop import records
from ui.desk import Desk
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import column, row, scrolled
from ui.widgets.form import RecordForm
from ui.widgets.text import Label, auto

_SIZE = (820, 640)
LEAVE = ("state", "severity_note")


class RecordSheet(QDialog):
    """Every field of one breach."""

    def __init__(self, desk: Desk, breach: Breach, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self._id = desk, breach.id
        self.setWindowTitle(desk.words("breach.edit"))
        self.resize(desk.theme.px(_SIZE[0]), desk.theme.px(_SIZE[1]))
        self.form = RecordForm(desk, Breach, leave=LEAVE)
        self.form.set_values(breach)
        self.form.draft.connect(self._keep)
        self.banner = Banner(desk)
        inner = QWidget()
        column(inner, margin=12).addWidget(self.form)
        layout = column(self, gap=12, margin=24)
        layout.addWidget(Label(auto(breach.title), "record", wraps=True))
        layout.addWidget(scrolled(inner), 1)
        layout.addWidget(self.banner)
        self.done_button = Button(desk, desk.words("ui.close"), kind="primary", act=self.accept)
        layout.addLayout(row(None, self.done_button))
        self.form.focus_first()
        self.finished.connect(self.deleteLater)

    def done(self, result: int) -> None:
        """Keep what was typed last; stay where it cannot be kept as long as the officer wants to go on."""
        self.form.flush()
        super().done(result)

    def _keep(self, values: dict[str, Any]) -> None:
        if not values:
            return
        try:
            with self.desk.unit("edit-breach") as unit:
                records.change(unit.get(Breach, self._id), values)
        except Invalid as invalid:
            self.form.show_problems(invalid.problems)
        except Blocked as problem:
            self.banner.problem(problem)
        else:
            self.banner.clear()
            self.form.settle()
            self.form.show_problems({})
