"""What a reader sees of a Word document, paragraph by paragraph, with the numbers that Word would draw."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from data.errors import Blocked
from desktop.exchange.hostile import open_archive
from desktop.exchange.lines import Line, row_as_lines

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr")} | {_FALLBACK}
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
_HEADING_NAME = re.compile(r"(?:heading|عنوان|titre)\s*([1-6])$", re.IGNORECASE)
_ABJAD = "ابجدهوزحطيكلمنسعفصقرشت"
_ALPHABET = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_DIGITS_AR = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_ROMANS = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LEVELS = 9
_MAX_MARKUP_BYTES = 20_000_000


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass(slots=True)
class _Style:
    based_on: str = ""
    outline: int = 0
    number: tuple[str, int] | None = None


@dataclass(slots=True)
class _Book:
    """What the document's other parts say about its paragraphs, and how far each list has counted."""

    styles: dict[str, _Style] = field(default_factory=dict)
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)

    def heading(self, style: str) -> int:
        """Find the outline level a style gives (1 is highest), through the styles it is based on."""
        for _ in range(_LEVELS):
            known = self.styles.get(style)
            if known is None or known.outline:
                return known.outline if known else 0
            style = known.based_on
        return 0

    def numbering(self, style: str) -> tuple[str, int] | None:
        """Find the list a style belongs to, through the styles it is based on."""
        for _ in range(_LEVELS):
            known = self.styles.get(style)
            if known is None or known.number:
                return known.number if known else None
            style = known.based_on
        return None

    def mark(self, number: str, level: int) -> str:
        """Count one item of a list further and write its mark as Word draws it."""
        levels = self.levels.get(number)
        if not levels or level not in levels:
            return ""
        counts = self.counts.setdefault(self.abstract.get(number, number), [0] * _LEVELS)
        own = levels[level]
        counts[level] = (counts[level] or own.start - 1) + 1
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        if own.format == "bullet":
            return "• "
        if own.format == "none":
            return ""

        def drawn(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            counted = levels.get(at, _Level())
            return _numeral(counts[at] or counted.start, counted.format)

        text = re.sub(r"%([1-9])", drawn, own.text)
        return f"{text} " if text else ""


def read_docx(data: bytes) -> list[Line]:
    """Read paragraphs, headings, list items, tables, text boxes and notes; deleted text stays deleted.

    Raises:
        Blocked: `file.broken`, `file.too-large`, or `file.unknown-format` for another kind of archive.
    """
    with open_archive(data) as archive:
        names = set(archive.namelist())
        if "word/document.xml" not in names:
            raise Blocked("file.unknown-format")
        book = _book(archive, names)
        lines = list(_blocks(_part(archive, "word/document.xml"), book))
        for name in ("word/footnotes.xml", "word/endnotes.xml"):
            if name in names:
                lines += _blocks(_part(archive, name), book)
    return lines


def _part(archive: zipfile.ZipFile, name: str) -> Element:
    """Parse one part: a tree takes some thirty times the room of its text."""
    if archive.getinfo(name).file_size > _MAX_MARKUP_BYTES:
        raise Blocked("file.too-large")
    try:
        root: Element = fromstring(archive.read(name), forbid_dtd=True)
    except (ParseError, DefusedXmlException, zipfile.BadZipFile) as error:
        raise Blocked("file.broken") from error
    return root


def _value(parent: Element | None, name: str, default: str = "") -> str:
    found = parent.find(f"{_W}{name}") if parent is not None else None
    return found.get(f"{_W}val", default) if found is not None else default


def _book(archive: zipfile.ZipFile, names: set[str]) -> _Book:
    book = _Book()
    if "word/numbering.xml" in names:
        _read_numbering(_part(archive, "word/numbering.xml"), book)
    if "word/styles.xml" in names:
        for style in _part(archive, "word/styles.xml").iter(f"{_W}style"):
            properties = style.find(f"{_W}pPr")
            book.styles[style.get(f"{_W}styleId", "")] = _Style(
                based_on=_value(style, "basedOn"),
                outline=_outline(properties, _value(style, "name")),
                number=_number(properties),
            )
    return book


def _outline(properties: Element | None, name: str) -> int:
    level = _value(properties, "outlineLvl")
    if level.isdigit():
        return int(level) + 1 if int(level) < _LEVELS else 0
    found = _HEADING_NAME.match(name)
    return int(found[1]) if found else int(name.lower() == "title")


def _number(properties: Element | None) -> tuple[str, int] | None:
    listed = properties.find(f"{_W}numPr") if properties is not None else None
    if listed is None:
        return None
    level = _value(listed, "ilvl", "0")
    return _value(listed, "numId"), min(int(level) if level.isdigit() else 0, _LEVELS - 1)


def _read_numbering(root: Element, book: _Book) -> None:
    drafts: dict[str, dict[int, _Level]] = {}
    for draft in root.iter(f"{_W}abstractNum"):
        drafts[draft.get(f"{_W}abstractNumId", "")] = {
            int(level.get(f"{_W}ilvl", "0")): _Level(
                _value(level, "numFmt", "decimal"),
                _value(level, "lvlText"),
                int(_value(level, "start", "1") or 1),
            )
            for level in draft.iter(f"{_W}lvl")
        }
    for number in root.iter(f"{_W}num"):
        name, draft_name = number.get(f"{_W}numId", ""), _value(number, "abstractNumId")
        book.levels[name] = dict(drafts.get(draft_name, {}))
        restarts = number.findall(f"{_W}lvlOverride")
        book.abstract[name] = f"{draft_name}/{name}" if restarts else draft_name
        for restart in restarts:
            at = int(restart.get(f"{_W}ilvl", "0"))
            start = _value(restart, "startOverride")
            if start.isdigit() and at in book.levels[name]:
                old = book.levels[name][at]
                book.levels[name][at] = _Level(old.format, old.text, int(start))


def _numeral(value: int, form: str) -> str:
    if form in {"upperRoman", "lowerRoman"}:
        return _roman(value) if form == "upperRoman" else _roman(value).lower()
    if form in {"upperLetter", "lowerLetter"}:
        letter = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in {"arabicAbjad", "arabicAlpha"}:
        row = _ABJAD if form == "arabicAbjad" else _ALPHABET
        return row[(value - 1) % len(row)]
    if form == "hindiNumbers":
        return str(value).translate(_DIGITS_AR)
    return f"{value:02d}" if form == "decimalZero" else str(value)


def _roman(value: int) -> str:
    said = ""
    for amount, sign in _ROMANS:
        said += sign * (value // amount)
        value %= amount
    return said


def _blocks(parent: Element, book: _Book) -> Iterator[Line]:
    """Walk the blocks of a body, a cell or a text box, entering content controls and the like."""
    for child in parent:
        if child.tag == f"{_W}p":
            yield from _paragraph(child, book)
        elif child.tag == f"{_W}tr":
            cells = [[line.text for line in _blocks(cell, book)] for cell in _nearest(child, f"{_W}tc")]
            yield from row_as_lines([[text for text in cell if text] for cell in cells])
        elif child.tag not in _SKIPPED:
            yield from _blocks(child, book)


def _paragraph(paragraph: Element, book: _Book) -> Iterator[Line]:
    properties = paragraph.find(f"{_W}pPr")
    style = _value(properties, "pStyle")
    text = "".join(_text(paragraph)).strip()
    level = _outline(properties, "") or book.heading(style)
    numbered = _number(properties) or book.numbering(style)
    if text:
        mark = book.mark(*numbered) if numbered else ""
        yield Line(f"{mark}{text}", level)
    for box in _nearest(paragraph, f"{_W}txbxContent"):
        yield from _blocks(box, book)


def _nearest(parent: Element, tag: str) -> Iterator[Element]:
    """Find the elements of a kind below another, none inside of one already found or in a stand-in for old Words."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED:
            yield from _nearest(child, tag)


def _text(parent: Element) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == f"{_W}sym":
            yield chr(int(child.get(f"{_W}char", "20"), 16))
        elif child.tag != f"{_W}txbxContent" and child.tag not in _SKIPPED:
            yield from _text(child)
