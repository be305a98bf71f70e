"""Cells of a file become values: choices by key or word, countries, references by code or name."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from data.base import Entry, title_of
from data.errors import Blocked, Invalid
from data.fields import Field, Kind
from data.search import fold
from data.store import Store
from desktop import records, references
from desktop.exchange import safety
from desktop.meaning import COUNTRY, names
from desktop.words import Words, languages

_APART = re.compile(r"[\s_\-/()*:]+")


def bare(text: str) -> str:
    """Bring words to the form in which titles and names are compared."""
    return _APART.sub("", fold(text))


class Names:
    """What references may name, of every kind once: ids, codes and names; `coming` are those in the same file."""

    def __init__(self, store: Store, coming: Mapping[str, str] | None = None, table: str = "") -> None:
        self._store = store
        self._coming, self._table = coming or {}, table
        self._known: dict[str, Mapping[str, str]] = {}

    def find(self, one: Field, text: str) -> str:
        """Find the id that a text means.

        Raises:
            Invalid: `not-found`, or `several` when more than one record is called so.
        """
        known = self._names(one.target)
        found = known.get(text, known.get(bare(text)))
        if not found:
            raise Invalid({one.name: "not-found" if found is None else "several"})
        return found

    def _names(self, table: str) -> Mapping[str, str]:
        if table not in self._known:
            entry = references.register_of(table)
            if entry is None:
                self._known[table] = references.ids(references.clauses(self._store))
            else:
                own = self._coming if table == self._table else {}
                self._known[table] = {**own, **called(self._store.all(entry, whole=False))}
        return self._known[table]


def called(entries: Iterable[Entry]) -> dict[str, str]:
    """Find ids by what entries are called; a name that several have means none of them."""
    names: dict[str, str] = {}
    sure: dict[str, str] = {}
    for row in entries:
        for name in {bare(title_of(row, lang)) for lang in ("ar", "en")} - {""}:
            names[name] = "" if names.get(name, row.id) != row.id else row.id
        sure |= {bare(row.code): row.id, row.id: row.id} if row.code else {row.id: row.id}
    return names | sure


class Reader:
    """Reads rows by the declared fields; moments are of `zone`."""

    def __init__(self, names: Names, fields: Iterable[Field], zone: ZoneInfo) -> None:
        self._names, self._zone = names, zone
        self._fields = {one.name: one for one in fields}

    def values(self, row: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str], dict[str, str]]:
        """Read a row: values by field, then by field the keys of what is wrong and of what was left out.

        What a field that need not be filled points to is left out where it is not found.
        """
        found: dict[str, Any] = {}
        wrong: dict[str, str] = {}
        left: dict[str, str] = {}
        for name, text in row.items():
            one = self._fields[name]
            try:
                found[name] = self._value(one, text.strip(), left)
            except Invalid as invalid:
                wrong |= invalid.problems
            except Blocked:
                wrong[name] = f"not-{one.kind}"
        return found, wrong, left

    def _value(self, one: Field, text: str, left: dict[str, str]) -> Any:  # noqa: ANN401  # a column's value
        if one.kind in {Kind.REF, Kind.REFS}:
            parts = safety.parts(text) if one.many else [text] * bool(text)
            known = [key for part in parts if (key := self._pointed(one, part, left))]
            return known if one.many else next(iter(known), None)
        if one.many:
            return [self._single(one, part) for part in safety.parts(text)]
        return self._single(one, text)

    def _pointed(self, one: Field, text: str, left: dict[str, str]) -> str:
        try:
            return self._names.find(one, text)
        except Invalid as invalid:
            if one.required:
                raise
            left |= invalid.problems
            return ""

    def _single(self, one: Field, text: str) -> Any:  # noqa: ANN401  # a column's value
        if not text:
            return records.typed(one, "", self._zone) if not one.many else ""
        if one.choices:
            return _named(one.choices).get(bare(text), text)
        if one.kind in {Kind.COUNTRY, Kind.COUNTRIES}:
            return _named(COUNTRY).get(bare(text), text)
        if one.kind is Kind.FLAG:
            said = _flags().get(bare(text))
            return records.typed(one, text, self._zone) if said is None else said
        return text if one.many else records.typed(one, text, self._zone)


@cache
def _named(group: str) -> dict[str, str]:
    """Find what may be chosen in a group by its names, in any language and law: a file may come from any desk."""
    said = {bare(name): key for name, key in reversed([*names(group)])}
    return said | {bare(key): key for key in said.values()}


@cache
def _flags() -> dict[str, bool]:
    words = [Words(lang) for lang in languages()]
    return {bare(say(f"show.{key}")): key == "yes" for say in words for key in ("yes", "no")}
