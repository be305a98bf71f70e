"""The whole desk by keyboard and by ear: every page, every tab, on the sample organisation, as assistive tools see it."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QTableView, QWidget
from pytestqt.qtbot import QtBot

from data.base import Entry
from data.breach import Breach
from data.listing import Query
from data.policy import Policy
from data.request import Request
from data.sharing import Party
from data.store import Store
from tests.ui.conftest import settled
from tests.ui.reaching import jumps, named, ringless, silent, stops, visited
from tests.ui.walking import SIZE, turned
from ui.breach.assistant import Assistant as BreachAssistant
from ui.breach.form import RecordSheet
from ui.breach.year import YearView
from ui.calendar.holidays import NewHoliday
from ui.desk import Desk
from ui.policy.comparing import Comparison
from ui.policy.creating import NewPolicy
from ui.policy.reading import Evidence
from ui.request.acting import ActDialog
from ui.request.creating import NewRequest
from ui.sharing.children import Asked
from ui.shell.about import About
from ui.shell.window import MainWindow
from ui.widgets.dialogs import Ask
from ui.widgets.text import Label

E = TypeVar("E", bound=Entry)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, make_desk: Callable[..., Desk], full: Store) -> MainWindow:
    made = MainWindow(make_desk("ar", store=full), lambda _: QWidget())
    qtbot.addWidget(made)
    made.resize(*SIZE)
    made.begin()
    made.show()
    made.activateWindow()
    settled(qtbot, made.desk)
    qapp.processEvents()
    return made


def test_everything_has_a_name_a_size_and_a_frame_when_it_has_the_focus(
    qtbot: QtBot, qapp: QApplication, window: MainWindow
) -> None:
    wrong: list[str] = []
    tried: set[tuple[str, str, str]] = set()
    for place in turned(window, tabs=True):
        settled(qtbot, window.desk)
        qapp.processEvents()
        wrong += [f"{place}: {said}" for said in silent(window)]
        wrong += [] if window.isActiveWindow() else [f"{place}: a window flashed up"]
        window.activateWindow()
        for one in filter(stops, window.findChildren(QWidget)):
            kind = (type(one).__name__, one.objectName(), str(one.property("kind")))
            if kind not in tried:
                tried.add(kind)
                wrong += [f"{place}: no frame: {named(one)}"] if ringless(window.desk, one) else []
    assert not wrong, "\n".join(wrong)


def test_tab_comes_to_everything_in_reading_order(
    qtbot: QtBot, qapp: QApplication, window: MainWindow
) -> None:
    wrong: list[str] = []
    for place in turned(window, tabs=False):
        settled(qtbot, window.desk)
        qapp.processEvents()
        chain = visited(window)
        wanted = [one for one in window.findChildren(QWidget) if stops(one) and one.focusProxy() is None]
        wrong += [f"{place}: passed over: {named(one)}" for one in wanted if one not in chain]
        wrong += [f"{place}: out of order: {said}" for said in jumps(window.desk, chain)]
    assert not wrong, "\n".join(wrong)


def test_lists_say_what_their_cells_show(qtbot: QtBot, qapp: QApplication, window: MainWindow) -> None:
    heard = 0
    for place in turned(window, tabs=False):
        settled(qtbot, window.desk)
        qapp.processEvents()
        for table in window.findChildren(QTableView):
            told = QAccessible.queryAccessibleInterface(table)
            if not table.isVisible() or told is None or not table.model().rowCount():
                continue
            model = table.model()
            spoken = {told.child(at).text(QAccessible.Text.Name) for at in range(min(told.childCount(), 40))}
            shown = (at for at in range(model.columnCount()) if not table.isColumnHidden(at))
            assert {model.index(0, at).data() for at in shown} <= spoken, place
            heard += 1
    assert heard


DIALOGS: dict[str, Callable[[Desk, QWidget], QDialog]] = {
    "request": NewRequest,
    "breach": BreachAssistant,
    "breach record": lambda desk, over: RecordSheet(desk, first(desk, Breach), over),
    "breach year": YearView,
    "comparison": lambda desk, over: Comparison(desk, first(desk, Policy), over),
    "policy": NewPolicy,
    "evidence": lambda desk, over: Evidence(desk, first(desk, Policy).versions[0].clauses[0], over),
    "holiday": NewHoliday,
    "about": About,
    "party": lambda desk, over: Asked(desk, over, "؟", Party, print),
    "letter": lambda desk, over: ActDialog(desk, "write-letter", first(desk, Request), over),
    "confirmation": lambda desk, over: Ask(desk, over, "؟", "؟", "؟", inner=Label("؟")),
}


def first(desk: Desk, entry: type[E]) -> E:
    """Read the first record of a register that is still at work, whole."""
    assert desk.store is not None
    found = desk.store.page(entry, desk.store.first(Query(entry, descending=False), 1))
    return desk.store.get(entry, found[0].id)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_dialog_is_named_reached_in_order_and_framed(
    qtbot: QtBot, qapp: QApplication, make_desk: Callable[..., Desk], full: Store, lang: str
) -> None:
    desk = make_desk(lang, store=full)
    over = QWidget()
    qtbot.addWidget(over)
    wrong: list[str] = []
    for name, make in DIALOGS.items():
        dialog = make(desk, over)
        dialog.show()
        dialog.activateWindow()
        settled(qtbot, desk)
        qapp.processEvents()
        chain = visited(dialog)
        wanted = [one for one in dialog.findChildren(QWidget) if stops(one) and one.focusProxy() is None]
        wrong += [f"{name}: {said}" for said in silent(dialog)]
        wrong += [f"{name}: passed over: {named(one)}" for one in wanted if one not in chain]
        wrong += [f"{name}: out of order: {said}" for said in jumps(desk, chain)]
        wrong += [f"{name}: no frame: {named(one)}" for one in wanted if ringless(desk, one)]
        dialog.close()
        dialog.deleteLater()
    assert not wrong, "\n".join(wrong)
