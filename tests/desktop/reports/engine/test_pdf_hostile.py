"""User text is data: whatever it holds, the document is made and says it."""

import time
from pathlib import Path

import pikepdf
import pytest

from desktop.reports.engine import Column, Cover, Document, Span
from desktop.reports.engine.model import Lang
from tests.desktop.reports.engine.pdf_samples import about, make, normal, poppler, tool

HOSTILE = {
    "markup": "<b>غامق</b> <font color='red'>x</font> & &amp; <para>",
    "image": '<img src="file:///etc/passwd"/><img src="http://example.com/x.png">',
    "operators": "(ET) Tj \\( EMC endstream endobj >> ] TJ",
    "override": "تقرير\u202efdp.exe\u202c آمن",
    "isolates": "\u2066\u2067\u2068 مفتوح \u2069\u2069\u2069\u200f\u061c",
    "controls": "a\x00b\x07c\x1bd\x7f\x9f",
    "surrogates": "نص \ud83d مكسور \udc00",
    "emoji": "تم 🎉👩‍👩‍👧 🇸🇦 ✓ ✗ ■",
    "unknown": "漢字 かな 한글 ไทย \U0001f9ff \ue000 \U000f0000",
    "marks": "\u0301\u0651\u064e" * 40,
    "joiners": "\u200d\u200c\ufe0f\u200d",
    "blank": " \t\n \u00a0\u3000 ",
    "feeds": "سطر\n\n\r\nسطر\u2028سطر\x0cسطر",
    "nothing": "",
    "zalgo": "".join(letter + "\u0316\u0347\u0330" * 5 for letter in "controller"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_any_text_anywhere(tmp_path: Path, kind: str) -> None:
    text = HOSTILE[kind]

    def fill(document: Document) -> None:
        document.cover(Cover(subtitle=text, facts=[(text, text)], note=text))
        document.contents()
        document.heading(1, text)
        document.paragraph([text, Span(text, bold=True, tone="danger")])
        document.bullets([text])
        document.facts([(text, text)])
        document.pair(text, text)
        document.note(text, title=text)
        document.table(
            [Column(text), Column("ب", kind="id")], [(text, text), (Span(text), text)], summary=text
        )

    with pikepdf.open(make(tmp_path, fill)) as pdf:
        assert len(pdf.pages) >= 3
        assert not pdf.get_warnings()


def test_markup_is_printed_as_it_is(tmp_path: Path) -> None:
    text = normal(poppler(make(tmp_path, lambda d: d.paragraph(HOSTILE["markup"]))))
    assert "<font color='red'>x</font>" in text
    assert "&amp;" in text


@pytest.mark.parametrize("length", [30_000])
@pytest.mark.parametrize("letter", ["ا", "W", "1", "漢"])
def test_a_word_without_end_is_cut_and_complete(tmp_path: Path, letter: str, length: int) -> None:
    started = time.process_time()
    text = normal(poppler(make(tmp_path, lambda d: d.paragraph(letter * length))))
    assert text.count(letter) >= length
    assert time.process_time() - started < 20


def test_only_harmless_links_become_links(tmp_path: Path) -> None:
    addresses = [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://example.sa/a(b)",
        "mailto:a@example.sa",
        "data:text/html,x",
    ]

    def fill(document: Document) -> None:
        document.paragraph([Span(f" {address} ", link=address) for address in addresses])

    with pikepdf.open(make(tmp_path, fill)) as pdf:
        found = {str(note.A.URI) for note in pdf.pages[0].Annots}
    assert found == {"https://example.sa/a(b)", "mailto:a@example.sa"}


def test_an_unknown_sign_is_visible_and_still_itself(tmp_path: Path) -> None:
    assert "漢" in normal(poppler(make(tmp_path, lambda d: d.paragraph("اسم 漢 هنا"))))


@pytest.mark.parametrize("lang", ["ar", "both"])
def test_an_endless_title_leaves_the_cover_its_page(tmp_path: Path, lang: Lang) -> None:
    endless = "ط" * 4000
    meta = about(lang, title=endless, title_en=endless, organisation=endless)

    def fill(document: Document) -> None:
        document.cover(Cover(facts=[("الفترة", "2026")]))
        document.paragraph("بعد")

    with pikepdf.open(make(tmp_path, fill, meta)) as pdf:
        assert len(pdf.pages) == 2
    assert "الفترة" in normal(tool("pdftotext", "-l", "1", str(tmp_path / "made.pdf"), "-"))
