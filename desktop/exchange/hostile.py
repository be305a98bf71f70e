"""The first look at a file that may have been made to do harm: size, kind, and the inside of an archive."""

import io
import zipfile
import zlib
from pathlib import Path

from data.errors import Blocked

MAX_BYTES = 50_000_000
MAX_CHARACTERS = 2_000_000
MAX_PARTS = 2_000
MAX_PART_BYTES = 100_000_000
MAX_ARCHIVE_BYTES = 200_000_000
MAX_RATIO, _LARGE = 200, 10_000_000  # no document of such a size is made of one thing said over and over

_CHUNK = 1 << 16
_DOCTYPE = "<!doctype"
_DOCTYPES = tuple(_DOCTYPE.encode(name) for name in ("ascii", "utf-16-le", "utf-16-be"))
_OVERLAP = max(map(len, _DOCTYPES))
_KNOWN_BUT_UNREAD = (
    b"\xd0\xcf\x11\xe0",  # Word before 2007, or a locked .docx
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
)


def load(path: Path) -> bytes:
    """Read a file whole, unless it is empty or larger than `MAX_BYTES`.

    Raises:
        Blocked: `file.unreadable`, `file.empty` or `file.too-large`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Blocked("file.unreadable", name=path.name) from error
    if len(data) > MAX_BYTES:
        raise Blocked("file.too-large", name=path.name)
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise Blocked("file.empty", name=path.name)
    return data


def kind_of(data: bytes, suffix: str) -> str:
    """Tell what a file is by its first bytes: `pdf`, `docx`, `html`, `md` or `txt`; the suffix only tells texts apart.

    Raises:
        Blocked: `file.unknown-format` for a kind that is known and not read here, `file.broken` for one that is named
            after a format of which it holds nothing.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return "docx"
    if data.startswith(_KNOWN_BUT_UNREAD):
        raise Blocked("file.unknown-format")
    opening = data[:1024].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if opening.startswith((b"<!doctype html", b"<html")) or suffix in {".html", ".htm", ".xhtml"}:
        return "html"
    if suffix in {".docx", ".pdf"}:
        raise Blocked("file.broken")
    return "md" if suffix in {".md", ".markdown"} else "txt"


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Open a zip after measuring what is truly inside, whatever its directory claims.

    Raises:
        Blocked: `file.too-large` for a bomb, `file.broken` for a damaged archive, a locked one, or a document type.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
        if len(entries) > MAX_PARTS:
            raise Blocked("file.too-large")
        total = 0
        for entry in entries:
            total += _measure(archive, entry, MAX_ARCHIVE_BYTES - total)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
    ) as error:
        raise Blocked("file.broken") from error
    return archive


def _measure(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> int:
    """Unpack one part piece by piece, keeping none of it, and count its bytes."""
    limit = min(room, MAX_PART_BYTES)
    if entry.file_size > limit or entry.file_size > max(_LARGE, entry.compress_size * MAX_RATIO):
        raise Blocked("file.too-large")
    markup = entry.filename.endswith((".xml", ".rels"))
    size, tail = 0, b""
    with archive.open(entry) as part:
        while piece := part.read(_CHUNK):
            size += len(piece)
            if size > limit:
                raise Blocked("file.too-large")
            if markup:
                window = (tail + piece).lower()
                if any(mark in window for mark in _DOCTYPES):
                    raise Blocked("file.broken")
                tail = piece[-_OVERLAP:]
    return size
