"""Taking acts back from the before-images that the audit trail keeps; doing them again is taking that back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from data.audit import audit, payloads
from data.base import Entry, Record
from data.database import Database
from data.errors import NotAllowed
from data.plain import plain, values
from data.registers import RECORDS
from data.unit import Unit, walk

_MOVING = frozenset({"updated_at"})


@dataclass(frozen=True, slots=True)
class _Step:
    record: type[Record]
    id: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def undo(
    database: Database, seqs: Sequence[int], actor: str, now: datetime, action: str = "undo"
) -> list[int]:
    """Take back what stands in these rows of the audit trail, in one new unit, and give that unit's rows.

    A new entry with something in it that is kept for ever, as a breach with its timeline, goes into the bin.
    Handing those rows in again, with the action `redo`, does the act once more.

    Raises:
        NotAllowed: `undo.final` for acts that stay, `undo.erased` when the trail no longer knows what was before,
            `undo.changed` when somebody has changed the same fields since, `frozen.*` for what is kept for ever.
    """
    with database.unit(actor, now, action) as unit:
        steps = _steps(unit.session.connection(), seqs)
        aside = _put_aside(unit, steps)
        for step in reversed(steps):
            if step.id not in aside:
                _take_back(unit, step)
                unit.flush()
        return unit.seqs


def _steps(connection: Connection, seqs: Sequence[int]) -> list[_Step]:
    joined = select(audit.c.subject, audit.c.subject_id, payloads.c.json).outerjoin(
        payloads, payloads.c.seq == audit.c.seq
    )
    rows = connection.execute(joined.where(audit.c.seq.in_(list(seqs))).order_by(audit.c.seq)).all()
    if len(rows) != len(set(seqs)) or any(row.json is None for row in rows):
        raise NotAllowed("undo.erased")
    said = [json.loads(row.json) for row in rows]
    if any(payload.get("final") for payload in said):
        raise NotAllowed("undo.final")
    return [
        _Step(RECORDS[row.subject], row.subject_id, payload["before"], payload["after"])
        for row, payload in zip(rows, said, strict=True)
    ]


def _put_aside(unit: Unit, steps: Sequence[_Step]) -> set[str]:
    """Bin the new entries that hold what can never be removed, and tell the ids of all that hangs on them."""
    last = {step.id: step.after for step in steps}
    aside: set[str] = set()
    if not any(_for_ever(step.record) for step in steps):
        return aside
    for step in steps:
        entry = unit.find(step.record, step.id) if step.before is None else None
        if not isinstance(entry, Entry):
            continue
        parts = list(walk(entry))
        if any(_for_ever(type(part)) for part in parts):
            if any(_moved(part, last.get(part.id)) for part in parts):
                raise NotAllowed("undo.changed")
            aside |= {part.id for part in parts}
            unit.bin(entry)
    return aside


def _for_ever(record: type[Record]) -> bool:
    return record.SEAL is not None and not record.SEAL.column


def _moved(record: Record, after: Mapping[str, Any] | None) -> bool:
    now = plain(record)
    return after is None or any(now[name] != after[name] for name in after.keys() - _MOVING if name in now)


def _take_back(unit: Unit, step: _Step) -> None:
    present = unit.find(step.record, step.id)
    if step.after is None:
        if present is not None or step.before is None:
            raise NotAllowed("undo.changed")
        _bring_back(unit, step.record, step.before)
        return
    if present is None:
        raise NotAllowed("undo.changed")
    now = plain(present)
    looked_at = step.after.keys() if step.before is None else step.before.keys()
    if any(now[name] != step.after[name] for name in looked_at - _MOVING if name in now):
        raise NotAllowed("undo.changed")
    if step.before is None:
        if any(present.children()):
            raise NotAllowed("undo.changed")
        unit.delete(present)
        return
    for name, value in values(step.record, step.before).items():
        if name not in _MOVING:
            setattr(present, name, value)


def _bring_back(unit: Unit, kind: type[Record], before: Mapping[str, Any]) -> None:
    kept = values(kind, before)
    if issubclass(kind, Entry) and unit.find(kind, kept["code"]) is not None:
        raise NotAllowed("undo.changed")
    unit.session.add(kind(**kept))
