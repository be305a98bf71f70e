"""A desk with no store yet, and a key that is hardened as little as may be."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from data import vault
from desktop import home
from ui.desk import Desk
from ui.onboarding.assistant import Assistant, Run

PASSPHRASE = {"ar": "قارب أزرق فوق التل", "en": "blue boat above hill"}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(vault, "calibrate", lambda: vault.FLOOR)
    monkeypatch.setattr(home, "stores", lambda: tmp_path / "home")


@pytest.fixture(params=["ar", "en"])
def bare(request: pytest.FixtureRequest, make_desk: Callable[..., Desk]) -> Desk:
    return make_desk(request.param)


@pytest.fixture
def assistant(qtbot: QtBot, bare: Desk) -> Iterator[Assistant]:
    made = Assistant(bare, Run())
    qtbot.addWidget(made)
    made.resize(1000, 680)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    if made.run.opened is not None:
        made.run.opened.store.close()
