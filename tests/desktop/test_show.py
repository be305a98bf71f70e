from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from data.breach import Breach
from data.fields import field_of
from data.policy import Policy
from data.sharing import Flow, Party
from desktop.show import countries, label, shown
from desktop.words import Words

AR, EN = Words("ar", digits="arab"), Words("en")


@pytest.mark.parametrize(
    ("record", "name", "value", "arabic", "english"),
    [
        (Breach, "title", "تسرب", "تسرب", "تسرب"),
        (Breach, "people_count", 1240, "١٬٢٤٠", "1,240"),
        (Breach, "ongoing", True, "نعم", "Yes"),
        (Policy, "next_review", date(2026, 3, 1), "١ مارس ٢٠٢٦", "1 March 2026"),
        (Policy, "next_review", None, "", ""),
        (Flow, "data", [], "", ""),
        (Party, "category", "made-up", "made-up", "made-up"),
    ],
)
def test_values_are_said(record: type, name: str, value: Any, arabic: str, english: str) -> None:
    field = field_of(record, name)
    assert shown(field, value, AR) == arabic
    assert shown(field, value, EN) == english


def test_lists_are_joined_as_the_language_joins() -> None:
    field = field_of(Flow, "data")
    assert "، " in shown(field, ["identity", "contact"], AR)
    assert ", " in shown(field, ["identity", "contact"], EN)


def test_moments_are_told_where_the_law_holds() -> None:
    at = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)
    said = shown(field_of(Breach, "aware_at"), at, EN, zone=ZoneInfo("Asia/Riyadh"))
    assert "23 November 2026" in said
    assert "01:30" in said


def test_references_are_told_by_name_or_as_missing() -> None:
    field = field_of(Flow, "party")
    assert shown(field, "k", EN, {"k": "Saree"}) == "Saree"
    assert shown(field, "gone", EN) == EN("show.missing")


def test_countries_have_names_in_both_languages() -> None:
    assert len(countries()) > 190
    field = field_of(Party, "country")
    assert shown(field, "SA", EN) == "Saudi Arabia"
    assert shown(field, "XX", EN) == "XX"


def test_a_field_s_own_name_goes_before_the_shared_one() -> None:
    assert label(EN, "breach", "title")
