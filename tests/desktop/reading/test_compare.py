from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.reading.compare import ClauseChange, compare, words
from desktop.reading.model import ClauseLike


@dataclass(frozen=True)
class Clause:
    number: int
    heading_ar: str = ""
    heading_en: str = ""
    text_ar: str = ""
    text_en: str = ""


SHARE = Clause(1, "المشاركة", "Sharing", "نشارك بياناتك مع شركات الشحن.", "We share your data with couriers.")
KEEP = Clause(2, "الحفظ", "Keeping", "نحتفظ ببياناتك ستة أشهر.", "We keep your data for six months.")
RIGHTS = Clause(3, "الحقوق", "Rights", "لك حق الاطلاع والتصحيح.", "You may see and correct it.")


def number(clause: ClauseLike | None) -> int | None:
    return None if clause is None else int(clause.number)


def told(changes: list[ClauseChange]) -> list[tuple[str, int | None, int | None]]:
    return [(c.change, number(c.old), number(c.new)) for c in changes]


def moved(clause: Clause, number: int) -> Clause:
    return Clause(number, clause.heading_ar, clause.heading_en, clause.text_ar, clause.text_en)


def test_nothing_changed() -> None:
    changes = compare([SHARE, KEEP], [SHARE, KEEP])
    assert told(changes) == [("same", 1, 1), ("same", 2, 2)]


def test_a_clause_between_others_only_renumbers_those_after() -> None:
    changes = compare([SHARE, KEEP], [SHARE, moved(RIGHTS, 2), moved(KEEP, 3)])
    assert told(changes) == [("same", 1, 1), ("added", None, 2), ("same", 2, 3)]


def test_a_removed_clause_stands_where_it_was() -> None:
    assert told(compare([SHARE, KEEP, RIGHTS], [SHARE, RIGHTS])) == [
        ("same", 1, 1),
        ("removed", 2, None),
        ("same", 3, 3),
    ]


def test_a_clause_that_changed_its_place_has_moved() -> None:
    changes = compare([SHARE, KEEP, RIGHTS], [RIGHTS, SHARE, KEEP])
    assert told(changes) == [("moved", 3, 3), ("same", 1, 1), ("same", 2, 2)]


def test_a_number_in_the_heading_is_no_part_of_the_words() -> None:
    old = Clause(3, "البند الثالث: الحفظ", "3. Keeping", KEEP.text_ar, KEEP.text_en)
    new = Clause(4, "البند الرابع: الحفظ", "4) Keeping", KEEP.text_ar, KEEP.text_en)
    assert told(compare([old], [SHARE, new])) == [("added", None, 1), ("same", 3, 4)]


def test_changed_words_are_marked_in_both_languages() -> None:
    new = Clause(
        2, KEEP.heading_ar, KEEP.heading_en, "نحتفظ ببياناتك سنة واحدة.", "We keep your data for one year."
    )
    (change,) = compare([KEEP], [new])
    assert change.change == "changed"
    assert ("removed", "six") in [(run.change, run.text) for run in change.words_en]
    assert ("removed", "ستة") in [(run.change, run.text) for run in change.words_ar]
    assert ("same", "نحتفظ ببياناتك ") in [(run.change, run.text.split("\n")[-1]) for run in change.words_ar]


def test_a_clause_of_other_words_is_another_clause() -> None:
    other = Clause(9, "الإعلان", "Advertising", "تصلك رسائلنا كل أسبوع.", "Letters reach people weekly.")
    assert sorted(told(compare([SHARE], [other])), key=str) == [("added", None, 9), ("removed", 1, None)]


def test_empty_lists() -> None:
    assert compare([], []) == []
    assert told(compare([], [SHARE])) == [("added", None, 1)]
    assert told(compare([SHARE], [])) == [("removed", 1, None)]


@settings(max_examples=60, deadline=None)
@given(st.text("ab اب.\n", max_size=30), st.text("ab اب.\n", max_size=30))
def test_runs_give_both_texts_back(old: str, new: str) -> None:
    runs = list(words(old, new))
    assert "".join(run.text for run in runs if run.change != "added") == old
    assert "".join(run.text for run in runs if run.change != "removed") == new


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(6)), st.sets(st.integers(0, 5)))
def test_every_clause_is_told_of_once(order: list[int], dropped: set[int]) -> None:
    texts = ["alpha beta", "gamma delta", "epsilon zeta", "eta theta", "iota kappa", "lambda mu"]
    old = [Clause(n, text_en=text) for n, text in enumerate(texts)]
    new = [old[place] for place in order if place not in dropped]
    changes = compare(old, new)
    assert [c.new for c in changes if c.new] == new
    assert sorted(int(c.old.number) for c in changes if c.old) == list(range(6))
    assert {int(c.old.number) for c in changes if c.change == "removed" and c.old} == dropped
