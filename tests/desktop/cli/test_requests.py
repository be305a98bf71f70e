"""Requests from the console: the whole way, what it refuses, and the two reports."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from desktop.cli.run import main
from tests.conftest import PASSPHRASE

NOW = "2026-03-20T12:00:00+03:00"


@pytest.fixture
def folder(store_folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SIJILL_PASSPHRASE", PASSPHRASE)
    return str(store_folder)


class Console:
    """Runs commands as they are typed."""

    def __init__(self, capsys: pytest.CaptureFixture[str], folder: str) -> None:
        self._capsys, self._folder = capsys, folder

    def __call__(self, *words: str, lang: str = "en") -> Any:  # whatever a command answers
        at = 2 if words[0] in {"list", "show", "add", "set", "act", "report"} else 1
        status = main([*words[:at], self._folder, *words[at:], "--json", "--lang", lang, "--now", NOW])
        said = self._capsys.readouterr()
        return json.loads(said.out) if status == 0 else said.err.strip()


@pytest.fixture
def sijill(capsys: pytest.CaptureFixture[str], folder: str) -> Console:
    return Console(capsys, folder)


@pytest.fixture
def code(sijill: Console) -> str:
    row = sijill(
        "add", "requests", "received_at=2026-03-01T10:00:00+03:00", "channel=email", "rights=access,erasure",
        "requester_name=هند", "words=أريد نسخة من بياناتي ثم حذفها",
    )  # fmt: skip
    assert row["due"].startswith("2026-03-31T20:59:59")
    assert (row["stage"], row["promised_due"], row["extended_due"]) == ("receipt", None, None)
    return str(row["code"])


def test_the_whole_way(sijill: Console, code: str, tmp_path: Path) -> None:
    sijill("act", "write-letter", code, "kind=receipt", "language=both")
    letter = sijill("act", "send-letter", code, "channel=email")
    assert "content_hash" in json.dumps(letter)
    assert sijill("act", "verify-identity", code, "method=account", "result=confirmed")["stage"] == "search"
    longer = sijill(
        "act",
        "extend",
        code,
        "ground=extra-effort",
        "reason=بحث واسع",
        "notified_at=2026-03-19T10:00:00+03:00",
    )
    assert longer["extended_due"].startswith("2026-04-30T20:59:59")
    done = sijill("act", "answer", code, "answered_at=2026-03-20T11:00:00+03:00", "outcome=fulfilled")
    assert (done["stage"], done["outcome"]) == ("follow-up", "fulfilled")
    for kind, *about in (("requests",), ("letter", "--id", code)):
        made = sijill("report", kind, "-o", str(tmp_path / f"{kind}.pdf"), *about)
        assert made["pages"] >= 1
    assert sijill("act", "close", code)["stage"] == "closed"
    gone = sijill("act", "erase", code, "reason=انقضت مدة الحفظ")
    assert (gone["requester_name"], gone["words"], gone["messages"]) == ("", "", [])
    assert sijill("verify")["ok"]
    assert sijill("list", "requests", "--find", "هند") == []


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize(
    "typed",
    [
        ("answer", "answered_at=2026-03-20T11:00:00+03:00", "outcome=fulfilled"),
        ("close",),
        ("erase",),
        ("pause", "ground=clarification"),
        ("resume",),
        ("extend", "ground=because", "reason=x", "notified_at=2026-03-19T10:00:00+03:00"),
        ("refuse", "ground=because", "reason=x"),
    ],
)
def test_refusals_are_said_in_a_sentence(
    sijill: Console, code: str, typed: tuple[str, ...], lang: str
) -> None:
    said = sijill("act", typed[0], code, *typed[1:], lang=lang)
    assert isinstance(said, str)
    assert said.endswith(".")
    assert sijill("show", "requests", code)["stage"] == "receipt"


def test_a_receipt_to_come_is_refused(sijill: Console) -> None:
    said = sijill(
        "add",
        "requests",
        "received_at=2026-04-01T10:00:00+03:00",
        "channel=post",
        "rights=access",
        "requester_name=ه",
    )
    assert "received_at" in said


@pytest.mark.parametrize(
    ("law", "typed", "due"),
    [
        ("SA", "2026-03-01", "2026-03-31"),
        ("SA", "٢٠٢٦-٠٣-٠١", "2026-03-31"),
        ("SA", "1447-09-12", "2026-03-31"),  # the same day
        ("SA", "12 رمضان 1447هـ 23:30", "2026-03-31"),
        ("MA", "2026-03-02", "2026-03-13"),  # a day of the law's own zone, not of the organisation's
        ("EU", "2026-03-02T23:30:00+01:00", "2026-04-02"),
    ],
)
def test_a_day_is_received_on_that_day(sijill: Console, law: str, typed: str, due: str) -> None:
    row = sijill(
        "add", "requests", f"law={law}", f"received_at={typed}", "channel=phone", "rights=rectification",
        "requester_name=هند",
    )  # fmt: skip
    zone = ZoneInfo(row["zone"])
    assert datetime.fromisoformat(row["due"]).astimezone(zone).date().isoformat() == due


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_console_says_what_the_law_forbids(sijill: Console, code: str, lang: str) -> None:
    done = sijill("act", "verify-identity", code, "method=id-copy", "result=confirmed", lang=lang)
    assert any("28" in note for note in done["notes"])
    done = sijill("act", "refuse", code, "ground=repetitive", "reason=خمسة طلبات في شهر", lang=lang)
    assert len(done["notes"]) == 2
    assert "90" in done["notes"][1]
    assert "notes" not in sijill("act", "close", code)
