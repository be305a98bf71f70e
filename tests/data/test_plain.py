"""Records as plain JSON and back."""

import json
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from data.plain import canonical, plain, plain_value, tree, values
from data.policy import Clause, Policy, Promise, Version
from data.store import Store


def test_a_tree_holds_all_that_hangs_on_a_record(store: Store, now: datetime) -> None:
    with store.unit("أ", now, "add") as unit:
        policy = Policy(title_ar="سياسة", effective_from=date(2026, 4, 1))
        policy.versions.append(
            Version(number="1.0", clauses=[Clause(text_ar="نص", promises=[Promise(kind="other")])])
        )
        unit.add(policy)
    written = tree(store.get(Policy, policy.id))
    assert written["versions"][0]["clauses"][0]["promises"][0]["kind"] == "other"
    assert written["effective_from"] == "2026-04-01"
    assert written["created_at"] == "2026-03-01T09:00:00Z"
    json.dumps(written)
    assert "versions" not in tree(store.all(Policy, whole=False)[0])


def test_plain_values_read_back_as_they_were(store: Store, now: datetime) -> None:
    with store.unit("أ", now, "add") as unit:
        policy = unit.add(Policy(title_ar="سياسة", laws=["SA", "QA"], next_review=date(2027, 1, 31)))
    kept = store.get(Policy, policy.id)
    again = Policy(**values(Policy, plain(kept)))
    assert plain(again) == plain(kept)
    assert values(Policy, {"colour": "red"}) == {}


def test_moments_are_written_in_utc() -> None:
    there = datetime(2026, 1, 1, 2, tzinfo=timezone(timedelta(hours=3)))
    assert plain_value(there) == "2025-12-31T23:00:00Z"


@given(
    st.dictionaries(st.text(), st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text()))
)
def test_canonical_json_does_not_depend_on_the_order_of_keys(value: dict[str, object]) -> None:
    turned = dict(reversed(value.items()))
    assert canonical(value) == canonical(turned)
    assert json.loads(canonical(value)) == value


@given(st.datetimes(timezones=st.just(UTC)))
def test_moments_survive_writing(moment: datetime) -> None:
    assert values(Policy, {"created_at": plain_value(moment)}) == {"created_at": moment}
