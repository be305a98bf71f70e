"""What can be done with a record that was found: the acts on it and on what hangs on it, as the rules allow now."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from data.base import Entry, Record
from data.errors import Blocked, Invalid, NotAllowed
from data.fields import Kind, fields_of
from data.unit import Unit, walk
from desktop.act import Act
from desktop.acts import ACTS
from desktop.show import shown
from ui.desk import Desk
from ui.widgets.asking import ActDialog, ActForm, asked
from ui.widgets.dialogs import choose_file, confirm
from ui.widgets.text import auto, joined

_FEW = 4  # of one kind; steps and clauses are too many to choose from in a list
_TELLING = frozenset({Kind.CHOICE, Kind.LINE, Kind.CODE})
_WRITTEN = frozenset({Kind.LINE, Kind.TEXT})
_APART = frozenset({"detach", "assess", "search"})  # done where they can be seen


@dataclass(frozen=True, slots=True)
class Doing:
    """An act on a record: the entry, or a part of it that `about` names."""

    act: Act
    record: Record
    about: str = ""


class _TriedOut(Exception):  # noqa: N818  # not an error: it takes the trial back
    """Raised to undo an act that was only tried."""


def doings(desk: Desk, entry: Entry) -> list[Doing]:
    """List the acts that make sense on a record now, its own before those of its parts."""
    found = [
        Doing(act, record, "" if record is entry else _about(desk, record))
        for record in _parts(entry)
        for acts in ACTS.values()
        for act in acts
        if act.target is type(record) and act.name not in _APART and _sayable(desk, act)
    ]
    return [one for one in found if _allowed(desk, one)]


def _parts(entry: Entry) -> Iterator[Record]:
    kinds: dict[type[Record], list[Record]] = {}
    for one in walk(entry):
        kinds.setdefault(type(one), []).append(one)
    for many in kinds.values():
        if len(many) <= _FEW:
            yield from many


def _sayable(desk: Desk, act: Act) -> bool:
    table = act.target.__tablename__
    known = (name == "file" or any(key in desk.words for key in asked(table, name)) for name in act.asks)
    return all(known)


def _about(desk: Desk, record: Record) -> str:
    told = [
        shown(field, getattr(record, field.name), desk.words)
        for field in fields_of(type(record))
        if field.kind in _TELLING and (field.search or field.choices) and getattr(record, field.name)
    ]
    return joined(*(auto(one) for one in told[:2]))


def _allowed(desk: Desk, doing: Doing) -> bool:
    """Try an act that asks for no more than words and take it back; others are refused, if need be, in their dialog."""
    store, act = desk.store, doing.act
    needed = [field for field in act.asks.values() if field.required]
    if store is None or act.name == "attach" or any(field.kind not in _WRITTEN for field in needed):
        return store is not None
    try:
        with store.unit(desk.actor, desk.now(), act.name) as unit:
            _try(desk, unit, doing, {field.name: "…" for field in needed})
    except NotAllowed:
        return False
    except (Invalid, _TriedOut):
        pass
    return True


def _run(desk: Desk, unit: Unit, doing: Doing, values: dict[str, object]) -> None:
    act, record = doing.act, doing.record
    if act.law:
        values = values | {"packs": desk.packs}
    act.run(unit, unit.get(type(record), record.id), **values)
    unit.flush()


def _try(desk: Desk, unit: Unit, doing: Doing, values: dict[str, object]) -> None:
    _run(desk, unit, doing, values)
    raise _TriedOut


def perform(desk: Desk, doing: Doing, parent: QWidget) -> None:
    """Ask what an act needs, and do it."""
    words, act = desk.words, doing.act
    title = words(f"act.{act.name}")
    if act.name == "attach":
        file = choose_file(desk, parent, title)
        if file is not None:
            _do(desk, doing, {"file": str(file)})
    elif act.asks:
        form = ActForm(desk, act.target.__tablename__, act.asks)
        ActDialog(
            desk, parent, act.name, title, form, lambda unit, values: _run(desk, unit, doing, values)
        ).open()
    elif not act.final or confirm(desk, parent, title, doing.about, title):
        _do(desk, doing, {})


def _do(desk: Desk, doing: Doing, values: dict[str, object]) -> None:
    try:
        with desk.unit(doing.act.name) as unit:
            _run(desk, unit, doing, values)
    except Blocked as problem:
        desk.problem(problem)
    else:
        words = desk.words
        desk.say(words(f"act.{doing.act.name}"), "ok", words("command.desk.undo"), desk.undo)
