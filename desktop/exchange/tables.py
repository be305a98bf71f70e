"""Tables from files: CSV in any encoding, sheets of a workbook, JSON; what is large is read in a child process."""

from pathlib import Path

from data.errors import Blocked
from desktop.exchange.child import sheets_apart, table_apart
from desktop.exchange.decoding import Note, clean
from desktop.exchange.hostile import kind_of, load
from desktop.exchange.rows import Table, read_text, table_of
from desktop.exchange.workbook import prescan

SUFFIXES = (".csv", ".xlsx", ".json", ".txt", ".tsv")
_SMALL = 1_000_000  # bytes of a text that no parser makes much of


def read_table(path: Path, encoding: str | None = None, sheet: str = "", register: str = "") -> Table:
    """Read a table from a file; `encoding` and `sheet` are the officer's choices.

    Of a JSON file with all registers the one named `register` is read.

    Raises:
        Blocked: `file.` with `empty`, `binary`, `broken`, `too-large`, `unreadable`, `encoding` or `not-table`, each
            with the file's name.
    """
    try:
        return _read(path, encoding, sheet, register)
    except Blocked as blocked:
        raise Blocked(blocked.key, **{"name": path.name, **blocked.values}) from blocked


def _read(path: Path, encoding: str | None, sheet: str, register: str) -> Table:
    data, suffix = load(path), path.suffix.lower()
    if data.startswith(b"PK"):
        return _workbook(data, sheet)
    if kind_of(data, suffix) == "pdf":
        raise Blocked("file.not-table")
    read = read_text if len(data) <= _SMALL else table_apart
    return read(data, suffix, encoding, register)


def _workbook(data: bytes, sheet: str) -> Table:
    prescan(data)
    sheets = sheets_apart(data)
    names = tuple(sheets)
    chosen = sheet if sheet in sheets else next((name for name in names if sheets[name]), "")
    if not chosen:
        raise Blocked("file.empty")
    taken: list[Note] = []
    rows = [[_cleaned(cell, taken) for cell in row] for row in sheets[chosen]]
    return table_of(rows, "xlsx", guarded=False, sheet=chosen, sheets=names, notes=tuple(taken[:1]))


def _cleaned(cell: str, taken: list[Note]) -> str:
    text, notes = clean(cell)
    taken += notes
    return text
