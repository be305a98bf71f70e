"""A law file that is wrong is refused, by file and line."""

from pathlib import Path

import pytest

from desktop.law.lines import LawFile, PackError
from desktop.law.loading import read_pack
from desktop.words import Words

GOOD = Path(__file__).with_name("good.toml").read_text(encoding="utf-8")


def refused(text: str) -> PackError:
    with pytest.raises(PackError) as caught:
        read_pack(LawFile("XX.toml", text), shipped=True)
    return caught.value


def line_of(part: str, text: str = GOOD) -> int:
    return text[: text.index(part)].count("\n") + 1


def swapped(old: str, new: str, after: str = "") -> str:
    at = GOOD.index(after) if after else 0
    return GOOD[:at] + GOOD[at:].replace(old, new, 1)


def test_the_good_file_is_good() -> None:
    pack = read_pack(LawFile("XX.toml", GOOD), shipped=True)
    assert pack.terms("en") == {"law.controller": "Controller"}
    assert pack.vocabulary.items["law.controller"].article == "LAW 1"


CLOCK = "[request.clock]"
WRONG = [
    (swapped("amount = 30", "ammount = 30"), "law.unknown-key", line_of("amount = 30")),
    (GOOD + '\n[holidayz]\nconfidence = "memory"\n', "law.unknown-key", GOOD.count("\n") + 2),
    (swapped('article = "LAW 3"\n', "", CLOCK), "law.missing-key", line_of(CLOCK)),
    (swapped('confidence = "memory"\n', "", CLOCK), "law.missing-key", line_of(CLOCK)),
    (swapped('source = "unseen"\n', "", CLOCK), "law.missing-key", line_of(CLOCK)),
    (swapped('en = "Country"\n', ""), "law.no-language", line_of("[country]")),
    (swapped(', en = "Controller"', ""), "law.no-language", line_of('"law.controller"')),
    (swapped('en = "Country"', 'en = ""'), "law.wrong-value", line_of('en = "Country"')),
    (swapped("amount = 30", 'amount = "30"'), "law.wrong-value", line_of("amount = 30")),
    (swapped("amount = 30", "amount = true"), "law.wrong-value", line_of("amount = 30")),
    (swapped("amount = 30", "amount = 0"), "law.wrong-value", line_of("amount = 30")),
    (swapped("amount = 30\n", ""), "law.missing-key", line_of(CLOCK)),
    (swapped('first_day = "next-day"\n', ""), "law.missing-key", line_of(CLOCK)),
    (swapped('unit = "days"', 'unit = "hours"'), "law.number-without-period", line_of("first_day")),
    (
        swapped("amount = 30", 'amount = 30\nspeed = "prompt"'),
        "law.number-without-period",
        line_of("amount = 30"),
    ),
    (swapped('"memory"', '"certain"', CLOCK), "law.wrong-value", None),
    (swapped('"unseen"', '"hearsay"', CLOCK), "law.unknown-source", None),
    (swapped('"LAW 3"', '"CODE 3"', CLOCK), "law.unknown-instrument", None),
    (swapped("Asia/Riyadh", "Asia/Atlantis"), "law.wrong-value", line_of("zone")),
    (swapped('"fri"', '"friday"'), "law.unknown-key", line_of("[weekend]")),
    (swapped('["fri", "sat"]', '"fri"'), "law.wrong-value", line_of("days =")),
    (swapped("access =", "acess ="), "law.unknown-key", line_of("access =")),
    (swapped('digits = "arab"', 'digits = "roman"'), "law.wrong-value", line_of("digits")),
    (swapped('source = "unseen"', 'source = "unseen"\nreason = "x"', CLOCK), "law.reason-shipped", None),
    (swapped('code = "XX"', 'code = "XX'), "law.not-toml", 1),
    ("[country]\nar = 1\n" + GOOD, "law.not-toml", None),
]


@pytest.mark.parametrize(("text", "key", "line"), WRONG)
def test_a_wrong_file_is_refused_by_name_and_line(text: str, key: str, line: int | None) -> None:
    error = refused(text)
    assert error.key == key
    if line is not None:
        assert error.values["line"] == line
    assert str(error).startswith(f"XX.toml:{error.values['line']}: ")
    for lang in ("ar", "en"):
        assert "XX.toml" in Words(lang).problem(error)


def test_an_extension_counts_in_the_unit_of_its_clock() -> None:
    extension = '\n[request.extension]\namount = 1\nunit = "months"\nadvance_notice = true\n'
    error = refused(GOOD + extension)
    assert (error.key, error.values["line"]) == (
        "law.wrong-value",
        line_of('unit = "months"', GOOD + extension),
    )


def test_impossible_dates_are_refused() -> None:
    holidays = '\n[holidays]\nconfidence = "memory"\nsource = "unseen"\n[holidays.items]\n02-30 = { ar = "عيد", en = "Day" }\n'
    error = refused(GOOD + holidays)
    assert error.values["line"] == line_of("02-30", GOOD + holidays)


def test_arrays_of_tables_and_long_texts_do_not_move_lines() -> None:
    file = LawFile("x.toml", 'a = """\nb = 1\n[c]\n"""\n[[fact]]\nx = 1\n[[fact]]\n"y.z" = 2\n')
    assert file.line(("a",)) == 1
    assert file.line(("b",)) == 1
    assert file.line(("fact", "0", "x")) == 6
    assert file.line(("fact", "1", "y.z")) == 8
    assert file.line(("fact", "1", "missing")) == 7
