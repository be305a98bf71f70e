"""Tampering, by somebody who holds the key: every attack is found and named."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from data import audit as trail
from data.backup import make
from data.errors import Blocked
from data.organisation import Attachment
from data.policy import Clause, Policy, Version
from data.store import Store
from data.verify import Finding, recent, verify

Attack = Callable[["sqlcipher.Connection"], None]
SLIPPED_IN = """
    INSERT INTO comment (id, version_id, clause_number, author, text)
    SELECT '00000000000000000000000000000001', id, '', '', 'دسّ' FROM version LIMIT 1
"""
LEAPING = """
    INSERT INTO audit SELECT seq + 9, at, actor, action, subject, subject_id, payload_digest, prev_hash, hash
    FROM audit WHERE seq = 12
"""


def fill(store: Store, now: datetime) -> None:
    with store.unit("أ", now, "add") as unit:
        for n in range(3):
            version = Version(number="1.0", clauses=[Clause(number="1", text_ar="نص")])
            unit.add(Policy(title_ar=f"سياسة {n}", laws=["SA"], versions=[version]))
        digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        unit.add(Attachment(subject="policy", name="a.txt", content=b"abc", sha256=digest, size=3))
    with store.unit("ب", now + timedelta(minutes=1), "edit") as unit:
        unit.get(Policy, "PO-2026-002").title_ar = "سياسة معدلة"


def attack(store: Store, *statements: str, guarded: bool = False) -> None:
    """Write to the database behind the program's back, with its guards taken away and put back."""
    connection = sqlcipher.connect(store.folder / "store.db", isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{store.key.hex()}'\"")
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    if not guarded:
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    if not guarded:
        for _, sql in triggers:
            connection.execute(sql)
    connection.close()


def kinds(found: tuple[Finding, ...]) -> set[str]:
    return {finding.kind for finding in found}


def test_an_untouched_store_is_sound(store: Store, now: datetime) -> None:
    fill(store, now)
    steps: list[tuple[int, int]] = []
    verdict = verify(store, lambda done, total: steps.append((done, total)))
    assert verdict.ok, verdict.findings
    assert verdict.seq == 12
    assert len(verdict.head) == 64
    assert steps


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE policy SET title_ar = 'زور' WHERE serial = 1", "row-changed"),
        ("DELETE FROM clause WHERE rowid = 1", "row-missing"),
        (SLIPPED_IN, "row-unknown"),
        ("UPDATE policy SET next_review = 'ليس تاريخًا'", "row-unreadable"),
        ("UPDATE audit SET actor = x'00', hash = 7 WHERE seq = 4", "altered"),
        ("UPDATE audit SET actor = 'غيره' WHERE seq = 3", "altered"),
        ("UPDATE audit SET at = '2020-01-01T00:00:00Z' WHERE seq = 3", "altered"),
        ("DELETE FROM audit WHERE seq = 3", "gap"),
        ("UPDATE audit_payload SET json = CAST(replace(json, 'سياسة', 'زور') AS BLOB)",
         "payload-altered"),
        ("UPDATE audit_payload SET json = 'نص' WHERE seq = 2", "altered"),
        ("DELETE FROM audit_payload WHERE seq = 2", "payload-gone"),
        ("UPDATE attachment SET content = x'00'", "row-changed"),
        ("UPDATE policy SET binned_at = '2026-01-01 00:00:00.000000' WHERE serial = 2", "row-changed"),
        ("UPDATE audit SET prev_hash = zeroblob(32) WHERE seq = 5", "chain"),
    ],
)  # fmt: skip
def test_an_attack_is_found(store: Store, now: datetime, statement: str, expected: str) -> None:
    fill(store, now)
    attack(store, "PRAGMA foreign_keys = OFF", statement)
    verdict = verify(store)
    assert not verdict.ok
    assert expected in kinds(verdict.findings), verdict.findings


def test_a_finding_names_record_and_column(store: Store, now: datetime) -> None:
    fill(store, now)
    attack(store, "UPDATE policy SET title_ar = 'زور' WHERE serial = 2")
    (finding,) = verify(store).findings
    assert (finding.kind, finding.subject, finding.fields) == ("row-changed", "policy", ("title_ar",))
    assert finding.id == store.get(Policy, "PO-2026-002").id
    assert finding.seq == 12


def test_cutting_off_the_end_shows_in_the_rows(store: Store, now: datetime) -> None:
    fill(store, now)
    attack(store, "DELETE FROM audit_payload WHERE seq = 12", "DELETE FROM audit WHERE seq = 12")
    assert kinds(verify(store).findings) == {"row-changed"}


def test_a_guard_taken_away_is_missed(store: Store, now: datetime) -> None:
    fill(store, now)
    attack(store, "DROP TRIGGER audit_keeps_rows", guarded=True)
    (finding,) = verify(store).findings
    assert (finding.kind, finding.fields) == ("guard", ("audit_keeps_rows",))


def test_the_guards_themselves_refuse(store: Store, now: datetime) -> None:
    fill(store, now)
    for statement in (
        "UPDATE audit SET actor = 'x'",
        "DELETE FROM audit",
        "UPDATE audit_payload SET json = ''",
        LEAPING,
        "REPLACE INTO audit SELECT * FROM audit WHERE seq = 2",
    ):
        with pytest.raises(sqlcipher.DatabaseError, match=r"append-only|FOREIGN KEY"):
            attack(store, "PRAGMA recursive_triggers = ON", statement, guarded=True)
    assert verify(store).ok


def rewrite(store: Store, seq: int) -> None:
    """Change a row and its image, and write the whole chain after it anew, with every hash right."""
    connection = sqlcipher.connect(store.folder / "store.db", isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{store.key.hex()}'\"")
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    asked = "SELECT json, salt FROM audit_payload WHERE seq = ?"
    content, salt = connection.execute(asked, (seq,)).fetchone()
    forged = content.replace("معدلة".encode(), "مزورة".encode())
    connection.execute("UPDATE audit_payload SET json = ? WHERE seq = ?", (forged, seq))
    connection.execute(
        "UPDATE policy SET title_ar = ? WHERE serial = 2", (json.loads(forged)["after"]["title_ar"],)
    )
    rows = connection.execute(
        "SELECT seq, at, actor, action, subject, subject_id, payload_digest, prev_hash FROM audit WHERE seq >= ?",
        (seq,),
    ).fetchall()
    previous = rows[0][7]
    for number, *fields, digest, _ in rows:
        said = trail.payload_digest(salt, forged) if number == seq else digest
        linked = trail.row_hash(number, fields, said, previous)
        connection.execute(
            "UPDATE audit SET payload_digest = ?, prev_hash = ?, hash = ? WHERE seq = ?",
            (said, previous, linked, number),
        )
        previous = linked
    for _, sql in triggers:
        connection.execute(sql)
    connection.close()


def test_a_chain_written_anew_is_betrayed_by_a_backup(store: Store, now: datetime) -> None:
    fill(store, now)
    make(store, now)
    assert verify(store).ok
    rewrite(store, 12)
    verdict = verify(store)
    assert kinds(verdict.findings) == {"head"}
    assert verdict.findings[0].seq == 12


def test_an_older_store_put_back_is_betrayed_by_a_backup(
    store: Store, now: datetime, passphrase: str
) -> None:
    store.close()
    old = (store.folder / "store.db").read_bytes()
    with_more = Store.open(store.folder, passphrase)
    fill(with_more, now)
    make(with_more, now)
    with_more.close()
    (store.folder / "store.db").write_bytes(old)
    again = Store.open(store.folder, passphrase)
    try:
        assert kinds(verify(again).findings) == {"head"}
    finally:
        again.close()


def test_a_damaged_backup_is_told(store: Store, now: datetime) -> None:
    fill(store, now)
    file = make(store, now)
    file.write_bytes(file.read_bytes()[:-200])
    assert kinds(verify(store).findings) == {"backup"}


def test_what_was_added_since_a_sound_check_is_checked_alone(store: Store, now: datetime) -> None:
    fill(store, now)
    assert verify(store).ok
    with store.unit("أ", now, "add") as unit:
        unit.add(Policy(title_ar="جديدة"))
    verdict = recent(store)
    assert verdict.ok
    assert verdict.seq == 13
    attack(store, "UPDATE audit SET actor = 'غيره' WHERE seq = 13")
    assert kinds(recent(store).findings) == {"altered"}


def test_flipped_bytes_are_found(store_folder: Path, passphrase: str) -> None:
    file = store_folder / "store.db"
    content = bytearray(file.read_bytes())
    for at in range(100, len(content), len(content) // 10):
        torn = bytearray(content)
        torn[at] ^= 0x10
        file.write_bytes(bytes(torn))
        with pytest.raises(Blocked, match=r"store\.damaged"):
            Store.open(store_folder, passphrase)
