"""Policies to try acts and checks on."""

from datetime import datetime

from data.policy import Clause, Policy, Version
from data.store import Store
from desktop import policy as register
from desktop import version as life

ANSWER = ("الطلبات", "Requests", "نرد على طلبك خلال 30 يومًا.", "We answer your request within 30 days.")
SELL = ("المشاركة", "Sharing", "لا نبيع بياناتك.", "We never sell your data.")
USE = ("القبول", "Consent", "باستخدامك الموقع فإنك توافق على جمع بياناتك.", "")
TEXTS = (ANSWER, SELL, USE)


def clause(number: int, words: tuple[str, str, str, str]) -> Clause:
    heading_ar, heading_en, text_ar, text_en = words
    return Clause(
        number=str(number), heading_ar=heading_ar, heading_en=heading_en, text_ar=text_ar, text_en=text_en
    )


def add(store: Store, now: datetime, *texts: tuple[str, str, str, str], kind: str = "policy") -> Policy:
    """Open a policy with a draft of these clauses."""
    policy = Policy(title_ar="سياسة الخصوصية", title_en="Privacy policy", kind=kind, laws=["SA"])
    with store.unit("سارة", now, "new-policy") as unit:
        register.new_policy(unit, policy)
        for at, words in enumerate(texts or TEXTS):
            register.add_clause(unit, policy.versions[0], at, clause(at + 1, words))
    return policy


def publish(store: Store, policy: Policy, now: datetime) -> Version:
    """Take a policy's draft through review and approval."""
    with store.unit("سارة", now, "publish") as unit:
        version = register.draft_of(unit.get(Policy, policy.id))
        assert version is not None
        life.submit(unit, version)
        life.approve(unit, version, approver="خالد", effective_from=now.date())
        return life.publish(unit, version)
