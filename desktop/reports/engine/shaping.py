"""From a word to glyphs: HarfBuzz, one glyph per character so that every letter can be found again."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import NamedTuple

import arabic_reshaper
import uharfbuzz as hb
from fontTools.ttLib import TTFont

Component = tuple[int, int, int]


class Composite(NamedTuple):
    """Several glyphs with offsets (font units) drawn as one; baked into the subset as a new glyph."""

    parts: tuple[Component, ...]
    advance: int


Shape = int | Composite


class Glyph(NamedTuple):
    """One painted sign standing for one character; widths in thousandths of an em."""

    shape: Shape
    advance: float
    natural: float
    char: str


class Shaped(NamedTuple):
    """A shaped word in visual order."""

    width: float
    glyphs: tuple[Glyph, ...]


_SAME = 0.01
_reshaper = arabic_reshaper.ArabicReshaper(
    configuration={"delete_harakat": False, "support_ligatures": False, "shift_harakat_position": False}
)


class Face:
    """A TrueType font: its measures, its characters and the shaping of words in it."""

    def __init__(self, file: Traversable) -> None:
        data = file.read_bytes()
        self.blob = hb.Blob(data)
        self.face = hb.Face(self.blob)
        self.font = hb.Font(self.face)
        tables = TTFont(BytesIO(data), lazy=True)
        self.scale = 1000.0 / self.face.upem
        self.cmap: dict[int, str] = tables.getBestCmap()
        self.glyph_count = int(tables["maxp"].numGlyphs)
        self.name = str(tables["name"].getDebugName(6))
        self.ascent = round(tables["hhea"].ascent * self.scale)
        self.descent = round(tables["hhea"].descent * self.scale)
        head = tables["head"]
        self.box = tuple(round(v * self.scale) for v in (head.xMin, head.yMin, head.xMax, head.yMax))
        self.cap_height = round(getattr(tables["OS/2"], "sCapHeight", 0) * self.scale) or 700
        self.italic_angle = float(tables["post"].italicAngle)
        self.weight = int(tables["OS/2"].usWeightClass)
        self.joins = _has_joining_forms(tables)
        self._replacement = next((c for c in "\ufffd\u25a1?" if ord(c) in self.cmap), "?")
        self.chars = frozenset(map(chr, self.cmap))
        self.shape = lru_cache(maxsize=4096)(self._shape)
        self._singles: dict[tuple[str, str], Glyph | None] = {}
        self._pairs: dict[tuple[str, str, str], float | None] = {}

    def has(self, char: str) -> bool:
        """Whether the font draws this character itself."""
        return char in self.chars

    def replaced(self, text: str) -> Shaped:
        """Show a sign for each character that no font draws; it still carries its own character."""
        gid = self.font.get_nominal_glyph(ord(self._replacement)) or 0
        width = self.font.get_glyph_h_advance(gid) * self.scale
        return Shaped(width * len(text), tuple(Glyph(gid, width, width, char) for char in text))

    def _shape(self, text: str, rtl: bool, script: str, before: str = "", after: str = "") -> Shaped:  # noqa: FBT001 - the key of the cache
        if rtl and script == "Arab" and not self.joins:
            return self._reshape(text)
        if not (rtl or before or after) and text.isascii():
            simple = self._letter_by_letter(text, script)
            if simple is not None:
                return simple
        return self._harfbuzz(text, script, before, after, rtl=rtl)

    def _letter_by_letter(self, text: str, script: str) -> Shaped | None:
        """Put an ASCII word together from known letters and known kerning; None where letters change each other.

        Numbers and e-mail addresses hardly ever repeat, their letter pairs do.
        """
        glyphs: list[Glyph] = []
        before = ""
        for char in text:
            key = (char, script)
            glyph = self._singles[key] if key in self._singles else self._single(char, script)
            if glyph is None:
                return None
            if before:
                pair = (before, char, script)
                kern = self._pairs[pair] if pair in self._pairs else self._kern(before, char, script)
                if kern is None:
                    return None
                if kern:
                    last = glyphs[-1]
                    glyphs[-1] = last._replace(advance=last.advance + kern)
            glyphs.append(glyph)
            before = char
        return Shaped(sum([glyph.advance for glyph in glyphs]), tuple(glyphs))

    def _single(self, char: str, script: str) -> Glyph | None:
        glyphs = self._harfbuzz(char, script).glyphs
        found = glyphs[0] if len(glyphs) == 1 and isinstance(glyphs[0].shape, int) else None
        self._singles[char, script] = found
        return found

    def _kern(self, first: str, second: str, script: str) -> float | None:
        """How far the second letter moves towards the first; None if the pair is not just two letters."""
        one, two = self._singles[first, script], self._singles[second, script]
        glyphs = self._harfbuzz(first + second, script).glyphs
        kern = None
        if one and two and [glyph.shape for glyph in glyphs] == [one.shape, two.shape]:
            kern = glyphs[0].advance - one.advance if abs(glyphs[1].advance - two.advance) < _SAME else None
        self._pairs[first, second, script] = kern
        return kern

    def _harfbuzz(
        self, text: str, script: str, before: str = "", after: str = "", *, rtl: bool = False
    ) -> Shaped:
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        buffer.add_str(before + text + after, len(before), len(text))
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.script = script
        buffer.language = "ar" if script == "Arab" else "en"
        hb.shape(self.font, buffer, {"dlig": False})
        glyphs: list[Glyph] = []
        for chars, parts, advance in self._clusters(buffer, text, len(before)):
            glyphs.extend(self._one_per_character(chars, parts, advance, rtl=rtl))
        return Shaped(sum(glyph.advance for glyph in glyphs), tuple(glyphs))

    def _clusters(
        self, buffer: hb.Buffer, text: str, offset: int
    ) -> Iterator[tuple[str, list[Component], int]]:
        """Glyphs of one cluster together, in visual order, with the characters they stand for."""
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        if not infos:  # nothing but joiners
            return
        starts = sorted({info.cluster - offset for info in infos})
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        at, count = 0, len(infos)
        while at < count:
            cluster = infos[at].cluster
            parts: list[Component] = []
            advance = 0
            while at < count and infos[at].cluster == cluster:
                place = positions[at]
                parts.append((infos[at].codepoint, advance + place.x_offset, place.y_offset))
                advance += place.x_advance
                at += 1
            start = cluster - offset
            yield text[start : ends[start]], parts, advance

    def _one_per_character(
        self, chars: str, parts: list[Component], advance: int, *, rtl: bool
    ) -> Iterator[Glyph]:
        """Split a ligature: the picture on its first character, empty room on the others."""
        if len(chars) <= 1 or advance == 0:
            yield self._glyph(parts, advance, chars)
            return
        share = round(advance / len(chars))
        last = advance - share * (len(chars) - 1)
        if rtl:
            shift = share * (len(chars) - 1)
            for char in reversed(chars[1:]):
                yield self._glyph([], share, char)
            yield self._glyph([(gid, x - shift, y) for gid, x, y in parts], last, chars[0])
            return
        yield self._glyph(parts, share, chars[0], composite=True)
        for number, char in enumerate(chars[1:], start=2):
            yield self._glyph([], last if number == len(chars) else share, char)

    def _glyph(self, parts: list[Component], advance: int, char: str, *, composite: bool = False) -> Glyph:
        width = advance * self.scale
        if len(parts) == 1 and parts[0][1:] == (0, 0) and not composite:
            gid = parts[0][0]
            return Glyph(gid, width, self.font.get_glyph_h_advance(gid) * self.scale, char)
        return Glyph(Composite(tuple(parts), advance), width, width, char)

    def _reshape(self, text: str) -> Shaped:
        """Shape by presentation forms, for a font that has the forms but no rules to reach them."""
        forms = _reshaper.reshape(text)
        if len(forms) != len(text):
            return self.replaced(text[::-1])
        glyphs: list[Glyph] = []
        for form, char in zip(reversed(forms), reversed(text), strict=True):
            gid = self.font.get_nominal_glyph(ord(form)) or self.font.get_nominal_glyph(ord(char)) or 0
            width = self.font.get_glyph_h_advance(gid) * self.scale
            glyphs.append(Glyph(gid, width, width, char))
        return Shaped(sum(glyph.advance for glyph in glyphs), tuple(glyphs))


def _has_joining_forms(tables: TTFont) -> bool:
    if "GSUB" not in tables:
        return False
    layout = tables["GSUB"].table
    scripts = {record.ScriptTag for record in layout.ScriptList.ScriptRecord}
    features = {record.FeatureTag for record in layout.FeatureList.FeatureRecord}
    return "arab" in scripts and {"init", "medi", "fina"} <= features
