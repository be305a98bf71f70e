"""Order on the page equals the reference, and the tokens people check stay left to right."""

import ctypes
import random

import pytest

from desktop.reports.engine import bidi
from desktop.reports.engine.tokens import MARKS, clean, first_strong_is_rtl, has_rtl, isolate
from desktop.words import Words

PARTS = [
    "شهادة", "أحمد", "مرحبًا", "Windows", "ISO", "2019", "27001", "١٢٣", "12.5", "%", "(", ")", "[", "]", "«", "»",
    '"', "-", "/", ".", ",", ":", "+", "@", "user@x.com", " ", " ", " ", " ", "$", "#", "٪", "،", "؟", "!",
]  # fmt: skip
RIGHT, LEFT = 0x111, 0x110


def reference_levels(library: ctypes.CDLL, text: str, *, rtl: bool) -> list[int]:
    count = len(text)
    array = ctypes.c_uint32 * count
    chars, kinds, brackets = array(*map(ord, text)), array(), array()
    levels = (ctypes.c_int8 * count)()
    library.fribidi_get_bidi_types(chars, count, kinds)
    library.fribidi_get_bracket_types(chars, count, kinds, brackets)
    base = ctypes.c_uint32(RIGHT if rtl else LEFT)
    library.fribidi_get_par_embedding_levels_ex(kinds, brackets, count, ctypes.byref(base), levels)
    return list(levels)


def reordered(levels: list[int]) -> list[int]:
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[at:end] = order[at:end][::-1]
            at = end + 1
    return order


def ours(text: str, *, rtl: bool) -> str:
    resolved = bidi.resolve(text, rtl=rtl)
    shown = ""
    for run in sorted(resolved.runs, key=lambda run: run.rank):
        part = resolved.text[run.start : run.end]
        shown += part[::-1] if run.rtl else part
    return shown.strip()


def test_order_equals_fribidi_on_random_text() -> None:
    try:
        library = ctypes.CDLL("libfribidi.so.0")
    except OSError:
        pytest.skip("fribidi is not installed")
    chance = random.Random(11)  # noqa: S311 - the same junk every time
    wrong = total = 0
    for _ in range(1500):
        text = "".join(chance.choice(PARTS) for _ in range(chance.randint(1, 24)))
        for rtl in (True, False):
            marked = isolate(text) if rtl or has_rtl(text) else text
            levels = reference_levels(library, marked, rtl=rtl)
            for at in range(len(marked) - 1, -1, -1):
                if marked[at] not in " \u2066\u2069":
                    break
                levels[at] = int(rtl)
            expected = "".join(marked[at] for at in reordered(levels) if marked[at] not in MARKS).strip()
            total += 1
            wrong += ours(text, rtl=rtl) != expected
    assert wrong / total <= 0.002


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("هاتف +966 55 123 4567 صباحا", "احابص +966 55 123 4567 فتاه"),
        ("نسبة 87.5% فقط", "طقف 87.5% ةبسن"),
        ("الضابط 2-3-1 مطبق", "قبطم 2-3-1 طباضلا"),
        ("سجل 0197a3c2-7b1e هنا", "انه 0197a3c2-7b1e لجس"),
    ],
)
def test_tokens_are_isolated(text: str, shown: str) -> None:
    assert ours(text, rtl=True) == shown


def test_what_is_said_keeps_its_own_order_and_full_stop_in_a_sentence_of_the_other_direction() -> None:
    words = Words("ar", isolate=True)
    told = words("breach.account.line", first="الجهة", rest=words.joined(["لازم", "بعد", "It ended."]))
    assert ours(told, rtl=True) == "It ended. ،دعب ،مزال :ةهجلا"
    english = Words("en", isolate=True)
    mixed = english("breach.account.line", first="الجهة", rest=english.joined(["لازم", "DEMO-1"]))
    assert (
        first_strong_is_rtl(mixed) is False
    )  # a sentence has the order of its language, whatever it begins with
    assert ours(mixed, rtl=False) == "ةهجلا: مزال, DEMO-1"
    assert first_strong_is_rtl(english("report.title.policy", title="سياسة")) is True


def test_a_paragraph_may_have_any_number_of_brackets() -> None:
    for text in ("[−كلمة−][+بعد+] (أ) " * 90, "( كلمة [ " * 90 + "بعد " + ") ] " * 90):
        assert bidi.resolve(text.strip(), rtl=True).runs == (
            bidi.Run(0, len(text.strip()), rtl=True, rank=0),
        )


def test_a_long_paragraph_keeps_every_character() -> None:
    text = "كلمة word 12 (x) " * 700
    resolved = bidi.resolve(text, rtl=True)
    assert resolved.text == text
    assert sum(run.end - run.start for run in resolved.runs) == len(text)


def test_overrides_vanish_and_controls_become_visible() -> None:
    assert clean("a\u202egpj.exe\u202c") == "agpj.exe"
    assert clean("a\x00b\ud800") == "a\ufffdb\ufffd"
    assert clean("a\r\nb\u2028c\td") == "a\nb\nc d"


@pytest.mark.parametrize("sign", ["1", ".", "/", "a/", "-", "a.", "(", "a1", "+", "%", "١"])
def test_isolation_is_quick_on_long_junk(sign: str) -> None:
    text = sign * (30_000 // len(sign))
    assert isolate(text).replace("\u2066", "").replace("\u2069", "") == text
