"""Finds where the Arabic and the English of a clause do not say the same."""

from collections.abc import Iterator, Sequence

from desktop.reading.clauses import ReadClause
from desktop.reading.conflicts import LIKELY
from desktop.reading.matching import Hit
from desktop.reading.model import Finding
from desktop.reading.passages import Evidence, Passage
from desktop.reading.periods import measure
from desktop.reading.rules import LANGS, Rule, rulebook

_LEAST_WORDS = 8
_SHORTER = 0.45


def differences(read: Sequence[ReadClause], *, plain: bool = False) -> Iterator[Finding]:
    """List the clauses whose two languages differ in figures, recipients, denials, conditions or length.

    Of a translation that is `plain`ly older, what its heading names is not yet said.
    """
    if {passage.lang for clause in read for passage in clause.passages} != set(LANGS):
        return
    for clause in read:
        spoken = {passage.lang: passage for passage in clause.passages if _count(passage)}
        if set(spoken) != set(LANGS):
            if spoken:
                yield _alone(clause, next(iter(spoken.values())))
            continue
        arabic, english = spoken["ar"], spoken["en"]
        yield from _figures(clause, arabic, english)
        yield from _recipients(clause, arabic, english, plain=plain)
        yield from _denied(clause, arabic, english)
        yield from _conditions(clause, arabic, english)
        yield from _length(clause, arabic, english)


def _count(passage: Passage) -> int:
    return sum(not token.heading for token in passage.tokens)


def _finding(clause: ReadClause, kind: str, evidence: Sequence[Evidence]) -> Finding:
    return Finding(
        kind="conflict",
        element=kind,
        status=LIKELY,
        says=f"conflict.{kind}",
        clause=clause.number,
        clauses=(clause.number,),
        evidence=tuple(evidence),
        values={"clause": clause.number, "other": clause.number},
    )


def _alone(clause: ReadClause, passage: Passage) -> Finding:
    return _finding(clause, "twin-missing", [passage.evidence(0, min(len(passage.tokens), _LEAST_WORDS))])


def _figures(clause: ReadClause, arabic: Passage, english: Passage) -> Iterator[Finding]:
    """Compare the periods; where both name as many, each must have its like."""
    first, second = _periods(arabic), _periods(english)
    odd = [
        *(e for key, e in first.items() if key not in second),
        *(e for key, e in second.items() if key not in first),
    ]
    if odd:
        yield _finding(clause, "twin-figures", odd)


def _periods(passage: Passage) -> dict[tuple[object, ...], Evidence]:
    return {
        (measure(p.amount, p.unit), measure(p.least, p.unit)): passage.evidence(p.first, p.after)
        for p in passage.periods
    }


def _recipients(clause: ReadClause, arabic: Passage, english: Passage, *, plain: bool) -> Iterator[Finding]:
    """Compare who receives data: a kind of recipient that one language names and no word of the other speaks of."""
    book = rulebook()
    rules = {rule.id: rule for rule in book.sharing.categories if rule.id in book.plain_recipients}

    def named(rule: Rule, passage: Passage) -> bool:
        return any(not plain or not hit.in_heading for hit in rule.hits(passage))

    odd = [
        next(iter(share.evidence))
        for share in clause.reading.shares_with
        if share.key in rules and not all(named(rules[share.key], passage) for passage in (arabic, english))
    ]
    spoken = {words.lang for share in clause.reading.shares_with for words in share.evidence}
    if odd and spoken == set(LANGS):
        yield _finding(clause, "twin-recipients", odd)


def _conditions(clause: ReadClause, arabic: Passage, english: Passage) -> Iterator[Finding]:
    """Find a consent that one language asks for while the other speaks of none."""
    rule = rulebook().condition
    for one, other in ((arabic, english), (english, arabic)):
        hits = rule.strong.hits(one)
        if hits and not rule.weak.hits(other):
            yield _finding(clause, "twin-condition", [hits[0].evidence])


def _denied(clause: ReadClause, arabic: Passage, english: Passage) -> Iterator[Finding]:
    """Compare what is denied: an act that one language only denies and the other only affirms."""
    for rule in rulebook().twins:
        sides = [_sides(rule.hits(passage), passage) for passage in (arabic, english)]
        signs = [set(side) for side in sides]
        if all(signs) and not signs[0] & signs[1]:
            yield _finding(clause, "twin-negation", [words for side in sides for words in side.values()])


def _sides(hits: Sequence[Hit], passage: Passage) -> dict[bool, Evidence]:
    found: dict[bool, Evidence] = {}
    for hit in hits:
        negator = passage.negators.get(hit.first)
        first = hit.first if negator is None else min(negator, hit.first)
        found.setdefault(negator is not None, passage.evidence(first, hit.after))
    return found


def _length(clause: ReadClause, arabic: Passage, english: Passage) -> Iterator[Finding]:
    """Compare lengths: the same said in both languages takes about as many letters."""
    lengths = {passage.lang: len(passage.text.strip()) for passage in (arabic, english)}
    longer, shorter = max(lengths.values()), min(lengths.values())
    if _count(arabic) >= _LEAST_WORDS <= _count(english) and shorter < longer * _SHORTER:
        whole = max((arabic, english), key=lambda passage: len(passage.text))
        yield _finding(
            clause, "twin-length", [whole.evidence(len(whole.tokens) - _LEAST_WORDS, len(whole.tokens))]
        )
