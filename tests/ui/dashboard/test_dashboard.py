"""The dashboard: calm when nothing is due, else figures, lists behind them, decisions and gaps."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from data.breach import Breach
from data.policy import Policy
from data.store import Store
from desktop import records, standing
from desktop.law.chips import Chip
from desktop.reports.frame import Frame
from desktop.reports.speech import Order
from desktop.reports.summary import Figures, charts
from tests.ui.conftest import NOW, settled, unnamed
from ui.dashboard.page import Page
from ui.desk import Desk
from ui.widgets.button import Button
from ui.widgets.graph import Graph


@pytest.fixture
def busy(store: Store) -> Breach:
    with store.unit("سارة العمري", NOW, "new-breach") as unit:
        late = {"title": "إرسال كشف رواتب", "aware_at": NOW - timedelta(hours=80), "laws": ["SA"]}
        breach = records.create(unit, Breach, late)
        near = {"title": "Lost laptop", "aware_at": NOW - timedelta(hours=40), "laws": ["SA"]}
        records.create(unit, Breach, near)
        records.create(
            unit, Policy, {"title_ar": "سياسة", "laws": ["SA"], "next_review": NOW.date() + timedelta(days=5)}
        )
    return breach


def shown(qtbot: QtBot, desk: Desk) -> Page:
    page = Page(desk)
    qtbot.addWidget(page)
    page.resize(1300, 800)
    with qtbot.waitExposed(page):
        page.show()
    settled(qtbot, desk)
    return page


def rows(page: Page) -> int:
    return page.due.lines.rows.rowCount()


def test_it_is_calm_when_nothing_is_due(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk)
    assert page.due.calm
    assert page.waiting.calm
    assert not page.gaps.calm  # nothing was read yet, so nothing can be said of gaps
    (start,) = [one for one in page.gaps.findChildren(Button) if one.isVisible()]
    sent: list[str] = []
    desk.sent.connect(lambda place, _: sent.append(place))
    start.click()
    assert sent == ["policies"]


def test_tiles_open_the_list_they_counted(qtbot: QtBot, busy: Breach, desk: Desk) -> None:
    page = shown(qtbot, desk)
    assert not page.due.calm
    everything = rows(page)
    for view, tile in page.tiles.items():
        tile.click()
        assert page.tabs.current() == view
    page.tiles["overdue"].click()
    assert 0 < rows(page) < everything
    states = {line.key for line in page.due.lines.rows.lines}
    assert states == {busy.id}
    assert unnamed(page) == []


def test_a_line_leads_to_its_record(qtbot: QtBot, busy: Breach, desk: Desk) -> None:
    page = shown(qtbot, desk)
    gone: list[tuple[str, str]] = []
    desk.sent.connect(lambda place, key: gone.append((place, key)))
    page.open_view("overdue")
    page.due.lines.clicked.emit(page.due.lines.rows.index(0, 0))
    assert [key for _, key in gone] == [busy.id]


def test_undecided_duties_wait_for_a_decision(qtbot: QtBot, busy: Breach, desk: Desk) -> None:
    page = shown(qtbot, desk)
    undecided = [duty for duty in busy.obligations if duty.decision == "undecided"]
    found = [line for line in page.waiting.lines.rows.lines if line.key == busy.id]
    assert len(found) == len(undecided) > 0


def test_it_follows_what_is_kept(qtbot: QtBot, busy: Breach, desk: Desk) -> None:
    page = shown(qtbot, desk)
    before = rows(page)
    with desk.unit("bin") as unit:
        unit.bin(unit.get(Breach, busy.id))
    settled(qtbot, desk)
    assert rows(page) < before


def test_the_open_list_outlives_a_change_of_language(qtbot: QtBot, busy: Breach, desk: Desk) -> None:
    del busy
    page = shown(qtbot, desk)
    page.open_view("hours")
    again = Page(desk)
    qtbot.addWidget(again)
    again.restore(page.state())
    assert again.tabs.current() == "hours"


def test_a_deadline_that_passed_unmet_counts_as_not_kept(store: Store, busy: Breach) -> None:
    ended = standing.ended(store, NOW)
    assert {one.entry.id for one in standing.told(store, ended)} == {busy.id}
    assert {one.state for one in ended} == {Chip.OVERDUE}
    assert standing.kept(ended) == 0
    assert standing.ended(store, NOW + timedelta(days=200)) == []


def test_management_sees_the_figures_of_the_summary_report(
    qtbot: QtBot, busy: Breach, store: Store, desk: Desk
) -> None:
    page = shown(qtbot, desk)
    page.sides.select("manager")
    settled(qtbot, desk)
    figures = Figures(Frame(Order("summary", desk.lang, desk.words.digits), store, NOW, desk.packs))
    drawn = [graph.chart for graph in page.manager.findChildren(Graph)]
    assert {chart.title for chart in drawn} == {one.title for pair in charts(figures) for one in pair}
    causes = next(chart for chart in drawn if chart.title == figures.causes().title)
    assert sum(sum(point.values) for point in causes.points) == 2
    assert page.manager.summary is not None
    assert page.manager.summary.leading == figures.leading()
    assert unnamed(page) == []
    assert not page.manager.grab().isNull()
    assert page.state()["side"] == "manager"
    del busy
