from pathlib import Path

import pytest

from desktop.exchange.policies import import_policy
from desktop.law.loading import shipped_packs
from desktop.reading.clauses import read_all
from desktop.reading.model import Finding, Reading
from desktop.reading.notice import check_notice

SHARED = Path(__file__).resolve().parents[4] / "shared"
SEEDS, HAND = SHARED / "seeds", SHARED / "law" / "daftra-reading.md"
pytestmark = pytest.mark.skipif(not HAND.exists(), reason="the hand reading is not at hand")

DAFTRA_CONFLICTS = {
    ("marketing-without-consent", 2),
    ("marketing-contradiction", 2),
    ("consent-by-use", 2),
    ("copy-limited", 6),
    ("extension-without-notice", 6),
    ("fee-for-copy", 4),
    ("consent-after-collection", 5),
}


def readings(name: str) -> dict[int, Reading]:
    clauses = import_policy(SEEDS / f"{name}.txt").clauses
    return {int(read.number): read.reading for read in read_all(clauses)}


def findings(name: str, law: str) -> list[Finding]:
    return check_notice(import_policy(SEEDS / f"{name}.txt").clauses, shipped_packs()[law])


def by_hand() -> dict[str, str]:
    rows = (
        line.split("|") for line in HAND.read_text(encoding="utf-8").splitlines() if line.startswith("| ")
    )
    cells = ([cell.strip() for cell in row[1:-1]] for row in rows)
    return {cell[0]: cell[2].split()[0].strip(",") for cell in cells if cell[0] != "element"}


def promises(reading: Reading) -> set[tuple[str, float | None, float | None, str]]:
    return {(p.kind, p.amount_least, p.amount, p.unit) for p in reading.promises}


def test_elements_agree_with_the_hand_reading() -> None:
    hand = by_hand()
    assert len(hand) > 20
    judged = {f.element: f.status for f in findings("daftra-saudi", "SA") if f.kind == "notice-element"}
    agreed = [element for element, status in hand.items() if judged.get(element) == status]
    assert len(agreed) >= 0.9 * len(hand), {e: judged.get(e) for e in hand if e not in agreed}


def test_every_conflict_of_the_hand_reading_is_found_and_no_other() -> None:
    conflicts = {
        (f.element, int(f.clause or 0)) for f in findings("daftra-saudi", "SA") if f.kind == "conflict"
    }
    assert conflicts == DAFTRA_CONFLICTS


def test_promises_of_the_saudi_text() -> None:
    read = readings("daftra-saudi")
    assert {("answer-request", None, 30, "days"), ("extend-answer", None, 30, "days")} <= promises(read[6])
    assert promises(read[4]) == {("keep-backup", 3, 6, "months")}
    assert promises(read[5]) == {("delete-on-request", None, None, "")}
    kinds = {p.kind for p in read[2].promises}
    assert kinds == {"stop-marketing", "marketing-consent", "no-other-purpose", "tell-source"}
    assert {p.kind for p in read[7].promises} == {"notify-authority", "notify-people"}
    assert not any(reading.shares_with for reading in read.values())


def test_the_moroccan_text() -> None:
    read = readings("maroc4products-morocco")
    shares = {number: {s.key for s in reading.shares_with} for number, reading in read.items()}
    assert shares.pop(2) == {"marketing", "shipping", "payment", "government", "analytics"}
    assert not any(shares.values())
    assert {p.kind for p in read[2].promises} == {"never-sell"}
    assert {p.kind for p in read[6].promises} == {"never-sell", "never-share", "never-store-card"}
    assert {p.kind for p in read[8].promises} == {"change-without-notice"}
    conflicts = {
        (f.element, f.clause) for f in findings("maroc4products-morocco", "MA") if f.kind == "conflict"
    }
    assert conflicts == {
        ("consent-by-use", 1),
        ("consent-by-use", 5),
        ("marketing-no-choice", 2),
        ("marketing-no-choice", 4),
        ("change-without-notice", 8),
        ("broad-government-disclosure", 2),
        ("card-promise-against-sharing", 6),
    }


def test_the_qatari_text() -> None:
    read = readings("wecare-qatar")
    shares = {number: {s.key for s in reading.shares_with} for number, reading in read.items()}
    assert shares.pop(4) == {"technology", "professional", "affiliates", "government", "fraud-prevention"}
    assert not any(shares.values())
    assert {p.kind for p in read[4].promises} == {"tell-before-sharing"}
    assert all(len({e.lang for e in share.evidence}) == 2 for share in read[4].shares_with)
    conflicts = {f.element for f in findings("wecare-qatar", "QA") if f.kind == "conflict"}
    assert conflicts == {"marketing-no-choice", "broad-government-disclosure"}
