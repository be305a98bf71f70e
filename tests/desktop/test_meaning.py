"""Searching by what was chosen: a category, a state, a country, by its name in either language."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.base import Entry
from data.breach import Breach, Obligation
from data.listing import Query, Where
from data.policy import Clause, Policy, Version
from data.request import Request
from data.search import tokens
from data.sharing import Flow, Party
from data.store import Store
from desktop.meaning import meant, names, sought


@pytest.fixture
def filled(store: Store, now: datetime) -> Store:
    with store.unit("أ", now, "add") as unit:
        shipper = unit.add(Party(name_ar="نسر البر", category="shipping", country="SA"))
        unit.add(Party(name_ar="دفتر الصرف", category="payment", country="AE"))
        unit.add(Party(name_ar="شركة الشحن المبرد", category="technology", country="SA"))
        unit.add(Flow(title="تسليم الطرود", party=shipper.id, category="shipping", country="EG"))
        policy = unit.add(Policy(title_ar="سياسة", classification="secret"))
        policy.versions.append(Version(number="1", clauses=[Clause(text_ar="نصّ", topics=["children"])]))
        unit.add(Request(title="نسخة من بياناتي", rights=["access"]))
        breach = unit.add(Breach(title="حادثة"))
        breach.obligations.append(Obligation(law="QA", recipient="authority"))
    return store


@pytest.mark.parametrize(
    ("entry", "typed", "serials"),
    [
        (Party, "شحن", [3, 1]),
        (Party, "الشَّحن", [3, 1]),
        (Party, "shipp", [1]),
        (Party, "Payment", [2]),
        (Party, "المدفوعات", [2]),
        (Party, "السعودية شحن", [3, 1]),
        (Party, "saudi shipping", [1]),
        (Party, "نسر shipping", [1]),
        (Party, "دفتر shipping", []),
        (Flow, "مصر", [1]),
        (Flow, "Egypt shipping نسر", [1]),
        (Policy, "أطفال", [1]),
        (Policy, "children", [1]),
        (Breach, "قطر", [1]),
        (Request, "الولوج", [1]),  # as the Moroccan law calls access
        (Request, "erasure", []),
        (Party, "قطر", []),
        (Party, "qwxzv", []),
    ],
)
def test_a_choice_is_found_by_its_name(
    filled: Store, entry: type[Entry], typed: str, serials: list[int]
) -> None:
    assert filled.first(sought(Query(entry), typed), 5) == serials
    assert filled.order(sought(Query(entry, sort="code", descending=True), typed)).tolist() == serials


def test_another_choice_is_found_by_its_own_name_at_once(filled: Store, now: datetime) -> None:
    with filled.unit("أ", now, "edit") as unit:
        unit.get(Party, "PA-2026-001").category = "marketing"
    assert filled.first(sought(Query(Party), "shipping"), 5) == []
    assert filled.first(sought(Query(Party), "تسويق"), 5) == [1]
    narrowed = Query(Party, where=(Where("country", "eq", "AE"),))
    assert filled.count(sought(narrowed, "marketing")) == 0


def test_every_choice_has_its_names_among_the_meanings() -> None:
    for name, key in names("party_category"):
        first = tokens(name)[0]
        assert any(one.endswith(key.replace("-", "")) for one in meant(first.casefold())) or len(first) < 3, (
            name
        )


@given(st.text(max_size=20))
def test_no_word_breaks_the_meanings(word: str) -> None:
    assert all(one.startswith("\ue000") for one in meant(word))
