"""The sharing page: groups, the red flag, the card, bulk edit as one undo, the map and its files, import and export."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from data.policy import Clause, Policy, Version
from data.processing import Activity, Retention
from data.sharing import Agreement, Disclosure, Flow, Party
from data.store import Store
from desktop import records
from desktop.reports.engine.drawing import Label
from tests.ui.conftest import settled, unnamed
from ui.desk import Desk
from ui.processing.page import Page as ProcessingPage
from ui.sharing.checklist import Checklist
from ui.sharing.children import Children
from ui.sharing.map import MapRoom
from ui.sharing.page import Page
from ui.widgets.importing import ImportDialog, export_register
from ui.widgets.refs import RefsEditor

NOW = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)


def add(store: Store, kind: type[Any], **values: Any) -> Any:
    with store.unit("سارة", NOW, "add") as unit:
        return records.create(unit, kind, values)


@pytest.fixture
def parties(store: Store) -> list[Party]:
    first = add(store, Party, name_ar="شركة الإرسال", name_en="Send", category="shipping", country="SA")
    second = add(store, Party, name_ar="بوابة الدفع", name_en="Pay", category="payment", country="IE")
    add(
        store,
        Agreement,
        title="عقد",
        parties=[first.id],
        signed_on=date(2026, 1, 1),
        valid_until=date(2027, 1, 1),
    )
    for party in (first, second):
        given = {"party": party.id, "purpose": "غرض", "category": party.category, "data": ["contact"]}
        add(store, Flow, country=party.country, **given)
    return [first, second]


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, parties: list[Party]) -> Page:
    made = Page(desk)
    qtbot.addWidget(made)
    made.resize(1180, 800)
    made.show()
    settled(qtbot, desk)
    return made


def select_all(page: Page) -> None:
    table = page.room().table
    flags = QItemSelectionModel.SelectionFlag
    for row in range(table.model().rowCount()):
        table.selectionModel().select(table.model().index(row, 0), flags.Select | flags.Rows)


def test_an_empty_inventory_invites(qtbot: QtBot, desk: Desk) -> None:
    made = Page(desk)
    qtbot.addWidget(made)
    settled(qtbot, desk)
    assert made.room().table.model().rowCount() == 0


def test_every_view_opens_and_every_control_has_a_name(qtbot: QtBot, desk: Desk, page: Page) -> None:
    for key in ("flows", "agreements", "disclosures", "map", "ends", "parties"):
        page.tabs.select(key)
        settled(qtbot, desk)
        assert unnamed(page) == []


def test_groups_count_and_narrow(qtbot: QtBot, desk: Desk, page: Page) -> None:
    from ui.sharing.groups import Groups  # noqa: PLC0415 - one test's own

    (groups,) = page.findChildren(Groups)
    shown = {key for key, button in groups.buttons.items() if not button.isHidden()}
    assert shown == {"shipping", "payment"}
    groups.buttons["payment"].click()
    settled(qtbot, desk)
    assert page.room().table.model().rowCount() == 1
    groups.buttons["payment"].click()
    settled(qtbot, desk)
    assert page.room().table.model().rowCount() == 2


def test_a_party_without_agreement_is_flagged_in_words(desk: Desk, page: Page, parties: list[Party]) -> None:
    flagged = page.rooms.relationship(parties[1])
    assert (flagged.text, flagged.tone) == (desk.words("sharing.standing.missing"), "danger")
    assert page.rooms.relationship(parties[0]).tone == ""
    assert page.rooms.party_chips(parties[0])[1].tone == "ok"


def test_what_is_typed_in_the_card_is_kept(
    qtbot: QtBot, desk: Desk, page: Page, parties: list[Party]
) -> None:
    page.open_record(parties[0].id)
    card = page.room().card
    card.form.editors["trade_name"].set_value("سند")
    card.form.edited.emit()
    card.form.draft.emit(card.form.values())
    assert desk.store is not None
    assert desk.store.get(Party, parties[0].id).trade_name == "سند"


def test_many_are_changed_at_once_and_taken_back_at_once(qtbot: QtBot, desk: Desk, page: Page) -> None:
    select_all(page)
    dialog = page.room().edit_selected()
    dialog.form.editors["impact"].set_value("high")
    dialog.form.editors["sensitivity"].set_value("high")
    dialog.keep()
    settled(qtbot, desk)
    assert desk.store is not None
    assert {one.risk for one in desk.store.all(Party)} == {"high"}
    assert {one.relationship for one in desk.store.all(Party)} == {"processor"}
    desk.undo()
    assert {one.risk for one in desk.store.all(Party)} == {""}


def test_a_disclosure_is_noted_in_a_moment(
    qtbot: QtBot, desk: Desk, page: Page, parties: list[Party]
) -> None:
    page.tabs.select("disclosures")
    dialog = page.room().begin_new()
    values = {"party": parties[0].id, "purpose": "طلب", "data": "الاسم", "happened_at": NOW}
    for name, value in values.items():
        dialog.form.editors[name].set_value(value)
    dialog.keep()
    settled(qtbot, desk)
    assert desk.store is not None
    (made,) = desk.store.all(Disclosure)
    assert (made.party, made.purpose, made.code) == (parties[0].id, "طلب", "DS-2026-001")


def test_a_dialog_fits_a_small_screen_and_goes_to_what_is_wrong(qtbot: QtBot, desk: Desk, page: Page) -> None:
    for register in ("parties", "flows", "agreements", "disclosures"):
        page.tabs.select(register)
        dialog = page.room().begin_new()
        settled(qtbot, desk)
        assert dialog.sizeHint().height() <= 700
        dialog.keep()
        first = next(made for made in dialog.form.editors.values() if made.field.required)
        assert not first.visibleRegion().isEmpty()
        dialog.reject()


def test_what_is_missing_is_said_beside_the_field(desk: Desk, page: Page) -> None:
    dialog = page.room().begin_new()
    dialog.keep()
    assert dialog.isVisible()
    assert dialog.form.editors["category"].accessibleDescription() or not dialog.result()
    dialog.reject()


def test_the_laws_terms_are_ticked_off(qtbot: QtBot, desk: Desk, page: Page) -> None:
    page.tabs.select("agreements")
    settled(qtbot, desk)
    (terms,) = page.room().findChildren(Checklist)
    assert len(terms.boxes) == 10
    terms.boxes["purpose"].click()
    assert desk.store is not None
    assert desk.store.all(Agreement)[0].items == ["purpose"]


def test_the_map_says_everything_in_words_and_goes_to_files(desk: Desk, page: Page, tmp_path: Path) -> None:
    page.tabs.select("map")
    (room,) = page.findChildren(MapRoom)
    said = " ".join(shape.text for shape in room.canvas.drawing.shapes if isinstance(shape, Label))
    assert desk.words("sharing.standing.missing") in said
    assert desk.words("country.IE") in said
    assert room.canvas.accessibleDescription()
    for name in ("map.svg", "map.png"):
        room.save(tmp_path / name)
    assert QImage(str(tmp_path / "map.png")).width() > 1000
    assert b"<svg" in (tmp_path / "map.svg").read_bytes()


def test_the_map_leaves_the_letters_of_the_window_as_they_are(desk: Desk, page: Page) -> None:
    before = {role: desk.theme.font(role).pixelSize() for role in ("body", "emphasis")}
    page.tabs.select("map")
    page.grab()
    assert {role: desk.theme.font(role).pixelSize() for role in before} == before


def test_a_flow_is_declared_by_a_clause_found_by_its_words(
    qtbot: QtBot, desk: Desk, page: Page, store: Store
) -> None:
    clauses = [
        Clause(number=n, heading_ar=head, text_ar="نص") for n, head in (("3", "الأمن"), ("4", "المشاركة"))
    ]
    version = Version(number="1.0", state="published", clauses=clauses)
    with store.unit("سارة", NOW, "add") as unit:
        unit.add(Policy(code="PO-1", title_ar="سياسة", state="published", versions=[version]))
    page.tabs.select("flows")
    room = page.room()
    editor = room.card.form.editors["clauses"]
    assert isinstance(editor, RefsEditor)
    editor.line.textEdited.emit("مشاركه")
    found = editor.line.completer().model()
    assert found.rowCount() == 1
    editor.line._take(found.index(0, 0))
    room.card.flush()
    assert room.card.record is not None
    assert store.get(Flow, room.card.record.id).clauses == [clauses[1].id]
    room.table.show_column("clauses", on=True)
    settled(qtbot, desk)
    shown = {room.table.model().index(0, at).data() for at in range(room.table.model().columnCount())}
    assert any("PO-1/4" in str(text) for text in shown)


def test_a_table_is_shown_before_it_is_taken_in(qtbot: QtBot, desk: Desk, page: Page, tmp_path: Path) -> None:
    file = tmp_path / "parties.csv"
    file.write_text("الاسم,category,country\nجديدة,shipping,SA\nناقصة,nothing,SA\n", encoding="utf-8")
    dialog = ImportDialog(desk, Party, file, page)
    dialog.open()
    settled(qtbot, desk)
    dialog.columns["name_ar"].choose("الاسم")
    dialog.judge()
    settled(qtbot, desk)
    assert dialog.batch is not None
    assert (len(dialog.batch.new), len(dialog.batch.rejected)) == (1, 1)
    assert dialog.reasons.text()
    assert unnamed(dialog) == []
    with qtbot.waitSignal(dialog.taken):
        dialog.keep()
    settled(qtbot, desk)
    assert desk.store is not None
    assert len(desk.store.all(Party)) == 3
    desk.undo()
    assert len(desk.store.all(Party)) == 2


def test_a_register_is_written_out(qtbot: QtBot, desk: Desk, page: Page, tmp_path: Path) -> None:
    export_register(desk, page, Party, tmp_path / "out.xlsx")
    settled(qtbot, desk)
    assert (tmp_path / "out.xlsx").stat().st_size > 1000


def test_a_page_built_anew_stands_where_it_stood(qtbot: QtBot, desk: Desk, page: Page) -> None:
    page.tabs.select("flows")
    again = Page(desk)
    qtbot.addWidget(again)
    again.restore(page.state())
    settled(qtbot, desk)
    assert again.tabs.current() == "flows"


def test_an_ended_activity_says_until_when_it_is_kept(qtbot: QtBot, desk: Desk, store: Store) -> None:
    add(store, Activity, name_ar="التوظيف", purposes="اختيار", ended_on=date(2026, 1, 1))
    made = ProcessingPage(desk)
    qtbot.addWidget(made)
    made.show()
    settled(qtbot, desk)
    record = made.room.table.current()
    assert isinstance(record, Activity)
    assert made._chips(record)
    (kept,) = made.room.findChildren(Children)
    dialog = kept.begin()
    dialog.form.editors["category"].set_value("identity")
    dialog.form.editors["amount"].set_value(2)
    dialog.form.editors["unit"].set_value("years")
    dialog.keep()
    assert store.size(Retention) == 1
    assert unnamed(made) == []


def test_the_published_policies_give_the_first_rows(qtbot: QtBot, desk: Desk, store: Store) -> None:
    clause = Clause(number="2", position=0, text_ar="نشارك بياناتك مع شركات الشحن وشركات الدفع.")
    version = Version(number="1.0", state="published", clauses=[clause])
    with store.unit("سارة", NOW, "add") as unit:
        unit.add(Policy(title_ar="سياسة", state="published", versions=[version]))
    made = Page(desk)
    qtbot.addWidget(made)
    made.from_policies()
    settled(qtbot, desk)
    assert {flow.category for flow in store.all(Flow)} == {"shipping", "payment"}
    desk.undo()
    assert not store.all(Flow)
