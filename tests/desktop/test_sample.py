"""The sample organisation: whole, sound, in two languages, the same every time, and gone with one click."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from time import process_time

import pytest

from data.base import Entry, Record, image
from data.breach import Breach, TimelineEntry
from data.fields import Kind, fields_of
from data.organisation import Attachment, SavedView
from data.policy import Policy
from data.registers import RECORDS, REGISTERS
from data.request import Request
from data.sharing import Flow
from data.store import Store
from data.unit import walk
from data.verify import verify
from desktop import sample
from desktop.records import problems

_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ARABIC, _LATIN = re.compile(r"[\u0621-\u064a]"), re.compile(r"[A-Za-z]{3}")
_NATIONAL_ID = re.compile(r"(?<!\w)[12]\d{9}(?!\w)")
_SECONDS = 3.0  # of the processor; it takes one or two


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    from tests.conftest import NOW  # noqa: PLC0415  # the fixed moment, for a fixture of the whole module

    store = sample.make(tmp_path_factory.mktemp("sample") / "store", NOW)
    yield store
    store.close()


def _everything(store: Store) -> Iterator[Record]:
    for entry in REGISTERS.values():
        for record in store.all(entry):
            yield from walk(record)
    yield store.organisation()
    yield from store.all(Attachment)
    yield from store.all(SavedView)


def _said(store: Store) -> str:
    return "\n".join(
        str(value)
        for record in _everything(store)
        for value in image(record).values()
        if isinstance(value, str)
    )


def _content(store: Store) -> list[str]:
    return sorted(_KEY.sub("", _said(store)).splitlines())


def test_opens_without_a_passphrase(tmp_path: Path, now: datetime) -> None:
    sample.make(tmp_path / "store", now).close()
    with_none = Store.open(tmp_path / "store")
    assert with_none.organisation().sample
    assert sample.counts(with_none)["breaches"]
    with_none.close()


def test_fills_every_register_with_marked_records(made: Store) -> None:
    counted = sample.counts(made)
    assert counted.keys() == REGISTERS.keys()
    assert all(counted.values())
    assert all(record.sample for record in _everything(made) if isinstance(record, Entry))


def test_every_kind_of_record_but_decisions_and_pauses_is_there(made: Store) -> None:
    there = {type(record).__tablename__ for record in _everything(made)}
    assert set(RECORDS) - there == {"finding_decision", "pause"}  # the sample's laws know no pause


def test_every_record_is_sound(made: Store) -> None:
    asked = [one for one in _everything(made) if not isinstance(one, TimelineEntry) or one.kind == "note"]
    assert [
        found for record in asked if (found := problems(record))
    ] == []  # an act's entry speaks by its kind
    assert verify(made).ok


def test_every_reference_leads_somewhere(made: Store) -> None:
    there = {record.id for record in _everything(made)}
    for record in _everything(made):
        for field in fields_of(type(record)):
            value = getattr(record, field.name)
            if field.kind in {Kind.REF, Kind.REFS} and value:
                assert set(value if field.many else [value]) <= there, (record, field.name)


@pytest.mark.parametrize("letters", [_ARABIC, _LATIN])
def test_speaks_both_languages_in_every_register(made: Store, letters: re.Pattern[str]) -> None:
    for name in (
        "policies",
        "parties",
        "agreements",
        "flows",
        "disclosures",
        "processing",
        "breaches",
        "requests",
    ):
        words = "\n".join(
            str(getattr(record, field.name))
            for record in made.all(REGISTERS[name])
            for field in fields_of(type(record))
            if field.kind in {Kind.LINE, Kind.TEXT}
        )
        assert letters.search(words), name


def test_a_regulator_finds_no_breach_at_odds_with_itself(made: Store) -> None:
    """Every date and decision agrees: what is on the record is ticked off, and nothing is done before it can be."""
    for breach in made.all(Breach):
        done = {step.key.rpartition(".")[2]: step.done_at for step in breach.steps if step.done_at}
        aware, police = breach.aware_at, [one for one in breach.obligations if one.recipient == "police"]
        assert aware is not None
        assert (breach.detected_at or aware) <= aware, breach.code
        assert (breach.channel == "processor") == (breach.processor_told_us_at is not None), breach.code
        assert breach.processor_told_us_at in {None, aware}
        assert ("assess" in done) == bool(breach.severity), breach.code
        assert ("people" in done) == (breach.people_count is not None and not breach.people_estimated)
        assert ("police" in done) == any(one.filings for one in police), breach.code
        decided = [one.decided_at for one in breach.obligations if one.decided_at]
        assert ("decide" in done) == (len(decided) == len(breach.obligations)), breach.code
        assert done.get("decide") in {None, max(decided, default=None)}, breach.code
        for duty in breach.obligations:
            assert (duty.decided_at or aware) >= aware, breach.code
            filed = [filing.filed_at for filing in duty.filings if filing.filed_at]
            assert all(duty.decided_at and at >= duty.decided_at for at in filed), breach.code
        by_us = [step.done_at for step in breach.steps if step.done_at and step.owner == breach.owner]
        assert min(by_us, default=aware) >= aware, breach.code
        assert breach.closed_at is None or max(done.values()) <= breach.closed_at, breach.code


def test_names_nobody_real(made: Store) -> None:
    said = _said(made)
    assert not _NATIONAL_ID.search(said)
    assert all(host.endswith("example.com") for host in re.findall(r"@([\w.-]*\w)", said))
    assert all(phone.startswith("+966 50 000 0") for phone in re.findall(r"\+[\d ]{8,}", said))


def test_the_same_moment_makes_the_same_content(made: Store, tmp_path: Path, now: datetime) -> None:
    again = sample.make(tmp_path / "again", now)
    assert sample.counts(again) == sample.counts(made)
    assert _content(again) == _content(made)
    again.close()


@pytest.mark.parametrize("days", [1, 45, 200])
def test_any_moment_will_do(tmp_path: Path, now: datetime, days: int) -> None:
    store = sample.make(tmp_path / "later", now + timedelta(days=days, hours=15, minutes=17))
    assert all(sample.counts(store).values())
    store.close()


def test_breaches_stand_in_every_state(made: Store, now: datetime) -> None:
    breaches = made.all(Breach)
    states = {"assessing", "containing", "awaiting", "notified", "remediation", "closed"}
    assert {breach.state for breach in breaches} == states
    dues = [breach.next_due - now for breach in breaches if breach.next_due]
    assert timedelta(hours=29) in dues
    assert min(dues) < timedelta(0)
    duties = [duty for breach in breaches for duty in breach.obligations]
    assert {duty.state for duty in duties} == {"open", "filed", "late-filed", "not-due"}
    assert all(duty.rationale for duty in duties if duty.state == "not-due")
    assert all(duty.filings[0].late_reason for duty in duties if duty.state == "late-filed")
    assert any(breach.near_miss for breach in breaches)


def test_requests_stand_in_every_stage(made: Store, now: datetime) -> None:
    requests = made.all(Request)
    stages = "receipt identity search review answer follow-up closed withdrawn duplicate refused"
    assert {request.stage for request in requests} == set(stages.split())
    assert any(request.next_due < now for request in requests if request.next_due)
    assert any(request.extended_due for request in requests)
    assert any(request.promised_due and request.promise_source for request in requests)
    assert {request.relationship for request in requests} >= {"guardian", "lawyer"}


def test_policies_stand_old_published_and_new(made: Store) -> None:
    states = {version.state for policy in made.all(Policy) for version in policy.versions}
    assert states == {"superseded", "published", "approved", "draft"}
    published = next(policy for policy in made.all(Policy) if policy.state == "published")
    assert any(clause.shares_with for clause in published.versions[1].clauses)
    assert any(flow.clauses == [] for flow in made.all(Flow))


def test_goes_with_one_click_and_leaves_the_officers_own(store: Store, now: datetime) -> None:
    with store.unit("officer", now, "add") as unit:
        unit.add(Flow(title="own", purpose="own", category="other", data=["identity"]))
    sample.fill(store, now, "officer")
    with store.unit("officer", now, "bin") as unit:
        unit.bin(unit.all(Request)[0])
    assert sample.held(store)
    assert sample.clear(store, now, "officer") > 0
    assert not sample.held(store)
    left = {name: count for name, count in sample.counts(store).items() if count}
    assert left == {"flows": 1}
    assert all(store.size(entry) == left.get(name, 0) for name, entry in REGISTERS.items())
    assert store.size(Attachment) == store.size(SavedView) == 0
    assert not store.organisation().sample
    assert verify(store).ok


def test_is_quick(tmp_path: Path, now: datetime) -> None:
    start = process_time()
    sample.make(tmp_path / "quick", now).close()
    assert process_time() - start < _SECONDS
