"""Prose: headings that stay with what follows, paragraphs and lists that break over pages decently."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from desktop.reports.engine.fonts import REGULAR, SEMIBOLD
from desktop.reports.engine.look import BODY, BULLET, HEADINGS, MARGIN_BOTTOM, NOTE, SMALL, TONES, Style
from desktop.reports.engine.model import Heading, Span, Text, Tone
from desktop.reports.engine.page import Align, Pages
from desktop.reports.engine.tags import spoken
from desktop.reports.engine.typeset import Line, plain, spans_of

_TOGETHER = 2
_LAST = 3
SHORT = 1 / 3  # of a page: what takes no more is kept whole
ENOUGH = 4 * BODY.leading  # what goes along with the places to sign, at least
_MARKER_ROOM = 18.0
FIGURE_ROOM = 8.0
_LEAD = 0
_WAITING = {_LEAD: SMALL, **HEADINGS}
_NOTE_PAD, _NOTE_SIDES, _ITEM_BELOW = 9.0, 28.0, 2.0


class Lines(Protocol):
    """Counts the lines of words."""

    def __call__(self, text: str, width: float, size: float, *, bold: bool) -> int:
        """Count the lines that words of a drawing take in a width, at a size."""


class Sheet(NamedTuple):
    """Room for a drawing: how wide, how tall below what stands here, on the next page with its headings, on any after."""

    width: float
    here: float
    next: float
    page: float
    lines: Lines


class Flow:
    """Sets prose on `pages`; remembers the headings for contents and bookmarks.

    While a block is set, its last lines stay on the page with the `followed` points of what comes after it.
    """

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.headings: list[Heading] = []
        self.carried: set[str] = set()
        self.followed = 0.0
        self._waiting: list[tuple[int, Text, Align]] = []
        self._above: list[int] = []

    def heading(self, level: int, text: str, lead: Text = "", *, align: Align = "start") -> None:
        """Hold a heading back, and what is said in small below it, until the block that follows is known."""
        self._waiting.append((min(max(level, 1), 3), text, align))
        if lead:
            self._waiting.append((_LEAD, lead, "text"))

    def start(self, height: float) -> None:
        """Begin a block whose first part needs `height`: waiting headings are set on the same page."""
        pages = self.pages
        pages.begin()
        waiting, self._waiting = self._waiting, []
        pages.need(height + sum(self.heading_height(level, text) for level, text, _ in waiting))
        for level, text, align in waiting:
            if level == _LEAD:
                self.paragraph(text, SMALL, align=align)
            else:
                self._set_heading(level, plain(text), align)

    def sheet(self) -> Sheet:
        """Measure the pages for a drawing."""
        pages = self.pages
        page = pages.top - MARGIN_BOTTOM - FIGURE_ROOM
        above = sum(self.heading_height(level, text) for level, text, _ in self._waiting)
        here = pages.room - FIGURE_ROOM if pages.open else page
        return Sheet(pages.width, here - above, page - above, page, self._count)

    def _count(self, text: str, width: float, size: float, *, bold: bool) -> int:
        return len(self.pages.setter.lines(text, width, size, SEMIBOLD if bold else REGULAR))

    def flush(self) -> None:
        """Set headings that nothing followed."""
        if self._waiting:
            self.start(0.0)

    def _heading_lines(self, level: int, text: Text) -> list[Line]:
        style = _WAITING[level]
        return self.pages.setter.lines(text, self.pages.width, style.size, style.weight)

    def below(self, room: float) -> float:
        """Height that must be left below the last line of a block that ends with `room`; 0 if nothing follows."""
        return self.followed and self.followed + room

    def start_parts(self, heights: Sequence[float], *, least: float, room: float) -> list[float]:
        """Begin a block of parts that ends with `room`; returns what height must be left below each of them.

        The last part, if it is short, does not go to a page alone.
        """
        after: list[float] = []
        later, most = 0.0, self.pages.top / 5
        for height in reversed(heights):
            after.insert(0, self.below(room + later) if later < ENOUGH else 0.0)
            if len(after) == _TOGETHER and later < most:
                after[0] = max(after[0], later)
            later += height
        least = min(least, self.pages.top * SHORT)
        self.start(max(least, heights[0] + after[0]) if any(after[:1]) else least)
        return after

    def heading_height(self, level: int, text: Text, lead: Text = "") -> float:
        """Height of a heading, and of what is said in small below it, with the room around them."""
        style = _WAITING[level]
        below = self.heading_height(_LEAD, lead) if lead else 0.0
        return style.above + style.leading * len(self._heading_lines(level, text)) + style.below + below

    def _set_heading(self, level: int, text: str, align: Align) -> None:
        pages, style = self.pages, HEADINGS[level]
        if level == 1:
            pages.chapter = text if text in self.carried else ""
            pages.goes_on = "" if pages.fresh else pages.goes_on
        if not pages.fresh:
            pages.y -= style.above
        lines = self._heading_lines(level, text)
        self._above = [*(one for one in self._above if one < level), level]
        depth = len(self._above)  # none is skipped, however small it looks below the one above it
        self.headings.append(Heading(depth, text, pages.number, pages.document.page_number(), pages.y + 6))
        attributes = pages.language(rtl=pages.setter.direction(text)) + spoken(text)
        with pages.content(f"H{depth}", attributes):
            pages.show_lines(lines, pages.left, pages.width, pages.y, style, align=align)
        pages.y -= style.leading * len(lines)
        if level == 1:
            with pages.artifact():
                pages.rule(pages.left, pages.y - 1, pages.width, TONES["accent"].ink, 0.9)
        pages.y -= style.below

    def paragraph(self, text: Text, style: Style = BODY, *, align: Align = "text") -> None:
        """Set prose over as many pages as it takes, without lonely first or last lines."""
        pages = self.pages
        lines = self._lines(text, style)
        below = self.below(style.below)
        self.start(opening(len(lines), style.leading, below))
        self._set("P", text, lines, style, pages.left, pages.width, align=align, below=below)
        pages.y -= style.below

    def height(self, text: Text, style: Style) -> float:
        """Height of a paragraph."""
        return len(self._lines(text, style)) * style.leading + style.below

    def _lines(self, text: Text, style: Style) -> list[Line]:
        return self.pages.setter.paragraphs(text, self.pages.width, style.size, style.weight)

    def bullets(self, items: Iterable[Text], *, numbered: bool = False) -> None:
        """Set a list; every item has its marker in the leading gutter."""
        pages, style = self.pages, BULLET
        room = pages.width - _MARKER_ROOM
        listed = [(item, pages.setter.lines(item, room, style.size, style.weight)) for item in items]
        heights = [len(lines) * style.leading + _ITEM_BELOW for _, lines in listed]
        after = self.start_parts(heights, least=style.leading * _TOGETHER, room=_ITEM_BELOW + BODY.below)
        numbering = "Decimal" if numbered else "Disc"
        with pages.tags.element("L", f"/A<</O/List/ListNumbering/{numbering}>>"):
            for number, ((item, lines), below) in enumerate(zip(listed, after, strict=True), start=1):
                pages.need(opening(len(lines), style.leading, below))
                with pages.tags.element("LI"):
                    self._marker(f"{pages.meta.number(number)}." if numbered else "•", style)
                    left = pages.left if pages.rtl else pages.left + _MARKER_ROOM
                    self._set("LBody", item, lines, style, left, room, below=below)
                pages.y -= _ITEM_BELOW
        pages.y -= BODY.below

    def _marker(self, text: str, style: Style) -> None:
        pages = self.pages
        line = pages.setter.line(text, style.size, rtl=pages.rtl)
        accent = style._replace(tone="accent")
        with pages.content("Lbl"):
            pages.show_lines([line], pages.left, pages.width, pages.y, accent)

    def note(self, text: Text, tone: Tone, title: str, keep: float = 0.0) -> None:
        """Set a remark on a tinted ground with a bar on its leading edge; it breaks between lines, if nothing is kept."""
        pages, style = self.pages, NOTE
        spans = _titled(text, tone, title)
        left = pages.left if pages.rtl else pages.left + 4
        x, width = left + 12, pages.width - _NOTE_SIDES
        lines = pages.setter.lines(spans, width, style.size, style.weight)
        below = self.below(style.below)
        whole = len(lines) * style.leading + style.below + keep if keep else 0.0
        self.start(max(whole, opening(len(lines), style.leading, below, together=3)) + 2 * _NOTE_PAD)
        self._set("P", spans, lines, style, x, width, ground=tone, below=below)
        pages.y -= style.below

    def note_height(self, text: Text, tone: Tone, title: str) -> float:
        """Height of a remark."""
        lines = self.pages.setter.lines(
            _titled(text, tone, title), self.pages.width - _NOTE_SIDES, NOTE.size, NOTE.weight
        )
        return len(lines) * NOTE.leading + 2 * _NOTE_PAD + NOTE.below

    def _set(  # noqa: PLR0913, PLR0917 - what, where and on which ground
        self,
        role: str,
        text: Text,
        lines: Sequence[Line],
        style: Style,
        x: float,
        width: float,
        *,
        align: Align = "start",
        ground: Tone | None = None,
        below: float = 0.0,
    ) -> None:
        pages = self.pages
        words = plain(text)
        spans = spans_of(text) if not isinstance(text, str) else ()
        pad = _NOTE_PAD if ground else 0.0
        element = pages.tags.reserve(role, pages.language(rtl=lines[0].rtl) + spoken(words))
        left = list(lines)
        while left:
            room = pages.room - 2 * pad
            count = fitting(len(left), room, style.leading, fresh=pages.fresh, below=below)
            if not count:
                pages.turn()
                continue
            if ground:
                self._ground(ground, count * style.leading + 2 * pad)
            pages.y -= pad
            pages.tags.resume(element)
            pages.canvas.put(pages.tags.mark(role))
            pages.show_lines(left[:count], x, width, pages.y, style, align=align, spans=spans)
            pages.canvas.put("EMC")
            element = pages.tags.pause()
            pages.y -= count * style.leading + pad
            left = left[count:]
        pages.tags.settle(element)

    def _ground(self, tone: Tone, height: float) -> None:
        pages = self.pages
        with pages.artifact():
            pages.fill(pages.left, pages.y - height, pages.width, height, TONES[tone].paper)
            bar = pages.left + pages.width - 3 if pages.rtl else pages.left
            pages.fill(bar, pages.y - height, 3, height, TONES[tone].ink)


def _titled(text: Text, tone: Tone, title: str) -> Text:
    return [Span(title + "\n", bold=True, tone=tone), *spans_of(text)] if title else text


def opening(count: int, leading: float, below: float, *, together: int = _TOGETHER) -> float:
    """Height that the first of `count` lines need: that of all where the end would take them along with it."""
    if below and count < together + _LAST:
        return count * leading + below
    return (count if count <= _LAST else together) * leading


def fitting(count: int, room: float, leading: float, *, fresh: bool, below: float = 0.0) -> int:
    """How many of `count` lines to set here: never one alone at the foot, never one alone on the next page.

    Where `below` points must be left below the last line, the last few go along to the next page instead.
    """
    fit = max(int((room + 0.01) / leading), 1 if fresh else 0)
    if fit >= count and count * leading + below <= room + 0.01:
        return count
    if below:
        fit = min(fit, count - _LAST) if count > _LAST or not fresh else min(fit, count)
    elif count - fit == 1:
        fit -= 1
    if fit < _TOGETHER and not fresh:
        return 0
    return max(fit, 1)
