from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.exchange.clauses import Part, split, subheadings, title_of
from tests.desktop.exchange import policy_texts as texts

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
ARABIC_MARKS = [
    "البند ({n}): ",
    "البند {e} - ",
    "بند رقم {n}: ",
    "المادة ({e})\n",
    "المادة {a}: ",
    "الْمَادَّة {a}\n",
    "القسم {n} - ",
    "الفصل {a}: ",
    "{o}: ",
    "{o}- ",
    "{n}. ",
    "{n}- ",
    "{e}) ",
    "({n}) ",
    "{n} - ",
]
ENGLISH_MARKS = [
    "Article {n}: ",
    "ARTICLE {r}\n",
    "Section {n} - ",
    "Clause {n}. ",
    "{n}. ",
    "{n}) ",
    "{r}. ",
    "{n} ",
]


def squeezed(text: str) -> str:
    return "".join(text.split())


def together(parts: list[Part]) -> str:
    return squeezed("".join(part.text for part in parts))


def numbers(parts: list[Part]) -> list[int]:
    return [part.number for part in parts]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("mark", ARABIC_MARKS)
def test_arabic_numbering_opens_clauses(mark: str, gap: str) -> None:
    text = texts.arabic(mark, gap)
    parts = split(text)
    assert numbers(parts) == [0, 1, 2, 3, 4]
    assert [part.title for part in parts[1:]] == list(texts.AR)
    assert squeezed(parts[2].body) == squeezed(texts.BODY_AR[1])
    assert all(part.numbered for part in parts[1:])
    assert together(parts) == squeezed(text)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("mark", ENGLISH_MARKS)
def test_english_numbering_opens_clauses(mark: str, gap: str) -> None:
    text = texts.english(mark, gap)
    parts = split(text)
    assert numbers(parts) == [0, 1, 2, 3, 4]
    assert [part.title for part in parts[1:]] == list(texts.EN)
    assert together(parts) == squeezed(text)


@pytest.mark.parametrize("ending", [":", "؟", ""])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_headings_without_numbers_are_known_by_their_look(ending: str, gap: str) -> None:
    clauses = [f"{heading}{ending}{gap}{body}" for heading, body in zip(texts.AR, texts.BODY_AR, strict=True)]
    text = gap.join([texts.TITLE_AR, texts.INTRO_AR, *clauses])
    parts = split(text)
    assert numbers(parts) == [0, 1, 2, 3, 4]
    assert [part.heading.rstrip(":؟") for part in parts[1:]] == list(texts.AR)
    assert not any(part.numbered for part in parts)
    assert together(parts) == squeezed(text)


def test_the_formats_own_headings_open_clauses() -> None:
    text = texts.english("", "\n")
    lines = text.split("\n")
    levels = {lines.index(texts.TITLE_EN): 1} | {lines.index(heading): 2 for heading in texts.EN}
    parts = split(text, levels)
    assert [part.heading for part in parts] == ["", *texts.EN]


def test_deeper_headings_stay_inside_their_clause() -> None:
    lines = [
        "Notice",
        "Data",
        "Given by you",
        "Your name.",
        "Found by us",
        "Your device.",
        "Rights",
        "Ask us.",
    ]
    parts = split("\n".join(lines), {0: 1, 1: 2, 2: 3, 4: 3, 6: 2})
    assert [part.heading for part in parts] == ["", "Data", "Rights"]
    assert subheadings(parts[1].body) == ("Given by you", "Found by us")


def test_a_heading_after_the_last_number_is_a_clause_of_its_own() -> None:
    lines = ["1. Data", "Your name.", "2. Rights", "Ask us.", "Contact", "privacy@waha.example"]
    assert [part.title for part in split("\n".join(lines), {0: 2, 2: 2, 4: 2})] == [
        "Data",
        "Rights",
        "Contact",
    ]


def test_a_list_that_starts_again_is_no_clause_numbering() -> None:
    text = "\n".join(
        f"{n}. {heading}\nWe name these:\n1. First thing\n2. Second thing\n3. Third thing\nAnd that is all of it."
        for n, heading in enumerate(texts.EN, start=1)
    )
    parts = split(text)
    assert [part.title for part in parts] == list(texts.EN)
    assert together(parts) == squeezed(text)


def test_a_table_of_contents_opens_no_clause() -> None:
    contents = "\n".join(f"{n}. {heading}" for n, heading in enumerate(texts.AR, start=1))
    parts = split(f"{texts.TITLE_AR}\nالمحتويات\n{contents}\n{texts.arabic('{n}. ', intro=False)}")
    assert numbers(parts) == [0, 1, 2, 3, 4]
    assert squeezed(parts[1].body) == squeezed(texts.BODY_AR[0])


def test_a_chapter_heading_goes_with_the_article_under_it() -> None:
    text = (
        "الفصل الأول: أحكام عامة\nالمادة 1: التعاريف\nنص أول.\nالمادة 2: النطاق\nنص ثان.\n"
        "الفصل الثاني: الحقوق\nالمادة 3: الاطلاع\nنص ثالث.\nالمادة 4: التصحيح\nنص رابع."
    )
    parts = split(text)
    assert numbers(parts) == [1, 2, 3, 4]
    assert parts[2].heading == "الفصل الثاني: الحقوق\nالمادة 3: الاطلاع"
    assert parts[1].body == "نص ثان."


def test_a_sentence_that_cites_an_article_opens_none() -> None:
    text = (
        texts.arabic("المادة {n}: ")
        + "\nالمادة 4 من النظام تحكم ما لم يرد هنا.\nSection 2 of the law applies too."
    )
    assert numbers(split(text)) == [0, 1, 2, 3, 4]


def test_a_clause_that_is_one_paragraph_keeps_its_words_in_its_body() -> None:
    text = (
        "البند (1): لا نبيع بياناتكم لأحد، ونشارك ما يلزم لتقديم الخدمة مع شركات الشحن والدفع وحدها دون غيرها من الجهات.\n"
        "البند (2): ملفات الارتباط. نستخدم ملفات الارتباط لتذكر لغة العرض وسلة المشتريات حتى نهاية الجلسة ثم تُحذف كلها.\n"
        "البند (3): نرد خلال 30 يومًا."
    )
    parts = split(text)
    assert [part.heading for part in parts] == ["البند (1):", "البند (2): ملفات الارتباط.", "البند (3):"]
    assert parts[2].body == "نرد خلال 30 يومًا."
    assert together(parts) == squeezed(text)


def test_a_missing_number_does_not_break_the_clauses() -> None:
    text = (
        texts.english("Section {n}: ")
        .replace("Section 3", "Section 4")
        .replace("Section 4: Your", "Section 5: Your")
    )
    assert numbers(split(text)) == [0, 1, 2, 4, 5]


def test_a_text_without_any_structure_is_one_clause() -> None:
    (part,) = split("We keep your name.\nWe never sell it.")
    assert (part.number, part.heading) == (1, "")
    assert split("") == []
    assert split(" \n\n ") == []


def test_an_introducing_line_stays_with_its_question() -> None:
    text = (
        "Privacy Notice\n\nWe run a small shop.\n\nWhat do we share?\n\nWe share as described below:\n\n"
        "Carriers: they bring the parcel.\n\nBanks: they take the payment.\n\nWho decides?\n\nThe owner decides."
    )
    parts = split(text)
    assert [part.heading for part in parts] == ["", "What do we share?", "Who decides?"]
    assert "Banks" in parts[1].body


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("البند (1): الموافقة", "الموافقة"),
        ("أولًا: النطاق", "النطاق"),
        ("3. Data", "Data"),
        ("Scope", "Scope"),
        ("7.", ""),
    ],
)
def test_a_title_is_the_heading_without_its_mark(heading: str, title: str) -> None:
    assert title_of(heading) == title


def test_numbered_paragraphs_without_headings_are_clauses() -> None:
    long = (
        "We keep your name, your address and your telephone number for as long as your account with us lives."
    )
    parts = split(f"Privacy Policy\n1. {long}\n2. {long}\n3. {long}\n4. We use cookies.")
    assert numbers(parts) == [0, 1, 2, 3, 4]
    assert (parts[4].heading, parts[4].body) == ("4.", "We use cookies.")


def test_headings_of_different_looks_open_clauses_together() -> None:
    text = "سياسة الخصوصية\n\nمن نحن\nنحن متجر.\n\nما بياناتكم؟\nالاسم والجوال.\n\nالمشاركة:\nلا نشارك إلا مع:\n- الشحن"
    assert [part.title for part in split(text)] == ["", "من نحن", "ما بياناتكم؟", "المشاركة"]


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "",
                "1. Data",
                "2. Rights",
                "البند (1): نطاق",
                "البند (2):",
                "أولًا: مجال",
                "What is kept?",
                "نجمع ما يلي:",
                "- item",
                "Article 1",
                "Article 2 - Scope",
                "نص طويل ينتهي بنقطة.",
                "Cookies",
                "ما حقوقكم؟",
                "II. Two",
                "٣)",
            ]
        ),
        st.text(max_size=40),
    ),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@example(lines=["1. Data", "", "1. Data", "1. Data"], levels={0: 2, 2: 1, 3: 2})
@given(LINES, st.dictionaries(st.integers(0, 30), st.integers(1, 6), max_size=6))
def test_no_character_is_lost(lines: list[str], levels: dict[int, int]) -> None:
    text = "\n".join(lines)
    assert together(split(text, levels)) == squeezed(text)


def seed(name: str) -> str:
    path = SEEDS / name
    if not path.exists():
        pytest.skip("the sample policies are not on this machine")
    return path.read_text(encoding="utf-8")


def test_the_saudi_policy_has_its_eight_parts_with_subheadings() -> None:
    text = seed("daftra-saudi.txt")
    parts = split(text)
    assert numbers(parts) == list(range(1, 9))
    assert len(set(subheadings(parts[1].body))) == 5
    assert together(parts) == squeezed(text)


def test_the_moroccan_policy_has_its_eight_clauses() -> None:
    text = seed("maroc4products-morocco.txt")
    parts = split(text)
    assert numbers(parts) == list(range(9))
    assert parts[3].body.count("\n") == 11
    assert together(parts) == squeezed(text)


def test_the_qatari_notice_has_two_like_halves() -> None:
    text = seed("wecare-qatar.txt")
    parts = split(text)
    assert numbers(parts) == [*range(5), *range(5)]
    assert together(parts) == squeezed(text)
