"""What tells the parts of a record apart: their own number, kind or moment, and what they hang on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from textwrap import shorten
from typing import Any

from data.base import Entry, Record, owner_link
from data.breach import Step, TimelineEntry
from data.fields import Field, Kind, field_of, fields_of
from data.listing import Where
from data.registers import RECORDS
from data.request import Message
from data.store import Store
from data.unit import is_key
from desktop import incidents
from desktop.words import Words

_BETWEEN = "\u00a0– "  # the dash stays with the words before it
_REMEMBERED = 2000
_DIGEST, _SHORT, _FEW_WORDS = 64, 12, 60
_ALSO: Mapping[type[Record], tuple[str, ...]] = {Step: ("key",), Message: ("direction", "sent_at")}
_OWNERS = {"clause": "part.clause", "version": "part.version"}
_FIELDS = {("comment", "clause_number"): "part.clause", ("promise", "position"): "part.position"}


@dataclass(frozen=True)
class Parts:
    """Tells parts apart in the words of a page, which says values of fields and messages, names records, and joins words."""

    store: Store
    say: Callable[[Field, Any, Mapping[str, str]], str]
    words: Callable[[Callable[[Words], str]], str]
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
        wanted = (*kind.TELLS, *_ALSO.get(kind, ()), *(["position"] if placed else []))
        names = (*wanted, *([link[1]] if link else []))
        values = known if known.keys() >= set(names) else self._read(kind, key, names)
        said = self._own(kind, values)
        if not said and placed and values.get("position") is not None:
            said = (self._numbered("part.position", values["position"] + 1),)
        above = str(values.get(link[1]) or "") if link and not issubclass(link[2], Entry) else ""
        return (*said, *self._owner(link[2], above)) if link and above else said

    def _own(self, kind: type[Record], values: Mapping[str, Any]) -> tuple[str, ...]:
        """Say what tells a part itself: its fields, where these point to nothing a few of its words, and that it is a draft."""
        told = {name: self._value(kind, name, values) for name in kind.TELLS}
        if told.get("facts"):
            told.pop("text", None)
        draft = kind is Message and values.get("direction") == "out" and not values.get("sent_at")
        more = [self.words(lambda words: words("part.draft"))] if draft else []
        return tuple(filter(None, (*told.values(), *more)))

    def _owner(self, kind: type[Record], key: str) -> tuple[str, ...]:
        """Say what tells a part's owner apart, by what it is called where that is a mere number."""
        if key not in self._above:
            if len(self._above) >= _REMEMBERED:
                self._above.clear()
            said, named = self._told(kind.__tablename__, key, {}), _OWNERS.get(kind.__tablename__)
            if said and named and said[0][:1].isdigit():
                said = (self._numbered(named, said[0]), *said[1:])
            self._above[key] = said
        return self._above[key]

    def _numbered(self, message: str, number: object) -> str:
        return self.words(lambda words: words(message, said=_digits(words, message, str(number))))

    def _read(self, kind: type[Record], key: str, names: tuple[str, ...]) -> Mapping[str, Any]:
        rows = self.store.values(kind, *names, where=(Where("id", "eq", key),))
        return dict(zip(names, rows[0], strict=True)) if rows else {}

    def _value(self, kind: type[Record], name: str, values: Mapping[str, Any]) -> str:
        value, facts = values.get(name), values.get("facts")
        if value is None or value == "":
            return ""
        step = str(values.get("key") or (facts.get("step") if isinstance(facts, dict) else "") or "")
        if name == "kind" and kind is TimelineEntry and step:
            return self.words(lambda words: words("breach.account.step"))
        if name == "text":
            return self.words(lambda words: _few(incidents.worded(step, str(value), words.lang)))
        return self._pointed(value) if isinstance(value, dict) else self._plain(kind, name, value)

    def _plain(self, kind: type[Record], name: str, value: Any) -> str:  # noqa: ANN401  # whatever the column holds
        value = value + 1 if name == "position" else value
        if message := _FIELDS.get((kind.__tablename__, name)):
            return self._numbered(message, value)
        told = field_of(kind, name)
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


def _digits(words: Words, message: str, number: str) -> str:
    """Write a number in the digits of the language; the label of a version keeps those it was given."""
    return number if message == _OWNERS["version"] else words.numerals(number)


def _few(text: str) -> str:
    return shorten(text, _FEW_WORDS, placeholder="…")
