"""The policies page: empty, imported into by dialog and by drop, written new, binned, and rebuilt."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from data.policy import Policy
from data.store import Store
from tests.ui.conftest import NOW, settled, typed, unnamed
from tests.ui.policy.conftest import add_policy
from ui.desk import Desk
from ui.policy.creating import NewPolicy
from ui.policy.importing import ImportDialog
from ui.policy.page import Page
from ui.widgets.editor import LineEditor

TEXT = """سياسة الخصوصية

البند (1): ما نجمعه
نجمع الاسم والبريد.

البند (2): المشاركة
لا نشارك بياناتك مع أحد.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "policy.txt"
    made.write_text(TEXT, encoding="utf-8")
    return made


def dialog(kind: type[ImportDialog]) -> ImportDialog:
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    assert len(shown) == 1
    return shown[0]


def drop(page: Page, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)


def test_an_empty_register_offers_a_new_policy_and_an_import(
    open_page: Callable[[Desk], Page], desk: Desk
) -> None:
    page = open_page(desk)
    shown = {button.text() for button in page.list.findChildren(QPushButton) if button.isVisible()}
    assert {desk.words("policy.import-file"), desk.words("policy.write-link")} <= shown
    assert unnamed(page) == []


def test_a_dropped_file_is_shown_and_then_kept_in_one_act(
    qtbot: QtBot, open_page: Callable[[Desk], Page], store: Store, desk: Desk, file: Path
) -> None:
    page = open_page(desk)
    drop(page, file)
    preview = dialog(ImportDialog)
    settled(qtbot, desk)
    assert preview.imported is not None
    assert desk.words("policy.clauses", n=len(preview.imported.clauses)) in preview.found.text()
    assert unnamed(preview) == []
    assert store.size(Policy) == 0
    QTest.mouseClick(preview.add, Qt.MouseButton.LeftButton)
    (policy,) = store.all(Policy)
    assert policy.title_ar == "سياسة الخصوصية"
    assert [clause.number for clause in policy.versions[0].clauses if clause.number != "0"] == ["1", "2"]
    assert policy.state == "draft"
    settled(qtbot, desk)
    assert page.detail.policy is not None
    assert page.detail.policy.id == policy.id
    desk.undo()
    assert store.all(Policy) == []


def test_a_text_in_force_comes_in_frozen(
    qtbot: QtBot, open_page: Callable[[Desk], Page], store: Store, desk: Desk, file: Path
) -> None:
    page = open_page(desk)
    page.import_file(file)
    preview = dialog(ImportDialog)
    settled(qtbot, desk)
    preview.in_force.click()
    preview.add.click()
    (policy,) = store.all(Policy)
    assert policy.state == "published"
    assert policy.versions[0].text_hash


def test_an_encoding_can_be_chosen(
    qtbot: QtBot, open_page: Callable[[Desk], Page], desk: Desk, tmp_path: Path
) -> None:
    old = tmp_path / "old.txt"
    old.write_bytes(TEXT.encode("windows-1256"))
    page = open_page(desk)
    page.import_file(old)
    preview = dialog(ImportDialog)
    settled(qtbot, desk)
    assert preview.encoding.currentData() == "windows-1256"
    assert desk.words("exchange.note.encoding-guessed", encoding="windows-1256") in preview.notes.text()
    preview.read("iso-8859-6")
    settled(qtbot, desk)
    assert preview.encoding.currentData() == "iso-8859-6" or preview.banner.text
    preview.reject()


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("empty.txt", b"", "empty"),
        ("noise.txt", bytes(range(256)) * 40, "binary"),
        ("broken.docx", b"PK\x03\x04 not a document", "broken"),
        ("old.doc", bytes.fromhex("d0cf11e0a1b11ae1") * 99, "unknown-format"),
    ],
)
def test_a_bad_file_is_told_and_another_can_be_chosen(
    qtbot: QtBot,
    open_page: Callable[[Desk], Page],
    store: Store,
    desk: Desk,
    tmp_path: Path,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    content: bytes,
    key: str,
) -> None:
    bad = tmp_path / name
    bad.write_bytes(content)
    page = open_page(desk)
    drop(page, bad)
    preview = dialog(ImportDialog)
    settled(qtbot, desk)
    assert preview.banner.text == desk.words(f"error.file.{key}", name=name)
    assert not preview.add.isEnabled()
    assert store.size(Policy) == 0
    monkeypatch.setattr("ui.policy.importing.choose_policy", lambda *_: file)
    preview.again.click()
    settled(qtbot, desk)
    assert preview.add.isEnabled()
    assert preview.banner.text == ""
    preview.reject()


def test_two_files_at_once_are_asked_one_by_one(
    open_page: Callable[[Desk], Page], desk: Desk, file: Path
) -> None:
    page = open_page(desk)
    drop(page, file, file)
    assert page.list.banner.text == desk.words("policy.import.one-file")


def test_a_policy_is_begun_by_its_title(
    qtbot: QtBot, open_page: Callable[[Desk], Page], store: Store, desk: Desk
) -> None:
    page = open_page(desk)
    page.begin_new()
    (asked,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, NewPolicy)]
    asked.yes.click()
    assert store.size(Policy) == 0
    assert asked.isVisible()
    title = asked.form.editors["title_ar"]
    assert isinstance(title, LineEditor)
    typed(title.line, "سياسة الاحتفاظ")
    QTest.keyClick(title.line, Qt.Key.Key_Return)
    (policy,) = store.all(Policy)
    assert (policy.title_ar, policy.laws, policy.versions[0].number) == ("سياسة الاحتفاظ", ["SA"], "1.0")
    assert not page.detail.text.empty.isHidden()


def test_binning_goes_with_one_undo(page: Page, store: Store, draft: Policy, desk: Desk) -> None:
    said: list[str] = []
    desk.said.connect(lambda notice: said.append(notice.text))
    page.detail.bin.click()
    assert store.all(Policy) == []
    assert desk.words("policy.binned") in said
    desk.undo()
    assert [one.id for one in store.all(Policy)] == [draft.id]


def test_several_are_binned_in_one_act(page: Page, store: Store, draft: Policy, desk: Desk) -> None:
    add_policy(store, "سياسة ثانية", "Second policy")
    page.table.refresh()
    page.table.selectAll()
    page.bin_selected()
    assert store.all(Policy) == []
    desk.undo()
    assert len(store.all(Policy)) == 2


def test_details_keep_themselves(qtbot: QtBot, page: Page, store: Store, draft: Policy, desk: Desk) -> None:
    page.detail.tabs.select("details")
    owner = page.detail.form.editors["owner"]
    assert isinstance(owner, LineEditor)
    typed(owner.line, "منى")
    page.detail.flush()
    assert store.get(Policy, draft.id).owner == "منى"
    desk.undo()
    assert owner.line.text() == ""


def test_versions_and_past_tell_what_happened(page: Page, store: Store, draft: Policy, desk: Desk) -> None:
    with store.unit("سارة", NOW, "change") as unit:
        clause = unit.get(Policy, draft.id).versions[0].clauses[0]
        clause.reading_confirmed = not clause.reading_confirmed
    page.detail.tabs.select("versions")
    assert unnamed(page.detail) == []
    page.detail.versions.chosen.emit(draft.versions[0].id)
    assert page.detail.tabs.current() == "text"
    page.detail.tabs.select("beside")
    assert unnamed(page.detail) == []
    said = [
        item.accessibleName()
        for item in page.detail.beside.past.findChildren(QWidget)
        if hasattr(item, "mark")
    ]
    assert any(desk.words("policy.done.new-policy") in one for one in said)
    version = desk.words("part.version", said=draft.versions[0].number)
    assert any(version in one and clause.number in one for one in said)


def test_a_page_built_anew_stands_where_it_stood(
    open_page: Callable[[Desk], Page], page: Page, store: Store, draft: Policy, desk: Desk
) -> None:
    page.detail.tabs.select("versions")
    state = page.state()
    anew = open_page(desk)
    anew.restore(state)
    assert anew.detail.tabs.current() == "versions"
    assert anew.detail.policy is not None
    assert anew.detail.policy.id == draft.id


def test_a_policy_is_found_by_a_word_of_its_clauses(page: Page, store: Store, draft: Policy) -> None:
    add_policy(store, "سياسة ثانية", "Second policy")
    page.table.refresh()
    page.list.search.setText("سياسه الخصوصيه")
    assert [page.table.record(row).id for row in range(page.table.model().rowCount())] == [draft.id]  # type: ignore[union-attr]  # rows that are there


def test_the_printed_policy_is_made_beside_the_window(
    qtbot: QtBot, page: Page, draft: Policy, desk: Desk, tmp_path: Path
) -> None:
    pytest.importorskip("desktop.reports.build")
    from ui.policy.printing import print_to  # noqa: PLC0415  # needs the report engine

    print_to(desk, tmp_path / "policy.pdf", draft)
    qtbot.waitUntil(lambda: not desk.tasks.busy(), timeout=20_000)
    assert (tmp_path / "policy.pdf").read_bytes().startswith(b"%PDF")


def test_every_control_of_the_page_has_a_name(page: Page) -> None:
    assert unnamed(page) == []


def test_a_revised_file_is_taken_in_as_the_next_version(
    qtbot: QtBot, open_page: Callable[[Desk], Page], store: Store, desk: Desk, file: Path
) -> None:
    policy = add_policy(store, "سياسة المتجر", "Shop policy", published=True)
    page = open_page(desk)
    page.import_file(file)
    preview = dialog(ImportDialog)
    settled(qtbot, desk)
    assert preview.form.isVisible()
    preview.place.setFocus()
    QTest.keyClick(preview.place, Qt.Key.Key_Down)
    assert not preview.form.isVisible()
    preview.add.click()
    (kept,) = store.all(Policy)
    assert kept.id == policy.id
    assert [(one.number, one.state) for one in kept.versions] == [("1.0", "published"), ("2.0", "draft")]
    settled(qtbot, desk)
    page.import_file(file)
    settled(qtbot, desk)
    assert not dialog(ImportDialog).place.isVisible()  # a second draft cannot be begun
    desk.undo()
    assert len(store.get(Policy, policy.id).versions) == 1
