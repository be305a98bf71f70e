"""What is counted is what would be listed: tallies, days and firsts of days against the whole list, read one by one."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from data.fields import field_of
from data.organisation import Task
from data.registers import REGISTERS
from data.sharing import Agreement, Party
from data.store import Store
from desktop import records, sample, sharing, standing
from desktop.due import Due, Span, due, is_past, loads, tally
from desktop.law.chips import PRESSING, Chip, chip, ends

NOW = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Riyadh")
PLACES = [ZONE, ZoneInfo("Africa/Casablanca"), UTC]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sample, a party whose agreements follow each other, a day with many tasks, and one in the bin."""
    made = sample.make(tmp_path_factory.mktemp("due") / "s", NOW)
    with made.unit("سارة", NOW, "add") as unit:
        party = records.create(
            unit, Party, {"name_ar": "جهة", "category": "shipping", "relationship": "processor"}
        )
        for title, day in (("قديم", 1), ("جديد", 9)):
            written = {"title": title, "kind": "processing", "parties": [party.id], "valid_until": _day(day)}
            records.create(unit, Agreement, written)
        for number in range(9):
            records.create(unit, Task, {"title": f"مهمة {number}", "due_on": _day(3)})
        unit.bin(records.create(unit, Task, {"title": "مرمية", "due_on": _day(3)}))
    with made.unit("سارة", NOW, "add-certificate") as unit:
        party = unit.get(Party, party.id)
        for day in (-5, 60):
            sharing.add_certificate(unit, party, name="ISO/IEC 27001", valid_until=_day(day))
    yield made
    made.close()


def _day(after: int) -> date:
    return NOW.astimezone(ZONE).date() + timedelta(days=after)


def _on(one: Due, zone: ZoneInfo) -> date:
    assert one.due is not None
    return one.due.astimezone(zone).date()


@pytest.mark.parametrize("zone", PLACES, ids=str)
@pytest.mark.parametrize("hours", [-24 * 40, -7, 0, 7, 24 * 3, 24 * 400])
def test_a_tally_counts_what_would_be_listed(store: Store, zone: ZoneInfo, hours: int) -> None:
    now = NOW + timedelta(hours=hours)
    listed, counted = due(store, now, zone), tally(store, now, zone)
    assert counted.all == Counter(one.entry.REGISTER for one in listed)
    for state in PRESSING:
        assert counted.states[state] == Counter(one.entry.REGISTER for one in listed if one.pressing is state)


@pytest.mark.parametrize("zone", PLACES, ids=str)
def test_days_are_counted_and_their_firsts_listed(store: Store, zone: ZoneInfo) -> None:
    after = datetime.combine(NOW.date() + timedelta(days=40), time.min, zone)
    inside = [one for one in due(store, NOW, zone) if one.due is not None and NOW <= one.due < after]
    by_day: dict[date, list[Due]] = defaultdict(list)
    for one in inside:
        by_day[_on(one, zone)].append(one)
    found = loads(store, NOW, zone, Span(NOW, after))
    assert {day: load.count for day, load in found.items()} == {
        day: len(those) for day, those in by_day.items()
    }
    assert {day: load.state for day, load in found.items()} == {
        day: those[0].state for day, those in by_day.items()
    }
    firsts = due(store, NOW, zone, Span(NOW, after, nearest=4, daily=True))
    tasks = Counter(_on(one, zone) for one in firsts if one.what == "due.task")
    assert tasks[_day(3)] == 4
    assert {one.id for one in firsts} <= {one.id for one in inside}
    assert {one.id for one in inside if one.what != "due.task"} <= {one.id for one in firsts}


def test_only_the_last_agreement_of_a_kind_asks_for_anything(store: Store) -> None:
    ends_of = [one for one in due(store, NOW, ZONE) if one.what == "due.agreement-end"]
    titles = {one.entry.title for one in ends_of if isinstance(one.entry, Agreement)}
    assert "جديد" in titles
    assert "قديم" not in titles


def test_what_a_party_shows_as_its_next_end_is_due(store: Store) -> None:
    """A certificate that ran out is due work like any other end; one that was renewed is not."""
    listed = {
        (one.what, one.entry.id, _on(one, ZONE)) for one in due(store, NOW, ZONE) if one.due is not None
    }
    names = {
        "agreement": "agreement-end",
        "certificate": "certificate-end",
        "risk": "reassess",
        "permit": "permit-end",
    }
    ends = {
        (f"due.{names.get(one.what, one.what)}", one.record.id, one.on) for one in sharing.expiries(store)
    }
    parts = {"due.review", *(f"due.{name}" for name in names.values())}
    registers = {"parties", "agreements", "flows"}
    inventory = {one.id for name in registers for one in store.all(REGISTERS[name])}
    assert ends == {one for one in listed if one[0] in parts and one[1] in inventory}
    renewed = [one for one in listed if one[0] == "due.certificate-end" and one[2] in {_day(-5), _day(60)}]
    assert [on for *_, on in renewed] == [_day(60)]
    party = next(one for one in store.all(Party) if one.name_ar == "جهة")
    shown = field_of(Party, "next_expiry")
    assert party.next_expiry == _day(9)
    assert is_past(party, shown, _day(10))
    assert not is_past(party, shown, _day(9))


def test_what_has_no_date_comes_last_however_few_are_asked_for(store: Store) -> None:
    nearest = due(store, NOW, ZONE, Span(nearest=1))
    dated = [one.due is not None for one in nearest]
    assert dated == sorted(dated, reverse=True)
    undated = {one.id for one in due(store, NOW, ZONE) if one.due is None}
    assert undated
    assert {one.id for one in nearest} & undated


@pytest.mark.parametrize("moment", [NOW, datetime(2026, 11, 22, 20, 59, 59, 500_000, tzinfo=UTC)])
def test_the_ends_of_the_pressing_states_are_those_of_chips(moment: datetime) -> None:
    begins: list[datetime | None] = [None, *ends(moment)]
    for state, begin, end in zip(PRESSING, begins, ends(moment), strict=False):
        assert chip(end - timedelta(microseconds=1), moment) is state
        assert chip(end, moment) is not state
        assert begin is None or chip(begin, moment) is state
    assert chip(ends(moment)[-1], moment) is Chip.LATER


def test_parties_stand_as_their_agreements_say(store: Store) -> None:
    today = NOW.date()
    found, papers = sharing.named(store, today), sharing.by_party(store.all(Agreement))
    parties = store.all(Party)
    slowly = {one.id: sharing.standing(one, papers.get(one.id, ()), today) for one in parties}
    assert {
        one.id: sharing.stands(one.relationship, found.standing.get(one.id, "")) for one in parties
    } == slowly
    assert found.lacking == sum(state in sharing.LACKING for state in slowly.values())
    assert set(slowly.values()) >= {"valid", "missing"}


def test_what_ended_is_told_as_it_was_counted(store: Store) -> None:
    later = NOW + timedelta(days=30)
    found = standing.ended(store, later)
    told = standing.told(store, found)
    assert [(one.id, one.due, one.state) for one in told] == [(one.id, one.due, one.state) for one in found]
    assert {one.entry.REGISTER for one in told} == {"breaches", "requests"}
    assert 0 < standing.kept(found) < len(found)
