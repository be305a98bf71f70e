"""The clocks against a slow count, and the acts on them: extension, pause, snapshot."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import NotAllowed
from desktop.law.clocks import ClockTerms, Pause, clock_terms, deadline, deadline_from
from desktop.law.facts import Clock, Confidence, Event, FirstDay, Unit
from desktop.law.loading import shipped_packs
from tests.desktop.law import slow_count as slow

ZONES = sorted({pack.zone for pack in shipped_packs().values()})
WEEKENDS = [("fri", "sat"), ("sat", "sun"), ("fri",), ()]
NUMBERS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}

starts = st.datetimes(datetime(2020, 1, 1), datetime(2036, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  # hypothesis wants naive bounds
holidays = st.frozensets(st.dates(date(2025, 12, 1), date(2026, 3, 31)), max_size=40)
near = st.datetimes(datetime(2025, 12, 1), datetime(2026, 3, 31), timezones=st.just(UTC))  # noqa: DTZ001  # as above


def terms(zone: str, weekend: tuple[str, ...], amount: int, unit: Unit, *, rolls: bool = False) -> ClockTerms:
    day = None if unit in {Unit.HOURS, Unit.FULL_DAYS} else FirstDay.NEXT_DAY
    clock = Clock(
        article="LAW 1",
        confidence=Confidence.PRIMARY,
        source="unseen",
        amount=amount,
        unit=unit,
        starts=Event.RECEIPT,
        first_day=day,
        rolls=rolls,
    )
    return ClockTerms(law="XX", edition="1", kind="request", zone=zone, weekend=weekend, clock=clock)


@given(start=starts, zone=st.sampled_from(ZONES), amount=st.integers(1, 200))
def test_hours_run_on_the_absolute_time_line(start: datetime, zone: str, amount: int) -> None:
    found = deadline_from(terms(zone, ("fri", "sat"), amount, Unit.HOURS), start)
    assert found.due is not None
    assert abs(found.due - slow.hours(start, amount)) < timedelta(milliseconds=1)
    assert found.due_date is None


@given(start=starts, zone=st.sampled_from(ZONES), amount=st.integers(1, 120))
def test_calendar_days_end_with_the_local_date(start: datetime, zone: str, amount: int) -> None:
    found = deadline_from(terms(zone, ("fri", "sat"), amount, Unit.DAYS), start)
    assert found.due_date == slow.days(start.astimezone(ZoneInfo(zone)).date(), amount)
    assert found.due is not None
    assert slow.is_last_moment(found.due, found.due_date, ZoneInfo(zone))


@given(near, st.sampled_from(ZONES), st.sampled_from(WEEKENDS), st.integers(1, 40), holidays)
def test_working_days(
    start: datetime, zone: str, weekend: tuple[str, ...], amount: int, free: frozenset[date]
) -> None:
    found = deadline_from(terms(zone, weekend, amount, Unit.WORKING_DAYS), start, holidays=free)
    off = {NUMBERS[day] for day in weekend}
    expected = slow.working_days(
        start.astimezone(ZoneInfo(zone)).date(), amount, lambda day: day.weekday() in off or day in free
    )
    assert found.due_date == expected


@given(near, st.sampled_from(WEEKENDS), st.integers(1, 40), holidays)
def test_full_days(start: datetime, weekend: tuple[str, ...], amount: int, free: frozenset[date]) -> None:
    zone = "Africa/Casablanca"
    given_terms = terms(zone, weekend, amount, Unit.FULL_DAYS, rolls=True)
    found = deadline_from(given_terms, start, holidays=free)
    off = {NUMBERS[day] for day in weekend}
    receipt = start.astimezone(ZoneInfo(zone)).date()
    assert found.due_date == slow.full_days(receipt, amount, lambda day: day.weekday() in off or day in free)


@given(near, st.sampled_from(WEEKENDS), st.integers(1, 30), holidays, st.booleans())
def test_months(
    start: datetime, weekend: tuple[str, ...], amount: int, free: frozenset[date], rolls: bool
) -> None:
    zone = ZoneInfo("Europe/Brussels")
    found = deadline_from(terms(zone.key, weekend, amount, Unit.MONTHS, rolls=rolls), start, holidays=free)
    expected = slow.months(start.astimezone(zone).date(), amount)
    off = {NUMBERS[day] for day in weekend}
    while rolls and (expected.weekday() in off or expected in free):
        expected += slow.DAY
    assert found.due_date == expected


@given(
    start=starts,
    more=st.timedeltas(timedelta(), timedelta(days=9)),
    law=st.sampled_from(sorted(shipped_packs())),
)
@settings(max_examples=60)
def test_a_later_start_is_never_due_earlier(start: datetime, more: timedelta, law: str) -> None:
    for kind in ("breach-authority", "request"):
        first = deadline(shipped_packs()[law], kind, start).due
        second = deadline(shipped_packs()[law], kind, start + more).due
        assert (first is None) == (second is None)
        if first and second:
            assert start < first <= second


@given(
    start=starts,
    law=st.sampled_from(sorted(shipped_packs())),
    kind=st.sampled_from(["breach-authority", "request"]),
)
@settings(max_examples=60)
def test_a_snapshot_gives_the_same_deadline_after_json(start: datetime, law: str, kind: str) -> None:
    kept = clock_terms(shipped_packs()[law], kind)
    again = ClockTerms.from_json(kept.to_json())
    assert again == kept
    assert deadline_from(again, start) == deadline_from(kept, start)


def test_the_day_itself_can_be_the_first() -> None:
    same = terms("Asia/Riyadh", ("fri", "sat"), 10, Unit.DAYS)
    clock = same.clock
    assert clock
    values = {**same.to_json(), "clock": {**same.to_json()["clock"], "first_day": "same-day"}}
    first = ClockTerms.from_json(values)
    assert deadline_from(first, date(2026, 3, 1)).due_date == date(2026, 3, 10)
    assert deadline_from(same, date(2026, 3, 1)).due_date == date(2026, 3, 11)
    values["clock"] |= {"unit": "working-days"}
    assert deadline_from(ClockTerms.from_json(values), date(2026, 3, 5)).due_date == date(2026, 3, 18)
    values["clock"] |= {"unit": "months", "amount": 1}
    assert deadline_from(ClockTerms.from_json(values), date(2026, 3, 1)).due_date == date(2026, 3, 31)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_hours_that_stood_still_are_added() -> None:
    given_terms = terms("Asia/Riyadh", ("fri", "sat"), 72, Unit.HOURS)
    pause = Pause(moment("2026-03-06T10:00+03:00"), moment("2026-03-06T15:30+03:00"))
    found = deadline_from(given_terms, moment("2026-03-05T18:00+03:00"), pauses=(pause,))
    assert found.due == moment("2026-03-08T23:30+03:00")


def test_days_that_stood_still_are_added() -> None:
    pauses = (
        Pause(moment("2026-03-10T10:00+03:00"), moment("2026-03-14T09:00+03:00")),
        Pause(moment("2026-03-20T08:00+03:00"), moment("2026-03-20T20:00+03:00")),
    )
    days = terms("Asia/Riyadh", ("fri", "sat"), 30, Unit.DAYS)
    assert deadline_from(days, date(2026, 3, 5), pauses=pauses).due_date == date(2026, 4, 8)
    working = terms("Asia/Riyadh", ("fri", "sat"), 10, Unit.WORKING_DAYS)
    assert deadline_from(working, date(2026, 3, 5), pauses=pauses).due_date == date(2026, 3, 24)


def test_a_pause_before_the_start_counts_from_the_start() -> None:
    days = terms("Asia/Riyadh", (), 30, Unit.DAYS)
    pauses = (Pause(moment("2026-03-01T00:00+03:00"), moment("2026-03-06T12:00+03:00")),)
    assert deadline_from(days, date(2026, 3, 5), pauses=pauses).due_date == date(2026, 4, 5)
    assert deadline_from(days, date(2026, 3, 7), pauses=pauses).due_date == date(2026, 4, 6)


def test_a_clock_that_stands_still_has_no_date() -> None:
    days = terms("Asia/Riyadh", (), 30, Unit.DAYS)
    found = deadline_from(days, date(2026, 3, 5), pauses=(Pause(moment("2026-03-10T10:00+03:00")),))
    assert found.paused
    assert found.due is None
    assert found.due_date is None


def test_an_extension_is_refused_where_the_law_knows_none() -> None:
    with pytest.raises(NotAllowed, match=r"clock\.no-extension"):
        deadline(shipped_packs()["EG"], "request", date(2026, 3, 5), extended=True)
    with pytest.raises(NotAllowed, match=r"clock\.no-extension"):
        deadline(shipped_packs()["SA"], "breach-authority", date(2026, 3, 5), extended=True)


def test_an_extended_clock_is_as_sure_as_the_less_sure_figure() -> None:
    values = clock_terms(shipped_packs()["SA"], "request").to_json()
    values["extension"]["confidence"] = "memory"
    kept = ClockTerms.from_json(values)
    assert deadline_from(kept, date(2026, 3, 5)).confidence is Confidence.PRIMARY
    assert deadline_from(kept, date(2026, 3, 5), extended=True).confidence is Confidence.MEMORY


def test_unknown_kinds_and_rights_are_refused() -> None:
    with pytest.raises(NotAllowed, match=r"clock\.unknown-kind"):
        deadline(shipped_packs()["SA"], "breach-press", date(2026, 3, 5))
    with pytest.raises(NotAllowed, match=r"clock\.unknown-right"):
        deadline(shipped_packs()["SA"], "request", date(2026, 3, 5), right="oblivion")
    assert deadline(shipped_packs()["SA"], "breach-authority.unheard", date(2026, 3, 5)).due is None
