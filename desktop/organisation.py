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
    """Change what is known of the organisation; laws that stay keep their order, so that the same one leads.

    Raises:
        Invalid: naming the fields that are wrong.
    """
    organisation = unit.all(Organisation)[0]
    wanted = dict(values)
    if "laws" in wanted:
        kept = [code for code in organisation.laws if code in wanted["laws"]]
        wanted["laws"] = list(dict.fromkeys((*kept, *wanted["laws"])))
    return records.change(organisation, wanted)


def lead(unit: Unit, law: str) -> Organisation:
    """Let one of the organisation's laws lead, the others following as they were.

    Raises:
        NotAllowed: `organisation.not-its-law`.
    """
    organisation = unit.all(Organisation)[0]
    if law not in organisation.laws:
        raise NotAllowed("organisation.not-its-law", law=law)
    organisation.laws = [law, *(code for code in organisation.laws if code != law)]
    return organisation


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
