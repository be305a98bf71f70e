"""The audit trail: who changed what when, in a chain that shows every later touch.

`hash = SHA-256(tag ‖ length-prefixed fields ‖ previous hash)`; a row carries only the digest of its payload. The
payload itself (salt and JSON) lies in a table of its own and can be erased for a person's sake while the chain
still verifies; an erased payload needs its `erase` row.
"""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    cast,
    select,
)

from data.base import Base
from data.plain import canonical, plain_value

_ROW, _PAYLOAD = b"sijill-audit-row-1", b"sijill-audit-payload-1"
GENESIS = b"\0" * 32
ERASE = "erase"

audit = Table(
    "audit",
    Base.metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("actor", String(200), nullable=False),
    Column("action", String(60), nullable=False),
    Column("subject", String(40), nullable=False),
    Column("subject_id", String(36), nullable=False),
    Column("payload_digest", LargeBinary(32), nullable=False),
    Column("prev_hash", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
)
Index("ix_audit_subject", audit.c.subject, audit.c.subject_id, audit.c.seq)
payloads = Table(
    "audit_payload",
    Base.metadata,
    Column("seq", Integer, ForeignKey("audit.seq"), primary_key=True, autoincrement=False),
    Column("salt", LargeBinary(16), nullable=False),
    Column("json", LargeBinary, nullable=False),
)
checkpoint = Table(
    "audit_checkpoint",
    Base.metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary(32), nullable=False),
)

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
_LAST = "SELECT hash FROM audit ORDER BY seq DESC LIMIT 1"
_NEXT = "SELECT coalesce(max(seq), 0) + 1 FROM audit"
TRIGGERS = (
    f"CREATE TRIGGER audit_keeps_rows BEFORE UPDATE ON audit {_REFUSE}",
    f"CREATE TRIGGER audit_loses_none BEFORE DELETE ON audit {_REFUSE}",
    f"CREATE TRIGGER audit_payload_keeps BEFORE UPDATE ON audit_payload {_REFUSE}",
    f"""CREATE TRIGGER audit_continues BEFORE INSERT ON audit
        WHEN NEW.seq != ({_NEXT})
        OR NEW.prev_hash != coalesce(({_LAST}), zeroblob(32)) {_REFUSE}""",
)


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one record: its columns afterwards, and the earlier values of those that changed."""

    subject: str
    subject_id: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    def payload(self, stamp: "Stamp") -> bytes:
        """Write the change as the trail keeps it."""
        sides = {"before": self.before, "after": self.after}
        said: dict[str, Any] = {
            side: None if values is None else {name: plain_value(value) for name, value in values.items()}
            for side, values in sides.items()
        }
        if stamp.reason:
            said["reason"] = stamp.reason
        if stamp.final:
            said["final"] = True
        return canonical(said)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who acts, when, under which name, why where a reason is asked, and whether it can be taken back."""

    actor: str
    at: datetime
    action: str
    reason: str = ""
    final: bool = False


def payload_digest(salt: bytes, payload: bytes) -> bytes:
    """Digest a payload so that its digest tells nothing of a short content."""
    return hashlib.sha256(_PAYLOAD + salt + payload).digest()


def row_hash(seq: int, fields: Iterable[str], digest: bytes, previous: bytes) -> bytes:
    """Chain one row to the row before it."""
    chain = hashlib.sha256(_ROW)
    for raw in (str(seq).encode(), *(field.encode() for field in fields), digest):
        chain.update(len(raw).to_bytes(4))
        chain.update(raw)
    chain.update(previous)
    return chain.digest()


def head(connection: Connection) -> tuple[int, bytes]:
    """Find the end of the chain: its number and its hash."""
    last = connection.execute(select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)).first()
    return (0, GENESIS) if last is None else (last.seq, last.hash)


def append(connection: Connection, stamp: Stamp, changes: Iterable[Change]) -> list[int]:
    """Add one row to the chain for each change, in the caller's transaction, and give their numbers."""
    seq, previous = head(connection)
    first = seq + 1
    rows: list[dict[str, Any]] = []
    kept: list[dict[str, Any]] = []
    for change in changes:
        seq += 1
        salt, payload = secrets.token_bytes(16), change.payload(stamp)
        digest = payload_digest(salt, payload)
        fields = (plain_value(stamp.at), stamp.actor, stamp.action, change.subject, change.subject_id)
        linked = row_hash(seq, fields, digest, previous)
        names = ("at", "actor", "action", "subject", "subject_id")
        rows.append(
            {"seq": seq, **dict(zip(names, fields, strict=True))}
            | {"payload_digest": digest, "prev_hash": previous, "hash": linked}
        )
        kept.append({"seq": seq, "salt": salt, "json": payload})
        previous = linked
    if rows:
        connection.execute(audit.insert(), rows)
        connection.execute(payloads.insert(), kept)
    return list(range(first, seq + 1))


def erase(connection: Connection, subject: str, identity: str) -> int:
    """Remove what the trail says of one record, and tell how many payloads went; the chain keeps their digests."""
    seqs = select(audit.c.seq).where(audit.c.subject == subject, audit.c.subject_id == identity)
    return connection.execute(payloads.delete().where(payloads.c.seq.in_(seqs))).rowcount


def mentioned(connection: Connection, keys: Iterable[str]) -> set[tuple[str, str]]:
    """Find every record, living or gone, that the trail shows pointing to one of these keys."""
    joined = select(audit.c.subject, audit.c.subject_id).join(payloads, payloads.c.seq == audit.c.seq)
    said = cast(payloads.c.json, Text)
    found: set[tuple[str, str]] = set()
    for key in keys:
        rows = connection.execute(joined.where(said.contains(f'"{key}"')).distinct())
        found.update((subject, identity) for subject, identity in rows)
    return found
