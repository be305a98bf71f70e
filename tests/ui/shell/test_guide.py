import re
from importlib.resources import files

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.guide import PARTS, guided, parts, picture
from desktop.words import messages
from tests.ui.conftest import unnamed
from ui.commands import Commands
from ui.desk import Desk
from ui.shell.guide import Guide

_BOLD = re.compile(r"<strong>(.*?)</strong>")
_PICTURE = re.compile(r'<img src="([^"]+)"')


class Window(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.commands = Commands(self)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_part_is_there_and_its_pictures_too(lang: str) -> None:
    found = parts(lang, rtl=lang == "ar")
    assert [part.name for part in found] == list(PARTS)
    assert all(part.title and f'dir="{"rtl" if lang == "ar" else "ltr"}"' in part.html for part in found)
    names = {name for part in found for name in _PICTURE.findall(part.html)}
    assert {name for name in names if not picture(name)} == set()


def test_both_languages_have_the_same_headings_in_number() -> None:
    depths = {
        lang: [re.findall(r"<h(\d)>", part.html) for part in parts(lang, rtl=False)] for lang in guided()
    }
    assert depths["ar"] == depths["en"]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_word_of_the_program_is_called_as_the_program_calls_it(lang: str) -> None:
    said = {str(one) for one in messages(lang).values()}
    bold = {word for part in parts(lang, rtl=False) for word in _BOLD.findall(part.html)}
    assert len(bold) > 50
    assert {word for word in bold if word not in said and f"{word}…" not in said} == set()


def test_both_languages_show_the_same_pictures_tables_and_code() -> None:
    told = {
        lang: [
            (
                [name.removesuffix(f"-{lang}.png") for name in _PICTURE.findall(part.html)],
                part.html.count("<tr>"),
                part.html.count("<li>"),
                re.findall(r"<pre>.*?</pre>", part.html, re.DOTALL),
            )
            for part in parts(lang, rtl=False)
        ]
        for lang in guided()
    }
    assert told["ar"] == told["en"]


def test_arabic_tables_begin_on_the_right_and_code_reads_from_the_left(qtbot: QtBot, desk_ar: Desk) -> None:
    window = Window(desk_ar)
    qtbot.addWidget(window)
    guide = Guide(window, window)
    guide.tabs.select("installer")
    (turned,) = [part for part in parts("ar", rtl=True) if part.name == "installer"]
    (plain,) = [part for part in parts("ar", rtl=False) if part.name == "installer"]
    rows = [re.findall(r"<tr>.*?</tr>", one.html, re.DOTALL) for one in (plain, turned)]
    assert all(
        "<td>" not in row or row.index("/S") < row.index("بلا نافذة") for row in rows[0] if "/S" in row
    )
    assert [row.index("بلا نافذة") < row.index("/S") for row in rows[1] if "/S" in row] == [True]
    guide.leaf.selectAll()
    copied = guide.leaf.createMimeDataFromSelection()
    assert copied.hasText()
    assert "./sijill-*/sijill" in copied.text()
    assert not set("\u2066\u2069") & set(copied.text())


def test_no_picture_lies_idle() -> None:
    shown = {
        name for lang in guided() for part in parts(lang, rtl=False) for name in _PICTURE.findall(part.html)
    }
    kept = {entry.name for entry in files("resources").joinpath("guide", "pictures").iterdir()}
    assert {name for name in kept if name.endswith(".png")} <= shown


def test_the_guide_is_read_and_searched_by_keys(qtbot: QtBot, desk: Desk) -> None:
    window = Window(desk)
    qtbot.addWidget(window)
    guide = Guide(window, window)
    guide.show()
    assert unnamed(guide) == []
    assert guide.leaf.toPlainText()
    guide.tabs.select("installer")
    assert parts(desk.lang, rtl=desk.rtl)[-1].title in guide.leaf.toPlainText()
    guide.tabs.select("officer")
    guide.search.setText(parts(desk.lang, rtl=desk.rtl)[1].title)
    assert guide.tabs.current() in {"officer", "manager"}
    assert guide.leaf.textCursor().hasSelection()
