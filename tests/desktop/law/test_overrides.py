"""An organisation's own law: changes with a reason, packs of its own, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from desktop.law.answers import clock_answer, law_dump, laws_list
from desktop.law.clocks import ClockTerms, clock_terms, deadline_from
from desktop.law.lines import PackError
from desktop.law.loading import load_packs, shipped_packs
from desktop.words import Words

GOOD = Path(__file__).with_name("good.toml").read_text(encoding="utf-8")

CHANGE = """changes = "SA"

[[fact]]
path = "breaches.authority.clock"
reason = "Sector circular"
amount = 48
article = "Circular 12"
source = "Circular 12 of the sector's supervisor"
"""


def write(folder: Path, text: str, name: str = "own.toml") -> Path:
    (folder / "law").mkdir(exist_ok=True)
    (folder / "law" / name).write_text(text, encoding="utf-8")
    return folder


def refused(folder: Path) -> PackError:
    with pytest.raises(PackError) as caught:
        load_packs(folder)
    return caught.value


def test_without_own_files_the_packs_are_those_that_ship(tmp_path: Path) -> None:
    assert load_packs(tmp_path) == shipped_packs()


def test_one_fact_is_changed_and_says_so(tmp_path: Path) -> None:
    packs = load_packs(write(tmp_path, CHANGE))
    breach = packs["SA"].breach("authority")
    assert breach
    assert breach.clock
    assert breach.clock.changed_by_you
    assert not breach.changed_by_you
    answer = clock_answer("SA", "breach-authority", "2026-03-05T18:00+03:00", words=Words("en"), packs=packs)
    assert answer["due"] == "2026-03-07T18:00:00+03:00"
    assert answer["changed_by_you"]
    assert answer["article"] == "Circular 12"
    assert answer["source"] == "Circular 12 of the sector's supervisor"
    assert "changed by your organisation: Sector circular" in answer["why"]
    listed = {one["code"]: one["changed_by_you"] for one in laws_list(Words("en"), packs)}
    assert [code for code, changed in listed.items() if changed] == ["SA"]
    told = [fact["path"] for fact in law_dump("SA", Words("en"), packs)["facts"] if "changed_by_you" in fact]
    assert told == ["breaches.authority.clock"]


def test_a_change_reaches_nothing_else(tmp_path: Path) -> None:
    packs = load_packs(write(tmp_path, CHANGE))
    assert packs["SA"].request == shipped_packs()["SA"].request
    assert packs["QA"] == shipped_packs()["QA"]
    assert load_packs() == shipped_packs()


def test_a_fact_that_was_not_there_is_added(tmp_path: Path) -> None:
    pause = """changes = "SA"
[[fact]]
path = "request.pause.identity"
reason = "Decision of the committee"
ar = "انتظار التحقق من الهوية"
en = "Waiting for identity"
"""
    packs = load_packs(write(tmp_path, pause))
    assert packs["SA"].pause_grounds["identity"].changed_by_you


def test_an_old_deadline_stays_where_it_was(tmp_path: Path) -> None:
    kept = clock_terms(shipped_packs()["SA"], "request").to_json()
    change = CHANGE.replace("breaches.authority.clock", "request.clock").replace("amount = 48", "amount = 10")
    changed = load_packs(write(tmp_path, change))["SA"]
    day = date(2026, 3, 5)
    assert deadline_from(ClockTerms.from_json(kept), day).due_date == date(2026, 4, 4)
    assert deadline_from(clock_terms(changed, "request"), day).due_date == date(2026, 3, 15)


def test_a_pack_of_its_own(tmp_path: Path) -> None:
    packs = load_packs(write(tmp_path, GOOD))
    assert packs["XX"].request_clock()
    change = CHANGE.replace('"SA"', '"XX"').replace("breaches.authority.clock", "request.clock")
    packs = load_packs(write(tmp_path, change, "change.toml"))
    clock = packs["XX"].request_clock()
    assert clock
    assert clock.amount == 48


def test_replacing_a_pack_that_ships_needs_a_reason(tmp_path: Path) -> None:
    whole = GOOD.replace('"XX"', '"SA"')
    assert refused(write(tmp_path, whole)).key == "law.no-reason"
    packs = load_packs(write(tmp_path, 'reason = "Our counsel reads it so"\n' + whole))
    assert packs["SA"].reason == "Our counsel reads it so"


@pytest.mark.parametrize(
    ("old", "new", "key", "line"),
    [
        ('reason = "Sector circular"\n', "", "law.no-reason", 3),
        ('reason = "Sector circular"', 'reason = " "', "law.no-reason", 5),
        ('path = "breaches.authority.clock"\n', "", "law.missing-key", 3),
        ("amount = 48", "amuont = 48", "law.unknown-key", 6),
        ("amount = 48", 'amount = "48"', "law.wrong-value", 6),
        ("breaches.authority.clock", "breaches.authority.clock.amount", "law.unknown-path", 4),
        ("breaches.authority.clock", "breaches.nobody", "law.unknown-key", 6),
        ('changes = "SA"', 'changes = "ZZ"', "law.unknown-law", 1),
        ('changes = "SA"', 'changes = "SA"\nextra = 1', "law.unknown-key", 2),
        ("[[fact]]", "[fact]", "law.missing-key", 3),
        ("amount = 48", "amount = = 48", "law.not-toml", 6),
    ],
)
def test_a_wrong_change_is_refused_by_name_and_line(
    tmp_path: Path, old: str, new: str, key: str, line: int
) -> None:
    error = refused(write(tmp_path, CHANGE.replace(old, new)))
    assert (error.key, error.values["file"], error.values["line"]) == (key, "own.toml", line)


def test_lines_are_counted_alike_on_windows(tmp_path: Path) -> None:
    wrong = CHANGE.replace("amount = 48", "amuont = 48").replace("Sector circular", "قرار\u2028القطاع")
    file = write(tmp_path, "") / "law" / "own.toml"
    file.write_bytes(wrong.replace("\n", "\r\n").encode())
    assert refused(tmp_path).values["line"] == 6


def test_an_extension_changed_by_the_organisation_is_told(tmp_path: Path) -> None:
    change = CHANGE.replace("breaches.authority.clock", "request.extension").replace(
        "amount = 48", "amount = 15"
    )
    packs = load_packs(write(tmp_path, change))
    question = ("SA", "request", "2026-03-05")
    plain = clock_answer(*question, words=Words("en"), packs=packs)
    longer = clock_answer(*question, words=Words("en"), packs=packs, extended=True)
    assert (plain["changed_by_you"], longer["changed_by_you"]) == (False, True)
    assert "Sector circular" in longer["why"]
    assert longer["due"] == "2026-04-19"


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "").joinpath("law", "own.toml").write_bytes(b"\xd3\xed")
    assert refused(tmp_path).key == "law.not-utf8"
