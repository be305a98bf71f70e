"""A clause of one language made ready for matching: words, sentences, lists with their lead, what is negated."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from data.search import fold
from desktop.reading.periods import Counting, Period
from desktop.reading.phrases import Grammar, Node

_LETTER = r"(?:[^\W\d_]|[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d\u0300-\u036f])"
_TOKEN = re.compile(
    r"(?P<email>(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++)"
    r"|(?P<url>https?://\S+|www\.\S+)"
    r"|(?P<date>\d{1,4}[/-]\d{1,2}[/-]\d{1,4})"
    r"|(?P<phone>(?<!\w)(?:(?:\+|00|0)\d[\d\s().-]{5,}\d|(?:9200|800)\d{5,7}\b))"
    r"|(?P<number>\d+(?:\.\d+)?)"
    r"|(?<=\d)\s?(?P<to>[-–—])\s?(?=\d)"
    rf"|(?P<word>{_LETTER}+(?:['’]{_LETTER}+)?)"
)
_SENTENCE_END = re.compile(r"[.](?=[\s\"'”»)])|[!?؟;؛]")
_INITIAL = re.compile(r"(?<![A-Za-z])[A-Za-z]$")
_PAUSE = re.compile(r"[,،:()]")
_ITEM = re.compile(r"^\s*(?:[•·▪●◦*–—‣-]|\(?(?:\d{1,2}|[a-zA-Zأ-ي])[.)\-:])\s*\S")
_OPENING, _CLOSING = '«“"(', '»”")'
_WRAPPED = 60
_NEGATED_WORDS, _EXCEPTED_WORDS = 14, 60
_NONE: frozenset[int] = frozenset()
_PUNCTUATED = tuple(".:;؛؟?!")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or thing at its place in the heading or the text."""

    word: str
    kind: str
    start: int
    end: int
    heading: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """The very words a finding stands on: where they are in the clause's `heading` or `text` of a language."""

    lang: str
    part: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens from `first` to before `after`; `lead` is the sentence that introduces the list it is an item of."""

    first: int
    after: int
    lead: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One clause in one language. `negators` gives, for each word under a negation, where the negation stands.

    `names` are what offices and laws are called: first token, place after the last, and which of them is the head.
    """

    lang: str
    heading: str
    text: str
    tokens: tuple[Token, ...]
    marks: tuple[frozenset[int], ...]
    things: Mapping[int, int]
    places: Mapping[int, Sequence[int]]
    sentences: Sequence[Sentence]
    sentence_of: Sequence[int]
    periods: Sequence[Period]
    negators: Mapping[int, int] = field(default_factory=dict)
    names: Sequence[tuple[int, int, int]] = ()

    def evidence(self, first: int, after: int) -> Evidence:
        """Quote the words from one token to before another."""
        start, end = self.tokens[first].start, self.tokens[after - 1].end
        part = "heading" if self.tokens[first].heading else "text"
        said = (self.heading if part == "heading" else self.text)[start:end]
        return Evidence(self.lang, part, start, end, said)

    def place(self, words: Evidence) -> int:
        """Find the first token of words that stand in this passage."""
        heading = words.part == "heading"
        return next(
            place
            for place, token in enumerate(self.tokens)
            if token.heading == heading and token.end > words.start
        )

    def whole(self, words: Evidence) -> str:
        """Quote the sentence in which words stand, with the marks that close it and without its stop."""
        own = self.sentence(self.place(words))
        start, end = self.tokens[own.first].start, self.tokens[own.after - 1].end
        source = self.heading if words.part == "heading" else self.text
        while start and source[start - 1] in _OPENING:
            start -= 1
        while end < len(source) and source[end] in _CLOSING:
            end += 1
        return source[start:end]

    def sayings(self) -> Iterator[Evidence]:
        """Quote every sentence of the text."""
        for one in self.sentences:
            if not self.tokens[one.first].heading:
                yield self.evidence(one.first, one.after)

    def within_name(self, first: int, after: int) -> bool:
        """Tell whether words are but a part of a name, without its head: `data protection` of an officer."""
        return any(
            begins <= first and after <= ends and not first <= head < after
            for begins, ends, head in self.names
        )

    def sentence(self, place: int) -> Sentence:
        """Find the sentence of a token."""
        return self.sentences[self.sentence_of[place]]

    def around(self, place: int, *, heading: bool) -> list[Sentence]:
        """List what gives a token its context: its sentence, its list's lead, and on wish the heading."""
        own = self.sentence(place)
        found = [own]
        if own.lead is not None:
            found.append(self.sentences[own.lead])
        if heading and self.tokens and self.tokens[0].heading:
            found.append(self.sentences[0])
        return found


@dataclass(frozen=True, slots=True)
class Language:
    """What is needed to make passages of one language."""

    lang: str
    grammar: Grammar
    counting: Counting
    negation: Node
    exception: Node
    contrast: Node
    name: Node

    def passage(self, heading: str, text: str) -> Passage:
        """Make a clause's heading and text ready for matching."""
        tokens = (*_tokens(heading, heading=True), *_tokens(text, heading=False))
        sentences, of = _sentences(tokens, heading, text)
        words = [token.word for token in tokens]
        periods = tuple(p for p in self.counting.periods(words) if of[p.first] == of[p.after - 1])
        period = self.grammar.thing("period")
        things = {found.first: found.after for found in periods} if period else {}
        marks = tuple(
            self.grammar.marks(token.word)
            | self.grammar.thing(token.kind)
            | (period if place in things else _NONE)
            for place, token in enumerate(tokens)
        )
        places: dict[int, list[int]] = {}
        for place, found in enumerate(marks):
            for mark in found:
                places.setdefault(mark, []).append(place)
        passage = Passage(self.lang, heading, text, tokens, marks, things, places, sentences, of, periods)
        return replace(passage, negators=self._negators(passage), names=tuple(self._names(passage)))

    def _names(self, passage: Passage) -> Iterator[tuple[int, int, int]]:
        """Find the names; the head is the first word of an Arabic one, the last of an English one."""
        for place in sorted({place for mark in self.name.first() for place in passage.places.get(mark, ())}):
            after = max(self.name.ends(passage, place, passage.sentence(place).after), default=None)
            if after is not None:
                yield place, after, place if self.lang == "ar" else after - 1

    def _negators(self, passage: Passage) -> dict[int, int]:
        """Find what stands under a negation: to a pause or a contrast, unless an exception takes it back."""
        reach: dict[int, int] = {}
        for sentence in passage.sentences:
            for place in range(sentence.first, sentence.after):
                after = next(iter(self.negation.ends(passage, place, sentence.after)), None)
                if after is None or self._excepted(
                    passage, after, min(after + _EXCEPTED_WORDS, sentence.after)
                ):
                    continue
                for under in range(place, min(after + _NEGATED_WORDS, sentence.after)):
                    pauses = under > after and _pauses(passage, under)
                    if pauses or _stands(self.contrast, passage, under, sentence.after):
                        break
                    reach.setdefault(under, place)
        return reach

    def _excepted(self, passage: Passage, first: int, stop: int) -> bool:
        return any(_stands(self.exception, passage, place, stop) for place in range(first, stop))


def _tokens(text: str, *, heading: bool) -> list[Token]:
    return [
        Token(
            fold(m[m.lastgroup or 0]).replace("’", "'"),
            m.lastgroup or "word",
            *m.span(m.lastgroup or 0),
            heading,
        )
        for m in _TOKEN.finditer(text)
    ]


def _sentences(tokens: Sequence[Token], heading: str, text: str) -> tuple[list[Sentence], list[int]]:
    sentences: list[Sentence] = []
    of: list[int] = []
    lead: int | None = None
    marked: bool | None = None
    start = 0
    for place, token in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        of.append(len(sentences))
        source = heading if token.heading else text
        ends_part = following is None or following.heading != token.heading
        gap = source[token.end :] if ends_part else source[token.end : following.start if following else None]
        if not ends_part and (token.heading or not _breaks(source, token.end, gap)):
            continue
        item = not token.heading and _is_item(text, tokens[start].start)
        if marked is None and lead is not None:
            marked = item
        if marked and not item and _opens_line(text, tokens[start].start):
            lead, marked = None, None
        sentences.append(Sentence(start, place + 1, lead))
        if not token.heading and ":" in gap and ("\n" in gap or ends_part) and not item:
            lead, marked = len(sentences) - 1, None
        start = place + 1
    return sentences, of


def _breaks(source: str, end: int, gap: str) -> bool:
    """Tell whether a sentence ends in the gap between two words."""
    if _SENTENCE_END.search(gap) and not (gap[0] == "." and _INITIAL.search(source[max(0, end - 2) : end])):
        return True
    if "\n" not in gap:
        return False
    line_start = source.rfind("\n", 0, end) + 1
    before = gap.partition("\n")[0].rstrip()
    wrapped = end - line_start >= _WRAPPED and not before.endswith(_PUNCTUATED) and gap.count("\n") == 1
    return not wrapped or _is_item(source, end + len(gap))


def _opens_line(text: str, place: int) -> bool:
    return not any(c.isalnum() for c in text[text.rfind("\n", 0, place) + 1 : place])


def _is_item(text: str, place: int) -> bool:
    line_start = text.rfind("\n", 0, place) + 1
    line_end = text.find("\n", place)
    return bool(_ITEM.match(text[line_start : line_end if line_end >= 0 else len(text)]))


def _stands(node: Node, passage: Passage, place: int, stop: int) -> bool:
    return any(True for _ in node.ends(passage, place, stop))


def _pauses(passage: Passage, place: int) -> bool:
    before, token = passage.tokens[place - 1], passage.tokens[place]
    source = passage.heading if token.heading else passage.text
    return bool(_PAUSE.search(source[before.end : token.start]))
