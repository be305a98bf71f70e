from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from data.breach import Breach
from data.listing import Query, Where
from data.organisation import SavedView
from tests.ui.conftest import NOW, settled, typed, unnamed
from ui.desk import Desk
from ui.widgets.cell import Cell
from ui.widgets.empty import EmptyState
from ui.widgets.listcard import View
from ui.widgets.listdetail import ListDetail
from ui.widgets.register import RegisterTable
from ui.widgets.rows import PAGE, Rows

Fill = Callable[[int], None]


@pytest.fixture
def fill(desk: Desk) -> Fill:
    def make(count: int) -> None:
        with desk.unit("add") as unit:
            for at in range(count):
                due = NOW + timedelta(hours=at)
                unit.add(Breach(title=f"حادثة {at}", aware_at=NOW, next_due=due, state="assessing"))

    return make


@pytest.fixture
def table(qtbot: QtBot, desk: Desk) -> RegisterTable:
    made = RegisterTable(desk, Breach, cells={"severity": lambda _: Cell("high", tone="danger", icon="x")})
    made.resize(900, 400)
    qtbot.addWidget(made)
    return made


def listed(qtbot: QtBot, desk: Desk, **settings: object) -> ListDetail:
    table = RegisterTable(desk, Breach)
    empty = EmptyState(desk, "inbox", "Nothing yet")
    views = [
        View("all", "All", Query(Breach)),
        View("closed", "Closed", Query(Breach, where=(Where("state", "eq", "closed"),))),
    ]
    made = ListDetail(desk, table, QWidget(), empty=empty, views=views, filters=("state",))
    qtbot.addWidget(made)
    made.resize(1400, 700)
    made.show()
    return made


def test_the_first_page_is_there_at_once_and_the_rest_follows(
    qtbot: QtBot, desk: Desk, table: RegisterTable, fill: Fill
) -> None:
    fill(PAGE + 30)
    table.ask(Query(Breach))
    assert table.model().rowCount() == PAGE
    settled(qtbot, desk)
    assert table.model().rowCount() == PAGE + 30
    last = table.record(PAGE + 29)
    assert last is not None
    assert last.code == "BR-2026-001"


def test_a_register_of_exactly_one_page_is_whole(
    qtbot: QtBot, desk: Desk, table: RegisterTable, fill: Fill
) -> None:
    fill(PAGE)
    table.ask(Query(Breach))
    settled(qtbot, desk)
    assert table.model().rowCount() == PAGE


def test_the_model_keeps_qt_s_rules(qtbot: QtBot, desk: Desk, table: RegisterTable, fill: Fill) -> None:
    tester = QAbstractItemModelTester(table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    fill(PAGE + 5)
    table.ask(Query(Breach))
    settled(qtbot, desk)
    table.ask(Query(Breach, find="حادثة 3"))
    settled(qtbot, desk)
    assert tester.model() is table.model()


def test_only_a_few_pages_are_kept(desk: Desk, fill: Fill) -> None:
    fill(3)
    rows = Rows(desk, Query(Breach))
    rows.order = range(1, 99 * PAGE)
    for row in range(0, 98 * PAGE, PAGE):
        rows.record(row)
    assert len(rows._pages) <= 48


def test_a_header_sorts_up_then_down(desk: Desk, table: RegisterTable, fill: Fill) -> None:
    fill(5)
    table.ask(Query(Breach))
    due = [column.name for column in table._rows.columns].index("next_due")
    table._sort(due)
    first = table.record(0)
    assert first is not None
    assert first.code == "BR-2026-001"
    table._sort(due)
    assert table.record(0).code == "BR-2026-005"  # type: ignore[union-attr]  # five are there


def test_typing_finds_whatever_the_spelling(
    qtbot: QtBot, desk: Desk, table: RegisterTable, fill: Fill
) -> None:
    fill(12)
    table.ask(Query(Breach))
    with qtbot.waitSignal(table.counted) as counted:
        table.seek("حادثه ١١")
    assert counted.args == [1]


def test_a_screen_reader_hears_the_whole_cell(desk: Desk, table: RegisterTable, fill: Fill) -> None:
    fill(1)
    table.ask(Query(Breach))
    index = table.model().index(0, 0, QModelIndex())
    assert table.model().data(index, Qt.ItemDataRole.AccessibleTextRole) == "حادثة 0, BR-2026-001"


def test_rows_are_painted(desk: Desk, table: RegisterTable, fill: Fill) -> None:
    fill(4)
    table.show()
    table.ask(Query(Breach))
    table.select_row(1)
    assert len(set(table.grab().toImage().convertToFormat(table.grab().toImage().format()).bits())) > 10


def test_what_is_kept_shows_at_once_and_the_place_stays(desk: Desk, table: RegisterTable, fill: Fill) -> None:
    fill(3)
    table.ask(Query(Breach))
    table.select_row(2)
    chosen = table.current()
    fill(1)
    assert table.model().rowCount() == 4
    assert chosen is not None
    assert table.current().id == chosen.id  # type: ignore[union-attr]  # it was chosen above


def test_a_column_once_chosen_stays(desk: Desk, table: RegisterTable) -> None:
    table.show_column("confirmation", on=True)
    table.show_column("state", on=False)
    names = [column.name for column in table._rows.columns]
    assert "confirmation" in names
    assert "state" not in names
    assert desk.settings.columns["breaches"] == names[1:]


def test_an_empty_register_invites(qtbot: QtBot, desk: Desk) -> None:
    made = listed(qtbot, desk)
    assert made.list._stack.currentWidget() is made.list._empty
    made.search.setText("xyz")
    assert made.list._stack.currentWidget() is made.list._nothing


def test_views_count_and_filters_narrow(qtbot: QtBot, desk: Desk, fill: Fill) -> None:
    fill(3)
    made = listed(qtbot, desk)
    settled(qtbot, desk)
    assert made.list.tabs._buttons["closed"].text().endswith(desk.words.number(0))
    made.list.filters.choose("state", "closed", on=True)
    assert made.table.model().rowCount() == 0
    made.list.filters.clear()
    assert made.table.model().rowCount() == 3


def test_typing_in_the_list_goes_to_the_search_box(qtbot: QtBot, desk: Desk, fill: Fill) -> None:
    fill(2)
    made = listed(qtbot, desk)
    typed(made.table, "ح")
    assert made.search.text() == "ح"


def test_a_narrow_window_puts_the_detail_into_a_drawer(qtbot: QtBot, desk: Desk, fill: Fill) -> None:
    fill(1)
    made = listed(qtbot, desk)
    assert not made.narrow
    made.resize(1000, 600)
    qtbot.waitUntil(lambda: made.narrow)
    made.table.activated_record.emit(made.table.record(0))
    assert made._drawer is not None
    assert made._drawer.isVisible()
    made._drawer.close_panel()
    made.resize(1400, 600)
    qtbot.waitUntil(lambda: not made.narrow)


def test_controls_of_a_list_are_named(qtbot: QtBot, desk: Desk, fill: Fill) -> None:
    fill(1)
    assert unnamed(listed(qtbot, desk)) == []


def test_a_list_takes_up_its_state_again(qtbot: QtBot, desk: Desk, fill: Fill) -> None:
    fill(3)
    made = listed(qtbot, desk)
    made.search.setText("حادثة 1")
    kept = made.state()
    again = listed(qtbot, desk)
    again.restore(kept)
    assert again.state() == kept


def test_a_view_is_kept_with_its_filters_and_without_its_place(qtbot: QtBot, desk: Desk, fill: Fill) -> None:
    fill(2)
    made = listed(qtbot, desk)
    made.list.filters.choose("state", "assessing", on=True)
    made.keep_view("قيد التقييم")
    assert desk.store is not None
    (view,) = desk.store.all(SavedView)
    assert (view.register, view.query["filters"]) == ("breaches", {"state": ["assessing"]})
    again = listed(qtbot, desk)
    again.restore(view.query)
    assert again.table.query.where == (Where("state", "in", ("assessing",)),)


@pytest.mark.parametrize("width", [1000, 1400])
def test_a_list_goes_with_its_window_whatever_its_width(
    qtbot: QtBot, desk: Desk, fill: Fill, width: int
) -> None:
    fill(1)
    for _ in range(5):
        table = RegisterTable(desk, Breach)
        made = ListDetail(desk, table, QWidget(), empty=EmptyState(desk, "inbox", "Nothing yet"))
        made.resize(1400, 700)
        made.show()
        made.resize(width, 700)
        qtbot.waitUntil(lambda one=made: one.narrow is (width < 1200))  # type: ignore[misc]  # a default binds the loop's value
        settled(qtbot, desk)
        delete(made)
