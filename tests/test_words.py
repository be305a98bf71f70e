"""Every language says everything, with the same blanks, in its own letters and in the field's own terms."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from data.choices import CHOICES
from data.fields import Kind, fields_of
from data.registers import RECORDS, REGISTERS
from desktop.words import Words, languages, messages

_BLANK = re.compile(r"\{(\w+)\}")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_LATIN = re.compile(r"[A-Za-z]{2}")
_FORMS = {"ar": {"zero", "one", "two", "few", "many", "other"}, "en": {"one", "other"}}
_OWN_NAME = re.compile(r"\blanguage\b|\.key-name\.")  # languages and keys are called by their own names
_JOINS = re.compile(r"\.(?:join|and)$")
_FORBIDDEN = (
    # a word, where it must not stand, and what it means instead
    (
        re.compile(r"(?<!\w)(?:ال)?معالج(?!\w)"),
        re.compile(r"assistant|wizard"),
        "a processor, not an assistant",
    ),
    (re.compile(r"إشعار"), re.compile(r"\b(alert|tray|digest|reminder)"), "a legal notice, not an alert"),
    (
        re.compile(r"إتلاف"),
        re.compile(r"^(?!choice\.).*\b(bin|binned|delete|remove|restore)\b"),
        "a legal act, not the bin",
    ),
)


def _forms(message: object) -> dict[str, str]:
    return dict(message) if isinstance(message, Mapping) else {"other": str(message)}


def _sentences(lang: str) -> Iterator[tuple[str, str]]:
    for key, message in messages(lang).items():
        for said in _forms(message).values():
            yield key, said


def _blanks(message: object) -> set[str]:
    return {blank for said in _forms(message).values() for blank in _BLANK.findall(said)}


def _needed() -> Iterator[str]:
    yield from (f"choice.{group}.{key}" for group, keys in CHOICES.items() for key in keys)
    yield from (f"register.{name}{ending}" for name in REGISTERS for ending in ("", "-one"))
    for record in RECORDS.values():
        yield from (f"group.{field.group}" for field in fields_of(record) if field.group)
    yield from (f"unit.{unit}" for unit in CHOICES["unit"])


def test_all_languages_have_the_same_keys() -> None:
    arabic, english = messages("ar"), messages("en")
    assert {"ar", "en"} <= {*languages()}
    assert arabic.keys() - english.keys() == set()
    assert english.keys() - arabic.keys() == set()
    for lang in {*languages()} - {"ar", "en"}:  # what another language lacks is said in English
        assert messages(lang).keys() - english.keys() - {"language.months"} == set()


def test_all_languages_leave_the_same_blanks() -> None:
    english = messages("en")
    different = {
        key
        for key, said in messages("ar").items()
        if key in english and _blanks(said) != _blanks(english[key])
    }
    assert different == set()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_plurals_have_the_forms_of_their_language_and_no_others(lang: str) -> None:
    # a language that has no form for none may still say "nothing" in its own way
    plurals = {key: set(said) for key, said in messages(lang).items() if isinstance(said, Mapping)}
    asked = _FORMS[lang]
    assert {key for key, forms in plurals.items() if not asked <= forms <= asked | {"zero"}} == set()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_no_message_is_empty_or_has_loose_ends(lang: str) -> None:
    loose = {key for key, said in _sentences(lang) if not said or said != said.strip()}
    assert {key for key in loose if not _JOINS.search(key)} == set()


def test_arabic_is_said_in_arabic_letters() -> None:
    latin = {
        key
        for key, said in _sentences("ar")
        if not _OWN_NAME.search(key) and not _ARABIC.search(said) and _LATIN.search(_BLANK.sub("", said))
    }
    assert latin == set()


def test_english_is_said_without_arabic_letters() -> None:
    arabic = {key for key, said in _sentences("en") if not _OWN_NAME.search(key) and _ARABIC.search(said)}
    assert arabic == set()


def test_every_field_has_a_label_and_every_label_a_field() -> None:
    said = {key for key in messages("en") if key.startswith("field.")}
    fields = {(table, field.name) for table, record in RECORDS.items() for field in fields_of(record)}
    label = {pair: next((k for k in _labels(*pair) if k in said), None) for pair in fields}
    assert {pair for pair, key in label.items() if key is None} == set()
    assert said - set(label.values()) == set()


def _labels(table: str, name: str) -> tuple[str, str]:
    return f"field.{table}.{name}", f"field.{name}"


def test_every_hint_belongs_to_a_field() -> None:
    fields = {
        f"help.{table}.{field.name}" for table, record in RECORDS.items() for field in fields_of(record)
    }
    assert {key for key in messages("en") if key.startswith("help.")} - fields == set()


def test_every_choice_register_unit_and_form_group_has_words() -> None:
    assert set(_needed()) - messages("en").keys() == set()


def test_no_choice_has_words_that_no_field_offers() -> None:
    offered = {f"choice.{group}.{key}" for group, keys in CHOICES.items() for key in keys}
    assert {key for key in messages("en") if key.startswith("choice.")} - offered == set()
    asked = {field.choices for record in RECORDS.values() for field in fields_of(record) if field.choices}
    assert asked <= CHOICES.keys()


def test_every_group_of_choices_tells_its_words_apart() -> None:
    for lang in languages():
        say = Words(lang)
        for group, keys in CHOICES.items():
            assert len({say(f"choice.{group}.{key}") for key in keys}) == len(keys), (lang, group)


def test_countries_are_the_world_by_two_letters_and_no_two_are_called_alike() -> None:
    codes = {key.removeprefix("country.") for key in messages("en") if key.startswith("country.")}
    assert len(codes) == 249
    assert all(re.fullmatch(r"[A-Z]{2}", code) for code in codes)
    for lang in languages():
        assert len({Words(lang)(f"country.{code}") for code in codes}) == len(codes)
    assert any(field.kind is Kind.COUNTRY for field in fields_of(RECORDS["party"]))


@pytest.mark.parametrize(("word", "where", "meaning"), _FORBIDDEN, ids=lambda value: str(value)[:12])
def test_words_of_the_law_are_not_spent_on_the_program(
    word: re.Pattern[str], where: re.Pattern[str], meaning: str
) -> None:
    assert {key for key, said in _sentences("ar") if where.search(key) and word.search(said)} == set(), (
        meaning
    )


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "يوم واحد"),
        (2, "يومان"),
        (3, "3 أيام"),
        (11, "11 يومًا"),
        (100, "100 يوم"),
        (103, "103 أيام"),
        (111, "111 يومًا"),
    ],
)
def test_arabic_counts_days_as_its_grammar_does(count: int, said: str) -> None:
    assert Words("ar")("unit.days", n=count) == said


def test_none_is_said_in_words_where_a_language_has_them() -> None:
    assert Words("en")("table.count", n=0) == "No records"
    assert Words("en")("unit.days", n=0) == "0 days"
    assert Words("ar")("unit.days", n=-3) == "-3 أيام"


def test_every_refusal_is_said() -> None:
    raised = re.compile(r"(?:NotAllowed|Blocked)\(\s*\"([^\"]+)\"")
    root = Path(__file__).resolve().parents[1]
    keys = {
        key
        for room in ("data", "desktop", "ui")
        for file in (root / room).rglob("*.py")
        for key in raised.findall(file.read_text(encoding="utf-8"))
    }
    assert {key for key in keys if f"error.{key}" not in Words("en")} == set()
