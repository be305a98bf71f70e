"""What tells the parts of a record apart: their own number, kind or moment, and what they hang on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from data.base import Entry, Record, owner_link
from data.fields import Field, Kind, field_of, fields_of
from data.listing import Where
from data.registers import RECORDS
from data.store import Store
from data.unit import is_key

_BETWEEN = " – "
_REMEMBERED = 2000
_DIGEST, _SHORT = 64, 12


@dataclass(frozen=True)
class Parts:
    """Tells parts apart in the words of a page, which says values of fields, names fields and records, and joins words."""

    store: Store
    say: Callable[[Field, Any, Mapping[str, str]], str]
    label: Callable[[type[Record], str], str]
    title: Callable[[Record], str]
    joined: Callable[..., str]
    _above: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def told(self, subject: str, key: str, known: Mapping[str, Any]) -> str:
        """Say what tells a record from its likes; nothing of an entry, which has a reference."""
        return self.joined(_BETWEEN, *self._told(subject, key, known))

    def _told(self, subject: str, key: str, known: Mapping[str, Any]) -> tuple[str, ...]:
        """Say what tells a record from its likes; read as it is now what is not `known` of it."""
        kind = RECORDS[subject]
        if issubclass(kind, Entry):
            return ()
        link = owner_link(kind)
        placed = any(one.name == "position" for one in fields_of(kind))
        names = (*kind.TELLS, *(["position"] if placed else []), *([link[1]] if link else []))
        values = known if known.keys() >= set(names) else self._read(kind, key, names)
        said = tuple(filter(None, (self._value(kind, name, values.get(name)) for name in kind.TELLS)))
        if not said and placed:
            said = (self._value(kind, "position", values.get("position")),)
        above = str(values.get(link[1]) or "") if link and not issubclass(link[2], Entry) else ""
        return (*said, *self._owner(link[2], above)) if link and above else said

    def _owner(self, kind: type[Record], key: str) -> tuple[str, ...]:
        """Say what tells a part's owner apart, by what it is called where that is a mere number."""
        if key not in self._above:
            if len(self._above) >= _REMEMBERED:
                self._above.clear()
            said = self._told(kind.__tablename__, key, {})
            first = field_of(kind, kind.TELLS[0])
            if said and first.kind is Kind.CODE:
                said = (self.joined(" ", self.label(kind, first.name), said[0]), *said[1:])
            self._above[key] = said
        return self._above[key]

    def _read(self, kind: type[Record], key: str, names: tuple[str, ...]) -> Mapping[str, Any]:
        rows = self.store.values(kind, *names, where=(Where("id", "eq", key),))
        return dict(zip(names, rows[0], strict=True)) if rows else {}

    def _value(self, kind: type[Record], name: str, value: object) -> str:
        if value is None or value == "":
            return ""
        told = field_of(kind, name)
        if isinstance(value, dict):
            return self._pointed(value)
        if name == "position" and isinstance(value, int):
            value += 1
        if told.kind is Kind.CODE and len(str(value)) == _DIGEST:
            return f"{str(value)[:_SHORT]}…"
        return self.say(told, value, dict(self._names(told, value)))

    def _pointed(self, facts: Mapping[str, Any]) -> str:
        """Say what facts point to among the parts of records."""
        found = (
            self._owner(RECORDS[name], str(key))
            for name, key in facts.items()
            if name in RECORDS and is_key(str(key))
        )
        return self.joined(_BETWEEN, *(one for told in found for one in told))

    def _names(self, told: Field, value: object) -> Iterator[tuple[str, str]]:
        if told.kind is Kind.REF:
            target = RECORDS[told.target]
            if issubclass(target, Entry):
                yield from (
                    (key, self.title(one)) for key, one in self.store.names(target, [str(value)]).items()
                )
