"""A dialog that asks for what an act needs, made from the fields the act declares."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from data.errors import Blocked, Invalid
from data.fields import Field, Kind
from data.unit import Unit
from ui.desk import Desk
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import bounded, column, row
from ui.widgets.editor import Editor
from ui.widgets.editors import editor
from ui.widgets.text import Label

_WIDE, TALLEST = 560, 480


def asked(table: str, name: str) -> tuple[str, ...]:
    """List the keys under which what an act asks for is named, the nearest first."""
    return f"field.{table}.{name}", f"field.{name}", f"{table}.ask.{name}", f"ask.{name}"


class ActDialog(QDialog):
    """Asks, then acts in one unit; a refusal is told in the dialog, which stays open.

    `table` says whose words name the fields. `about` is shown above them.
    """

    def __init__(  # noqa: PLR0913, PLR0917  # the parts of an act
        self,
        desk: Desk,
        parent: QWidget | None,
        name: str,
        title: str,
        table: str,
        asks: Mapping[str, Field],
        act: Callable[[Unit, dict[str, Any]], object],
        *,
        about: QWidget | None = None,
        start: Mapping[str, Any] | None = None,
        yes: str = "",
        kind: str = "primary",
    ) -> None:
        super().__init__(parent)
        self.desk, self._name, self._act = desk, name, act
        self.setWindowTitle(title)
        self.setMinimumWidth(desk.theme.px(_WIDE))
        self.editors: dict[str, Editor] = {}
        inner = QWidget()
        form = column(inner, gap=12, margin=8)
        if about is not None:
            form.addWidget(about)
        for key, field in asks.items():
            form.addWidget(self._field(key, field, table))
        form.addStretch(1)
        for key, value in (start or {}).items():
            self.editors[key].set_value(value)
        self.banner = Banner(desk)
        self.yes = Button(desk, yes or title, kind=kind, act=self.finish)
        self.yes.setDefault(True)
        self.no = Button(desk, desk.words("ui.cancel"), act=self.reject)
        area = bounded(inner, desk.theme.px(TALLEST), desk.theme.px(40))
        layout = column(self, gap=16, margin=24)
        layout.addWidget(Label(title, "page", wraps=True))
        layout.addWidget(area, 1)
        layout.addWidget(self.banner)
        layout.addLayout(row(None, self.no, self.yes))
        for made in self.editors.values():
            made.setFocus()
            break
        self.finished.connect(self.deleteLater)

    def _field(self, key: str, field: Field, table: str) -> QWidget:
        words = self.desk.words
        said = self._named(key, table)
        made = self._editor(key, field)
        made.name(said)
        self.editors[key] = made
        cell = QWidget()
        layout = column(cell, gap=4)
        if field.kind is not Kind.FLAG:
            above = Label(words("form.required", name=said) if field.required else said, "caption", "second")
            above.setBuddy(made)
            layout.addWidget(above)
        layout.addWidget(made)
        return cell

    def _named(self, key: str, table: str) -> str:
        return self.desk.words.first(*asked(table, key))

    def _editor(self, key: str, field: Field) -> Editor:
        del key
        return editor(self.desk, field)

    def finish(self) -> None:
        """Do the act with what was typed."""
        wrong = {key: why for key, made in self.editors.items() if (why := made.unreadable())}
        if wrong:
            self._show(wrong)
            return
        values = {key: made.value() for key, made in self.editors.items()}
        try:
            with self.desk.unit(self._name) as unit:
                self._act(unit, {key: value for key, value in values.items() if value not in (None, "", [])})
        except Invalid as invalid:
            self._show(invalid.problems)
        except Blocked as problem:
            self.banner.problem(problem)
        else:
            self.accept()

    def _show(self, problems: Mapping[str, str]) -> None:
        words = self.desk.words
        for key, made in self.editors.items():
            why = problems.get(key, "")
            made.problem(words.first(f"problem.{why}", "problem.other") if why else "")
        first = next((key for key in self.editors if key in problems), "")
        if first:
            self.editors[first].setFocus()
        else:
            self.banner.problem(Invalid(problems))
