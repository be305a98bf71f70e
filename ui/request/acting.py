"""A dialog for any act on a request: its questions, what the law says beside them, and its one button."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from data.errors import Blocked, Invalid
from data.fields import Field
from data.request import Request
from desktop.act import Act
from desktop.law.loading import load_packs
from desktop.law.pack import Pack
from desktop.request import refusal_grounds
from desktop.request_acts import ACTS
from desktop.request_notes import notes
from ui.desk import Desk
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import column, row
from ui.widgets.choosing import Combo
from ui.widgets.editor import Editor
from ui.widgets.editors import editor
from ui.widgets.text import Label

BY_NAME: Mapping[str, Act] = {act.name: act for act in ACTS}
_NOW = frozenset({"answered_at", "notified_at"})


def pack_of(desk: Desk, request: Request) -> Pack | None:
    """Find the law of a request, with what the organisation changed in it."""
    return load_packs(desk.store.folder).get(request.law) if desk.store else None


class GroundEditor(Editor):
    """One of the grounds that the law lists, in its words."""

    def __init__(self, desk: Desk, field: Field, options: Sequence[tuple[str, str]]) -> None:
        super().__init__(desk, field)
        self.combo = Combo(desk)
        self.combo.offer(options)
        self.combo.activated.connect(lambda _: self.edited.emit())
        self.take(self.combo)

    def value(self) -> str:
        """Read the chosen ground."""
        return str(self.combo.currentData() or "")

    def set_value(self, value: object) -> None:
        """Choose a ground."""
        self.combo.choose(str(value or ""))


def grounds(desk: Desk, name: str, pack: Pack) -> list[tuple[str, str]]:
    """List the grounds of an act with the law's words and article."""
    listed: Mapping[str, Any] = {
        "extend": pack.extension_grounds,
        "pause": pack.pause_grounds,
        "refuse": refusal_grounds(pack),
    }[name]
    return [
        (key, f"{rule.text(desk.lang)} ({pack.cite(rule.article, desk.lang)})" if rule else _other(desk))
        for key, rule in listed.items()
    ]


def _other(desk: Desk) -> str:
    return desk.words("request.ground-other")


class ActDialog(QDialog):
    """Asks what an act needs and does it on one record or several, as one undoable unit."""

    def __init__(  # noqa: PLR0913  # an act, and what it is done on and begun with
        self,
        desk: Desk,
        name: str,
        request: Request,
        parent: QWidget | None = None,
        *,
        keys: Sequence[str] = (),
        start: Mapping[str, Any] | None = None,
        given: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk, self.act, self.request = desk, BY_NAME[name], request
        self._keys = list(keys) or [request.id]
        self._given = dict(given or {})  # what is settled is not asked
        words = desk.words
        said = words(f"request.act.{name}")
        self.setWindowTitle(said)
        self.setMinimumWidth(desk.theme.px(520))
        self.banner = Banner(desk)
        self.editors: dict[str, Editor] = {}
        layout = column(self, gap=12, margin=24)
        layout.addWidget(Label(said, "page"))
        pack = pack_of(desk, request)
        for note in notes(name, pack, words) if pack else ():
            layout.addWidget(Label(note, "body", "warn", wraps=True))
        for asked, field in self.act.asks.items():
            if asked not in self._given:
                layout.addWidget(self._cell(asked, field))
        layout.addWidget(self.banner)
        kind = "danger" if self.act.final and name == "erase" else "primary"
        self.yes = Button(desk, said, kind=kind, act=self.do)
        self.no = Button(desk, words("ui.cancel"), act=self.reject)
        self.yes.setDefault(True)
        layout.addLayout(row(None, self.no, self.yes))
        for asked, value in (start or {}).items():
            self.editors[asked].set_value(value)
        first: QWidget = next(iter(self.editors.values()), self.yes)
        first.setFocus()

    def _cell(self, name: str, field: Field) -> QWidget:
        words = self.desk.words
        pack = pack_of(self.desk, self.request)
        made: Editor
        if name == "ground" and pack is not None:
            made = GroundEditor(self.desk, field, grounds(self.desk, self.act.name, pack))
        else:
            made = editor(self.desk, field)
        said = words(f"request.ask.{name}")
        made.name(said)
        if name in _NOW:
            made.set_value(self.desk.now())
        cell = QWidget()
        layout = column(cell, gap=4)
        above = Label(words("form.required", name=said) if field.required else said, "caption", "second")
        above.setBuddy(made)
        layout.addWidget(above)
        layout.addWidget(made)
        self.editors[name] = made
        return cell

    def values(self) -> dict[str, Any]:
        """Read what was typed; what was left empty is left out."""
        read = {name: made.value() for name, made in self.editors.items() if not made.unreadable()}
        return self._given | {name: value for name, value in read.items() if value not in (None, "", [])}

    def problems(self) -> dict[str, str]:
        """Find what is missing or cannot be read: names with message keys."""
        given = self.values()
        missing = (name for name, field in self.act.asks.items() if field.required and name not in given)
        wrong = {name: key for name, made in self.editors.items() if (key := made.unreadable())}
        return dict.fromkeys(missing, "required") | wrong

    def do(self) -> None:
        """Do the act, or say what keeps it from being done."""
        if problems := self.problems():
            self._show(Invalid(problems))
            return
        given = self.values()
        try:
            with self.desk.unit(self.act.name) as unit:
                for key in self._keys:
                    self.act.run(unit, unit.get(Request, key), **given)
        except Invalid as invalid:
            self._show(invalid)
        except Blocked as problem:
            self.banner.problem(problem)
        else:
            self.accept()

    def _show(self, invalid: Invalid) -> None:
        for name, made in self.editors.items():
            wrong = invalid.problems.get(name, "")
            made.problem(self.desk.words.first(f"problem.{wrong}", "problem.other") if wrong else "")
        if not set(invalid.problems) & set(self.editors):
            self.banner.problem(invalid)


def ask_act(dialog: ActDialog) -> None:
    """Show a dialog that goes by itself."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
