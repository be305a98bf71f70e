"""A table becomes records of a register: columns matched, rows judged, and all taken in as one act."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from data.base import Entry, title_of
from data.choices import CHOICES
from data.errors import Blocked, Invalid
from data.fields import Field, Kind, fields_of
from data.plain import plain_value
from data.policy import Clause
from data.registers import REGISTERS
from data.search import fold
from data.store import Store
from data.unit import Unit
from desktop import records
from desktop.exchange import safety
from desktop.exchange.tables import Table, by_name
from desktop.law.loading import shipped_packs
from desktop.show import countries, label
from desktop.words import Words, languages

UTC_ZONE = ZoneInfo("UTC")
_APART = re.compile(r"[\s_\-/()*:]+")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be taken in: its number in the file, and for each field the key of what is wrong."""

    row: int
    problems: Mapping[str, str]


@dataclass(slots=True)
class Batch:
    """What a file would bring: rows read, new records by their values, rows already there, and rows refused."""

    entry: type[Entry]
    read: int = 0
    new: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    same: int = 0
    rejected: list[Rejected] = field(default_factory=list)


def importable(entry: type[Entry]) -> tuple[Field, ...]:
    """List the fields a file may fill."""
    return tuple(one for one in fields_of(entry) if not one.fixed and one.kind is not Kind.DATA)


def guess(entry: type[Entry], header: Iterable[str]) -> dict[str, str]:
    """Match columns to fields by the fields' names and their labels in every language; each column serves once."""
    found: dict[str, str] = {}
    for column in header:
        known = _known(entry).get(_bare(column))
        if known and known not in found:
            found[known] = column
    return found


@cache
def _known(entry: type[Entry]) -> dict[str, str]:
    table = entry.__tablename__
    names: dict[str, str] = {}
    for words in _speakers():
        for one in importable(entry):
            names.setdefault(_bare(label(words, table, one.name)), one.name)
    return names | {_bare(one.name): one.name for one in importable(entry)}


@cache
def _speakers() -> tuple[Words, ...]:
    """Speak every language, first in general words, then in those of every law: a file may come from any desk."""
    laws = shipped_packs().values()
    general = [Words(lang) for lang in languages()]
    return (*general, *(Words(lang, terms=pack.terms(lang)) for lang in languages() for pack in laws))


def _bare(text: str) -> str:
    return _APART.sub("", fold(text))


def matching(entry: type[Entry], table: Table, given: Mapping[str, str]) -> dict[str, str]:
    """Match columns to fields: as given, else as guessed; a field given without a column is left out.

    Raises:
        Invalid: naming a field there is not or must not be written, or one given a column there is not.
    """
    fields = {one.name for one in importable(entry)}
    wrong = {name: "unknown" for name in given if name not in fields}
    wrong |= {name: "not-column" for name, column in given.items() if column and column not in table.header}
    if wrong:
        raise Invalid(wrong)
    taken = set(given.values())
    guessed = {name: column for name, column in guess(entry, table.header).items() if column not in taken}
    return {name: column for name, column in (guessed | dict(given)).items() if column}


class Reader:
    """Reads the cells of one register's rows: choices by key or word, countries, references by code or name."""

    def __init__(self, store: Store, entry: type[Entry], zone: ZoneInfo) -> None:
        self._store, self._zone = store, zone
        self._fields = {one.name: one for one in importable(entry)}
        self._names: dict[str, dict[str, str]] = {}

    def values(self, row: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
        """Read a row: values by field, and for the cells that cannot be read the keys of what is wrong."""
        found: dict[str, Any] = {}
        wrong: dict[str, str] = {}
        for name, text in row.items():
            try:
                found[name] = self._value(self._fields[name], text.strip())
            except Invalid as invalid:
                wrong |= invalid.problems
            except Blocked:
                wrong[name] = f"not-{self._fields[name].kind}"
        return found, wrong

    def _value(self, one: Field, text: str) -> Any:  # noqa: ANN401  # a column's value
        if one.many:
            return [self._single(one, part) for part in safety.parts(text)]
        return self._single(one, text)

    def _single(self, one: Field, text: str) -> Any:  # noqa: ANN401  # a column's value
        if not text:
            return records.typed(one, "", self._zone) if not one.many else ""
        if one.choices:
            return _choices(one.choices).get(_bare(text), text)
        if one.kind in {Kind.COUNTRY, Kind.COUNTRIES}:
            return _countries().get(_bare(text), text)
        if one.kind in {Kind.REF, Kind.REFS}:
            return self._reference(one, text)
        if one.kind is Kind.FLAG:
            return _flags().get(_bare(text), text.lower() in {"true", "yes", "1"})
        return text if one.many else records.typed(one, text, self._zone)

    def _reference(self, one: Field, text: str) -> str:
        found = self._targets(one.target).get(_bare(text)) or self._targets(one.target).get(text)
        if found is None:
            raise Invalid({one.name: "not-found"})
        return found

    def _targets(self, table: str) -> dict[str, str]:
        """Find what references may name: id, code and names of every record of a kind, each name once."""
        if table not in self._names:
            kind = next((entry for entry in REGISTERS.values() if entry.__tablename__ == table), None)
            rows = self._store.all(kind, whole=False) if kind else []
            names: dict[str, str] = {}
            for row in rows:
                for name in (title_of(row, "ar"), title_of(row, "en"), row.code, row.id):
                    names[_bare(name)] = row.id
            if table == Clause.__tablename__:
                names = {clause.id: clause.id for clause in self._store.all(Clause, whole=False)}
            self._names[table] = names
        return self._names[table]


@cache
def _choices(group: str) -> dict[str, str]:
    said = {
        _bare(say(f"choice.{group}.{key}")): key for say in reversed(_speakers()) for key in CHOICES[group]
    }
    return said | {_bare(key): key for key in CHOICES[group]}


@cache
def _countries() -> dict[str, str]:
    words = [Words(lang) for lang in languages()]
    said = {_bare(say(f"country.{code}")): code for say in words for code in countries()}
    return said | {_bare(code): code for code in countries()}


@cache
def _flags() -> dict[str, bool]:
    words = [Words(lang) for lang in languages()]
    return {_bare(say(f"show.{key}")): key == "yes" for say in words for key in ("yes", "no")}


def prepare(
    store: Store, entry: type[Entry], table: Table, columns: Mapping[str, str], zone: ZoneInfo
) -> Batch:
    """Judge every row without writing anything.

    A row whose reference, or where it has none all of whose values, a record already has, is the same; a reference
    that a different record has is taken.
    """
    reader = Reader(store, entry, zone)
    batch = Batch(entry, read=len(table.rows))
    there = _there(store, entry, columns)
    codes = {row.code: _print(row, columns) for row in store.all(entry, whole=False)}
    for line, row in zip(table.lines, by_name(table, columns), strict=True):
        values, wrong = reader.values(row)
        record = entry(**values)
        wrong = records.problems(record) | wrong
        said, code = _print(record, columns), values.get("code", "")
        if said in there or (code and codes.get(code) == said):
            batch.same += 1
        elif wrong or code in codes:
            batch.rejected.append(Rejected(line, wrong or {"code": "taken"}))
        else:
            batch.new.append((line, values))
            there.add(said)
            if code:
                codes[code] = said
    return batch


def _there(store: Store, entry: type[Entry], columns: Mapping[str, str]) -> set[str]:
    return {_print(row, columns) for row in store.all(entry, whole=False)}


def _print(record: Entry, columns: Mapping[str, str]) -> str:
    """Put the values a file tells of a record into one text, so that equal rows are found at once."""
    return repr([(name, plain_value(getattr(record, name))) for name in sorted(columns)])


def take(unit: Unit, batch: Batch) -> list[Entry]:
    """Take all new records in; one that a rule of its register refuses refuses the whole batch.

    Raises:
        Blocked: `import.row` naming the row and the field.
    """
    taken: list[Entry] = []
    table = batch.entry.__tablename__
    for line, values in batch.new:
        try:
            taken.append(records.create(unit, batch.entry, values))
        except Invalid as invalid:
            name, key = next(iter(invalid.problems.items()))
            said = label(Words("ar"), table, name), label(Words("en"), table, name)
            raise Blocked("import.row", row=line, field=said, why=f"@problem.{key}") from invalid
    return taken


def why(rejected: Rejected, entry: type[Entry], words: Words) -> str:
    """Say what is wrong with a row."""
    said = (
        f"{label(words, entry.__tablename__, name)}: {words.first(f'problem.{key}', 'problem.other')}"
        for name, key in rejected.problems.items()
    )
    return " · ".join(said)
