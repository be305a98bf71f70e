"""Telling whether a store is what its audit trail says: its pages, the chain, and every row against its last image."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Row, func, insert, select
from sqlalchemy.exc import DatabaseError

from data import bundle
from data.audit import ERASE, GENESIS, TRIGGERS, audit, checkpoint, head, payload_digest, payloads, row_hash
from data.base import Record, table_of
from data.database import Database
from data.errors import Blocked
from data.fields import columns_of
from data.plain import plain_value
from data.registers import RECORDS

Progress = Callable[[int, int], object]
BACKUPS = "backups"
_PRINTED = 8  # letters of a hash, the fewest that are looked for
_STEP = 5000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be; `kind` names a sentence below `verify.`, the rest says where.

    `seq` is a row of the audit trail, 0 when none is meant; `subject` and `id` name a record; `fields` its columns.
    """

    kind: str
    seq: int = 0
    subject: str = ""
    id: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of a store found: nothing when `ok`. `seq` and `head` are the end of the audit trail."""

    ok: bool
    seq: int
    head: str
    findings: tuple[Finding, ...]


def verify(database: Database, progress: Progress | None = None) -> Verdict:
    """Check a store whole; a sound one remembers how far, so that `recent` need not begin at the beginning.

    Raises:
        Blocked: `store.busy`, and whatever `progress` raises to stop.
    """
    with database.connection() as connection:
        found = pages(connection)
        try:
            found += [*_schema(connection), *chain(connection, 0, progress), *_rows(connection, progress)]
            found += _heads(database, connection)
            seq, last = head(connection)
        except DatabaseError:
            found, seq, last = found or [Finding("pages")], 0, GENESIS
    if not found:
        with database.writing() as connection:
            connection.execute(checkpoint.delete())
            connection.execute(insert(checkpoint).values(seq=seq, hash=last))
    return Verdict(not found, seq, last.hex(), tuple(found))


def recent(database: Database) -> Verdict:
    """Check what was added to the audit trail since the last whole check: fast, and blind to what lies before."""
    with database.connection() as connection:
        since = connection.execute(select(checkpoint.c.seq)).scalar() or 0
        found = tuple(chain(connection, since, None))
        seq, last = head(connection)
    return Verdict(not found, seq, last.hex(), found)


def stood(database: Database, printed: str) -> tuple[int, str] | None:
    """Find the entry that a report printed as `number:hash`, the hash shortened, and its moment; None when none is so."""
    number, _, begins = printed.strip().casefold().partition(":")
    if not number.isdecimal() or len(begins) < _PRINTED:
        return None
    with database.connection() as connection:
        asked = select(audit.c.at, audit.c.hash).where(audit.c.seq == int(number))
        found = connection.execute(asked).first()
    return (int(number), str(found.at)) if found and found.hash.hex().startswith(begins) else None


def pages(connection: Connection, progress: Progress | None = None) -> list[Finding]:
    """Look through every page: its seal by the cipher, then its place in the trees of the database."""
    asked = ("PRAGMA cipher_integrity_check", "PRAGMA quick_check(10)")
    for done, pragma in enumerate(asked):
        if progress is not None:
            progress(done, len(asked))
        try:
            said = [str(row[0]) for row in connection.exec_driver_sql(pragma)]
        except DatabaseError:
            return [Finding("pages")]
        if said not in ([], ["ok"]):
            return [Finding("pages", fields=tuple(said[:10]))]
    return []


def _schema(connection: Connection) -> Iterator[Finding]:
    """Find guards of the audit trail that were taken away or weakened."""
    asked = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    there = {str(row[0]): str(row[1]) for row in connection.exec_driver_sql(asked)}
    for trigger in TRIGGERS:
        name = trigger.split()[2]
        if "".join(there.get(name, "").split()) != "".join(trigger.split()):
            yield Finding("guard", fields=(name,))


def chain(connection: Connection, since: int, progress: Progress | None) -> Iterator[Finding]:
    """Follow the chain from the row after `since`: numbers, links, hashes, payloads."""
    total = connection.scalar(select(func.coalesce(func.max(audit.c.seq), 0))) or 0
    previous = GENESIS
    if since:
        known = connection.scalar(select(checkpoint.c.hash))
        previous = connection.scalar(select(audit.c.hash).where(audit.c.seq == since)) or GENESIS
        if known != previous:
            yield Finding("chain", seq=since)
    erasures = select(audit.c.subject, audit.c.subject_id).where(audit.c.action == ERASE)
    erased = {(row.subject, row.subject_id) for row in connection.execute(erasures)}
    joined = audit.outerjoin(payloads, payloads.c.seq == audit.c.seq)
    asked = select(audit, payloads.c.salt, payloads.c.json).select_from(joined).where(audit.c.seq > since)
    expected = since
    for row in connection.execute(asked.order_by(audit.c.seq).execution_options(yield_per=_STEP)):
        expected += 1
        if row.seq != expected:
            yield Finding("gap", seq=expected)
            expected = row.seq
        try:
            yield from _link(row, previous, erased)
        except (TypeError, AttributeError, ValueError):  # a forger may leave values of any kind
            yield Finding("altered", seq=row.seq, subject=str(row.subject), id=str(row.subject_id))
        previous = row.hash
        if progress is not None and expected % _STEP == 0:
            progress(expected, total)


def _link(row: Sequence[Any], previous: bytes, erased: set[tuple[str, str]]) -> Iterator[Finding]:
    seq, at, actor, action, subject, identity, said, before, linked, salt, payload = row
    if before != previous:
        yield Finding("chain", seq=seq, subject=subject, id=identity)
    if row_hash(seq, (at, actor, action, subject, identity), said, before) != linked:
        yield Finding("altered", seq=seq, subject=subject, id=identity)
    if payload is None:
        if (subject, identity) not in erased:
            yield Finding("payload-gone", seq=seq, subject=subject, id=identity)
    elif payload_digest(salt, payload) != said:
        yield Finding("payload-altered", seq=seq, subject=subject, id=identity)


def _rows(connection: Connection, progress: Progress | None) -> Iterator[Finding]:
    """Hold every row of every record against the last image that the trail has of it."""
    total = len(RECORDS)
    for done, (name, record) in enumerate(RECORDS.items()):
        if progress is not None:
            progress(done, total)
        try:
            yield from _table(connection, name, record)
        except (TypeError, AttributeError, ValueError, KeyError):  # as above: not even readable as a record
            yield Finding("row-unreadable", subject=name)


def _table(connection: Connection, name: str, record: type[Record]) -> Iterator[Finding]:
    """Walk over rows and images side by side, both in the order of their keys, so that memory stays small."""
    other = audit.alias()
    same = (other.c.subject == audit.c.subject, other.c.subject_id == audit.c.subject_id)
    last = select(func.max(other.c.seq)).where(*same).scalar_subquery()
    asked = (
        select(audit.c.subject_id.label("id"), audit.c.seq, payloads.c.json)
        .outerjoin(payloads, payloads.c.seq == audit.c.seq)
        .where(audit.c.subject == name, audit.c.seq == last)
        .order_by(audit.c.subject_id)
    )
    images = iter(connection.execute(asked.execution_options(yield_per=_STEP)))
    table = table_of(record)
    rows = iter(
        connection.execute(select(*_kept(record)).order_by(table.c.id).execution_options(yield_per=_STEP))
    )
    image, row = next(images, None), next(rows, None)
    while image is not None or row is not None:
        if image is None or (row is not None and row.id < image.id):
            yield Finding("row-unknown", subject=name, id=row.id if row is not None else "")
            row = next(rows, None)
        elif row is None or image.id < row.id:
            if image.json is not None and json.loads(image.json)["after"] is not None:
                yield Finding("row-missing", seq=image.seq, subject=name, id=image.id)
            image = next(images, None)
        else:
            if changed := _differing(row, image.json):
                yield Finding("row-changed", seq=image.seq, subject=name, id=row.id, fields=changed)
            image, row = next(images, None), next(rows, None)


@cache
def _kept(record: type[Record]) -> tuple[Column[Any], ...]:
    """List the columns that stand in an image; bulky contents stand there by their digest."""
    table = table_of(record)
    return tuple(table.c[column.columns[0].name] for column in columns_of(record))


def _differing(row: Row[Any], payload: bytes | None) -> tuple[str, ...]:
    values = row._mapping  # noqa: SLF001  # its public name
    after: Mapping[str, Any] | None = None if payload is None else json.loads(payload)["after"]
    if after is None:
        return ("id",)
    changed = [name for name, value in after.items() if name in values and plain_value(values[name]) != value]
    content = values.get("content")
    if isinstance(content, bytes) and content and hashlib.sha256(content).hexdigest() != after.get("sha256"):
        changed.append("content")
    return tuple(changed)


def _heads(database: Database, connection: Connection) -> Iterator[Finding]:
    """Find backups that knew another chain: someone wrote the trail anew, or put an older store in its place."""
    for file in sorted((database.folder / BACKUPS).glob(f"*{bundle.SUFFIX}")):
        try:
            manifest = bundle.read_manifest(file)
        except Blocked:
            yield Finding("backup", fields=(file.name,))
            continue
        now = connection.scalar(select(audit.c.hash).where(audit.c.seq == manifest.seq)) or GENESIS
        if now.hex() != manifest.head:
            yield Finding("head", seq=manifest.seq, fields=(file.name,))
