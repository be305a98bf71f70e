"""The one door for report authors: say what comes next, the engine sets it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import TracebackType
from typing import BinaryIO, Self

from desktop.reports.engine import archive, blocks
from desktop.reports.engine import charts as charting
from desktop.reports.engine.contents import Contents, outline
from desktop.reports.engine.cover import set_cover
from desktop.reports.engine.drawing import Drawing
from desktop.reports.engine.ending import Ending
from desktop.reports.engine.flow import Flow, Sheet
from desktop.reports.engine.furniture import Furniture
from desktop.reports.engine.look import A4, BODY, SMALL
from desktop.reports.engine.model import (
    Cell,
    Chart,
    Column,
    Cover,
    Meta,
    Result,
    Section,
    Signatory,
    Text,
    Tone,
)
from desktop.reports.engine.page import Align, Pages
from desktop.reports.engine.table import Table


class Draft:
    """The file while it is incomplete: beside its target under another name, or the open file that was given."""

    file: BinaryIO

    def __init__(self, target: Path | str | BinaryIO) -> None:
        self._temporary: Path | None = None
        if isinstance(target, (str, Path)):
            self._target = Path(target)
            file = NamedTemporaryFile(prefix=".", suffix=".part", dir=self._target.parent, delete=False)  # noqa: SIM115 - lives until kept or dropped
            self._temporary = Path(file.name)
            self.file = file  # type: ignore[assignment]  # the wrapper has every method of a binary file
        else:
            self.file = target

    def keep(self) -> None:
        """Put the complete file in its target's place."""
        self.file.flush()
        if self._temporary:
            os.fsync(self.file.fileno())
            self.file.close()
            self._temporary.replace(self._target)
            self._temporary = None

    def drop(self) -> None:
        """Remove what was written; harmless once kept."""
        if self._temporary:
            self.file.close()
            self._temporary.unlink(missing_ok=True)
            self._temporary = None


class Document:
    """A PDF being written, page by page, into a file that appears only when it is complete.

    `target` is a path (written beside itself, then swapped in at once) or an open binary file. `progress` is
    called with the number of pages after each page; when `cancelled` answers True the export stops with
    `Cancelled`. As a context manager, an error inside leaves nothing behind. `tagged=False` drops the structure
    for very large raw listings.
    """

    result: Result

    def __init__(  # noqa: PLR0913 - all but the first two have a default
        self,
        target: Path | str | BinaryIO,
        meta: Meta,
        *,
        landscape: bool = False,
        tagged: bool = True,
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self.meta = meta
        self._draft = Draft(target)
        try:
            self._pages = Pages(self._draft.file, meta, landscape=landscape, tagged=tagged)
            self._flow = Flow(self._pages)
            self._ending = Ending(self._flow)
            self._furniture = Furniture(self._pages)
        except BaseException:
            self.abort()
            raise
        self._contents: Contents | None = None
        if progress:
            self._pages.after_page = progress
        if cancelled:
            self._pages.cancelled = cancelled

    def cover(self, cover: Cover) -> None:
        """Set the first page: organisation, logo, title, facts (period, dual date, law), classification, QR."""
        set_cover(self._flow, self._furniture, cover)

    def contents(self, chapters: int = 0) -> None:
        """Reserve pages for the contents here, enough for so many chapters; they are drawn last, with links.

        It lists two levels, one when there is no room for both; bookmarks lead to all.
        """
        self._ending.release()
        self._pages.end()
        self._contents = Contents(self._pages, chapters)

    def heading(
        self, level: int, text: str, lead: Text = "", *, own: bool = False, carried: bool = False
    ) -> None:
        """Begin a section; level 1 to 3. It stays with what follows and enters contents and bookmarks.

        A `lead` says in small what the section shows; it stays with what follows too. The heading stands where the page
        begins, or as its `own` text reads, like the prose below it. A `carried` one is named again on every page it reaches.
        """
        if carried:
            self._flow.carried.add(text)
        align: Align = "text" if own else "start"
        height = self._flow.heading_height(level, text, lead)
        self._ending.add(partial(self._flow.heading, level, text, lead, align=align), height)

    def paragraph(
        self, text: Text, *, tone: Tone = "text", small: bool = False, align: Align = "text"
    ) -> None:
        """Set prose; a line feed begins a paragraph, which stands by its own direction or where `align` says."""
        style = SMALL if small else BODY
        style = style if tone == "text" else style._replace(tone=tone)
        height = self._flow.height(text, style)
        self._ending.add(partial(self._flow.paragraph, text, style, align=align), height)

    def bullets(self, items: Iterable[Text], *, numbered: bool = False) -> None:
        """Set a list."""
        self._ending.add(partial(self._flow.bullets, items, numbered=numbered))

    def pair(self, ar: Text, en: Text, *, rule: bool = True) -> None:
        """Set one passage in two languages side by side, aligned at the top, breaking together over pages.

        Passages that follow each other are parted by rules; without one it has the room of a paragraph.
        """
        flow = self._flow
        self._ending.add(partial(blocks.pair, flow, ar, en, rule=rule), blocks.pair_height(flow, ar, en))

    def facts(self, rows: Iterable[tuple[str, Cell]]) -> None:
        """Set a grid of label and value."""
        self._ending.add(partial(blocks.facts, self._flow, rows))

    def tiles(self, figures: Sequence[tuple[str, str, str]]) -> None:
        """Set leading figures in boxes beside each other: what is counted, the figure, a remark or nothing."""
        self._ending.add(partial(blocks.tiles, self._flow, figures))

    def table(
        self,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Cell]],
        *,
        summary: str = "",
        empty: str = "",
    ) -> None:
        """Set a table from any iterable, row by row in flat memory.

        `summary` is what a screen reader says about the table; `empty` is printed when no row came.
        """
        self._ending.add(partial(Table(self._flow, columns, summary).paint, rows, empty))

    def chart(self, *charts: Chart) -> None:
        """Draw a chart with its title, legend and values, or several small ones beside each other."""
        if not charts:
            return
        alt = " ".join(charting.words(chart, self.meta) for chart in charts)
        if len(charts) == 1:
            drawing, title = charting.draw(self._pages, *charts), charts[0].title
        else:
            drawing, title = charting.beside(self._pages, charts), ""
        self._ending.add(partial(blocks.figure, self._flow, drawing, alt=alt, title=title))

    def figure(self, drawing: Drawing, *, alt: str, caption: str = "") -> None:
        """Draw a picture of shapes; `alt` says it in words."""
        self._ending.add(partial(blocks.figure, self._flow, drawing, alt=alt, caption=caption))

    def note(self, text: Text, *, tone: Tone = "info", title: str = "", keep: float = 0.0) -> None:
        """Set a remark in a toned box with a bar on its leading edge; what needs `keep` below it stays on its page."""
        note = (text, tone, title)
        self._ending.add(partial(self._flow.note, *note, keep), self._flow.note_height(*note))

    def signatures(self, people: Sequence[Signatory], *, statement: str = "") -> None:
        """Set places to sign, each kept whole, below a statement of what is signed; they take its last lines along."""
        self._ending.release(blocks.signing(self._flow, people, statement))
        blocks.signatures(self._flow, people, statement)

    def page_break(self, *, landscape: bool | None = None, section: Section | None = None) -> None:
        """Begin a new page, turned if asked; a heading that nothing followed yet goes along.

        A `section` begins there in a document that has no contents.
        """
        self._ending.release()
        self._pages.end()
        if landscape is not None:
            self._pages.size = A4[::-1] if landscape else A4
        if section is not None:
            self._furniture.section(section)

    def sheet(self) -> Sheet:
        """Say what a drawing made to measure needs to know: the room it has, and the lines that words take."""
        self._ending.release()
        return self._flow.sheet()

    def close(self) -> Result:
        """Finish contents, structure and metadata, and swap the file in; also kept as `result`."""
        pages = self._pages
        self._ending.release()
        self._flow.flush()
        pages.end()
        pages.chapter = pages.goes_on = ""
        if self._contents:
            self._contents.draw(self._flow.headings)
        if not pages.number:
            pages.turn()
            pages.end()
        self._furniture.finish()
        pages.fonts.write()
        catalog = (
            outline(pages, self._flow.headings)
            + pages.tags.finish()
            + archive.catalog(pages.document, self.meta)
        )
        pages.document.finish(catalog, archive.info(self.meta))
        self.result = Result(pages.number, pages.document.sha.hexdigest(), pages.document.size)
        self._draft.keep()
        return self.result

    def abort(self) -> None:
        """Give up: remove what was written. Harmless after `close`."""
        self._draft.drop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.abort()
            return
        try:
            self.close()
        except BaseException:
            self.abort()
            raise
