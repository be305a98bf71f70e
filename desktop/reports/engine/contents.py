"""Contents page and bookmarks, made when all page numbers are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import ceil

from desktop.reports.engine.fonts import BOLD, MEDIUM, REGULAR
from desktop.reports.engine.look import HEADINGS, MARGIN_BOTTOM, RULE, TONES, Style
from desktop.reports.engine.model import Heading
from desktop.reports.engine.page import Pages, baseline
from desktop.reports.engine.stream import hexed
from desktop.reports.engine.tags import spoken
from desktop.reports.engine.twofold import twofold
from desktop.reports.engine.typeset import Line

_STYLES = {1: Style(10.5, 22, MEDIUM), 2: Style(9.5, 18, REGULAR)}
_INDENT, _TIGHTER = 16.0, 4.0


class Contents:
    """Pages reserved for the contents, filled in at the end."""

    def __init__(self, pages: Pages, chapters: int) -> None:
        self._pages = pages
        self._first = pages.number + 1
        self._place = len(pages.document.pages)
        self._room = pages.top - HEADINGS[1].leading - HEADINGS[1].below - MARGIN_BOTTOM
        self._count = count = max(ceil(chapters * _STYLES[1].leading / self._room), 1)
        self._element = pages.tags.reserve("TOC")
        self._size = pages.size
        pages.number += count

    def draw(self, headings: Sequence[Heading]) -> None:
        """Draw the reserved pages and put them where they belong."""
        pages, document = self._pages, self._pages.document
        last, size = pages.number, pages.size
        pages.size = self._size
        chosen = self._fitting(headings)
        pages.tags.resume(self._element)
        for number in range(self._count):
            pages.number = self._first + number - 1
            pages.begin()
            if number == 0:
                self._title()
            while chosen and pages.room >= self._height(chosen[0]):
                self._entry(chosen.pop(0))
            if not chosen and number == self._count - 1:
                pages.tags.close()
            pages.end()
        if chosen:
            pages.tags.close()
        drawn = [document.pages.pop() for _ in range(self._count)]
        document.pages[self._place : self._place] = drawn[::-1]
        pages.number, pages.size = last, size

    def _title(self) -> None:
        pages, style = self._pages, HEADINGS[1]._replace(weight=BOLD)
        meta = pages.meta
        words = twofold(meta.words.contents, (meta.words_beside or meta.words).contents)
        with pages.content("Caption", spoken(words)):
            pages.show_lines(
                [pages.setter.line(words, style.size, style.weight)], pages.left, pages.width, pages.y, style
            )
        with pages.artifact():
            pages.rule(pages.left, pages.y - style.leading - 1, pages.width, TONES["accent"].ink, 0.9)
        pages.y -= style.leading + style.below

    def _entry(self, heading: Heading) -> None:
        pages, style = self._pages, _STYLES[heading.level]
        indent = _INDENT * (heading.level - 1)
        left = pages.left if pages.rtl else pages.left + indent
        width = pages.width - indent
        page = pages.setter.line(pages.meta.number(heading.page), style.size, style.weight)
        *above, line = self._lines(heading)
        ink = TONES[style.tone].ink
        with pages.tags.element("TOCI"), pages.tags.element("Reference"), pages.content("Link", spoken(f"{heading.text} {pages.meta.number(heading.page)}")):  # fmt: skip
            height = self._height(heading)
            box = (left, pages.y - height, width, height)
            for one in above:
                pages.show(one, pages.start_x(one, left, width), pages.y - baseline(style), style.size, ink)
                pages.y -= style.leading - _TIGHTER
            base = pages.y - baseline(style)
            start = pages.start_x(line, left, width)
            end = pages.start_x(page, left, width, "end")
            pages.show(line, start, base, style.size, ink)
            pages.show(page, end, base, style.size, ink)
            pages.annotate(box, f"/Dest{destination(heading)}", heading.text)
        with pages.artifact():
            first = end + page.width + 8 if pages.rtl else start + line.width + 8
            last = start - 8 if pages.rtl else end - 8
            if last > first:
                pages.canvas.put(
                    f"q [0.6 3] 0 d 1 J {RULE.stroke} 0.7 w {first:.2f} {base + 1:.2f} m {last:.2f} {base + 1:.2f} l S Q"
                )
        pages.y -= style.leading

    def _lines(self, heading: Heading) -> list[Line]:
        """Set a heading on one line, or its two languages on two."""
        style = _STYLES[heading.level]
        width = self._pages.width - _INDENT * (heading.level - 1) - 50
        return self._pages.setter.lines(heading.text, width, style.size, style.weight)[:2]

    def _height(self, heading: Heading) -> float:
        style = _STYLES[heading.level]
        return len(self._lines(heading)) * (style.leading - _TIGHTER) + _TIGHTER

    def _fitting(self, headings: Sequence[Heading]) -> list[Heading]:
        """Two levels, or only the upper one when the reserved room holds no more; the rest is left to the bookmarks.

        What several chapters have below the same heading tells none of them apart, so that heading is left out too.
        """
        often = Counter(heading.text for heading in headings if heading.level > 1)
        chosen = [
            one for one in headings if one.level in _STYLES and (one.level == 1 or often[one.text] == 1)
        ]
        if sum(map(self._height, chosen)) <= self._room * self._count:
            return chosen
        return [heading for heading in headings if heading.level == 1]


def destination(heading: Heading) -> str:
    """Where a link to a heading leads."""
    return f"[{heading.page_object} 0 R/XYZ 0 {heading.y:.1f} null]"


def outline(pages: Pages, headings: Sequence[Heading]) -> str:
    """Write the bookmarks; returns what goes into the catalog."""
    if not headings:
        return ""
    document = pages.document
    roots: list[Heading] = []
    path: list[Heading] = []
    for heading in headings:
        while path and path[-1].level >= heading.level:
            path.pop()
        (path[-1].children if path else roots).append(heading)
        path.append(heading)
    top = document.allocate()
    first, last = _siblings(pages, roots, top)
    document.put(top, f"<</Type/Outlines/First {first} 0 R/Last {last} 0 R/Count {len(roots)}>>")
    return f"/Outlines {top} 0 R/PageMode/UseOutlines"


def _siblings(pages: Pages, siblings: Sequence[Heading], parent: int) -> tuple[int, int]:
    document = pages.document
    numbers = [document.allocate() for _ in siblings]
    for at, (heading, number) in enumerate(zip(siblings, numbers, strict=True)):
        before = f"/Prev {numbers[at - 1]} 0 R" if at else ""
        after = f"/Next {numbers[at + 1]} 0 R" if at + 1 < len(numbers) else ""
        inside = ""
        if heading.children:
            first, last = _siblings(pages, heading.children, number)
            inside = f"/First {first} 0 R/Last {last} 0 R/Count -{len(heading.children)}"
        document.put(
            number,
            f"<</Title{hexed(heading.text)}/Parent {parent} 0 R{before}{after}{inside}/Dest{destination(heading)}>>",
        )
    return numbers[0], numbers[-1]
