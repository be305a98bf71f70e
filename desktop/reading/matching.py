"""Finds the phrases of a rule in a passage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.reading.passages import Evidence, Passage, Sentence
from desktop.reading.phrases import Node, Phrase


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a phrase was found: tokens from `first` to before `after`, and the negation before it, if any."""

    passage: Passage
    phrase: Phrase
    first: int
    after: int
    negator: int | None = None

    @property
    def evidence(self) -> Evidence:
        """Quote the words, from the negation on where one reaches them."""
        first = self.first if self.negator is None else min(self.negator, self.first)
        return self.passage.evidence(first, self.after)

    @property
    def sentence(self) -> Sentence:
        """The sentence the words stand in."""
        return self.passage.sentence(self.first)

    @property
    def in_heading(self) -> bool:
        """Whether the words stand in the heading."""
        return self.passage.tokens[self.first].heading


def find(phrases: Sequence[Phrase], passage: Passage, *, negated: bool | None = None) -> Iterator[Hit]:
    """Find each phrase wherever it stands; with `negated`, only under a negation or only outside one."""
    for phrase in phrases:
        yield from _find(phrase, passage, negated=negated)


def _find(phrase: Phrase, passage: Passage, *, negated: bool | None) -> Iterator[Hit]:
    known = passage.places.keys()
    if any(known.isdisjoint(need) for need in phrase.must):
        return
    best: Hit | None = None
    for place in sorted({place for mark in phrase.start for place in passage.places.get(mark, ())}):
        stop = passage.sentence(place).after
        after = next(iter(phrase.core.ends(passage, place, stop)), None)
        if after is None or not _fits(phrase, passage, place):
            continue
        negator = _negator(passage, place, after)
        if negated is None or negated == (negator is not None):
            hit = Hit(passage, phrase, place, after, negator if negated else None)
            if best is not None and place >= best.after:
                yield best
            if best is None or place >= best.after or after == best.after:
                best = hit
    if best is not None:
        yield best


def _negator(passage: Passage, first: int, after: int) -> int | None:
    """Find the negation over the words: one before them, or one within that reaches their end (`cards are not kept`)."""
    before = passage.negators.get(first)
    if before is not None:
        return before
    within = passage.negators.get(after - 1)
    return within if within is not None and first < within else None


def _fits(phrase: Phrase, passage: Passage, place: int) -> bool:
    if phrase.beside:
        context = passage.around(place, heading=True)
        if not all(_occurs(node, passage, context) for node in phrase.beside):
            return False
    if not phrase.bars:
        return True
    context = passage.around(place, heading=False)
    return not any(_occurs(node, passage, context) for node in phrase.bars)


def _occurs(node: Node, passage: Passage, sentences: Sequence[Sentence]) -> bool:
    places = sorted({place for mark in node.first() for place in passage.places.get(mark, ())})
    return any(
        True
        for sentence in sentences
        for place in places
        if sentence.first <= place < sentence.after
        for _ in node.ends(passage, place, sentence.after)
    )
