"""Two calendars side by side, in the month names and digits of a country."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import Blocked
from desktop.law.calendars import Calendar, gregorian, hijri, month_names, parse
from desktop.law.loading import shipped_packs
from desktop.words import Words

FIRST, LAST = date(1924, 8, 1), date(2077, 11, 16)


@given(st.dates(FIRST, LAST))
def test_there_and_back(day: date) -> None:
    found = hijri(day)
    assert found
    assert gregorian(*found) == day
    assert parse(str(found)) == day
    assert parse(day.isoformat()) == day


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 6, 26), (1447, 1, 1)),
        (date(2021, 9, 16), (1443, 2, 9)),
        (date(2023, 3, 27), (1444, 9, 5)),
        (date(2026, 2, 18), (1447, 9, 1)),
        (date(2076, 11, 27), (1500, 1, 1)),
        (LAST, (1500, 12, 30)),
        (FIRST, (1343, 1, 1)),
    ],
)
def test_known_days(day: date, expected: tuple[int, int, int]) -> None:
    assert hijri(day) == expected


def test_outside_the_table_there_is_no_hijri_date() -> None:
    assert hijri(date(2077, 11, 17)) is None
    assert hijri(date(1924, 7, 31)) is None
    for text in ("1501-01-01", "1342-12-29"):
        with pytest.raises(Blocked, match=r"calendar\.out-of-range"):
            parse(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1447-01-01", date(2025, 6, 26)),
        ("١٤٤٧/١/١", date(2025, 6, 26)),
        ("1/1/1447", date(2025, 6, 26)),
        ("1 محرم 1447هـ", date(2025, 6, 26)),
        ("1 مُحَرَّم 1447 هـ", date(2025, 6, 26)),
        ("1 Muharram 1447 AH", date(2025, 6, 26)),
        ("26/6/2025", date(2025, 6, 26)),
        ("26 يونيو 2025م", date(2025, 6, 26)),
        ("26 حزيران 2025", date(2025, 6, 26)),
        ("٢٦ جوان ٢٠٢٥", date(2025, 6, 26)),
        ("5 نونبر 2025", date(2025, 11, 5)),
        ("5 تشرين الثاني 2025", date(2025, 11, 5)),
        ("26 June 2025", date(2025, 6, 26)),
        (" 2025-06-26 ", date(2025, 6, 26)),
    ],
)
def test_dates_are_read_in_either_calendar(text: str, expected: date) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "calendar.not-a-date"),
        ("soon", "calendar.not-a-date"),
        ("5 Smarch 2025", "calendar.not-a-date"),
        ("2026-13-01", "calendar.no-such-day"),
        ("2026-02-29", "calendar.no-such-day"),
        ("1447-13-01", "calendar.no-such-day"),
        ("1447-02-31", "calendar.no-such-day"),
        ("999999999-01-01", "calendar.no-such-day"),
    ],
)
def test_what_is_no_date_is_refused(text: str, key: str) -> None:
    with pytest.raises(Blocked) as caught:
        parse(text)
    assert caught.value.key == key
    for lang in ("ar", "en"):
        assert Words(lang).problem(caught.value)


@pytest.mark.parametrize(
    ("law", "expected"),
    [
        ("SA", "٥ نوفمبر ٢٠٢٥"),
        ("MA", "5 نونبر 2025"),
        ("LB", "٥ تشرين الثاني ٢٠٢٥"),
        ("JO", "٥ تشرين الثاني ٢٠٢٥"),
    ],
)
def test_a_country_writes_its_own_months_and_digits(law: str, expected: str) -> None:
    pack = shipped_packs()[law]
    assert Calendar(Words("ar", digits=pack.digits), pack.months).gregorian(date(2025, 11, 5)) == expected


def test_every_family_has_twelve_months() -> None:
    assert {len(names) for names in month_names().values()} == {12}
    assert {pack.months for pack in shipped_packs().values()} <= set(month_names())
    assert parse("١ ذي الحجة ١٤٤٦") == parse("1446-12-01")
    assert parse("3 ربيع الثاني 1447هـ") == parse("1447-04-03")
    assert month_names()["maghreb"][0] == "جانفي"


def test_both_calendars_stand_side_by_side() -> None:
    day = date(2025, 6, 26)
    assert Calendar(Words("ar")).both(day) == "26 يونيو 2025م، الموافق 1 محرم 1447هـ"
    assert Calendar(Words("en")).both(day) == "26 June 2025 (1 Muharram 1447 AH)"
    assert Calendar(Words("en")).both(date(2090, 1, 1)) == "1 January 2090"


def test_a_moment_is_written_with_its_time() -> None:
    moment = datetime.fromisoformat("2025-06-26T09:05:00+03:00")
    assert Calendar(Words("ar", digits="arab")).moment(moment) == "٢٦ يونيو ٢٠٢٥ الساعة ٠٩:٠٥"
    assert Calendar(Words("en")).moment(moment) == "26 June 2025 at 09:05"
