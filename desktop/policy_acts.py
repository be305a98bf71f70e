"""The acts on policies, their versions, clauses and promises, by name."""

from collections.abc import Callable
from typing import Any

from data.fields import Kind
from data.policy import Clause, Comment, Policy, Promise, Version
from data.unit import Unit
from desktop import clause_reading as reading
from desktop import policy
from desktop import version as life
from desktop.act import Act, ask, asks
from desktop.leading import leading


def _version(*states: str) -> Callable[[Unit, str], Version | None]:
    """Find the version that a policy's reference means: `P/1.1` by its number, else the last in one of the states.

    Where none is in such a state, the leading one is meant, and the act says what stands in its way.
    """

    def find(unit: Unit, key: str) -> Version | None:
        code, _, number = key.partition("/")
        found = unit.find(Policy, code)
        if found is None or number:
            return policy.numbered(found, number) if found else None
        versions = (version for version in reversed(found.versions) if version.state in states)
        return next(versions, leading(found))

    return find


def _clause(unit: Unit, key: str) -> Clause | None:
    """Find the clause that `P/3` means, by its number in the open version or else the leading one."""
    code, _, number = key.partition("/")
    found = unit.find(Policy, code) if number else None
    version = (policy.draft_of(found) or leading(found)) if found else None
    return next((clause for clause in version.clauses if clause.number == number), None) if version else None


def _write_clause(unit: Unit, version: Version, *, place: int | None = None, **words: str) -> Clause:
    at = len(version.clauses) if place is None else max(0, place - 1)
    said: dict[str, Any] = {"number": str(at + 1)} | words
    clause = Clause(**said)
    clause.source_language = "ar" if clause.text_ar or clause.heading_ar else "en"
    return policy.add_clause(unit, version, at, clause)


def _place_clause(unit: Unit, clause: Clause, place: int) -> Clause:
    return policy.move_clause(unit, clause, place - 1)


def _take_out(unit: Unit, clause: Clause) -> Version:
    version = clause.version
    policy.remove_clause(unit, clause)
    return version


_TEXT, _NEEDED = ask(Kind.TEXT), ask(Kind.TEXT, required=True)
_DAY, _AMOUNT = ask(Kind.DATE), ask(Kind.DECIMAL)
_OPEN = _version("draft", "review")
_WORDS = asks(number=ask(), heading_ar=ask(), heading_en=ask(), text_ar=_TEXT, text_en=_TEXT)
_PROMISED = asks(amount=_AMOUNT, amount_least=_AMOUNT, unit=ask(Kind.CHOICE, choices="unit"), text=_TEXT)

VERSION_ACTS = (
    Act("submit", Version, life.submit, asks(reviewer=ask(), change_summary=_TEXT), _OPEN),
    Act("send-back", Version, life.send_back, asks(reason=_NEEDED), _OPEN),
    Act("comment", Version, life.comment, asks(text=_NEEDED, clause_number=ask()), _OPEN),
    Act("resolve-comment", Comment, life.resolve_comment),
    Act(
        "approve",
        Version,
        life.approve,
        asks(approver=ask(required=True), effective_from=ask(Kind.DATE, required=True), next_review=_DAY),
        _OPEN,
        final=True,
    ),
    Act("publish", Version, life.publish, {}, _version("approved"), final=True),
    Act("new-version", Policy, life.new_version, asks(major=ask(Kind.FLAG), summary=_TEXT)),
    Act(
        "acknowledge",
        Version,
        life.acknowledge,
        asks(person=ask(required=True)),
        _version("published", "approved"),
    ),
)
WRITING_ACTS = (
    Act("add-clause", Version, _write_clause, asks(place=ask(Kind.NUMBER)) | _WORDS, _OPEN),
    Act("edit-clause", Clause, policy.edit_clause, _WORDS, _clause),
    Act("move-clause", Clause, _place_clause, asks(place=ask(Kind.NUMBER, required=True)), _clause),
    Act("remove-clause", Clause, _take_out, {}, _clause),
)
CLAUSE_ACTS = (
    Act("confirm-translation", Clause, policy.confirm_translation, {}, _clause),
    Act("confirm-reading", Clause, reading.confirm_reading, {}, _clause),
    Act(
        "correct-reading",
        Clause,
        reading.correct_reading,
        asks(
            topics=ask(Kind.CHOICES, choices="topic"), shares_with=ask(Kind.CHOICES, choices="party_category")
        ),
        _clause,
    ),
    Act("read-again", Clause, reading.read_again, {}, _clause),
    Act(
        "add-promise",
        Clause,
        reading.add_promise,
        asks(kind=ask(Kind.CHOICE, required=True, choices="promise")) | _PROMISED,
        _clause,
    ),
    Act(
        "correct-promise",
        Promise,
        reading.correct_promise,
        asks(kind=ask(Kind.CHOICE, choices="promise")) | _PROMISED,
    ),
    Act("drop-promise", Promise, reading.drop_promise),
)
ACTS = (*VERSION_ACTS, *WRITING_ACTS, *CLAUSE_ACTS)
