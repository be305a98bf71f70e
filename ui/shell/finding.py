"""What the command box offers: places and acts of the desk, records of every register, files, what was opened lately."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from data.base import Entry, title_of
from data.history import touched
from data.listing import Query
from data.registers import REGISTERS
from data.search import fold
from desktop.meaning import sought
from desktop.references import register_of
from ui.commands import Commands
from ui.desk import Desk
from ui.places import place_of
from ui.shell.doing import Doing, doings
from ui.widgets.text import auto, joined, ltr

_EACH, _RECENT, _LOOKED = 4, 6, 60


@dataclass(frozen=True, slots=True)
class Hit:
    """Something the box offers; `entry` is the record it stands for, `head` the title of a part of the list."""

    icon: str
    text: str
    act: Callable[[], object] | None
    entry: Entry | None = None
    doing: Doing | None = None

    @property
    def head(self) -> bool:
        """Whether it is a title that cannot be chosen."""
        return self.act is None and self.doing is None


def commands(desk: Desk, known: Commands, text: str) -> Iterator[Hit]:
    """Find the acts of the desk by the words of their names."""
    wanted = fold(text).split()
    for command in known:
        said = desk.words(f"command.{command.id}")
        named = fold(" ".join((said, *_also(desk, command.id))))
        if command.ready and all(word in named for word in wanted):
            shown = joined(said, ltr(command.key.replace("+", " ")))
            yield Hit(command.icon, shown, lambda one=command.id: known.run(one))  # type: ignore[misc]  # a default binds the loop's value


def _also(desk: Desk, name: str) -> Iterator[str]:
    """Give other words for what a command is about, by which it is found as well."""
    keys = (f"command.also.{part}" for part in name.split("."))
    yield from (desk.words(key) for key in keys if key in desk.words)


def records(desk: Desk, text: str) -> Iterator[Hit | None]:
    """Find records of every register by any of their words; None after each register, where one may pause."""
    if desk.store is None:
        return
    for entry in REGISTERS.values():
        found = desk.store.first(sought(Query(entry), text), _EACH)
        for record in desk.store.page(entry, found):
            yield hit_of(desk, record)
        yield None


def hit_of(desk: Desk, record: Entry) -> Hit:
    """Offer a record by its title and reference."""
    title = title_of(record, desk.lang)

    def go() -> None:
        desk.visited.append((record.REGISTER, record.id))
        desk.go(place_of(record.REGISTER), record.id)

    return Hit(record.ICON, joined(auto(title), ltr(record.code)), go, record)


def recent(desk: Desk) -> Iterator[Hit]:
    """Offer what was opened or changed lately, the newest first."""
    store = desk.store
    if store is None:
        return
    shown = 0
    changed = ((one.REGISTER, key) for table, key in touched(store, _LOOKED) if (one := register_of(table)))
    for register, key in dict.fromkeys((*reversed(desk.visited), *changed)):
        found = store.names(REGISTERS[register], [key]).get(key)
        if found is not None and found.binned_at is None and shown < _RECENT:
            if not shown:
                yield Hit("history", desk.words("box.recent"), None)
            shown += 1
            yield hit_of(desk, found)


@dataclass(frozen=True, slots=True)
class Subject:
    """A record whose acts are offered, as they were found when one turned to it."""

    entry: Entry
    doings: tuple[Doing, ...]


def subject(desk: Desk, entry: Entry) -> Subject | None:
    """Find what can be done with a record; None once it is gone."""
    whole = desk.store.find(type(entry), entry.id) if desk.store else None
    return Subject(whole, tuple(doings(desk, whole))) if whole is not None else None


def acts(desk: Desk, about: Subject, text: str) -> Iterator[Hit]:
    """Offer what can be done with a record, by the words of the acts' names."""
    whole = about.entry
    name = title_of(whole, desk.lang) or whole.code
    yield Hit(whole.ICON, desk.words("box.acts", name=name), None)
    yield Hit("external-link", desk.words("tasks.go-subject"), hit_of(desk, whole).act)
    wanted = fold(text).split()
    for one in about.doings:
        said = joined(desk.words(f"act.{one.act.name}"), one.about)
        if all(word in fold(said) for word in wanted):
            yield Hit("chevron-right", said, None, whole, one)
