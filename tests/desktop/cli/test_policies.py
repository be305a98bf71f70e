"""The policy register from the console: texts, versions, comparison, check, decisions, model texts."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.audit import Stamp
from data.organisation import Organisation
from data.store import Store
from desktop.cli.run import main
from tests.conftest import NOW

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
TEXT = """1. البيانات
نجمع الاسم ورقم الجوال لتنفيذ طلبك.

2. الطلبات
نرد على طلبك خلال 30 يومًا من استلامه.

3. القبول
باستخدامك الموقع فإنك توافق على جمع بياناتك.
"""
COUNTS = {"daftra-saudi": 8, "maroc4products-morocco": 8, "wecare-qatar": 4}
Say = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    organisation = Organisation(name_ar="متجر نخلة", laws=["SA"], sample=True)
    Store.create(tmp_path / "s", organisation, Stamp("سارة", NOW, "create")).store.close()
    (tmp_path / "policy.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "s"


@pytest.fixture
def say(folder: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    def run(*words: str, status: int = 0, lang: str = "en") -> Any:
        spoken = [str(folder) if word == "STORE" else word for word in words]
        assert main([*spoken, "--json", "--lang", lang, "--now", "2026-11-22T10:30+03:00"]) == status
        told = capsys.readouterr()
        return told.err if status else json.loads(told.out)

    return run


@pytest.fixture
def added(say: Say, folder: Path) -> dict[str, Any]:
    file = str(folder.parent / "policy.txt")
    made: dict[str, Any] = say(
        "policy", "add", "STORE", file, "--title", "سياسة الخصوصية", "--code", "P1", "--draft"
    )
    return made


def approved(say: Say) -> None:
    say("act", "submit", "STORE", "P1", "reviewer=منى")
    say(
        "act",
        "approve",
        "STORE",
        "P1",
        "approver=خالد",
        "effective_from=2026-12-01",
        "next_review=2027-12-01",
    )
    assert say("act", "publish", "STORE", "P1")["state"] == "published"


def test_clauses_come_with_what_they_say(added: dict[str, Any]) -> None:
    (version,) = added["versions"]
    assert [clause["number"] for clause in version["clauses"]] == ["1", "2", "3"]
    promised = version["clauses"][1]["promises"][0]
    assert promised | {"kind": "answer-request", "amount": 30, "unit": "days", "confirmed": False} == promised
    assert promised["text"] in version["clauses"][1]["text_ar"]
    assert "response-time" in version["clauses"][1]["topics"]


def test_what_a_clause_says_is_corrected_by_the_ids_of_its_parts(say: Say, added: dict[str, Any]) -> None:
    clause = added["versions"][0]["clauses"][1]
    promise = clause["promises"][0]["id"]
    assert say("act", "correct-promise", "STORE", promise, "amount=20")["amount"] == 20
    left = say("act", "drop-promise", "STORE", promise)
    assert (left["id"], left["promises"]) == (clause["id"], [])
    refused: str = say("act", "add-promise", "STORE", clause["id"], "kind=nonsense", status=1)
    assert "kind takes: answer-request, " in refused
    assert "nonsense" not in str(say("policy", "show", "STORE", "P1"))
    assert "kind, amount, " in say("act", "add-promise", "STORE", clause["id"], "sort=x", status=1)


def test_doubts_about_a_file_are_told_beside_the_answer(
    say: Say, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder.parent / "old.txt"
    file.write_bytes(TEXT.replace("\u064b", "").encode("iso-8859-6"))
    assert main(["policy", "add", str(folder), str(file), "--title", "قديمة", "--lang", "en", "--json"]) == 0
    told = capsys.readouterr()
    assert "iso-8859-6" in told.err
    assert json.loads(told.out)["versions"][0]["clauses"][0]["heading"] == "1. البيانات"


def test_a_version_lives_on_the_console(say: Say, added: dict[str, Any]) -> None:
    clause = added["versions"][0]["clauses"][1]["id"]
    assert say("act", "confirm-reading", "STORE", clause)["reading_confirmed"]
    assert "not approved" in say("act", "publish", "STORE", added["versions"][0]["id"], status=1)
    remark = say("act", "comment", "STORE", "P1", "text=راجعوا القبول", "clause_number=3")
    say("act", "submit", "STORE", added["versions"][0]["id"])
    assert "open comments" in say(
        "act", "approve", "STORE", "P1", "approver=خالد", "effective_from=2026-12-01", status=1
    )
    say("act", "resolve-comment", "STORE", remark["comments"][0]["id"])
    assert say("act", "send-back", "STORE", "P1", "reason=صياغة")["state"] == "draft"
    (remark,) = [
        one
        for one in say("show", "policies", "STORE", "P1")["versions"][0]["comments"]
        if not one["resolved_at"]
    ]
    say("act", "resolve-comment", "STORE", remark["id"])
    approved(say)
    read = say("act", "acknowledge", "STORE", "P1", "person=منى")["acknowledgements"][0]
    assert (read["person"], len(read["text_hash"])) == ("منى", 64)
    shown = say("policy", "show", "STORE", "P1")
    assert (shown["state"], len(shown["versions"][0]["hash"])) == ("published", 64)
    say("act", "new-version", "STORE", "P1", "major=no", "summary=تحديث")
    assert say("policy", "show", "STORE", "P1", "--version", "1.1")["versions"][0]["clauses"][1]["confirmed"]
    assert "no version 7.0" in say("policy", "show", "STORE", "P1", "--version", "7.0", status=1)


def test_versions_are_compared(say: Say, added: dict[str, Any], folder: Path) -> None:
    approved(say)
    say("act", "new-version", "STORE", "P1")
    same = say("policy", "compare", "STORE", "P1", "1.0", "2.0")["clauses"]
    assert [(one["number"], one["change"]) for one in same] == [("1", "same"), ("2", "same"), ("3", "same")]
    assert "no version 9" in say("policy", "compare", "STORE", "P1", "1.0", "9", status=1)


def test_the_check_tells_what_the_contract_names(say: Say, added: dict[str, Any]) -> None:
    assert say("check", "STORE") == []
    approved(say)
    found = say("check", "STORE")
    keys = {"kind", "element", "status", "policy", "clause", "evidence", "article", "confidence", "says"}
    assert all(keys <= one.keys() for one in found)
    by = {one["element"]: one for one in found}
    assert (by["response_time"]["status"], by["response_time"]["clause"]) == ("present", "2")
    assert by["consent-by-use"]["kind"] == "conflict"
    assert "officer to confirm" in by["consent-by-use"]["says"]
    arabic = {one["element"]: one for one in say("check", "STORE", "--policy", "P1", lang="ar")}
    assert arabic["consent-by-use"]["says"].startswith("يرجَّح أن البند 3")
    assert "المادة" in arabic["consent-by-use"]["article"]


def test_findings_are_decided_by_their_fingerprint(say: Say, added: dict[str, Any]) -> None:
    def fingerprint(element: str) -> Any:
        return next(
            one["fingerprint"] for one in say("check", "STORE", "--policy", "P1") if one["element"] == element
        )

    assert say("act", "dismiss", "STORE", fingerprint("consent-by-use"), status=1)
    say("act", "dismiss", "STORE", fingerprint("consent-by-use"), "reason=تُطلب في التسجيل")
    say("act", "accept", "STORE", fingerprint("cookies"), "until=2027-01-01")
    task = say(
        "act", "make-task", "STORE", fingerprint("controller_contact"), "owner=منى", "due_on=2026-12-01"
    )
    assert task["title"].startswith("Add an e-mail")
    left = {one["element"] for one in say("check", "STORE", "--policy", "P1", "--open")}
    assert not left & {"consent-by-use", "cookies", "controller_contact", "response_time"}
    assert "fingerprint" in say("act", "accept", "STORE", "ffffffffff", status=1)


@pytest.mark.parametrize("law", ["SA", "QA", "MA"])
def test_a_model_text_is_opened(say: Say, law: str) -> None:
    made = say("policy", "template", "STORE", "--law", law, "--code", "T1")
    assert (made["state"], made["versions"][0]["language"]) == ("draft", "both")
    assert all(clause["text_ar"] and clause["text_en"] for clause in made["versions"][0]["clauses"])
    assert "blank" in _approval(say)
    assert say("policy", "template", "STORE", "--law", "XX", status=1)


def _approval(say: Say) -> str:
    say("act", "submit", "STORE", "T1")
    refused: str = say(
        "act", "approve", "STORE", "T1", "approver=خالد", "effective_from=2026-12-01", status=1
    )
    return refused


@pytest.mark.skipif(not SEEDS.exists(), reason="the seeds are not at hand")
@pytest.mark.parametrize(
    ("name", "law"), [("daftra-saudi", "SA"), ("wecare-qatar", "QA"), ("maroc4products-morocco", "MA")]
)
def test_the_seeds_are_read_checked_and_reported(say: Say, folder: Path, name: str, law: str) -> None:
    file = SEEDS / f"{name}.txt"
    made = say("policy", "add", "STORE", str(file), "--title", name, "--code", "S1")
    clauses = made["versions"][0]["clauses"]
    numbers = [int(one["number"]) for one in clauses if one["number"] != "0"]
    assert numbers == list(range(1, COUNTS[name] + 1))
    parts = ("heading_ar", "text_ar", "heading_en", "text_en")
    kept = "".join(one[part] for one in clauses for part in parts)
    assert Counter("".join(kept.split())) == Counter("".join(file.read_text(encoding="utf-8").split()))
    assert all(bool(one["text_ar"]) and bool(one["text_en"]) is (name == "wecare-qatar") for one in clauses)
    heads = [set(one["subheadings"]) for one in clauses]
    assert name != "daftra-saudi" or len(heads[1]) == 5
    for lang in ("ar", "en"):
        found = say("check", "STORE", "--policy", "S1", lang=lang)
        assert {one["kind"] for one in found} >= {"notice-element", "conflict"}
        assert all(one["says"] and (one["evidence"] or one["status"] == "missing") for one in found)
    for kind in ("gaps", "policy"):
        file = folder.parent / f"{kind}.pdf"
        assert say("report", kind, "STORE", "-o", str(file), "--id", "S1")["pages"] >= 2
        assert file.read_bytes().startswith(b"%PDF")


def test_a_revised_file_becomes_the_next_version_and_keeps_what_was_confirmed(
    say: Say, folder: Path, added: dict[str, Any]
) -> None:
    assert "not approved" in say("act", "publish", "STORE", "P1", status=1)
    assert "not in review" in say(
        "act", "approve", "STORE", "P1", "approver=خ", "effective_from=2026-12-01", status=1
    )
    assert say("act", "confirm-reading", "STORE", "P1/2")["reading_confirmed"]
    approved(say)
    for act in (
        ("edit-clause", "P1/2", "text_ar=غيرُه"),
        ("add-clause", "P1", "text_ar=بند"),
        ("move-clause", "P1/2", "place=1"),
        ("remove-clause", "P1/2"),
        ("comment", "P1", "text=بعد الأوان"),
    ):
        assert "cannot be changed" in say("act", act[0], "STORE", *act[1:], status=1)
    say("act", "acknowledge", "STORE", "P1", "person=علي")
    assert "already acknowledged" in say("act", "acknowledge", "STORE", "P1", "person=علي", status=1)
    revised = folder.parent / "revised.txt"
    later = TEXT.replace("3.", "4.").replace("2.", "3.").replace("1.", "2.")
    revised.write_text(f"1. تمهيد\nنحترم خصوصيتك.\n\n{later}", encoding="utf-8")
    made = say("policy", "add", "STORE", str(revised), "--title", "سياسة", "--code", "P1", "--draft")
    assert [(v["number"], v["state"]) for v in made["versions"]] == [("1.0", "published"), ("2.0", "draft")]
    told = say("policy", "compare", "STORE", "P1", "1.0", "2.0")["clauses"]
    assert [(one["change"], one["old_number"]) for one in told] == [
        ("added", None),
        ("same", "1"),
        ("same", "2"),
        ("same", "3"),
    ]
    kept = say("policy", "show", "STORE", "P1", "--version", "2.0")["versions"][0]["clauses"][2]
    assert kept["confirmed"]
    assert kept["promises"][0]["confirmed"]
    assert "still open" in say(
        "policy", "add", "STORE", str(revised), "--title", "س", "--code", "P1", status=1
    )


def test_clauses_are_written_on_the_console(say: Say, added: dict[str, Any]) -> None:
    say("act", "add-clause", "STORE", "P1", "place=2", "heading_ar=البطاقات", "text_ar=لا نخزن أرقام بطاقتك.")
    say("act", "edit-clause", "STORE", "P1/3", "text_en=By using the site you agree.")
    say("act", "move-clause", "STORE", "P1/1", "place=4")
    clauses = say("policy", "show", "STORE", "P1")["versions"][0]["clauses"]
    assert [clause["text_ar"][:12] for clause in clauses][:1] == ["لا نخزن أرقا"]
    assert clauses[0]["promises"][0]["kind"] == "never-store-card"
    assert say("act", "remove-clause", "STORE", clauses[0]["id"])["clauses"][0]["number"] == "2"
