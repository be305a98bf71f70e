"""Finds the promises of a clause with the amounts they name."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.reading.matching import Hit
from desktop.reading.model import PromiseRead
from desktop.reading.passages import Evidence, Passage
from desktop.reading.periods import Period, measure
from desktop.reading.rules import PromiseRule

ANSWER, EXTEND = "answer-request", "extend-answer"


def promises_of(rules: Sequence[PromiseRule], passages: Sequence[Passage]) -> tuple[PromiseRead, ...]:
    """List a clause's promises; the same promise in both languages is one, on the words of both."""
    found: dict[tuple[object, ...], PromiseRead] = {}
    for passage in passages:
        for promise in _extended(list(_of_passage(rules, passage))):
            key = (
                promise.kind,
                measure(promise.amount, promise.unit),
                measure(promise.amount_least, promise.unit),
            )
            if key not in found:
                found[key] = promise
            elif all(e.lang != passage.lang for e in found[key].evidence):
                found[key] = replace(found[key], evidence=found[key].evidence + promise.evidence)
    return tuple(found.values())


def _of_passage(rules: Sequence[PromiseRule], passage: Passage) -> Iterator[PromiseRead]:
    found = [(rule, hit) for rule in rules for hit in rule.rule.hits(passage)]
    for rule, hit in found:
        same = _same(rule, hit)
        others = [other for its, other in found if its.kind != rule.kind]
        period = None if rule.period == "none" or same else _period(rule, hit, others)
        if rule.period == "must" and period is None and same is None:
            continue
        words = _words(hit, period, same)
        if period is None:
            yield PromiseRead(rule.kind, (words,), same=same is not None)
        else:
            yield PromiseRead(rule.kind, (words,), period.amount, period.least, period.unit)


def _period(rule: PromiseRule, hit: Hit, others: Sequence[Hit]) -> Period | None:
    """Choose the period of the sentence that stands nearest to the words, one after them before one ahead.

    A period ahead of the words, or of their end, is another promise's where it follows that one's words.
    """
    own = hit.sentence
    at_once = any(hit.first <= found.first < own.after for found in rule.at_once.hits(hit.passage))
    first = hit.after if at_once else own.first
    inside = [p for p in hit.passage.periods if first <= p.first < own.after]
    mine = [p for p in inside if p.after >= hit.after or not any(_owns(other, p, hit) for other in others)]
    return min(mine, key=lambda p: (p.after <= hit.first, abs(p.first - hit.first)), default=None)


def _owns(other: Hit, period: Period, hit: Hit) -> bool:
    own = hit.sentence
    return own.first <= other.first and other.after <= period.first and other.after < hit.after


def _same(rule: PromiseRule, hit: Hit) -> Hit | None:
    own = hit.sentence
    found = (same for same in rule.same.hits(hit.passage) if own.first <= same.first < own.after)
    return next(found, None)


def _words(hit: Hit, period: Period | None, same: Hit | None) -> Evidence:
    first = hit.first if hit.negator is None else min(hit.negator, hit.first)
    spans = [(first, hit.after)]
    if period is not None:
        spans.append((period.first, period.after))
    if same is not None:
        spans.append((same.first, same.after))
    return hit.passage.evidence(min(s[0] for s in spans), max(s[1] for s in spans))


def _extended(promises: list[PromiseRead]) -> list[PromiseRead]:
    """Give an extension by as much again the amount of the answer promised beside it."""
    answer = next((p for p in promises if p.kind == ANSWER), None)
    if answer is None:
        return promises
    return [
        replace(p, amount=answer.amount, unit=answer.unit) if p.kind == EXTEND and p.same else p
        for p in promises
    ]
