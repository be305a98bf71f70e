from time import process_time

from data.choices import CHOICES
from desktop.law.loading import shipped_packs
from desktop.law.pack import NOTICE_ELEMENTS
from desktop.reading.clauses import read_all, read_clause
from desktop.reading.conflicts import conflicts_of
from desktop.reading.notice import check_notice, elements_of
from desktop.reading.rules import rulebook
from desktop.words import Words, languages
from tests.desktop.reading.policy_files import NAMES, Clause, clauses_of, load


def test_rules_cover_the_topics_categories_and_elements() -> None:
    book = rulebook()
    assert {rule.id for rule in book.topics} == set(CHOICES["topic"])
    assert {rule.id for rule in book.sharing.categories} == set(CHOICES["party_category"])
    assert set(book.elements) == set(NOTICE_ELEMENTS)
    assert {rule.kind for rule in book.promises} == set(CHOICES["promise"]) - {"other"}


def test_every_rule_speaks_both_languages() -> None:
    book = rulebook()
    rules = [rule.strong for rule in book.topics]
    rules += [*book.sharing.categories, *(rule.rule for rule in book.promises), *book.twins]
    rules += [a.rule for e in book.elements.values() for a in e.aspects if not a.reading]
    rules += [c.first.rule for c in book.conflicts if not c.first.reading]
    assert [rule.id for rule in rules if not all(rule.phrases.values())] == []


def test_every_group_of_aspects_exists() -> None:
    for rule in rulebook().elements.values():
        known = {aspect.id for aspect in rule.aspects}
        assert rule.spoils <= known
        assert all(group <= known for group in rule.enough), rule.id


def test_every_finding_has_words() -> None:
    book = rulebook()
    kinds = ("figures", "negation", "missing", "length", "recipients", "condition")
    twins = [f"twin-{kind}" for kind in kinds]
    for lang in languages():
        words = Words(lang)
        for element, rule in book.elements.items():
            assert f"notice.element.{element}" in words
            assert f"notice.missing.{element}" in words
            whole = len(rule.aspects) == len(rule.enough) and all(a.rule.least == 1 for a in rule.aspects)
            assert whole or rule.enough == (frozenset(),) or f"notice.partial.{element}" in words, element
        for conflict in (*(rule.id for rule in book.conflicts), *twins):
            assert f"conflict.name.{conflict}" in words
            assert words(f"conflict.{conflict}", clause=3, other=5)
        assert words("notice.present")


def test_conflicts_carry_the_article_of_the_law() -> None:
    clauses = [Clause(1, text_en="By using the site you agree to our collection of your data.")]
    for code, article in (("SA", "LAW 7; IR 11"), ("EG", "")):
        (conflict,) = (f for f in check_notice(clauses, shipped_packs()[code]) if f.kind == "conflict")
        assert (conflict.element, conflict.article) == ("consent-by-use", article)
        assert bool(conflict.confidence) == bool(article)


def test_the_same_words_are_no_conflict_where_the_law_knows_no_such_duty() -> None:
    clauses = [Clause(1, text_en="We answer your request within 30 days; the period may be extended.")]
    by_law = {
        code: {f.element for f in check_notice(clauses, pack) if f.kind == "conflict"}
        for code, pack in shipped_packs().items()
    }
    assert by_law["SA"] == {"extension-without-notice"}
    assert by_law["MA"] == set()


def test_every_law_is_checked_without_a_crash() -> None:
    for name in NAMES[::4]:
        read = read_all(clauses_of(load(name)))
        for pack in shipped_packs().values():
            assert [f.element for f in elements_of(read, pack)] == list(pack.notice_elements)
            assert all(f.says for f in conflicts_of(read, pack))


def test_definitions_share_and_promise_nothing() -> None:
    reading = read_clause(heading_en="Definitions", text_en="Third party: a courier with whom we share data.")
    assert reading.definitions
    assert [topic.key for topic in reading.topics] == ["definitions"]
    assert not reading.shares_with
    assert not reading.promises


def test_nothing_is_read_from_nothing() -> None:
    assert read_clause() == read_clause(" ", "\n")
    assert not read_clause().topics
    assert read_all([]) == []


def test_a_hundred_clauses_are_read_in_half_a_second() -> None:
    rulebook()
    clauses = [clause for name in NAMES for clause in clauses_of(load(name))]
    clauses = (clauses * 3)[:100]
    start = process_time()
    read_all(clauses)
    assert process_time() - start < 0.5
