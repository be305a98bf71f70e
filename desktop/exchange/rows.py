"""Text of a file as a table: CSV in any encoding, JSON; one header and rows of text, within limits."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from data.errors import Blocked
from desktop.exchange import safety
from desktop.exchange.decoding import Note, clean, decode

MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 200_000, 200, 1_500_000
MAX_TEXT = 10_000_000
_DELIMITERS = ",;\t|"
_FIELD = 1_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """A header and rows of text, each as long as the header.

    `sheets` are the names of all sheets of the workbook, `encoding` that of a text file; `notes` are to be told
    before anything is kept. `lines` gives the number under which each row is found in the file, `nested` what a JSON
    file has below it.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...] = ()
    nested: tuple[Mapping[str, Any], ...] = ()
    format: str = "csv"
    encoding: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Whether the encoding was guessed, so that a person must look before it is taken."""
        return any(note.key == "encoding-guessed" for note in self.notes)


def read_text(data: bytes, suffix: str, encoding: str | None, register: str) -> Table:
    """Read a table from the bytes of a text; of a JSON file with all registers the one named `register`.

    Raises:
        Blocked: `file.` with `empty`, `binary`, `broken`, `too-large`, `encoding` or `not-table`.
    """
    decoded = decode(data, encoding)
    text, notes = clean(decoded.text)
    if len(text) > MAX_TEXT:
        raise Blocked("file.too-large")
    if suffix == ".json" or text.lstrip()[:1] in {"[", "{"}:
        return _json(text, register)
    return table_of(_csv_rows(text), "csv", encoding=decoded.encoding, notes=(*decoded.notes, *notes))


def packed(table: Table) -> dict[str, Any]:
    """Write a table so that another process can send it."""
    notes = [{"key": note.key, "values": dict(note.values)} for note in table.notes]
    return {one.name: getattr(table, one.name) for one in fields(table)} | {"notes": notes}


def unpacked(said: Mapping[str, Any]) -> Table:
    """Read back what `packed` wrote."""
    notes = tuple(Note(one["key"], one["values"]) for one in said["notes"])
    whole = {name: tuple(said[name]) for name in ("header", "lines", "nested", "sheets")}
    return Table(**(dict(said) | whole | {"rows": tuple(map(tuple, said["rows"])), "notes": notes}))


def _csv_rows(text: str) -> list[list[str]]:
    csv.field_size_limit(_FIELD)
    first = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True):
            cells += len(row)
            if cells > MAX_CELLS:
                raise Blocked("file.too-large")
            rows.append(row)
    except csv.Error as error:
        raise Blocked("file.not-table") from error
    return rows


def _json(text: str, register: str) -> Table:
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Blocked("file.broken") from error
    if isinstance(found, dict):
        found = found.get(register)
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise Blocked("file.not-table")
    header = list(dict.fromkeys(name for row in found for name in row if not _nested(row[name])))
    if len(header) * len(found) > MAX_CELLS:
        raise Blocked("file.too-large")
    rows = [header, *([_plain(row.get(name)) for name in header] for row in found)]
    table = table_of(rows, "json", guarded=False)
    return replace(table, nested=tuple(_below(found[line - 2]) for line in table.lines))


def _below(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        name: value
        for name, value in row.items()
        if _nested(value) and all(isinstance(one, dict) for one in value)
    }


def plain_row(row: Mapping[str, Any]) -> dict[str, str]:
    """Write what stands below a row of a JSON file as cells are written."""
    return {name: _plain(value) for name, value in row.items() if not _nested(value)}


def _nested(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(one, dict) for one in value)
    )


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return safety.joined([str(one) for one in value]) if isinstance(value, list) else str(value)


def table_of(rows: Sequence[Sequence[str]], form: str, *, guarded: bool = True, **facts: Any) -> Table:  # noqa: ANN401  # a table's own
    """Take the first filled row as the header; rows are as long as it, empty ones are left out.

    Raises:
        Blocked: `file.empty` without a filled row, `file.too-large` beyond 200,000 rows or 200 columns.
    """
    numbered = [(at, row) for at, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    if not numbered:
        raise Blocked("file.empty")
    header = tuple(cell.strip() for cell in numbered[0][1])
    while header and not header[-1]:
        header = header[:-1]
    if len(numbered) > MAX_ROWS or len(header) > MAX_COLUMNS:
        raise Blocked("file.too-large")
    read = safety.unguarded if guarded else str
    body = tuple(
        tuple(read(row[at]) if at < len(row) else "" for at in range(len(header))) for _, row in numbered[1:]
    )
    lines = tuple(at for at, _ in numbered[1:])
    return Table(header, body, lines, ({},) * len(body), form, **facts)


def by_name(table: Table, columns: Mapping[str, str]) -> list[dict[str, str]]:
    """Read the rows by field: `columns` tells for each field the column of the header it stands in."""
    places = {field: table.header.index(column) for field, column in columns.items()}
    return [{field: row[at] for field, at in places.items()} for row in table.rows]
