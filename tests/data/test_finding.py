"""Search: Arabic as people type it, and questions that nothing typed can break."""

from datetime import datetime

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from data import search
from data.breach import Breach, TimelineEntry
from data.listing import Query
from data.policy import Clause, Policy, Version
from data.store import Store


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("سياسه", "سِياسَةٌ"),
        ("اتلاف", "إِتلاف"),
        ("إتلاف", "اتلاف"),
        ("علي", "على"),
        ("موسسه", "مُؤسّسة"),
        ("شان", "شأن"),
        ("ماء", "مـــاء"),
        ("2026", "٢٠٢٦"),
        ("۲۰۲۶", "2026"),
        ("كتاب", "کتاب"),
        ("policy", "PÓLICY"),
        ("الا", "الآ"),
        ("لا", "ﻻ"),
    ],
)
def test_spelling_does_not_stand_between(typed: str, kept: str) -> None:
    assert search.fold(typed) == search.fold(kept)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert search.fold(search.fold(text)) == search.fold(text)


@pytest.mark.parametrize(
    ("word", "short"),
    [
        ("الشحن", "شحن"),
        ("والشحن", "شحن"),
        ("بالبريد", "بريد"),
        ("للعميل", "عميل"),
        ("الا", "الا"),
        ("شحن", "شحن"),
    ],
)
def test_the_article_comes_off(word: str, short: str) -> None:
    assert search.bare(word) == short


@pytest.fixture(scope="module")
def index() -> object:
    engine = create_engine("sqlite://", module=sqlcipher, poolclass=StaticPool)
    with engine.connect() as connection:
        search.create(connection, Policy)
        search.add(connection, Policy, 1, [(2, "سياسة الخصوصية"), (1, "PO-2026-001")])
        yield connection
    engine.dispose()


@given(st.text(max_size=40))
@example('"')
@example("'; DROP TABLE policy; --")
@example("NEAR(a b) AND OR NOT ^x* {y}: -z +q col:head")
@example("😀 🇸🇦 ﷽ \u202e\u0000")
@example("AND")
@example("* * *")
@example("سياسة AND")
def test_nothing_typed_breaks_a_question(index: object, typed: str) -> None:
    asked = search.question(typed, lambda word: {search.mark("level", word)})
    if asked:
        search.best(index, Policy, asked, 5)  # type: ignore[arg-type]  # the connection of the fixture


def test_words_are_found_by_their_beginnings_without_the_article_and_across_fields(
    store: Store, now: datetime
) -> None:
    with store.unit("أ", now, "add") as unit:
        policy = unit.add(
            Policy(title_ar="سِياسَةُ حماية البيانات", title_en="Data protection", audience="العملاء")
        )
        unit.add(Policy(title_ar="شروط الاستخدام"))
    for typed in ("سياسه", "سيا", "بيانات", "البيانات حمايه", "data prot", "عملاء", policy.code, "2026-001"):
        assert store.first(Query(Policy, find=typed), 5) == [policy.serial], typed
    assert store.first(Query(Policy, find="خصوصية"), 5) == []
    assert len(store.first(Query(Policy, find="؟!"), 5)) == 2


def test_what_hangs_on_a_record_leads_to_it(store: Store, now: datetime) -> None:
    with store.unit("أ", now, "add") as unit:
        policy = unit.add(Policy(title_ar="سياسة"))
        policy.versions.append(Version(number="1", clauses=[Clause(text_ar="نستعين بشركات الشحن")]))
        breach = unit.add(Breach(title="حادثة"))
        breach.timeline.append(TimelineEntry(text="اتصال من المورّد"))
    assert store.first(Query(Policy, find="شحن"), 5) == [1]
    assert store.first(Query(Breach, find="المورد"), 5) == [1]
    with store.unit("أ", now, "edit") as unit:
        unit.get(Policy, policy.id).versions[0].clauses[0].text_ar = "لا نستعين بأحد"
    assert store.first(Query(Policy, find="شحن"), 5) == []
    assert store.first(Query(Policy, find="بأحد"), 5) == [1]


def test_a_binned_record_leaves_the_index_and_comes_back(store: Store, now: datetime) -> None:
    with store.unit("أ", now, "add") as unit:
        policy = unit.add(Policy(title_ar="سياسة"))
    with store.unit("أ", now, "bin") as unit:
        unit.bin(unit.get(Policy, policy.code))
    assert store.first(Query(Policy, find="سياسة"), 5) == []
    assert store.order(Query(Policy)).tolist() == []
    assert store.order(Query(Policy, binned=True)).tolist() == [1]
    with store.unit("أ", now, "restore") as unit:
        unit.restore(unit.get(Policy, policy.code))
    assert store.first(Query(Policy, find="سياسة"), 5) == [1]


def test_a_removed_record_leaves_the_index(store: Store, now: datetime) -> None:
    with store.unit("أ", now, "add") as unit:
        policy = unit.add(Policy(title_ar="سياسة"))
    with store.unit("أ", now, "delete") as unit:
        unit.delete(unit.get(Policy, policy.id))
    with store.connection() as connection:
        assert search.best(connection, Policy, search.question("سياسة"), 5) == []
