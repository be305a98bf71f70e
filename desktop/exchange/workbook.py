"""Workbooks: the rows of a foreign one, read in a child process after a look at how far its sheets stretch."""

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta

from data.errors import Blocked
from desktop.exchange.hostile import open_archive
from desktop.exchange.rows import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_TEXT

MAX_TAGS = 8_000_000  # of cells that do not say where they stand
_CHUNK, _OVERLAP = 1 << 16, 64
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)(\d+)["']""")
_SPAN = re.compile(rb"""\bref\s*=\s*["'][A-Za-z]+\d+:([A-Za-z]+)(\d+)["']""")


def prescan(data: bytes) -> None:
    """Measure a workbook before any parser sees it.

    Raises:
        Blocked: `file.too-large` for a bomb or a sheet beyond 200,000 rows or 200 columns, `file.broken` for a
            damaged archive, a document type, or no sheet at all.
    """
    with open_archive(data) as archive:
        sheets = [entry for entry in archive.infolist() if _SHEET.fullmatch(entry.filename)]
        if not sheets:
            raise Blocked("file.broken")
        for sheet in sheets:
            _measure(archive, sheet)


def _measure(archive: zipfile.ZipFile, sheet: zipfile.ZipInfo) -> None:
    tail, rows, columns, tags = b"", 0, 0, 0
    with archive.open(sheet) as part:
        while piece := part.read(_CHUNK):
            if b"\0" in piece:
                raise Blocked("file.broken")  # an encoding in which the measuring would be blind
            window = tail + piece
            for pattern in (_PLACE, _SPAN):
                for letters, digits in pattern.findall(window):
                    rows, columns = max(rows, int(digits[:9])), max(columns, _column(letters[:4]))
            tags += piece.count(b"<")
            if rows > MAX_ROWS or columns > MAX_COLUMNS or tags > MAX_TAGS:
                raise Blocked("file.too-large")
            tail = window[-_OVERLAP:]
    if rows * columns > MAX_CELLS:
        raise Blocked("file.too-large")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def read_xlsx(data: bytes) -> dict[str, list[list[str]]]:
    """Read the rows of every sheet as text; what a formula last came to stands for it.

    Raises:
        Blocked: `file.too-large` when the cells hold more text than can be shown.
    """
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - only the child process loads it

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found: dict[str, list[list[str]]] = {}
    room = MAX_TEXT
    for name in book.sheet_names:
        rows = []
        for row in book.get_sheet_by_name(name).iter_rows():
            said = [_text(cell) for cell in row]
            room -= sum(map(len, said))
            if room < 0:
                raise Blocked("file.too-large")
            rows.append(said)
        found[name] = rows
    return found


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if not isinstance(cell, timedelta) else str(cell.total_seconds() / 3600)
