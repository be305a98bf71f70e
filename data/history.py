"""Who changed what when: the audit trail of one record, read back."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from data.audit import Change, Stamp, audit, payloads
from data.base import Record
from data.database import Database
from data.plain import plain_value, values
from data.registers import RECORDS
from data.unit import everything, walk

_STEP = 500


@dataclass(frozen=True, slots=True)
class Event:
    """One row of a record's past; `change` is None once its payload was erased."""

    seq: int
    subject: str
    subject_id: str
    stamp: Stamp
    change: Change | None

    @property
    def fields(self) -> tuple[str, ...]:
        """Name the columns that changed; for a new or removed record, none."""
        if self.change is None or self.change.before is None or self.change.after is None:
            return ()
        return tuple(name for name in self.change.before if name != "updated_at")


def history(database: Database, table: str, identity: str) -> list[Event]:
    """Read the past of a record and of all that hangs on it, newest first."""
    asked = select(audit, payloads.c.json).outerjoin(payloads, payloads.c.seq == audit.c.seq)
    with database.connection() as connection:
        found = [
            _event(row)
            for subject, keys in _family(database, RECORDS[table], identity).items()
            for row in connection.execute(
                asked.where(audit.c.subject == subject, audit.c.subject_id.in_(keys))
            ).mappings()
        ]
    return sorted(found, key=lambda event: event.seq, reverse=True)


def touched(database: Database, most: int) -> list[tuple[str, str]]:
    """Name what was changed last, as tables and ids, each once, the newest first."""
    last = select(audit.c.subject, audit.c.subject_id).order_by(audit.c.seq.desc()).limit(most)
    with database.connection() as connection:
        return list(dict.fromkeys((subject, key) for subject, key in connection.execute(last)))


def trail(
    database: Database, since: datetime | None = None, until: datetime | None = None
) -> Iterator[Event]:
    """Read the whole trail from one moment to before another, oldest first, a few rows at a time."""
    asked = select(audit, payloads.c.json).outerjoin(payloads, payloads.c.seq == audit.c.seq)
    asked = _within(asked, since, until)
    with database.connection() as connection:
        rows = connection.execute(asked.order_by(audit.c.seq).execution_options(yield_per=_STEP))
        yield from map(_event, rows.mappings())


def bounds(
    database: Database, since: datetime | None = None, until: datetime | None = None
) -> tuple[tuple[int, datetime], tuple[int, datetime]] | None:
    """Find the numbers and moments of the first and the last row that `trail` reads; None where it reads none."""
    asked = _within(select(audit.c.seq, audit.c.at), since, until).limit(1)
    with database.connection() as connection:
        ends = [connection.execute(asked.order_by(by)).first() for by in (audit.c.seq, audit.c.seq.desc())]
    first, last = ((row.seq, datetime.fromisoformat(row.at)) if row else None for row in ends)
    return (first, last) if first and last else None


def _within(asked: Select[Any], since: datetime | None, until: datetime | None) -> Select[Any]:
    if since is not None:
        asked = asked.where(audit.c.at >= _second(since))
    return asked if until is None else asked.where(audit.c.at < _second(until))


def _second(moment: datetime) -> str:
    """Write a moment so that every fraction of its second sorts after it."""
    return str(plain_value(moment.replace(microsecond=0))).removesuffix("Z")


def _family(database: Database, record: type[Record], identity: str) -> dict[str, list[str]]:
    family: dict[str, list[str]] = {record.__tablename__: [identity]}
    with database.reading() as session:
        query = select(record).where(record.id == identity).options(*everything(record))
        present = session.scalars(query).first()
        for one in () if present is None else walk(present):
            if one is not present:
                family.setdefault(one.__tablename__, []).append(one.id)
    return family


def _event(row: Mapping[Any, Any]) -> Event:
    said: Mapping[str, Any] = {} if row["json"] is None else json.loads(row["json"])
    final, reason = bool(said.get("final")), str(said.get("reason", ""))
    stamp = Stamp(row["actor"], datetime.fromisoformat(row["at"]), row["action"], reason, final)
    seq, subject, identity = row["seq"], row["subject"], row["subject_id"]
    if not said:
        return Event(seq, subject, identity, stamp, None)
    kind = RECORDS[subject]
    before, after = (None if said[side] is None else values(kind, said[side]) for side in ("before", "after"))
    return Event(seq, subject, identity, stamp, Change(subject, identity, before, after))
