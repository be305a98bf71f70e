"""Records as plain JSON and back, one way for the audit trail, the console and the exchange of files."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Date, inspect

from data.base import Record, image, owned_names
from data.fields import Moment, columns_of


def plain_value(value: object) -> Any:  # noqa: ANN401  # JSON has no narrower type
    """Write one value as JSON has it: moments in UTC with their offset, days as ISO dates."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value


def plain(record: Record) -> dict[str, Any]:
    """Write a record's columns as JSON has them."""
    return {name: plain_value(value) for name, value in image(record).items()}


def tree(record: Record) -> dict[str, Any]:
    """Write a record with all that hangs on it, as far as it is loaded."""
    unloaded = inspect(record).unloaded
    names = (name for name in owned_names(type(record)) if name not in unloaded)
    return plain(record) | {name: [tree(child) for child in getattr(record, name)] for name in names}


def values(record: type[Record], written: Mapping[str, Any]) -> dict[str, Any]:
    """Read plain values back into what the columns of a record class hold."""
    columns = {column.key: column.columns[0].type for column in columns_of(record)}
    return {name: _value(columns[name], value) for name, value in written.items() if name in columns}


def _value(type_: object, value: Any) -> Any:  # noqa: ANN401  # JSON has no narrower type
    if isinstance(value, str) and isinstance(type_, Moment):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(value, str) and isinstance(type_, Date) else value


def canonical(value: object) -> bytes:
    """Write JSON in the one form that digests are made of."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
