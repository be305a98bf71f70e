"""The requests page: registered, brought on, written to, told of and assigned, by keyboard, in both languages."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from data.organisation import Attachment
from data.request import Request
from data.sharing import Flow, Party
from data.store import Store
from desktop import letters, records
from tests.ui.conftest import NOW, settled, unnamed
from ui.desk import Desk
from ui.request.acting import ActDialog
from ui.request.creating import NewRequest
from ui.request.page import Page
from ui.widgets.attached import Attached
from ui.widgets.chip import Chip
from ui.widgets.text import Label

D = TypeVar("D", ActDialog, NewRequest)
RECEIVED = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)


def add(store: Store, name: str = "هند", right: str = "access") -> Request:
    with store.unit("سارة العمري", NOW, "new-request") as unit:
        asked = {"rights": [right], "requester_name": name, "channel": "email", "received_at": RECEIVED}
        return records.create(unit, Request, asked)


@pytest.fixture
def open_page(qtbot: QtBot) -> Callable[[Desk], Page]:
    def show(desk: Desk) -> Page:
        page = Page(desk)
        qtbot.addWidget(page)
        page.resize(1300, 800)
        with qtbot.waitExposed(page):
            page.show()
        settled(qtbot, desk)
        return page

    return show


def dialog(kind: type[D]) -> D:
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    assert len(shown) == 1
    return shown[0]


def answer(page: Page, **given: object) -> None:
    """Fill the dialog that is open and press Enter on its button."""
    del page
    asked = dialog(ActDialog)
    assert unnamed(asked) == []
    for name, value in given.items():
        asked.editors[name].set_value(value)
    asked.yes.setFocus()
    QTest.keyClick(asked.yes, Qt.Key.Key_Space)
    assert not asked.isVisible(), asked.banner.text


def test_an_empty_register_invites(open_page: Callable[[Desk], Page], desk: Desk) -> None:
    page = open_page(desk)
    assert unnamed(page) == []


def test_a_new_request_gets_its_date(open_page: Callable[[Desk], Page], store: Store, desk: Desk) -> None:
    page = open_page(desk)
    page.begin_new()
    form = dialog(NewRequest)
    assert unnamed(form) == []
    form.keep()
    assert form.isVisible()
    for name, value in {"rights": ["erasure"], "requester_name": "ليلى", "channel": "phone"}.items():
        form.form.editors[name].set_value(value)
    form.keep()
    (request,) = store.all(Request)
    assert request.due is not None
    assert page.detail.request is not None
    assert page.detail.request.id == request.id


def test_the_whole_way_by_keyboard(open_page: Callable[[Desk], Page], store: Store, desk: Desk) -> None:
    with store.unit("س", NOW, "add") as unit:
        party = unit.add(Party(name_ar="ناقل", name_en="Courier", category="shipping"))
        unit.add(Flow(party=party.id, purpose="توصيل", category="shipping", data=["contact"]))
    request = add(store, right="erasure")
    page = open_page(desk)
    keys = {command.id: command for command in page.commands()}
    go_on = keys["request.next"]
    assert go_on.key
    go_on.act()
    answer(page, method="account", result="confirmed")
    go_on.act()
    answer(page)
    go_on.act()
    answer(page, redacted=True)
    assert page.detail.request is not None
    assert page.detail.request.stage == "answer"
    go_on.act()
    answer(page, outcome="fulfilled", answered_at=NOW)
    assert page.detail.tabs.current() == "overview"
    notice = page.detail.request.notices[0]
    page.detail.tabs.select("follow")
    page.detail.following.begin(notice)
    answer(page, proof="بريد")
    go_on.act()
    answer(page)
    assert store.get(Request, request.id).stage == "closed"
    assert unnamed(page) == []


def test_a_letter_is_drafted_edited_and_frozen(
    open_page: Callable[[Desk], Page], store: Store, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = add(store)
    page = open_page(desk)
    page.begin_letter()
    answer(page, kind="receipt", language="both")
    draft = store.get(Request, request.id).messages[0]
    assert request.code in draft.body_ar
    assert request.code in draft.body_en
    written = page.detail.letters
    written.forms[draft.id].editors["body_en"].set_value("Dear Hind,")
    written.forms[draft.id].edited.emit()
    monkeypatch.setattr("ui.request.letters.confirm", lambda *_, **__: True)
    with desk.unit("edit-letter") as unit:
        unit.get(type(draft), draft.id).body_en = "Dear Hind,"
    written.send(draft)
    sent = store.get(Request, request.id).messages[0]
    assert (sent.body_en, bool(sent.content_hash), sent.sent_at) == ("Dear Hind,", True, NOW)
    assert written.forms == {}


def test_an_extension_shows_the_grounds_of_the_law(
    open_page: Callable[[Desk], Page], store: Store, desk: Desk
) -> None:
    request = add(store)
    page = open_page(desk)
    page.detail.act("extend")
    answer(page, ground="extra-effort", reason="جهد", notified_at=NOW)
    kept = store.get(Request, request.id)
    assert kept.extended_due is not None
    assert kept.next_due == kept.extended_due


def test_copies_of_identity_papers_are_warned_of(
    open_page: Callable[[Desk], Page], store: Store, desk: Desk
) -> None:
    add(store)
    page = open_page(desk)
    page.detail.act("verify-identity")
    asked = dialog(ActDialog)
    said = " ".join(one.text() for one in asked.findChildren(Label))
    rule = desk.pack.request.identity["no-id-copies"].text(desk.lang) if desk.pack else ""
    assert rule
    assert rule in said
    asked.reject()


def test_many_are_assigned_at_once(open_page: Callable[[Desk], Page], store: Store, desk: Desk) -> None:
    for name in ("أ", "ب", "ج"):
        add(store, name)
    page = open_page(desk)
    page.table.selectAll()
    page.assign_selected()
    answer(page, owner="نورة")
    assert {one.owner for one in store.all(Request)} == {"نورة"}
    desk.undo()
    assert {one.owner for one in store.all(Request)} == {""}


def test_what_stops_at_once_comes_first_and_waiting_is_seen(
    open_page: Callable[[Desk], Page], store: Store, desk: Desk
) -> None:
    add(store, "أ")
    stopped = add(store, "ب", right="withdraw-consent")
    waiting = add(store, "ج")
    with store.unit("س", NOW, "ask") as unit:
        asked = letters.write(unit, unit.get(Request, waiting.id), "identity", "en")
        unit.flush()
        letters.send(unit, asked)
    page = open_page(desk)
    first = page.table.current()
    assert first is not None
    assert first.id == stopped.id
    page.list.list.tabs.select("waiting")
    assert page.table.model().rowCount() == 1
    page.detail.show_request(waiting)
    assert desk.words("request.waiting") in {chip.text() for chip in page.detail.findChildren(Chip)}


def test_rights_speak_as_the_law_does(open_page: Callable[[Desk], Page], store: Store, desk: Desk) -> None:
    add(store)
    form = open_page(desk).detail.form
    assert "keep_until" in form.editors
    assert "zone" not in form.editors
    said = {tag.text() for tag in form.editors["rights"].findChildren(QToolButton)}
    right = desk.pack.rights.items["erasure"].name.text(desk.lang) if desk.pack else ""
    assert right in said
    assert desk.words("request.outside", right=desk.words("choice.right.portability")) in said
    form.editors["law"].set_value("EU")
    form.editors["law"].edited.emit()
    said = {tag.text() for tag in form.editors["rights"].findChildren(QToolButton)}
    assert right not in said


def test_restriction_and_files_are_kept_where_they_are_seen(
    open_page: Callable[[Desk], Page], store: Store, desk: Desk, tmp_path: Path
) -> None:
    with store.unit("س", NOW, "add") as unit:
        party = unit.add(Party(name_ar="ناقل", name_en="Courier", category="shipping"))
        unit.add(Flow(party=party.id, purpose="توصيل", category="shipping", data=["contact"]))
    request = add(store, right="rectification")
    page = open_page(desk)
    follow = page.detail.following
    shown = " ".join(label.text() for label in follow.findChildren(Label))
    assert desk.words.either("ناقل", "Courier") in shown
    follow.form.editors["restriction"].set_value(True)
    follow.form.editors["restriction"].edited.emit()
    page.detail.flush()
    assert store.get(Request, request.id).restriction
    page.begin_letter()
    answer(page, kind="answer", language="ar")
    (tmp_path / "data.csv").write_text("الاسم", encoding="utf-8")
    files = page.detail.letters.findChildren(Attached)[0]
    files.attach([tmp_path / "data.csv"])
    (draft,) = store.get(Request, request.id).messages
    assert [one.name for one in store.all(Attachment, subject_id=draft.id)] == ["data.csv"]
