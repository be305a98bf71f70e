"""The one door for report authors: say what comes next, the engine sets it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from desktop.reports.engine.drawing import Drawing
from desktop.reports.engine.model import (
    Cell,
    Chart,
    Column,
    Cover,
    Meta,
    Result,
    Signatory,
    Text,
    Tone,
)


class Document:
    """A PDF being written, page by page, into a file that appears only when it is complete.

    `target` is a path (written beside itself, then swapped in at once) or an open binary file. `progress` is
    called with the number of pages after each page; when `cancelled` answers True the export stops with
    `Cancelled` and leaves nothing behind. `tagged=False` drops the structure for very large raw listings.
    """

    result: Result

    def __init__(
        self,
        target: Path | str | BinaryIO,
        meta: Meta,
        *,
        landscape: bool = False,
        tagged: bool = True,
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None: ...

    def cover(self, cover: Cover) -> None:
        """Set the first page: organisation, logo, title, facts (period, dual date, law), classification, QR."""

    def contents(self, pages: int = 1) -> None:
        """Reserve pages for the contents here; they are drawn last, with links, when page numbers are known.

        When the headings do not fit, the deepest levels are left to the bookmarks.
        """

    def heading(self, level: int, text: str) -> None:
        """Begin a section; level 1 to 3. It stays with what follows and enters contents and bookmarks."""

    def paragraph(self, text: Text, *, tone: Tone = "text", small: bool = False) -> None:
        """Set prose; line feeds in the text begin new lines."""

    def bullets(self, items: Iterable[Text], *, numbered: bool = False) -> None:
        """Set a list."""

    def pair(self, ar: Text, en: Text, *, bold: bool = False) -> None:
        """Set one passage in two languages side by side, aligned at the top, breaking together over pages."""

    def facts(self, rows: Iterable[tuple[str, Cell]]) -> None:
        """Set a grid of label and value."""

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, summary: str = "", empty: str = "") -> int:
        """Set a table from any iterable, row by row in flat memory; returns the number of rows.

        `summary` is what a screen reader says about the table; `empty` is printed when no row came.
        """
        return 0

    def chart(self, chart: Chart) -> None:
        """Draw a chart with its title, legend and values."""

    def figure(self, drawing: Drawing, *, alt: str, caption: str = "") -> None:
        """Draw a picture of shapes; `alt` says it in words."""

    def note(self, text: Text, *, tone: Tone = "info", title: str = "") -> None:
        """Set a remark in a toned box with a bar on its leading edge."""

    def signatures(self, people: Sequence[Signatory]) -> None:
        """Set places to sign, kept together on one page."""

    def space(self, points: float = 8.0) -> None:
        """Leave vertical room."""

    def page_break(self, *, landscape: bool | None = None) -> None:
        """Begin a new page, turned if asked."""

    def close(self) -> Result:
        """Finish contents, structure and metadata, and swap the file in; also kept as `result`."""
        return self.result

    def abort(self) -> None:
        """Give up: remove what was written. Harmless after `close`."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...
