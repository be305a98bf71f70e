"""Every pack that ships says what it must, in both languages, and says how sure it is."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from importlib.resources import files
from pathlib import Path

import pytest

import desktop.law
from desktop.law.checks import facts
from desktop.law.facts import Clock, Confidence, Force, Speed, Text, Trigger, Unit
from desktop.law.loading import shipped_packs
from desktop.law.pack import UNSEEN, Pack
from desktop.terms import Terms
from desktop.words import messages

CODES = ["AE", "AE-ADGM", "AE-DIFC", "BH", "DZ", "EG", "EU", "JO", "KW", "LB", "MA", "OM", "QA", "SA", "TN"]
TERMS = {
    "law.controller",
    "law.processor",
    "law.data_subject",
    "law.personal_data",
    "law.competent_authority",
    "law.law",
    "law.statutory",
    "law.legal_basis",
    "law.erasure",
    "law.withdraw_consent",
    "breach.breach",
    "breach.log",
}
ARABIC = re.compile("[\u0621-\u064a]")


@pytest.fixture(params=CODES)
def pack(request: pytest.FixtureRequest) -> Pack:
    return shipped_packs()[request.param]


def texts(node: object) -> Iterator[Text]:
    if isinstance(node, Text):
        yield node
    children: Iterator[object] = iter(())
    if isinstance(node, Mapping):
        children = iter(node.values())
    elif is_dataclass(node):
        children = (getattr(node, part.name) for part in fields(node))
    for child in children:
        yield from texts(child)


def test_all_laws_ship() -> None:
    assert sorted(shipped_packs()) == CODES


def test_a_pack_is_named_as_its_file() -> None:
    names = {entry.name.removesuffix(".toml") for entry in files("resources").joinpath("law").iterdir()}
    assert set(CODES) <= names


def test_every_text_is_in_its_language(pack: Pack) -> None:
    for text in texts(pack):
        assert ARABIC.search(text.ar), text
        assert text.en.strip(), text
        assert not ARABIC.search(text.en), text
        assert not re.search(r"\s{2}|\s$|^\s", text.ar + text.en), text


def test_every_law_names_its_words(pack: Pack) -> None:
    assert set(pack.terms("ar")) >= TERMS
    assert pack.terms("ar").keys() == pack.terms("en").keys()


def test_every_fact_has_a_source_that_fits_its_confidence(pack: Pack) -> None:
    for path, fact in facts(pack):
        if fact.confidence is Confidence.PRIMARY:
            assert fact.source != UNSEEN, path
        if fact.source == UNSEEN:
            assert fact.confidence in {Confidence.MEMORY, Confidence.DISPUTED}, path


def test_every_source_and_instrument_is_cited(pack: Pack) -> None:
    cited = {part.split(" ")[0] for _, fact in facts(pack) for part in (fact.article or "").split("; ")}
    assert set(pack.instruments) <= cited
    assert {fact.source for _, fact in facts(pack)} >= set(pack.sources)


def test_every_source_can_be_found(pack: Pack) -> None:
    for name, source in pack.sources.items():
        assert len(source.title.split()) > 1, name
        assert source.url is None or source.url.startswith(("http://", "https://")), name


def test_every_form_of_a_word_is_one_that_messages_use(pack: Pack) -> None:
    assert set(pack.forms) <= messages("ar").keys()
    assert not set(pack.forms) & set(pack.vocabulary.items)


def test_no_message_says_another_law_s_word(pack: Pack) -> None:
    """The general words are the Saudi law's; under any other law none of them is left in a sentence."""
    terms = Terms("ar", messages("ar"), pack.terms("ar"))
    foreign = re.compile("تسرب|نظام|أنظمة|إتلاف|مسوّغ|جهة ال?تحكم|جهة ال?معالجة|جهات تحكم")
    left = {
        said
        for key, message in messages("ar").items()
        if key not in pack.terms("ar")
        for form in (message.values() if isinstance(message, Mapping) else [message])
        if foreign.search(said := terms.say(str(form)))
    }
    assert (pack.code == "SA") == bool(left), left


def test_provisions_are_called_as_the_law_calls_them() -> None:
    packs = shipped_packs()
    assert packs["TN"].cite("LAW 32; LAW 40", "ar") == "الفصلان 32 و40 من القانون الأساسي"
    assert packs["AE-ADGM"].cite("DPR 11–12", "en") == "DP Regulations, ss 11–12"
    assert (
        packs["SA"].cite("LAW 12; LAW 13; IR 4(1)", "en")
        == "Law, arts 12 and 13; Implementing Regulation, art. 4(1)"
    )
    assert packs["QA"].cite("LAW 3; LAW 5–7", "ar") == "المواد 3 و5–7 من القانون"
    assert packs["SA"].cite("Circular 12; LAW", "ar") == "Circular 12؛ النظام"


def test_every_article_can_be_cited_in_both_languages(pack: Pack) -> None:
    for _, fact in facts(pack):
        if fact.article:
            assert ARABIC.search(pack.cite(fact.article, "ar"))
            assert pack.cite(fact.article, "en")


def test_an_article_is_cited_once_and_not_beside_its_own_part(pack: Pack) -> None:
    for path, fact in facts(pack):
        cited = (fact.article or "").split("; ")
        assert len(cited) == len(set(cited)), path
        assert not [one for one in cited for other in cited if other.startswith(f"{one}(")], path


def test_good_practice_is_cited_as_surely_as_its_article_is_elsewhere(pack: Pack) -> None:
    primary = {fact.article for _, fact in facts(pack) if fact.confidence is Confidence.PRIMARY}
    for key, one in pack.notice_elements.items():
        assert (
            one.force is not Force.PRACTICE
            or one.article not in primary
            or one.confidence is Confidence.PRIMARY
        ), key


def test_a_moroccan_full_day_clock_rolls() -> None:
    clock = shipped_packs()["MA"].request_clock("rectification")
    assert clock
    assert (clock.unit, clock.amount, clock.rolls) == (Unit.FULL_DAYS, 10, True)


def test_saudi_grounds_of_extension_have_stable_ids() -> None:
    assert list(shipped_packs()["SA"].extension_grounds) == ["extra-effort", "multiple-requests"]
    extension = shipped_packs()["SA"].request.extension
    assert extension
    assert extension.advance_notice


def test_saudi_notice_elements_cite_their_articles() -> None:
    elements = shipped_packs()["SA"].notice_elements
    assert elements["storage_means"].article == "LAW 12"
    assert elements["version_date"].force == "guideline"
    assert elements["dpo_contact"].when == "officer"


def test_weekends() -> None:
    sunday_lands = {code for code, pack in shipped_packs().items() if pack.weekend.days == ("fri", "sat")}
    assert sunday_lands == {"SA", "QA", "BH", "OM", "KW", "EG", "JO", "DZ"}


def test_egyptian_national_security_is_a_case_of_its_own() -> None:
    breach = shipped_packs()["EG"].breach("authority")
    assert breach
    special = breach.special["national-security"]
    assert isinstance(special, Trigger)
    assert special.clock
    assert special.clock.speed is Speed.IMMEDIATE
    assert list(breach.content)[:2] == ["nature", "numbers"]


def test_disputed_figures_say_what_differs() -> None:
    for pack in shipped_packs().values():
        for path, fact in facts(pack):
            if isinstance(fact, Clock) and fact.confidence is Confidence.DISPUTED:
                assert fact.note, path


def test_fixed_holidays_of_a_year() -> None:
    assert {day.isoformat() for day in shipped_packs()["SA"].fixed_holidays(2027)} == {
        "2027-02-22",
        "2027-09-23",
    }
    assert shipped_packs()["EU"].fixed_holidays(2027) == frozenset()


def test_no_statutory_figure_stands_in_the_code() -> None:
    clocks = [fact for pack in shipped_packs().values() for _, fact in facts(pack) if isinstance(fact, Clock)]
    figures = {clock.amount for clock in clocks if clock.amount} - {1, 2, 3, 7}
    for path in Path(desktop.law.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and type(node.value) is int:
                assert node.value not in figures, f"{path.name}:{node.lineno}"
