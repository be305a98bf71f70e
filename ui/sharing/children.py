"""What hangs on a record, a line each: certificates, further purposes, periods of keeping."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from data.base import Entry, Record
from data.errors import Blocked, Invalid
from data.fields import fields_of
from data.unit import Unit
from desktop import acts
from desktop.show import label
from ui.desk import Desk
from ui.widgets.asking import TALLEST
from ui.widgets.banner import Banner
from ui.widgets.button import Button, IconButton
from ui.widgets.card import bounded, clear, column, row
from ui.widgets.form import RecordForm
from ui.widgets.text import Label, auto, joined


class Asked(QDialog):
    """Asks for a record's fields and hands them over; what is wrong is said beside the field."""

    def __init__(  # noqa: PLR0913  # what is asked, and what becomes of it
        self,
        desk: Desk,
        parent: QWidget,
        title: str,
        record: type[Record],
        keep: Callable[[dict[str, Any]], object],
        *,
        only: tuple[str, ...] = (),
    ) -> None:
        super().__init__(parent)
        self._keep = keep
        self.setWindowTitle(title)
        self.setMinimumWidth(desk.theme.px(560))
        self.form = RecordForm(desk, record, only=only)
        if only:
            self.form.settle()  # what many are to have alike begins empty, and empty it changes nothing
        else:
            self.form.set_values({})
        self.banner = Banner(desk)
        yes = Button(desk, desk.words("sharing.keep"), kind="primary", act=self.keep)
        no = Button(desk, desk.words("ui.cancel"), act=self.reject)
        yes.setDefault(True)
        inner = QWidget()
        column(inner, margin=8).addWidget(self.form)
        self._area = bounded(inner, desk.theme.px(TALLEST), desk.theme.px(8))
        layout = column(self, gap=16, margin=24)
        layout.addWidget(Label(title, "page", wraps=True))
        layout.addWidget(self._area, 1)
        layout.addWidget(self.banner)
        layout.addLayout(row(None, no, yes))
        self.finished.connect(self.deleteLater)
        self.form.focus_first()

    def keep(self) -> None:
        """Hand over what was typed."""
        wrong = self.form.unreadable()
        if wrong:
            self._show(wrong)
            return
        try:
            self._keep(self.form.values())
        except Invalid as invalid:
            self._show(invalid.problems)
            if not set(invalid.problems) & set(self.form.editors):
                self.banner.problem(invalid)
        except Blocked as problem:
            self.banner.problem(problem)
        else:
            self.accept()

    def _show(self, problems: Mapping[str, str]) -> None:
        self.form.show_problems(problems)
        first = next((made for name, made in self.form.editors.items() if name in problems), None)
        if first is not None:
            self._area.ensureWidgetVisible(first)


class Children(QWidget):
    """Shows the children of one kind, adds and removes them through their acts."""

    def __init__(self, desk: Desk, kind: type[Record], link: str, add: Callable[..., object]) -> None:
        super().__init__()
        self.desk, self._kind, self._link, self._add = desk, kind, link, add
        self._owner: Entry | None = None
        self._name = kind.__tablename__.replace("_", "-")
        layout = column(self, gap=8)
        self._rows = column(gap=8)
        layout.addLayout(self._rows)
        button = Button(desk, desk.words(f"sharing.add-{self._name}"), icon="plus", act=self.begin)
        layout.addLayout(row(button, None))

    def show_record(self, owner: Entry) -> int:
        """Show what hangs on a record and tell how much it is."""
        self._owner = owner
        clear(self._rows)
        found: list[Record] = getattr(owner, self._link)
        for child in found:
            self._rows.addWidget(self._row(child))
        return len(found)

    def _row(self, child: Record) -> QWidget:
        box = QWidget()
        said = [
            joined(
                label(self.desk.words, child.__tablename__, one.name),
                auto(self.desk.show(one, getattr(child, one.name))),
            )
            for one in fields_of(type(child))
            if not one.fixed and getattr(child, one.name) not in (None, "", [], False)
        ]
        drop = IconButton(
            self.desk, "trash-2", self.desk.words("sharing.drop-child"), lambda: self._drop(child.id)
        )
        box.setLayout(row(Label("\n".join(said), wraps=True), drop, stretch=0))
        return box

    def begin(self) -> Asked:
        """Ask for a new one."""
        title = self.desk.words(f"sharing.add-{self._name}")
        dialog = Asked(self.desk, self, title, self._kind, self._take)
        dialog.open()
        return dialog

    def _take(self, values: dict[str, Any]) -> None:
        owner = self._owner
        if owner is not None:
            with self.desk.unit(f"add-{self._name}") as unit:
                self._add(unit, unit.get(type(owner), owner.id), **values)

    def _drop(self, key: str) -> None:
        with self.desk.unit(f"drop-{self._name}") as unit:
            drop(unit, self._kind, key)


def drop(unit: Unit, kind: type[Record], key: str) -> None:
    """Take one child off, through the act that its kind has."""
    for act in (one for group in acts.ACTS.values() for one in group):
        if act.target is kind and act.name.startswith("drop-"):
            act.run(unit, act.find(unit, key))
