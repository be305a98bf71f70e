"""A table becomes records of a register: columns matched, rows judged, and all taken in as one act."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from data.base import Entry, Record, owned_links, uuid7
from data.errors import Blocked, Invalid
from data.fields import Field, Kind, fields_of
from data.listing import Query
from data.plain import plain_value
from data.store import Store
from data.unit import Unit, is_key
from desktop import records
from desktop.exchange.cells import Names, Reader, bare, called
from desktop.exchange.rows import Table, by_name, plain_row
from desktop.meaning import speakers
from desktop.show import label
from desktop.words import Words

UTC_ZONE = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Judged:
    """What a row's fields are told of, by the keys of what is wrong with them; `row` is its number in the file."""

    row: int
    problems: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fresh:
    """A row that would be a new record: its id, its values, and what of the file hangs on it."""

    row: int
    id: str
    values: Mapping[str, Any]
    hanging: Mapping[str, list[Record]] = field(default_factory=dict)


@dataclass(slots=True)
class Batch:
    """What a file would bring: rows read, new records, rows already there, and rows refused.

    `left` are the new rows of which a reference was left out, because nothing has that name.
    """

    entry: type[Entry]
    read: int = 0
    new: list[Fresh] = field(default_factory=list)
    same: int = 0
    rejected: list[Judged] = field(default_factory=list)
    left: list[Judged] = field(default_factory=list)


def importable(entry: type[Entry]) -> tuple[Field, ...]:
    """List the fields a file may fill."""
    return tuple(one for one in fields_of(entry) if not one.fixed and one.kind is not Kind.DATA)


def guess(entry: type[Entry], header: Iterable[str]) -> dict[str, str]:
    """Match columns to fields by the fields' names and their labels in every language; each column serves once."""
    found: dict[str, str] = {}
    for column in header:
        known = _known(entry).get(bare(column))
        if known and known not in found:
            found[known] = column
    return found


@cache
def _known(entry: type[Entry]) -> dict[str, str]:
    table = entry.__tablename__
    names: dict[str, str] = {}
    for words in speakers():
        for one in importable(entry):
            names.setdefault(bare(label(words, table, one.name)), one.name)
    return names | {bare(one.name): one.name for one in importable(entry)}


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


@cache
def _hanging(entry: type[Entry]) -> Mapping[str, tuple[type[Record], tuple[Field, ...]]]:
    """Find what hangs on an entry and people type whole: certificates, further purposes, periods of keeping."""
    found = {}
    for name, child in owned_links(entry):
        own = tuple(one for one in fields_of(child) if one.name not in {"created_at", "updated_at"})
        if child.SEAL is None and not owned_links(child) and not any(one.fixed for one in own):
            found[name] = child, own
    return found


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the rows of a table against a register as it stands at a moment; local times are of `zone`."""

    store: Store
    entry: type[Entry]
    zone: ZoneInfo
    now: datetime

    def batch(self, table: Table, columns: Mapping[str, str]) -> Batch:
        """Judge every row without writing anything.

        A row whose reference, or where it has none all of whose values, a record already has, is the same; a
        reference that a different record has is taken. Rows may point to each other, wherever they stand: they are
        judged again as long as one turns out not to come.
        """
        there, aside = self.store.all(self.entry, whole=False), self._aside()
        keys = _keys(table, {row.id for row in (*there, *aside)})
        coming = _coming(self.entry, table, columns, keys)
        own = any(one.target == self.entry.__tablename__ for one in importable(self.entry))
        while True:
            names = Names(self.store, coming if own else {}, self.entry.__tablename__)
            batch = self._judged(table, columns, keys, names, (there, aside))
            come = {"", *(one.id for one in batch.new)}
            kept = {name: key for name, key in coming.items() if key in come}
            if not own or len(kept) == len(coming):
                return batch
            coming = kept

    def _aside(self) -> list[Entry]:
        """Read what lies in the bin: its references are taken, too."""
        return self.store.page(self.entry, list(self.store.order(Query(self.entry, binned=True))))

    def _judged(
        self,
        table: Table,
        columns: Mapping[str, str],
        keys: list[str],
        names: Names,
        kept: tuple[list[Entry], list[Entry]],
    ) -> Batch:
        reader = Reader(names, importable(self.entry), self.zone)
        batch = Batch(self.entry, read=len(table.rows))
        there, aside = kept
        known = {_print(row, columns) for row in there}
        codes = {row.code: "" for row in aside} | {row.code: _print(row, columns) for row in there}
        rows = zip(table.lines, keys, by_name(table, columns), table.nested, strict=True)
        for line, key, row, nested in rows:
            values, wrong, left = reader.values(row)
            for name, given in records.BY_ACT.get(self.entry, {}).items():
                if values.get(name) in given:
                    left[name] = "by-act"
                    del values[name]
            record = self.entry(**values)
            wrong = records.problems(record, self.now) | wrong
            said, code = _print(record, columns), values.get("code", "")
            if said in known or (code and codes.get(code) == said):
                batch.same += 1
            elif wrong or code in codes:
                batch.rejected.append(Judged(line, wrong or {"code": "taken"}))
            else:
                hanging = self._below(nested, names, left)
                batch.new.append(Fresh(line, key, values, hanging))
                batch.left += [Judged(line, left)] * bool(left)
                known.add(said)
                codes |= {code: said} if code else {}
        return batch

    def _below(
        self, nested: Mapping[str, Any], names: Names, left: dict[str, str]
    ) -> dict[str, list[Record]]:
        """Read what a JSON file has below a record; what is not sound of it is left out."""
        found: dict[str, list[Record]] = {}
        for name, (kind, fields) in _hanging(self.entry).items():
            reader = Reader(names, fields, self.zone)
            for one in nested.get(name, ()):
                known = {field.name for field in fields}
                values, wrong, _ = reader.values({k: v for k, v in plain_row(one).items() if k in known})
                child = kind(**values)
                if wrong or records.problems(child, self.now):
                    left[name] = "not-sound"
                else:
                    found.setdefault(name, []).append(child)
        return found


def _keys(table: Table, there: set[str]) -> list[str]:
    """Give every row the id it has in the file, where that is one and free, else a new one."""
    taken = set(there)
    place = table.header.index("id") if "id" in table.header else None
    found = []
    for row in table.rows:
        said = row[place].strip().lower() if place is not None else ""
        found.append(said if is_key(said) and said not in taken else uuid7())
        taken.add(found[-1])
    return found


def _coming(entry: type[Entry], table: Table, columns: Mapping[str, str], keys: list[str]) -> dict[str, str]:
    """Find how rows of a file may be named by other rows of it: by id, code and names, as records are."""
    told = [name for name in ("code", "title", "name_ar", "name_en") if name in columns]
    rows = by_name(table, {name: columns[name] for name in told})
    new: Any = entry  # names are texts in every register
    found = called(new(id=key, **row) for key, row in zip(keys, rows, strict=True))
    if "id" in table.header:
        place = table.header.index("id")
        found |= {row[place].strip(): key for key, row in zip(keys, table.rows, strict=True)}
    return {name: key for name, key in found.items() if name}


def _print(record: Entry, columns: Mapping[str, str]) -> str:
    """Put the values a file tells of a record into one text, so that equal rows are found at once."""
    return repr([(name, plain_value(getattr(record, name))) for name in sorted(columns)])


def take(unit: Unit, batch: Batch) -> list[Entry]:
    """Take all new records in; one that a rule of its register refuses refuses the whole batch.

    Raises:
        Blocked: `import.row` naming the row and the field.
    """
    return [_take(unit, batch.entry, one) for one in batch.new]


def _take(unit: Unit, entry: type[Entry], fresh: Fresh) -> Entry:
    record = records.change(entry(id=fresh.id), fresh.values)
    for name, children in fresh.hanging.items():
        getattr(record, name).extend(children)
    try:
        return records.add(unit, record)
    except Invalid as invalid:
        name, key = next(iter(invalid.problems.items()))
        said = label(Words("ar"), entry.__tablename__, name), label(Words("en"), entry.__tablename__, name)
        raise Blocked("import.row", row=fresh.row, field=said, why=f"@problem.{key}") from invalid


def why(judged: Judged, entry: type[Entry], words: Words) -> str:
    """Say what is the matter with a row."""
    said = (
        f"{label(words, entry.__tablename__, name)}: {words.first(f'problem.{key}', 'problem.other')}"
        for name, key in judged.problems.items()
    )
    return " · ".join(said)
