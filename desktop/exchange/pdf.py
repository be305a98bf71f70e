"""The text layer of a PDF in reading order: letters put back from where they stand on the page.

A PDF stores drawn glyphs. Arabic arrives in drawing order, often as presentation forms, with brackets mirrored and
marks beside their letters; PDFium's own guess at the order misplaces numbers. So each Arabic line is read from left
to right by position and turned by the bidirectional algorithm, which undoes what drawing did.
"""

import ctypes
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from bidi import get_display

from data.errors import Blocked
from desktop.exchange.hostile import MAX_CHARACTERS
from desktop.exchange.lines import Line, is_item, letters
from desktop.exchange.markers import marks_of

_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_BRACKETS = str.maketrans("()[]{}«»", ")(][}{»«")
_LAM_ALEF = re.compile("^([اأإآ])(ل)$")
_HYPHENS = "\x02\ufffe"
_WORD_GAP, _FULL_LINE, _LINE_GAP, _SAME_SIZE = 0.18, 0.97, 1.9, 0.12
_NARROWEST, _SAME_EDGE = 0.3, 4
_LETTERS_ON_A_PAGE = 10
_FOREIGN = 3


@dataclass(frozen=True, slots=True)
class _Glyph:
    text: str
    start: float
    end: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class _Printed:
    """A printed line: its text, its extent across the page, its base line and the size of its letters (points)."""

    text: str
    start: float
    end: float
    base: float
    size: float


def read_pdf(data: bytes) -> list[Line]:
    """Read the text layer, one line to a paragraph.

    Raises:
        Blocked: `file.scanned` without text, `file.locked` with a password, `file.broken`, `file.too-large`.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Blocked("file.locked" if "assword" in str(error) else "file.broken") from error
    lines: list[Line] = []
    held = 0
    for page in document:
        for text in _paragraphs(_printed(page)):
            held += len(text)
            if held > MAX_CHARACTERS:
                raise Blocked("file.too-large")
            lines.append(Line(text))
    if sum(sum(letters(line.text)) for line in lines) < (_LETTERS_ON_A_PAGE if _has_picture(document) else 1):
        raise Blocked("file.scanned")
    return lines


def _has_picture(document: Any) -> bool:  # noqa: ANN401 - pypdfium2 is untyped
    return any(True for page in document for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))


def _printed(page: Any) -> list[_Printed]:  # noqa: ANN401 - pypdfium2 is untyped
    layer = page.get_textpage()
    text, found = [chr(pdfium.FPDFText_GetUnicode(layer, at)) for at in range(layer.count_chars())], []
    arabic = _speaks_arabic("".join(text))
    start = 0
    for at, char in enumerate([*text, "\n"]):
        if char in "\r\n":
            if line := _line(layer, text, range(start, at), arabic=arabic):
                found.append(line)
            start = at + 1
    return found


def _line(
    layer: Any,  # noqa: ANN401 - pypdfium2 is untyped
    text: Sequence[str],
    places: range,
    *,
    arabic: bool,
) -> _Printed | None:
    drawn = "".join(text[at] for at in places)
    if not drawn.strip():
        return None
    real = [at for at in places if not pdfium.FPDFText_IsGenerated(layer, at)] or list(places)
    boxes = {at: layer.get_charbox(at, loose=True) for at in real}
    size = max(pdfium.FPDFText_GetFontSize(layer, at) for at in real)
    level = max(box[1] for box in boxes.values()) - min(box[1] for box in boxes.values()) < size
    if level:
        drawn = _logical([_Glyph(text[at], box[0], box[2]) for at, box in boxes.items()], arabic=arabic)
    base = ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(layer, real[0], ctypes.c_double(), base)
    return _Printed(
        text=drawn.strip(),
        start=min(box[0] for box in boxes.values()),
        end=max(box[2] for box in boxes.values()),
        base=base.value,
        size=size or 1.0,
    )


def _speaks_arabic(text: str) -> bool:
    arabic, latin = letters(unicodedata.normalize("NFKC", text))
    return arabic >= latin


def _logical(glyphs: Sequence[_Glyph], *, arabic: bool) -> str:
    """Put the glyphs of a line into reading order; on an Arabic page a line needs much Latin to be an English one."""
    clusters = sorted(_clusters(glyphs), key=lambda glyph: glyph.middle)
    width = sum(glyph.end - glyph.start for glyph in clusters) / max(1, len(clusters))
    seen = ""
    for at, cluster in enumerate(clusters):
        before = clusters[at - 1] if at else None
        if (
            before
            and cluster.start - before.end > _WORD_GAP * 2 * width
            and not (seen[-1:] + cluster.text[:1]).isspace()
        ):
            seen += " "
        seen += cluster.text[::-1] if _RTL.search(cluster.text) else cluster.text
    if not _RTL.search(seen):
        return seen
    own, foreign = letters(seen)
    rightward = own * _FOREIGN < foreign if arabic else own < foreign
    return _balanced(str(get_display(seen, base_dir="L" if rightward else "R")))


def _clusters(glyphs: Sequence[_Glyph]) -> list[_Glyph]:
    """Join what was drawn in one place: the letters of a ligature, and a mark with its letter."""
    clusters: list[_Glyph] = []
    for glyph in glyphs:
        text = _FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), glyph.text)
        last = clusters[-1] if clusters else None
        if last and (abs(last.start - glyph.start) + abs(last.end - glyph.end) < 0.1):  # noqa: PLR2004 - points
            clusters[-1] = _Glyph(_LAM_ALEF.sub(r"\2\1", last.text + text), last.start, last.end)
        else:
            clusters.append(_Glyph(text, glyph.start, glyph.end))
    letters_only = [glyph for glyph in clusters if not unicodedata.combining(glyph.text[0])]
    for mark in clusters:
        if unicodedata.combining(mark.text[0]) and letters_only:
            near = min(range(len(letters_only)), key=lambda at: abs(letters_only[at].middle - mark.middle))
            base = letters_only[near]
            letters_only[near] = _Glyph(base.text + mark.text, base.start, base.end)
    return letters_only or clusters


def _balanced(text: str) -> str:
    """Turn brackets round when the font gave the shapes as drawn, so that they close before they open.

    Between Latin and Arabic only one of a pair may have been turned; then they are made to open and close by turns.
    """
    if not _misfits(text):
        return text
    turned = text.translate(_BRACKETS)
    if not _misfits(turned):
        return turned
    for opening, closing in ("()", "[]", "«»"):
        if (text.count(opening) + text.count(closing)) % 2 == 0:
            signs = cycle((opening, closing))
            text = "".join(next(signs) if char in {opening, closing} else char for char in text)
    return text


def _misfits(text: str) -> int:
    depth = wrong = 0
    for char in text:
        if char in "([{«":
            depth += 1
        elif char in ")]}»":
            wrong += depth == 0
            depth = max(0, depth - 1)
    return wrong + depth


def _paragraphs(lines: Sequence[_Printed]) -> Iterator[str]:
    """Join lines that the column's width broke; a line that had room for the next word ends its paragraph."""
    if not lines:
        return
    page = max(line.end for line in lines) - min(line.start for line in lines)
    for block in _blocks(lines):
        width = max(page * _NARROWEST, *(line.end - line.start for line in block))
        text = ""
        for at, line in enumerate(block):
            text = _continued(text, line.text)
            if at + 1 == len(block) or not _goes_on(line, block[at + 1], width):
                yield text.rstrip(_HYPHENS)
                text = ""


def _blocks(lines: Sequence[_Printed]) -> Iterator[list[_Printed]]:
    """Group lines that stand under each other in one column, in one size, without a gap."""
    block: list[_Printed] = []
    for line in lines:
        last = block[-1] if block else None
        near = last is not None and 0 < last.base - line.base <= _LINE_GAP * last.size
        if last and not (
            near and _margin(last) == _margin(line) and abs(last.size - line.size) <= _SAME_SIZE * line.size
        ):
            yield block
            block = []
        block.append(line)
    yield block


def _margin(line: _Printed) -> tuple[bool, int]:
    """Name the column a line stands in by the edge that its script begins at."""
    arabic = bool(_RTL.search(line.text))
    return arabic, round((line.end if arabic else line.start) / _SAME_EDGE)


def _continued(text: str, more: str) -> str:
    if text.endswith(tuple(_HYPHENS)):
        return text[:-1] + more
    return f"{text} {more}" if text else more


def _goes_on(line: _Printed, following: _Printed, width: float) -> bool:
    """Tell whether the next line's first word went there because this line had no room for it."""
    used = line.end - line.start
    word = (len(following.text.split()[0]) + 1) * used / len(line.text)
    full = used + word >= _FULL_LINE * width or line.text.endswith(tuple(_HYPHENS))
    return full and not is_item(following.text) and not marks_of(following.text)
