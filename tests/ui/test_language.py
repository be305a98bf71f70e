"""A third language is one file: what it lacks is said in English, and the whole desk speaks it."""

import shutil
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from data.store import Store
from desktop import words
from desktop.words import Words, following, languages, own_name
from tests.ui.conftest import settled
from ui.desk import Desk
from ui.shell.window import MainWindow

FRENCH = """
[language]
name = "Français"
about = "Se lit de gauche à droite"
direction = "ltr"
plural = "none-one-other"
months = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
  "décembre"]

[app]
name = "Sijill (fr)"

[nav]
policies = "Politiques"

[unit]
days = { one = "{n} jour", other = "{n} jours" }
"""


@pytest.fixture
def third(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "i18n"
    shutil.copytree(str(files("resources").joinpath("i18n")), folder)
    (folder / "fr.toml").write_text(FRENCH, encoding="utf-8")
    monkeypatch.setattr(words, "folder", lambda: folder)
    words.messages.cache_clear()
    yield
    words.messages.cache_clear()


@pytest.mark.usefixtures("third")
def test_a_third_language_counts_and_names_months_as_its_file_says() -> None:
    assert languages() == ("ar", "en", "fr")
    assert [following(lang) for lang in languages()] == ["en", "fr", "ar"]
    assert own_name("fr") == "Français"
    french = Words("fr")
    assert [french("unit.days", n=n) for n in (1, 2)] == ["1 jour", "2 jours"]
    assert french("nav.settings") == Words("en")("nav.settings")


@pytest.mark.usefixtures("third")
def test_the_desk_speaks_a_third_language(
    qtbot: QtBot, qapp: QApplication, make_desk: Callable[..., Desk], store: Store
) -> None:
    desk = make_desk("fr", store=store)
    window = MainWindow(desk, lambda _: QWidget())
    qtbot.addWidget(window)
    window.begin()
    window.show()
    settled(qtbot, desk)
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight
    window.go("policies")
    settled(qtbot, desk)
    assert window.windowTitle() == "Politiques — Sijill (fr)"
    assert desk.calendar.gregorian(desk.today()) == "22 novembre 2026"
    window.commands.run("desk.language")
    qtbot.waitUntil(lambda: desk.lang == "ar")
