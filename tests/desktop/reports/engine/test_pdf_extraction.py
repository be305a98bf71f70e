"""What a regulator searches for is found, whichever reader opens the file."""

import re
from collections import Counter
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from desktop.reports.engine import Column, Document
from tests.desktop.reports.engine.pdf_samples import (
    HARD_LINES,
    about,
    everything,
    hard_lines,
    lines_of,
    make,
    normal,
    poppler,
)

ARABIC_WORD = re.compile("[\u0620-\u065f\u066e-\u06d3\u0640]+")
PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc\ue000-\uf8ff]")


def by_pypdf(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def by_pdfium(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


READERS = {"poppler": poppler, "pypdf": by_pypdf, "pdfium": by_pdfium}


@pytest.mark.parametrize("tagged", [True, False])
def test_poppler_gives_whole_lines_back(tmp_path: Path, tagged: bool) -> None:
    found = lines_of(poppler(make(tmp_path, hard_lines, tagged=tagged)))
    for number in (0, 8, 11, 12, 13, 14, 19):
        assert normal(HARD_LINES[number]) in found


def test_pypdf_gives_mixed_lines_back(tmp_path: Path) -> None:
    found = lines_of(by_pypdf(make(tmp_path, hard_lines)))
    for number in (1, 2, 9, 10):
        assert normal(HARD_LINES[number]) in found


@pytest.mark.parametrize(
    "token",
    [
        "+966 55 123 4567",
        "2025-03-31",
        "87.5%",
        "-5.2",
        "ECC-1-4-2",
        "2-3-1",
        "١٢٣٤",
        "https://nca.gov.sa/ecc?id=12&lang=ar",
    ],
)
def test_tokens_survive(tmp_path: Path, token: str) -> None:
    assert token in normal(poppler(make(tmp_path, hard_lines)))


@pytest.mark.parametrize("reader", READERS)
def test_nearly_every_arabic_word_is_found(tmp_path: Path, reader: str) -> None:
    text = normal(READERS[reader](make(tmp_path, hard_lines)))
    wanted = Counter(word for line in HARD_LINES for word in ARABIC_WORD.findall(normal(line)))
    found = Counter(ARABIC_WORD.findall(text))
    hits = sum(min(count, found[word]) for word, count in wanted.items())
    assert hits / wanted.total() >= 0.98


@pytest.mark.parametrize("reader", READERS)
def test_no_presentation_forms_come_out(tmp_path: Path, reader: str) -> None:
    assert not PRESENTATION.search(READERS[reader](make(tmp_path, everything)))


def test_ids_starting_with_a_digit_stay_in_order(tmp_path: Path) -> None:
    text = normal(
        poppler(make(tmp_path, lambda d: d.paragraph("السجل 0197a3c2-7b1e-7c55 ورأسه 9f86d081884c")))
    )
    assert "0197a3c2-7b1e-7c55" in text
    assert "9f86d081884c" in text


def test_table_cells_stay_whole(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        columns = [Column("الرمز", kind="id"), Column("البريد", kind="email"), Column("الوصف")]
        rows = [
            (f"ECC-{at}-4-2", f"first.last{at}@example.com.sa", "وصف طويل بما يكفي " * 9) for at in range(30)
        ]
        document.table(columns, rows)

    text = normal(poppler(make(tmp_path, fill)))
    assert all(f"first.last{at}@example.com.sa" in text for at in range(30))
    assert all(f"ECC-{at}-4-2" in text for at in range(30))


def test_english_reads_in_order(tmp_path: Path) -> None:
    sentence = "The controller keeps each record no longer than 12 months (article 5)."
    text = normal(poppler(make(tmp_path, lambda d: d.paragraph(sentence), about("en"))))
    assert sentence in text.replace("\n", " ")
