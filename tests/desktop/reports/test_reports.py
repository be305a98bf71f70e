"""Every report of the set, from the sample organisation: it builds, reads back, and is the same twice."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, product
from pathlib import Path
from unittest.mock import Mock
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from data.audit import Stamp
from data.breach import Breach
from data.choices import CHOICES
from data.errors import Blocked
from data.history import trail
from data.organisation import Organisation
from data.policy import Clause, Policy
from data.registers import REGISTERS
from data.request import Message, Request
from data.sharing import Flow, Party
from data.store import Store
from desktop import sample
from desktop.law.loading import load_packs
from desktop.reading.compare import CHANGED, ClauseChange, compare
from desktop.reports import comparison
from desktop.reports.audit import Rows
from desktop.reports.build import REPORTS, Order, build
from desktop.reports.engine import Cancelled
from desktop.reports.engine.drawing import Box, Lines, Wedge
from desktop.reports.frame import NOTHING, TONES, Frame
from desktop.reports.timeline import Mark, Timeline
from desktop.request_clocks import days_late, missed, on_time
from desktop.sharing import running
from desktop.words import Words
from tests.desktop.reports.engine.test_pdf_structure import check

NOW = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
HOSTILE = (
    "<img src=x onerror=alert(1)> </para> & javascript:alert(1) \u202eكلمة\u202c 🙂 ◌́ {title} " + "ط" * 3000
)
_READ = 12
_MARKS = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = sample.make(tmp_path_factory.mktemp("sample") / "store", NOW)
    yield made
    made.close()


def plain(text: str) -> str:
    """Read text as the figures do: one form, no invisible marks, single blanks."""
    return " ".join(_MARKS.sub("", unicodedata.normalize("NFKC", text)).split())


def read(file: Path) -> str:
    return plain(" ".join(page.extract_text() for page in PdfReader(file).pages[:_READ]))


def sound(file: Path) -> None:
    """Hold a report against our own check of accessibility and against the rules of PDF/A-2b."""
    assert check(file)[0] == []
    with suppress(ImportError):  # the rules come with what pikepdf needs for them
        from pikepdf import pdfa  # noqa: PLC0415

        assert pdfa.validate_written(file, "2b").findings == []


def key_for(store: Store, kind: str) -> str:
    if kind == "letter":
        return store.all(Message)[0].id
    register = REPORTS[kind].register
    return store.all(REGISTERS[register], whole=False)[0].id if register else ""


def order_for(store: Store, kind: str, lang: str = "ar") -> Order:
    return Order(kind=kind, lang=lang, key=key_for(store, kind))


def printed(order: Order, store: Store, file: Path) -> str:
    result = build(order, store, file, NOW, load_packs(store.folder))
    assert result.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert result.pages == len(PdfReader(file).pages)
    return read(file)


@pytest.mark.parametrize("lang", ["ar", "en", "both"])
@pytest.mark.parametrize("kind", list(REPORTS))
def test_every_report_reads_back_in_every_language(
    store: Store, tmp_path: Path, kind: str, lang: str
) -> None:
    file = tmp_path / "report.pdf"
    said = printed(order_for(store, kind, lang), store, file)
    if lang == "both" and kind != "audit":
        sound(file)
    organisation = store.organisation()
    names = {"ar": organisation.name_ar, "en": organisation.name_en, "both": organisation.name_ar}
    spoken = REPORTS[kind].spoken
    name = plain(names[spoken(store, key_for(store, kind)) if spoken else lang])
    words = [word.strip("()") for word in name.split()]
    assert all(word in said for word in words)
    assert not re.search("[\ufb50-\ufdff\ufe70-\ufefc\ue000-\uf8ff]", said)
    assert not re.search(r"report\.[a-z]+\.|choice\.[a-z_]+\.|\{[a-z]+\}", said)


@pytest.mark.parametrize("kind", list(REPORTS))
def test_the_same_data_and_moment_give_the_same_bytes(store: Store, tmp_path: Path, kind: str) -> None:
    order = order_for(store, kind)
    packs = load_packs(store.folder)
    first, second = (build(order, store, tmp_path / f"{at}.pdf", NOW, packs).sha256 for at in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("lang", "kind"), [("ar", "policies"), ("en", "policies"), ("ar", "policy"), ("en", "policy")]
)
def test_the_titles_of_policies_stand_in_the_text(store: Store, tmp_path: Path, lang: str, kind: str) -> None:
    said = printed(order_for(store, kind, lang), store, tmp_path / "report.pdf")
    shown = store.all(Policy) if kind == "policies" else [store.get(Policy, key_for(store, kind))]
    for policy in shown:
        title = policy.title_ar if lang == "ar" else policy.title_en
        assert all(word in said for word in plain(title).split())


def test_a_report_about_a_record_asks_for_one(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Blocked, match=r"report\.needs-record"):
        build(Order(kind="policy"), store, tmp_path / "none.pdf", NOW, load_packs(store.folder))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["summary", "audit", "policies"])
def test_what_is_cancelled_leaves_no_file(store: Store, tmp_path: Path, kind: str) -> None:
    with pytest.raises(Cancelled):
        build(
            order_for(store, kind), store, tmp_path / "half.pdf", NOW, load_packs(store.folder),
            cancelled=lambda: True,
        )  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_the_summary_fits_two_pages_and_counts_what_is_there(store: Store, tmp_path: Path) -> None:
    for lang in ("ar", "en", "both"):
        file = tmp_path / f"{lang}.pdf"
        said = printed(order_for(store, "summary", lang), store, file)
        assert len(PdfReader(file).pages) <= 2
    flows = len(list(running(store.all(Flow), NOW.date())))
    assert f"Active flows {flows} to" in printed(Order("summary", "en"), store, tmp_path / "flows.pdf")
    assert store.organisation().officer_name.split()[0] in said


def test_a_period_leaves_out_what_lies_outside(store: Store, tmp_path: Path) -> None:
    past = Order("summary", "en", since=date(2001, 1, 1), until=date(2001, 12, 31))
    said = printed(past, store, tmp_path / "past.pdf")
    assert "no statutory one ended" in said
    audit = Order("audit", "en", since=date(2001, 1, 1), until=date(2001, 12, 31))
    said = printed(audit, store, tmp_path / "audit.pdf")
    assert "Nothing to show." in said
    assert "The audit chain is sound" in said
    for kind, lang in product(("breaches", "requests"), ("ar", "en", "both")):
        nothing = Order(kind, lang, since=past.since, until=past.until)
        printed(nothing, store, tmp_path / "nothing.pdf")
        assert len(PdfReader(tmp_path / "nothing.pdf").pages) == 2


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Store]:
    organisation = Organisation(name_ar="متجر نخلة", name_en="Nakhla Store", laws=["SA"], country="SA")
    made = Store.create(tmp_path / "small", organisation, Stamp("سارة", NOW, "create")).store
    yield made
    made.close()


def test_the_extract_tells_who_changed_what_but_no_personal_words(small: Store, tmp_path: Path) -> None:
    with small.unit("Sara", NOW, "add") as unit:
        party = unit.add(
            Party(name_ar="شركة", name_en="Company", category="shipping", contact_name="Huda Saleh")
        )
    with small.unit("Nora", NOW, "change") as unit:
        kept = unit.get(Party, party.id)
        kept.category, kept.contact_name = "payment", "Mona Ali"
    said = printed(Order("audit", "en"), small, tmp_path / "audit.pdf")
    assert "Sara" in said
    assert "Nora" in said
    assert "Payment (was: Shipping" in said
    assert "Contact person: value changed" in said
    assert "1 to 3, all of 22 November 2026 at 10:30" in said
    assert "(Riyadh time)" in said
    assert party.code in said
    assert "Huda" not in said
    assert "Mona" not in said


def test_the_trail_is_read_by_days_of_the_law(small: Store) -> None:
    with small.unit("Sara", datetime(2026, 11, 23, 21, 0, tzinfo=UTC), "add") as unit:
        unit.add(Party(name_ar="شركة", category="shipping"))
    edge = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)
    assert [event.seq for event in trail(small, until=edge)] == [1]
    assert [event.seq for event in trail(small, since=edge)] == [2]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_hostile_text_prints_as_text(small: Store, tmp_path: Path, lang: str) -> None:
    with small.unit(HOSTILE[:60], NOW, "add") as unit:
        unit.add(Policy(title_ar=HOSTILE[:900], title_en=HOSTILE[:900], owner=HOSTILE[:300]))
        unit.add(Request(title=HOSTILE[:900], rights=["access"], received_at=NOW, law="SA"))
        unit.add(Flow(title=HOSTILE[:900], purpose=HOSTILE[:900], category="other", country="SA"))
    for kind in ("policies", "policy", "summary", "audit", "requests", "gaps"):
        file = tmp_path / f"{kind}.pdf"
        said = printed(order_for(small, kind, lang), small, file)
        content = file.read_bytes()
        assert b"/JavaScript" not in content
        assert b"/URI" not in content
        if kind in {"policies", "policy"}:
            assert "<img" in said
            assert "{title}" in said


def test_moments_stand_in_order_and_apart_on_the_axis() -> None:
    hours = (0, 0, 0.1, 5, 5, 72, 72, 400, 401, 402, 403, 2000, 2001, 9000)
    marks = [Mark(NOW + timedelta(hours=hour), "x", shape="missed" if hour == 72 else "") for hour in hours]
    drawing = Timeline(marks, str, [str, str], str).draw(495)
    dots = [shape for shape in drawing.shapes if isinstance(shape, Wedge)]
    squares = [shape for shape in drawing.shapes if isinstance(shape, Box)]
    assert (len(dots), len(squares)) == (len(marks) - 2, 2)  # a deadline has a shape of its own
    assert dots[5].y > dots[4].y + 2 * dots[4].radius
    for line in (dots[:5], dots[5:]):
        assert all(after.x - before.x > 23 for before, after in pairwise(line))  # a time is 19 points wide
        assert len({dot.y for dot in line}) == 1
    dashed = [shape for shape in drawing.shapes if isinstance(shape, Lines) and shape.stroke.dashed]
    assert len(dashed) == 2
    assert Timeline(marks[:1], str, [str], str).draw(495).shapes


def test_a_letter_is_printed_in_the_language_it_was_written_in(small: Store, tmp_path: Path) -> None:
    with small.unit("Sarah", NOW, "add") as unit:
        asked = Request(title="نسخة", rights=["access"], received_at=NOW, law="SA", requester_name="Fulan")
        asked.messages += [
            Message(kind="receipt", direction="out", subject="Yours", body_en="Received."),
            Message(
                kind="answer", direction="out", subject="الرد · The answer", body_ar="هنا", body_en="Here"
            ),
        ]
        unit.add(asked)
        alone, both = (message.id for message in asked.messages)
    said = printed(Order("letter", lang="ar", key=alone), small, tmp_path / "one.pdf")
    assert "Reference" in said
    assert "Confirmation of receipt · RQ-" in said
    assert "Draft, not sent" in said
    assert "filled in when sent" in said
    assert "Confidential" not in said
    assert "التوقيع" not in said
    said = printed(Order("letter", lang="en", key=both), small, tmp_path / "two.pdf")
    assert all(word in said for word in ("Reference", "التوقيع", "الرد", "The answer", "هنا", "Here"))


def test_the_late_requests_tell_the_date_they_missed(store: Store, tmp_path: Path) -> None:
    order = Order("requests", lang="en")
    said = printed(order, store, tmp_path / "requests.pdf").split("Late requests")[1].split("All requests")[0]
    kept = store.all(Request)
    late = [(one, missed(one, NOW)) for one in kept if days_late(one, NOW)]
    dates = [each for _, found in late for each in found]
    assert all(days_late(one, NOW) == found[0].days for one, found in late)
    assert said.count("RQ-") == len(dates) > len(late)
    by_law = sum(each.statutory for each in dates)
    assert said.count("Statutory deadline") == by_law > 0
    assert said.count("Date promised in the policy") == len(dates) - by_law > 0
    for each in dates:
        day = each.due.astimezone(ZoneInfo("Asia/Riyadh"))
        assert f"{day.day} {day:%B %Y at %H:%M} {each.days}" in said
    assert f"{by_law} past the statutory deadline" in read(tmp_path / "requests.pdf")
    told = sum(on_time(kept, NOW))
    assert f"Withdrawn or duplicate {len(kept) - told}" in read(tmp_path / "requests.pdf")


@pytest.mark.parametrize("lang", ["ar", "both"])
def test_no_two_things_added_read_alike_in_the_audit_extract(store: Store, lang: str) -> None:
    """Clauses of several versions, duties of two laws, files: each is told from its likes, and nothing else is said to change."""
    rows = Rows(Frame(Order("audit", lang), store, NOW, load_packs()))
    told = Counter((record, what) for *_, record, what in rows.rows(trail(store)))
    added = {record: n for (record, what), n in told.items() if str(what).startswith("إضافة")}
    assert len(added) > 400
    assert not [record for record, n in added.items() if n > 1]
    told_first = [re.sub("\\s+", " ", plain(str(one).split("\n")[0])) for one in added]
    assert not [one for one in told_first if " · " in one]
    three = "3" if lang == "both" else "٣"  # the labels of versions keep the digits they were given
    versions = {one for one in told_first if one.startswith(f"بند في PO-2026-001: {three} ")}
    assert versions == {f"بند في PO-2026-001: {three} – الإصدار {number}.0" for number in "123"}
    if lang == "both":  # what has Latin names only keeps the order of each of the two languages
        halves = [str(one).split("\n") for one in added if "ISO/IEC 27001" in str(one)]
        assert halves
        assert {(arabic.count("\u200f"), english.count("\u200f")) for arabic, english in halves} == {(2, 0)}
    ends = ("حصر فئات البيانات المتأثرة", "مسودة لم تُرسل", f"البند {three} – الإصدار 1.0")
    assert [sum(one.endswith(end) for one in told_first) > 0 for end in ends] == [True] * 3
    assert any("خطوة منجزة" in one for one in told_first)
    assert not [record for record, what in told if what == NOTHING or "—" in str(what)]


def test_the_log_says_why_the_authority_was_not_told(store: Store, tmp_path: Path) -> None:
    said = printed(Order("breaches", lang="en"), store, tmp_path / "log.pdf").split("State", 1)[1]
    untold = [one for one in store.all(Breach) if one.told_at is None]
    owed = [[duty for duty in one.obligations if duty.recipient == "authority"] for one in untold]
    settled = sum(all(duty.state == "not-due" for duty in duties) for duties in owed)
    late = sum(
        any(duty.state == "open" and duty.due and duty.due < NOW for duty in duties) for duties in owed
    )
    assert said.count("Not required") == settled > 0
    assert said.count("Overdue") == late
    open_ = sum(duty.state == "open" for duties in owed for duty in duties)
    assert said.count("Not yet") == open_ > late


@pytest.mark.parametrize("group", TONES)
def test_all_states_of_a_column_stand_in_a_pill(group: str) -> None:
    assert set(TONES[group]) == set(CHOICES[group])


def test_what_reports_say_agrees_with_the_records(store: Store, tmp_path: Path) -> None:
    """A policy under its own class, one rule of what is abroad, evidence that proves, a chapter named where it goes on."""
    policy = next(one for one in store.all(Policy) if one.classification == "public")
    cover = plain(build_pages(Order("policy", "en", key=policy.id), store, tmp_path / "policy.pdf")[0])
    assert "Classification Public" in cover
    assert "Version number 2.0" in cover
    written = next(one for one in store.all(Policy) if one.state == "draft")
    pages = build_pages(Order("policy", "both", key=written.id), store, tmp_path / "draft.pdf")
    assert pages[0].count("Draft") == 2  # on the cover, and as its state
    assert all("Internal · Draft" in plain(page) for page in pages[1:])
    sharing = plain(" ".join(build_pages(Order("sharing", "en"), store, tmp_path / "sharing.pdf")))
    moved = sharing.split("Transfers to other countries")[-1].split("Parties without")[0]
    flows = running(store.all(Flow), NOW.date())
    away = {one.code for one in flows if {one.country, one.storage_country} - {"", "SA"}}
    assert set(re.findall(r"FL-\d+-\d+", moved)) == away
    assert "Permit number" not in moved
    contents, *pages = map(plain, build_pages(Order("processing", "en"), store, tmp_path / "p.pdf")[1:])
    assert "(continued)" not in contents
    assert any("(continued)" in page for page in pages)


def test_gaps_are_proved_in_the_language_of_the_report(store: Store, tmp_path: Path) -> None:
    """By the sentence of the clause that says it, each clause with its version, an article where one fits."""
    said = {
        lang: plain(" ".join(build_pages(Order("gaps", lang), store, tmp_path / f"{lang}.pdf")))
        for lang in ("ar", "en", "both")
    }
    assert "“The controller of your personal data is Nakhlat Al-Waha E-Commerce Company" in said["en"]
    assert (
        "“Name, address and mobile number are mandatory: without them an order cannot be delivered”"
        in said["en"]
    )
    assert "“limited”" not in said["en"]
    assert "Version 2.0" in said["en"]
    assert "2.0" in said["ar"]
    assert not re.search("[٠-٩][.٫][٠-٩]", said["ar"])  # a version is written as its author wrote it
    assert "لا يمكن توصيل الطلب من دونها" in said["ar"]
    for english in ("an order cannot be delivered", "controller of your", "You can unsubscribe"):
        assert english in said["both"]
        assert english not in said["ar"]
    assert "The review was due on 12 November 2026 and is 10 days late." in said["en"]
    assert "Backups are kept for ninety days" in said["ar"]  # two languages that differ are both quoted
    assert said["en"].count("Law No. 13 of 2016") == said["both"].count("Law No. 13 of 2016") > 1
    for name in ("Qassitha Consumer Finance", "Saafa Influencer Agency"):  # controllers of their own
        row = said["en"].split(f"An agreement with {name}")[0][-120:]
        assert row.rpartition("Missing")[2].split() == ["—", "Good", "practice"]
    assert "Dera Fraud Screening (PA-2026-014) ended on 23 September 2026 (AG-2026-005)" in said["en"]
    assert "Likewise clauses 7, 8, 9, 10, 11" in said["en"]  # who receives data is proved by every clause
    assert "وكذلك البنود" in said["ar"]
    seat = said["en"].split("Contact details of the controller")[1].split("How data is")[0]
    assert "Partial" in seat  # a town is no way to reach anybody
    assert "Version 3.0 · Draft" in said["en"]
    assert "We share the orders of our customers" in said["ar"]  # what a stale translation still says
    assert "(FL-2026-007) is: Legitimate interest" in said["en"]  # while marketing is promised by consent
    assert said["en"].count("“We send you marketing material on the basis of your consent alone”") > 1
    assert "Employee privacy notice (PO-2026-002, Approved)" in said["en"]
    assert "No conflict was found in the text." in said["en"]


def build_pages(order: Order, store: Store, file: Path) -> list[str]:
    build(order, store, file, NOW, load_packs())
    return [page.extract_text() for page in PdfReader(file).pages]


@pytest.mark.parametrize("lang", ["ar", "both"])
def test_english_keeps_its_own_digits_beside_arabic(store: Store, tmp_path: Path, lang: str) -> None:
    said = printed(order_for(store, "summary", lang), store, tmp_path / "summary.pdf")
    assert bool(re.search("[0-9]+ overdue", said)) == (lang == "both")
    assert not re.search("[٠-٩]+ overdue", said)
    assert ("to 6 countries" in said) == (lang == "both")


def test_a_comparison_marks_stretches_of_words_and_names_its_clause_once() -> None:
    old, new = (
        Clause(number="1", heading_ar="التعاريف", text_ar=f"كل معلومة {said} الفرد.\n{more}")
        for said, more in (("قد تؤدي إلى", "سطر أول"), ("كما يحدده", "سطر آخر\nسطر جديد"))
    )
    (change,) = compare([old], [new])
    doc = Mock()
    frame = Mock(told=lambda say: say(Words("ar")), say=Words("ar"), both=False)
    comparison._clause(frame, doc, change, ("1.0", "2.0"))
    told = doc.paragraph.call_args.args[0]
    assert plain("".join(part if isinstance(part, str) else part.text for part in told)) == (
        "كل معلومة [−قد تؤدي إلى−] [+كما يحدده+] الفرد. سطر [−أول−] [+آخر سطر جديد+]"
    )
    (level, headed, (became,)) = doc.heading.call_args.args
    assert (level, headed, became.text) == (2, "البند 1 · التعاريف", "معدّل")
    moved = ClauseChange(CHANGED, old, Clause(number="4", heading_en="Terms"))
    assert comparison._heading(moved, ("1.0", "2.0"), Words("en"), own=False) == (
        "Clause 1 (Version 1.0) · Clause 4 (Version 2.0) · Terms"
    )


def test_a_comparison_says_when_only_one_language_changed(store: Store, tmp_path: Path) -> None:
    policy = store.all(Policy)[0].code
    said = printed(Order("comparison", "en", key=policy), store, tmp_path / "comparison.pdf")
    assert "Only the Arabic changed. The English translation is out of date" in said
    assert said.count("translation is out of date") == len(("affiliates", "retention"))
    assert re.search("2.0 Published .* 3.0 Draft", said)
    assert "9 with another number" in said


def test_policies_that_are_not_checked_leave_no_empty_page_for_the_contents(
    small: Store, tmp_path: Path
) -> None:
    with small.unit("Sara", NOW, "add") as unit:
        for at in range(60):
            unit.add(Policy(title_ar=f"مسودة {at}"))
    file = tmp_path / "gaps.pdf"
    build(Order("gaps", "ar"), small, file, NOW, load_packs(small.folder))
    assert len(PdfReader(file).pages) == 3  # cover, contents, and all there is to say
