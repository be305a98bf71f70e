import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

import data
import ui
from data.registers import REGISTERS
from ui import sheet
from ui.theme import Theme
from ui.tokens import DARK, FAMILY, LIGHT, TONES, Tokens, contrast
from ui.widgets.text import Label

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
INKS = ("text", "text2", "text3", "soft_text", "accent", *TONES)
GROUNDS = ("bg", "surface", "selection", "soft", *(f"{tone}_bg" for tone in TONES))
TURNED = [("on_accent", "accent"), ("on_accent", "soft_text"), ("surface", "text")]
STROKES = list(product(("strong", "accent"), ("bg", "surface", "selection")))


@THEMES
def test_any_words_can_be_read_on_any_ground(tokens: Tokens) -> None:
    pairs = [*product(INKS, GROUNDS), *TURNED]
    assert [pair for pair in pairs if contrast(*map(tokens.colour, pair)) < 4.5] == []


def test_the_stylesheet_takes_its_colours_from_pairs_that_are_tried() -> None:
    inks = set(INKS) | {ink for ink, _ in TURNED}
    grounds = set(GROUNDS) | {ground for _, ground in TURNED}
    rule = re.compile(r"(?<![-\w])(color|background): \$(\w+)")
    said = [(part, token) for template in (sheet._TEMPLATE,) for part, token in rule.findall(template)]
    assert {token for part, token in said if part == "color"} <= inks
    assert {token for part, token in said if part == "background"} - {"border", "strong"} <= grounds  # bars


@THEMES
@pytest.mark.parametrize(("stroke", "ground"), STROKES)
def test_strokes_and_focus_can_be_seen(tokens: Tokens, stroke: str, ground: str) -> None:
    assert contrast(tokens.colour(stroke), tokens.colour(ground)) >= 3


def test_contrast_knows_black_on_white() -> None:
    assert round(contrast("#000000", "#FFFFFF")) == 21


@pytest.mark.parametrize(("dark", "rtl"), list(product([False, True], repeat=2)))
@pytest.mark.parametrize("size", [90, 150])
def test_the_stylesheet_is_whole(qapp: QApplication, size: int, *, dark: bool, rtl: bool) -> None:
    theme = Theme(dark=dark, size=size, rtl=rtl)
    theme.apply(qapp)
    assert "$" not in qapp.styleSheet()
    assert qapp.font().family() == FAMILY
    assert qapp.font().pixelSize() == round(13 * size / 100)


def test_icons_are_mirrored_only_where_they_point(qapp: QApplication) -> None:
    forth, back = Theme(rtl=False), Theme(rtl=True)
    assert forth.pixmap("undo-2").toImage() != back.pixmap("undo-2").toImage()
    assert forth.pixmap("clock").toImage() == back.pixmap("clock").toImage()
    assert forth.pixmap("circle-check").toImage() == back.pixmap("circle-check").toImage()


def test_every_icon_that_is_named_ships() -> None:
    shipped = {path.stem for path in (Path(data.__file__).parents[1] / "resources/icons").glob("*.svg")}
    sources = Path(ui.__file__).parent.rglob("*.py")
    calls = re.compile(
        r'(?:icon=|icon\(|pixmap\(|spaced\(|emblem\(|IconButton\(\w+, |EmptyState\(\w+, )"([a-z0-9-]+)"'
    )
    named = {name for path in sources for name in calls.findall(path.read_text(encoding="utf-8"))}
    named |= {entry.ICON for entry in REGISTERS.values()}
    assert named <= shipped


def test_labels_made_before_the_stylesheet_speak_in_the_desk_s_font(qtbot: QtBot, qapp: QApplication) -> None:
    window, theme = QMainWindow(), Theme()
    qtbot.addWidget(window)
    theme.prepare(qapp)
    label = Label("x", "page")
    window.setCentralWidget(label)
    theme.dress(qapp)
    window.show()
    assert label.font().family() == FAMILY
    assert label.font().pixelSize() == 20
