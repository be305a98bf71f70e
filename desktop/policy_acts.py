"""The acts on policies, their versions, clauses and promises, by name."""

from collections.abc import Callable

from data.fields import Kind
from data.policy import Clause, Comment, Policy, Promise, Version
from data.unit import Unit
from desktop import clause_reading as reading
from desktop import policy
from desktop import version as life
from desktop.act import Act, ask, asks


def _draft(unit: Unit, key: str) -> Version | None:
    found = unit.find(Policy, key)
    return policy.draft_of(found) if found else None


def _in_state(*states: str) -> Callable[[Unit, str], Version | None]:
    def find(unit: Unit, key: str) -> Version | None:
        found = unit.find(Policy, key)
        versions = reversed(found.versions) if found else ()
        return next((version for version in versions if version.state in states), None)

    return find


_TEXT, _NEEDED = ask(Kind.TEXT), ask(Kind.TEXT, required=True)
_DAY, _AMOUNT = ask(Kind.DATE), ask(Kind.DECIMAL)
_PROMISED = asks(amount=_AMOUNT, amount_least=_AMOUNT, unit=ask(Kind.CHOICE, choices="unit"), text=_TEXT)

VERSION_ACTS = (
    Act("submit", Version, life.submit, asks(reviewer=ask(), change_summary=_TEXT), _draft),
    Act("send-back", Version, life.send_back, asks(reason=_NEEDED), _draft),
    Act("comment", Version, life.comment, asks(text=_NEEDED, clause_number=ask()), _draft),
    Act("resolve-comment", Comment, life.resolve_comment),
    Act(
        "approve",
        Version,
        life.approve,
        asks(approver=ask(required=True), effective_from=ask(Kind.DATE, required=True), next_review=_DAY),
        _draft,
        final=True,
    ),
    Act("publish", Version, life.publish, {}, _in_state("approved"), final=True),
    Act("new-version", Policy, life.new_version, asks(major=ask(Kind.FLAG), summary=_TEXT)),
    Act(
        "acknowledge",
        Version,
        life.acknowledge,
        asks(person=ask(required=True)),
        _in_state("published", "approved"),
    ),
)
CLAUSE_ACTS = (
    Act("confirm-translation", Clause, policy.confirm_translation),
    Act("confirm-reading", Clause, reading.confirm_reading),
    Act(
        "correct-reading",
        Clause,
        reading.correct_reading,
        asks(
            topics=ask(Kind.CHOICES, choices="topic"), shares_with=ask(Kind.CHOICES, choices="party_category")
        ),
    ),
    Act("read-again", Clause, reading.read_again),
    Act(
        "add-promise",
        Clause,
        reading.add_promise,
        asks(kind=ask(Kind.CHOICE, required=True, choices="promise")) | _PROMISED,
    ),
    Act(
        "correct-promise",
        Promise,
        reading.correct_promise,
        asks(kind=ask(Kind.CHOICE, choices="promise")) | _PROMISED,
    ),
    Act("drop-promise", Promise, reading.drop_promise),
)
ACTS = (*VERSION_ACTS, *CLAUSE_ACTS)
