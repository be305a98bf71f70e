"""What surrounds the text on every page: header, footer, page x of y, identity of the record as text and QR."""

from __future__ import annotations

from desktop.reports.engine import look
from desktop.reports.engine.fonts import MEDIUM
from desktop.reports.engine.look import FURNITURE, RULE, TONES, Colour
from desktop.reports.engine.model import Labels, Meta, Section
from desktop.reports.engine.page import Align, Pages
from desktop.reports.engine.tokens import PDI
from desktop.reports.engine.twofold import below, halves, labelled, twofold
from desktop.reports.engine.typeset import Line

_QR = "Qr"
QR_SIDE = 38.0
_HEADER_Y, _GOES_ON = 46.0, 23.0
_FSI = "\u2068"
_FOOTER_Y = 58.0
_SIDE = 0.4  # of the width, at most, for what stands at either side of the head
_GAP = 2.0


class Furniture:
    """Draws headers and footers; the number of pages is a form filled in when it is known."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._total = self._total_beside = ""
        self._title = pages.title
        self._count()
        self._has_qr = bool(self.identity)
        if self._has_qr:
            pages.document.put_form(_QR, (0, 0, QR_SIDE, QR_SIDE), qr_operators(self.identity, QR_SIDE))
        pages.furniture = self.draw

    @property
    def identity(self) -> str:
        """What the QR says: register, audit head and moment."""
        meta = self._pages.meta
        if not (meta.store_id or meta.audit_head):
            return ""
        moment = meta.made_at.isoformat(timespec="seconds")
        return "\n".join(part for part in (meta.store_id, meta.audit_head, moment) if part)

    def draw(self) -> None:
        """Draw header and footer of the current page."""
        self._header()
        self._footer()

    def qr(self, x: float, y: float, side: float = QR_SIDE) -> None:
        """Draw the identity as a QR whose lower left corner is (x, y)."""
        if self._has_qr:
            scale = side / QR_SIDE
            self._pages.canvas.put(f"q {scale:.4f} 0 0 {scale:.4f} {x:.2f} {y:.2f} cm /{_QR} Do Q")

    def section(self, section: Section) -> None:
        """Begin a section."""
        pages = self._pages
        if pages.number > pages.before:
            self.finish()
            self._count()
        pages.mark, pages.title = section.mark, section.title or self._title

    def _count(self) -> None:
        """Count pages from one."""
        pages, forms = self._pages, self._pages.document.forms
        pages.before = pages.number
        self._total, self._total_beside = (f"{name}{pages.before}" for name in ("Total", "TotalBeside"))
        for name in (self._total, self._total_beside):
            forms[name] = pages.document.allocate()

    def finish(self) -> None:
        """Fill in the number of pages of a section, once it is known."""
        pages = self._pages
        total = pages.number - pages.before
        ink = TONES[FURNITURE.tone].ink
        for name, digits in ((self._total, pages.meta.number(total)), (self._total_beside, str(total))):
            line = pages.setter.line(digits, FURNITURE.size, FURNITURE.weight)
            x = -line.width if pages.rtl and name == self._total else 0.0
            text = "".join(
                f"/{part.font} {FURNITURE.size:g} Tf 1 0 0 1 {x + part.x:.2f} 0 Tm[{part.body}]TJ "
                for part in line.parts
            )
            pages.document.put_form(name, (-60, -4, 60, 14), f"BT {ink.fill} {text}ET")

    def _text(  # noqa: PLR0913 - what, where and how
        self,
        text: str,
        y: float,
        align: Align,
        *,
        weight: int = FURNITURE.weight,
        ink: Colour = TONES["muted"].ink,
        share: float = 1.0,
        rows: int = 2,
    ) -> None:
        """Write a line of furniture, or its two languages on one above it; what exceeds its share is left to the cover."""
        pages = self._pages
        if not text:
            return
        lines = [pages.setter.line(text, FURNITURE.size, weight)]
        if share < 1 and lines[0].width > pages.width * share:
            parts = [*dict.fromkeys(halves(text))][:rows]
            lines = [self._shortened(part, pages.width * share, weight) for part in parts]
        for row, line in enumerate(reversed(lines)):
            x = pages.start_x(line, pages.left, pages.width, align)
            pages.show(line, x, y + row * FURNITURE.leading, FURNITURE.size, ink)

    def _shortened(self, text: str, room: float, weight: int) -> Line:
        """Set as many words as there is room for; an ellipsis tells that there are more."""
        setter = self._pages.setter
        line = setter.line(text, FURNITURE.size, weight)
        words = text.split(" ")
        while line.width > room and len(words) > 1:
            words.pop()
            line = setter.line(" ".join(words) + " …", FURNITURE.size, weight)
        return line if line.width <= room else setter.lines(text, room, FURNITURE.size, weight)[0]

    def _header(self) -> None:
        pages, meta = self._pages, self._pages.meta
        y = pages.size[1] - _HEADER_Y
        self._text(meta.organisation or pages.title, y, "start", weight=MEDIUM, share=_SIDE)
        if meta.organisation:
            self._text(pages.title, y, "end", share=_SIDE)
        self._mark(y)
        pages.rule(pages.left, y - 9, pages.width, RULE)
        if pages.goes_on:
            said, other = (
                f"{_FSI}{name}{PDI} ({words.continued})"
                for name, words in zip(
                    halves(pages.goes_on), (meta.words, meta.words_beside or meta.words), strict=True
                )
            )
            told = twofold(said, other) if meta.words_beside else said
            self._text(told, y - _GOES_ON, "start", share=0.8, rows=1)

    def _mark(self, y: float) -> None:
        """Write the mark in the middle; each language has a line of its own where one line would be too long."""
        pages, room = self._pages, 1 - 2 * _SIDE
        whole = pages.setter.line(pages.mark, FURNITURE.size, MEDIUM).width <= pages.width * room
        lines = [pages.mark] if whole else below(pages.mark).split("\n")
        for row, text in enumerate(reversed(lines)):
            at = y + row * FURNITURE.leading
            self._text(text, at, "middle", weight=MEDIUM, ink=TONES["text"].ink, share=room)

    def _footer(self) -> None:
        pages, meta = self._pages, self._pages.meta
        pages.rule(pages.left, _FOOTER_Y + 14, pages.width, RULE)
        self._page_of(meta.words, _FOOTER_Y, "start", self._total)
        room_for_qr = QR_SIDE + 10 if self._has_qr else 0.0
        if meta.words_beside:
            self._page_of(meta.words_beside, _FOOTER_Y, "end", self._total_beside, inset=room_for_qr)
        for row, text in enumerate(identity(meta)[:2], start=1):
            self._text(text, _FOOTER_Y - row * FURNITURE.leading, "start")
        made = identity(meta)[2]
        for row, text in enumerate(below(made).split("\n")):
            self._text(text, _FOOTER_Y - row * FURNITURE.leading, "middle")
        qr_x = pages.left if pages.rtl else pages.left + pages.width - QR_SIDE
        self.qr(qr_x, _FOOTER_Y - 29)

    def _page_of(self, words: Labels, y: float, align: Align, form: str, inset: float = 0.0) -> None:
        """Write "page x of", then the shared total right after it in reading direction."""
        pages = self._pages
        english = align == "end"
        at = pages.number - pages.before
        number = str(at) if english else pages.meta.number(at)
        line = pages.setter.line(f"{words.page} {number} {words.of}", FURNITURE.size)
        if english:
            # beside Arabic: its total follows on the right, and never mirrors
            x = pages.left + inset
            total_x = x + line.width + _GAP
        else:
            x = pages.start_x(line, pages.left, pages.width, align)
            total_x = x - _GAP if pages.rtl else x + line.width + _GAP
        pages.show(line, x, y, FURNITURE.size, TONES["muted"].ink)
        pages.canvas.put(f"q 1 0 0 1 {total_x:.2f} {y:.2f} cm /{form} Do Q")


def identity(meta: Meta) -> tuple[str, str, str]:
    """Say which register a document was made from, how far its trail went, and when; empty what is not known."""
    words, other = meta.words, meta.words_beside or meta.words
    made, made_beside = halves(meta.made_text)
    return (
        labelled(words.store, other.store, meta.store_id) if meta.store_id else "",
        labelled(words.audit, other.audit, meta.audit_head) if meta.audit_head else "",
        twofold(f"{words.made} {made}", f"{other.made} {made_beside}") if meta.made_text else "",
    )


def qr_operators(text: str, side: float) -> str:
    """Fill operators of a QR code `side` points wide, its quiet zone included."""
    from reportlab.graphics.barcode import qrencoder  # noqa: PLC0415 - its package takes a quarter of a second to load

    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.L)
    code.addData(text)
    code.make()
    count = code.getModuleCount()
    step = side / (count + 4)
    out = [look.WHITE.fill, f"0 0 {side:g} {side:g} re f", look.TONES["text"].ink.fill]
    for row in range(count):
        start = None
        for column in range(count + 1):
            dark = column < count and code.isDark(row, column)
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                x, y = (start + 2) * step, side - (row + 3) * step
                out.append(f"{x:.3f} {y:.3f} {(column - start) * step:.3f} {step:.3f} re")
                start = None
    out.append("f")
    return " ".join(out)
