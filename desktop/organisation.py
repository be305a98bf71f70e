"""The organisation itself: what is known of it, and the national days its laws bring."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from data.errors import NotAllowed
from data.organisation import Holiday, Organisation
from data.unit import Unit
from desktop import records
from desktop.law.pack import Pack


def change(unit: Unit, values: Mapping[str, Any]) -> Organisation:
    """Change what is known of the organisation; its laws decide terms, digits, weekend and zone.

    Raises:
        Invalid: naming the fields that are wrong.
    """
    return records.change(unit.all(Organisation)[0], values)


def add_fixed_holidays(unit: Unit, pack: Pack, *years: int) -> list[Holiday]:
    """Take in a law's national days of some years that are not in the list yet: a starter, never the whole calendar.

    Raises:
        NotAllowed: `holiday.none-known` when the pack knows none, `holiday.all-there` when none is missing.
    """
    law = (pack.name("ar"), pack.name("en"))
    if pack.holidays is None or not pack.holidays.items:
        raise NotAllowed("holiday.none-known", law=law)
    there = {(one.first_day, one.law) for one in unit.all(Holiday)}
    known = (one for year in years for one in _fixed(pack, year))
    added = [records.add(unit, one) for one in known if (one.first_day, one.law) not in there]
    if not added:
        raise NotAllowed("holiday.all-there", law=law)
    return added


def _fixed(pack: Pack, year: int) -> Iterator[Holiday]:
    for key, name in pack.holidays.items.items() if pack.holidays else ():
        first = date.fromisoformat(f"{year:04}-{key}")
        yield Holiday(name_ar=name.ar, name_en=name.en, first_day=first, last_day=first, law=pack.code)
