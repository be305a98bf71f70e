"""The shapes one word may take, so that a rule names a word once.

All words here are folded by `data.search.fold`: ta marbuta is ه, alef maqsura ي, hamza seats are gone.
"""

from collections.abc import Iterator
from functools import lru_cache

_CONJUNCTIONS = ("", "و", "ف")
_PARTICLES = ("", "ال", "لل", "بال", "كال", "ب", "ك", "ل", "س")
_PRONOUNS = (
    *("", "نا", "ها", "هم", "هما", "هن", "كم", "كن", "ني", "ه", "ك", "ي"),
    *("ناك", "ناكم", "ناها", "ناه", "ناهم"),
)
_ENDINGS = ("ات", "ان", "ين", "ون", "وا", "تم", "ه", "ا", "ي", "و", "ت")
_IMPERFECT = "نيتا"
_SHORTEST, _SAFE = 2, 3
_CACHED = 65536


@lru_cache(_CACHED)
def forms(word: str) -> frozenset[str]:
    """List what a folded word may be made from: itself, and itself without clitics, pronouns and endings."""
    return frozenset(_arabic(word) if "\u0600" <= word[:1] <= "\u06ff" else _english(word))


@lru_cache(_CACHED)
def roots(word: str) -> frozenset[str]:
    """List the forms of a folded Arabic word also without the letter that opens an imperfect verb (ن ي ت ا)."""
    found = forms(word)
    return found | {form[1:] for form in found if len(form) >= _SAFE and form[0] in _IMPERFECT}


@lru_cache(_CACHED)
def plain(word: str) -> frozenset[str]:
    """List a folded word as it stands and without a conjunction before it."""
    joined = word[1:] if len(word) > _SHORTEST and word[0] in _CONJUNCTIONS else word
    return frozenset({word, joined})


def _arabic(word: str) -> Iterator[str]:
    for stem in set(_without_prefix(word)):
        for bare in set(_without_pronoun(stem)):
            yield bare
            yield from _without_ending(bare)


def _without_prefix(word: str) -> Iterator[str]:
    for conjunction in _CONJUNCTIONS:
        for particle in _PARTICLES:
            prefix = conjunction + particle
            least = _SAFE if len(prefix) == 1 else _SHORTEST
            if word.startswith(prefix) and len(word) - len(prefix) >= least:
                yield word[len(prefix) :]


def _without_pronoun(stem: str) -> Iterator[str]:
    yield stem
    for pronoun in _PRONOUNS[1:]:
        if stem.endswith(pronoun) and len(stem) - len(pronoun) >= _SHORTEST:
            bare = stem[: -len(pronoun)]
            yield bare
            if bare.endswith("ت"):
                yield bare[:-1] + "ه"


def _without_ending(bare: str) -> Iterator[str]:
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= _SAFE:
            yield bare[: -len(ending)]
            if ending == "ات":
                yield bare[: -len(ending)] + "ه"


def _english(word: str) -> Iterator[str]:
    yield word
    word = word.removesuffix("'s").removesuffix("'")
    yield word
    for ending, replacements in _SUFFIXES.items():
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            stem = word[: -len(ending)]
            yield from (stem + replacement for replacement in replacements)
            if len(stem) > _SAFE and stem[-1] == stem[-2]:
                yield stem[:-1]


_SUFFIXES = {"s": ("",), "es": ("",), "ies": ("y",), "ed": ("", "e"), "ied": ("y",), "ing": ("", "e")}
