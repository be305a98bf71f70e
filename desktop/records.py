"""What holds for every register: reading typed values, finding what is missing, adding, changing and setting aside."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from importlib import import_module
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from data.base import Entry, Record
from data.choices import CHOICES
from data.errors import Blocked, Invalid
from data.fields import Field, Kind, fields_of
from data.organisation import Organisation
from data.registers import REGISTERS
from data.unit import Unit, unit_of
from desktop.law.calendars import parse as parse_day
from desktop.law.loading import load_packs
from desktop.law.pack import Pack
from desktop.words import western

R = TypeVar("R", bound=Record)

#: What follows from a record's own fields in its subject (due dates, mirrors): run once it was made or changed, inside
#: its unit. Subject modules fill it as they are loaded.
RULES: dict[type[Record], Callable[[Unit, Any], None]] = {}

#: What a record's values may not be at a moment, beyond what its fields say; subject modules fill it, too.
CHECKS: dict[type[Record], Callable[[Any, datetime], dict[str, str]]] = {}

#: Values that an act alone gives a field, such as the state of what was closed; subject modules fill it, too.
BY_ACT: dict[type[Record], Mapping[str, frozenset[str]]] = {}

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_COUNTRY = re.compile(r"[A-Z]{2}")
_TRUE, _FALSE = {"true", "yes", "1", "نعم"}, {"false", "no", "0", "لا", ""}
_TIMED = re.compile(r"(.*?)(?:[T\s]+(\d{1,2}:\d{2}.*|\d{2}))?", re.DOTALL)
_COMMAS = re.compile(r"\s*[,،;؛]\s*")


def laws_of(unit: Unit) -> tuple[Pack, ...]:
    """List the packs of the organisation's laws, the leading one first, with its own changes in them."""
    packs = load_packs(unit.folder)
    return tuple(packs[code] for code in unit.all(Organisation)[0].laws if code in packs)


def zone_of(unit: Unit, law: str, zone: ZoneInfo) -> ZoneInfo:
    """Find the zone in which local times of a record under a law are read; `zone` where it names none."""
    pack = load_packs(unit.folder).get(law) if law else None
    return pack.timezone if pack else zone


def register(name: str) -> type[Entry]:
    """Find a register's record class by the register's name.

    Raises:
        Blocked: `register.unknown`.
    """
    if name not in REGISTERS:
        raise Blocked("register.unknown", name=name, known=", ".join(REGISTERS))
    return REGISTERS[name]


def typed(field: Field, text: str, zone: ZoneInfo) -> Any:  # noqa: ANN401  # a column's value
    """Read what a person or a file wrote into what a column holds; local times are of `zone`.

    Raises:
        Invalid: with the message key of what is wrong with it.
    """
    said = text.strip()
    if field.many:
        return [part for part in _COMMAS.split(said) if part]
    try:
        return _READERS.get(field.kind, _as_it_is)(said, zone)
    except ValueError as error:
        raise Invalid({field.name: f"not-{field.kind}"}) from error


def _as_it_is(said: str, _zone: ZoneInfo) -> str:
    return said


def _moment(said: str, zone: ZoneInfo) -> datetime | None:
    """Read a day in either calendar, with or without a time; a day alone begins at its first moment."""
    if not said:
        return None
    day, clock = _TIMED.fullmatch(western(said)).groups()  # type: ignore[union-attr]  # any text matches
    try:
        found = datetime.combine(parse_day(day), time())
    except Blocked as error:
        raise ValueError(said) from error
    if clock:
        found = datetime.fromisoformat(f"{found.date().isoformat()}T{clock}")
    return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)


def _day(said: str, _zone: ZoneInfo) -> date | None:
    return parse_day(said) if said else None


def _number(said: str, _zone: ZoneInfo) -> int | None:
    return int(western(said).replace(",", "")) if said else None


def _decimal(said: str, _zone: ZoneInfo) -> float | None:
    return float(western(said).replace(",", "")) if said else None


def _flag(said: str, _zone: ZoneInfo) -> bool:
    if said.lower() not in _TRUE | _FALSE:
        raise ValueError(said)
    return said.lower() in _TRUE


def _reference(said: str, _zone: ZoneInfo) -> str | None:
    return said or None


_READERS: Mapping[Kind, Callable[[str, ZoneInfo], Any]] = {
    Kind.MOMENT: _moment,
    Kind.DATE: _day,
    Kind.NUMBER: _number,
    Kind.DECIMAL: _decimal,
    Kind.FLAG: _flag,
    Kind.REF: _reference,
}


def problems(record: Record, now: datetime | None = None) -> dict[str, str]:
    """Find what keeps a record from being kept: field names with message keys, none when all is well.

    `now` is the moment at which its subject's own checks are asked, too.
    """
    found = {field.name: key for field in fields_of(type(record)) if (key := _problem(record, field))}
    import_module("desktop.acts")  # whoever judges a record, its subject's checks are there
    check = CHECKS.get(type(record))
    return found | _backwards(record) | (check(record, now) if check and now else {})


def _problem(record: Record, field: Field) -> str:
    value = getattr(record, field.name)
    if value in (None, "", []):
        return "required" if field.required and not _twin(record, field) else ""
    if field.choices:
        known = CHOICES[field.choices]
        chosen = value if field.many else [value]
        own_law = field.choices == "law"  # an organisation may bring a law of its own
        return "" if own_law or all(one in known for one in chosen) else "not-choice"
    if field.kind is Kind.EMAIL and not _EMAIL.fullmatch(value):
        return "not-email"
    if field.kind is Kind.COUNTRY and not _COUNTRY.fullmatch(value):
        return "not-country"
    return "not-number" if field.kind is Kind.NUMBER and value < 0 else ""


def _twin(record: Record, field: Field) -> object:
    if not field.lang:
        return None
    other = "en" if field.lang == "ar" else "ar"
    return getattr(record, field.name.removesuffix(field.lang) + other, None)


_SPANS = (
    ("occurred_from", "occurred_to"), ("valid_from", "valid_until"), ("from_on", "until_on"),
    ("started_on", "ended_on"), ("first_day", "last_day"), ("signed_on", "valid_until"),
    ("processor_aware_at", "processor_told_us_at"),
)  # fmt: skip


def _backwards(record: Record) -> dict[str, str]:
    """Find ends that lie before their beginnings."""
    pairs = ((start, end, getattr(record, start, None), getattr(record, end, None)) for start, end in _SPANS)
    return {end: "before-start" for _, end, first, last in pairs if first and last and last < first}


def require(record: R, now: datetime | None = None) -> R:
    """Let a sound record through.

    Raises:
        Invalid: naming every field that is not.
    """
    if found := problems(record, now):
        chosen = (field for field in fields_of(type(record)) if field.choices and field.name in found)
        raise Invalid(found, {field.name: CHOICES[field.choices] for field in chosen})
    return record


def change(record: R, values: Mapping[str, Any]) -> R:
    """Put values into a record's own fields and require it sound; fields that only acts write are refused.

    Raises:
        Invalid: naming the fields that are unknown, not to be written, or wrong.
    """
    known = {field.name: field for field in fields_of(type(record))}
    refused = {
        name: "unknown" if name not in known else "fixed" for name in values if _closed(known.get(name))
    }
    if refused:
        raise Invalid(refused)
    for name, value in values.items():
        if getattr(record, name) != value:
            setattr(record, name, value)
    unit = unit_of(record)
    require(record, unit.now if unit else None)
    return _follow(unit, record)


def _follow(unit: Unit | None, record: R) -> R:
    rule = RULES.get(type(record))
    if rule is not None and unit is not None:
        rule(unit, record)
    return record


def _closed(field: Field | None) -> bool:
    return field is None or field.fixed


def create(unit: Unit, record: type[R], values: Mapping[str, Any]) -> R:
    """Make a record from values and take it in.

    Raises:
        Invalid: naming the fields that are unknown, not to be written, or wrong.
    """
    return add(unit, change(record(), values))


def add(unit: Unit, record: R) -> R:
    """Take a sound new record into the store; a reference already taken is refused.

    Raises:
        Invalid: naming the fields that are wrong.
    """
    require(record, unit.now)
    if isinstance(record, Entry) and record.code and unit.find(type(record), record.code):
        raise Invalid({"code": "taken"})
    return _follow(unit, unit.add(record))
