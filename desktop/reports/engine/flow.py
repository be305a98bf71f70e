"""Prose: headings that stay with what follows, paragraphs and lists that break over pages decently."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.reports.engine.look import BODY, BULLET, HEADINGS, TONES, Style
from desktop.reports.engine.model import Heading, Span, Text, Tone
from desktop.reports.engine.page import Align, Pages
from desktop.reports.engine.tags import spoken
from desktop.reports.engine.typeset import Line, plain, spans_of

_TOGETHER = 2
_MARKER_ROOM = 18.0
_NOTE_PAD = 9.0


class Flow:
    """Sets prose on `pages`; remembers the headings for contents and bookmarks."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.headings: list[Heading] = []
        self._waiting: list[tuple[int, str]] = []

    def heading(self, level: int, text: str) -> None:
        """Hold a heading back until the block below it is known."""
        self._waiting.append((min(max(level, 1), 3), text))

    def start(self, height: float) -> None:
        """Begin a block whose first part needs `height`: waiting headings are set on the same page."""
        pages = self.pages
        pages.begin()
        waiting, self._waiting = self._waiting, []
        pages.need(height + sum(self._heading_height(level, text) for level, text in waiting))
        for level, text in waiting:
            self._set_heading(level, text)

    def flush(self) -> None:
        """Set headings that nothing followed."""
        if self._waiting:
            self.start(0.0)

    def _heading_lines(self, level: int, text: str) -> list[Line]:
        style = HEADINGS[level]
        return self.pages.setter.lines(text, self.pages.width, style.size, style.weight)

    def _heading_height(self, level: int, text: str) -> float:
        style = HEADINGS[level]
        return style.above + style.leading * len(self._heading_lines(level, text)) + style.below

    def _set_heading(self, level: int, text: str) -> None:
        pages, style = self.pages, HEADINGS[level]
        if not pages.fresh:
            pages.y -= style.above
        lines = self._heading_lines(level, text)
        self.headings.append(Heading(level, text, pages.number, pages.document.page_number(), pages.y + 6))
        attributes = pages.language(rtl=pages.setter.direction(text)) + spoken(text)
        with pages.content(f"H{level}", attributes):
            pages.show_lines(lines, pages.left, pages.width, pages.y, style)
        pages.y -= style.leading * len(lines)
        if level == 1:
            with pages.artifact():
                pages.rule(pages.left, pages.y - 1, pages.width, TONES["accent"].ink, 0.9)
        pages.y -= style.below

    def paragraph(self, text: Text, style: Style = BODY, *, align: Align = "text") -> None:
        """Set prose over as many pages as it takes, without lonely first or last lines."""
        pages = self.pages
        lines = pages.setter.lines(text, pages.width, style.size, style.weight)
        self.start(style.leading * min(len(lines), _TOGETHER))
        self._set("P", text, lines, style, pages.left, pages.width, align=align)
        pages.y -= style.below

    def bullets(self, items: Iterable[Text], *, numbered: bool = False) -> None:
        """Set a list; every item has its marker in the leading gutter."""
        pages, style = self.pages, BULLET
        self.start(style.leading * _TOGETHER)
        numbering = "Decimal" if numbered else "Disc"
        with pages.tags.element("L", f"/A<</O/List/ListNumbering/{numbering}>>"):
            for number, item in enumerate(items, start=1):
                lines = pages.setter.lines(item, pages.width - _MARKER_ROOM, style.size, style.weight)
                pages.need(style.leading * min(len(lines), _TOGETHER))
                with pages.tags.element("LI"):
                    self._marker(f"{pages.meta.number(number)}." if numbered else "•", style)
                    left = pages.left if pages.rtl else pages.left + _MARKER_ROOM
                    self._set("LBody", item, lines, style, left, pages.width - _MARKER_ROOM)
                pages.y -= 2
        pages.y -= BODY.below

    def _marker(self, text: str, style: Style) -> None:
        pages = self.pages
        line = pages.setter.line(text, style.size, rtl=pages.rtl)
        accent = style._replace(tone="accent")
        with pages.content("Lbl"):
            pages.show_lines([line], pages.left, pages.width, pages.y, accent)

    def note(self, text: Text, tone: Tone, title: str) -> None:
        """Set a remark on a tinted ground with a bar on its leading edge; it breaks between lines."""
        pages, style = self.pages, BODY._replace(tone="text", leading=16.5, size=9.5)
        spans = [Span(title + "\n", bold=True, tone=tone), *spans_of(text)] if title else text
        left = pages.left if pages.rtl else pages.left + 4
        x, width = left + 12, pages.width - 28
        lines = pages.setter.lines(spans, width, style.size, style.weight)
        self.start(style.leading * min(len(lines), 3) + 2 * _NOTE_PAD)
        self._set("P", spans, lines, style, x, width, ground=tone)
        pages.y -= style.below + 3

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
    ) -> None:
        pages = self.pages
        words = plain(text)
        spans = spans_of(text) if not isinstance(text, str) else ()
        pad = _NOTE_PAD if ground else 0.0
        element = pages.tags.reserve(role, pages.language(rtl=lines[0].rtl) + spoken(words))
        left = list(lines)
        while left:
            count = fitting(len(left), pages.room - 2 * pad, style.leading, fresh=pages.fresh)
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


def fitting(count: int, room: float, leading: float, *, fresh: bool) -> int:
    """How many of `count` lines to set here: never one alone at the foot, never one alone on the next page."""
    fit = max(int((room + 0.01) / leading), 1 if fresh else 0)
    if fit >= count:
        return count
    if count - fit == 1 and fit > _TOGETHER:
        fit -= 1
    if fit < _TOGETHER and not fresh:
        return 0
    return fit
