"""The reports: what is asked for on one side, the very pages that will be saved or printed on the other."""

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from data.errors import Blocked
from desktop.law.loading import load_packs
from desktop.reports.build import REPORTS, Order, build
from ui.commands import Command
from ui.desk import Desk
from ui.report.options import Options
from ui.report.pages import Pages
from ui.report.preview import Preview
from ui.shell.page import BasePage
from ui.tasks import Job, Progress
from ui.widgets.banner import Banner
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Card, column, row, scrolled
from ui.widgets.dialogs import choose_target
from ui.widgets.text import Label

_ASKING = 300


class Page(BasePage):
    """Builds a report beside the window whenever it is asked for otherwise, and shows it page by page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._job: Job | None = None
        self._pages: Pages | None = None
        self._shown: Order | None = None
        say = self._say
        self.heading.set_title(desk.words("nav.reports"))
        self.options = Options(desk)
        self.options.changed.connect(self.make)
        self.preview = Preview(desk)
        self.preview.moved.connect(self._show_place)
        self.banner = Banner(desk)
        self.busy = self._progress()
        self.place = Label("", "caption", "second")
        self.zooms = tuple(
            IconButton(desk, icon, say(key), act)
            for icon, key, act in (
                ("minus", "smaller", lambda: self.preview.zoom_by(-1)),
                ("plus", "larger", lambda: self.preview.zoom_by(1)),
                ("move-horizontal", "fit", self.preview.fit),
            )
        )
        self.save = Button(desk, say("save"), icon="download", kind="primary", act=self.save_file)
        self.print = Button(desk, say("print"), icon="printer", act=self.print_file)
        for button in (self.print, self.save):
            self.heading.add_action(button)
        asking = Card()
        asking.setFixedWidth(desk.theme.px(_ASKING))
        asking.body.addWidget(scrolled(self.options))
        shown = column(gap=8)
        shown.addLayout(row(self.place, None, *self.zooms))
        for widget in (self.banner, self.busy):
            shown.addWidget(widget)
        shown.addWidget(self.preview, 1)
        whole = row(asking, gap=16)
        whole.addLayout(shown, 1)
        self.body.addLayout(whole, 1)
        self._show_ready()

    def _say(self, key: str, **values: object) -> str:
        return self.desk.words(f"report.page.{key}", **values)

    def _progress(self) -> QWidget:
        """Make the line that tells how far the report is, with its way out."""
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self._say("making"))
        self._count = Label("", "caption", "second")
        self.cancel = Button(self.desk, self._say("cancel"), icon="x", act=self.stop)
        line = QWidget()
        line.setLayout(row(self._bar, self._count, self.cancel, stretch=0))
        line.hide()
        return line

    def commands(self) -> tuple[Command, ...]:
        """List what can be done here."""
        return (
            Command("report.save", "download", self.save_file, "Ctrl+S", enabled=self._ready),
            Command("report.print", "printer", self.print_file, "Ctrl+P", enabled=self._ready),
            Command("report.larger", "plus", lambda: self.preview.zoom_by(1), "Ctrl++", enabled=self._ready),
            Command(
                "report.smaller", "minus", lambda: self.preview.zoom_by(-1), "Ctrl+-", enabled=self._ready
            ),
            Command("report.fit", "move-horizontal", self.preview.fit, "Ctrl+0", enabled=self._ready),
            Command("report.again", "rotate-ccw", self.make, "F5"),
            Command("report.stop", "x", self.stop, enabled=lambda: self._job is not None),
        )

    def open_record(self, key: str) -> None:
        """Show a report by its kind, after a colon the record it is about: `breach:<id>`."""
        kind, _, record = key.partition(":")
        if kind in REPORTS:
            self.options.choose(kind, record)

    def _ready(self) -> bool:
        return self._pages is not None and self._job is None

    def make(self) -> None:
        """Build the report that is asked for; the one under way is not wanted any more."""
        self.stop()
        self.banner.clear()
        store, order = self.desk.store, self.options.order()
        if store is None:
            return
        if order is None:
            self._take(None)
            self.banner.say(self._say("incomplete"), "info")
            return
        now, packs = self.desk.now(), load_packs(store.folder)

        def work(progress: Progress) -> Pages:
            def stop() -> bool:
                progress.step()
                return False

            def count(pages: int) -> None:
                progress.step(pages, pages)

            with TemporaryDirectory(prefix="report-", ignore_cleanup_errors=True) as folder:
                file = Path(folder) / "report.pdf"
                build(order, store, file, now, packs, progress=count, cancelled=stop)
                return Pages(file.read_bytes())

        self._run(
            work,
            lambda pages: self._take(pages, order),
            lambda done, _: self._show_count("pages", done),
            lambda: self._take(None),
        )

    def _run(
        self,
        work: Any,  # noqa: ANN401  # handed on as it is
        done: Callable[[Any], object],
        progress: Callable[[int, int], object],
        failed: Callable[[], object] = lambda: None,
    ) -> None:
        """Do something beside the window; until it is done, what is on show is not given out."""
        self.busy.show()
        self._count.setText("")

        def ended(result: object) -> None:
            self._settle()
            done(result)

        def fell(error: Exception) -> None:
            self._settle()
            self.banner.problem(error)
            failed()

        self._job = self.desk.tasks.run(work, ended, failed=fell, progress=progress, owner=self)
        self._show_ready()

    def _settle(self) -> None:
        self._job = None
        self.busy.hide()
        self._show_ready()

    def stop(self) -> None:
        """Ask what is under way to end; nothing of it stays."""
        if self._job is not None:
            self._job.cancel()
            self._settle()

    def _take(self, pages: Pages | None, order: Order | None = None) -> None:
        """Show other pages with what they were asked by, or none."""
        self._pages, self._shown = pages, order
        self.preview.show_pages(pages)
        self._show_ready()

    def _show_ready(self) -> None:
        for widget in (self.save, self.print, *self.zooms):
            widget.setEnabled(self._ready())

    def _show_place(self, page: int, pages: int) -> None:
        self.place.setText(self._say("place", page=page, pages=pages) if pages else "")

    def _show_count(self, key: str, done: int) -> None:
        self._count.setText(self._say(key, n=done))

    def save_file(self) -> None:
        """Ask where to, and save the very file that is on show."""
        order = self._shown
        if self._pages is None or order is None:
            return
        chosen = choose_target(self.desk, self, self._say("save"), f"{_named(self.desk, order)}.pdf")
        if chosen is not None:
            self.save_to(chosen.with_suffix(".pdf"))

    def save_to(self, file: Path) -> None:
        """Write the pages on show to a file, whole or not at all."""
        if self._pages is None:
            return
        try:
            _write(self._pages.content, file)
        except Blocked as error:
            self.banner.problem(error)
            return
        folder = QUrl.fromLocalFile(str(file.parent))
        said = self._say("saved", file=file.name)
        self.desk.say(said, "ok", self._say("open-folder"), lambda: QDesktopServices.openUrl(folder))

    def print_file(self) -> None:
        """Print the pages on show on a printer that the system offers."""
        if self._pages is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.options.kind.currentText())
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self._pages.sizes))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=True)
        chosen = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if chosen:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print the pages on show, beside the window."""
        pages = self._pages
        if pages is not None:
            self._run(
                lambda progress: pages.print_to(printer, progress),
                lambda count: self.desk.say(self._say("printed", n=count)),
                lambda done, _: self._show_count("printing", done),
            )

    def state(self) -> dict[str, Any]:
        """Tell what is asked for."""
        return {"options": self.options.state()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Ask for it again."""
        if state:
            self.options.restore(state["options"])


def _named(desk: Desk, order: Order) -> str:
    """Name a file by the kind of its report and the day; never by whom it is about."""
    return f"{order.kind}-{desk.today().isoformat()}"


def _write(content: bytes, target: Path) -> None:
    """Write beside the target and then put it in its place at once.

    Raises:
        Blocked: `file.unwritable`.
    """
    part: Path | None = None
    try:
        with NamedTemporaryFile(prefix=".", suffix=".part", dir=target.parent, delete=False) as file:
            part = Path(file.name)
            file.write(content)
        part.replace(target)
    except OSError as error:
        if part is not None:
            part.unlink(missing_ok=True)
        raise Blocked("file.unwritable", name=target.name) from error
