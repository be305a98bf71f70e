"""What a reader sees of an HTML page or a Markdown text, line by line."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag
from markdown_it import MarkdownIt

from desktop.exchange.lines import Line, row_as_lines

_UNSEEN = ("script", "style", "template", "noscript", "head", "iframe", "object", "svg", "select", "datalist")
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BULLET, _BREAK = "• ", "\x1f"
_DEEPEST = 400


def read_markdown(data: bytes) -> list[Line]:
    """Read UTF-8 Markdown as it would be shown, every line break of the source kept."""
    parser = MarkdownIt("commonmark", {"breaks": True, "html": True}).enable("table")
    return read_html(parser.render(data.decode()).encode())


def read_html(data: bytes) -> list[Line]:
    """Read a UTF-8 page: headings with their level, items with bullet or number, table rows as lines."""
    page = BeautifulSoup(data.decode(), "html.parser")
    for tag in page(_UNSEEN):
        tag.decompose()
    for tag in page(_is_hidden):
        tag.decompose()
    return list(_Walk().lines(page))


def _is_hidden(tag: Tag) -> bool:
    return tag.has_attr("hidden") or bool(_HIDDEN.search(str(tag.get("style", ""))))


class _Walk:
    """Gathers inline text until a block begins or ends, then gives it as a line."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._mark = ""

    def lines(self, page: Tag) -> Iterator[Line]:
        yield from self._inside(page, 0, 0)
        yield from self._flush(0)

    def _inside(self, tag: Tag, level: int, depth: int) -> Iterator[Line]:
        if depth > _DEEPEST:
            raise RecursionError
        for child in tag.children:
            if isinstance(child, Tag):
                yield from self._tag(child, level, depth + 1)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self._text.append(str(child) if tag.name == "pre" else _SPACES.sub(" ", str(child)))

    def _tag(self, tag: Tag, level: int, depth: int) -> Iterator[Line]:
        if tag.name == "br":
            self._text.append(_BREAK)
        elif tag.name == "tr":
            yield from self._flush(level)
            yield from self._row(tag)
        elif tag.name in _BLOCKS:
            yield from self._flush(level)
            own = int(tag.name[1]) if re.fullmatch("h[1-6]", tag.name) else level
            if tag.name == "li":
                self._mark = _item_mark(tag)
            yield from self._inside(tag, own, depth)
            yield from self._flush(own)
        else:
            yield from self._inside(tag, level, depth)

    def _row(self, row: Tag) -> Iterator[Line]:
        """Give a table row as one line, or cell by cell where the cells are a text and its translation."""
        cells = [
            [line for line in _Walk().lines(cell) if line.text] for cell in row(["td", "th"], recursive=False)
        ]
        yield from row_as_lines([[line.text for line in cell] for cell in cells])

    def _flush(self, level: int) -> Iterator[Line]:
        text = "".join(self._text)
        self._text = []
        if not text.replace(_BREAK, "").strip():
            return
        for piece in text.split(_BREAK):
            for line in piece.split("\n"):
                if line.strip():
                    yield Line(self._mark + line.strip(), level)
                    self._mark = ""


def _item_mark(item: Tag) -> str:
    parent = item.parent
    if parent is None or parent.name != "ol":
        return _BULLET
    before = sum(1 for sibling in item.find_previous_siblings("li"))
    start = str(item.get("value", "")) or str(parent.get("start", "1"))
    first = int(start) if start.lstrip("-").isdigit() else 1
    return f"{first if item.has_attr('value') else first + before}. "
