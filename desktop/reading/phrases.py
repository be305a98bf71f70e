"""The phrase language of the reading rules.

A phrase is a few words that must follow each other inside one sentence:

- `word`     the word with any clitics, pronouns and plain endings (`بيانات` finds `وبياناتكم`; `share` finds `shared`)
- `word*`    a word that begins so (`مشارك*`)
- `+word`    also as an Arabic imperfect verb (`+بيع` finds `نبيع`, `سيبيعها`)
- `=word`    the bare word: nothing before it but `و` or `ف`, nothing after it
- `a|b`      either; the bar parts everything up to the bracket: `(a b|c) d` is `a b d` or `c d`
- `word?`    may be left out; `(a b)?` too
- `..`       up to four words between; `..9` up to nine
- `<name>`   one of the words that `words.toml` lists under this name
- `#kind`    a thing that is not a word: `#period #number #email #phone #url #date`
- `A & B`    A, when B stands anywhere in the same sentence, in the lead of its list, or in the heading
- `A ! B`    A, unless B stands in the same sentence or the lead of its list

`Grammar` turns phrases into nodes that match the marks a `Grammar` puts on the words of a text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from data.search import fold
from desktop.reading.morphology import forms, plain, roots

DEFAULT_GAP = 4
_PIECE = re.compile(r"\.\.\d*|<[\w-]+>|#\w+|[()|?]|[+=]?[\w'\u064b-\u0652]+\*?")


class Marked(Protocol):
    """Words of a text as numbers of marks, in order; a thing of several words ends at `ends`."""

    @property
    def marks(self) -> Sequence[frozenset[int]]: ...  # noqa: D102  # a plain field of the protocol
    @property
    def things(self) -> Mapping[int, int]: ...  # noqa: D102


class Node(Protocol):
    """A piece of a phrase."""

    def ends(self, text: Marked, start: int, stop: int) -> Iterator[int]:
        """Give the places after each way in which the piece matches at `start`, before `stop`."""
        ...

    def first(self) -> frozenset[int]:
        """Give the marks with which the piece may begin."""
        ...

    def needs(self) -> tuple[frozenset[int], ...]:
        """Give sets of marks of which each must be met by a text that matches."""
        ...

    @property
    def empty(self) -> bool:
        """Tell whether nothing at all satisfies the piece."""
        ...


@dataclass(frozen=True, slots=True)
class Word:
    """One word or thing."""

    mark: int
    empty: bool = False

    def ends(self, text: Marked, start: int, stop: int) -> Iterator[int]:
        """Match one place of the text."""
        if start < stop and self.mark in text.marks[start]:
            yield text.things.get(start, start + 1)

    def first(self) -> frozenset[int]:
        """Begin with the word."""
        return frozenset({self.mark})

    def needs(self) -> tuple[frozenset[int], ...]:
        """Need the word."""
        return (self.first(),)


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `most` words of any kind."""

    most: int
    empty: bool = True

    def ends(self, text: Marked, start: int, stop: int) -> Iterator[int]:
        """Skip nothing first, then ever more."""
        del text
        yield from range(start, max(start, min(start + self.most, stop - 1)) + 1)

    def first(self) -> frozenset[int]:
        """Begin with anything; a phrase never begins with a gap."""
        return frozenset()

    def needs(self) -> tuple[frozenset[int], ...]:
        """Need nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class Either:
    """One of several pieces; with `optional`, none of them."""

    options: tuple[Node, ...]
    optional: bool = False

    @property
    def empty(self) -> bool:
        """Nothing satisfies it when it is optional."""
        return self.optional or any(option.empty for option in self.options)

    def ends(self, text: Marked, start: int, stop: int) -> Iterator[int]:
        """Match any option."""
        for option in self.options:
            yield from option.ends(text, start, stop)
        if self.optional:
            yield start

    def first(self) -> frozenset[int]:
        """Begin as any option does."""
        return frozenset().union(*(option.first() for option in self.options))

    def needs(self) -> tuple[frozenset[int], ...]:
        """Need one mark of one option; what exactly is left to the match."""
        if self.empty:
            return ()
        per_option = [option.needs() for option in self.options]
        if len(per_option) == 1:
            return per_option[0]
        return (frozenset().union(*(needs[0] for needs in per_option)),)


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces one after the other."""

    items: tuple[Node, ...]

    @property
    def empty(self) -> bool:
        """Nothing satisfies it when nothing satisfies each piece."""
        return all(item.empty for item in self.items)

    def ends(self, text: Marked, start: int, stop: int) -> Iterator[int]:
        """Match the pieces in order."""
        places = {start}
        for item in self.items:
            places = {end for place in sorted(places) for end in item.ends(text, place, stop)}
        yield from sorted(places)

    def first(self) -> frozenset[int]:
        """Begin as the first piece that must be there, or one that may before it."""
        found: frozenset[int] = frozenset()
        for item in self.items:
            found |= item.first()
            if not item.empty:
                break
        return found

    def needs(self) -> tuple[frozenset[int], ...]:
        """Need what every piece needs."""
        return tuple(need for item in self.items for need in item.needs())


@dataclass(frozen=True, slots=True)
class Phrase:
    """What must be found, beside which words, and without which; `source` is as the rule writes it."""

    source: str
    core: Node
    start: frozenset[int]
    must: tuple[frozenset[int], ...]
    beside: tuple[Node, ...] = ()
    bars: tuple[Node, ...] = ()


class PhraseError(ValueError):
    """A phrase of a rule file that cannot be read; the message is the phrase."""


@dataclass(slots=True)
class Grammar:
    """Reads the phrases of one language and marks the words that they ask for."""

    named: Mapping[str, str] = field(default_factory=dict)
    _tables: dict[str, dict[str, int]] = field(default_factory=lambda: {kind: {} for kind in "w+=*@#"})
    _count: int = 0
    _marked: dict[str, frozenset[int]] = field(default_factory=dict)
    _lists: dict[str, Node] = field(default_factory=dict)

    def phrase(self, source: str) -> Phrase:
        """Read one phrase with its conditions.

        Raises:
            PhraseError: the phrase is not in the language that this module describes.
        """
        parts = re.split(r"\s([&!])\s", source)
        core = self.node(parts[0])
        conditions: dict[str, list[Node]] = {"&": [], "!": []}
        for sign, text in zip(parts[1::2], parts[2::2], strict=True):
            conditions[sign].append(self.node(text))
        return Phrase(
            source,
            core,
            core.first(),
            tuple(n for node in (core, *conditions["&"]) for n in node.needs()),
            *(tuple(conditions[sign]) for sign in "&!"),
        )

    def node(self, source: str) -> Node:
        """Read a phrase without conditions.

        Raises:
            PhraseError: a bracket is open, a name is unknown, or nothing has to stand where something must.
        """
        pieces = _PIECE.findall(source)
        node, rest = self._choice(pieces, source)
        if rest or "".join(pieces) != "".join(source.split()):
            raise PhraseError(source)
        return node

    def _choice(self, pieces: list[str], source: str) -> tuple[Node, list[str]]:
        options: list[Node] = []
        while True:
            option, pieces = self._run(pieces, source)
            if option.empty:
                raise PhraseError(source)
            options.append(option)
            if pieces[:1] != ["|"]:
                return (options[0] if len(options) == 1 else Either(tuple(options))), pieces
            pieces = pieces[1:]

    def _run(self, pieces: list[str], source: str) -> tuple[Node, list[str]]:
        items: list[Node] = []
        while pieces and pieces[0] not in {")", "|"}:
            item, pieces = self._unit(pieces, source)
            if pieces[:1] == ["?"]:
                item, pieces = Either((item,), optional=True), pieces[1:]
            items.append(item)
        if not items:
            raise PhraseError(source)
        return (items[0] if len(items) == 1 else Run(tuple(items))), pieces

    def _unit(self, pieces: list[str], source: str) -> tuple[Node, list[str]]:
        piece, rest = pieces[0], pieces[1:]
        if piece == "?":
            raise PhraseError(source)
        if piece == "(":
            inner, rest = self._choice(rest, source)
            if rest[:1] != [")"]:
                raise PhraseError(source)
            return inner, rest[1:]
        if piece.startswith(".."):
            return Gap(int(piece[2:] or DEFAULT_GAP)), rest
        if piece.startswith("<"):
            return self._list(piece[1:-1], source), rest
        return Word(self._mark(piece)), rest

    def _list(self, name: str, source: str) -> Node:
        if name not in self._lists:
            if name not in self.named:
                raise PhraseError(source)
            self._lists[name] = self.node(f"({self.named[name]})")
        return self._lists[name]

    def _mark(self, piece: str) -> int:
        kind, word = (piece[0], piece[1:]) if piece[0] in "+=#" else ("w", piece)
        if kind != "#" and word.endswith("*"):
            kind, word = ("@" if kind == "+" else "*"), word[:-1]
        table = self._tables[kind]
        folded = word if kind == "#" else fold(word)
        if folded not in table:
            table[folded] = self._count
            self._count += 1
            self._marked.clear()
        return table[folded]

    def marks(self, word: str) -> frozenset[int]:
        """Give the marks of a folded word: everything the rules ask for that it may stand for."""
        if word not in self._marked:
            self._marked[word] = frozenset(self._found(word))
        return self._marked[word]

    def thing(self, kind: str) -> frozenset[int]:
        """Give the mark of a thing that is not a word; none when no rule asks for it."""
        table = self._tables["#"]
        return frozenset({table[kind]}) if kind in table else frozenset()

    def _found(self, word: str) -> Iterator[int]:
        bare, verbal = forms(word), roots(word)
        for kind, said in (("w", bare), ("+", verbal), ("=", plain(word))):
            table = self._tables[kind]
            yield from (table[form] for form in said if form in table)
        for kind, said in (("*", bare), ("@", verbal)):
            table = self._tables[kind]
            yield from (table[start] for start in _starts(said) if start in table)


def _starts(words: Iterable[str]) -> set[str]:
    return {word[:length] for word in words for length in range(2, len(word) + 1)}
