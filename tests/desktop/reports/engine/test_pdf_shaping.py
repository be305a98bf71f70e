"""Glyphs are HarfBuzz's own, to the unit; the fallback shaper agrees with it."""

from io import BytesIO
from pathlib import Path
from typing import Any

import arabic_reshaper
import pikepdf
import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from desktop.reports.engine.bidi import resolve
from desktop.reports.engine.fonts import FontBook, load
from desktop.reports.engine.look import BODY
from desktop.reports.engine.shaping import Composite, Face
from desktop.reports.engine.stream import PageCanvas
from desktop.reports.engine.tokens import first_strong_is_rtl, has_arabic, has_latin
from desktop.reports.engine.typeset import Typesetter
from tests.desktop.reports.engine.pdf_samples import HARD_LINES

PLEX = "IBMPlexSansArabic-Regular.ttf"
SIZE = 10.0
Placed = tuple[int, float, float]


def expected(face: Face, text: str, *, rtl: bool) -> list[Placed]:
    """Whole runs through HarfBuzz: drawn glyphs with their places in font units."""
    resolved = resolve(text, rtl=rtl)
    script = "Arab" if rtl else "Latn"
    scripts: dict[int, str] = {}
    for run in resolved.runs:
        part = resolved.text[run.start : run.end]
        script = "Arab" if run.rtl or has_arabic(part) else "Latn" if has_latin(part) else script
        scripts[run.start] = script
    outlines = TTFont(BytesIO(face.blob.data))["glyf"]
    names = list(outlines.glyphOrder)
    placed: list[Placed] = []
    x = 0
    for run in sorted(resolved.runs, key=lambda run: run.rank):
        buffer = hb.Buffer()
        buffer.add_str(resolved.text[run.start : run.end])
        buffer.direction = "rtl" if run.rtl else "ltr"
        buffer.script = scripts[run.start]
        buffer.language = "ar" if scripts[run.start] == "Arab" else "en"
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        hb.shape(face.font, buffer, {"dlig": False})
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            if outlines[names[info.codepoint]].numberOfContours:
                placed.append((info.codepoint, x + place.x_offset, place.y_offset))
            x += place.x_advance
    return sorted(placed)


def painted(text: str, tmp: Path) -> list[Placed]:
    """Set a line, then read glyphs and places back out of the file."""
    path = tmp / "line.pdf"
    with path.open("wb") as file:
        canvas = PageCanvas(file, (2000, 100))
        fonts = FontBook(canvas.document)
        line = Typesetter(fonts, rtl=True).line(text, SIZE, BODY.weight)
        canvas.put("BT")
        canvas.put_all(
            f"/{part.font} {SIZE:g} Tf 1 0 0 1 {part.x:.4f} 50 Tm[{part.body}]TJ" for part in line.parts
        )
        canvas.put("ET")
        canvas.showPage()
        fonts.write()
        canvas.document.finish("", "<<>>")
    with pikepdf.open(path) as pdf:
        return sorted(decoded(pdf, len(fonts.font(BODY.weight)._composites())))


def decoded(pdf: pikepdf.Pdf, baked: int) -> list[Placed]:
    page = pdf.pages[0]
    descendant = page.Resources.Font["/F1"].DescendantFonts[0]
    program = TTFont(BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()))
    outlines, names = program["glyf"], program.getGlyphOrder()
    glyph_map = None if descendant.CIDToGIDMap == "/Identity" else descendant.CIDToGIDMap.read_bytes()
    first_baked = len(names) - baked
    widths = width_table(list(descendant.W))
    scale = 1000 / SIZE
    placed: list[Placed] = []
    x = 0.0
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, instruction.operator
        if str(operator) == "Tm":
            x = float(operands[4]) * scale
        if str(operator) != "TJ":
            continue
        for item in operands[0]:
            if not isinstance(item, pikepdf.String):
                x -= float(item)
                continue
            data = bytes(item)
            for at in range(0, len(data), 2):
                code = int.from_bytes(data[at : at + 2], "big")
                gid = int.from_bytes(glyph_map[2 * code : 2 * code + 2], "big") if glyph_map else code
                placed += drawn(gid, first_baked, names, outlines, x)
                x += widths.get(code, 0.0)
    return placed


def drawn(gid: int, first_baked: int, names: list[str], outlines: Any, x: float) -> list[Placed]:
    glyph = outlines[names[gid]]
    if gid >= first_baked:
        parts = glyph.components if glyph.numberOfContours else []
        return [(names.index(part.glyphName), x + part.x, part.y) for part in parts]
    return [(gid, x, 0.0)] if glyph.numberOfContours else []


def width_table(entries: list[Any]) -> dict[int, float]:
    widths: dict[int, float] = {}
    for at in range(0, len(entries), 2):
        for number, width in enumerate(entries[at + 1]):
            widths[int(entries[at]) + number] = float(width)
    return widths


@pytest.mark.parametrize("text", HARD_LINES)
def test_glyphs_and_places_are_harfbuzz_s(text: str, tmp_path: Path) -> None:
    found = painted(text, tmp_path)
    wanted = expected(load(PLEX), text, rtl=bool(first_strong_is_rtl(text)))
    assert [gid for gid, _, _ in found] == [gid for gid, _, _ in wanted]
    for (_, x, y), (_, wanted_x, wanted_y) in zip(found, wanted, strict=True):
        assert abs(x - wanted_x) <= 3
        assert abs(y - wanted_y) <= 1


def test_every_character_has_its_own_glyph() -> None:
    for word in ("لا", "الله", "مُحَمَّدٌ", "محمد", "للأمن"):
        glyphs = load(PLEX).shape(word, True, "Arab").glyphs
        assert "".join(glyph.char for glyph in reversed(glyphs)) == word


def test_letters_put_together_equal_the_whole_word() -> None:
    face = load(PLEX)
    for word in ("first.last@example.com.sa", "AVATAR", "2025-03-31", "87.5%", "Tyrannosaurus,", "To-Do"):
        whole = face._harfbuzz(word, "Latn")
        assert abs(face.shape(word, False, "Latn").width - whole.width) < 0.1
        assert [g.shape for g in face.shape(word, False, "Latn").glyphs] == [g.shape for g in whole.glyphs]


def without_rules(tmp: Path) -> Path:
    """A font whose rules for joining are gone but whose presentation forms are not."""
    file = Path(str(tmp / "plain.ttf"))
    font = TTFont(BytesIO(load("DejaVuSans.ttf").blob.data))
    for table in ("GSUB", "GPOS", "GDEF"):
        if table in font:
            del font[table]
    font.save(file)
    return file


def test_the_fallback_shaper_joins_letters(tmp_path: Path) -> None:
    face = Face(without_rules(tmp_path))
    assert not face.joins
    shaped = face.shape("مكتمل", True, "Arab")
    forms = arabic_reshaper.ArabicReshaper({"support_ligatures": False}).reshape("مكتمل")
    assert [glyph.shape for glyph in shaped.glyphs] == [
        face.font.get_nominal_glyph(ord(form)) for form in reversed(forms)
    ]
    assert "".join(glyph.char for glyph in reversed(shaped.glyphs)) == "مكتمل"


def test_the_fallback_shaper_agrees_with_harfbuzz(tmp_path: Path) -> None:
    plain, full = Face(without_rules(tmp_path)), load("DejaVuSans.ttf")
    for word in ("سجل", "خروقات", "بيانات", "طلب", "إشعار", "معالج"):
        assert abs(plain.shape(word, True, "Arab").width - full.shape(word, True, "Arab").width) < 1


def test_marks_are_baked_into_one_glyph() -> None:
    glyphs = load(PLEX).shape("حَقّ", True, "Arab").glyphs
    assert any(isinstance(glyph.shape, Composite) for glyph in glyphs)
