"""The reports page: asked for by keyboard, shown as it will be saved, cancelled without a trace, printed."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from data.policy import Policy, Version
from data.request import Request
from data.store import Store
from desktop import policy as rules
from desktop.reports.build import REPORTS, Order
from tests.ui.conftest import NOW, settled, unnamed
from ui.desk import Desk
from ui.report.page import Page
from ui.report.pages import Pages


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keep temporary files where a test can count them: none may be left."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


@pytest.fixture
def open_page(qtbot: QtBot) -> Callable[[Desk], Page]:
    def show(desk: Desk) -> Page:
        page = Page(desk)
        qtbot.addWidget(page)
        page.resize(1100, 700)
        with qtbot.waitExposed(page):
            page.show()
        return page

    return show


@pytest.fixture
def policy(store: Store) -> Policy:
    made = Policy(title_ar="سياسة الخصوصية", title_en="Privacy policy", laws=["SA"])
    with store.unit("سارة العمري", NOW, "new-policy") as unit:
        rules.new_policy(unit, made)
    return made


@pytest.fixture
def page(qtbot: QtBot, open_page: Callable[[Desk], Page], policy: Policy, desk: Desk) -> Page:
    del policy
    page = open_page(desk)
    made(qtbot, page)
    return page


def made(qtbot: QtBot, page: Page) -> None:
    """Wait until what is asked for is on show."""
    qtbot.waitUntil(lambda: page.preview.count > 0, timeout=20_000)
    settled(qtbot, page.desk)


def again(qtbot: QtBot, page: Page, act: Callable[[], object]) -> Pages:
    """Ask otherwise and wait for the new pages."""
    before = page.preview.shown
    act()
    qtbot.waitUntil(lambda: page.preview.shown not in {None, before}, timeout=20_000)
    settled(qtbot, page.desk)
    assert page.preview.shown is not None
    return page.preview.shown


def text(file: Path) -> str:
    return " ".join(one.extract_text() for one in PdfReader(file).pages)


def test_the_page_shows_a_report_at_once_and_everything_has_a_name(page: Page, desk: Desk) -> None:
    words = desk.words
    assert unnamed(page) == []
    assert page.place.text() == words("report.page.place", page=1, pages=page.preview.count)
    assert page.preview.accessibleDescription() == page.place.text()
    kinds = [page.options.kind.itemText(at) for at in range(page.options.kind.count())]
    assert len(set(kinds)) == len(REPORTS)


def test_what_is_saved_is_what_is_shown(page: Page, desk: Desk, tmp_path: Path) -> None:
    said: list[str] = []
    desk.said.connect(lambda notice: said.append(notice.text))
    page.save_to(tmp_path / "register.pdf")
    assert page.preview.shown is not None
    assert (tmp_path / "register.pdf").read_bytes() == page.preview.shown.content
    assert said == [desk.words("report.page.saved", file="register.pdf")]


def test_a_place_that_cannot_be_written_is_told(page: Page, desk: Desk, tmp_path: Path) -> None:
    page.save_to(tmp_path / "away" / "register.pdf")
    assert page.banner.text == desk.words("error.file.unwritable", name="register.pdf")


def test_language_and_digits_make_it_anew(qtbot: QtBot, page: Page, tmp_path: Path) -> None:
    again(qtbot, page, lambda: page.options.lang.select("both"))
    page.save_to(tmp_path / "both.pdf")
    assert "Policy register" in text(tmp_path / "both.pdf")
    assert "سجل السياسات" in text(tmp_path / "both.pdf")
    again(qtbot, page, lambda: page.options.digits.select("latn"))
    page.save_to(tmp_path / "latn.pdf")
    assert "2026" in text(tmp_path / "latn.pdf")


def test_a_report_about_a_record_starts_with_the_newest(
    qtbot: QtBot, page: Page, policy: Policy, tmp_path: Path
) -> None:
    again(qtbot, page, lambda: page.open_record("policy"))
    page.save_to(tmp_path / "policy.pdf")
    assert policy.code in text(tmp_path / "policy.pdf")


def test_a_missing_record_is_asked_for(qtbot: QtBot, open_page: Callable[[Desk], Page], desk: Desk) -> None:
    page = open_page(desk)
    page.open_record("policy")
    qtbot.waitUntil(lambda: bool(page.banner.text), timeout=5000)
    settled(qtbot, desk)
    assert page.banner.text == desk.words("report.page.incomplete")
    assert not page.save.isEnabled()


def test_an_obstacle_is_told_in_its_place(qtbot: QtBot, page: Page, desk: Desk) -> None:
    store = desk.store
    assert store is not None
    with store.unit("سارة", NOW, "add") as unit:
        unit.add(Request(title="طلب", rights=["access"], received_at=NOW, law="SA"))
    page.open_record("letter")
    qtbot.waitUntil(lambda: bool(page.banner.text), timeout=5000)
    settled(qtbot, desk)
    assert page.banner.text == desk.words("error.request.no-letter")
    assert not page.busy.isVisible()
    assert page.preview.count == 0
    assert not page.save.isEnabled()
    again(qtbot, page, lambda: page.open_record("policies"))
    assert page.save.isEnabled()


def test_only_what_a_report_takes_is_asked_for(
    qtbot: QtBot, page: Page, store: Store, policy: Policy, tmp_path: Path
) -> None:
    options = page.options
    assert options.since.isHidden()
    again(qtbot, page, lambda: page.open_record("breaches"))
    assert not options.since.isHidden()
    again(qtbot, page, lambda: page.open_record("gaps"))
    assert options.order() == Order("gaps", lang=options.lang.current())
    for kind, asked in (("letter", False), ("gaps", True)):
        options.choose(kind)
        assert options.lang.isHidden() is not asked
    again(qtbot, page, lambda: options.choose("gaps", policy.id))
    page.save_to(tmp_path / "gaps.pdf")
    assert policy.code in PdfReader(tmp_path / "gaps.pdf").pages[0].extract_text()
    with store.unit("سارة", NOW, "version") as unit:
        kept = unit.get(Policy, policy.id)
        kept.versions[0].state = "published"
        kept.versions.append(Version(number="2.0", state="draft"))
        kept.versions.append(Version(number="3.0", state="draft"))
    again(qtbot, page, lambda: page.open_record("comparison"))
    older, newer = options.versions
    assert (older.currentData(), newer.currentData()) == ("2.0", "3.0")
    again(qtbot, page, lambda: older.choose(kept.versions[0].number))
    order = options.order()
    assert order is not None
    assert order.versions == (kept.versions[0].number, "3.0")


def test_what_is_stopped_leaves_nothing(qtbot: QtBot, page: Page, desk: Desk, temporary: Path) -> None:
    before = page.preview.shown
    page.make()
    assert page.busy.isVisible()
    assert page.cancel.text()
    QTest.mouseClick(page.cancel, Qt.MouseButton.LeftButton)
    settled(qtbot, desk)
    assert not page.busy.isVisible()
    assert page.preview.shown is before
    assert list(temporary.iterdir()) == []


def test_pages_are_painted_as_they_come_into_sight(qtbot: QtBot, page: Page, desk: Desk) -> None:
    preview = page.preview
    shown = again(qtbot, page, lambda: page.open_record("policies"))
    many = Pages(shown.content)
    many.sizes = many.sizes[:1] * 500
    painted: list[int] = []

    def picture(at: int, scale: float) -> object:
        painted.append(at)
        return Pages.picture(shown, 0, scale)

    many.picture = picture  # type: ignore[method-assign, assignment]  # counts, and stands in for 500 pages
    preview.show_pages(many)
    qtbot.waitUntil(lambda: 0 in painted, timeout=5000)
    settled(qtbot, desk)
    QTest.keyClick(preview, Qt.Key.Key_End)
    assert preview.page == 500
    qtbot.waitUntil(lambda: 499 in painted, timeout=5000)
    settled(qtbot, desk)
    assert len(set(painted)) < 10
    QTest.keyClick(preview, Qt.Key.Key_Home)
    assert preview.page == 1
    QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.verticalScrollBar().value() > 0


def test_zoom_keeps_the_page(qtbot: QtBot, page: Page, desk: Desk) -> None:
    preview = page.preview
    preview.go(preview.count)
    wide, seen = preview.zoom, preview.page
    preview.zoom_by(1)
    assert preview.zoom > wide
    assert preview.page == seen
    preview.zoom_by(-3)
    assert preview.zoom < wide
    preview.fit()
    assert preview.zoom == pytest.approx(wide, rel=0.05)
    settled(qtbot, desk)


def test_pages_go_to_a_printer(qtbot: QtBot, page: Page, desk: Desk, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    page.print_on(printer)
    qtbot.waitUntil(lambda: not page.busy.isVisible(), timeout=10_000)
    settled(qtbot, desk)
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == page.preview.count


def test_a_page_built_anew_asks_for_the_same(
    qtbot: QtBot, open_page: Callable[[Desk], Page], page: Page, policy: Policy, desk: Desk
) -> None:
    again(qtbot, page, lambda: page.open_record(f"policy:{policy.id}"))
    state = page.state()
    anew = open_page(desk)
    anew.restore(state)
    made(qtbot, anew)
    assert anew.options.order() == page.options.order()


def test_the_keys_of_the_page_are_free_of_each_other(page: Page) -> None:
    keys = [command.key for command in page.commands() if command.key]
    assert len(keys) == len(set(keys))
    assert "Ctrl+P" in keys
