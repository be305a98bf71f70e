"""Tasks and files beside any record, alerts at their thresholds, and deadlines for a calendar without a name in them."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from data.audit import Stamp
from data.errors import Blocked, NotAllowed
from data.organisation import Attachment, Organisation, Task
from data.policy import Policy
from data.registers import REGISTERS
from data.request import Request
from data.sharing import Agreement, Party
from data.store import Store
from desktop import acts, files, records, tasks
from desktop.alerts import crossed
from desktop.due import Span, due
from desktop.exchange import ics
from desktop.words import Words

NOW = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Riyadh")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(
        tmp_path / "s", Organisation(name_ar="متجر", laws=["SA"]), Stamp("سارة", NOW, "create")
    ).store
    yield made
    made.close()


def test_a_task_stands_on_any_record_and_is_ticked_off_once(store: Store) -> None:
    assert {act.target for act in acts.ACTS["add-task"]} == set(REGISTERS.values())
    assert set(REGISTERS.values()) <= {act.target for act in acts.ACTS["attach"]}
    with store.unit("سارة", NOW, "add") as unit:
        policy = records.create(unit, Policy, {"title_ar": "سياسة", "laws": ["SA"]})
        written = {"title": "مراجعة", "owner": "خالد", "due_on": "2026-11-25"}
        acts.run(unit, "add-task", policy.code, written, ZONE)
    (task,) = tasks.of(store, policy)
    assert [one.entry.id for one in due(store, NOW, ZONE)] == [task.id]
    with store.unit("سارة", NOW, "done") as unit:
        acts.run(unit, "done", task.code, {}, ZONE)
    assert due(store, NOW, ZONE) == []
    with pytest.raises(NotAllowed), store.unit("سارة", NOW, "done") as unit:
        acts.run(unit, "done", task.code, {}, ZONE)
    with store.unit("سارة", NOW, "reopen") as unit:
        assert isinstance(acts.run(unit, "reopen", task.code, {}, ZONE), Task)


def test_a_span_lists_the_nearest_and_what_a_later_agreement_replaces_is_left_out(store: Store) -> None:
    today = NOW.date()
    with store.unit("سارة", NOW, "add") as unit:
        party = records.create(unit, Party, {"name_ar": "جهة", "category": "shipping"})
        old = {"title": "عقد قديم", "kind": "processing", "parties": [party.id], "valid_until": today}
        records.create(unit, Agreement, old)
        new = records.create(
            unit, Agreement, old | {"title": "عقد", "valid_until": today + timedelta(days=400)}
        )
        for number in range(5):
            records.create(unit, Task, {"title": str(number), "due_on": today + timedelta(days=number)})
    assert [one.id for one in due(store, NOW, ZONE) if one.what == "due.agreement-end"] == [new.id]
    near = due(store, NOW, ZONE, Span(until=NOW + timedelta(days=2)))
    assert [one.entry.title for one in near if isinstance(one.entry, Task)] == ["0", "1"]
    assert len([one for one in due(store, NOW, ZONE, Span(nearest=2)) if one.what == "due.task"]) == 2


def test_each_threshold_speaks_once(store: Store) -> None:
    with store.unit("سارة", NOW, "add") as unit:
        records.create(unit, Task, {"title": "م", "due_on": NOW.date() + timedelta(days=3)})
    (one,) = due(store, NOW, ZONE)
    assert one.due is not None
    told = []
    at = NOW
    while at < one.due + timedelta(hours=2):
        told += [hours for _, hours in crossed([one], at, at + timedelta(minutes=1))]
        at += timedelta(minutes=1)
    assert told == [48, 24, 6, 0]
    assert [hours for _, hours in crossed([one], NOW, one.due - timedelta(hours=1))] == [6]  # after a snooze


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_calendar_file_names_nobody(store: Store, tmp_path: Path, lang: str) -> None:
    with store.unit("سارة", NOW, "add") as unit:
        asked = {
            "rights": ["access"],
            "received_at": NOW,
            "channel": "email",
            "requester_name": "منيرة القحطاني",
        }
        request = records.create(unit, Request, asked | {"title": "طلب منيرة"})
        records.create(unit, Task, {"title": "الاتصال بمنيرة", "due_on": NOW.date()})
    file = tmp_path / "due.ics"
    words = Words(lang)
    assert ics.write_due(store, file, words, NOW, ZONE) == 2
    raw = file.read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    text = raw.decode().replace("\r\n ", "")
    assert "منيرة" not in text
    assert request.code in text
    assert words("due.answer") in text
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 2
    assert text.count("TRIGGER:") == 6
    assert "DTSTART;VALUE=DATE:20261122" in text


def test_a_file_is_lent_only_as_it_was_kept_and_only_if_it_cannot_run(tmp_path: Path) -> None:
    content = b"%PDF-1.7"
    kept = Attachment(name="..\\..//proof.pdf", sha256=hashlib.sha256(content).hexdigest())
    lent = files.lend(content, kept, tmp_path)
    assert (lent.parent, lent.name, lent.read_bytes()) == (tmp_path, "proof.pdf", content)
    with pytest.raises(Blocked, match="altered"):
        files.lend(b"other", kept, tmp_path)
    kept.name = "invoice.pdf.exe"
    with pytest.raises(Blocked, match="runs"):
        files.lend(content, kept, tmp_path)
