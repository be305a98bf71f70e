import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import Blocked
from desktop.exchange.decoding import clean, decode

TEXT = "سياسة الخصوصية\nنحمي بيانات العملاء، ونرد خلال 30 يومًا (Cookies).\n"
SIMPLE = "سياسة الخصوصية\r\nنحمي بيانات العملاء، ونرد خلال 30 يوم.\r\n"


@pytest.mark.parametrize(
    ("data", "encoding", "told"),
    [
        (TEXT.encode(), "utf-8", ()),
        (TEXT.encode("utf-8-sig"), "utf-8", ()),
        (TEXT.encode("utf-16"), "utf-16-le", ()),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be", ()),
        (TEXT.encode("utf-16-le"), "utf-16-le", ("encoding-guessed",)),
        (TEXT.encode("utf-16-be"), "utf-16-be", ("encoding-guessed",)),
    ],
)
def test_each_encoding_is_known(data: bytes, encoding: str, told: tuple[str, ...]) -> None:
    read = decode(data)
    assert read.text == TEXT
    assert read.encoding == encoding
    assert tuple(note.key for note in read.notes) == told


@pytest.mark.parametrize("page", ["windows-1256", "iso-8859-6"])
def test_text_of_an_arabic_code_page_is_read_and_told_to_be_a_guess(page: str) -> None:
    read = decode(SIMPLE.encode(page))
    assert (read.text, read.encoding) == (SIMPLE, page)
    assert [note.key for note in read.notes] == ["encoding-guessed"]


def test_the_officers_choice_is_taken_without_a_doubt() -> None:
    read = decode(SIMPLE.encode("iso-8859-6"), "iso-8859-6")
    assert read.text == SIMPLE
    assert read.notes == ()
    assert decode(TEXT.encode("utf-16"), "utf-16").text == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "no-such-encoding"])
def test_a_choice_that_does_not_fit_is_refused(encoding: str) -> None:
    with pytest.raises(Blocked, match=r"file\.encoding"):
        decode(SIMPLE.encode("windows-1256")[:-1], encoding)


def test_a_page_is_believed_about_itself_when_that_fits() -> None:
    assert decode("déjà vu".encode("windows-1252"), None, "windows-1252").text == "déjà vu"
    assert decode("سياسة".encode("windows-1256"), None, "utf-8").encoding == "windows-1256"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 40,
        b"\x7fELF\x02\x01\x01\0\0\0\0\0" + b"\x90\xff\0\x10" * 400,
        b"\0\1\2\3" * 100,
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(Blocked, match=r"file\.binary"):
        decode(data)


def test_hidden_characters_are_taken_out_and_told() -> None:
    text, notes = clean("ن\u202eص\u200b\u2067 خفي\u2069\U000e0041\x07\ufeff")
    assert text == "نص خفي"
    assert [(note.key, note.values["n"]) for note in notes] == [("hidden-characters", 7)]


def test_marks_that_arabic_needs_are_kept() -> None:
    needed = "می\u200cخواهم \u200eIP\u200f \u061c1 ن\u200dص"
    assert clean(needed) == (needed, ())


def test_line_ends_become_one_and_letters_composed() -> None:
    assert clean("a\r\nb\rc\u2028d\x0ce") == ("a\nb\nc\nd\ne", ())
    assert clean("ا\u0653") == ("آ", ())


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)[0]
    assert clean(once) == (once, ())
    assert unicodedata.is_normalized("NFC", once)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_any_utf8_text_comes_back(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff")
