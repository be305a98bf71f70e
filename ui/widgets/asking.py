"""A form, and a dialog around it, that ask for what an act needs, made from the fields the act declares."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from data.errors import Blocked, Invalid
from data.fields import Field
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


class ActForm(QWidget):
    """Asks for what one act needs. `table` says whose words name the fields; `about` is shown above them."""

    def __init__(
        self,
        desk: Desk,
        table: str,
        asks: Mapping[str, Field],
        *,
        about: QWidget | None = None,
        start: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__()
        self.desk, self._table = desk, table
        self.editors: dict[str, Editor] = {}
        form = column(self, gap=12)
        if about is not None:
            form.addWidget(about)
        for key, field in asks.items():
            form.addWidget(self._field(key, field))
        for key, value in (start or {}).items():
            self.editors[key].set_value(value)
        for made in self.editors.values():
            self.setFocusProxy(made)
            break

    def _field(self, key: str, field: Field) -> QWidget:
        words = self.desk.words
        said = self._named(key)
        made = self._editor(key, field)
        made.name(said)
        self.editors[key] = made
        cell = QWidget()
        layout = column(cell, gap=4)
        if not made.tells:
            above = Label(words("form.required", name=said) if field.required else said, "caption", "second")
            above.setBuddy(made)
            layout.addWidget(above)
        layout.addWidget(made)
        return cell

    def _named(self, key: str) -> str:
        return self.desk.words.first(*asked(self._table, key))

    def _editor(self, key: str, field: Field) -> Editor:
        del key
        return editor(self.desk, field)

    def values(self) -> dict[str, Any]:
        """Read what was answered; what was left empty is not in it."""
        read = {key: made.value() for key, made in self.editors.items()}
        return {key: value for key, value in read.items() if value not in (None, "", [])}

    def unreadable(self) -> dict[str, str]:
        """Find what was typed and cannot be read: names with message keys."""
        return {key: why for key, made in self.editors.items() if (why := made.unreadable())}

    def show_problems(self, problems: Mapping[str, str]) -> bool:
        """Say beside each field what is wrong and go to the first; tells whether one of these fields is meant."""
        words = self.desk.words
        for key, made in self.editors.items():
            why = problems.get(key, "")
            made.problem(words.first(f"problem.{why}", "problem.other") if why else "")
        first = next((key for key in self.editors if key in problems), "")
        if first:
            self.editors[first].setFocus()
        return bool(first)


class ActDialog(QDialog):
    """Asks, then acts in one unit; a refusal is told in the dialog, which stays open."""

    def __init__(  # noqa: PLR0913, PLR0917  # the parts of an act
        self,
        desk: Desk,
        parent: QWidget | None,
        name: str,
        title: str,
        form: ActForm,
        act: Callable[[Unit, dict[str, Any]], object],
        *,
        yes: str = "",
        kind: str = "primary",
    ) -> None:
        super().__init__(parent)
        self.desk, self.form, self._name, self._act = desk, form, name, act
        self.editors = form.editors
        self.setWindowTitle(title)
        self.setMinimumWidth(desk.theme.px(_WIDE))
        inner = QWidget()
        around = column(inner, margin=8)
        around.addWidget(form)
        around.addStretch(1)
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
        form.setFocus()
        self.finished.connect(self.deleteLater)

    def finish(self) -> None:
        """Do the act with what was typed."""
        if self.form.show_problems(self.form.unreadable()):
            return
        try:
            with self.desk.unit(self._name) as unit:
                self._act(unit, self.form.values())
        except Invalid as invalid:
            if not self.form.show_problems(invalid.problems):
                self.banner.problem(invalid)
        except Blocked as problem:
            self.banner.problem(problem)
        else:
            self.accept()
