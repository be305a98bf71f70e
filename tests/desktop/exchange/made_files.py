"""Word and PDF files made for the tests, whole and hurt."""

import io
import zipfile
from pathlib import Path

import arabic_reshaper
from bidi import get_display
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

_ROOT = Path(__file__).resolve().parents[3]
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<w:styles {_NAMESPACE}>
<w:style w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Heading2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:styleId="Sub"><w:name w:val="Clause"/><w:basedOn w:val="Heading2"/></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering {_NAMESPACE}>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
</w:numbering>"""


def paragraph(text: str, style: str = "", number: tuple[int, int] | None = None) -> str:
    """Write a Word paragraph; `number` is a list and a level in it."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        properties += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(*rows: tuple[str, ...]) -> str:
    """Write a Word table."""
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx(*blocks: str, extra: dict[str, bytes] | None = None, document: str | None = None) -> bytes:
    """Pack a Word document around blocks of WordprocessingML."""
    body = f"<w:document {_NAMESPACE}><w:body>{''.join(blocks)}</w:body></w:document>"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document if document is not None else body)
        archive.writestr("word/styles.xml", STYLES)
        archive.writestr("word/numbering.xml", NUMBERING)
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return target.getvalue()


def pdf(*lines: str, joined: bool = True, password: str | None = None, step: float = 18) -> bytes:
    """Draw lines in reading order as older programs draw Arabic: turned round and, with `joined`, in shaped forms."""
    pdfmetrics.registerFont(TTFont("Test", str(_ROOT / "resources" / "fonts" / "DejaVuSans.ttf")))
    shaper = arabic_reshaper.ArabicReshaper(
        {"delete_harakat": False, "support_ligatures": True, "ARABIC LIGATURE ALLAH": False}
    )
    target = io.BytesIO()
    canvas = Canvas(target, encrypt=password)
    canvas.setFont("Test", 11)
    for place, line in enumerate(lines):
        arabic = any("\u0600" <= char <= "\u06ff" for char in line)
        drawn = get_display(shaper.reshape(line) if joined else line, base_dir="R") if arabic else line
        (canvas.drawRightString if arabic else canvas.drawString)(
            540 if arabic else 50, 780 - place * step, str(drawn)
        )
    canvas.save()
    return target.getvalue()


def picture_pdf() -> bytes:
    """Draw a page that holds a picture and no letter, as a scanner does."""
    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.drawImage(ImageReader(Image.new("RGB", (40, 40), "grey")), 50, 50)
    canvas.save()
    return target.getvalue()
