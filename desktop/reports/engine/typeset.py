"""From text to lines ready to be shown: direction, shaping, breaking, visual order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from desktop.reports.engine.bidi import Run, resolve
from desktop.reports.engine.breaking import Atom, break_lines, split_word, width_of
from desktop.reports.engine.fonts import REGULAR, SEMIBOLD, FontBook, Piece
from desktop.reports.engine.model import Span, Text
from desktop.reports.engine.tokens import clean, first_strong_is_rtl, has_arabic, has_latin

_words = re.compile(" +|[^ ]+").finditer
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
        self._cached = lru_cache(maxsize=4096)(self._lines)

    def lines(
        self, text: Text, width: float, size: float, weight: int = REGULAR, *, rtl: bool | None = None
    ) -> list[Line]:
        """Break text into lines of at most `width` points at `size`; an empty text gives one empty line."""
        if isinstance(text, str):
            return self._cached((Span(text),), width, size, weight, rtl)
        return self._lines(spans_of(text), width, size, weight, rtl)

    def line(self, text: str, size: float, weight: int = REGULAR, *, rtl: bool | None = None) -> Line:
        """Set a short text on one line, however long it gets."""
        return self._cached((Span(text.replace("\n", " ")),), UNLIMITED, size, weight, rtl)[0]

    def direction(self, text: str) -> bool:
        """Whether a text reads from right to left."""
        found = first_strong_is_rtl(text)
        return self.rtl if found is None else found

    def _lines(
        self, spans: Sequence[Span], width: float, size: float, weight: int, rtl: bool | None
    ) -> list[Line]:  # noqa: FBT001 - the key of the cache
        texts = [clean(span.text) for span in spans]
        if rtl is None:
            rtl = self.direction("".join(texts))
        out: list[Line] = []
        for texts_of_line in _by_line_feed(texts):
            paragraph = _Paragraph(self.fonts, spans, texts_of_line, weight, rtl=rtl)
            out.extend(paragraph.lines(width, size))
        return out


def _by_line_feed(texts: Sequence[str]) -> list[list[str]]:
    """Cut the texts of all spans at line feeds; each answer has a text (perhaps empty) per span."""
    if not any("\n" in text for text in texts):
        return [list(texts)]
    out = [[""] * len(texts)]
    for number, text in enumerate(texts):
        first, *rest = text.split("\n")
        out[-1][number] += first
        for part in rest:
            out.append([""] * len(texts))
            out[-1][number] = part
    return out


class _Paragraph:
    """One stretch of text without line feeds on its way to lines."""

    def __init__(
        self, fonts: FontBook, spans: Sequence[Span], texts: Sequence[str], weight: int, *, rtl: bool
    ) -> None:
        self.fonts = fonts
        self.rtl = rtl
        self.weights = [max(weight, SEMIBOLD) if span.bold else weight for span in spans]
        self.resolved = resolve("".join(texts), rtl=rtl)
        self.borders = _borders(texts, self.resolved.text)
        self.script = "Arab" if rtl else "Latn"

    def lines(self, width: float, size: float) -> list[Line]:
        limit = width * 1000.0 / size
        atoms = self._atoms(limit)
        lines = break_lines(atoms, limit)
        if not lines:
            return [Line(0.0, (), self.rtl)]
        return [self._place(atoms[first:end], size / 1000.0) for first, end in lines]

    def _atoms(self, limit: float) -> list[Atom]:
        text = self.resolved.text
        atoms: list[Atom] = []
        glued_width = 0.0
        for number, run in enumerate(self.resolved.runs):
            for start, end, span in _cut(run, self.borders):
                part = text[start:end]
                for match in _words(part):
                    word = match.group()
                    space = word[0] == " "
                    atom = self._atom(word, run, number, span, start + match.start(), space=space)
                    glued_width = 0.0 if space else glued_width + atom.width
                    if glued_width > limit and len(word) > 1:
                        script, weight = self.script, self.weights[span]
                        atoms.extend(
                            split_word(
                                atom,
                                limit,
                                lambda t, r=run, s=script, w=weight: self.fonts.word(t, r.rtl, s, w),
                            )  # type: ignore[misc]
                        )
                        glued_width = atoms[-1].width
                    else:
                        atoms.append(atom)
        return atoms

    def _atom(self, word: str, run: Run, number: int, span: int, start: int, *, space: bool) -> Atom:
        if has_arabic(word):
            self.script = "Arab"
        elif has_latin(word):
            self.script = "Latn"
        if len(self.borders) > 1 and not space:
            pieces = self._in_context(word, run, span, start)
        else:
            pieces = self.fonts.word(word, run.rtl, self.script, self.weights[span])
        return Atom(word, width_of(pieces), pieces, number, span, space, breakable=False)

    def _in_context(self, word: str, run: Run, span: int, start: int) -> tuple[Piece, ...]:
        """Shape part of a word so that it still joins its neighbours in another look."""
        text = self.resolved.text
        before = text[max(run.start, start - 3) : start].rpartition(" ")[2]
        end = start + len(word)
        after = text[end : min(run.end, end + 3)].partition(" ")[0]
        return self.fonts.word(word, run.rtl, self.script, self.weights[span], before, after)

    def _place(self, atoms: Sequence[Atom], scale: float) -> Line:
        runs = self.resolved.runs
        groups: list[list[Atom]] = []
        for atom in atoms:
            if groups and groups[-1][0].run == atom.run:
                groups[-1].append(atom)
            else:
                groups.append([atom])
        shown: dict[int, list[Show]] = {}
        x = 0.0
        for number in sorted(range(len(groups)), key=lambda n: runs[groups[n][0].run].rank):
            parts, x = _show(groups[number], x, scale, rtl=runs[groups[number][0].run].rtl)
            shown[number] = parts
        ordered = [part for number in range(len(groups)) for part in shown[number]]
        return Line(x * scale, tuple(ordered), self.rtl)


def _show(atoms: list[Atom], x: float, scale: float, *, rtl: bool) -> tuple[list[Show], float]:
    """Join a run's atoms into as few operations as fonts and spans allow; returns the next x too."""
    parts: list[Show] = []
    bodies: list[str] = []
    start, font, span = x, "", -1
    for atom in reversed(atoms) if rtl else atoms:
        for piece in atom.pieces:
            if bodies and (piece.font != font or atom.span != span):
                parts.append(Show(start * scale, font, span, "".join(bodies), (x - start) * scale))
                bodies, start = [], x
            font, span = piece.font, atom.span
            bodies.append(piece.body)
            x += piece.width
    if bodies:
        parts.append(Show(start * scale, font, span, "".join(bodies), (x - start) * scale))
    if rtl:
        parts.reverse()
    return parts, x


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
