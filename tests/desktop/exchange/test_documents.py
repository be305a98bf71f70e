import io
import sys
import zipfile
from pathlib import Path

import pytest

from data.errors import Blocked
from desktop.exchange import child, hostile
from desktop.exchange.documents import read_document
from desktop.words import Words
from tests.desktop.exchange.made_files import docx, paragraph, pdf, picture_pdf, table

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINES = (
    "سياسة الخصوصية",
    "1. التعاريف",
    "البيانات الشخصية: كل معلومة (مباشرة) عن الفرد، خلال 30 يومًا.",
    "2. استخدام Cookies والأسماء",
    "راسلوا privacy@example.org أو 920000000 (داخل المملكة).",
    "Article 3: Contact (us)",
)
PAGE = """<!DOCTYPE html><html><head><title>x</title><style>p{}</style><script>alert(1)</script></head><body>
<h1>سياسة الخصوصية</h1><p>نحمي <b>بيانا</b>تكم<br>دائمًا.</p><!-- hidden -->
<h2>What we collect</h2><ul><li>Name</li><li>Phone<ul><li>Mobile</li></ul></li></ul>
<ol start="3"><li>one</li><li>two</li></ol><p style="display:none">unseen</p>
<table><tr><th>Data</th><th>Kept</th></tr><tr><td>الاسم</td><td>The name</td></tr></table></body></html>"""
MARKDOWN = "# Privacy\n\nWe *care*.\nAlways.\n\n## Data\n\n- name\n- phone\n\n3) third\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_plain_text_is_read_line_by_line(tmp_path: Path) -> None:
    document = read_document(write(tmp_path, "p.txt", "أ\r\nب".encode()))
    assert (document.text, document.format, document.encoding) == ("أ\nب", "txt", "utf-8")
    assert not document.doubtful


def test_a_guess_makes_the_document_doubtful(tmp_path: Path) -> None:
    assert read_document(write(tmp_path, "p.txt", "سياسة الخصوصية".encode("windows-1256"))).doubtful


def test_a_page_gives_what_its_reader_sees(tmp_path: Path) -> None:
    document = read_document(write(tmp_path, "p.htm", PAGE.encode()))
    assert document.text.split("\n") == [
        "سياسة الخصوصية",
        "نحمي بياناتكم",
        "دائمًا.",
        "What we collect",
        "• Name",
        "• Phone",
        "• Mobile",
        "3. one",
        "4. two",
        "Data | Kept",
        "الاسم",
        "The name",
    ]
    assert document.levels == {0: 1, 3: 2}


def test_an_old_page_says_its_own_encoding(tmp_path: Path) -> None:
    page = '<html><meta charset="windows-1256"><p>سياسة الخصوصية</p></html>'
    assert read_document(write(tmp_path, "p.html", page.encode("windows-1256"))).text == "سياسة الخصوصية"


def test_markdown_gives_headings_items_and_rows(tmp_path: Path) -> None:
    document = read_document(write(tmp_path, "p.md", MARKDOWN.encode()))
    assert document.text.split("\n") == [
        "Privacy",
        "We care.",
        "Always.",
        "Data",
        "• name",
        "• phone",
        "3. third",
        "a | b",
        "1 | 2",
    ]
    assert document.levels == {0: 1, 3: 2}


def test_word_gives_headings_numbers_and_tables(tmp_path: Path) -> None:
    document = read_document(
        write(
            tmp_path,
            "p.docx",
            docx(
                paragraph("سياسة الخصوصية", "Heading1"),
                paragraph("التعاريف", "Sub", (1, 0)),
                paragraph("نص أول"),
                paragraph("فرع", number=(1, 1)),
                paragraph("فرع آخر", number=(1, 1)),
                paragraph("الحقوق", "Sub", (1, 0)),
                paragraph("نقطة", number=(2, 0)),
                paragraph("رقم روماني", number=(3, 0)),
                table(("الاسم", "الغرض"), ("العنوان", "The address")),
            ),
        )
    )
    assert document.text.split("\n") == [
        "سياسة الخصوصية",
        "1. التعاريف",
        "نص أول",
        "1.1 فرع",
        "1.2 فرع آخر",
        "2. الحقوق",
        "• نقطة",
        "(I) رقم روماني",
        "الاسم | الغرض",
        "العنوان",
        "The address",
    ]
    assert document.levels == {0: 1, 1: 2, 5: 2}


def test_word_leaves_out_deleted_text_and_twin_text_boxes(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('in the box')}</w:txbxContent>"
    blocks = (
        (
            "<w:p><w:ins><w:r><w:t>kept</w:t></w:r></w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
            "<w:r><w:tab/><w:t>on</w:t></w:r></w:p>"
        ),
        (
            '<w:p><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:p>"
        ),
    )
    notes = f'<w:footnotes xmlns:w="{NAMESPACE}"><w:footnote>{paragraph("a note")}</w:footnote></w:footnotes>'
    data = docx(*blocks, extra={"word/footnotes.xml": notes.encode()})
    assert read_document(write(tmp_path, "p.docx", data)).text == "kept\ton\nin the box\na note"


@pytest.mark.parametrize("joined", [True, False])
def test_pdf_text_comes_in_reading_order(tmp_path: Path, *, joined: bool) -> None:
    assert read_document(write(tmp_path, "p.pdf", pdf(*LINES, joined=joined))).text.split("\n") == list(LINES)


def test_pdf_paragraphs_broken_by_the_page_are_joined(tmp_path: Path) -> None:
    long = "We keep personal data only for as long as the purposes named in this notice need them,"
    data = pdf(long, "and then destroy them.", "Contact us", step=14)
    assert read_document(write(tmp_path, "p.pdf", data)).text == f"{long} and then destroy them.\nContact us"


def bomb(parts: int, size: int) -> bytes:
    return docx(paragraph("x"), extra={f"word/media/{n}.bin": b"\0" * size for n in range(parts)})


def lying(data: bytes) -> bytes:
    """Make the directory claim that parts are smaller than they are."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        true = archive.getinfo("word/media/0.bin").file_size
    return data.replace(true.to_bytes(4, "little"), (10).to_bytes(4, "little"))


DTD = f'<!DOCTYPE w:document [<!ENTITY a "aaaa">]><w:document xmlns:w="{NAMESPACE}"/>'
HOSTILE = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \r\n\xef\xbb\xbf\n", "empty"),
    "zeros.txt": (b"\0" * 500, "empty"),
    "noise.txt": (bytes(range(256)) * 20, "binary"),
    "program.md": (b"\x7fELF\x02\x01\x01" + b"\0\xff\x10\x90" * 500, "binary"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "unknown-format"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "unknown-format"),
    "rich.rtf": (b"{\\rtf1 text}", "unknown-format"),
    "cut.docx": (docx(paragraph("whole"))[:300], "broken"),
    "signature.docx": (b"PK\x03\x04", "broken"),
    "headless.docx": (docx(paragraph("whole"))[40:], "broken"),
    "headless.pdf": (b"no page in here", "broken"),
    "other.zip": (b"PK\x05\x06" + b"\0" * 18, "unknown-format"),
    "not-xml.docx": (docx(document="<w:document"), "broken"),
    "entities.docx": (docx(document=DTD), "broken"),
    "wide-entities.docx": (docx(extra={"word/x.xml": DTD.encode("utf-16")}), "broken"),
    "wordless.docx": (docx(paragraph("")), "empty"),
    "many-parts.docx": (bomb(2_001, 1), "too-large"),
    "lying.docx": (lying(bomb(1, 70_007)), "broken"),
    "deep.html": (b"<html>" + b"<div>" * 3_000 + b"x", "too-large"),
    "unseen.html": (b"<html><script>alert(1)</script></html>", "empty"),
    "cut.pdf": (pdf("Privacy")[:200], "broken"),
    "header.pdf": (b"%PDF-1.7\n%%EOF", "broken"),
    "scan.pdf": (picture_pdf(), "scanned"),
    "locked.pdf": (pdf("Privacy", password="secret"), "locked"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bad_file_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    data, key = HOSTILE[name]
    with pytest.raises(Blocked) as blocked:
        read_document(write(tmp_path, name, data))
    assert blocked.value.key == f"file.{key}"
    for lang in ("ar", "en"):
        assert name in Words(lang).problem(blocked.value)


def test_an_archive_is_measured_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hostile, "MAX_PART_BYTES", 50_000)
    with pytest.raises(Blocked, match=r"file\.too-large"):
        hostile.open_archive(bomb(1, 60_000))
    monkeypatch.setattr(hostile, "MAX_ARCHIVE_BYTES", 100_000)
    with pytest.raises(Blocked, match=r"file\.too-large"):
        hostile.open_archive(bomb(3, 40_000))


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_what_cannot_be_opened_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(Blocked, match=r"file\.unreadable"):
        read_document(tmp_path / name)


def test_a_file_past_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hostile, "MAX_BYTES", 10)
    with pytest.raises(Blocked, match=r"file\.too-large"):
        read_document(write(tmp_path, "p.txt", b"a" * 11))


def test_a_child_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(Blocked, match=r"file\.too-large"):
        child.parse_apart("pdf", pdf("Privacy"), seconds=0.01)


def test_a_child_that_dies_is_a_broken_file(monkeypatch: pytest.MonkeyPatch) -> None:
    # A frozen program answers to the flag itself; the bare interpreter refuses it and ends with an error.
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(Blocked, match=r"file\.broken"):
        child.parse_apart("pdf", b"")


def test_the_child_says_obstacles_rather_than_fail() -> None:
    assert child.answer("docx", b"PK") == {"blocked": "file.broken"}
    assert child.answer("html", b"<p>a</p>") == {"lines": [("a", 0)]}


def test_a_file_is_known_by_what_it_holds_not_by_its_name(tmp_path: Path) -> None:
    assert read_document(write(tmp_path, "p.txt", docx(paragraph("word")))).format == "docx"
    assert read_document(write(tmp_path, "p.docx", b"<html><p>saved by Word</p>")).format == "html"
