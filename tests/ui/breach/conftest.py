"""A log with one open breach, and the page that shows it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from data.breach import Breach
from data.store import Store
from desktop import breach as rules
from desktop import records
from tests.ui.conftest import NOW, settled
from ui.breach.page import Page
from ui.desk import Desk

AWARE = NOW - timedelta(hours=43)
assert records.RULES[Breach] is rules.follow


def add_breach(store: Store, title: str, **values: Any) -> Breach:
    """Log a breach."""
    with store.unit("سارة العمري", NOW, "new-breach") as unit:
        made = records.create(unit, Breach, {"title": title, "aware_at": AWARE} | values)
        key = made.id
    return store.get(Breach, key)


@pytest.fixture
def breach(store: Store) -> Breach:
    return add_breach(store, "إفصاح عن عناوين عملاء", people_count=1240, description="أُرسل الملف خطأ.")


@pytest.fixture
def open_page(qtbot: QtBot) -> Callable[[Desk], Page]:
    def show(desk: Desk) -> Page:
        page = Page(desk)
        qtbot.addWidget(page)
        page.resize(1130, 700)
        with qtbot.waitExposed(page):
            page.show()
        settled(qtbot, desk)
        return page

    return show


@pytest.fixture
def page(open_page: Callable[[Desk], Page], breach: Breach, desk: Desk) -> Page:
    return open_page(desk)
