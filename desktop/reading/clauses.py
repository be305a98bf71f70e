"""Reads one clause: what it is about, whom it shares with, what it promises."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.reading.matching import Hit
from desktop.reading.model import ClauseLike, PromiseRead, Reading, Suggested
from desktop.reading.passages import Evidence, Passage
from desktop.reading.promises import promises_of
from desktop.reading.rules import Rule, Rulebook, SharingRules, TopicRule, rulebook

_ENOUGH, _WEAK, _IN_HEADING = 1.0, 0.5, 2
_SHOWN = 3
_NEAR = 5


@dataclass(frozen=True, slots=True)
class ReadClause:
    """A clause with its passages and its reading, for the checks that look further."""

    number: int | str
    passages: tuple[Passage, ...]
    reading: Reading

    def passage(self, lang: str) -> Passage:
        """Find the clause in one of its languages."""
        return next(one for one in self.passages if one.lang == lang)


def read_clause(
    text_ar: str = "", text_en: str = "", *, heading_ar: str = "", heading_en: str = ""
) -> Reading:
    """Suggest a clause's topics, sharing categories and promises, each with the words it stands on."""
    book = rulebook()
    return _read(book, book.passages({"ar": (heading_ar, text_ar), "en": (heading_en, text_en)}))


def read_all(clauses: Iterable[ClauseLike]) -> list[ReadClause]:
    """Read every clause of a policy."""
    book = rulebook()
    found: list[ReadClause] = []
    for clause in clauses:
        halves = {"ar": (clause.heading_ar, clause.text_ar), "en": (clause.heading_en, clause.text_en)}
        passages = book.passages(halves)
        found.append(ReadClause(clause.number, tuple(passages), _read(book, passages)))
    return found


def _read(book: Rulebook, passages: Sequence[Passage]) -> Reading:
    definitions = any(book.definitions.hits(passage) for passage in passages)
    topics = tuple(_suggested(rule.id, _topic_hits(rule, passages)) for rule in book.topics)
    if definitions:
        return Reading(tuple(t for t in topics if t.key == "definitions"), definitions=True)
    shares = _recipients(book.sharing.categories, book.sharing, passages)
    unnamed = () if shares else _recipients((book.sharing.unnamed,), book.sharing, passages)
    promises: tuple[PromiseRead, ...] = promises_of(book.promises, passages)
    found = tuple(topic for topic in topics if topic.evidence)
    return Reading(found, shares or unnamed, promises, unnamed=bool(unnamed))


def _suggested(key: str, hits: Iterable[Hit]) -> Suggested:
    evidence: list[Evidence] = []
    for hit in hits:
        if hit.evidence not in evidence and sum(e.lang == hit.passage.lang for e in evidence) < _SHOWN:
            evidence.append(hit.evidence)
    return Suggested(key, tuple(evidence))


def _topic_hits(rule: TopicRule, passages: Sequence[Passage]) -> list[Hit]:
    """Give the words for a topic in the languages where they weigh enough."""
    found: list[Hit] = []
    for passage in passages:
        strong, weak = [*rule.strong.hits(passage), *rule.heading.hits(passage)], rule.weak.hits(passage)
        weights: dict[str, float] = {}
        for hit in weak:
            weight = _WEAK * (_IN_HEADING if hit.in_heading else 1)
            weights[hit.phrase.source] = max(weight, weights.get(hit.phrase.source, 0))
        if strong or sum(weights.values()) >= _ENOUGH:
            found += strong or weak
    return found


def _recipients(
    wanted: Sequence[Rule], rules: SharingRules, passages: Sequence[Passage]
) -> tuple[Suggested, ...]:
    """Find those of the wanted recipients whom a sentence on sharing names."""
    found: dict[str, list[Hit]] = {rule.id: [] for rule in wanted}
    for passage in passages:
        shared = _shared_sentences(rules, passage)
        for rule in wanted:
            hits = (hit for hit in rule.hits(passage) if passage.sentence_of[hit.first] in shared)
            found[rule.id] += [hit for hit in hits if _receives(rules, hit)]
    return tuple(_suggested(key, hits) for key, hits in found.items() if hits)


def _shared_sentences(rules: SharingRules, passage: Passage) -> set[int]:
    """Find the sentences that speak of sharing: themselves, by their list's lead, or under such a heading."""
    hits = rules.sharing.hits(passage)
    denied = {passage.sentence_of[hit.first] for hit in hits if hit.first in passage.negators}
    direct = {passage.sentence_of[hit.first] for hit in hits if hit.first not in passage.negators}
    under_heading = any(hit.in_heading for hit in hits)
    return {
        place
        for place, sentence in enumerate(passage.sentences)
        if place in direct or (place not in denied and (sentence.lead in direct or under_heading))
    }


def _receives(rules: SharingRules, hit: Hit) -> bool:
    """Tell a recipient from one denied, and from a source: in a sentence on gathering, `from` names who gives."""
    passage = hit.passage
    own = passage.sentence(hit.first)
    if hit.first in passage.negators:
        return False
    gathering = any(own.first <= found.first < own.after for found in rules.gathering.hits(passage))
    if not gathering:
        return True
    for place in range(hit.first - 1, max(own.first, hit.first - _NEAR) - 1, -1):
        if next(iter(rules.towards[passage.lang].ends(passage, place, own.after)), None):
            return True
        if next(iter(rules.away[passage.lang].ends(passage, place, own.after)), None):
            return False
    return True
