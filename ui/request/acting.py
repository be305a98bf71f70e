"""A dialog for any act on a request: its questions, what the law says beside them, and its one button."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from data.errors import Invalid
from data.fields import Field
from data.request import Request
from data.unit import Unit
from desktop.act import Act
from desktop.law.loading import load_packs
from desktop.law.pack import Pack
from desktop.request import refusal_grounds
from desktop.request_acts import ACTS
from desktop.request_notes import notes
from ui.desk import Desk
from ui.widgets import asking
from ui.widgets.card import column
from ui.widgets.choosing import Combo
from ui.widgets.editor import Editor
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


class _Form(asking.ActForm):
    """Asks in the words of requests; grounds are those of the law."""

    def __init__(  # noqa: PLR0913  # the parts of a form, and the law
        self,
        desk: Desk,
        name: str,
        pack: Pack | None,
        asks: Mapping[str, Field],
        *,
        about: QWidget | None,
        start: Mapping[str, Any],
    ) -> None:
        self._name, self._pack = name, pack
        super().__init__(desk, "request", asks, about=about, start=start)

    def _named(self, key: str) -> str:
        return self.desk.words(f"request.ask.{key}")

    def _editor(self, key: str, field: Field) -> Editor:
        if key == "ground" and self._pack is not None:
            return GroundEditor(self.desk, field, grounds(self.desk, self._name, self._pack))
        return super()._editor(key, field)


class ActDialog(asking.ActDialog):
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
        title: str = "",
    ) -> None:
        self.act, self.pack = BY_NAME[name], pack_of(desk, request)
        self._keys = list(keys) or [request.id]
        self._given = dict(given or {})  # what is settled is not asked
        said = desk.words(f"request.act.{name}")
        asked = {key: field for key, field in self.act.asks.items() if key not in self._given}
        begun = {key: desk.now() for key in _NOW if key in asked} | dict(start or {})
        form = _Form(desk, name, self.pack, asked, about=self._about(desk), start=begun)
        kind = "danger" if name == "erase" else "primary"
        super().__init__(desk, parent, name, title or said, form, self._do, yes=said, kind=kind)

    def _about(self, desk: Desk) -> QWidget | None:
        told = list(notes(self.act.name, self.pack, desk.words)) if self.pack else []
        if not told:
            return None
        about = QWidget()
        lines = column(about, gap=12)
        for note in told:
            lines.addWidget(Label(note, "body", "warn", wraps=True))
        return about

    def _do(self, unit: Unit, typed: Mapping[str, Any]) -> None:
        values = self._given | dict(typed)
        if missing := [key for key, field in self.act.asks.items() if field.required and key not in values]:
            raise Invalid(dict.fromkeys(missing, "required"))
        for key in self._keys:
            self.act.run(unit, unit.get(Request, key), **values)
