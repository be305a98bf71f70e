"""Holds a policy's text against what a law asks of a privacy notice."""

from collections.abc import Iterable, Iterator, Sequence

from desktop.reading.asking import Said, said
from desktop.reading.clauses import ReadClause, read_all
from desktop.reading.conflicts import conflicts_of
from desktop.reading.model import ClauseLike, Finding, Law
from desktop.reading.rules import ElementRule, rulebook
from desktop.reading.twins import differences

PRESENT, PARTIAL, MISSING = "present", "partial", "missing"
_ALWAYS = "always"
_SHOWN = 3


def check_notice(clauses: Iterable[ClauseLike], pack: Law) -> list[Finding]:
    """Check a policy against one law: every element the law asks for, then the likely conflicts.

    Conflicts, in the law's articles where it has such a rule, are for the officer to confirm.
    """
    given = list(clauses)
    read = read_all(given)
    return [*elements_of(read, pack), *conflicts_of(read, pack), *differences(read)]


def elements_of(read: Sequence[ReadClause], pack: Law) -> Iterator[Finding]:
    """Find each element of a law's notice to be present, partial or missing."""
    rules = rulebook().elements
    for element, basis in pack.notice_elements.items():
        rule = rules[element]
        found = {aspect.id: said(aspect, read) for aspect in rule.aspects}
        status = _status(rule, found)
        shown = _shown(rule, found)
        condition = str(getattr(basis, "when", _ALWAYS))
        yield Finding(
            kind="notice-element",
            element=element,
            status=status,
            says="notice.present" if status == PRESENT else f"notice.{status}.{element}",
            clause=shown[0].clause if shown else None,
            clauses=tuple(dict.fromkeys(each.clause for each in shown)),
            evidence=tuple(each.evidence for each in shown),
            article=basis.article or "",
            confidence=str(basis.confidence),
            condition="" if condition == _ALWAYS else condition,
        )


def _status(rule: ElementRule, found: dict[str, list[Said]]) -> str:
    """Judge an element by its aspects; an aspect that wants several phrases and has few is a part of it."""
    whole = {
        aspect.id
        for aspect in rule.aspects
        if len({one.source for one in found[aspect.id]}) >= aspect.rule.least
    }
    if any(group <= whole for group in rule.enough) and not rule.spoils & whole:
        return PRESENT
    return PARTIAL if any(found.values()) else MISSING


def _shown(rule: ElementRule, found: dict[str, list[Said]]) -> list[Said]:
    """Choose the words to show: of each aspect in the rule's order, the decisive ones first, in every language there is."""
    decisive = {name for group in rule.enough for name in group} | rule.spoils
    ordered = sorted(rule.aspects, key=lambda aspect: aspect.id not in decisive)
    per_aspect = [found[aspect.id] for aspect in ordered if found[aspect.id]]
    firsts = [words[0] for words in per_aspect]
    spoken = {one.evidence.lang for one in firsts}
    more = sorted(
        (one for words in per_aspect for one in words[1:]), key=lambda one: one.evidence.lang in spoken
    )
    return list(dict.fromkeys([*firsts, *more]))[:_SHOWN]
