"""Holds a policy's text against what a law asks of a privacy notice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from desktop.reading.asking import Said, said
from desktop.reading.clauses import ReadClause, read_all
from desktop.reading.conflicts import conflicts_of
from desktop.reading.model import ClauseLike, Finding, Law
from desktop.reading.rules import Aspect, ElementRule, rulebook
from desktop.reading.twins import differences

PRESENT, PARTIAL, MISSING = "present", "partial", "missing"
_ALWAYS = "always"

Found = Mapping[str, Sequence[Said]]
Place = tuple[int | str, str, int]


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
    order = {clause.number: place for place, clause in enumerate(read)}
    for element, basis in pack.notice_elements.items():
        rule = rules[element]
        found = {aspect.id: said(aspect, read) for aspect in rule.aspects}
        status = _status(rule, found)
        shown = sorted(_shown(rule, found), key=lambda one: _place(one, order))
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


def _whole(rule: ElementRule, found: Found) -> set[str]:
    """List the aspects that are there; one that wants several phrases and has few is but a part."""
    return {
        aspect.id
        for aspect in rule.aspects
        if len({one.source for one in found[aspect.id]}) >= aspect.rule.least
    }


def _status(rule: ElementRule, found: Found) -> str:
    """Judge an element by its aspects."""
    whole = _whole(rule, found)
    if any(group <= whole for group in rule.enough) and not rule.spoils & whole:
        return PRESENT
    return PARTIAL if any(found.values()) else MISSING


def _shown(rule: ElementRule, found: Found) -> Iterator[Said]:
    """Choose the words that prove it, in every language there is: of each aspect it stands on the sentence that says most.

    An element stands on the first group that is enough and on what spoils it; one that is but partial on all there is.
    """
    whole = _whole(rule, found)
    proof = next((group for group in rule.enough if group <= whole), frozenset(found)) | (rule.spoils & whole)
    proving = [aspect for aspect in rule.aspects if aspect.id in proof and found[aspect.id]]
    told: dict[Place, set[str]] = {}
    for aspect in proving:
        for one in found[aspect.id]:
            told.setdefault(one.place, set()).add(one.source)
    for aspect in proving:
        for ranked in _ranked(found[aspect.id], told):
            yield from _proof(ranked, aspect)


def _ranked(found: Sequence[Said], told: Mapping[Place, set[str]]) -> list[list[Said]]:
    """Rank the words of each language, those of one clause first that says it best in all of them."""
    spoken: dict[str, list[Said]] = {}
    for one in sorted(found, key=lambda one: _strength(one, told), reverse=True):
        spoken.setdefault(one.evidence.lang, []).append(one)
    best = [{one.clause: _strength(one, told) for one in reversed(each)} for each in spoken.values()]
    common = (one.clause for one in found if all(one.clause in each for each in best))
    clause = max(common, key=lambda number: min(each[number] for each in best), default=None)
    return [sorted(each, key=lambda one: one.clause != clause) for each in spoken.values()]


def _strength(one: Said, told: Mapping[Place, set[str]]) -> tuple[bool, int, int]:
    """Tell how well words prove: a text's better than a heading's, then by how much their sentence says, the first best."""
    return one.evidence.part == "text", len(told[one.place]), -one.sentence


def _proof(ranked: Sequence[Said], aspect: Aspect) -> Iterator[Said]:
    """Take the strongest words, as many that differ as the rule wants, and other sentences that prove it with them."""
    chosen: dict[str, Said] = {}
    for one in ranked:
        if len(chosen) < aspect.rule.least:
            chosen.setdefault(one.source, one)
    yield from chosen.values()
    best, told = ranked[0], {one.place for one in chosen.values()}
    for one in ranked if aspect.proof != "sentence" else ():
        beside = aspect.proof == "policy" or one.clause == best.clause
        if beside and one.evidence.part == best.evidence.part and one.place not in told:
            told.add(one.place)
            yield one


def _place(one: Said, order: Mapping[int | str, int]) -> tuple[int, str, bool, int]:
    """Tell where words stand in a policy."""
    return order[one.clause], one.evidence.lang, one.evidence.part == "text", one.evidence.start
