"""One declaration of a field: its column, and what every room needs to know of it."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypedDict, Unpack

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Integer,
    String,
    Text,
    Uuid,
    inspect,
)
from sqlalchemy.orm import ColumnProperty, MappedColumn, Mapper, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine


class Kind(StrEnum):
    """How a value is typed, shown, compared and written out."""

    LINE = "line"
    TEXT = "text"
    CODE = "code"
    CHOICE = "choice"
    CHOICES = "choices"
    WORDS = "words"
    DATE = "date"
    MOMENT = "moment"
    NUMBER = "number"
    DECIMAL = "decimal"
    FLAG = "flag"
    COUNTRY = "country"
    COUNTRIES = "countries"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    REF = "ref"
    REFS = "refs"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Field:
    """What tables, forms, filters, search, exchange, audit and reports read about one column.

    `listed` is the column's place in a list, 0 when a list leaves it out at first. `search` is 0 for a field that
    search passes over, 2 for one that names the record. `choices` names a group of words below `choice.`;
    `target` the record class a reference points to. `lang` marks one half of a bilingual pair.
    `fixed` fields are written by acts alone and never by a form or an import. `clock` names what is due by then;
    a fixed day shows what is due by the days of other records. `about` names the flag that says whether the value is
    estimated.
    """

    kind: Kind
    name: str = ""
    listed: int = 0
    search: int = 1
    required: bool = False
    personal: bool = False
    fixed: bool = False
    choices: str = ""
    target: str = ""
    lang: str = ""
    group: str = ""
    clock: str = ""
    about: str = ""

    @property
    def many(self) -> bool:
        """Whether the value is a list."""
        return self.kind in {Kind.CHOICES, Kind.WORDS, Kind.REFS, Kind.COUNTRIES}

    @property
    def due(self) -> bool:
        """Whether the value is a day by which something is due, and not one that only shows another."""
        return bool(self.clock) and self.kind is Kind.DATE and not self.fixed

    @property
    def names(self) -> bool:
        """Whether the value is, in words, what the record is called."""
        return self.search > 1 and self.kind is not Kind.CODE

    @property
    def ltr(self) -> bool:
        """Whether the value reads left to right in any language."""
        return self.kind in {Kind.CODE, Kind.EMAIL, Kind.PHONE, Kind.URL}


class Facts(TypedDict, total=False):
    """What a declaration may say of a field beside its kind; `Field` tells the meanings."""

    listed: int
    search: int
    required: bool
    personal: bool
    fixed: bool
    lang: str
    group: str
    clock: str
    about: str


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; a naive one is a fault of the caller."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn into UTC on the way in."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment needs its zone"
            raise ValueError(message)
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back on the way out."""
        del dialect
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


def composed(text: str) -> str:
    """Compose letters and marks (NFC), so that equal words are equal bytes."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


class Line(TypeDecorator[str]):
    """Text in its composed form; a record composes it as soon as it is set, a comparison when it is asked."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Compose letters and marks."""
        del dialect
        return None if value is None else composed(value)


def _column(  # noqa: PLR0913  # one place where all declarations meet
    type_: type[TypeEngine[Any]] | TypeEngine[Any],
    field: Field,
    default: object,
    *,
    factory: Callable[[], Any] | None = None,
    nullable: bool | None = None,
    index: bool = False,
) -> MappedColumn[Any]:
    start: dict[str, Any] = {"default_factory": factory} if factory else {"default": default}
    optional = default is None and factory is None if nullable is None else nullable
    found_by = index or bool(field.clock and field.kind is Kind.MOMENT)
    return mapped_column(type_, nullable=optional, index=found_by, info={"field": field}, **start)


def _declare(kind: Kind, facts: Mapping[str, Any]) -> Field:
    return Field(kind, **facts)


def line(**facts: Unpack[Facts]) -> MappedColumn[str]:
    """Declare a single line of text."""
    return _column(Line, _declare(Kind.LINE, facts), "")


def code(**facts: Unpack[Facts]) -> MappedColumn[str]:
    """Declare an identifier that reads left to right and keeps Western digits."""
    return _column(Line, _declare(Kind.CODE, facts), "")


def text(**facts: Unpack[Facts]) -> MappedColumn[str]:
    """Declare text of any length."""
    return _column(Line, _declare(Kind.TEXT, facts), "")


def email(**facts: Unpack[Facts]) -> MappedColumn[str]:
    """Declare an e-mail address."""
    return _column(Line, _declare(Kind.EMAIL, facts), "")


def phone(**facts: Unpack[Facts]) -> MappedColumn[str]:
    """Declare a telephone number."""
    return _column(Line, _declare(Kind.PHONE, facts), "")


def url(**facts: Unpack[Facts]) -> MappedColumn[str]:
    """Declare a web address."""
    return _column(Line, _declare(Kind.URL, facts), "")


def country(**facts: Unpack[Facts]) -> MappedColumn[str]:
    """Declare a country by its ISO 3166 code of two letters."""
    field = _declare(Kind.COUNTRY, {"search": 0} | facts)
    return _column(String(2), field, "")


def choice(of: str, default: str = "", **facts: Unpack[Facts]) -> MappedColumn[str]:
    """Declare one of the words that `choice.<of>` lists."""
    field = _declare(Kind.CHOICE, {"choices": of, "search": 0} | facts)
    return _column(String(40), field, default)


def choices(of: str, **facts: Unpack[Facts]) -> MappedColumn[list[str]]:
    """Declare any number of the words that `choice.<of>` lists."""
    field = _declare(Kind.CHOICES, {"choices": of, "search": 0} | facts)
    return _column(JSON, field, None, factory=list)


def words(**facts: Unpack[Facts]) -> MappedColumn[list[str]]:
    """Declare a list of free short texts."""
    return _column(JSON, _declare(Kind.WORDS, facts), None, factory=list)


def countries(**facts: Unpack[Facts]) -> MappedColumn[list[str]]:
    """Declare a list of countries."""
    return _column(JSON, _declare(Kind.COUNTRIES, {"search": 0} | facts), None, factory=list)


def day(**facts: Unpack[Facts]) -> MappedColumn[date | None]:
    """Declare a calendar day."""
    field = _declare(Kind.DATE, {"search": 0} | facts)
    return _column(Date, field, None)


def moment(**facts: Unpack[Facts]) -> MappedColumn[datetime | None]:
    """Declare a moment, kept in UTC."""
    field = _declare(Kind.MOMENT, {"search": 0} | facts)
    return _column(Moment, field, None)


def number(default: int | None = None, **facts: Unpack[Facts]) -> MappedColumn[int | None]:
    """Declare a whole number."""
    field = _declare(Kind.NUMBER, {"search": 0} | facts)
    return _column(Integer, field, default, nullable=True)


def decimal(**facts: Unpack[Facts]) -> MappedColumn[float | None]:
    """Declare a number with a fraction."""
    return _column(Float, _declare(Kind.DECIMAL, {"search": 0} | facts), None)


def flag(*, default: bool = False, **facts: Unpack[Facts]) -> MappedColumn[bool]:
    """Declare a yes or no."""
    return _column(Boolean, _declare(Kind.FLAG, {"search": 0} | facts), default)


def ref(table: str, **facts: Unpack[Facts]) -> MappedColumn[str | None]:
    """Declare a reference to one record of another table."""
    field = _declare(Kind.REF, {"target": table, "search": 0} | facts)
    return _column(Uuid(as_uuid=False), field, None, index=True)


def refs(table: str, **facts: Unpack[Facts]) -> MappedColumn[list[str]]:
    """Declare references, by id, to any number of records of another table."""
    field = _declare(Kind.REFS, {"target": table, "search": 0} | facts)
    return _column(JSON, field, None, factory=list)


def data(factory: Callable[[], Any] = dict, **facts: Unpack[Facts]) -> MappedColumn[Any]:
    """Declare structured data that only acts read and write: snapshots and worked-out inputs."""
    return _column(JSON, _declare(Kind.DATA, {"search": 0, "fixed": True} | facts), None, factory=factory)


def parent(table: str) -> MappedColumn[str]:
    """Point from a child record to the record it hangs on; the child goes when its parent goes."""
    key = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return mapped_column(Uuid(as_uuid=False), key, index=True, default="", nullable=False)


@cache
def columns_of(record: type) -> tuple[ColumnProperty[Any], ...]:
    """List the mapped columns of a record class."""
    mapper: Mapper[Any] = inspect(record)
    return tuple(mapper.column_attrs)


@cache
def fields_of(record: type) -> tuple[Field, ...]:
    """List the declared fields of a record class in the order of their declaration."""
    found = ((column.key, column.columns[0].info.get("field")) for column in columns_of(record))
    return tuple(replace(field, name=name) for name, field in found if isinstance(field, Field))


def field_of(record: type, name: str) -> Field:
    """Find one declared field.

    Raises:
        KeyError: the record declares no such field.
    """
    for field in fields_of(record):
        if field.name == name:
            return field
    raise KeyError(name)
