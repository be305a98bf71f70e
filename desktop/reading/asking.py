"""Asks the clauses of a policy whether one of them says a thing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.reading.clauses import ReadClause
from desktop.reading.passages import Evidence
from desktop.reading.rules import Aspect

_UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Said:
    """The words with which a clause says a thing, and in which of its sentences.

    `source` is the phrase that found them, or the part of the reading.
    """

    clause: int | str
    source: str
    evidence: Evidence
    sentence: int

    @property
    def place(self) -> tuple[int | str, str, int]:
        """The sentence among all of a policy."""
        return self.clause, self.evidence.lang, self.sentence


def said(aspect: Aspect, read: Sequence[ReadClause]) -> list[Said]:
    """Find all words for a thing: by the rule's phrases, or in what the clauses' reading found; not in definitions."""
    return [one for clause in read if not clause.reading.definitions for one in said_in(aspect, clause)]


def said_in(aspect: Aspect, clause: ReadClause) -> Iterator[Said]:
    """Find the words for a thing in one clause."""
    for passage in clause.passages:
        for hit in aspect.rule.hits(passage):
            yield Said(clause.number, hit.phrase.source, hit.evidence, passage.sentence_of[hit.first])
    for wanted in aspect.reading:
        kind, _, key = wanted.partition(":")
        for found, evidence in _read(clause, kind):
            if key in {found, ""}:
                for words in evidence:
                    passage = clause.passage(words.lang)
                    place = passage.sentence_of[passage.place(words)]
                    yield Said(clause.number, f"{kind}:{found}", words, place)


def _read(clause: ReadClause, kind: str) -> list[tuple[str, tuple[Evidence, ...]]]:
    reading = clause.reading
    if kind == "promise":
        return [(promise.kind, promise.evidence) for promise in reading.promises]
    if kind == "period":
        return [(p.kind, p.evidence) for p in reading.promises if p.amount is not None]
    if kind == "shares":
        return [(_UNNAMED if reading.unnamed else s.key, s.evidence) for s in reading.shares_with]
    return [(topic.key, topic.evidence) for topic in reading.topics]
