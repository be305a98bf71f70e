"""Loads the reading rules of `resources/law/reading` and asks them of passages.

Every rule has phrases in `ar` and `en` (see `phrases`). `negated = true` wants the words under a negation, `false`
outside one. `where` is "heading" or "text"; without it both. `least` is how many of the phrases a whole policy must
hold for an aspect to be there, one if it is not given.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from desktop.reading.matching import Hit, find
from desktop.reading.passages import Language, Passage
from desktop.reading.periods import Counting
from desktop.reading.phrases import Grammar, Node, Phrase

LANGS = ("ar", "en")
_FOLDER = ("law", "reading")
Table = Mapping[str, Any]
Phrases = Mapping[str, tuple[Phrase, ...]]


@dataclass(frozen=True, slots=True)
class Rule:
    """Phrases of both languages that mean one thing."""

    id: str
    phrases: Phrases
    negated: bool | None = None
    where: str = ""
    least: int = 1

    def hits(self, passage: Passage) -> list[Hit]:
        """Find the rule's phrases in a passage."""
        return [
            hit
            for hit in find(self.phrases[passage.lang], passage, negated=self.negated)
            if (not self.where or (self.where == "heading") == hit.in_heading)
            and not passage.within_name(hit.first, hit.after)
        ]


@dataclass(frozen=True, slots=True)
class TopicRule:
    """A topic; a strong phrase is enough, or one of a heading's; of weak ones two, or one in the heading."""

    id: str
    strong: Rule
    weak: Rule
    heading: Rule


@dataclass(frozen=True, slots=True)
class PromiseRule:
    """A kind of promise. `period` is "must", "may" or "none"; `same` says "for as long again"."""

    kind: str
    rule: Rule
    period: str
    same: Rule
    at_once: Rule


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing a clause may say, by words or by what its reading found (`promise:never-sell`, `shares:payment`).

    It stands on the `sentence` that says it best, on all of its `clause` that say it, or on all of the `policy`.
    """

    id: str
    rule: Rule
    reading: tuple[str, ...] = ()
    proof: str = "sentence"


@dataclass(frozen=True, slots=True)
class ElementRule:
    """When a notice element is present: all aspects of one of the `enough` groups, and none of `spoils`."""

    id: str
    aspects: tuple[Aspect, ...]
    enough: tuple[frozenset[str], ...]
    spoils: frozenset[str]


@dataclass(frozen=True, slots=True)
class ConflictRule:
    """A likely conflict: `first`, with `second` in another sentence where given, and `absent` nowhere in the policy.

    `law` names places in a law's pack; the first that the pack has gives the article. With `duty` there is no
    conflict under a law without such a place.
    """

    id: str
    first: Aspect
    second: Aspect | None
    absent: Aspect | None
    law: tuple[str, ...]
    duty: bool


@dataclass(frozen=True, slots=True)
class SharingRules:
    """Recipients by category, those without a name, and the words that make naming one a sharing."""

    categories: tuple[Rule, ...]
    sharing: Rule
    gathering: Rule
    unnamed: Rule
    away: Mapping[str, Node]
    towards: Mapping[str, Node]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All reading rules, ready to be asked."""

    languages: Mapping[str, Language]
    definitions: Rule
    topics: tuple[TopicRule, ...]
    sharing: SharingRules
    promises: tuple[PromiseRule, ...]
    elements: Mapping[str, ElementRule]
    conflicts: tuple[ConflictRule, ...]
    twins: tuple[Rule, ...]
    condition: TopicRule
    plain_recipients: frozenset[str]

    def passages(self, halves: Mapping[str, tuple[str, str]]) -> list[Passage]:
        """Make the languages of a clause that say anything ready; `halves` is heading and text by language."""
        return [
            self.languages[lang].passage(heading, text)
            for lang, (heading, text) in halves.items()
            if heading.strip() or text.strip()
        ]


@cache
def rulebook() -> Rulebook:
    """Load the rules that ship, once.

    Raises:
        PhraseError: a phrase cannot be read.
    """
    words = _table("words")
    return _Loader({lang: Grammar(named=words[lang]) for lang in LANGS}, words).load()


def _table(name: str) -> Table:
    source = files("resources").joinpath(*_FOLDER, f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


@dataclass(frozen=True, slots=True)
class _Loader:
    grammars: Mapping[str, Grammar]
    words: Table

    def load(self) -> Rulebook:
        counting = _table("counting")
        return Rulebook(
            languages={
                lang: Language(
                    lang,
                    grammar,
                    Counting.read(counting[lang]),
                    grammar.node("<not>"),
                    grammar.node("<except>"),
                    grammar.node("<but>"),
                    grammar.node(self.words["names"][lang]),
                )
                for lang, grammar in self.grammars.items()
            },
            definitions=self._rule("definitions", self.words["definitions"]),
            topics=tuple(self._topic(key, table) for key, table in _table("topics").items()),
            sharing=self._sharing(_table("sharing")),
            promises=tuple(self._promises(_table("promises"))),
            elements={key: self._element(key, table) for key, table in _table("notice").items()},
            conflicts=tuple(self._conflict(key, table) for key, table in _table("conflicts").items()),
            twins=tuple(self._rule(key, table) for key, table in _table("twins")["denied"].items()),
            condition=self._topic("consent", _table("twins")["condition"]),
            plain_recipients=frozenset(_table("twins")["recipients"]),
        )

    def _rule(self, key: str, table: Table, prefix: str = "") -> Rule:
        return Rule(
            key,
            {
                lang: tuple(map(grammar.phrase, table.get(prefix + lang, ())))
                for lang, grammar in self.grammars.items()
            },
            table.get("negated"),
            table.get("where", ""),
            table.get("least", 1),
        )

    def _topic(self, key: str, table: Table) -> TopicRule:
        headed = self._rule(key, {**table, "where": "heading"}, "heading_")
        return TopicRule(key, self._rule(key, table), self._rule(key, table, "weak_"), headed)

    def _promises(self, book: Table) -> Iterator[PromiseRule]:
        at_once = self._rule("at-once", book["at-once"])
        for table in book["promise"]:
            kind = table["kind"]
            rule, same = self._rule(kind, table), self._rule(kind, table, "same_")
            yield PromiseRule(kind, rule, table.get("period", "none"), same, at_once)

    def _sharing(self, table: Table) -> SharingRules:
        return SharingRules(
            tuple(self._rule(key, each) for key, each in table["category"].items()),
            self._rule("sharing", table["sharing"]),
            self._rule("gathering", table["gathering"]),
            self._rule("other", table["unnamed"]),
            {lang: self.grammars[lang].node(table["away"][lang]) for lang in LANGS},
            {lang: self.grammars[lang].node(table["towards"][lang]) for lang in LANGS},
        )

    def _aspect(self, key: str, table: Table) -> Aspect:
        reading = tuple(table.get("reading", ()))
        return Aspect(key, self._rule(key, table), reading, table.get("proof", "sentence"))

    def _element(self, key: str, table: Table) -> ElementRule:
        aspects = tuple(self._aspect(name, each) for name, each in table["aspect"].items())
        return ElementRule(key, aspects, _groups(table["enough"]), frozenset(table.get("spoils", ())))

    def _conflict(self, key: str, table: Table) -> ConflictRule:
        given = {
            name: self._aspect(name, table[name]) if name in table else None for name in ("second", "absent")
        }
        first = self._aspect("first", table["first"])
        law = tuple(table.get("law", ()))
        return ConflictRule(key, first, given["second"], given["absent"], law, table.get("duty", False))


def _groups(enough: Sequence[str]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group.split()) for group in enough)
