"""A desk on a fresh store in each language, on a clock that stands still."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from data.audit import Stamp
from data.organisation import Organisation
from data.store import Store
from desktop import sample
from desktop.settings import Settings
from ui.desk import Desk
from ui.tasks import Tasks
from ui.theme import load_fonts

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

NOW = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
_LAYOUT_ONLY = frozenset(
    {
        QAccessible.Role.Client,
        QAccessible.Role.Grouping,
        QAccessible.Role.LayeredPane,
        QAccessible.Role.Splitter,
        QAccessible.Role.Pane,
        QAccessible.Role.ScrollBar,
        QAccessible.Role.Border,
        QAccessible.Role.Separator,
        QAccessible.Role.Grip,
        QAccessible.Role.Row,
        QAccessible.Role.Cell,
        QAccessible.Role.Whitespace,
        QAccessible.Role.StaticText,  # an empty label says nothing; one with words is named by them
    }
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pass over what the offscreen platform cannot do; any other warning of Qt still fails a test."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session", autouse=True)
def fonts(qapp: QApplication) -> None:
    del qapp
    load_fonts()


@pytest.fixture(autouse=True)
def clean(qapp: QApplication) -> Iterator[None]:
    """Leave no window behind, and no work under way."""
    yield
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        qapp.processEvents()
    left = [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
    assert not left, left


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    organisation = Organisation(name_ar="متجر نخلة", name_en="Nakhla Store", laws=["SA"], country="SA")
    opened = Store.create(tmp_path / "store", organisation, Stamp("سارة العمري", NOW, "create")).store
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sample organisation's store, for tests that look and change nothing."""
    made = sample.make(tmp_path_factory.mktemp("full") / "store", NOW)
    yield made
    made.close()


@pytest.fixture
def make_desk(qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    made: list[Desk] = []

    def make(
        lang: str = "ar", theme: str = "light", store: Store | None = None, text_size: int = 100
    ) -> Desk:
        settings = Settings(lang=lang, theme=theme, text_size=text_size)
        desk = Desk(settings, Tasks(), lambda: NOW, file=tmp_path / "settings.json")
        if store is not None:
            desk.open(store, actor="سارة العمري")
        desk.theme.apply(qapp)
        made.append(desk)
        return desk

    yield make
    for desk in made:
        desk.tasks.close()


@pytest.fixture
def desk_ar(make_desk: Callable[..., Desk], store: Store) -> Desk:
    return make_desk("ar", store=store)


@pytest.fixture
def desk_en(make_desk: Callable[..., Desk], store: Store) -> Desk:
    return make_desk("en", store=store)


@pytest.fixture(params=["ar", "en"])
def desk(request: pytest.FixtureRequest, make_desk: Callable[..., Desk], store: Store) -> Desk:
    return make_desk(request.param, store=store)


def typed(widget: QWidget, text: str) -> None:
    """Type any letters: `keyClicks` aborts on Arabic ones."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key(0), Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(widget, event)


def settled(qtbot: QtBot, desk: Desk) -> None:
    """Wait for the worker and for what it brought back."""
    qtbot.waitUntil(lambda: not desk.tasks.busy(), timeout=5000)


def unnamed(widget: QWidget) -> list[str]:
    """Find the controls that a screen reader could not name."""
    found: list[str] = []
    _walk(QAccessible.queryAccessibleInterface(widget), found)
    return found


def _walk(node: QAccessibleInterface | None, found: list[str]) -> None:
    if node is None or not node.isValid() or node.state().invisible:
        return
    role = node.role()
    name = node.text(QAccessible.Text.Name)
    if not name and role not in _LAYOUT_ONLY:
        shown = node.object()
        told = f"{type(shown).__name__} {shown.objectName()}" if shown is not None else ""
        found.append(f"{role.name}: {told}")
    if role in {QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.ComboBox}:
        return
    for at in range(node.childCount()):
        _walk(node.child(at), found)
