"""Fonts inside one document: a code per glyph and character, so that text comes back out exactly as it went in."""

from __future__ import annotations

import hashlib
import re
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from itertools import groupby
from typing import NamedTuple

import uharfbuzz as hb
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph as Outline
from fontTools.ttLib.tables._g_l_y_f import GlyphComponent

from desktop.reports.engine.shaping import Composite, Face, Shape, Shaped
from desktop.reports.engine.stream import StreamDocument
from desktop.reports.engine.tokens import TIE

REGULAR, MEDIUM, SEMIBOLD, BOLD = 400, 500, 600, 700
_FILES = {
    REGULAR: "IBMPlexSansArabic-Regular.ttf",
    MEDIUM: "IBMPlexSansArabic-Medium.ttf",
    SEMIBOLD: "IBMPlexSansArabic-SemiBold.ttf",
    BOLD: "IBMPlexSansArabic-Bold.ttf",
}
_FALLBACKS = {
    REGULAR: "DejaVuSans.ttf",
    MEDIUM: "DejaVuSans.ttf",
    SEMIBOLD: "DejaVuSans-Bold.ttf",
    BOLD: "DejaVuSans-Bold.ttf",
}
_LAYOUT_TABLES = ("GSUB", "GPOS", "GDEF", "DSIG", "STAT", "meta", "BASE")
_COMPONENT_FLAGS = 0x4  # round the offset to the grid
_KERN_NOTICED = 0.05
_CMAP_CHUNK = 100
_GLUE = re.compile("[\u200c\u200d\ufe00-\ufe0f]")


@cache
def load(name: str) -> Face:
    """Load a shipped font, once per process."""
    return Face(files("resources").joinpath("fonts", name))


class Piece(NamedTuple):
    """Part of a word in one font: width in thousandths of an em and what goes inside `[…]TJ`."""

    width: float
    body: str
    font: str


class Word(NamedTuple):
    """A shaped word or gap: its width in thousandths of an em and its pieces in visual order."""

    width: float
    pieces: tuple[Piece, ...]
    space: bool = False


class EmbeddedFont:
    """One Type0 font of one document, growing by the characters that are used."""

    def __init__(self, face: Face, document: StreamDocument) -> None:
        self.face = face
        self.name = f"F{len(document.fonts) + 1}"
        self._document = document
        self._number = document.fonts[self.name] = document.allocate()
        self._hex: dict[tuple[Shape, str], str] = {}
        self._shapes: dict[int, Shape] = {}
        self._chars: dict[int, str] = {}
        self._next = face.glyph_count

    def piece(self, shaped: Shaped) -> Piece:
        """Text-showing operand of a shaped word; kerning becomes numbers between the codes."""
        codes = self._hex
        out: list[str] = []
        pending: list[str] = []
        for shape, advance, natural, char in shaped.glyphs:
            pending.append(codes.get((shape, char)) or self._hex_code(shape, char))
            gap = natural - advance
            if gap > _KERN_NOTICED or gap < -_KERN_NOTICED:
                out.append(f"<{''.join(pending)}>{gap:.1f}")
                pending = []
        if pending:
            out.append(f"<{''.join(pending)}>")
        return Piece(shaped.width, "".join(out), self.name)

    def _hex_code(self, shape: Shape, char: str) -> str:
        code = self._hex[shape, char] = f"{self._code(shape, char):04X}"
        return code

    def _code(self, shape: Shape, char: str) -> int:
        # the glyph's own number serves its first character, later ones get numbers past the font's end
        if isinstance(shape, int) and shape not in self._shapes:
            code = shape
        else:
            code = self._next
            self._next += 1
        self._shapes[code] = shape
        self._chars[code] = char
        return code

    def write(self) -> None:
        """Embed the subset with widths, glyph map and the way back to Unicode."""
        document, face = self._document, self.face
        data, baked = bake(self._subset(), self._composites())
        stamp = hashlib.sha256(data + repr(sorted(self._chars.items())).encode()).digest()
        name = "".join(chr(65 + byte % 26) for byte in stamp[:6]) + "+" + face.name
        program, descriptor, descendant, unicode_map = (document.allocate() for _ in range(4))
        document.put_stream(program, f"/Length1 {len(data)}", data)
        box = " ".join(map(str, face.box))
        document.put(
            descriptor,
            f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{box}]/ItalicAngle {face.italic_angle:g}"
            f"/Ascent {face.ascent}/Descent {face.descent}/CapHeight {face.cap_height}"
            f"/StemV {120 if face.weight >= SEMIBOLD else 80}/FontFile2 {program} 0 R>>",
        )
        document.put(
            descendant,
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            f"/Supplement 0>>/FontDescriptor {descriptor} 0 R/DW 0/W[{self._widths()}]/CIDToGIDMap {self._glyph_map(baked)}>>",
        )
        document.put_stream(unicode_map, "", self._to_unicode())
        document.put(
            self._number,
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]"
            f"/ToUnicode {unicode_map} 0 R>>",
        )

    def _composites(self) -> list[Composite]:
        return sorted({shape for shape in self._shapes.values() if isinstance(shape, Composite)})

    def _subset(self) -> bytes:
        wanted = hb.SubsetInput()
        wanted.glyph_set.update({0} | {shape for shape in self._shapes.values() if isinstance(shape, int)})
        wanted.glyph_set.update({part[0] for shape in self._composites() for part in shape.parts})
        wanted.flags = (
            hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
        )
        tags = {int.from_bytes(tag.encode().ljust(4), "big") for tag in _LAYOUT_TABLES}
        wanted.drop_table_tag_set.update(tags)
        return bytes(hb.subset(self.face.face, wanted).blob.data)

    def _widths(self) -> str:
        parts: list[str] = []
        for _, group in groupby(enumerate(sorted(self._shapes)), key=lambda pair: pair[1] - pair[0]):
            codes = [code for _, code in group]
            parts.append(f"{codes[0]}[{' '.join(self._width(code) for code in codes)}]")
        return " ".join(parts)

    def _width(self, code: int) -> str:
        shape = self._shapes[code]
        units = self.face.font.get_glyph_h_advance(shape) if isinstance(shape, int) else shape.advance
        return f"{units * self.face.scale:.2f}".rstrip("0").rstrip(".")

    def _glyph_map(self, baked: dict[Composite, int]) -> str:
        if self._next == self.face.glyph_count:
            return "/Identity"
        table = bytearray(2 * self._next)
        for code, shape in self._shapes.items():
            gid = shape if isinstance(shape, int) else baked[shape]
            table[2 * code : 2 * code + 2] = gid.to_bytes(2, "big")
        number = self._document.allocate()
        self._document.put_stream(number, "", bytes(table))
        return f"{number} 0 R"

    def _to_unicode(self) -> bytes:
        pairs = [
            f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>"
            for code, char in sorted(self._chars.items())
            if char
        ]
        lines = [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<0000> <FFFF>",
            "endcodespacerange",
        ]
        for start in range(0, len(pairs), _CMAP_CHUNK):
            chunk = pairs[start : start + _CMAP_CHUNK]
            lines += [f"{len(chunk)} beginbfchar", *chunk, "endbfchar"]
        lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
        return "\n".join(lines).encode()


def bake(data: bytes, composites: list[Composite]) -> tuple[bytes, dict[Composite, int]]:
    """Add each composite to a TrueType subset as a glyph of its own; returns the font and the new glyph ids."""
    if not composites:
        return data, {}
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    outlines, metrics = font["glyf"], font["hmtx"]
    old = list(font.getGlyphOrder())
    names = [f"baked{number:05d}" for number in range(len(composites))]
    for name, composite in zip(names, composites, strict=True):
        outlines.glyphs[name] = _outline(composite, old, outlines)
        metrics.metrics[name] = (composite.advance, 0)
    font.setGlyphOrder(old + names)
    outlines.glyphOrder = old + names
    for name, composite in zip(names, composites, strict=True):
        outline = outlines[name]
        outline.recalcBounds(outlines)
        metrics.metrics[name] = (
            composite.advance,
            getattr(outline, "xMin", 0) if outline.numberOfContours else 0,
        )
    font["post"].formatType = 3.0
    out = BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue(), {composite: len(old) + at for at, composite in enumerate(composites)}


def _outline(composite: Composite, names: list[str], outlines: object) -> Outline:
    outline = Outline()
    outline.components = []
    for gid, x, y in composite.parts:
        if outlines[names[gid]].numberOfContours:  # type: ignore[index]  # fontTools has no annotations
            part = GlyphComponent()
            part.glyphName, part.x, part.y, part.flags = names[gid], x, y, _COMPONENT_FLAGS
            outline.components.append(part)
    outline.numberOfContours = -1 if outline.components else 0
    return outline


class FontBook:
    """All fonts of a document: gives a word its pieces, in the chosen weight, falling back sign by sign."""

    def __init__(self, document: StreamDocument) -> None:
        self._document = document
        self._embedded: dict[str, EmbeddedFont] = {}
        self.word = lru_cache(maxsize=8192)(self._word)

    def font(self, weight: int, *, fallback: bool = False) -> EmbeddedFont:
        """Give the embedded font of a weight, opened at first use."""
        name = (_FALLBACKS if fallback else _FILES)[weight]
        found = self._embedded.get(name)
        if found is None:
            found = self._embedded[name] = EmbeddedFont(load(name), self._document)
        return found

    def _word(  # noqa: PLR0913, PLR0917 - the key of the cache
        self,
        text: str,
        rtl: bool,  # noqa: FBT001 - as above
        script: str,
        weight: int,
        before: str = "",
        after: str = "",
    ) -> Word:
        if text == TIE:
            return self.word(" ", rtl, script, weight)._replace(space=False)
        main = self.font(weight)
        if main.face.chars.issuperset(text):
            piece = main.piece(main.face.shape(text, rtl, script, before, after))
            return Word(piece.width, (piece,), text[0] == " ")
        pieces = [
            self._part(part, kind, weight, script, rtl=rtl)
            for kind, part in self._split(text, main.face, weight)
        ]
        return Word(sum(piece.width for piece in pieces), tuple(reversed(pieces) if rtl else pieces))

    def _split(self, text: str, main: Face, weight: int) -> list[tuple[int, str]]:
        """Consecutive characters by the font that draws them: 0 the main one, 1 the fallback, 2 none."""
        second = load(_FALLBACKS[weight])
        kinds: list[int] = []
        for char in text:
            if _GLUE.match(char):
                kinds.append(kinds[-1] if kinds else 0)
            else:
                kinds.append(0 if main.has(char) else 1 if second.has(char) else 2)
        groups = groupby(range(len(text)), key=kinds.__getitem__)
        return [(kind, "".join(text[at] for at in group)) for kind, group in groups]

    def _part(self, text: str, kind: int, weight: int, script: str, *, rtl: bool) -> Piece:
        if kind == 0:
            main = self.font(weight)
            return main.piece(main.face.shape(text, rtl, script))
        second = self.font(weight, fallback=True)
        if kind == 1:
            return second.piece(second.face.shape(text, rtl, script))
        return second.piece(second.face.replaced(text[::-1] if rtl else text))

    def write(self) -> None:
        """Embed every font that was used."""
        for font in self._embedded.values():
            font.write()
