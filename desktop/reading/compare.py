"""Compares two texts of a policy clause by clause, and word by word inside a clause that changed."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from desktop.exchange.markers import unnumbered
from desktop.reading.model import ClauseLike

SAME, CHANGED, MOVED, ADDED, REMOVED = "same", "changed", "moved", "added", "removed"
_PIECE = re.compile(r"\s+|[\w\u064b-\u065f\u0670]+|.", re.DOTALL)
_KIN = 0.4
_BY_NUMBER, _BY_HEADING = 0.2, 0.25


@dataclass(frozen=True, slots=True)
class WordChange:
    """A run of text that both have (`same`), only the old (`removed`) or only the new (`added`)."""

    change: str
    text: str


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """What became of one clause; its number is no part of its words. `moved` has them at another place among others.

    `words_ar` and `words_en` give heading and text of the clause, joined by a line break, in runs; reading the runs
    that are not `added` gives the old text, those not `removed` the new one.
    """

    change: str
    old: ClauseLike | None
    new: ClauseLike | None
    words_ar: tuple[WordChange, ...] = ()
    words_en: tuple[WordChange, ...] = ()


def compare(old_clauses: Sequence[ClauseLike], new_clauses: Sequence[ClauseLike]) -> list[ClauseChange]:
    """Compare two lists of clauses, in the order of the new one; what was removed stands where it was."""
    twins = _twins(old_clauses, new_clauses)
    still = _in_order(twins)
    old_of = {new: old for old, new in twins}
    changes: list[ClauseChange] = []
    gone = [place for place in range(len(old_clauses)) if place not in dict(twins)]
    for place, new in enumerate(new_clauses):
        origin = old_of.get(place)
        if origin is None:
            changes.append(_change(ADDED, None, new))
            continue
        if place in still:
            while gone and gone[0] < origin:
                changes.append(_change(REMOVED, old_clauses[gone.pop(0)], None))
        old = old_clauses[origin]
        unmoved = SAME if place in still else MOVED
        changes.append(_change(unmoved if said(old) == said(new) else CHANGED, old, new))
    return changes + [_change(REMOVED, old_clauses[place], None) for place in gone]


def _change(change: str, old: ClauseLike | None, new: ClauseLike | None) -> ClauseChange:
    before, after = _texts(old), _texts(new)
    return ClauseChange(change, old, new, *(tuple(words(a, b)) for a, b in zip(before, after, strict=True)))


def words(old: str, new: str) -> Iterator[WordChange]:
    """Compare two texts word by word."""
    if old == new:
        if old:
            yield WordChange(SAME, old)
        return
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    for sign, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if sign == "equal":
            yield WordChange(SAME, "".join(before[i:j]))
            continue
        if i < j:
            yield WordChange(REMOVED, "".join(before[i:j]))
        if k < m:
            yield WordChange(ADDED, "".join(after[k:m]))


def said(clause: ClauseLike) -> tuple[str, str, str, str]:
    """Give what a clause says in both languages, without the number that its headings begin with."""
    headings = unnumbered(clause.heading_ar), unnumbered(clause.heading_en)
    return *headings, clause.text_ar.strip(), clause.text_en.strip()


def _texts(clause: ClauseLike | None) -> tuple[str, str]:
    if clause is None:
        return "", ""
    halves = ((clause.heading_ar, clause.text_ar), (clause.heading_en, clause.text_en))
    arabic, english = ("\n".join(filter(None, (part.strip() for part in half))) for half in halves)
    return arabic, english


def _twins(old: Sequence[ClauseLike], new: Sequence[ClauseLike]) -> list[tuple[int, int]]:
    """Pair old clauses with new ones, the likeliest pairs first, each clause once."""
    scored: list[tuple[float, int, int, int]] = []
    bags_old, bags_new = ([_bag(clause) for clause in clauses] for clauses in (old, new))
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            likeness = _likeness(one, other, bags_old[i], bags_new[j])
            if likeness >= _KIN:
                scored.append((-likeness, abs(i - j), i, j))
    return _pairs(sorted(scored))


def _pairs(scored: Sequence[tuple[float, int, int, int]]) -> list[tuple[int, int]]:
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in scored:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return sorted(pairs.items())


def _bag(clause: ClauseLike) -> frozenset[str]:
    return frozenset(word for text in _texts(clause) for word in text.split())


def _likeness(old: ClauseLike, new: ClauseLike, before: frozenset[str], after: frozenset[str]) -> float:
    """Weigh how far a new clause is the old one: shared words, the same heading, the same number."""
    if said(old) == said(new):
        return 2.0
    shared = 2 * len(before & after) / max(1, len(before) + len(after))
    heading = any(one and one == other for one, other in zip(said(old)[:2], said(new)[:2], strict=True))
    return shared + _BY_HEADING * heading + _BY_NUMBER * (str(old.number) == str(new.number))


def _in_order(twins: Sequence[tuple[int, int]]) -> set[int]:
    """Find the new places of the longest run of pairs that kept their order."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int | None] = [None] * len(twins)
    for place, (_, new) in enumerate(twins):
        at = bisect_left(tails, new)
        before[place] = last[at - 1] if at else None
        tails[at : at + 1] = [new]
        last[at : at + 1] = [place]
    kept: set[int] = set()
    step: int | None = last[-1] if last else None
    while step is not None:
        kept.add(twins[step][1])
        step = before[step]
    return kept
