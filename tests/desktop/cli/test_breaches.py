"""The breach log from the console: every rule that the window holds is held there, too."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.audit import Stamp
from data.organisation import Organisation
from data.store import Store
from desktop.cli.run import main
from tests.conftest import NOW

AT = "2026-11-22T10:30+03:00"
Say = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    organisation = Organisation(name_ar="متجر نخلة", laws=["SA"], sample=True)
    Store.create(tmp_path / "s", organisation, Stamp("سارة", NOW, "create")).store.close()
    return tmp_path / "s"


@pytest.fixture
def say(folder: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    def run(*words: str, status: int = 0) -> Any:
        spoken = [str(folder) if word == "STORE" else word for word in words]
        assert main([*spoken, "--json", "--lang", "en", "--now", AT]) == status
        told = capsys.readouterr()
        return told.err if status else json.loads(told.out)

    return run


def test_a_breach_is_logged_decided_filed_and_closed(say: Say) -> None:
    made = say("add", "breaches", "STORE", "title=كشف رواتب", "aware_at=2026-11-20T16:00+03:00")
    assert made["state"] == "assessing"
    authority, subjects = made["obligations"]
    assert (authority["law"], authority["recipient"], authority["due"]) == (
        "SA",
        "authority",
        "2026-11-23T13:00:00Z",
    )
    refused = say(
        "act", "record-filing", "STORE", authority["id"], "filed_at=2024-01-01T00:00+03:00",
        "channel=platform", status=1,
    )  # fmt: skip
    assert "before the moment of awareness" in refused
    assert "Decide" in say("act", "close", "STORE", made["code"], status=1)
    filed = say(
        "act", "record-filing", "STORE", f"{made['code']}/authority", "filed_at=2026-11-22T09:00",
        "channel=platform", "reference=SD-77",
    )  # fmt: skip
    assert filed["state"] == "filed"
    assert filed["filings"][0] | {"phase": "initial", "reference": "SD-77"} == filed["filings"][0]
    assert filed["filings"][0]["filed_at"] == "2026-11-22T06:00:00Z"
    assert "reasons" in say("act", "decide", "STORE", subjects["id"], "decision=not-due", status=1)
    say("act", "decide", "STORE", subjects["id"], "decision=not-due", "rationale=مشفرة")
    closed = say("act", "close", "STORE", made["code"])
    assert closed["state"] == "closed"
    assert {entry["kind"] for entry in closed["timeline"]} == {"aware", "filed", "decided", "closed"}
    opened = say("act", "reopen", "STORE", made["code"], "reason=متأثرون جدد")
    assert opened["state"] == "remediation" or opened["state"] == "notified"


def test_what_is_due_is_listed_with_its_article(say: Say) -> None:
    say("add", "breaches", "STORE", "title=x", "aware_at=2026-11-20T16:00+03:00", "laws=SA,DZ")
    due = say("due", "STORE")
    assert [(one["law"], one["what"], one["state"]) for one in due] == [
        ("SA", "notify-authority", "hours"),
        ("DZ", "notify-authority", "days"),
        ("SA", "notify-subjects", "unknown"),
        ("DZ", "notify-subjects", "unverified"),
    ]
    assert due[0]["confidence"] == "primary"


@pytest.mark.parametrize(
    ("words", "score", "band"),
    [
        (["--dpc", "4", "--ei", "0.75", "--cb", "0.75"], 3.75, "high"),
        (["--dpc", "3", "--ei", "1", "--cb", "0.25"], 3.25, "high"),
        (["--dpc", "1", "--ei", "0.25", "--cb", "0"], 0.25, "low"),
        (["--dpc-category", "sensitive", "--ei", "1", "--cb-confidentiality", "0.5", "--cb-intent", "0.5"], 5,
         "very-high"),
        (["--dpc-category", "financial", "--adjust", "-1", "--ei", "0.5"], 1, "low"),
    ],
)  # fmt: skip
def test_severity_is_scored(say: Say, words: list[str], score: float, band: str) -> None:
    found = say("severity", *words, "--people", "1240")
    assert (found["score"], found["band"], found["flags"]) == (score, band, ["many-people"])
    assert found.keys() >= {"dpc", "ei", "cb"}


def test_severity_without_data_is_refused(say: Say) -> None:
    assert "--dpc-category" in say("severity", "--ei", "1", status=1)
    assert "adjust" in say("severity", "--dpc-category", "simple", "--adjust", "9", "--ei", "1", status=1)


def test_steps_entries_and_duties_are_added(say: Say) -> None:
    made = say(
        "add", "breaches", "STORE", "title=x", "aware_at=2026-11-20T16:00+03:00", "incident=ransomware"
    )
    code = made["code"]
    assert say("act", "tick-step", "STORE", f"{code}/1", "owner=منى")["done_at"] == "2026-11-22T07:30:00Z"
    say("act", "add-entry", "STORE", code, "text=اتصل الناقل")
    say("act", "add-obligation", "STORE", code, "recipient=police", "due=2026-11-23T10:00")
    shown = say("act", "assess", "STORE", code, "category=financial", "ei=0.75", "confidentiality=0.25")
    assert (shown["severity"], shown["severity_score"]) == ("medium", 2.5)
    assert [one["recipient"] for one in shown["obligations"]] == ["authority", "subjects", "police"]
    assert [one["kind"] for one in shown["timeline"]][-3:] == ["contained", "note", "assessed"]


def test_options_may_stand_anywhere(say: Say) -> None:
    made = say(
        "add",
        "breaches",
        "STORE",
        "--now",
        AT,
        "title=x",
        "--json",
        "zone=Asia/Dubai",
        "aware_at=2026-11-20T16:00",
    )
    assert (made["title"], made["aware_at"]) == ("x", "2026-11-20T12:00:00Z")


def test_a_breach_is_drafted_proved_and_handed_over(say: Say, tmp_path: Path) -> None:
    made = say(
        "add", "breaches", "STORE", "title=x", "aware_at=2026-11-20T16:00+03:00", "description=وصل الكشف"
    )
    duty = f"{made['code']}/SA/authority"
    drafted = say("act", "write-notice", "STORE", duty, "lang=ar")
    assert "وصل الكشف" in drafted["draft"]["texts"]["ar"]
    filed = say("act", "record-filing", "STORE", duty, "filed_at=2026-11-21T10:00+03:00", "channel=platform")
    (filing,) = filed["filings"]
    assert (filing["content"], len(filing["content_hash"])) == (drafted["draft"]["text"], 64)
    (tmp_path / "receipt.txt").write_text("استلام", encoding="utf-8")
    say("act", "attach", "STORE", filing["id"], f"file={tmp_path / 'receipt.txt'}")
    (proof,) = say("show", "breaches", "STORE", made["code"])["attachments"]
    assert (proof["subject"], proof["name"]) == ("filing", "receipt.txt")
    assert "stays" in say("act", "detach", "STORE", proof["id"], status=1)
    given = say("export", "breaches", "STORE", str(tmp_path / "handed"), "--id", made["code"])
    assert given["files"] == len([one for one in (tmp_path / "handed").rglob("*") if one.is_file()])
    assert (tmp_path / "handed" / "evidence" / "01-receipt.txt").read_text(encoding="utf-8") == "استلام"
