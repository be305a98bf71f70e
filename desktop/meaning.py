"""What words may mean: the names of choices and countries, in every language and in the terms of every law."""

from bisect import bisect_left
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import takewhile

from data.choices import CHOICES
from data.listing import Query
from data.search import bare, mark, tokens
from desktop.law.loading import shipped_packs
from desktop.show import countries
from desktop.words import Words, languages

COUNTRY = "country"
_LEAST = 3  # letters that may begin a word; fewer would begin too many and must be all of it


@cache
def speakers() -> tuple[Words, ...]:
    """Speak every language, first in general words, then in those of every law."""
    laws = shipped_packs().values()
    general = [Words(lang) for lang in languages()]
    return (*general, *(Words(lang, terms=pack.terms(lang)) for lang in languages() for pack in laws))


def names(group: str) -> Iterator[tuple[str, str]]:
    """Name what may be chosen in a group, or every country: each name with the key it stands for.

    A law has names of its own for the rights that it gives.
    """
    said, keys = (COUNTRY, countries()) if group == COUNTRY else (f"choice.{group}", CHOICES[group])
    for say in speakers():
        yield from ((say(f"{said}.{key}"), key) for key in keys)
    for pack in shipped_packs().values() if group == "right" else ():
        for key, right in pack.rights.items.items():
            yield from ((right.name.text(lang), key) for lang in pack.languages)


def meant(word: str) -> AbstractSet[str]:
    """Find the marks of the choices whose names have a word that begins so; one of few letters must be all of it."""
    short = bare(word)
    order = known()
    following = (order[at] for at in range(bisect_left(order, (short, "")), len(order)))
    whole = len(short) < _LEAST
    return {
        one
        for _, one in takewhile(lambda it: it[0] == short if whole else it[0].startswith(short), following)
    }


@cache
def known() -> tuple[tuple[str, str], ...]:
    """Order the words of all names, each without its article and with the mark of what it names."""
    found = {(said, group, key) for group in (COUNTRY, *CHOICES) for said, key in names(group)}
    marked = {(bare(word), mark(group, key)) for said, group, key in found for word in tokens(said)}
    return tuple(sorted(marked))


def sought(query: Query, text: str) -> Query:
    """Narrow a list down to what holds these words, or was given choices that they may mean."""
    return query.with_(find=text, meant=meant)
