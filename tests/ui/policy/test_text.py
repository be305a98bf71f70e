"""Reading and writing a policy clause by clause, as a person does."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from data.policy import Clause, Policy
from data.store import Store
from tests.ui.conftest import typed, unnamed
from tests.ui.policy.conftest import CLAUSES, add_policy
from ui.desk import Desk
from ui.policy.page import Page
from ui.widgets.editor import TextEditor


def kept(store: Store, policy: Policy) -> list[Clause]:
    clauses: list[Clause] = store.get(Policy, policy.id).versions[-1].clauses
    return clauses


def focus(page: Page) -> QWidget:
    found = QApplication.focusWidget() or page.focusWidget()
    assert found is not None
    return found


def writing(page: Page, lang: str) -> QTextEdit:
    editor = page.detail.text.clauses.editor
    assert editor is not None
    field = editor.form.editors[f"text_{lang}"]
    assert isinstance(field, TextEditor)
    return field.text


def test_both_languages_stand_side_by_side(page: Page) -> None:
    cards = page.detail.text.clauses.cards
    assert [card.clause.number for card in cards] == ["1", "2", "3"]
    arabic, english = sorted(cards[1]._halves, key=lambda half: half.lang)
    assert CLAUSES[1][3] in arabic._text.accessibleName()
    assert CLAUSES[1][4] in english._text.accessibleName()
    assert (
        abs(
            arabic.mapTo(page, arabic.rect().topLeft()).y()
            - english.mapTo(page, english.rect().topLeft()).y()
        )
        < 2
    )
    assert arabic.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert english.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_one_language_can_be_read_alone(page: Page) -> None:
    text = page.detail.text
    text.bar.shown.select("en")
    assert [half.lang for half in text.clauses.cards[0]._halves] == ["en"]
    text.bar.shown.select("both")
    assert len(text.clauses.cards[0]._halves) == 2


def test_arrows_walk_from_clause_to_clause(qtbot: QtBot, page: Page) -> None:
    clauses = page.detail.text.clauses
    clauses.go(0)
    for key, at in (
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_Down, 2),
        (Qt.Key.Key_Down, 2),
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 2),
    ):
        QTest.keyClick(clauses.cards[clauses.at()], key)
        assert clauses.at() == at


def test_enter_edits_and_control_enter_keeps(qtbot: QtBot, page: Page, store: Store, draft: Policy) -> None:
    clauses = page.detail.text.clauses
    clauses.go(1)
    QTest.keyClick(clauses.cards[1], Qt.Key.Key_Return)
    box = writing(page, "ar")
    box.selectAll()
    typed(box, "لا نبيع بياناتك لأحد.")
    QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    changed = kept(store, draft)[1]
    assert changed.text_ar == "لا نبيع بياناتك لأحد."
    assert changed.translation_stale == "en"
    assert page.detail.text.clauses.editor is None
    qtbot.waitUntil(lambda: clauses.at() == 1)
    assert not clauses.cards[1]._stale.isHidden()


def test_undo_and_redo_take_the_edit_back_and_do_it_again(
    page: Page, store: Store, draft: Policy, desk: Desk
) -> None:
    page.detail.text._write(kept(store, draft)[0].id, {"text_en": "We collect your name."})
    assert kept(store, draft)[0].text_en == "We collect your name."
    desk.undo()
    assert kept(store, draft)[0].text_en == CLAUSES[0][4]
    assert page.detail.text.clauses.cards[0].clause.text_en == CLAUSES[0][4]
    desk.redo()
    assert page.detail.text.clauses.cards[0].clause.text_en == "We collect your name."


def test_escape_gives_up_what_was_typed(qtbot: QtBot, page: Page, store: Store, draft: Policy) -> None:
    page.detail.text.clauses.edit(kept(store, draft)[0].id)
    box = writing(page, "ar")
    typed(box, "سهو ")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert kept(store, draft)[0].text_ar == CLAUSES[0][3]
    assert page.detail.text.clauses.editor is None


def test_what_is_being_written_is_kept_when_the_desk_is_locked(
    page: Page, store: Store, draft: Policy, desk: Desk
) -> None:
    page.detail.text.clauses.edit(kept(store, draft)[2].id)
    box = writing(page, "en")
    box.selectAll()
    typed(box, "We keep data for two years.")
    desk.closing.emit()
    assert kept(store, draft)[2].text_en == "We keep data for two years."


def test_clauses_are_added_moved_and_removed(
    qtbot: QtBot, page: Page, store: Store, draft: Policy, desk: Desk
) -> None:
    text, alt = page.detail.text, Qt.KeyboardModifier.AltModifier
    text.clauses.go(2)
    QTest.keyClick(text.clauses.cards[2], Qt.Key.Key_Up, alt)
    assert [clause.number for clause in kept(store, draft)] == ["1", "3", "2"]
    text.clauses.go(0)
    QTest.keyClick(text.clauses.cards[0], Qt.Key.Key_Delete)
    assert [clause.number for clause in kept(store, draft)] == ["3", "2"]
    text.bar.add.click()
    box = writing(page, desk.lang)
    typed(box, "بند جديد")
    QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    added = kept(store, draft)[-1]
    assert (added.number, added.text_ar or added.text_en) == ("4", "بند جديد")
    for _ in range(4):
        desk.undo()
    assert [clause.number for clause in kept(store, draft)] == ["1", "2", "3"]


def test_words_are_found_and_counted(qtbot: QtBot, page: Page, desk: Desk) -> None:
    bar, clauses = page.detail.text.bar, page.detail.text.clauses
    typed(bar.search, "بيانات")
    assert clauses.found == 3
    assert bar.count.text() == desk.words("policy.reading.found", n=3)
    clauses.go(0)
    bar.next.click()
    assert clauses.at() == 1
    bar.previous.click()
    assert clauses.at() == 0
    bar.search.clear()
    typed(bar.search, "لا وجود له")
    assert bar.count.text() == desk.words("policy.reading.found-none")
    assert not bar.next.isEnabled()


def test_a_frozen_text_is_read_only_until_a_new_version(
    qtbot: QtBot, open_page: Callable[[Desk], Page], store: Store, desk: Desk
) -> None:
    policy = add_policy(store, "سياسة منشورة", "Published policy", published=True)
    page = open_page(desk)
    text = page.detail.text
    assert text.banner.text == desk.words("policy.reading.frozen")
    text.clauses.go(0)
    QTest.keyClick(text.clauses.cards[0], Qt.Key.Key_Return)
    assert text.clauses.editor is None
    text.new_version()
    assert text.opened
    assert [one.number for one in store.get(Policy, policy.id).versions] == ["1.0", "2.0"]
    assert text.bar.choice.count() == 2
    text.clauses.edit(text.clauses.cards[0].clause.id)
    assert text.clauses.editor is not None
    assert focus(page) is not None


def test_a_clause_removed_elsewhere_is_told(page: Page, store: Store, draft: Policy, desk: Desk) -> None:
    text = page.detail.text
    text._do(lambda on: on.edit("00000000-0000-7000-8000-000000000000", {"text_ar": "س"}), "", "edited")
    assert text.banner.text


def test_every_control_of_the_text_has_a_name(page: Page, store: Store, draft: Policy) -> None:
    assert unnamed(page.detail) == []
    page.detail.text.clauses.edit(kept(store, draft)[0].id)
    assert unnamed(page.detail) == []
