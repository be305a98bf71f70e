"""Taking back and doing again, from the before-images of the audit trail."""

from datetime import datetime, timedelta

import pytest

from data.breach import Breach, TimelineEntry
from data.errors import NotAllowed
from data.listing import Query
from data.plain import tree
from data.policy import Clause, Policy, Promise, Version
from data.store import Store
from data.undo import undo
from data.verify import verify


@pytest.fixture
def later(now: datetime) -> datetime:
    return now + timedelta(hours=1)


def steady(record: Policy) -> dict[str, object]:
    """Write a record without the moments that every unit moves."""

    def strip(value: object) -> object:
        if isinstance(value, dict):
            return {name: strip(one) for name, one in value.items() if name != "updated_at"}
        return [strip(one) for one in value] if isinstance(value, list) else value

    stripped = strip(tree(record))
    assert isinstance(stripped, dict)
    return stripped


def added(store: Store, now: datetime) -> tuple[Policy, list[int]]:
    clause = Clause(number="1", text_ar="نص", promises=[Promise(kind="other")])
    with store.unit("أ", now, "add") as unit:
        policy = unit.add(Policy(title_ar="سياسة", versions=[Version(number="1.0", clauses=[clause])]))
    return policy, unit.seqs


def logged(store: Store, now: datetime) -> tuple[Breach, list[int]]:
    with store.unit("أ", now, "new-breach") as unit:
        breach = unit.add(Breach(title="حادثة", timeline=[TimelineEntry(text="وقع")]))
    return breach, unit.seqs


def test_an_edit_goes_back_and_forth(store: Store, now: datetime, later: datetime) -> None:
    policy, _ = added(store, now)
    before = steady(store.get(Policy, policy.id))
    with store.unit("أ", now, "edit") as unit:
        found = unit.get(Policy, policy.id)
        found.title_ar, found.laws, found.next_review = "أخرى", ["SA"], now.date()
        found.versions[0].clauses[0].text_ar = "نص آخر"
    after = steady(store.get(Policy, policy.id))
    taken = undo(store, unit.seqs, "أ", later)
    assert steady(store.get(Policy, policy.id)) == before
    assert store.first(Query(Policy, find="سياسة"), 5) == [1]
    again = undo(store, taken, "أ", later, "redo")
    assert steady(store.get(Policy, policy.id)) == after
    undo(store, again, "أ", later)
    assert steady(store.get(Policy, policy.id)) == before
    assert verify(store).ok


def test_an_addition_goes_whole_and_comes_back(store: Store, now: datetime, later: datetime) -> None:
    policy, seqs = added(store, now)
    before = steady(store.get(Policy, policy.id))
    taken = undo(store, seqs, "أ", later)
    assert store.find(Policy, policy.id) is None
    assert store.first(Query(Policy, find="سياسة"), 5) == []
    undo(store, taken, "أ", later, "redo")
    assert steady(store.get(Policy, policy.id)) == before
    assert store.first(Query(Policy, find="نص"), 5) == [1]
    assert verify(store).ok


def test_a_removal_comes_back_whole(store: Store, now: datetime, later: datetime) -> None:
    policy, _ = added(store, now)
    before = steady(store.get(Policy, policy.id))
    with store.unit("أ", now, "delete") as unit:
        unit.delete(unit.get(Policy, policy.id))
    undo(store, unit.seqs, "أ", later)
    assert steady(store.get(Policy, policy.id)) == before
    assert verify(store).ok


def test_many_edits_in_one_unit_are_one_step(store: Store, now: datetime, later: datetime) -> None:
    with store.unit("أ", now, "add") as unit:
        for n in range(20):
            unit.add(Policy(title_ar=str(n)))
    with store.unit("أ", now, "edit") as unit:
        for policy in unit.all(Policy):
            policy.owner = "سارة"
            unit.flush()
            policy.owner = "خالد"
    undo(store, unit.seqs, "أ", later)
    assert {policy.owner for policy in store.all(Policy)} == {""}


def test_what_was_changed_since_is_not_run_over(store: Store, now: datetime, later: datetime) -> None:
    policy, seqs = added(store, now)
    with store.unit("أ", now, "edit") as first:
        first.get(Policy, policy.id).title_ar = "أولى"
    with store.unit("ب", now, "edit") as second:
        second.get(Policy, policy.id).title_ar = "ثانية"
    with pytest.raises(NotAllowed, match=r"undo\.changed"):
        undo(store, first.seqs, "أ", later)
    with pytest.raises(NotAllowed, match=r"undo\.changed"):
        undo(store, seqs, "أ", later)
    assert store.get(Policy, policy.id).title_ar == "ثانية"


def test_other_fields_changed_since_do_not_stand_in_the_way(
    store: Store, now: datetime, later: datetime
) -> None:
    policy, _ = added(store, now)
    with store.unit("أ", now, "edit") as first:
        first.get(Policy, policy.id).title_ar = "أولى"
    with store.unit("ب", now, "edit") as second:
        second.get(Policy, policy.id).note = "ملاحظة"
    undo(store, first.seqs, "أ", later)
    kept = store.get(Policy, policy.id)
    assert (kept.title_ar, kept.note) == ("سياسة", "ملاحظة")


def test_a_child_added_since_keeps_its_parent(store: Store, now: datetime, later: datetime) -> None:
    policy, seqs = added(store, now)
    with store.unit("ب", now, "edit") as unit:
        unit.get(Policy, policy.id).versions.append(Version(number="2.0"))
    with pytest.raises(NotAllowed, match=r"undo\.changed"):
        undo(store, seqs, "أ", later)
    assert len(store.get(Policy, policy.id).versions) == 2


def test_acts_that_stay_are_refused(store: Store, now: datetime, later: datetime) -> None:
    policy, _ = added(store, now)
    with store.unit("أ", now, "approve") as unit:
        unit.irreversible()
        unit.get(Policy, policy.id).versions[0].state = "approved"
    with pytest.raises(NotAllowed, match=r"undo\.final"):
        undo(store, unit.seqs, "أ", later)
    breach, _ = logged(store, now)
    with store.unit("أ", now, "add-entry") as unit:
        unit.get(Breach, breach.id).timeline.append(TimelineEntry(text="احتُوي"))
    with pytest.raises(NotAllowed, match=r"frozen\.timeline"):
        undo(store, unit.seqs, "أ", later)


def test_an_addition_with_what_stays_for_ever_goes_into_the_bin(
    store: Store, now: datetime, later: datetime
) -> None:
    breach, seqs = logged(store, now)
    taken = undo(store, seqs, "أ", later)
    assert store.all(Breach) == []
    assert [one.text for one in store.get(Breach, breach.id).timeline] == ["وقع"]
    undo(store, taken, "أ", later, "redo")
    assert [one.id for one in store.all(Breach)] == [breach.id]
    with store.unit("أ", now, "edit") as unit:
        unit.get(Breach, breach.id).title = "غيرها"
    with pytest.raises(NotAllowed, match=r"undo\.changed"):
        undo(store, seqs, "أ", later)
    assert verify(store).ok


def test_an_erased_past_is_not_brought_back(store: Store, now: datetime, later: datetime) -> None:
    policy, seqs = added(store, now)
    with store.unit("أ", now, "erase") as unit:
        unit.erase(unit.get(Policy, policy.id))
    with pytest.raises(NotAllowed, match=r"undo\.erased"):
        undo(store, seqs, "أ", later)
    with pytest.raises(NotAllowed, match=r"undo\.final"):
        undo(store, unit.seqs, "أ", later)
    with pytest.raises(NotAllowed, match=r"undo\.erased"):
        undo(store, [10**6], "أ", later)
