"""A version's acts, the check, the promises and the comparison, as the officer meets them."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from data.organisation import FindingDecision, Task
from data.policy import Policy
from data.store import Store
from desktop import version as life
from tests.ui.conftest import NOW, settled, unnamed
from tests.ui.policy.conftest import add_policy
from ui.desk import Desk
from ui.policy.checklist import Checklist, FindingRow
from ui.policy.comparing import Comparison
from ui.policy.creating import NewPolicy
from ui.policy.page import Page
from ui.policy.reading import Evidence
from ui.widgets.asking import ActDialog

T = TypeVar("T", bound=QDialog)


def kept(store: Store, policy: Policy) -> Policy:
    return store.get(Policy, policy.id)


def dialog(kind: type[T]) -> T:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    return found


def checked(qtbot: QtBot, page: Page) -> Checklist:
    page.detail.tabs.select("check")
    settled(qtbot, page.desk)
    return page.detail.check


def row(check: Checklist, element: str) -> FindingRow:
    return next(one for one in check.rows if one.found.element == element)


def test_a_draft_is_submitted_approved_and_published(
    qtbot: QtBot, page: Page, draft: Policy, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar = page.detail.life
    assert list(bar.buttons) == ["submit", "comment"]
    bar.buttons["submit"].click()
    dialog(ActDialog).yes.click()
    assert kept(store, draft).state == "review"
    bar.buttons["approve"].click()
    asked = dialog(ActDialog)
    asked.yes.click()
    assert asked.isVisible()
    asked.editors["approver"].set_value("خالد")
    asked.editors["next_review"].set_value(NOW.date() + timedelta(days=3))
    asked.yes.click()
    assert kept(store, draft).versions[0].approver == "خالد"
    monkeypatch.setattr("ui.policy.life.confirm", lambda *_, **__: True)
    bar.buttons["publish"].click()
    assert kept(store, draft).state == "published"
    assert list(bar.buttons) == ["acknowledge", "new-version", "small-version"]
    bar.buttons["small-version"].click()
    assert [one.number for one in kept(store, draft).versions] == ["1.0", "1.1"]
    assert "compare" in bar.buttons
    assert unnamed(page.detail) == []


def test_the_check_leads_to_the_evidence_and_is_decided(
    qtbot: QtBot, page: Page, draft: Policy, store: Store, desk: Desk
) -> None:
    check = checked(qtbot, page)
    assert unnamed(check) == []
    missing = row(check, "controller_contact")
    assert desk.words("notice.missing.controller_contact") in missing.accessibleDescription()
    asked = check.decide("dismiss", missing.found)
    asked.yes.click()
    assert asked.isVisible()
    asked.editors["reason"].set_value("في صفحة أخرى")
    asked.yes.click()
    settled(qtbot, desk)
    (decision,) = store.all(FindingDecision)
    assert decision.reason == "في صفحة أخرى"
    assert not row(check, "controller_contact").found.open
    check.decide("make-task", row(check, "complaint_authority").found).yes.click()
    settled(qtbot, desk)
    (task,) = store.all(Task)
    assert task.title == desk.words("notice.missing.complaint_authority")
    desk.undo()
    settled(qtbot, desk)
    assert row(check, "complaint_authority").found.open
    kept_for = row(check, "retention_period")
    kept_for.setFocus()
    QTest.keyClick(kept_for, Qt.Key.Key_Return)
    assert page.detail.tabs.current() == "text"
    assert page.detail.text.clauses.found >= 1


def test_findings_are_walked_by_keys(qtbot: QtBot, page: Page, draft: Policy) -> None:
    page.detail.open_check()
    settled(qtbot, page.desk)
    check = page.detail.check
    qtbot.waitUntil(lambda: bool(check.rows) and check.rows[0].hasFocus(), timeout=2000)
    QTest.keyClick(check.rows[0], Qt.Key.Key_Down)
    assert check.rows[1].hasFocus()
    QTest.keyClick(check.rows[1], Qt.Key.Key_Up)
    assert check.rows[0].hasFocus()


def test_promises_lead_to_their_clause(page: Page, draft: Policy, store: Store) -> None:
    page.detail.tabs.select("promises")
    clauses = kept(store, draft).versions[0].clauses
    shown = page.detail.promises
    assert [one.kind for clause in clauses for one in clause.promises] == [
        "never-sell",
        "keep-data",
    ]
    shown.chosen.emit(clauses[1].id)
    assert page.detail.tabs.current() == "text"
    assert unnamed(shown) == []


def test_what_a_clause_says_is_confirmed_and_corrected(
    qtbot: QtBot, page: Page, draft: Policy, store: Store, desk: Desk
) -> None:
    text, clause = page.detail.text, draft.versions[0].clauses[1]
    text.act("says-confirm", clause)
    assert kept(store, draft).versions[0].clauses[1].reading_confirmed
    text.act("says-words", clause)
    shown = dialog(Evidence)
    assert unnamed(shown) == []
    shown.accept()
    text.act("says-correct", clause)
    asked = dialog(ActDialog)
    asked.editors["shares_with"].set_value(["shipping"])
    asked.yes.click()
    assert kept(store, draft).versions[0].clauses[1].shares_with == ["shipping"]
    text.act("says-again", clause)
    again = kept(store, draft).versions[0].clauses[1]
    assert (again.shares_with, again.reading_confirmed) == ([], False)


def test_two_versions_are_compared_in_both_languages(
    qtbot: QtBot, open_page: Callable[[Desk], Page], store: Store, desk: Desk
) -> None:
    policy = add_policy(store, "سياسة", "Policy", published=True)
    with store.unit("سارة", NOW, "new-version") as unit:
        version = life.new_version(unit, unit.get(Policy, policy.id))
        version.clauses[2].text_ar = "نحتفظ بالبيانات سنتين."
    page = open_page(desk)
    page.detail.compare()
    shown = dialog(Comparison)
    assert [one.change for one in shown.changes] == ["same", "same", "changed"]
    assert shown.summary.text() == desk.words("policy.compare.differing", n=1)
    assert unnamed(shown) == []
    shown.new.choose("1.0")
    shown.new.activated.emit(0)
    assert {one.change for one in shown.changes} == {"same"}
    shown.accept()


def test_a_policy_starts_from_a_model_text(
    qtbot: QtBot, open_page: Callable[[Desk], Page], store: Store, desk: Desk
) -> None:
    page = open_page(desk)
    page.begin_new()
    asked = dialog(NewPolicy)
    asked.model.choose("SA")
    asked.keep()
    (policy,) = store.all(Policy)
    assert policy.title_ar == "سياسة الخصوصية"
    assert len(policy.versions[0].clauses) > 10
    assert policy.laws == ["SA"]
