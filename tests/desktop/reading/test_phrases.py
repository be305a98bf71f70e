import pytest

from desktop.reading.matching import find
from desktop.reading.passages import Passage
from desktop.reading.phrases import PhraseError
from desktop.reading.rules import rulebook


def passage(lang: str, text: str, heading: str = "") -> Passage:
    return rulebook().languages[lang].passage(heading, text)


def found(
    phrase: str, text: str, *, lang: str = "ar", negated: bool | None = None, heading: str = ""
) -> list[str]:
    grammar = rulebook().languages[lang].grammar
    read = grammar.phrase(phrase)
    return [hit.evidence.words for hit in find([read], passage(lang, text, heading), negated=negated)]


@pytest.mark.parametrize(
    ("phrase", "text", "words"),
    [
        ("بيانات", "نجمع وبياناتكم وغيرها", ["وبياناتكم"]),
        ("بيانات", "حماية للبيانات", ["للبيانات"]),
        ("مشاركه", "قبل مشاركتها معهم", ["مشاركتها"]),
        ("موافقة", "بموافقتك الصريحة", ["بموافقتك"]),
        ("+بيع", "ولن نبيعها", ["نبيعها"]),
        ("+بيع", "سيبيعون", ["سيبيعون"]),
        ("إتلاف", "اتلاف السجلات", ["اتلاف"]),
        ("مدرسة", "في المدرسه", ["المدرسه"]),
        ("على", "علي الطلب", ["علي"]),
        ("بَيانات", "الْبَيَانَاتُ", ["الْبَيَانَاتُ"]),
        ("=لا", "ولا غير", ["ولا"]),
        ("=لا", "لنا", []),
        ("شحن", "شَرِكاتِ الشَّحْنِ", ["الشَّحْنِ"]),
    ],
)
def test_arabic_words_are_found_in_their_shapes(phrase: str, text: str, words: list[str]) -> None:
    assert found(phrase, text) == words


@pytest.mark.parametrize(
    ("phrase", "text", "words"),
    [
        ("share", "We shared and are sharing it", ["shared", "sharing"]),
        ("policy", "policies", ["policies"]),
        ("customer", "the customer's record", ["customer's"]),
        ("stop", "stopped", ["stopped"]),
        ("a|b c", "then b c", ["b c"]),
        ("(a|b) c", "a c, b c", ["a c", "b c"]),
        ("give .. data", "give us all your data", ["give us all your data"]),
        ("give ..2 data", "give us all of your data", []),
        ("credit? card", "card. credit card", ["card", "card"]),
        ("data", "DATA", ["DATA"]),
    ],
)
def test_english_words_gaps_and_alternatives(phrase: str, text: str, words: list[str]) -> None:
    assert found(phrase, text, lang="en") == words


def test_a_phrase_stays_inside_its_sentence() -> None:
    assert found("keep ..9 data", "We keep it. The data is safe.", lang="en") == []
    assert found("نحتفظ ..9 بيانات", "نحتفظ بها؛ البيانات آمنة") == []


def test_a_wrapped_line_goes_on() -> None:
    line = "نرسل مواد دعائية ومعلوماتية وتوعوية إلى جميع المسجلين في الموقع والتطبيق معًا\nدون موافقة"
    assert found("مواد ..15 موافقة", line) == [line.removeprefix("نرسل ")]


def test_conditions_are_asked_of_sentence_lead_and_heading() -> None:
    text = "We share with:\n- couriers\n- banks\nWe like banks."
    assert found("bank & share", text, lang="en") == ["banks"]
    assert found("bank ! share", text, lang="en") == ["banks"]
    assert found("bank & share", "Banks.", lang="en", heading="Whom we share with") == ["Banks"]


@pytest.mark.parametrize(
    ("lang", "text", "denied"),
    [
        ("ar", "نحن لن نبيع بياناتك", True),
        ("ar", "نود التأكيد على عدم بيع بياناتك", True),
        ("ar", "لا نحتاج إلى ذلك، ونبيع بياناتك", False),
        ("ar", "لا نبيع بياناتك إلا للشركاء", False),
        ("ar", "لا نتأخر ولكن نبيع بياناتك", False),
        ("en", "We never sell data", True),
        ("en", "We don’t sell data", True),
        ("en", "We do not sell data except to partners", False),
        ("en", "We do not wait, we sell data", False),
    ],
)
def test_what_stands_under_a_negation(lang: str, text: str, denied: bool) -> None:
    phrase = "<sell>"
    assert bool(found(phrase, text, lang=lang, negated=True)) is denied
    assert bool(found(phrase, text, lang=lang, negated=False)) is not denied


def test_evidence_begins_with_the_negation() -> None:
    assert found("<sell>", "نحن لن نبيع", negated=True) == ["لن نبيع"]


def test_things_that_are_not_words() -> None:
    text = "Write to a.b@c.example or +974 4412 3456, see www.c.example since 2/3/2025"
    for kind, words in (
        ("email", "a.b@c.example"),
        ("phone", "+974 4412 3456"),
        ("url", "www.c.example"),
        ("date", "2/3/2025"),
    ):
        assert found(f"#{kind}", text, lang="en") == [words]
    assert found("خلال #period", "خلال ثلاثين يومًا من الآن") == ["خلال ثلاثين يومًا"]


@pytest.mark.parametrize("phrase", ["(a", "a)", "a?", "..3", "a|", "<nobody>", "a , b", "?", "", "a & (b"])
def test_a_phrase_that_cannot_be_read_is_named(phrase: str) -> None:
    with pytest.raises(PhraseError):
        rulebook().languages["en"].grammar.phrase(phrase)
