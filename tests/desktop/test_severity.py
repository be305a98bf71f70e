import pytest

from data.errors import Invalid
from desktop.severity import CATEGORIES, CIRCUMSTANCES, method, score


@pytest.mark.parametrize(
    ("inputs", "value", "band"),
    [
        ({"dpc": 4, "ei": 0.75, "cb": 0.75}, 3.75, "high"),
        ({"dpc": 3, "ei": 1, "cb": 0.25}, 3.25, "high"),
        ({"dpc": 1, "ei": 0.25, "cb": 0}, 0.25, "low"),
        ({"dpc": 1, "ei": 1, "cb": 0.25}, 1.25, "low"),
        ({"dpc": 4, "ei": 1, "cb": 1}, 5, "very-high"),
        ({"dpc": 2, "ei": 1, "cb": 0}, 2, "medium"),
        ({"dpc": 3, "ei": 1, "cb": 0}, 3, "high"),
        ({"dpc": 4, "ei": 1, "cb": 2}, 6, "very-high"),
    ],
)
def test_known_scores(inputs: dict[str, float], value: float, band: str) -> None:
    found = score(inputs)
    assert (found.value, found.band) == (value, band)


def test_a_category_is_scored_with_its_adjustment_and_circumstances_one_by_one() -> None:
    found = score({"category": "financial", "adjust": 1, "ei": 0.75, "confidentiality": 0.25, "intent": 0.5})
    assert (found.dpc, found.value, found.band) == (4, 3.75, "high")
    assert [one.key for one in found.factors] == ["dpc", "ei", *CIRCUMSTANCES]
    assert "(3+1)" in found.factors[0].answer["en"]
    assert "مالية" in found.factors[0].answer["ar"]


def test_flags_stand_beside_the_score() -> None:
    plain = score({"dpc": 1, "ei": 0.25, "cb": 0, "people": 100}).plain()
    assert plain == {"dpc": 1, "ei": 0.25, "cb": 0, "score": 0.25, "band": "low", "flags": []}
    found = score({"dpc": 1, "ei": 0.25, "cb": 0, "people": 101, "unintelligible": True})
    assert found.flags == ("many-people", "unintelligible")


@pytest.mark.parametrize(
    ("inputs", "problems"),
    [
        ({}, {"dpc": "required", "ei": "required"}),
        ({"dpc": 5, "ei": 0.3, "cb": 2.25}, {"dpc": "not-choice", "ei": "not-choice", "cb": "not-choice"}),
        ({"dpc": 1.5, "ei": 1}, {"dpc": "not-choice"}),
        ({"category": "simple", "adjust": -1, "ei": 1}, {"adjust": "not-choice"}),
        ({"category": "gossip", "ei": 1}, {"category": "not-choice"}),
        ({"dpc": 1, "ei": 1, "intent": 0.25}, {"intent": "not-choice"}),
    ],
)
def test_what_is_not_of_the_method_is_refused(inputs: dict[str, object], problems: dict[str, str]) -> None:
    with pytest.raises(Invalid) as refused:
        score(inputs)
    assert refused.value.problems == problems


def test_adjustments_stay_within_the_scale_and_speak_both_languages() -> None:
    for name in CATEGORIES:
        kind = method()["dpc"][name]
        assert all(1 <= kind["base"] + int(step) <= 4 for step in kind["adjust"])
        assert all({"ar", "en"} <= words.keys() for words in kind["adjust"].values())
    for name in CIRCUMSTANCES:
        assert all({"ar", "en"} <= words.keys() for words in method()["cb"][name]["options"].values())
