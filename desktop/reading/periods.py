"""Periods of time in a text: thirty days, ثلاثون يومًا, 3 و6 أشهر."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from data.search import fold
from desktop.reading.morphology import forms

_MOST_WORDS = 6
_SMALLER = {"years": ("months", 12), "weeks": ("days", 7)}


@dataclass(frozen=True, slots=True)
class Period:
    """An amount of a unit at the words from `first` to before `after`; `least` is the lower end of a range."""

    amount: float
    unit: str
    first: int
    after: int
    least: float | None = None


def measure(amount: float | None, unit: str) -> tuple[float | None, str]:
    """Bring an amount to the unit in which it compares: a year is twelve months, a week seven days."""
    smaller, times = _SMALLER.get(unit, (unit, 1))
    return (None if amount is None else amount * times), smaller


@dataclass(frozen=True, slots=True)
class Counting:
    """The words with which one language counts; all are folded.

    `units` gives the unit of a noun; `pairs` are nouns that count by their form alone (يومين); `working` the words
    after (or before) a noun of days that make it working days; `joins` and `ranges` stand between two numbers;
    a noun alone counts one after a word of `before_one` (خلال أسبوع); words of `passed` may stand before the noun (30
    calendar days); after `between` two periods joined are one range (between three months and six months).
    """

    numbers: Mapping[str, float]
    units: Mapping[str, str]
    pairs: Mapping[str, tuple[float, str]]
    working: frozenset[str]
    joins: frozenset[str]
    ranges: frozenset[str]
    before_one: frozenset[str]
    passed: frozenset[str]
    between: frozenset[str]

    @classmethod
    def read(cls, table: Mapping[str, Mapping[str, str | list[str]]]) -> "Counting":
        """Read a language's table of counting words."""
        numbers = {fold(w): float(n) for n, words in table["numbers"].items() for w in str(words).split()}
        units = {fold(w): unit for unit, words in table["units"].items() for w in str(words).split()}
        pairs = {
            fold(w): (float(key.split()[0]), key.split()[1])
            for key, words in table.get("pairs", {}).items()
            for w in str(words).split()
        }
        small = {
            name: frozenset(fold(w) for w in str(table["words"][name]).split()) for name in table["words"]
        }
        return cls(
            numbers,
            units,
            pairs,
            **{name.replace("-", "_"): words for name, words in small.items()},
        )

    def periods(self, words: Sequence[str]) -> list[Period]:
        """Find the periods in a row of folded words, in order."""
        found: list[Period] = []
        place = 0
        while place < len(words):
            period = self._ranged(words, self._at(words, place))
            if period is not None:
                found.append(period)
            place = period.after if period else place + 1
        return found

    def _ranged(self, words: Sequence[str], low: Period | None) -> Period | None:
        """Join two periods to a range: `between three months and six months`, بين ثلاثة أشهر وستة أشهر."""
        if low is None or low.least is not None or low.after >= len(words):
            return low
        opened = low.first > 0 and words[low.first - 1] in self.between
        link = words[low.after]
        parted = link in self.joins | self.ranges
        if not ((opened and (parted or link[0] in self.joins)) or link in self.ranges):
            return low
        high = self._at(words, low.after + parted)
        if high is None or high.unit != low.unit or high.amount <= low.amount:
            return low
        return replace(high, first=low.first, least=low.amount)

    def _at(self, words: Sequence[str], place: int) -> Period | None:
        for form in (words[place], *forms(words[place])):
            if form in self.pairs:
                amount, unit = self.pairs[form]
                return self._worked(words, Period(amount, unit, place, place + 1))
        number, after = self._number(words, place)
        if number is None:
            return self._single(words, place)
        least: float | None = None
        if after < len(words) and words[after] in self.ranges | self.joins:
            other, beyond = self._number(words, after + 1)
            if other is not None and other > number:
                number, least, after = other, number, beyond
        if after < len(words) and self._value(words[after]) == number:
            after += 1
        after += after < len(words) and words[after] in self.passed
        early = after < len(words) and words[after] in self.working
        noun = after + 1 if early else after
        counted = self._unit(words[noun]) if noun < len(words) else None
        if counted is None:
            return None
        unit = "working-days" if early and counted == "days" else counted
        return self._worked(words, Period(number, unit, place, noun + 1, least))

    def _single(self, words: Sequence[str], place: int) -> Period | None:
        """Count one where a noun stands alone after `within`."""
        unit = self._unit(words[place])
        if unit is None or not place or words[place - 1] not in self.before_one:
            return None
        after = place + 2 if place + 1 < len(words) and self._value(words[place + 1]) == 1 else place + 1
        return self._worked(words, Period(1, unit, place, after))

    def _worked(self, words: Sequence[str], period: Period) -> Period:
        """Count working days where the word after the days says so."""
        after = period.after
        if period.unit == "days" and after < len(words) and not self.working.isdisjoint(forms(words[after])):
            return replace(period, unit="working-days", after=after + 1)
        return period

    def _unit(self, word: str) -> str | None:
        return next((self.units[form] for form in (word, *_longest(word)) if form in self.units), None)

    def _value(self, word: str) -> float | None:
        if word.replace(".", "", 1).isdigit():
            return float(word)
        return next((self.numbers[form] for form in (word, *_longest(word)) if form in self.numbers), None)

    def _number(self, words: Sequence[str], place: int) -> tuple[float | None, int]:
        """Read a number in digits or words; tens and units written apart are added up."""
        total: float | None = None
        after = place
        while after < min(len(words), place + _MOST_WORDS):
            value = self._value(words[after])
            if value is None or (total is not None and not self._adds(total, value, words, after)):
                break
            total = value if total is None else total + value
            after += 1
        return total, after

    def _adds(self, total: float, value: float, words: Sequence[str], place: int) -> bool:
        """Tell whether a number word goes on counting: `twenty one`, `خمسه و عشرون`, not `30 thirty`."""
        digits = words[place].isdigit() or words[place - 1].isdigit()
        return not digits and min(total, value) < 10 <= max(total, value) != min(total, value)  # noqa: PLR2004  # ten


def _longest(word: str) -> list[str]:
    """List a word's forms, those with least taken off first: forty before four."""
    return sorted(forms(word), key=lambda form: (-len(form), form))
