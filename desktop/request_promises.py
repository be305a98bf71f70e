"""What published policies promise about a request: which promise speaks for which right, and for how long."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from data.policy import Clause, Policy, Promise, Version
from data.request import Request
from data.unit import Unit
from desktop.law.clocks import REQUEST, ClockTerms, clock_terms
from desktop.law.facts import Clock, Confidence, Event, Extension, FirstDay, Speed
from desktop.law.facts import Unit as Span
from desktop.law.pack import Pack

STOPS = frozenset({"withdraw-consent", "marketing-objection"})  # what is stopped is not waited for
_OF_RIGHTS = {
    "stop-marketing": frozenset({"marketing-objection"}),
    "delete-on-request": frozenset({"erasure"}),
}
_ANSWER, _LONGER = "answer-request", "extend-answer"
_SPEAKS = frozenset({"published", "superseded"})
_SPANS: Mapping[str, tuple[Span, int]] = {
    "hours": (Span.HOURS, 1),
    "days": (Span.DAYS, 1),
    "working-days": (Span.WORKING_DAYS, 1),
    "weeks": (Span.DAYS, 7),
    "months": (Span.MONTHS, 1),
    "years": (Span.MONTHS, 12),
}


def promises(unit: Unit, request: Request, pack: Pack) -> list[dict[str, Any]]:
    """Find what policies promised about a request, as they spoke when it came in; one without a number is kept, too."""
    found = []
    for kind in _kinds(request):
        for promise in unit.all(Promise, kind=kind):
            clause = unit.session.get_one(Clause, promise.clause_id)
            version = unit.session.get_one(Version, clause.version_id)
            policy = unit.session.get_one(Policy, version.policy_id)
            numbered = bool(promise.amount) and promise.unit in _SPANS
            if (numbered or kind != _ANSWER) and _spoke(unit, policy, version, request, pack):
                longer = _longer(unit, version, promise.unit) if kind == _ANSWER else None
                terms = _terms(pack, promise, longer)
                source = f"{policy.code} {version.number} / {clause.number or clause.position}"
                found.append({"source": source, "clause": clause.id, "kind": kind, "terms": terms.to_json()})
    return found


def _kinds(request: Request) -> Iterator[str]:
    """Name the kinds of promises that speak of a request: of answering it, and of the rights it uses."""
    asked = set(request.rights)
    if asked - STOPS:
        yield _ANSWER
    yield from (kind for kind, rights in _OF_RIGHTS.items() if asked & rights)


def _spoke(unit: Unit, policy: Policy, version: Version, request: Request, pack: Pack) -> bool:
    """Tell whether a version was the one that spoke for the organisation when the request came in."""
    if policy.binned_at is not None or (policy.laws and request.law not in policy.laws):
        return False
    day = request.received_at.astimezone(pack.timezone).date() if request.received_at else date.max
    return version is max(
        (one for one in unit.all(Version, policy_id=policy.id) if _begun(one, day)),
        key=lambda one: (one.effective_from or date.min, one.position or 0),
        default=None,
    )


def _begun(version: Version, day: date) -> bool:
    """Tell whether a version was in force on a day; a superseded one that does not say from when never counts."""
    if version.effective_from is None:
        return version.state == "published"
    return version.state in _SPEAKS and version.effective_from <= day


def _longer(unit: Unit, version: Version, span: str) -> int | None:
    """Find by how much a policy says it may extend, in the unit of its answer."""
    for promise in unit.all(Promise, kind=_LONGER):
        clause = unit.session.get_one(Clause, promise.clause_id)
        if clause.version_id == version.id and promise.amount and promise.unit == span:
            return int(promise.amount)
    return None


def _terms(pack: Pack, promise: Promise, longer: int | None) -> ClockTerms:
    span, times = _SPANS.get(promise.unit, (None, 0))
    basis: dict[str, Any] = {"article": "policy", "confidence": Confidence.PRIMARY, "source": "policy"}
    if span is None or not promise.amount:
        clock = Clock(**basis, speed=Speed.UNNUMBERED, starts=Event.RECEIPT)
        return replace(clock_terms(pack, REQUEST), clock=clock, extension=None)
    clock = Clock(
        **basis,
        amount=int(promise.amount * times),
        unit=span,
        starts=Event.RECEIPT,
        first_day=None if span is Span.HOURS else FirstDay.NEXT_DAY,
    )
    more = Extension(**basis, amount=longer * times, unit=span, advance_notice=True) if longer else None
    return replace(clock_terms(pack, REQUEST), clock=clock, extension=more)
