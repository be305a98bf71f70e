"""From text to lines ready to be shown: direction, shaping, breaking, visual order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from desktop.reports.engine.bidi import Run, resolve
from desktop.reports.engine.breaking import break_lines, split_word
from desktop.reports.engine.fonts import REGULAR, SEMIBOLD, FontBook, Piece, Word
from desktop.reports.engine.model import Span, Text
from desktop.reports.engine.tokens import (
    LRI,
    PDI,
    TIE,
    clean,
    first_strong_is_rtl,
    has_arabic,
    has_latin,
    has_rtl,
)
from desktop.reports.engine.twofold import below

_words = re.compile(f" +|{TIE}|[^ {TIE}]+").findall
UNLIMITED = 1e9


class Show(NamedTuple):
    """One text-showing operation: offset from the line's left end in points, font, span it came from, operand."""

    x: float
    font: str
    span: int
    body: str
    width: float


class Line(NamedTuple):
    """A line in reading order of its parts; `width` in points, `rtl` its paragraph's direction."""

    width: float
    parts: tuple[Show, ...]
    rtl: bool


def spans_of(text: Text) -> tuple[Span, ...]:
    """Any text as spans."""
    if isinstance(text, str):
        return (Span(text),)
    if isinstance(text, Span):
        return (text,)
    return tuple(part if isinstance(part, Span) else Span(part) for part in text)


def plain(text: Text) -> str:
    """Any text without its look."""
    return text if isinstance(text, str) else "".join(span.text for span in spans_of(text))


class Typesetter:
    """Lays text out for one document; `rtl` is the direction of text that has no letters."""

    def __init__(self, fonts: FontBook, *, rtl: bool) -> None:
        self.fonts = fonts
        self.rtl = rtl
        self._cached = lru_cache(maxsize=1024)(self._lines_of_string)

    def lines(
        self, text: Text, width: float, size: float, weight: int = REGULAR, *, rtl: bool | None = None
    ) -> list[Line]:
        """Break text into lines of at most `width` points at `size`; an empty text gives one empty line."""
        if isinstance(text, str):
            return self._cached(text, width, size, weight, rtl)
        return self._lines(spans_of(text), width, size, weight, rtl)

    def paragraphs(self, text: Text, width: float, size: float, weight: int = REGULAR) -> list[Line]:
        """Break text into lines as `lines` does, each of its own paragraphs in its own direction."""
        if isinstance(text, str):
            parts: Sequence[Text] = clean(text).split("\n")
        else:
            spans = spans_of(text)
            apart = _by_line_feed([clean(span.text) for span in spans])
            parts = [list(map(_with_text, spans, texts)) for texts in apart]
        return [line for part in parts for line in self.lines(part, width, size, weight)]

    def line(self, text: str, size: float, weight: int = REGULAR, *, rtl: bool | None = None) -> Line:
        """Set a short text on one line, however long it gets."""
        return self._cached(text.replace("\n", " "), UNLIMITED, size, weight, rtl)[0]

    def direction(self, text: str) -> bool:
        """Whether a text reads from right to left."""
        found = first_strong_is_rtl(text)
        return self.rtl if found is None else found

    def _lines_of_string(
        self,
        text: str,
        width: float,
        size: float,
        weight: int,
        rtl: bool | None,  # noqa: FBT001 - part of the key of the cache
    ) -> list[Line]:
        text = clean(text)
        if rtl is None:
            rtl = self.direction(text)
        out: list[Line] = []
        for part in text.split("\n"):
            lines = _Paragraph(self.fonts, [weight], [part], rtl=rtl).lines(width, size)
            if len(lines) > 1 and "\n" in (apart := below(part)):
                lines = self._lines_of_string(apart, width, size, weight, rtl)
            out += lines
        return out

    def _lines(
        self,
        spans: Sequence[Span],
        width: float,
        size: float,
        weight: int,
        rtl: bool | None,  # noqa: FBT001 - as above
    ) -> list[Line]:
        texts = [_whole(span) for span in spans]
        if rtl is None:
            rtl = self.direction("".join(texts))
        weights = [max(weight, SEMIBOLD) if span.bold else weight for span in spans]
        out: list[Line] = []
        for texts_of_line in _by_line_feed(texts):
            lines = _Paragraph(self.fonts, weights, texts_of_line, rtl=rtl).lines(width, size)
            if len(lines) > 1 and (apart := [below(text) for text in texts_of_line]) != texts_of_line:
                lines = self._lines(list(map(_with_text, spans, apart)), width, size, weight, rtl)
            out += lines
        return out


def _with_text(span: Span, text: str) -> Span:
    return replace(span, text=text)


def _whole(span: Span) -> str:
    """Text of a span, safe to set; an address that is linked is not torn apart by its punctuation."""
    text = clean(span.text)
    return f"{LRI}{text}{PDI}" if span.link and not has_rtl(text) else text


def _by_line_feed(texts: Sequence[str]) -> list[list[str]]:
    """Cut the texts of all spans at line feeds; each answer has a text (perhaps empty) per span."""
    out = [[""] * len(texts)]
    for number, text in enumerate(texts):
        first, *rest = text.split("\n")
        out[-1][number] += first
        for part in rest:
            out.append([""] * len(texts))
            out[-1][number] = part
    return out


class _Segment(NamedTuple):
    """Words `[first, end)` of one run and one span."""

    first: int
    end: int
    rtl: bool
    rank: int
    span: int


class _Paragraph:
    """One stretch of text without line feeds on its way to lines."""

    def __init__(self, fonts: FontBook, weights: Sequence[int], texts: Sequence[str], *, rtl: bool) -> None:
        self.fonts = fonts
        self.rtl = rtl
        self.weights = weights
        self.resolved = resolve("".join(texts), rtl=rtl)
        self.borders = _borders(texts, self.resolved.text)
        self.script = "Arab" if rtl else "Latn"
        self.words: list[Word] = []
        self.segments: list[_Segment] = []
        self.forced: set[int] = set()

    def lines(self, width: float, size: float) -> list[Line]:
        limit = width * 1000.0 / size
        self._shape()
        lines = break_lines(self.words, limit)
        if lines is None:
            self._shape(limit)
            lines = break_lines(self.words, limit, self.forced) or []
        if not lines:
            return [Line(0.0, (), self.rtl)]
        return [self._place(first, end, size / 1000.0) for first, end in lines]

    def _shape(self, limit: float = UNLIMITED) -> None:
        """Fill `words` and `segments`; words wider than the limit, if there is one, are cut, and none are glued."""
        self.words, self.segments = [], []
        glued = 0.0
        for run in self.resolved.runs:
            if not run.rtl and has_latin(self.resolved.text, run.start, run.end):
                self.script = "Latn"  # the day of a date is set in the letters of its month
            for start, end, span in _cut(run, self.borders):
                first = len(self.words)
                said = self.resolved.text[start:end]
                parts = _words(said if limit == UNLIMITED else said.replace(TIE, " "))
                words = self._shape_parts(parts, run, start, self.weights[span])
                if limit == UNLIMITED:
                    self.words += words
                else:
                    again = partial(self._again, run.rtl, self.script, self.weights[span])
                    glued = self._add_cut(parts, words, limit, glued, again)
                self.segments.append(_Segment(first, len(self.words), run.rtl, run.rank, span))

    def _shape_parts(self, parts: Sequence[str], run: Run, start: int, weight: int) -> list[Word]:
        """Shape words and gaps of one run; digits and signs inherit the script of the word before."""
        shape = self.fonts.word
        if len(self.borders) > 1:
            words: list[Word] = []
            for part in parts:
                self.script = "Arab" if run.rtl else _script(part) or self.script
                words.append(self._in_context(part, run, weight, start))
                start += len(part)
            return words
        if run.rtl:
            self.script = "Arab"
            return [shape(part, True, "Arab", weight) for part in parts]  # noqa: FBT003 - the key of a cache
        words = []
        for part in parts:
            self.script = _script(part) or self.script
            words.append(shape(part, False, self.script, weight))  # noqa: FBT003 - the key of a cache
        return words

    def _add_cut(
        self,
        parts: Sequence[str],
        words: Sequence[Word],
        limit: float,
        glued: float,
        shape: Callable[[str], Word],
    ) -> float:
        """Add words, those too wide for a line in parts; returns the width of what the next word may touch."""
        for part, word in zip(parts, words, strict=True):
            glued = 0.0 if word.space else glued + word.width
            if glued <= limit or len(part) == 1:
                self.words.append(word)
                continue
            for piece in split_word(part, limit, shape):
                self.forced.add(len(self.words))
                self.words.append(piece)
            glued = self.words[-1].width
        return glued

    def _again(self, rtl: bool, script: str, weight: int, text: str) -> Word:  # noqa: FBT001 - bound by position
        return self.fonts.word(text, rtl, script, weight)

    def _in_context(self, word: str, run: Run, weight: int, start: int) -> Word:
        """Shape part of a word so that it still joins its neighbours in another look."""
        if word[0] in {" ", TIE}:
            return self.fonts.word(word, run.rtl, self.script, weight)
        text = self.resolved.text
        before = text[max(run.start, start - 3) : start].replace(TIE, " ").rpartition(" ")[2]
        end = start + len(word)
        after = text[end : min(run.end, end + 3)].replace(TIE, " ").partition(" ")[0]
        return self.fonts.word(word, run.rtl, self.script, weight, before, after)

    def _place(self, first: int, end: int, scale: float) -> Line:
        """Put the words of one line into visual order, then list the parts in reading order."""
        segments = [segment for segment in self.segments if segment.first < end and segment.end > first]
        if len(segments) == 1:
            parts, x = self._show(segments[0], first, end, 0.0, scale)
            return Line(x * scale, tuple(parts), self.rtl)
        shown: dict[int, list[Show]] = {}
        x = 0.0
        for segment in sorted(segments, key=_visual_place):
            shown[segment.first], x = self._show(segment, first, end, x, scale)
        ordered = [part for segment in segments for part in shown[segment.first]]
        return Line(x * scale, tuple(ordered), self.rtl)

    def _show(
        self, segment: _Segment, first: int, end: int, x: float, scale: float
    ) -> tuple[list[Show], float]:
        """Join a segment's words on this line into as few operations as fonts allow; returns the next x too."""
        words = self.words[max(segment.first, first) : min(segment.end, end)]
        if segment.rtl:
            words.reverse()
        pieces = [piece for word in words for piece in word.pieces]
        parts: list[Show] = []
        for font, group in _by_font(pieces):
            width = sum([piece.width for piece in group])
            body = "".join([piece.body for piece in group])
            parts.append(Show(x * scale, font, segment.span, body, width * scale))
            x += width
        if segment.rtl:
            parts.reverse()
        return parts, x


def _visual_place(segment: _Segment) -> tuple[int, int]:
    """Order from left to right; the spans of one right-to-left run stand in reverse."""
    return segment.rank, -segment.first if segment.rtl else segment.first


def _by_font(pieces: list[Piece]) -> list[tuple[str, list[Piece]]]:
    if len({piece.font for piece in pieces}) == 1:
        return [(pieces[0].font, pieces)]
    return [(font, list(group)) for font, group in groupby(pieces, key=itemgetter(2))]


@lru_cache(maxsize=8192)
def _script(word: str) -> str:
    """Script of a word; empty when it has no letter of its own and inherits that of the word before."""
    if has_arabic(word):
        return "Arab"
    return "Latn" if has_latin(word) else ""


def _borders(texts: Sequence[str], text: str) -> list[int]:
    """Where each span ends in the text without direction marks."""
    if len(texts) == 1:
        return [len(text)]
    ends: list[int] = []
    at = 0
    for part in texts:
        at += sum(1 for char in part if char not in "\u200e\u200f\u061c\u2066\u2067\u2068\u2069")
        ends.append(at)
    return ends


def _cut(run: Run, borders: list[int]) -> list[tuple[int, int, int]]:
    """Parts of a run by span, in logical order."""
    if len(borders) == 1:
        return [(run.start, run.end, 0)]
    out: list[tuple[int, int, int]] = []
    start = 0
    for span, end in enumerate(borders):
        first, last = max(run.start, start), min(run.end, end)
        if first < last:
            out.append((first, last, span))
        start = end
    return out
