"""Finds what a policy says that a duty, or another of its own clauses, may speak against."""

from collections.abc import Iterator, Mapping, Sequence

from desktop.reading.asking import Said, said
from desktop.reading.clauses import ReadClause
from desktop.reading.model import Basis, Finding, Law
from desktop.reading.rules import ConflictRule, rulebook

LIKELY = "likely"
_SHOWN = 2
_SURE = ("memory", "disputed", "secondary", "primary")


def conflicts_of(read: Sequence[ReadClause], pack: Law) -> Iterator[Finding]:
    """List the likely conflicts, one for each clause that opens one."""
    for rule in rulebook().conflicts:
        bases = _bases(rule, pack)
        if rule.duty and not bases:
            continue
        if rule.absent is not None and said(rule.absent, read):
            continue
        first = said(rule.first, read)
        second = said(rule.second, read) if rule.second else []
        for clause in dict.fromkeys(one.clause for one in first):
            own = [one for one in first if one.clause == clause]
            against = [two for two in second if not any(_same_sentence(one, two) for one in own)]
            if rule.second is None or against:
                yield _finding(rule, own, against, bases)


def _same_sentence(one: Said, two: Said) -> bool:
    """Tell whether two sayings cannot clash: the same sentence, or one clause in its two languages."""
    if one.clause != two.clause:
        return False
    if one.evidence.lang != two.evidence.lang:
        return True
    return one.sentence == two.sentence


def _finding(
    rule: ConflictRule, own: Sequence[Said], against: Sequence[Said], bases: Sequence[Basis]
) -> Finding:
    words = [*_first_words(own), *_first_words(against)]
    return Finding(
        kind="conflict",
        element=rule.id,
        status=LIKELY,
        says=f"conflict.{rule.id}",
        clause=own[0].clause,
        clauses=tuple(dict.fromkeys(one.clause for one in words)),
        evidence=tuple(one.evidence for one in words),
        article="; ".join(dict.fromkeys(basis.article for basis in bases if basis.article)),
        confidence=min((str(basis.confidence) for basis in bases), key=_SURE.index, default=""),
        values={"clause": own[0].clause, "other": against[0].clause if against else own[0].clause},
    )


def _first_words(found: Sequence[Said]) -> list[Said]:
    """Choose what to show of one side: the first words, and more only where they stand elsewhere."""
    shown: list[Said] = []
    for one in found:
        apart = all(not _overlaps(one, other) for other in shown)
        if apart and len(shown) < _SHOWN:
            shown.append(one)
    return shown


def _overlaps(one: Said, other: Said) -> bool:
    same = (one.clause, one.evidence.lang, one.evidence.part) == (
        other.clause,
        other.evidence.lang,
        other.evidence.part,
    )
    return same and one.evidence.start < other.evidence.end and other.evidence.start < one.evidence.end


def _bases(rule: ConflictRule, pack: Law) -> list[Basis]:
    """Find the rules of the law that a conflict is measured by; of places parted by a bar the first it has."""
    return [basis for wanted in rule.law if (basis := _first(pack, wanted.split("|"))) is not None]


def _first(pack: Law, paths: Sequence[str]) -> Basis | None:
    found = (_at(pack, path.split(".")) for path in paths)
    return next((basis for basis in found if basis is not None), None)


def _at(pack: Law, path: Sequence[str]) -> Basis | None:
    """Follow a dotted path into a pack; a list of rules may be entered by the id of one."""
    node: object = pack
    for step in path:
        inside = node if isinstance(node, Mapping) else getattr(node, "items", None)
        node = inside.get(step) if isinstance(inside, Mapping) else getattr(node, step, None)
        if node is None:
            return None
    return node  # type: ignore[return-value]  # every leaf of a pack is a rule with an article
