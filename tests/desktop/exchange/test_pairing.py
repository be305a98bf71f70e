from pathlib import Path

import pytest

from desktop.exchange.clauses import split
from desktop.exchange.pairing import ClauseText, pair
from desktop.exchange.policies import import_policy
from tests.desktop.exchange import policy_texts as texts
from tests.desktop.exchange.made_files import docx, paragraph, pdf, table

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
MARKS = [
    ("البند ({n}): ", "Clause {n}: "),
    ("{n}. ", "{n}. "),
    ("{o}: ", "{n}) "),
    ("المادة {a}\n", "Article {n}\n"),
    ("", ""),
]


def letters_of(text: str) -> list[str]:
    return sorted(char for char in text if char.isalnum())


def spoken(clauses: list[ClauseText]) -> str:
    return "".join(c.heading_ar + c.heading_en + c.text_ar + c.text_en for c in clauses)


def assert_paired(clauses: list[ClauseText]) -> None:
    told = [clause for clause in clauses if clause.number]
    assert len(told) == 4
    for clause, arabic, english in zip(told, texts.AR, texts.EN, strict=True):
        assert clause.heading_ar.endswith(arabic)
        assert clause.heading_en.endswith(english)
    assert "24 شهرًا" in told[2].text_ar
    assert "24 months" in told[2].text_en
    assert "The platform" not in "".join(clause.text_ar for clause in clauses)


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("marks", MARKS)
def test_halves_one_after_the_other_are_paired(marks: tuple[str, str], order: int) -> None:
    text = "\n\n".join([texts.arabic(marks[0], "\n\n"), texts.english(marks[1], "\n\n")][::order])
    clauses = pair(split(text))
    assert_paired(clauses)
    assert texts.INTRO_AR in clauses[0].text_ar
    assert texts.INTRO_EN in clauses[0].text_en
    assert letters_of(spoken(clauses)) == letters_of(text)


def woven(mark_ar: str, mark_en: str, paragraphs: bool) -> str:
    pieces: list[str] = []
    for n in range(1, 5):
        arabic, english = texts.headed(mark_ar, n, texts.AR[n - 1]), texts.headed(mark_en, n, texts.EN[n - 1])
        bodies = texts.BODY_AR[n - 1], texts.BODY_EN[n - 1]
        order = (arabic, english, *bodies) if paragraphs else (arabic, bodies[0], english, bodies[1])
        pieces += order
    return "\n\n".join(pieces)


@pytest.mark.parametrize("paragraphs", [True, False])
@pytest.mark.parametrize("marks", MARKS[:4])
def test_clauses_that_take_turns_are_paired(marks: tuple[str, str], *, paragraphs: bool) -> None:
    text = woven(*marks, paragraphs)
    clauses = pair(split(text))
    assert_paired(clauses)
    assert letters_of(spoken(clauses)) == letters_of(text)


@pytest.mark.parametrize("sign", [" / ", " | ", " - ", "   ", "\t"])
def test_one_heading_for_both_languages_is_parted(sign: str) -> None:
    text = "\n".join(
        f"{n}. {arabic}{sign}{english}\n{texts.BODY_AR[n - 1]}\n{texts.BODY_EN[n - 1]}"
        for n, (arabic, english) in enumerate(zip(texts.AR, texts.EN, strict=True), start=1)
    )
    assert_paired(pair(split(text)))


def test_a_clause_without_a_twin_stays_alone_at_its_place() -> None:
    english = texts.english("{n}. ").replace("2. Data we collect\n" + texts.BODY_EN[1] + "\n", "")
    clauses = pair(split(texts.arabic("{n}. ") + "\n\n" + english))
    assert [(clause.number, bool(clause.heading_en)) for clause in clauses[1:]] == [
        (1, True),
        (2, False),
        (3, True),
        (4, True),
    ]


def test_foreign_words_do_not_tear_a_clause() -> None:
    text = texts.arabic("{n}. ") + "\nPayment Card Industry Data Security Standard\nوتُطبق على الدفع."
    clauses = pair(split(text))
    assert not any(clause.text_en or clause.heading_en for clause in clauses)


def test_a_word_table_with_both_languages_is_paired(tmp_path: Path) -> None:
    rows = [
        (texts.headed("{n}. ", n, ar), texts.headed("{n}. ", n, en))
        if half == "head"
        else (texts.BODY_AR[n - 1], texts.BODY_EN[n - 1])
        for n, (ar, en) in enumerate(zip(texts.AR, texts.EN, strict=True), start=1)
        for half in ("head", "body")
    ]
    path = tmp_path / "policy.docx"
    path.write_bytes(docx(table(*rows)))
    assert_paired(list(import_policy(path).clauses))


def test_a_word_policy_with_styles_and_lists_is_taken_apart(tmp_path: Path) -> None:
    blocks = [paragraph(texts.TITLE_AR, "Heading1"), paragraph(texts.INTRO_AR)]
    for heading, body in zip(texts.AR, texts.BODY_AR, strict=True):
        blocks += [paragraph(heading, "Heading2", (1, 0)), *(paragraph(line) for line in body.split("\n"))]
    path = tmp_path / "policy.docx"
    path.write_bytes(docx(*blocks))
    policy = import_policy(path)
    assert (policy.title_ar, policy.title_en, policy.language) == (texts.TITLE_AR, "", "ar")
    assert [clause.heading_ar for clause in policy.clauses[1:]] == [
        f"{n}. {h}" for n, h in enumerate(texts.AR, 1)
    ]


@pytest.mark.parametrize("suffix", [".md", ".html"])
def test_marked_headings_are_the_clauses(tmp_path: Path, suffix: str) -> None:
    md = suffix == ".md"
    h1, h2, end1, end2 = ("# ", "## ", "\n", "\n") if md else ("<h1>", "<h2>", "</h1>", "</h2>")
    bodies = [body if md else f"<p>{body.replace(chr(10), '<br>')}</p>" for body in texts.BODY_EN]
    clauses = [f"{h2}{heading}{end2}\n{body}\n" for heading, body in zip(texts.EN, bodies, strict=True)]
    path = tmp_path / f"policy{suffix}"
    path.write_text("\n".join([f"{h1}{texts.TITLE_EN}{end1}", texts.INTRO_EN, *clauses]), encoding="utf-8")
    policy = import_policy(path)
    assert (policy.title_en, policy.language, policy.format) == (texts.TITLE_EN, "en", suffix[1:])
    assert [clause.heading_en for clause in policy.clauses] == ["", *texts.EN]


def test_a_printed_policy_is_taken_apart(tmp_path: Path) -> None:
    path = tmp_path / "policy.pdf"
    path.write_bytes(pdf(*texts.arabic("المادة ({n}): ").split("\n")))
    policy = import_policy(path)
    assert policy.title_ar == texts.TITLE_AR
    assert [clause.number for clause in policy.clauses] == [0, 1, 2, 3, 4]
    assert policy.clauses[3].text_ar == texts.BODY_AR[2]


def test_an_old_windows_file_is_read_with_a_doubt(tmp_path: Path) -> None:
    path = tmp_path / "policy.txt"
    path.write_bytes(texts.arabic("البند ({n}): ").encode("windows-1256", errors="ignore"))
    policy = import_policy(path)
    assert [note.key for note in policy.notes] == ["encoding-guessed"]
    assert len(policy.clauses) == 5


def test_clauses_in_one_language_only_are_told(tmp_path: Path) -> None:
    path = tmp_path / "policy.txt"
    path.write_text(texts.arabic() + "\n\n" + texts.english().split("4. ")[0], encoding="utf-8")
    policy = import_policy(path)
    assert policy.language == "both"
    assert [(note.key, note.values["n"]) for note in policy.notes] == [("unpaired-clauses", 1)]


def test_the_qatari_notice_is_paired_whole() -> None:
    path = SEEDS / "wecare-qatar.txt"
    if not path.exists():
        pytest.skip("the sample policies are not on this machine")
    policy = import_policy(path)
    assert (policy.title_ar != "", policy.title_en, policy.language, policy.notes) == (
        True,
        "Privacy Policy",
        "both",
        (),
    )
    assert [clause.number for clause in policy.clauses] == [0, 1, 2, 3, 4]
    assert all(clause.text_ar and clause.text_en for clause in policy.clauses)
    assert policy.clauses[0].text_en.startswith("Sign In")
    assert letters_of(spoken(list(policy.clauses))) == letters_of(policy.text)
