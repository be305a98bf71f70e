"""Blocks made of rows: facts, two languages side by side, places to sign, figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.reports.engine.drawing import Drawing
from desktop.reports.engine.figures import paint
from desktop.reports.engine.flow import Flow
from desktop.reports.engine.fonts import SEMIBOLD
from desktop.reports.engine.look import CAPTION, LABEL, PAIR, PAIR_HEAD, RULE, TONES, VALUE, Style
from desktop.reports.engine.model import Cell, Signatory, Text
from desktop.reports.engine.page import Pages
from desktop.reports.engine.rows import Box, set_row
from desktop.reports.engine.stream import hexed
from desktop.reports.engine.tags import spoken

_LABEL_SHARE = 0.3
_GUTTER = 22.0
_FACT_PAD = 3.0
_SIGN_HEIGHT = 104.0


def facts(flow: Flow, rows: Iterable[tuple[str, Cell]]) -> None:
    """Set label and value per row."""
    pages = flow.pages
    flow.start(2 * (VALUE.leading + 2 * _FACT_PAD))
    label_width = pages.width * _LABEL_SHARE
    value_width = pages.width - label_width - 10
    label_x = pages.left + pages.width - label_width if pages.rtl else pages.left
    value_x = pages.left if pages.rtl else pages.left + label_width + 10
    with pages.tags.element("Table"):
        for label, value in rows:
            boxes = [
                Box(label, label_x, label_width, LABEL, "TH", attributes="/A<</O/Table/Scope/Row>>"),
                Box(value, value_x, value_width, VALUE, "TD"),
            ]
            set_row(pages, boxes, role="TR", pad=_FACT_PAD)
    pages.y -= 10


def pair(flow: Flow, ar: Text, en: Text, *, bold: bool) -> None:
    """Set Arabic on the right and English on the left, their first lines level."""
    pages, style = flow.pages, PAIR_HEAD if bold else PAIR
    flow.start(2 * style.leading)
    width = (pages.width - _GUTTER) / 2
    arabic = Box(ar, pages.left + width + _GUTTER, width, style, "P", align="text")
    english = Box(en, pages.left, width, style, "P", align="text")
    boxes = [arabic, english] if pages.rtl else [english, arabic]
    set_row(pages, boxes, role="Div", pad=2.5, rule=not bold)
    pages.y -= 2


def signatures(flow: Flow, people: Sequence[Signatory]) -> None:
    """Set places to sign, two beside each other."""
    pages = flow.pages
    width = (pages.width - _GUTTER) / 2
    flow.start(_SIGN_HEIGHT)
    pages.y -= 8
    for at in range(0, len(people), 2):
        pages.need(_SIGN_HEIGHT)
        for column, person in enumerate(people[at : at + 2]):
            offset = column * (width + _GUTTER)
            left = pages.left + pages.width - offset - width if pages.rtl else pages.left + offset
            _sign(pages, person, left, width)
        pages.y -= _SIGN_HEIGHT


def _sign(pages: Pages, person: Signatory, left: float, width: float) -> None:
    words = pages.meta.words
    with pages.artifact():
        pages.rule(left, pages.y, width, TONES["accent"].ink, 1.2)
    top = pages.y - 6
    head = Style(10, 16, SEMIBOLD)
    lines = pages.setter.lines(person.role, width, head.size, head.weight)[:2]
    with pages.content("P", spoken(person.role)):
        pages.show_lines(lines, left, width, top, head)
    top -= head.leading * len(lines) + 4
    for label, value in ((words.name, person.name), (words.signature, ""), (words.date, person.date)):
        text = f"{label}: {value}".rstrip()
        line = pages.setter.line(text, LABEL.size, LABEL.weight)
        with pages.content("P", spoken(text)):
            pages.show_lines([line], left, width, top, LABEL)
        if not value:
            with pages.artifact():
                free = width - line.width - 8
                pages.rule(
                    left if pages.rtl else left + line.width + 8, top - LABEL.leading + 4, free, RULE, 0.7
                )
        top -= LABEL.leading + 6


def figure(flow: Flow, drawing: Drawing, *, alt: str, title: str = "", caption: str = "") -> None:
    """Set a drawing with its title above and its caption below, all on one page."""
    pages = flow.pages
    head = Style(10, 17, SEMIBOLD, below=3)
    height = (
        drawing.height + (head.leading + head.below if title else 0) + (CAPTION.leading if caption else 0) + 8
    )
    flow.start(height)
    if title:
        flow.paragraph(title, head, align="start")
    low = pages.y - drawing.height
    box = f"/A<</O/Layout/BBox[{pages.left:.1f} {low:.1f} {pages.left + pages.width:.1f} {pages.y:.1f}]>>"
    with pages.content("Figure", f"/Alt{hexed(alt)}{box}"):
        paint(pages, drawing)
    pages.y = low - 6
    if caption:
        flow.paragraph(caption, CAPTION, align="start")
    pages.y -= 6
