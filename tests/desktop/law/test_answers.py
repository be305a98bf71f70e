"""What the console says of laws and clocks, the sentence that explains it, and the state of a countdown."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import Blocked
from desktop.law.answers import clock_answer, hijri_answer, law_dump, laws_list, read_start
from desktop.law.chips import Chip, chip
from desktop.law.explain import left
from desktop.law.loading import shipped_packs
from desktop.words import Words

AR, EN = Words("ar"), Words("en")
NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
KINDS = ("breach-authority", "breach-subjects", "breach-processor", "request")


def test_an_answer_has_the_promised_keys_and_is_json() -> None:
    answer = clock_answer("SA", "breach-authority", "2026-03-05T18:00:00+03:00", words=EN)
    assert json.loads(json.dumps(answer)) == answer
    assert answer["due"] == "2026-03-08T18:00:00+03:00"
    assert (answer["unit"], answer["amount"], answer["starts"]) == ("hours", 72, "awareness")
    assert answer["article"] == "Implementing Regulation, art. 24(1)"
    assert answer["confidence"] == "primary"


def test_the_sentence_explains_itself_in_both_languages() -> None:
    question = ("SA", "breach-authority", "2026-03-05T18:00:00+03:00")
    assert clock_answer(*question, words=EN)["why"] == (
        "72 hours from the moment of awareness, running on through weekends and holidays: until 8 March 2026 at "
        "18:00 (Implementing Regulation, art. 24(1); checked against its text)."
    )
    assert clock_answer(*question, words=Words("ar", digits="arab"))["why"].startswith(
        "مهلة ٧٢ ساعة من وقت العلم بالحادثة"
    )


@pytest.mark.parametrize("law", sorted(shipped_packs()))
@pytest.mark.parametrize("words", [AR, EN], ids=["ar", "en"])
def test_every_clock_of_every_law_has_a_whole_sentence(law: str, words: Words) -> None:
    pack = shipped_packs()[law]
    asked: list[tuple[str, str | None]] = [(kind, None) for kind in (*KINDS, *pack.other_clocks)]
    asked += [("request", right) for right in pack.rights.items]
    for kind, right in asked:
        why = clock_answer(law, kind, "2026-03-05", words=words, right=right)["why"]
        assert why.endswith(".")
        assert "{" not in why
        assert (words.lang == "ar") == ("\u0621" <= why[0] <= "\u064a")


def test_full_days_are_not_said_to_count_from_the_day_after() -> None:
    question = ("MA", "request", "2026-11-03")
    english = clock_answer(*question, words=EN, right="rectification")["why"]
    assert "neither the first nor the last day counted, a last day on a weekend" in english
    assert "the day after" not in english
    arabic = clock_answer(*question, words=AR, right="rectification")["why"]
    assert "لا يُحتسب فيها اليوم الأول ولا الأخير، وإذا صادف آخرها عطلةً" in arabic
    assert "اليوم التالي ليوم البدء" not in arabic


def test_a_complaint_is_told_to_go_to_the_authority() -> None:
    why = clock_answer("SA", "request", "2026-03-05", words=EN, right="complaint")["why"]
    assert "before the authority" in why


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    assert "No period was verified" in clock_answer("KW", "request", "2026-03-05", words=EN)["why"]
    assert "name the right" in clock_answer("MA", "request", "2026-03-05", words=EN)["why"]
    assert (
        "not found to give this right"
        in clock_answer("SA", "request", "2026-03-05", words=EN, right="portability")["why"]
    )
    assert (
        "length was not verified"
        in clock_answer("JO", "request", "2026-03-05", words=EN, extended=True)["why"]
    )
    assert "sets no fixed period" in clock_answer("AE", "breach-authority", "2026-03-05", words=EN)["why"]
    answer = clock_answer("KW", "request", "2026-03-05", words=EN)
    assert (answer["due"], answer["amount"], answer["article"], answer["confidence"]) == (
        None,
        None,
        None,
        None,
    )


@pytest.mark.parametrize("law", sorted(set(shipped_packs()) - {"SA"}))
def test_a_withdrawal_never_gets_the_period_for_answers(law: str) -> None:
    """Only the Saudi text was seen to say how soon; under any other law nothing is said, and least of all a date."""
    extended = shipped_packs()[law].request.extension is not None
    for words, said in ((EN, "no date is given"), (AR, "فلا يُعطى تاريخ")):
        for longer in {False, extended}:
            answer = clock_answer(
                law, "request", "2026-03-05", words=words, right="withdraw-consent", extended=longer
            )
            assert said in answer["why"]
            assert [answer[key] for key in ("due", "amount", "speed", "article", "confidence")] == [None] * 5


def test_a_withdrawal_says_that_the_general_period_is_not_its_own() -> None:
    why = clock_answer("QA", "request", "2026-03-05", words=EN, right="withdraw-consent")["why"]
    assert "the period for answering requests is not taken for it" in why
    saudi = clock_answer("SA", "request", "2026-03-05", words=EN, right="withdraw-consent")
    assert (saudi["due"], saudi["speed"], saudi["confidence"]) == (None, "prompt", "primary")


def test_disputed_and_half_sure_clocks_say_so() -> None:
    kuwait = clock_answer("KW", "breach-authority", "2026-03-05T22:00:00+03:00", words=EN)
    assert kuwait["confidence"] == "disputed"
    assert "72" in kuwait["note"]
    qatar = clock_answer("QA", "breach-authority", "2026-03-05T22:00:00+03:00", words=EN)
    assert (qatar["confidence"], qatar["start_confidence"]) == ("secondary", "memory")
    assert "start event: not yet checked" in qatar["why"]


def test_hours_from_a_bare_date_say_where_they_begin() -> None:
    assert (
        "counted from its first moment"
        in clock_answer("SA", "breach-authority", "2026-03-05", words=EN)["why"]
    )
    assert "first moment" not in clock_answer("SA", "request", "2026-03-05", words=EN)["why"]


def test_an_extension_is_part_of_the_sentence() -> None:
    answer = clock_answer("sa", "request", "2026-03-05", words=EN, extended=True)
    assert "30 days from receipt of the request, extended by 30 days, " in answer["why"]
    assert answer["amount"] == 60


@pytest.mark.parametrize(
    ("law", "kind", "start", "key"),
    [
        ("ZZ", "request", "2026-03-05", "law.unknown-law-code"),
        ("SA", "nothing", "2026-03-05", "clock.unknown-kind"),
        ("SA", "request", "2026-03-05T10:00:00", "clock.no-offset"),
        ("SA", "request", "2026-03-05T99:00:00Z", "calendar.not-a-date"),
        ("SA", "request", "tomorrow", "calendar.not-a-date"),
        ("SA", "request", "9999-12-31", "clock.too-far"),
        ("BH", "breach-authority", "9999-12-31T23:00:00+00:00", "clock.too-far"),
        ("EU", "request", "9999-12-31", "clock.too-far"),
        ("SA", "request", f"{10**20}-01-01", "calendar.no-such-day"),
    ],
)
def test_wrong_questions_are_refused_in_a_sentence(law: str, kind: str, start: str, key: str) -> None:
    with pytest.raises(Blocked) as caught:
        clock_answer(law, kind, start, words=EN)
    assert caught.value.key == key
    assert all("{" not in words.problem(caught.value) for words in (AR, EN))


def test_a_start_may_be_written_in_arabic_digits() -> None:
    assert read_start("٢٠٢٦-٠٣-٠٥T١٨:٠٠:٠٠+٠٣:٠٠") == datetime(2026, 3, 5, 15, tzinfo=UTC)


@given(st.text(alphabet="0123456789٠١٢-/:TZ+. هـمAHمحرم", max_size=24))
def test_any_start_is_answered_or_refused_in_a_sentence(start: str) -> None:
    try:
        said = clock_answer("SA", "request", start, words=EN)["why"]
    except Blocked as refused:
        said = EN.problem(refused)
    assert said


def test_the_list_of_laws() -> None:
    listed = {law["code"]: law for law in laws_list(AR)}
    assert set(listed) == set(shipped_packs())
    assert listed["SA"]["law_ar"] == "نظام حماية البيانات الشخصية"
    assert listed["SA"]["facts"]["primary"] > 100
    assert json.dumps(laws_list(EN))


@pytest.mark.parametrize("law", sorted(shipped_packs()))
def test_a_pack_is_shown_whole(law: str) -> None:
    shown = law_dump(law, EN)
    assert json.loads(json.dumps(shown)) == shown
    paths = [fact["path"] for fact in shown["facts"]]
    assert len(paths) == len(set(paths))
    for fact in shown["facts"]:
        assert fact["confidence"]
        assert fact["source"]
        assert "article" in fact
    assert "items" not in shown["facts"][0]


def test_hijri_both_ways() -> None:
    assert hijri_answer("1447-01-01") == {"gregorian": "2025-06-26", "hijri": "1447-01-01"}
    assert hijri_answer("2025-06-26") == {"gregorian": "2025-06-26", "hijri": "1447-01-01"}
    assert hijri_answer("2090-01-01") == {"gregorian": "2090-01-01", "hijri": None}


@pytest.mark.parametrize(
    ("offset", "state"),
    [
        (timedelta(microseconds=-1), Chip.OVERDUE),
        (timedelta(), Chip.HOURS),
        (timedelta(hours=48), Chip.HOURS),
        (timedelta(hours=48, seconds=1), Chip.DAYS),
        (timedelta(days=7), Chip.DAYS),
        (timedelta(days=7, seconds=1), Chip.LATER),
    ],
)
def test_a_countdown_changes_at_its_edges(offset: timedelta, state: Chip) -> None:
    assert chip(NOW + offset, NOW) is state


def test_a_countdown_that_does_not_run() -> None:
    assert chip(None, NOW) is Chip.UNKNOWN
    assert chip(None, NOW, paused=True) is Chip.PAUSED
    assert chip(None, NOW, required=False) is Chip.NOT_REQUIRED
    assert chip(NOW, NOW, done_at=NOW) is Chip.DONE
    assert chip(NOW, NOW, done_at=NOW + timedelta(seconds=1)) is Chip.DONE_LATE
    assert chip(None, NOW, done_at=NOW) is Chip.DONE
    assert all(AR(f"clock.chip.{state}") and EN(f"clock.chip.{state}") for state in Chip)


@pytest.mark.parametrize(
    ("span", "arabic", "english"),
    [
        (timedelta(seconds=30), "متبقٍ أقل من دقيقة", "0 minutes left"),
        (timedelta(minutes=1), "متبقٍ دقيقة واحدة", "1 minute left"),
        (timedelta(hours=1), "متبقٍ ساعة واحدة", "1 hour left"),
        (timedelta(hours=2), "متبقٍ ساعتان", "2 hours left"),
        (timedelta(hours=5), "متبقٍ 5 ساعات", "5 hours left"),
        (timedelta(hours=29), "متبقٍ 29 ساعة", "29 hours left"),
        (timedelta(days=3), "متبقٍ 3 أيام", "3 days left"),
        (timedelta(days=11), "متبقٍ 11 يومًا", "11 days left"),
        (timedelta(days=100), "متبقٍ 100 يوم", "100 days left"),
        (-timedelta(hours=2), "متأخر ساعتين", "2 hours late"),
        (-timedelta(days=4, hours=1), "متأخر 4 أيام", "4 days late"),
    ],
)
def test_time_left_in_the_plural_forms(span: timedelta, arabic: str, english: str) -> None:
    assert left(span, AR) == arabic
    assert left(span, EN) == english
