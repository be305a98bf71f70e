"""Registers written out: as CSV and workbooks that no spreadsheet runs, and as JSON with all that hangs on them."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from data.base import Entry
from data.errors import Blocked
from data.fields import Field, Kind, fields_of
from data.files import write_whole
from data.listing import Query
from data.plain import plain_value, tree
from data.registers import REGISTERS
from data.store import Store
from desktop.exchange import safety
from desktop.references import names
from desktop.show import country, label
from desktop.words import Words

_PAGE = 500
_LONGEST = 32_767  # what a cell of a workbook can hold
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FIRST = ("code",)


def exported(entry: type[Entry]) -> list[Field]:
    """List the fields written to a table, the reference first; structured data is for JSON alone."""
    fields = [one for one in fields_of(entry) if one.kind is not Kind.DATA and one.name != "binned_at"]
    return sorted(fields, key=lambda one: (one.name not in _FIRST, one.name in {"created_at", "updated_at"}))


def export(store: Store, entry: type[Entry], file: Path, words: Words, query: Query | None = None) -> int:
    """Write a register, or what a query finds of it, in the form the file's ending names; count the rows.

    Raises:
        Blocked: `export.format` for another ending, `export.cell` for text a workbook cannot hold,
            `file.unwritable`.
    """
    write = _WRITERS.get(file.suffix.lower())
    if write is None:
        raise Blocked("export.format", name=file.name, known=" ".join(_WRITERS))
    asked = query or Query(entry, sort="code", descending=False)
    return write(store, asked, file, words)


def export_all(store: Store, file: Path) -> int:
    """Write every register into one JSON file; count the records."""
    whole = {name: [tree(row) for row in store.all(entry)] for name, entry in REGISTERS.items()}
    write_whole(file, _as_json(whole))
    return sum(map(len, whole.values()))


def _as_json(found: object) -> bytes:
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _json(store: Store, query: Query, file: Path, words: Words) -> int:
    del words
    found = [tree(store.get(query.entry, row.id)) for row in _rows(store, query)]
    write_whole(file, _as_json(found))
    return len(found)


def _csv(store: Store, query: Query, file: Path, words: Words) -> int:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    count = -1
    for row in _table(store, query, words):
        writer.writerow([safety.guarded(cell) for cell in row])
        count += 1
    write_whole(file, text.getvalue().encode("utf-8-sig"))
    return count


def _xlsx(store: Store, query: Query, file: Path, words: Words) -> int:
    from openpyxl import Workbook  # noqa: PLC0415 - loaded only where a workbook is written
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet(words(f"register.{query.entry.REGISTER}")[:31])
    sheet.sheet_view.rightToLeft = words.rtl
    sheet.freeze_panes = "A2"
    count = -1
    for row in _table(store, query, words):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value="")
            cell.value = _fitting(text, file)
            cell.data_type = "s"  # words, even where they begin as a formula does
            cells.append(cell)
        sheet.append(cells)
        count += 1
    written = io.BytesIO()
    book.save(written)
    write_whole(file, written.getvalue())
    return count


def _fitting(text: str, file: Path) -> str:
    if len(text) > _LONGEST:
        raise Blocked("export.cell", name=file.name)
    return _UNWRITABLE.sub("", text)


_WRITERS: Mapping[str, Callable[[Store, Query, Path, Words], int]] = {
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".json": _json,
}
SUFFIXES = tuple(_WRITERS)


def _rows(store: Store, query: Query) -> Iterator[Entry]:
    serials = store.order(query)
    for at in range(0, len(serials), _PAGE):
        yield from store.page(query.entry, serials[at : at + _PAGE])


def _table(store: Store, query: Query, words: Words) -> Iterator[list[str]]:
    fields = exported(query.entry)
    yield [label(words, query.entry.__tablename__, one.name) for one in fields]
    codes = _Codes(store)
    for row in _rows(store, query):
        yield [cell(one, getattr(row, one.name), words, codes) for one in fields]


class _Codes:
    """The references of records that others point to, read once for each kind."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, dict[str, str]] = {}

    def of(self, table: str, key: str) -> str:
        """Find a record's reference, a clause's name; of a kind that has neither, its id."""
        if table not in self._known:
            self._known[table] = names(self._store, table)
        return self._known[table].get(key, key)


def cell(field: Field, value: object, words: Words, codes: _Codes) -> str:
    """Write one value: words for choices, ISO for days and moments, references as codes."""
    if value is None:
        return ""
    if isinstance(value, list):
        return safety.joined([_word(field, str(one), words, codes) for one in value])
    if isinstance(value, bool):
        return words("show.yes") if value else words("show.no")
    return _word(field, str(plain_value(value)), words, codes)


def _word(field: Field, value: str, words: Words, codes: _Codes) -> str:
    if field.choices and value:
        key = f"choice.{field.choices}.{value}"
        return words(key) if key in words else value
    if field.kind in {Kind.COUNTRY, Kind.COUNTRIES}:
        return country(words, value)
    return codes.of(field.target, value) if field.kind in {Kind.REF, Kind.REFS} else value
