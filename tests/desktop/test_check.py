"""Findings join what the desk checks with what the officer decided, and return when either side changes."""

from datetime import datetime, timedelta

import pytest

from data.errors import NotAllowed
from data.organisation import Organisation, Task
from data.policy import Policy
from data.store import Store
from desktop import finding as findings
from desktop import policy as register
from desktop import version as life
from desktop.check import check
from desktop.finding import Finding, name, said, status
from desktop.law.loading import shipped_packs
from desktop.words import Words, languages
from tests.desktop import policies

PACKS = shipped_packs()


def one(store: Store, now: datetime, element: str, policy: str | None = None) -> Finding:
    (found,) = [found for found in check(store, PACKS, now, policy) if found.element == element]
    return found


@pytest.fixture
def policy(store: Store, now: datetime) -> Policy:
    made = policies.add(store, now)
    policies.publish(store, made, now)
    return store.get(Policy, made.id)


def test_elements_and_conflicts_come_with_evidence_and_article(
    store: Store, now: datetime, policy: Policy
) -> None:
    answer = one(store, now, "response_time")
    assert (answer.kind, answer.status, answer.clause, answer.law) == ("notice-element", "present", "1", "SA")
    assert answer.evidence[0].words in answer.evidence[0].sentence
    assert answer.evidence[0].sentence in policies.ANSWER[2]
    assert answer.article
    assert answer.confidence
    assert not answer.open
    use = one(store, now, "consent-by-use")
    assert (use.kind, use.status, use.clause, use.article) == ("conflict", "likely", "3", "LAW 7; IR 11")
    assert use.confirmed is False
    assert one(store, now, "controller_contact").status == "missing"


def test_only_what_is_published_is_checked_unless_named(store: Store, now: datetime) -> None:
    draft = policies.add(store, now)
    assert check(store, PACKS, now) == []
    assert one(store, now, "consent-by-use", draft.code).policy == draft.code
    with store.unit("سارة", now, "edit") as unit:
        unit.get(Policy, draft.id).next_review = now.date() - timedelta(days=2)
    assert [(found.kind, found.policy) for found in check(store, PACKS, now)] == [("review-due", draft.code)]


def test_a_procedure_is_not_a_notice(store: Store, now: datetime) -> None:
    made = policies.add(store, now, kind="procedure")
    found = check(store, PACKS, now, made.id)
    assert {f.kind for f in found} == {"conflict"}


def test_each_law_is_asked_and_differences_are_told_once(store: Store, now: datetime) -> None:
    made = policies.add(store, now)
    with store.unit("سارة", now, "laws") as unit:
        unit.get(Policy, made.id).laws = ["SA", "QA"]
    found = check(store, PACKS, now, made.id)
    assert {f.law for f in found if f.element == "purposes"} == {"SA", "QA"}
    assert [f.element for f in found if f.element.startswith("twin-")] == ["twin-missing"]
    assert len({f.fingerprint for f in found}) == len(found)


def change(store: Store, now: datetime, policy: Policy, at: int, text: str) -> None:
    """Publish a new version in which one clause reads otherwise."""
    with store.unit("سارة", now, "new-version") as unit:
        version = life.new_version(unit, unit.get(Policy, policy.id))
        register.edit_clause(unit, version.clauses[at], text_ar=text)
        register.confirm_translation(unit, version.clauses[at])
    policies.publish(store, policy, now)


def test_a_dismissed_finding_returns_when_its_clause_changes(
    store: Store, now: datetime, policy: Policy
) -> None:
    use = one(store, now, "consent-by-use")
    with pytest.raises(NotAllowed, match=r"reason\.needed"), store.unit("سارة", now, "dismiss") as unit:
        findings.dismiss(unit, use, reason=" ")
    with store.unit("سارة", now, "dismiss") as unit:
        findings.dismiss(unit, use, reason="الموافقة تُطلب في شاشة التسجيل")
    held = one(store, now, "consent-by-use")
    assert held.decision is not None
    assert (held.open, held.decision.verdict, held.decision.decided_by) == (False, "dismissed", "سارة")
    change(store, now, policy, 1, "لا نبيع بياناتك لأحد.")
    assert not one(store, now, "consent-by-use").open
    change(store, now, policy, 2, "باستخدامك التطبيق فإنك توافق على جمع بياناتك.")
    back = one(store, now, "consent-by-use")
    assert (back.open, back.fingerprint) == (True, use.fingerprint)
    assert back.former is not None
    assert back.former.reason == "الموافقة تُطلب في شاشة التسجيل"


def test_an_accepted_finding_returns_after_its_day(store: Store, now: datetime, policy: Policy) -> None:
    with store.unit("سارة", now, "accept") as unit:
        findings.accept(unit, one(store, now, "controller_contact"), until=now.date() + timedelta(days=30))
    assert not one(store, now, "controller_contact").open
    assert one(store, now + timedelta(days=31), "controller_contact").open


def test_a_task_that_is_done_and_changed_nothing_lets_the_finding_return(
    store: Store, now: datetime, policy: Policy
) -> None:
    with store.unit("سارة", now, "make-task") as unit:
        task = findings.make_task(unit, one(store, now, "controller_contact"), title="أضف وسيلة تواصل")
    assert not one(store, now, "controller_contact").open
    with store.unit("سارة", now, "done") as unit:
        unit.get(Task, task.id).done_at = now
    assert one(store, now, "controller_contact").open


def test_stale_translations_are_found_in_the_draft(store: Store, now: datetime, policy: Policy) -> None:
    with store.unit("سارة", now, "new-version") as unit:
        version = life.new_version(unit, unit.get(Policy, policy.id))
        register.edit_clause(unit, version.clauses[0], text_ar="نرد على طلبك خلال 20 يومًا.")
    stale = one(store, now, "stale-en")
    assert (stale.kind, stale.version, stale.clause, stale.open) == ("translation", "2.0", "1", True)


@pytest.mark.parametrize(
    ("days", "state"), [(-3, "overdue"), (0, "due"), (20, "due"), (60, None), (None, None)]
)
def test_a_review_is_told_from_a_month_before(
    store: Store, now: datetime, policy: Policy, days: int | None, state: str | None
) -> None:
    with store.unit("سارة", now, "edit") as unit:
        due = now.date() + timedelta(days=days) if days is not None else None
        unit.get(Policy, policy.id).next_review = due
    found = [f.status for f in check(store, PACKS, now) if f.kind == "review-due"]
    assert found == ([state] if state else [])


def test_every_finding_is_said_in_both_languages(store: Store, now: datetime, policy: Policy) -> None:
    with store.unit("سارة", now, "edit") as unit:
        unit.get(Policy, policy.id).next_review = now.date() - timedelta(days=1)
        unit.get(Organisation, store.organisation().id).laws = list(PACKS)
        unit.get(Policy, policy.id).laws = list(PACKS)
    for lang in languages():
        words = Words(lang)
        for found in check(store, PACKS, now):
            assert said(found, words)
            assert name(found, words)
            assert status(found, words)
            assert "{" not in said(found, words)
