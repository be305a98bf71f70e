"""One page after the other: where the next line goes, what is content and what is decoration."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, Literal

from desktop.reports.engine import look
from desktop.reports.engine.fonts import FontBook
from desktop.reports.engine.look import TONES, Colour, Style
from desktop.reports.engine.model import Cancelled, Meta, Span
from desktop.reports.engine.stream import PageCanvas, hexed
from desktop.reports.engine.tags import Tags
from desktop.reports.engine.twofold import twofold
from desktop.reports.engine.typeset import Line, Typesetter

Align = Literal["start", "end", "middle", "text"]
_safe_link = re.compile(r"(?:https?://|mailto:)[!-~]+\Z").match
_LANGUAGES = {True: "/Lang(ar)", False: "/Lang(en)"}


class Pages:
    """The document as it grows: canvas, structure, type and the cursor.

    `y` is the top of the free room on the page, in points from the bottom edge; `furniture` draws headers and
    footers when a page ends, with the `title` and `mark` of this page at its head, and its number after the pages `before`
    the section it belongs to. A page that begins within a `chapter` of a name says at its head which one `goes_on`.
    """

    def __init__(self, file: BinaryIO, meta: Meta, *, landscape: bool, tagged: bool) -> None:
        self.meta = meta
        self.rtl = meta.rtl
        self.size = look.A4[::-1] if landscape else look.A4
        self.canvas = PageCanvas(file, self.size)
        self.document = self.canvas.document
        self.tags = Tags(self.document, on=tagged)
        self.fonts = FontBook(self.document)
        self.setter = Typesetter(self.fonts, rtl=self.rtl)
        self.number = 0
        self.title = twofold(meta.title, meta.title_en) if meta.lang == "both" else meta.title
        self.mark = meta.mark or meta.classification
        self.before = 0
        self.chapter = self.goes_on = ""
        self.y = 0.0
        self.open = False
        self.furniture: Callable[[], None] = lambda: None
        self.after_page: Callable[[int], None] = lambda _: None
        self.cancelled: Callable[[], bool] = lambda: False
        self._annotations: list[int] = []

    @property
    def width(self) -> float:
        """Room between the side margins, in points."""
        return self.size[0] - 2 * look.MARGIN_SIDE

    @property
    def left(self) -> float:
        """Left end of the text, whatever the direction."""
        return look.MARGIN_SIDE

    @property
    def top(self) -> float:
        """Where a fresh page begins."""
        return self.size[1] - look.MARGIN_TOP

    @property
    def room(self) -> float:
        """Height left on this page, in points."""
        return self.y - look.MARGIN_BOTTOM

    @property
    def fresh(self) -> bool:
        """Whether nothing has been set on this page yet."""
        return self.y >= self.top

    def begin(self) -> None:
        """Make sure a page is open."""
        if not self.open:
            self.open = True
            self.number += 1
            self.y = self.top
            self.goes_on = self.chapter
            self.canvas.setPageSize(self.size)

    def end(self, *, furniture: bool = True) -> None:
        """Finish the open page, if any, and write it out."""
        if not self.open:
            return
        if furniture:
            with self.artifact():
                self.furniture()
        extra = self.tags.end_page()
        if self._annotations:
            extra += "/Annots[" + " ".join(f"{number} 0 R" for number in self._annotations) + "]"
            self._annotations = []
        self.document.page_extra = extra
        self.canvas.showPage()
        self.open = False
        self.after_page(self.number)
        if self.cancelled():
            raise Cancelled

    def turn(self) -> None:
        """End this page and begin the next."""
        self.end()
        self.begin()

    def need(self, height: float) -> None:
        """Turn the page unless this much room is left (or the page is fresh anyway)."""
        self.begin()
        if self.room < height and not self.fresh:
            self.turn()

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark what is drawn inside as decoration that a screen reader passes over."""
        self.canvas.put("/Artifact<</Type/Pagination>>BDC")
        yield
        self.canvas.put("EMC")

    @contextmanager
    def content(self, role: str, attributes: str = "") -> Iterator[None]:
        """Hold an element open and mark what is drawn inside as its content (on one page)."""
        with self.tags.element(role, attributes):
            self.canvas.put(self.tags.mark(role))
            yield
            self.canvas.put("EMC")

    def language(self, *, rtl: bool) -> str:
        """Attribute of text whose language is not the document's."""
        return "" if rtl == self.rtl else _LANGUAGES[rtl]

    def fill(self, x: float, y: float, width: float, height: float, ink: Colour) -> None:
        """Fill a rectangle whose lower left corner is (x, y)."""
        self.canvas.put(f"{ink.fill} {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def rule(self, x: float, y: float, width: float, ink: Colour = look.HAIRLINE, thick: float = 0.5) -> None:
        """Draw a horizontal line."""
        self.canvas.put(f"{ink.stroke} {thick:g} w {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S")

    def start_x(self, line: Line, x: float, width: float, align: Align = "start") -> float:
        """Left end of a line set in `width` points from `x`.

        By `text` it stands where its own direction begins.
        """
        free = width - line.width
        if align == "middle":
            return x + free / 2
        to_right = line.rtl if align == "text" else self.rtl == (align != "end")
        return x + free if to_right else x

    def show(  # noqa: PLR0913, PLR0917 - what, where and how
        self, line: Line, x: float, y: float, size: float, ink: Colour, spans: Sequence[Span] = ()
    ) -> None:
        """Show one line with its left end at x and its baseline at y."""
        if not line.parts:
            return
        out = ["BT", ink.fill]
        font, current = "", ink
        for part in line.parts:
            span = spans[part.span] if part.span < len(spans) else None
            wanted = _ink(span, ink)
            if part.font != font:
                font = part.font
                out.append(f"/{font} {size:g} Tf")
            if wanted != current:
                current = wanted
                out.append(wanted.fill)
            link = span.link if span and self.tags.on and _safe_link(span.link) else ""
            operation = f"1 0 0 1 {x + part.x:.2f} {y:.2f} Tm[{part.body}]TJ"
            if link and span:
                box = (x + part.x, y - size * 0.3, part.width, size * 1.3)
                begin, resume = self._link(link, box, span.text)
                setting = (wanted.fill, f"/{font} {size:g} Tf")
                # marked content and text objects may not overlap: close one before the other
                out += ["ET EMC", begin, "BT", *setting, operation, "ET EMC", resume, "BT", *setting]
            else:
                out.append(operation)
        self.canvas.put(*out, "ET")

    def _link(self, address: str, box: tuple[float, float, float, float], words: str) -> tuple[str, str]:
        """Make a link element inside the one being shown; operators that begin it and resume its parent."""
        with self.tags.element("Link"):
            begin = self.tags.mark("Link")
            escaped = address.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            self.annotate(box, f"/A<</S/URI/URI({escaped})>>", words)
        return begin, self.tags.mark("Span")

    def annotate(self, box: tuple[float, float, float, float], action: str, words: str) -> None:
        """Put a link over a box (x, y, width, height) of this page, owned by the innermost element."""
        number = self.document.allocate()
        x, y, width, height = box
        self.document.put(
            number,
            f"<</Type/Annot/Subtype/Link/Rect[{x:.1f} {y:.1f} {x + width:.1f} {y + height:.1f}]/Border[0 0 0]/F 4"
            f"/Contents{hexed(words)}{action}{self.tags.annotation(number)}>>",
        )
        self._annotations.append(number)

    def show_lines(  # noqa: PLR0913 - what, where, how
        self,
        lines: Sequence[Line],
        x: float,
        width: float,
        y: float,
        style: Style,
        *,
        align: Align = "start",
        spans: Sequence[Span] = (),
    ) -> None:
        """Show lines below each other; `y` is the top of the first one."""
        ink = TONES[style.tone].ink
        base = y - baseline(style)
        for line in lines:
            self.show(line, self.start_x(line, x, width, align), base, style.size, ink, spans)
            base -= style.leading


def _ink(span: Span | None, default: Colour) -> Colour:
    if span is None:
        return default
    if span.tone is not None:
        return TONES[span.tone].ink
    return TONES["accent"].ink if _safe_link(span.link) else default


def baseline(style: Style) -> float:
    """Distance from the top of a line to its baseline."""
    return (style.leading - style.size) / 2 + style.size * 0.86
