"""The first page: who speaks, about what, for which period, under which law, and how to check the copy."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from reportlab.lib.utils import ImageReader

from desktop.reports.engine import look
from desktop.reports.engine.blocks import facts, facts_height
from desktop.reports.engine.flow import Flow
from desktop.reports.engine.fonts import BOLD, MEDIUM, SEMIBOLD
from desktop.reports.engine.furniture import Furniture, identity
from desktop.reports.engine.look import TONES, Style
from desktop.reports.engine.model import Cover
from desktop.reports.engine.page import Pages
from desktop.reports.engine.stream import hexed
from desktop.reports.engine.tags import spoken
from desktop.reports.engine.twofold import twofold
from desktop.reports.engine.typeset import Line

_ORGANISATION = Style(13, 20, SEMIBOLD)
_TITLES = (Style(27, 42, BOLD), Style(20, 31, BOLD), Style(14, 22, BOLD))
_TITLE_BESIDE = Style(16, 25, MEDIUM, "muted")
_SUBTITLE = Style(12.5, 21, tone="muted")
_DRAFT = Style(12.5, 21, SEMIBOLD, "warn")
_FINE = Style(8.5, 14, tone="muted")
_LOGO_HEIGHT, _LOGO_WIDTH = 46.0, 150.0
_QR = 84.0
_LINES = 3
_FOOT = look.MARGIN_BOTTOM + _QR  # below is what lets a reader check the copy


def set_cover(flow: Flow, furniture: Furniture, cover: Cover) -> None:
    """Set the cover on a page of its own, without running header and footer."""
    pages = flow.pages
    meta = pages.meta
    pages.begin()
    with pages.artifact():
        pages.fill(0, pages.size[1] - 10, pages.size[0], 10, TONES["accent"].ink)
    pages.y = pages.size[1] - 70
    if cover.logo:
        _logo(pages, cover.logo)
    _line(pages, meta.organisation, _ORGANISATION)
    rows = [*cover.facts]
    if meta.classification:
        other = meta.words_beside or meta.words
        rows.append((twofold(meta.words.classification, other.classification), meta.classification))
    titles = [(meta.title, _TITLES), (cover.subtitle, (_SUBTITLE,)), (cover.draft, (_DRAFT,))]
    if meta.lang == "both":
        titles.insert(1, (meta.title_en, (_TITLE_BESIDE,)))
    tall = sum(_height(pages, *title) for title in titles) + 26 + facts_height(flow, rows)
    high = pages.y - 60
    pages.y = max(min(high, pages.size[1] * 0.68), min(high + 40, _FOOT + tall))
    with pages.artifact():
        bar = pages.left + pages.width - 44 if pages.rtl else pages.left
        pages.fill(bar, pages.y + 6, 44, 3.2, TONES["accent"].ink)
    for at, (text, styles) in enumerate(titles):
        _line(pages, text, *styles, role="P" if at else "Title")
    pages.y -= 26
    if rows:
        facts(flow, rows)
    if cover.note:
        flow.paragraph(cover.note, look.SMALL)
    _identity(flow, furniture)
    pages.end(furniture=False)


def _line(pages: Pages, text: str, *styles: Style, role: str = "P") -> None:
    """Set a text in the largest of these styles in which it takes few lines; of an endless one, its beginning."""
    if not text:
        return
    lines, style = _chosen(pages, text, styles)
    if len(lines) > _LINES:
        lines = [*lines[:_LINES], pages.setter.line("…", style.size, style.weight, rtl=lines[0].rtl)]
    with pages.content(role, pages.language(rtl=lines[0].rtl) + spoken(text)):
        pages.show_lines(lines, pages.left, pages.width, pages.y, style)
    pages.y -= style.leading * len(lines) + 4


def _chosen(pages: Pages, text: str, styles: Sequence[Style]) -> tuple[list[Line], Style]:
    for style in styles:
        lines = pages.setter.lines(text, pages.width, style.size, style.weight)
        if len(lines) <= _LINES:
            break
    return lines, style


def _height(pages: Pages, text: str, styles: Sequence[Style]) -> float:
    lines, style = _chosen(pages, text, styles)
    return style.leading * min(len(lines), _LINES + 1) + 4 if text else 0.0


def _logo(pages: Pages, logo: Path | bytes) -> None:
    image = ImageReader(BytesIO(logo if isinstance(logo, bytes) else logo.read_bytes()))
    width, height = image.getSize()
    scale = min(_LOGO_HEIGHT / height, _LOGO_WIDTH / width)
    width, height = width * scale, height * scale
    x = pages.left if pages.rtl else pages.left + pages.width - width
    low = pages.y - height + 10
    box = f"/A<</O/Layout/BBox[{x:.1f} {low:.1f} {x + width:.1f} {low + height:.1f}]>>"
    with pages.content("Figure", f"/Alt{hexed(pages.meta.organisation)}{box}"):
        pages.canvas.drawImage(image, x, low, width, height, mask="auto")


def _identity(flow: Flow, furniture: Furniture) -> None:
    """At the foot: what lets a reader check this copy against the register."""
    pages, meta = flow.pages, flow.pages.meta
    lines = [text for text in identity(meta) if text]
    if not lines:
        return
    if pages.y < _FOOT:
        pages.end(furniture=False)
        pages.begin()
    room = _QR + 16 if furniture.identity else 0.0
    pages.y = look.MARGIN_BOTTOM + _QR - 20
    with pages.artifact():
        pages.rule(pages.left, pages.y + 14, pages.width, look.RULE)
        furniture.qr(pages.left if pages.rtl else pages.left + pages.width - _QR, pages.y - _QR + 4, _QR)
    for text in lines:
        left = pages.left + room if pages.rtl else pages.left
        set_lines = pages.setter.lines(text, pages.width - room, _FINE.size)
        with pages.content("P", spoken(text)):
            pages.show_lines(set_lines, left, pages.width - room, pages.y, _FINE)
        pages.y -= _FINE.leading * len(set_lines)
