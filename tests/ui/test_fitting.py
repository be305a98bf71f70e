"""No word is cut in any language: tried with one that is two fifths longer than English, and with a mirrored one."""

import shutil
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from data.store import Store
from desktop import words
from tests.ui.conftest import settled
from tests.ui.fitting import longer, mirrored, misfits, pseudo
from tests.ui.mixing import mixed
from tests.ui.walking import SIZE, turned
from ui.desk import Desk
from ui.shell.window import MainWindow

LARGEST = 150


@pytest.fixture
def pseudo_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "i18n"
    shutil.copytree(str(files("resources").joinpath("i18n")), folder)
    (folder / "long.toml").write_text(pseudo(longer, "ltr"), encoding="utf-8")
    (folder / "mirrored.toml").write_text(pseudo(mirrored, "rtl"), encoding="utf-8")
    monkeypatch.setattr(words, "folder", lambda: folder)
    words.messages.cache_clear()
    yield
    words.messages.cache_clear()


@pytest.mark.usefixtures("pseudo_languages")
@pytest.mark.parametrize(
    ("lang", "text_size"), [("long", 90), ("long", LARGEST), ("mirrored", 100), ("ar", 100)]
)
def test_no_word_is_cut_or_out_of_order_on_any_page(
    qtbot: QtBot, qapp: QApplication, make_desk: Callable[..., Desk], full: Store, lang: str, text_size: int
) -> None:
    desk = make_desk(lang, store=full, text_size=text_size)
    window = MainWindow(desk, lambda _: QWidget())
    qtbot.addWidget(window)
    window.resize(*SIZE)
    window.begin()
    window.show()
    found = []
    for place in turned(window, tabs=text_size == LARGEST or lang == "ar"):
        for _ in range(3):  # what the worker brings may ask for more, and layouts follow it
            settled(qtbot, desk)
            qapp.processEvents()
        found += [f"{place}: {said}" for said in misfits(window)]
        found += [f"{place}: {said}" for said in mixed(window, lang) if lang == "ar"]
    assert found == []
