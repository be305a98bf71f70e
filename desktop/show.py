"""Values of fields in words, one way for the table, the console, files and reports."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from typing import Any

from data.base import Record
from data.fields import Field, Kind
from desktop.law.calendars import Calendar
from desktop.words import Words, messages

_COUNTRY = "country."
_ONE_OF = {"laws": "law"}


def shown(  # noqa: PLR0913  # what a value looks like hangs on all of these
    field: Field,
    value: Any,  # noqa: ANN401  # whatever the column holds
    words: Words,
    names: Mapping[str, str] | None = None,
    *,
    months: str = "arab",
    zone: tzinfo = UTC,
    about: bool = False,
) -> str:
    """Say a field's value; `names` are the words for what references point to, by id.

    Moments are told in `zone`, dates with the month names of the family `months`; of what is no more than `about` so,
    that too. Nothing is said of nothing.
    """
    if value is None or value in ("", [], {}):
        return ""
    if about:
        said = shown(field, value, words, names, months=months, zone=zone)
        return words("show.about" if field.kind is Kind.NUMBER else "show.estimated", said=said)
    if isinstance(value, list) and field.many:
        return words.joined(_one(field, part, words, names or {}) for part in value)
    if field.kind is Kind.DATE:
        return Calendar(words, months).gregorian(value)
    if field.kind is Kind.MOMENT:
        return Calendar(words, months).moment(value.astimezone(zone))
    return _one(field, value, words, names or {})


def estimated(record: Record, field: Field) -> bool:
    """Tell whether a record says of its own value that it is estimated."""
    return bool(field.about and getattr(record, field.about))


def _one(field: Field, value: Any, words: Words, names: Mapping[str, str]) -> str:  # noqa: ANN401  # see `shown`
    say = _SAYERS.get(field.kind)
    return say(field, value, words, names) if say else str(value)


def _choice(field: Field, value: Any, words: Words, names: Mapping[str, str]) -> str:  # noqa: ANN401  # see `shown`
    del names
    key = f"choice.{field.choices}.{value}"
    return words(key) if key in words else str(value)


def _country(field: Field, value: Any, words: Words, names: Mapping[str, str]) -> str:  # noqa: ANN401  # see `shown`
    del field, names
    return country(words, str(value))


def _flag(field: Field, value: Any, words: Words, names: Mapping[str, str]) -> str:  # noqa: ANN401  # see `shown`
    del field, names
    return words("show.yes") if value else words("show.no")


def _number(field: Field, value: Any, words: Words, names: Mapping[str, str]) -> str:  # noqa: ANN401  # see `shown`
    del field, names
    return words.number(int(value) if isinstance(value, float) and value.is_integer() else value)


def _ref(field: Field, value: Any, words: Words, names: Mapping[str, str]) -> str:  # noqa: ANN401  # see `shown`
    del field
    return names.get(str(value)) or words("show.missing")


_SAYERS: Mapping[Kind, Callable[[Field, Any, Words, Mapping[str, str]], str]] = {
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choice,
    Kind.COUNTRY: _country,
    Kind.COUNTRIES: _country,
    Kind.FLAG: _flag,
    Kind.NUMBER: _number,
    Kind.DECIMAL: _number,
    Kind.REF: _ref,
    Kind.REFS: _ref,
}


def label(words: Words, table: str, name: str) -> str:
    """Say what a field is called: its own name in that table, or the name it shares with others."""
    return words.first(f"field.{table}.{name}", f"field.{name}")


def agreeing(record: Record, name: str) -> str:
    """Find the name whose label agrees in number with what a field of a record holds."""
    value = getattr(record, name)
    return _ONE_OF.get(name, name) if isinstance(value, list) and len(value) == 1 else name


def turned(was: object, now: object, *, told: bool = True) -> str:
    """Find the message about a changed field: set, removed or changed, and from what to what if that may be `told`."""
    if was and now:
        return "report.audit.from-to" if told else "report.audit.other"
    if not (was or now):
        return "report.audit.other"
    if now:
        return "report.audit.set-to" if told else "report.audit.filled"
    return "report.audit.cleared" if told else "report.audit.emptied"


def country(words: Words, code: str) -> str:
    """Say a country by its ISO 3166 code; a code without a name is shown as it is."""
    key = f"{_COUNTRY}{code}"
    return words(key) if key in words else code


@cache
def countries() -> tuple[str, ...]:
    """List the codes of all countries that have a name."""
    return tuple(key.removeprefix(_COUNTRY) for key in messages("en") if key.startswith(_COUNTRY))


def dated(value: date | datetime, zone: tzinfo) -> date:
    """Find the day on which a moment falls in a zone."""
    return value.astimezone(zone).date() if isinstance(value, datetime) else value
