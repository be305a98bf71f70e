"""Policy documents in whatever format they come, read into one kind of text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data.errors import Blocked
from desktop.exchange.child import parse_apart
from desktop.exchange.decoding import Note, clean, declared_encoding, decode
from desktop.exchange.hostile import MAX_CHARACTERS, kind_of, load
from desktop.exchange.lines import Line

#: Suffixes for the file dialog.
SUFFIXES = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file, one line to a paragraph, heading, item or table row.

    `levels` tells which lines the format itself marks as headings (1 is highest); `encoding` is empty for formats
    that have none; `notes` are things to tell the officer before anything is kept.
    """

    text: str
    format: str
    encoding: str = ""
    notes: tuple[Note, ...] = ()
    levels: Mapping[int, int] = field(default_factory=dict)

    @property
    def doubtful(self) -> bool:
        """Tell whether the encoding was guessed, so that a person must look before it is taken."""
        return any(note.key == "encoding-guessed" for note in self.notes)


def read_document(path: Path, encoding: str | None = None) -> Document:
    """Read a .txt, .md, .html, .docx or .pdf file; `encoding` is the officer's choice for the text formats.

    Raises:
        Blocked: `file.` with `empty`, `binary`, `broken`, `scanned`, `too-large`, `unreadable`, `locked`, `encoding`
            or `unknown-format`, each with the file's name.
    """
    try:
        return _read(path, encoding)
    except Blocked as blocked:
        raise Blocked(blocked.key, **{"name": path.name, **blocked.values}) from blocked


def _read(path: Path, encoding: str | None) -> Document:
    data = load(path)
    kind = kind_of(data, path.suffix.lower())
    if kind in {"docx", "pdf"}:
        return _document(parse_apart(kind, data), kind)
    decoded = decode(data, encoding, declared_encoding(data) if kind == "html" else None)
    if len(decoded.text) > MAX_CHARACTERS:
        raise Blocked("file.too-large")
    lines = [Line(decoded.text)] if kind == "txt" else parse_apart(kind, decoded.text.encode())
    return _document(lines, kind, decoded.encoding, decoded.notes)


def _document(lines: list[Line], kind: str, encoding: str = "", notes: tuple[Note, ...] = ()) -> Document:
    cleaned, found = clean("\n".join(line.text for line in lines))
    if not cleaned.strip():
        raise Blocked("file.empty")
    return Document(cleaned, kind, encoding, (*notes, *found), _levels(lines))


def _levels(lines: list[Line]) -> dict[int, int]:
    """Find the place of each heading's first line in the joined text."""
    levels, place = {}, 0
    for line in lines:
        if line.level:
            levels[place] = line.level
        place += clean(line.text)[0].count("\n") + 1
    return levels
