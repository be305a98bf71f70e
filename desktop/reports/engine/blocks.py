"""Blocks made of rows: facts, two languages side by side, places to sign, figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.reports.engine.drawing import Drawing
from desktop.reports.engine.figures import paint
from desktop.reports.engine.flow import FIGURE_ROOM, SHORT, Flow
from desktop.reports.engine.fonts import MEDIUM, SEMIBOLD
from desktop.reports.engine.look import BODY, CAPTION, LABEL, PAIR, RULE, STATEMENT, TONES, VALUE, Style
from desktop.reports.engine.model import Cell, Prose, Signatory, Text
from desktop.reports.engine.page import Pages
from desktop.reports.engine.rows import Box, row_height, set_row
from desktop.reports.engine.stream import hexed
from desktop.reports.engine.tags import spoken
from desktop.reports.engine.twofold import labelled
from desktop.reports.engine.typeset import Line

_LABEL_SHARE = 0.3
_GUTTER = 22.0
_FACT_PAD, _PAIR_PAD, _FIRST_FACTS = 3.0, 2.5, 3
_FACTS_BELOW, _PAIR_BELOW, _TILES_BELOW, _FIGURE_BELOW = 10.0, 2.0, 4.0, 6.0
_SIGN_HEIGHT, _SIGN_ABOVE = 84.0, 14.0
_ROLE = Style(10, 16, SEMIBOLD)
_WHOLE = 9
_TILE_LEAST, _TILE_GAP, _TILE_PAD = 115.0, 8.0, 9.0
_TILE = (Style(8.5, 13, MEDIUM, "muted"), Style(17, 25, SEMIBOLD), Style(8, 12.5, tone="muted"))


def facts(flow: Flow, rows: Iterable[tuple[str, Cell]]) -> None:
    """Set label and value per row: a few on one page; of many, neither the first nor the last stands alone."""
    pages, grid = flow.pages, _grid(flow.pages, rows)
    heights = [row_height(pages, boxes, _FACT_PAD) for boxes in grid]
    whole = sum(heights)
    least = whole if whole <= pages.top * SHORT else sum(heights[:_FIRST_FACTS])
    after = flow.start_parts(heights, least=least, room=_FACTS_BELOW)
    with pages.tags.element("Table"):
        for boxes, below in zip(grid, after, strict=True):
            set_row(pages, boxes, role="TR", pad=_FACT_PAD, below=below)
    pages.y -= _FACTS_BELOW


def facts_height(flow: Flow, rows: Iterable[tuple[str, Cell]]) -> float:
    """Height of labels and values on a page that holds them."""
    return sum(row_height(flow.pages, boxes, _FACT_PAD) for boxes in _grid(flow.pages, rows)) + _FACTS_BELOW


def _grid(pages: Pages, rows: Iterable[tuple[str, Cell]]) -> list[tuple[Box, Box]]:
    label_width = pages.width * _LABEL_SHARE
    value_width = pages.width - label_width - 10
    label_x = pages.left + pages.width - label_width if pages.rtl else pages.left
    value_x = pages.left if pages.rtl else pages.left + label_width + 10
    return [
        (
            Box(label, label_x, label_width, LABEL, "TH", attributes="/A<</O/Table/Scope/Row>>"),
            Box(
                value,
                value_x,
                value_width,
                VALUE,
                "TD",
                align="text" if isinstance(value, Prose) else "start",
            ),
        )
        for label, value in rows
    ]


def tiles(flow: Flow, figures: Sequence[tuple[str, str, str]]) -> None:
    """Set leading figures beside each other: what is counted above, the figure large, a remark below."""
    pages = flow.pages
    rows = -(-len(figures) // int(pages.width / _TILE_LEAST)) or 1
    count = max(-(-len(figures) // rows), 1)
    width = (pages.width - (count - 1) * _TILE_GAP) / count
    room = width - 2 * _TILE_PAD
    for at in range(0, len(figures), count):
        row = figures[at : at + count]
        parts = [
            [
                pages.setter.lines(text, room, style.size, style.weight) if text else []
                for text, style in zip(figure, _TILE, strict=True)
            ]
            for figure in row
        ]
        heights = [max(len(tile[part]) for tile in parts) * style.leading for part, style in enumerate(_TILE)]
        height = sum(heights) + 12
        flow.start(height + flow.below(_TILE_GAP + _TILES_BELOW))
        for column, (figure, tile) in enumerate(zip(row, parts, strict=True)):
            offset = column * (width + _TILE_GAP)
            x = pages.left + pages.width - offset - width if pages.rtl else pages.left + offset
            with pages.artifact():
                pages.fill(x, pages.y - height, width, height, TONES["muted"].paper)
                pages.fill(
                    x + width - 2 if pages.rtl else x, pages.y - height, 2, height, TONES["accent"].ink
                )
            with pages.content("P", spoken(": ".join(filter(None, figure)))):
                top = pages.y - 6
                for lines, style, high in zip(tile, _TILE, heights, strict=True):
                    pages.show_lines(lines, x + _TILE_PAD, room, top, style)
                    top -= high
        pages.y -= height + _TILE_GAP
    pages.y -= _TILES_BELOW


def pair(flow: Flow, ar: Text, en: Text, *, rule: bool) -> None:
    """Set Arabic on the right and English on the left, their first lines level; what is short is kept on one page."""
    pages, style = flow.pages, PAIR
    boxes = _pair_boxes(pages, ar, en)
    after = _PAIR_BELOW if rule else BODY.below
    height, below = row_height(pages, boxes, _PAIR_PAD), flow.below(after)
    whole = height <= _WHOLE * style.leading + 2 * _PAIR_PAD
    flow.start(height + below if whole else 2 * style.leading + 2 * _PAIR_PAD)
    set_row(pages, boxes, role="Div", pad=_PAIR_PAD, rule=rule, below=below)
    pages.y -= after


def pair_height(flow: Flow, ar: Text, en: Text) -> float:
    """Height of two passages side by side."""
    boxes = _pair_boxes(flow.pages, ar, en)
    return row_height(flow.pages, boxes, _PAIR_PAD) + _PAIR_BELOW


def _pair_boxes(pages: Pages, ar: Text, en: Text) -> list[Box]:
    width = (pages.width - _GUTTER) / 2
    arabic = Box(ar, pages.left + width + _GUTTER, width, PAIR, "P", align="text")
    english = Box(en, pages.left, width, PAIR, "P", align="text")
    return [arabic, english] if pages.rtl else [english, arabic]


def signatures(flow: Flow, people: Sequence[Signatory], statement: str = "") -> None:
    """Set places to sign, two beside each other, below what the signing says."""
    pages = flow.pages
    width = (pages.width - _GUTTER) / 2
    lines = _role_lines(pages, people)
    height = _SIGN_HEIGHT + lines * _ROLE.leading
    flow.start(signing(flow, people, statement))
    pages.y -= 0 if pages.fresh else _SIGN_ABOVE
    if statement:
        flow.paragraph(statement, STATEMENT)
    for at in range(0, len(people), 2):
        pages.need(height)
        for column, person in enumerate(people[at : at + 2]):
            offset = column * (width + _GUTTER)
            left = pages.left + pages.width - offset - width if pages.rtl else pages.left + offset
            _sign(pages, person, left, width, lines)
        pages.y -= height


def signing(flow: Flow, people: Sequence[Signatory], statement: str = "") -> float:
    """Height of places to sign, the first two of them, with what the signing says."""
    said = flow.height(statement, STATEMENT) if statement else 0.0
    return _SIGN_ABOVE + said + _SIGN_HEIGHT + _role_lines(flow.pages, people) * _ROLE.leading


def _role_lines(pages: Pages, people: Sequence[Signatory]) -> int:
    """Lines that the longest role takes, so that the names below all stand level."""
    return max(len(_role(pages, person, (pages.width - _GUTTER) / 2)) for person in people)


def _role(pages: Pages, person: Signatory, width: float) -> list[Line]:
    return pages.setter.lines(person.role, width, _ROLE.size, _ROLE.weight)[:2]


def _sign(pages: Pages, person: Signatory, left: float, width: float, role_lines: int) -> None:
    words, other = pages.meta.words, pages.meta.words_beside or pages.meta.words
    with pages.artifact():
        pages.rule(left, pages.y, width, TONES["accent"].ink, 1.2)
    top = pages.y - 6
    lines = _role(pages, person, width)
    with pages.content("P", spoken(person.role)):
        pages.show_lines(lines, left, width, top, _ROLE)
    top -= _ROLE.leading * role_lines + 4
    for said, beside, value in (
        (words.name, other.name, person.name),
        (words.signature, other.signature, ""),
        (words.date, other.date, person.date),
    ):
        text = labelled(said, beside, value)
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
        drawing.height
        + (head.leading + head.below if title else 0)
        + (flow.height(caption, CAPTION) if caption else 0)
    )
    flow.start(height + FIGURE_ROOM + flow.below(_FIGURE_BELOW))
    if title:
        flow.paragraph(title, head, align="start")
    low = pages.y - drawing.height
    box = f"/A<</O/Layout/BBox[{pages.left:.1f} {low:.1f} {pages.left + pages.width:.1f} {pages.y:.1f}]>>"
    with pages.content("Figure", f"/Alt{hexed(alt)}{box}"):
        paint(pages, drawing)
    pages.y = low - 6
    if caption:
        flow.paragraph(caption, CAPTION, align="start")
    pages.y -= _FIGURE_BELOW
