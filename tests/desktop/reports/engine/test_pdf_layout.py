"""Pages break where a typesetter would break them, and files appear whole or not at all."""

import hashlib
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf
import pytest

from desktop.reports.engine import (
    Cancelled,
    Chart,
    Chip,
    Column,
    Document,
    Meta,
    Point,
    Prose,
    Section,
    Signatory,
    Span,
    halves,
    twofold,
)
from desktop.reports.engine.columns import _share
from desktop.reports.engine.flow import fitting
from tests.desktop.reports.engine.pdf_samples import (
    MOMENT,
    Fill,
    about,
    everything,
    hard_lines,
    lines_of,
    make,
    normal,
    poppler,
    tool,
)

PARAGRAPH = (
    "تحتفظ المنشأة بسجل لكل خرق وتبلغ الجهة المختصة في المدة التي يحددها النظام وتوثق ما اتخذته من إجراء. "
)


def page_texts(path: Path) -> list[str]:
    return [normal(page.extract_text()) for page in pypdf.PdfReader(path).pages]


@pytest.mark.parametrize(
    ("count", "room", "expected"),
    [(5, 100, 5), (5, 41, 3), (5, 19, 0), (3, 20, 0), (4, 30, 2), (1, 10, 1), (2, 10, 0)],
)
def test_no_line_stands_alone(count: int, room: float, expected: int) -> None:
    assert fitting(count, room, 10, fresh=False) == expected


@pytest.mark.parametrize(("count", "room", "expected"), [(9, 130, 9), (9, 100, 6), (4, 60, 0), (9, 40, 4)])
def test_the_last_lines_go_along_with_what_follows(count: int, room: float, expected: int) -> None:
    assert fitting(count, room, 10, fresh=False, below=40) == expected


def test_a_fresh_page_always_takes_something() -> None:
    assert fitting(3, 5, 10, fresh=True) == 1


def test_a_heading_stays_with_what_follows(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        for number in range(40):
            document.heading(2, f"عنوان {number} عنوان")
            document.paragraph(PARAGRAPH * 2)

    for text in page_texts(make(tmp_path, fill)):
        body = [line for line in text.splitlines() if line.strip()]
        foot = next(at for at, line in enumerate(body) if "صفحة" in line)
        last = body[foot - 1]
        assert not re.fullmatch(r"\s*عنوان \d+ عنوان\s*", last)


def test_page_x_of_y_in_the_chosen_digits(tmp_path: Path) -> None:
    meta = Meta("سجل", MOMENT, digits="arab")

    def fill(document: Document) -> None:
        document.paragraph("أول")
        document.page_break()
        document.paragraph("ثان")
        document.page_break()
        document.paragraph("ثالث")

    text = normal(poppler(make(tmp_path, fill, meta)))
    for number in "١٢٣":
        assert re.search(f"صفحة {number} ?من ٣", text)


def test_a_section_counts_its_own_pages_under_its_own_mark_and_title(tmp_path: Path) -> None:
    meta = about("both", title_en="Breach notice", classification=twofold("سري", "Confidential"))

    def fill(document: Document) -> None:
        document.page_break(section=Section(meta.classification))
        document.paragraph("أول")
        document.page_break()
        document.paragraph("ثان")
        document.page_break(section=Section(twofold("سري · مسودة", "Confidential · Draft"), "قرار"))
        document.paragraph("ثالث")

    text = normal(poppler(make(tmp_path, fill, meta)))
    assert re.findall(r"Page (\d) of ?(\d)", text) == [("1", "2"), ("2", "2"), ("1", "1")]
    assert text.count("Confidential · Draft") == 1
    assert text.count("Breach notice") == 2


def test_prose_beside_a_label_stands_by_its_own_direction_and_all_else_by_the_report(tmp_path: Path) -> None:
    def at_the_left(value: str) -> bool:
        file = make(tmp_path, lambda d: d.facts([("وصف", value)]))
        found = re.search(r"^( *)(?:\S.*)?It was", tool("pdftotext", "-layout", str(file), "-"), re.MULTILINE)
        return found is not None and len(found[1]) <= 1

    one, several = "It was sent.", "It was sent to the wrong depot. " * 9
    assert [at_the_left(Prose(said)) for said in (one, several)] == [True, True]
    assert not at_the_left(one)


def test_bilingual_furniture(tmp_path: Path) -> None:
    meta = about("both", title_en="Breach log", made_text=twofold("١ مارس", "1 March"), digits="arab")
    text = normal(poppler(make(tmp_path, lambda d: d.paragraph("نص"), meta)))
    assert re.search("Page 1 of ?1", text)
    assert re.search("صفحة ١ ?من ١", text)
    for part in ("Breach log", "أُنشئ في", "Made 1 March", "Audit head", "رأس سجل التدقيق"):
        assert part in text


def test_contents_show_the_right_pages(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        document.contents()
        for chapter in ("ألف", "باء", "جيم"):
            document.heading(1, chapter)
            document.paragraph(PARAGRAPH)
            document.page_break()

    path = make(tmp_path, fill, about("ar"))
    contents = page_texts(path)[0]
    assert "المحتويات" in contents
    for chapter, page in (("ألف", 2), ("باء", 3), ("جيم", 4)):
        assert re.search(rf"{chapter}\D*{page}|{page}\D*{chapter}", contents)
        assert chapter in page_texts(path)[page - 1]
    with pikepdf.open(path) as pdf:
        targets = [link.Dest[0].objgen for link in pdf.pages[0].Annots]
        assert targets == [pdf.pages[at].obj.objgen for at in (1, 2, 3)]


def test_contents_too_long_keep_the_upper_levels(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        document.contents()
        for chapter in range(20):
            document.heading(1, f"باب {chapter}")
            for part in range(8):
                document.heading(2, f"فصل {chapter}.{part}")
                document.paragraph("نص")

    contents = page_texts(make(tmp_path, fill))[0]
    assert "باب" in contents
    assert "فصل" not in contents


def test_contents_have_room_for_every_chapter_and_leave_out_what_all_share(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        document.contents(60)
        for chapter in range(60):
            document.heading(1, f"Chapter {chapter} here")
            document.heading(2, "Periods")
            document.paragraph("Prose")

    pages = page_texts(make(tmp_path, fill, about("en")))
    contents = [text for text in pages if "Prose" not in text]
    assert len(contents) == 3
    assert all(f"Chapter {chapter} here" in " ".join(contents) for chapter in range(60))
    assert "Periods" not in " ".join(contents)


def test_the_header_row_returns_on_every_page(tmp_path: Path) -> None:
    rows = [(str(at), PARAGRAPH) for at in range(120)]
    path = make(tmp_path, lambda d: d.table([Column("الرقم", kind="number"), Column("النص")], rows))
    texts = page_texts(path)
    assert len(texts) > 3
    assert all("الرقم" in text for text in texts)


def test_a_row_taller_than_a_page_goes_on(tmp_path: Path) -> None:
    words = [f"كلمة{at}كلمة" for at in range(2500)]
    path = make(
        tmp_path,
        lambda d: d.table([Column("م", kind="number"), Column("نص")], [("1", " ".join(words)), ("2", "بعد")]),
    )
    text = normal(poppler(path))
    assert len(page_texts(path)) > 2
    assert all(word in text for word in words)
    assert "بعد" in text


def test_counters_grow_without_breaking(tmp_path: Path) -> None:
    rows = ((str(at), "نص") for at in range(1, 1300))
    path = make(tmp_path, lambda d: d.table([Column("م", kind="number"), Column("نص")], rows), tagged=False)
    assert "1299" in lines_of(poppler(path))


def test_two_languages_break_together(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        for _ in range(9):
            document.pair(
                PARAGRAPH * 5, "The controller keeps a log of every breach and tells the authority. " * 6
            )

    texts = page_texts(make(tmp_path, fill))
    assert len(texts) > 1
    assert all("controller" in text and "المنشأة" in text for text in texts)


def test_columns_run_from_the_leading_edge(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        document.table([Column("First"), Column("Second")], [("alpha", "beta")])

    places = {}
    for lang in ("ar", "en"):
        boxes = tool("pdftotext", "-bbox", str(make(tmp_path, fill, about(lang))), "-")
        found = {word: float(x) for x, word in re.findall(r'xMin="([\d.]+)"[^>]*>(alpha|beta)<', boxes)}
        places[lang] = found["alpha"] < found["beta"]
    assert places == {"ar": False, "en": True}


def test_an_empty_table_says_so(tmp_path: Path) -> None:
    text = poppler(
        make(tmp_path, lambda d: d.table([Column("أ"), Column("ب")], [], empty="لا شيء في هذه الفترة"))
    )
    assert "لا شيء في هذه الفترة" in normal(text)


def test_an_empty_document_has_a_page(tmp_path: Path) -> None:
    assert len(page_texts(make(tmp_path, lambda _: None))) == 1


def one_after_other(*fills: Fill) -> Fill:
    def fill(document: Document) -> None:
        for part in fills:
            part(document)

    return fill


LINE: Fill = lambda d: d.paragraph("ذيل الكلام")  # noqa: E731 - as those below
SWEPT = range(7, 34, 2)
CLOSINGS: dict[str, Fill] = {
    "a long paragraph": lambda d: d.paragraph("ذيل الكلام " * 90),
    "short paragraphs": one_after_other(*[LINE] * 4),
    "a short section": one_after_other(
        lambda d: d.paragraph("متن " * 90), lambda d: d.heading(2, "ذيل"), LINE
    ),
    "short pairs": one_after_other(*[lambda d: d.pair("ذيل الكلام", "The end")] * 4),
    "a long pair": lambda d: d.pair("ذيل الكلام " * 60, "The end " * 60),
    "facts": lambda d: d.facts([("ذيل", "الكلام")] * 6),
    "a long fact": lambda d: d.facts([("متن", "الكلام"), ("ذيل", "ذيل الكلام " * 70)]),
    "bullets": lambda d: d.bullets(["ذيل الكلام"] * 6),
    "a remark": lambda d: d.note("ذيل الكلام " * 40, title="ذيل"),
    "a table": lambda d: d.table([Column("ذيل"), Column("متن")], [("ذيل", "الكلام")] * 6),
    "a long row": lambda d: d.table([Column("ذيل"), Column("متن")], [("ذيل " * 350, "الكلام")]),
    "an empty table": one_after_other(
        lambda d: d.heading(2, "ذيل"), lambda d: d.table([Column("ذيل")], [], empty="ذيل")
    ),
    "a chart": lambda d: d.chart(Chart("bars", "ذيل", [Point("ذيل", [1]), Point("ذيل", [2])])),
    "tiles": lambda d: d.tiles([("ذيل", "1", "ذيل")]),
}


@pytest.mark.parametrize("closing", list(CLOSINGS))
def test_places_to_sign_never_stand_without_the_end_of_what_is_signed(tmp_path: Path, closing: str) -> None:
    people = [Signatory("المسؤول", "سارة"), Signatory("المدير")]

    def fill(document: Document) -> None:
        for lines in SWEPT:
            document.paragraph("\n".join(["متن"] * lines))
            CLOSINGS[closing](document)
            document.signatures(people, statement="أُقر بما سبق")
            document.page_break()

    texts = [normal(text) for text in poppler(make(tmp_path, fill)).split("\f")]
    signed = [text for text in texts if "سارة" in text]
    assert len(signed) == len(SWEPT)
    assert len(texts) > len(SWEPT) + 1
    for text in signed:
        assert "أُقر بما سبق" in text
        assert text.count("ذيل") >= 2


@pytest.mark.parametrize("rows", range(26, 34))
def test_the_last_row_of_a_table_is_never_alone(tmp_path: Path, rows: int) -> None:
    path = make(
        tmp_path,
        lambda d: d.table([Column("الرمز", kind="id")], [(f"ROW-{at}",) for at in range(rows)]),
    )
    for text in page_texts(path):
        assert text.count("ROW-") != 1


@pytest.mark.parametrize("count", range(25, 33))
def test_the_last_fact_and_the_last_item_are_never_alone(tmp_path: Path, count: int) -> None:
    def fill(document: Document) -> None:
        document.facts([(f"ITEM-{at}", "نص") for at in range(count)])
        document.page_break()
        document.bullets([f"ITEM-{at} {'نص ' * (at % 40)}" for at in range(count)])

    for text in page_texts(make(tmp_path, fill)):
        assert text.count("ITEM-") != 1


def test_what_leads_in_stays_with_what_it_leads_to(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        for number in range(40):
            document.heading(2, f"عنوان {number}", lead=f"تمهيد {number}")
            document.bullets([f"بند {number}"] * (1 + number % 3))

    for text in page_texts(make(tmp_path, fill)):
        for number in range(40):
            found = [bool(re.search(rf"{word} {number}\b", text)) for word in ("عنوان", "تمهيد", "بند")]
            assert found[0] == found[1]
            assert not found[0] or found[2]


def test_two_languages_part_between_them(tmp_path: Path) -> None:
    said = twofold("سجل المشاركة مع الجهات الخارجية كلها", "Register of sharing with all external parties.")
    whole = lines_of(poppler(make(tmp_path, lambda d: d.paragraph(said))))
    assert any("كلها" in line and "Register" in line for line in whole)
    apart = lines_of(poppler(make(tmp_path, lambda d: d.pair(said, "x"))))
    assert "سجل المشاركة مع الجهات الخارجية كلها" in apart
    assert lines_of(poppler(make(tmp_path, lambda d: d.pair(Span(said, bold=True), "x")))) == apart
    assert "Register of sharing with all external parties." in apart
    assert halves(said)[1] == "Register of sharing with all external parties."
    assert twofold("واحد", "واحد") == twofold("واحد", "") == "واحد"
    within = twofold("إشعار \u2067الجهة\u2069", "Notice to \u2066them\u2069")
    assert halves(within) == ("إشعار \u2067الجهة\u2069", "Notice to \u2066them\u2069")
    listed = f"{said}، {said}"
    assert halves(listed) == (listed, listed)


def test_every_paragraph_stands_by_its_own_direction(tmp_path: Path) -> None:
    setters = []
    make(tmp_path, lambda d: setters.append(d._pages.setter))
    lay = setters[0].direction
    assert [lay(said) for said in ("\u2067ا\u2069: b", "\u2067ا\u2069: \u2066b\u2069", "\u200eا")] == [
        False,
        True,
        False,
    ]
    mixed = "A folder was open.\nوقت العلم\nEnd"
    for text in (mixed, [Span(mixed[:5], bold=True), Span(mixed[5:])]):
        assert [line.rtl for line in setters[0].paragraphs(text, 400, 10)] == [False, True, False]
        assert {line.rtl for line in setters[0].lines(text, 400, 10)} == {False}


@pytest.mark.parametrize("length", [40, 64, 130])
def test_a_word_wider_than_a_line_is_cut_into_even_parts(tmp_path: Path, length: int) -> None:
    setters = []
    make(tmp_path, lambda d: setters.append(d._pages.setter))
    digest = hashlib.sha512(b"x").hexdigest() * 2
    widths = [line.width for line in setters[0].lines(digest[:length], 150, 10)]
    assert len(widths) > 1
    assert max(widths) <= 150
    assert min(widths) > 0.7 * max(widths)


def test_columns_share_what_there_is() -> None:
    columns = [Column("a", kind="id"), Column("b"), Column("c", 2.0), Column("d")]
    roomy = _share(columns, [40, 30, 30, 30], [50, 60, 100, 60], 500)
    assert sum(roomy) == pytest.approx(500)
    assert roomy[0] == pytest.approx(50)
    tight = _share(columns, [40, 30, 30, 30], [50, 60, 900, 300], 500)
    assert sum(tight) == pytest.approx(500)
    assert tight[:2] == pytest.approx([50, 60])
    assert tight[2] == pytest.approx(2 * tight[3])
    bare = [False, False, False, True]
    assert _share(columns, [40, 30, 30, 30], [50, 60, 100, 60], 500, bare)[3] == pytest.approx(60)
    assert _share(columns, [40, 30, 30, 30], [50, 60, 900, 160], 500, bare)[3] == pytest.approx(95)


def test_the_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_text("before")
    answers = iter([False, False, True])
    with pytest.raises(Cancelled), Document(path, about(), cancelled=lambda: next(answers)) as document:
        document.paragraph(PARAGRAPH * 400)
    with pytest.raises(ZeroDivisionError), Document(path, about()) as document:
        document.paragraph(str(1 / 0))
    assert path.read_text() == "before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.pdf"]


def test_progress_counts_pages_and_the_result_tells_the_truth(tmp_path: Path) -> None:
    seen: list[int] = []
    path = tmp_path / "a.pdf"
    with Document(path, about(), progress=seen.append) as document:
        document.paragraph(PARAGRAPH * 100)
    assert seen == list(range(1, document.result.pages + 1))
    assert document.result.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.result.size == path.stat().st_size


def test_an_open_file_will_do() -> None:
    file = BytesIO()
    with Document(file, about()) as document:
        hard_lines(document)
    assert file.getvalue().startswith(b"%PDF-1.7")


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        Meta("t", MOMENT.replace(tzinfo=None))


def test_same_data_same_bytes(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from desktop.reports.engine import Document;"
        "from tests.desktop.reports.engine.pdf_samples import about, everything, hard_lines\n"
        "with Document(Path(sys.argv[1]), about()) as d: everything(d); hard_lines(d)\n"
        "print(d.result.sha256)"
    )
    shas = set()
    for seed in ("0", "1", "4711"):
        path = tmp_path / f"{seed}.pdf"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(  # noqa: S603 - ourselves
            [sys.executable, "-c", code, str(path)],
            env=environment,
            check=False,
            capture_output=True,
            text=True,
        )
        assert not done.stderr
        shas.add(done.stdout.strip())
    assert len(shas) == 1


def test_status_words_are_text_in_a_pill(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        document.table([Column("الحالة")], [(Chip("متأخر جدا", "danger"),)])

    assert "متأخر جدا" in normal(poppler(make(tmp_path, fill)))


@pytest.mark.parametrize("lang", ["ar", "en", "both"])
def test_every_block_together(tmp_path: Path, lang: str) -> None:
    assert len(page_texts(make(tmp_path, everything, about(lang)))) >= 6  # type: ignore[arg-type]


def test_an_endless_id_leaves_room_for_words(tmp_path: Path) -> None:
    rows = [
        ("A-1", "What was asked for and by whom, told in some words", "REF-2026/SECTION-17/PART-4/PAGE-1180")
    ]
    columns = [Column("No.", kind="id"), Column("Purpose", 1.6), *[Column("x")] * 4, Column("Ref", kind="id")]
    padded = [(*row[:2], *["some words"] * 4, row[2]) for row in rows]
    said = poppler(make(tmp_path, lambda d: d.table(columns, padded), about("en")))
    assert "What was asked for" in normal(said)
    assert "REF-2026/SECTION-17/PART-4/PAGE-1180" not in normal(said)
