"""The printed breach log, dossier and notices, read back from the PDF."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pypdf
import pytest

from data.audit import Stamp
from data.breach import Breach
from data.errors import Blocked
from data.organisation import Organisation
from data.store import Store
from desktop import account, files, records, response
from desktop import breach as rules
from desktop.law.loading import load_packs
from desktop.reports.build import Order, build
from desktop.show import label
from desktop.words import Words
from tests.conftest import NOW


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    ours = Organisation(
        name_ar="متجر نخلة", name_en="Nakhla", laws=["SA"], officer_name="سارة", officer_name_en="Sarah"
    )
    opened = Store.create(tmp_path / "s", ours, Stamp("Sarah", NOW, "create")).store
    yield opened
    opened.close()


@pytest.fixture
def breach(store: Store, tmp_path: Path) -> Breach:
    proof = tmp_path / "log.txt"
    proof.write_text("proof", encoding="utf-8")
    values = {
        "title": "List sent to the wrong depot",
        "aware_at": NOW - timedelta(hours=30),
        "cause": "internal-accidental",
        "people_count": 187,
        "description": "A list was attached by mistake.",
    }
    with store.unit("Sarah", NOW, "add") as unit:
        made = records.create(unit, Breach, values)
        response.assess(unit, made, dpc=3, ei=1, cb=0.25)
        rules.record_filing(
            unit, made.obligations[0], filed_at=NOW, channel="platform", reference="SD-77", content="As sent."
        )
        files.attach(unit, made, proof)
        key = made.id
    return store.get(Breach, key)


def printed(store: Store, file: Path, kind: str, key: str = "", lang: str = "en", now: datetime = NOW) -> str:
    build(Order(kind, lang=lang, key=key), store, file, now, load_packs(store.folder))
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(file).pages).split())


def test_the_log_counts_by_cause_severity_and_time(store: Store, breach: Breach, tmp_path: Path) -> None:
    words = Words("en")
    with store.unit("Sarah", NOW, "edit") as unit:
        unit.get(Breach, breach.id).people_estimated = True
    said = printed(store, tmp_path / "log.pdf", "breaches")
    for part in (
        "about 187",
        breach.code,
        breach.title,
        words("choice.breach_cause.internal-accidental"),
        "100%",
        words("report.summary.of", kept=1, n=1),
    ):
        assert part in said


def test_the_dossier_holds_everything(store: Store, breach: Breach, tmp_path: Path) -> None:
    said = printed(store, tmp_path / "one.pdf", "breach", breach.code)
    words = Words("en")
    filing = breach.obligations[0].filings[0]
    for part in (breach.title, "SD-77", "As sent.", words("breach.formula", dpc="3.00", ei="1.00", cb="0.25", score="3.25"), words("choice.severity.high"),
                 words("breach.flag.many-people"), "log.txt"):  # fmt: skip
        assert part in said, part
    squeezed = said.replace(" ", "")
    assert filing.content_hash in squeezed
    assert hashlib.sha256(b"proof").hexdigest() in squeezed


def test_the_dossier_says_why_a_step_was_not_needed(store: Store, breach: Breach, tmp_path: Path) -> None:
    with store.unit("Sarah", NOW, "leave-step") as unit:
        response.leave_step(unit, unit.get(Breach, breach.id).steps[1], reason="No device was touched")
    said = printed(store, tmp_path / "one.pdf", "breach", breach.code)
    words = Words("en")
    assert words("breach.step-left", why="No device was touched") in said
    assert said.count(words("report.breaches.not-done")) == len(breach.steps) - 1


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_notices_are_printed_for_a_duty_or_a_whole_breach(
    store: Store, breach: Breach, tmp_path: Path, lang: str
) -> None:
    authority, subjects = breach.obligations
    both = printed(store, tmp_path / "both.pdf", "breach-notice", breach.code, lang)
    assert "As sent." in both
    assert "A list was attached by mistake." in both
    one = printed(store, tmp_path / "one.pdf", "breach-notice", subjects.id, lang)
    assert "As sent." not in one
    filed = printed(store, tmp_path / "filed.pdf", "breach-notice", authority.id, lang)
    assert "A list was attached" not in filed
    place = Words(lang)("report.label.signature")
    assert filed.count(place) == both.count(place) == 2  # the officer and a manager answer to the authority
    assert place not in one


def test_a_notice_needs_its_record(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Blocked, match=r"report\.needs-record"):
        printed(store, tmp_path / "none.pdf", "breach-notice")
    assert not (tmp_path / "none.pdf").exists()


def test_an_empty_log_is_printed(store: Store, tmp_path: Path) -> None:
    assert Words("en")("report.nothing") in printed(store, tmp_path / "empty.pdf", "breaches")


def test_a_duty_past_its_deadline_is_overdue_and_a_later_notice_has_none(
    store: Store, breach: Breach, tmp_path: Path
) -> None:
    late = NOW + timedelta(hours=100)
    with store.unit("Sarah", NOW, "add") as unit:
        aware = NOW - timedelta(minutes=59, seconds=30)  # time is counted by the minutes it is told in
        values = {"title": "Again", "aware_at": aware, "cause": "internal-accidental"}
        other = records.create(unit, Breach, values).id
        told = unit.get(Breach, breach.id).obligations[0]
        rules.record_filing(unit, told, filed_at=NOW, channel="platform", phase="final", content="All of it.")
    words = Words("en")
    said = printed(store, tmp_path / "late.pdf", "breach", other, now=late)
    assert words("clock.chip.overdue") in said
    assert words("clock.late.hours", n=29) in printed(
        store, tmp_path / "n.pdf", "breach-notice", other, now=late
    )
    final = printed(store, tmp_path / "final.pdf", "breach-notice", told.id, now=late)
    assert label(words, "obligation", "due") not in final
    assert f"{words('report.breaches.follows')} Initial notification SD-77" in final
    assert words("report.breaches.in-time") in final


def test_a_notice_names_whom_it_goes_to_and_a_letter_bears_nothing_of_the_register(
    store: Store, breach: Breach, tmp_path: Path
) -> None:
    with store.unit("Sarah", NOW, "add") as unit:
        police = rules.add_obligation(
            unit, unit.get(Breach, breach.id), recipient="police", name="District police"
        )
        key = police.id
    words = Words("en")
    said = printed(store, tmp_path / "police.pdf", "breach-notice", key)
    for part in (
        "District police",
        f"{words('report.breaches.basis')} {words('breach.own-duty')}",
        "Confidential · Draft",
    ):
        assert part in said
    assert label(words, "obligation", "law") not in said
    letter = printed(store, tmp_path / "letter.pdf", "breach-notice", breach.obligations[1].id)
    for part in (breach.code, words("report.request.draft"), words("report.undated"), "Draft"):
        assert part in letter, part
    assert "Confidential" not in letter
    whole = printed(store, tmp_path / "whole.pdf", "breach-notice", breach.code)
    assert whole.count("Page 1 of 1") == 3  # each is a document of its own
    assert f"{label(words, 'breach', 'code')} {breach.code}" in whole
    assert f"{breach.code} · Data subjects" in whole  # every page tells which it is
    assert "was submitted on behalf of Nakhla on" in whole
    assert "Personal Data Protection Law (Saudi Arabia) Implementing Regulation, art. 24(1)" in whole
    assert whole.count("Text of the notice As sent.") == 1
    assert f"{label(words, 'filing', 'reference')} SD-77" in whole
    both = printed(store, tmp_path / "two.pdf", "breach-notice", key, "both")
    assert "Confidential · Draft" in both


def test_a_notice_that_is_not_required_prints_the_decision_only(
    store: Store, breach: Breach, tmp_path: Path
) -> None:
    with store.unit("Sarah", NOW, "decide") as unit:
        duty = unit.get(Breach, breach.id).obligations[1]
        rules.decide(unit, duty, decision="not-due", rationale="No harm to anybody.")
        key = duty.id
    said = printed(store, tmp_path / "not.pdf", "breach-notice", key)
    words = Words("en")
    title = words("report.breaches.needless-subjects")
    assert said.count(title) == 2  # at the head of the page, and as its title
    assert pypdf.PdfReader(tmp_path / "not.pdf").metadata["/Title"] == f"{title} · {breach.code}"  # type: ignore[index]
    assert words("report.title.breach-notice") not in said
    for part in ("No harm to anybody.", breach.title, words("report.label.signature"), "The decision above"):
        assert part in said
    assert "A list was attached" not in said


def test_both_languages_tell_an_entry_once_and_by_whom_it_was_done(
    store: Store, breach: Breach, tmp_path: Path
) -> None:
    with store.unit("Clerk", NOW, "file") as unit:
        one = unit.get(Breach, breach.id)
        rules.decide(unit, one.obligations[1], decision="due", rationale="Home addresses were in it.")
        rules.record_filing(unit, one.obligations[1], filed_at=NOW, channel="email", filed_by="Salem")
    kept = store.get(Breach, breach.id)
    filed = [entry for entry in kept.timeline if entry.kind == "filed"]
    assert [account.by(kept, entry) for entry in filed] == ["Sarah", "Salem"]
    said = printed(store, tmp_path / "both.pdf", "breach", breach.code, "both")
    assert said.count("Home addresses were in it.") == 2  # at the duty, and once in the timeline
    assert Words("en")("law.printed.primary") in said
    assert Words("en")("law.confidence.primary") not in said
    assert breach.code in said


def test_our_officer_and_the_law_are_named_as_the_language_writes_them(
    store: Store, breach: Breach, tmp_path: Path
) -> None:
    arabic = printed(store, tmp_path / "ar.pdf", "breach", breach.code, "ar")
    assert "Sarah" not in arabic  # the name that was recorded
    english = printed(store, tmp_path / "en.pdf", "breach", breach.code)
    assert "Sarah" in english
    law = Words("en")("law.held-in", title="Personal Data Protection Law", place="Saudi Arabia")
    assert english.count(law) == 2  # on the cover, and among the facts


def test_the_dossier_says_how_late_what_is_not_known_and_what_became_of_deadlines(
    store: Store, breach: Breach, tmp_path: Path
) -> None:
    words, late = Words("en"), NOW + timedelta(hours=50, minutes=30)
    said = printed(store, tmp_path / "met.pdf", "breach", breach.code, now=late)
    authority = Words("en")("choice.notice_recipient.authority")
    assert f"{authority}: Saudi Data and AI Authority (SDAIA)" in said
    assert f"Deadline: {authority} – met" in said
    with store.unit("Sarah", NOW, "add") as unit:
        values = {"title": "Stopped in time", "aware_at": NOW - timedelta(hours=30), "people_count": 0}
        times = {"occurred_from": NOW - timedelta(hours=40), "occurred_to": NOW - timedelta(hours=39)}
        found = {
            "detected_at": NOW - timedelta(hours=35),
            "reported_by": "Badr",
            "cause": "internal-accidental",
        }
        near = records.create(unit, Breach, {**values, **times, **found, "near_miss": True})
        key = near.id
    said = printed(store, tmp_path / "near.pdf", "breach", key, now=late)
    for part in (
        words("report.breaches.overdue-by", by=words("clock.period.hours", n=8)),
        f"Deadline: {authority} – missed",
        words("show.nobody", n=0),
        words("report.breaches.unassessed"),
        f"{label(words, 'breach', 'records_count')} {words('report.breaches.unknown')}",
        f"{label(words, 'breach', 'near_miss')} —",  # what happened was done by nobody who wrote it down
        f"{words('choice.timeline_kind.detected')} Badr",
        f"{words('report.breaches.ended')} —",
    ):
        assert part in said, part
    assert words("choice.timeline_kind.occurred") not in said
    assert words("report.breaches.sign.missed") in said
    assert words("report.breaches.sign.met") not in said  # a drawing explains the signs that it has
    with store.unit("Sarah", NOW, "decide") as unit:
        duty = unit.get(Breach, key).obligations[0]
        rules.decide(unit, duty, decision="not-due", rationale="Nothing left the house.")
    said = printed(store, tmp_path / "needless.pdf", "breach", key, now=late)
    assert said.count("(not required)") == 2  # at the duty, and in the timeline
