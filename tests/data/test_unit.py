"""Units of work: what is changed is kept, numbered, audited and searchable together, or not at all."""

import json
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from data.audit import audit, payloads
from data.base import Entry
from data.breach import Breach, Filing, Obligation, TimelineEntry
from data.errors import Blocked, Invalid, NotAllowed
from data.history import history
from data.listing import Query
from data.policy import Acknowledgement, Clause, Comment, Policy, Promise, Version
from data.registers import REGISTERS
from data.request import Message, Request
from data.store import Store
from data.verify import verify


def trail(store: Store) -> list[tuple[str, str]]:
    with store.connection() as connection:
        return [
            tuple(row)
            for row in connection.execute(select(audit.c.action, audit.c.subject).order_by(audit.c.seq))
        ]


def payload(store: Store, seq: int) -> dict[str, dict[str, object] | None]:
    with store.connection() as connection:
        said: dict[str, dict[str, object] | None] = json.loads(
            connection.scalar(select(payloads.c.json).where(payloads.c.seq == seq)) or b"{}"
        )
        return said


def whole_policy(state: str = "draft") -> Policy:
    clause = Clause(number="1", text_ar="نص", promises=[Promise(kind="other", text="وعد")])
    return Policy(title_ar="سياسة", versions=[Version(number="1.0", state=state, clauses=[clause])])


@pytest.mark.parametrize("entry", REGISTERS.values(), ids=list(REGISTERS))
def test_every_register_takes_a_record_and_gives_it_back(
    store: Store, now: datetime, entry: type[Entry]
) -> None:
    with store.unit("أ", now, "add") as unit:
        kept = unit.add(entry())
    assert kept.code == f"{entry.PREFIX}-2026-001"
    assert store.get(entry, kept.code).id == kept.id
    assert verify(store).ok


def test_references_are_numbered_by_year_and_skip_taken_ones(store: Store, now: datetime) -> None:
    with store.unit("أ", now, "add") as unit:
        codes = [unit.add(Policy(title_ar=str(n))).code for n in range(3)]
        unit.add(Policy(title_ar="د", code="PO-2026-005"))
        unit.add(Policy(title_ar="ه", code="2026/17"))
    with store.unit("أ", now, "add") as unit:
        codes += [unit.add(Policy(title_ar=str(n))).code for n in range(2)]
    with store.unit("أ", now + timedelta(days=366), "add") as unit:
        codes.append(unit.add(Policy(title_ar="ن")).code)
    numbers = ["2026-001", "2026-002", "2026-003", "2026-006", "2026-007", "2027-001"]
    assert codes == [f"PO-{number}" for number in numbers]
    assert store.order(Query(Policy)).tolist() == [8, 7, 6, 5, 4, 3, 2, 1]


def test_a_reference_is_taken_once(store: Store, now: datetime) -> None:
    with store.unit("أ", now, "add") as unit:
        unit.add(Policy(title_ar="أ", code="X-1"))
    with pytest.raises(Invalid) as refused, store.unit("أ", now, "add") as unit:
        unit.add(Policy(title_ar="ب", code="X-1"))
    assert refused.value.problems == {"code": "taken"}
    assert len(store.all(Policy)) == 1


def test_an_error_undoes_the_whole_unit(store: Store, now: datetime) -> None:
    before = trail(store)
    with pytest.raises(ZeroDivisionError), store.unit("أ", now, "add") as unit:  # noqa: PT012  # the end raises
        unit.add(whole_policy())
        unit.flush()
        _ = 1 / 0
    assert trail(store) == before
    assert store.first(Query(Policy, find="سياسة"), 5) == []
    assert store.all(Policy) == []


def test_every_change_is_audited_with_what_was_before(store: Store, now: datetime) -> None:
    with store.unit("سارة", now, "add") as unit:
        policy = unit.add(whole_policy())
    assert trail(store)[1:] == [("add", "policy"), ("add", "version"), ("add", "clause"), ("add", "promise")]
    with store.unit("سارة", now, "edit", "تصويب") as unit:
        unit.get(Policy, policy.code).title_ar = "سياسة أخرى"
    said = payload(store, unit.seqs[0])
    assert said["before"] == {"title_ar": "سياسة"}
    assert said["after"] is not None
    assert said["after"]["title_ar"] == "سياسة أخرى"
    assert said["reason"] == "تصويب"  # type: ignore[comparison-overlap]  # the payload holds a text too


def test_nothing_changed_leaves_no_trace(store: Store, now: datetime) -> None:
    with store.unit("أ", now, "add") as unit:
        policy = unit.add(Policy(title_ar="سياسة"))
    with store.unit("أ", now + timedelta(hours=1), "edit") as unit:
        unit.get(Policy, policy.id).title_ar = "سياسة"
    assert unit.seqs == []


def test_removing_takes_all_that_hangs_on_a_record_into_the_trail(store: Store, now: datetime) -> None:
    with store.unit("أ", now, "add") as unit:
        policy = unit.add(whole_policy())
    with store.unit("أ", now, "delete") as unit:
        unit.delete(unit.session.get_one(Policy, policy.id))
    assert sorted(subject for _, subject in trail(store)[-4:]) == ["clause", "policy", "promise", "version"]
    assert verify(store).ok


def test_a_child_taken_out_of_its_list_is_removed_and_audited(store: Store, now: datetime) -> None:
    with store.unit("أ", now, "add") as unit:
        policy = unit.add(whole_policy())
    with store.unit("أ", now, "edit") as unit:
        unit.get(Policy, policy.id).versions[0].clauses.clear()
    assert ("edit", "clause") in trail(store)
    assert ("edit", "promise") in trail(store)
    assert verify(store).ok
    assert store.get(Policy, policy.id).versions[0].clauses == []


def test_bulk_statements_past_the_trail_are_faults(store: Store, now: datetime) -> None:
    with pytest.raises(RuntimeError, match="record by record"), store.unit("أ", now, "edit") as unit:
        unit.session.execute(update(Policy).values(title_ar="x"))


def test_what_is_absent_is_told(store: Store, now: datetime) -> None:
    with pytest.raises(Blocked, match=r"record\.absent"):
        store.get(Policy, "PO-1")
    with pytest.raises(NotAllowed, match=r"record\.absent"), store.unit("أ", now, "edit") as unit:
        unit.get(Version, "PO-1")
    assert store.find(Version, "1.0") is None


def filed_breach() -> Breach:
    obligation = Obligation(recipient="authority", filings=[Filing(channel="portal", reference="1")])
    return Breach(title="حادثة", obligations=[obligation], timeline=[TimelineEntry(text="وقع")])


def test_filings_and_the_timeline_are_kept_for_ever(store: Store, now: datetime) -> None:
    with store.unit("أ", now, "add") as unit:
        breach = unit.add(filed_breach())
    with pytest.raises(NotAllowed, match=r"frozen\.filing"), store.unit("أ", now, "edit") as unit:
        unit.get(Breach, breach.id).obligations[0].filings[0].reference = "2"
    with pytest.raises(NotAllowed, match=r"frozen\.filing"), store.unit("أ", now, "edit") as unit:
        unit.get(Breach, breach.id).obligations[0].filings.clear()
    with pytest.raises(NotAllowed, match=r"frozen\.timeline"), store.unit("أ", now, "edit") as unit:
        unit.get(Breach, breach.id).timeline[0].text = "لم يقع"
    with pytest.raises(NotAllowed, match=r"frozen\."), store.unit("أ", now, "delete") as unit:
        unit.delete(unit.get(Breach, breach.id))
    with store.unit("أ", now, "edit") as unit:
        found = unit.get(Breach, breach.id)
        found.timeline.append(TimelineEntry(text="احتُوي"))
        found.obligations[0].filings.append(Filing(channel="email", phase="final"))
    assert len(store.get(Breach, breach.id).timeline) == 2


def test_the_words_of_an_approved_version_stand(store: Store, now: datetime) -> None:
    with store.unit("أ", now, "add") as unit:
        policy = unit.add(whole_policy("published"))
    for change in (
        lambda v: setattr(v.clauses[0], "text_ar", "نص آخر"),
        lambda v: v.clauses.append(Clause(number="2", text_ar="زيادة")),
        lambda v: v.clauses.clear(),
        lambda v: setattr(v, "text_hash", "0"),
    ):
        with pytest.raises(NotAllowed, match=r"frozen\."), store.unit("أ", now, "edit") as unit:
            change(unit.get(Policy, policy.id).versions[0])
    with store.unit("أ", now, "edit") as unit:
        version = unit.get(Policy, policy.id).versions[0]
        version.state = "superseded"
        version.clauses[0].topics = ["sharing"]
        version.clauses[0].reading_confirmed = True
        version.clauses[0].promises.append(Promise(kind="never-sell"))
        version.comments.append(Comment(text="ملاحظة"))
        version.acknowledgements.append(Acknowledgement(person="سارة"))
    with pytest.raises(NotAllowed, match=r"frozen\.acknowledgement"), store.unit("أ", now, "edit") as unit:
        unit.get(Policy, policy.id).versions[0].acknowledgements.clear()


def test_approving_may_still_write_in_the_same_unit(store: Store, now: datetime) -> None:
    with store.unit("أ", now, "add") as unit:
        policy = unit.add(whole_policy("review"))
    with store.unit("أ", now, "approve") as unit:
        version = unit.get(Policy, policy.id).versions[0]
        version.state, version.text_hash, version.clauses[0].number = "approved", "aa", "١"
    assert store.get(Policy, policy.id).versions[0].text_hash == "aa"


def test_a_sent_letter_stands_and_a_draft_does_not(store: Store, now: datetime) -> None:
    with store.unit("أ", now, "add") as unit:
        request = unit.add(Request(title="طلب", messages=[Message(kind="answer", body_ar="مسودة")]))
    with store.unit("أ", now, "edit") as unit:
        message = unit.get(Request, request.id).messages[0]
        message.body_ar, message.sent_at = "الجواب", now
    with pytest.raises(NotAllowed, match=r"frozen\.message"), store.unit("أ", now, "edit") as unit:
        unit.get(Request, request.id).messages[0].body_ar = "غيره"
    with store.unit("أ", now, "erase") as unit:
        unit.get(Request, request.id).messages.clear()
    assert store.get(Request, request.id).messages == []


def test_the_past_of_a_record_reads_back(store: Store, now: datetime) -> None:
    with store.unit("سارة", now, "add") as unit:
        policy = unit.add(whole_policy())
    with store.unit("خالد", now + timedelta(hours=1), "edit", "تصويب") as unit:
        found = unit.get(Policy, policy.id)
        found.title_ar, found.next_review = "سياسة أخرى", now.date()
        found.versions[0].clauses[0].text_ar = "نص أوضح"
    past = history(store, "policy", policy.id)
    assert {event.stamp.actor for event in past[:2]} == {"خالد"}
    edited = next(
        event for event in past if event.fields and event.change and event.change.subject == "policy"
    )
    assert set(edited.fields) == {"title_ar", "next_review"}
    assert edited.stamp.at == now + timedelta(hours=1)
    assert edited.stamp.reason == "تصويب"
    assert edited.change is not None
    assert edited.change.after is not None
    assert edited.change.after["next_review"] == now.date()
    assert {event.change.subject for event in past if event.change} == {
        "policy",
        "version",
        "clause",
        "promise",
    }
    assert [event.seq for event in past] == sorted((event.seq for event in past), reverse=True)
