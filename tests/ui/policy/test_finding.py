"""Finding words in a text as people type them."""

import pytest

from ui.policy.finding import dressed, spans


@pytest.mark.parametrize(
    ("text", "sought", "found"),
    [
        ("إِتْلاف البيانات", "اتلاف", ["إِتْلاف"]),
        ("سياسة الخصوصية", "سياسه", ["سياسة"]),
        ("خلال ٣٠ يومًا", "30", ["٣٠"]),
        ("Data and data", "DATA", ["Data", "data"]),
        ("بيـــانات", "بيانات", ["بيـــانات"]),
        ("نص", "", []),
        ("نص", "   ", []),
        ("نص", "غائب", []),
    ],
)
def test_places_are_found_whatever_was_typed(text: str, sought: str, found: list[str]) -> None:
    assert [text[start:end].strip() for start, end in spans(text, sought)] == found


def test_a_text_is_dressed_without_being_read_as_markup() -> None:
    html = dressed("<b>1 & 2</b>\nثان", spans("<b>1 & 2</b>\nثان", "ثان"), ("#FFF7CC", "#6B4E00"), rtl=True)
    assert "&lt;b&gt;1 &amp; 2&lt;/b&gt;<br/>" in html
    assert 'background-color:#FFF7CC;color:#6B4E00">ثان</span>' in html
    assert 'dir="rtl"' in html


def test_headings_within_a_text_are_bold_with_what_is_found_in_them() -> None:
    text = "رأس\nنص عن رأس"
    html = dressed(text, spans(text, "رأس"), ("#FFF7CC", "#6B4E00"), rtl=True, heads={"رأس"})
    first, second = html.split("<br/>")
    assert first.endswith("رأس</span></b>")
    assert "<b>" not in second
