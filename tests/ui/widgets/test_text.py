import pytest
from pytestqt.qtbot import QtBot

from ui.widgets.text import Label, auto, ltr, plain, settled


def test_marks_come_off_again() -> None:
    assert plain(f"{ltr('BR-1')} {auto('شحن')}") == "BR-1 شحن"
    assert ltr("") == ""


def test_parts_that_are_isolated_each_go_the_way_of_the_window() -> None:
    """`٣٠ يومًا، من تسلّم الطلب` as one isolate would have no letter of its own and be read from the left."""
    said = f"{auto('٣٠ يومًا')}، {auto('من تسلّم الطلب')}"
    assert auto(said) == said
    assert settled(auto(said), rtl=True) == "\u200f" + said
    assert auto(f"شحن {auto('DHL')}") == f"\u2068شحن {auto('DHL')}\u2069"


@pytest.mark.parametrize(
    ("text", "rtl", "expected"),
    [
        ("٩٤٪", True, "\u200f٩٤٪"),
        ("سجل", True, "سجل"),
        ("Nakhla", True, "\u200f\u2068Nakhla\u2069"),
        (ltr("BR-2026-014"), True, "\u200f" + ltr("BR-2026-014")),
        ("سجل", False, "\u200e\u2068سجل\u2069"),
        ("94%", False, "94%"),
        ("", True, ""),
    ],
)
def test_a_text_starts_at_the_leading_edge(text: str, rtl: bool, expected: str) -> None:
    assert settled(text, rtl=rtl) == expected


def test_a_shortened_label_tells_the_whole_in_its_tip(qtbot: QtBot) -> None:
    label = Label("A very long title of a record", elide=True)
    qtbot.addWidget(label)
    label.resize(40, 20)
    assert not label.grab().isNull()
    assert plain(label.toolTip()) == "A very long title of a record"
