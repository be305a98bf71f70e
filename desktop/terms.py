"""The terms of a law inside other sentences: where it says a general word otherwise, every message says it so.

A general word is a message of its own (`law.controller`, `breach.one`); a law's pack gives its own word under the same
key. Arabic words are replaced with the article and the ل before them, English ones with their plural and the article before.
"""

import re
from collections.abc import Mapping
from functools import cached_property

_GLOSSARY = ("law.", "breach.")
_THE, _FOR, _FOR_THE = "ال", "ل", "لل"
_VOWELS = tuple("aeiou")


class Terms:
    """Rewrites messages of one language from the general words to those of one law."""

    def __init__(self, lang: str, general: Mapping[str, object], own: Mapping[str, str]) -> None:
        pairs = ((general.get(key), said) for key, said in own.items() if key.startswith(_GLOSSARY))
        self._own = {
            word: said for word, said in pairs if isinstance(word, str) and word.casefold() != said.casefold()
        }
        self._rewrite = self._arabic if lang == "ar" else self._english
        self._done: dict[str, str] = {}

    def say(self, message: str) -> str:
        """Rewrite a message; its blanks in braces stay as they are."""
        if not self._own:
            return message
        if message not in self._done:
            self._done[message] = self._rewrite(message)
        return self._done[message]

    @cached_property
    def _forms(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for word, said in self._own.items():
            for_it = _FOR_THE + said.removeprefix(_THE) if said.startswith(_THE) else _FOR + said
            found[word] = said
            found[_FOR_THE + word.removeprefix(_THE) if word.startswith(_THE) else _FOR + word] = for_it
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._forms, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first)))

    def _arabic(self, message: str) -> str:
        return self._pattern.sub(lambda found: self._forms[found[0]], message)

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        words = "|".join(re.escape(word) for word in sorted(self._own, key=len, reverse=True))
        return re.compile(rf"(?<![{{\w])(an? )?({words})(s?)(?![\w}}])", re.IGNORECASE)

    def _english(self, message: str) -> str:
        lower = {word.casefold(): said for word, said in self._own.items()}

        def said(found: re.Match[str]) -> str:
            word = lower[found[2].casefold()]
            first = word[0].upper() if found[2][0].isupper() else word[0].lower()
            article = ("an " if first.lower() in _VOWELS else "a ") if found[1] else ""
            return f"{article}{first}{word[1:]}{found[3]}"

        return self._whole.sub(said, message)
