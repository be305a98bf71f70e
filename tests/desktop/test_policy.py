"""The life of a version, and what its clauses are read to say."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from data.errors import Blocked, Invalid, NotAllowed
from data.policy import Clause, Policy, Version
from data.store import Store
from data.undo import undo
from data.unit import Unit
from desktop import clause_reading as reading
from desktop import policy as register
from desktop import version as life
from desktop.law.loading import shipped_packs
from desktop.templates import blanks, start
from tests.desktop import policies


def kept(store: Store, policy: Policy, at: int = 0) -> Clause:
    return store.get(Policy, policy.id).versions[-1].clauses[at]


def test_a_version_goes_from_draft_to_superseded(store: Store, now: datetime) -> None:
    policy = policies.add(store, now)
    first = policies.publish(store, policy, now)
    assert (first.state, first.approver, first.effective_from) == ("published", "خالد", now.date())
    assert first.text_hash == register.text_hash(first)
    with store.unit("سارة", now, "new-version") as unit:
        second = life.new_version(unit, unit.get(Policy, policy.id), major=False, summary="تصحيح")
    assert (second.number, second.state, second.change_summary) == ("1.1", "draft", "تصحيح")
    assert store.get(Policy, policy.id).version_number == "1.0"
    policies.publish(store, policy, now)
    whole = store.get(Policy, policy.id)
    assert [one.state for one in whole.versions] == ["superseded", "published"]
    assert (whole.state, whole.version_number) == ("published", "1.1")


def refused(store: Store, now: datetime, policy: Policy, act: Callable[[Unit, Version], object]) -> str:
    with pytest.raises(Blocked) as problem, store.unit("سارة", now, "try") as unit:
        act(unit, unit.get(Policy, policy.id).versions[-1])
    return problem.value.key


def test_illegal_moves_are_refused(store: Store, now: datetime) -> None:
    day = now.date()
    draft = policies.add(store, now)
    assert refused(store, now, draft, life.publish) == "version.not-approved"
    assert refused(store, now, draft, lambda u, v: life.send_back(u, v, "x")) == "version.not-review"
    approve = lambda u, v: life.approve(u, v, approver="خالد", effective_from=day)  # noqa: E731  # used often
    assert refused(store, now, draft, approve) == "version.not-review"
    assert refused(store, now, draft, lambda u, v: life.new_version(u, v.policy)) == "version.open"
    assert refused(store, now, draft, lambda u, v: life.acknowledge(u, v, "منى")) == "version.not-approved"
    with store.unit("سارة", now, "submit") as unit:
        life.submit(unit, unit.get(Policy, draft.id).versions[0])
    assert refused(store, now, draft, life.submit) == "version.not-draft"
    nobody = lambda u, v: life.approve(u, v, approver=" ", effective_from=day)  # noqa: E731  # used once
    assert refused(store, now, draft, nobody) == "approver.needed"
    with store.unit("منى", now, "comment") as unit:
        life.comment(unit, unit.get(Policy, draft.id).versions[0], "راجعوا البند", clause_number="2")
    assert refused(store, now, draft, approve) == "version.remarks-open"
    empty = Policy(title_ar="فارغة")
    with store.unit("سارة", now, "new") as unit:
        register.new_policy(unit, empty)
    assert refused(store, now, empty, life.submit) == "version.empty"


def test_a_version_is_sent_back_with_its_reason(store: Store, now: datetime) -> None:
    policy = policies.add(store, now)
    with store.unit("سارة", now, "review") as unit:
        version = unit.get(Policy, policy.id).versions[0]
        life.submit(unit, version, reviewer="منى")
        life.send_back(unit, version, "ينقصه وسيلة تواصل")
    version = store.get(Policy, policy.id).versions[0]
    assert (version.state, version.comments[0].text) == ("draft", "ينقصه وسيلة تواصل")
    with store.unit("سارة", now, "resolve") as unit:
        life.resolve_comment(unit, unit.get(Policy, policy.id).versions[0].comments[0])
    assert store.get(Policy, policy.id).versions[0].comments[0].resolved_at == now


@pytest.mark.parametrize(
    "change",
    [
        lambda u, v: setattr(v.clauses[0], "text_ar", "نص آخر"),
        lambda u, v: setattr(v.clauses[0], "position", 2),
        lambda u, v: v.clauses.append(Clause(text_ar="زيادة")),
        lambda u, v: u.delete(v.clauses[0]),
        lambda u, v: setattr(v, "text_hash", "0" * 64),
        lambda u, v: setattr(v, "approver", "آخر"),
        lambda u, v: setattr(v, "effective_from", date(2030, 1, 1)),
        lambda u, v: setattr(v, "state", "draft"),
        lambda u, v: u.delete(v.policy),
    ],
)
def test_the_store_refuses_to_touch_an_approved_text(
    store: Store, now: datetime, change: Callable[[Unit, Version], object]
) -> None:
    policy = policies.add(store, now)
    policies.publish(store, policy, now)
    assert refused(store, now, policy, change).startswith("frozen.")


def test_the_acts_refuse_to_touch_an_approved_text(store: Store, now: datetime) -> None:
    policy = policies.add(store, now)
    policies.publish(store, policy, now)
    edit = lambda u, v: register.edit_clause(u, v.clauses[0], text_ar="x")  # noqa: E731  # used once
    assert refused(store, now, policy, edit) == "version.frozen"
    assert (
        refused(store, now, policy, lambda u, v: register.remove_clause(u, v.clauses[0])) == "version.frozen"
    )
    assert refused(store, now, policy, lambda u, v: life.comment(u, v, "x")) == "version.frozen"


def test_an_approval_stays(store: Store, now: datetime) -> None:
    policy = policies.add(store, now)
    with store.unit("سارة", now, "submit") as unit:
        life.submit(unit, unit.get(Policy, policy.id).versions[0])
    with store.unit("سارة", now, "approve") as unit:
        version = unit.get(Policy, policy.id).versions[0]
        review = now.date() + timedelta(days=365)
        life.approve(unit, version, approver="خالد", effective_from=now.date(), next_review=review)
    assert store.get(Policy, policy.id).next_review == review
    with pytest.raises(NotAllowed, match=r"undo\.final"):
        undo(store, unit.seqs, "سارة", now)


def test_staff_acknowledge_the_very_text(store: Store, now: datetime) -> None:
    policy = policies.add(store, now)
    version = policies.publish(store, policy, now)
    with store.unit("منى", now, "acknowledge") as unit:
        read = life.acknowledge(unit, unit.get(Policy, policy.id).versions[0], " منى ")
    assert (read.person, read.text_hash, read.acknowledged_at) == ("منى", version.text_hash, now)
    again = lambda u, v: life.acknowledge(u, v, "منى")  # noqa: E731  # used once
    assert refused(store, now, policy, again) == "acknowledged"


def test_clauses_are_read_as_they_are_written(store: Store, now: datetime) -> None:
    policy = policies.add(store, now)
    answer, sell = kept(store, policy), kept(store, policy, 1)
    assert "response-time" in answer.topics
    assert [(p.kind, p.amount, p.unit) for p in answer.promises] == [("answer-request", 30, "days")]
    assert [p.kind for p in sell.promises] == ["never-sell"]
    assert not answer.reading_confirmed
    assert reading.evidence(answer)["promises", "answer-request"][0].words in answer.text_ar


def test_a_confirmation_survives_where_the_words_did_not_change(store: Store, now: datetime) -> None:
    policy = policies.add(store, now)
    with store.unit("سارة", now, "read") as unit:
        clauses = unit.get(Policy, policy.id).versions[0].clauses
        reading.confirm_reading(unit, clauses[0])
        reading.correct_reading(unit, clauses[1], topics=["sharing"], shares_with=["shipping"])
    policies.publish(store, policy, now)
    with store.unit("سارة", now, "new-version") as unit:
        version = life.new_version(unit, unit.get(Policy, policy.id))
        register.edit_clause(unit, version.clauses[0], text_ar="نرد على طلبك خلال 15 يومًا.")
    answer, sell = kept(store, policy), kept(store, policy, 1)
    assert (sell.reading_confirmed, sell.shares_with) == (True, ["shipping"])
    assert not answer.reading_confirmed
    assert answer.translation_stale == "en"
    assert ("answer-request", 15, "days") in [(p.kind, p.amount, p.unit) for p in answer.promises]


def test_promises_are_corrected_by_hand(store: Store, now: datetime) -> None:
    policy = policies.add(store, now)
    with store.unit("سارة", now, "read") as unit:
        first = unit.get(Policy, policy.id).versions[0].clauses[0]
        reading.correct_promise(unit, first.promises[0], amount=20.0)
        reading.add_promise(unit, first, kind="tell-changes", text="خلال 30 يومًا", unit="days", amount=5.0)
    first = kept(store, policy)
    assert [(p.kind, p.amount, p.confirmed) for p in first.promises] == [
        ("answer-request", 20, True),
        ("tell-changes", 5, True),
    ]
    with store.unit("سارة", now, "read") as unit:
        reading.drop_promise(unit, unit.get(Policy, policy.id).versions[0].clauses[0].promises[1])
    assert [p.kind for p in kept(store, policy).promises] == ["answer-request"]
    with store.unit("سارة", now, "read") as unit:
        reading.read_again(unit, unit.get(Policy, policy.id).versions[0].clauses[0])
    assert [(p.amount, p.confirmed) for p in kept(store, policy).promises] == [(30, False)]
    with store.unit("سارة", now, "read") as unit:
        first = unit.get(Policy, policy.id).versions[0].clauses[0]
        with pytest.raises(Invalid):
            reading.correct_reading(unit, first, topics=["nothing-such"])
        first.topics = []


def test_a_model_text_is_approved_once_its_blanks_are_filled(store: Store, now: datetime) -> None:
    policy = Policy()
    with store.unit("سارة", now, "new-policy") as unit:
        start(unit, policy, shipped_packs()["SA"], store.organisation())
        life.submit(unit, policy.versions[0])
    whole = store.get(Policy, policy.id)
    assert (whole.title_en, whole.versions[0].source) == ("Privacy policy", "template")
    assert any(number == "1" for number, _ in blanks(whole.versions[0]))
    approve = lambda u, v: life.approve(u, v, approver="خالد", effective_from=now.date())  # noqa: E731  # once
    assert refused(store, now, policy, approve) == "version.blanks"


@pytest.mark.parametrize(
    ("number", "heading", "says"),
    [
        ("2", "البند (2):", True),
        ("٣", "القسم 3 - الحقوق", True),
        ("1", "أولًا: الجمع", True),
        ("3", "Article 3", True),
        ("1", "نحتفظ 12 شهرًا", False),
        ("4", "", False),
    ],
)
def test_a_heading_that_says_its_number_is_known(number: str, heading: str, *, says: bool) -> None:
    assert register.numbers_itself(Clause(number=number, heading_ar=heading)) is says
