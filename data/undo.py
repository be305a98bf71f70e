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
from data.unit import Unit

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

    Handing those rows in again, with the action `redo`, does the act once more.

    Raises:
        NotAllowed: `undo.final` for acts that stay, `undo.erased` when the trail no longer knows what was before,
            `undo.changed` when somebody has changed the same fields since, `frozen.*` for what is kept for ever.
    """
    with database.unit(actor, now, action) as unit:
        steps = _steps(unit.session.connection(), seqs)
        for step in reversed(steps):
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
