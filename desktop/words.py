"""The words of a language: messages, plural forms, digits, and the terms of a law."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from unicodedata import bidirectional

from desktop.terms import Terms

_DIGITS = {"latn": str.maketrans({}), "arab": str.maketrans("0123456789%", "٠١٢٣٤٥٦٧٨٩٪")}
_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٪٫٬", "01234567890123456789%.,")
_COMPLETE = ("ar", "en")  # a test holds that these two say everything
_FALLBACK = "en"
_FORMS = {"zero", "one", "two", "few", "many", "other"}
_BLANK = re.compile(r"\{(\w+)\}")
_BARE_NUMBER = re.compile(r"(?<![\w{:+.\u200e-])\d+(?![\w}:.-]\d|[\w}])%?|(?<=\})%")
_ISOLATES = {"L": "\u2066", "R": "\u2067", "AL": "\u2067"}
_FIRST_STRONG, _POP = "\u2068", "\u2069"
_MARKS = {False: "\u200e", True: "\u200f"}


def western(text: str) -> str:
    """Turn Arabic-Indic and Persian digits into the digits that numbers are read from."""
    return text.translate(_WESTERN)


def folder() -> Traversable:
    """Find the files of words, one for each language."""
    return files("resources").joinpath("i18n")


def languages() -> tuple[str, ...]:
    """List the languages that have a file of words."""
    found = (entry.name for entry in folder().iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


def following(lang: str) -> str:
    """Name the language that comes after another, the first one after the last."""
    known = languages()
    return known[(known.index(lang) + 1) % len(known)] if lang in known else known[0]


def plural_form(rule: str, n: int) -> str:
    """Choose the CLDR plural form of a whole number: Arabic has six, most European languages two.

    `rule` is what the language's file says: `arabic`, `one-other`, `none-one-other` (French) or `other` (Turkish).
    """
    if rule != "arabic":
        ones = {"one-other": {1}, "none-one-other": {0, 1}}.get(rule, set())
        return "one" if n in ones else "other"
    if n in {0, 1, 2}:
        return ("zero", "one", "two")[n]
    rest = n % 100
    if rest in range(3, 11):
        return "few"
    return "many" if rest in range(11, 100) else "other"


def _flatten(tree: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in tree.items():
        if isinstance(value, dict) and not value.keys() <= _FORMS:
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


@cache
def messages(lang: str) -> Mapping[str, object]:
    """Read a language's file of words into one level of dotted keys; what it lacks is said in English."""
    source = folder().joinpath(f"{lang}.toml").read_text(encoding="utf-8")
    own = dict(_flatten(tomllib.loads(source)))
    return own if lang in _COMPLETE else {**messages(_FALLBACK), **own}


def own_name(lang: str, key: str = "name") -> str:
    """Say what a language calls itself, or another text of its file's first table."""
    return str(messages(lang)[f"language.{key}"])


class Words:
    """Speaks one language, with the terms of one law and the digits of one country.

    `lang` is "ar" or "en": what is kept or shipped in these two only, such as a title or a law's own words, is read
    in it. A third language reads it in English, and says a law's terms only where it has no word.

    Messages are written with 012; what stands in a date, an hour or behind a U+200E keeps that shape. `digits` is "arab" (٠١٢) or "latn" (012). With `isolate`, text values are wrapped in Unicode isolates so that a
    Latin reference inside an Arabic sentence keeps its order; the console and files do without. `instead` names keys that are
    said by the words of others.
    """

    def __init__(
        self,
        lang: str,
        *,
        terms: Mapping[str, str] | None = None,
        digits: str = "latn",
        isolate: bool = False,
        instead: Mapping[str, str] | None = None,
    ) -> None:
        self.lang = lang if lang in _COMPLETE else _FALLBACK
        self.digits = digits
        self._isolate = isolate
        self._instead = instead or {}
        self._messages = messages(lang)
        own = () if lang in _COMPLETE else self._messages
        self._terms = {key: said for key, said in (terms or {}).items() if key not in own}
        self.rtl = self._messages["language.direction"] == "rtl"
        self._plural = str(self._messages["language.plural"])
        self._law = Terms(lang, self._messages, self._terms)

    def __contains__(self, key: str) -> bool:
        """Tell whether the language has words for a key."""
        return key in self._terms or key in self._messages

    def __call__(self, key: str, /, **values: object) -> str:
        """Say a message; `n` chooses the plural form, of none the "zero" that any language may have.

        Raises:
            KeyError: the language has no such key; a test keeps all languages complete.
        """
        key = self._instead.get(key, key)
        found = self._terms.get(key) or self._general(key, values.get("n", 0))
        if "{" not in found:
            return found
        said = _BLANK.sub(lambda blank: self._fill(blank, values), found)
        return self._ordered(said, _BLANK.sub("", found))

    def _general(self, key: str, count: object) -> str:
        found = self._messages.get(key)
        if isinstance(found, Mapping):
            form = plural_form(self._plural, abs(count)) if isinstance(count, int) and count else "zero"
            found = found.get(form, found["other"])
        if not isinstance(found, str):
            raise KeyError(key)
        said = self._law.say(found)
        if self.digits == "latn":
            return said
        return _BARE_NUMBER.sub(lambda number: self.numerals(number[0]), said)

    def _fill(self, blank: re.Match[str], values: Mapping[str, object]) -> str:
        value = self._spoken(values.get(blank[1], blank[0]))
        if isinstance(value, int | float):
            return self.number(value)
        return self._isolated(str(value))

    def joined(self, parts: Iterable[str], between: str = "") -> str:
        """List what is said, each part in its own direction where this voice isolates."""
        between, told = between or self("show.and"), [self._isolated(part) for part in parts]
        return self._ordered(between.join(told), between if len(told) > 1 else "")

    def _ordered(self, said: str, around: str) -> str:
        """Give what is said the order of this language where the signs `around` the values in it do not tell it."""
        if not self._isolate or not around.strip() or any(bidirectional(one) in _ISOLATES for one in around):
            return said
        return f"{_MARKS[self.rtl]}{said}"

    def _isolated(self, said: str) -> str:
        """Isolate what is said in the direction of its first letter, which Unicode does not look for in isolates."""
        if not self._isolate or not said:
            return said
        found = (_ISOLATES[kind] for kind in map(bidirectional, said) if kind in _ISOLATES)
        return f"{next(found, _FIRST_STRONG)}{said}{_POP}"

    def listed(self, key: str) -> tuple[str, ...]:
        """Give the words of a message that is a list; none where the language has no such list."""
        found = self._messages.get(key, ())
        return tuple(str(one) for one in found) if isinstance(found, list) else ()

    def first(self, *keys: str, **values: object) -> str:
        """Say the first of several keys that has words; the last one must."""
        for key in keys[:-1]:
            if key in self:
                return self(key, **values)
        return self(keys[-1], **values)

    def number(self, value: float) -> str:
        """Write a number with the country's digits and a thousands mark."""
        said = f"{value:,}"
        if self.digits == "arab":
            said = said.replace(",", "٬").replace(".", "٫")
        return self.numerals(said)

    def decimal(self, value: float) -> str:
        """Write a number to two decimals, so that figures below each other are alike and none is a lone zero."""
        said = f"{value:.2f}"
        return self.numerals(said.replace(".", "٫") if self.digits == "arab" else said)

    def numerals(self, said: str) -> str:
        """Write the digits of a text in the country's shape."""
        return said.translate(_DIGITS[self.digits])

    def either(self, arabic: str, english: str) -> str:
        """Choose the half of a bilingual pair that this language reads, or the other when it is empty."""
        return (arabic or english) if self.lang == "ar" else (english or arabic)

    def problem(self, error: Exception) -> str:
        """Say an obstacle (`Blocked`) as a sentence; anything else as a fault without its content."""
        key = getattr(error, "key", None)
        if key is None:
            return self("error.unexpected", kind=type(error).__name__)
        return self(f"error.{key}", **dict(getattr(error, "values", {})))

    def _spoken(self, value: object) -> object:
        """Say a value that has words of its own.

        That is a pair of an Arabic and an English name, or a message key marked `@`, counted where `:n` follows it.
        """
        if isinstance(value, tuple):
            return self.either(*value)
        if not isinstance(value, str) or not value.startswith("@"):
            return value
        key, _, count = value[1:].partition(":")
        if key not in self:
            return value
        return self(key, n=int(count)) if count.isdigit() else self(key, n=count)
