"""How long a passphrase withstands someone who took the store's file, told without flattery.

The estimate assumes a patient guesser who knows how people choose: a run of letters counts as a word, whatever it
is, and sequences, repeats and years count for almost nothing. Where the true figure is unknown it errs low.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from data.errors import Blocked
from data.search import fold
from desktop.words import western

LEAST = 8
_GUESSES_A_SECOND = 10_000  # a rented farm against Argon2id at the cost the vault asks for
_WORD_BITS, _KNOWN_WORD_BITS, _LETTERS_OF_A_WORD, _MORE_LETTER_BITS = 13.0, 5.0, 8, 2.0
_LETTER_BITS, _DIGIT_BITS, _MARK_BITS, _YEAR_BITS, _CAPITAL_BITS = 4.7, 3.3, 4.5, 6.0, 1.0
_RUNS = re.compile(r"[^\W\d_]+|\d+|[\W_]")
_YEAR = re.compile(r"(?:1[34]\d\d|19\d\d|20\d\d)$")
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "01234567890",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "ضصثقفغعهخحجد",
    "شسيبلاتنمكط",
    "ابجدهوزحطيكلمنسعفصقرشت",
)
_KNOWN_WORDS = """
    password passphrase pass admin administrator welcome letmein login secret master monkey dragon iloveyou love
    privacy sijill company test user root saudi riyadh qatar doha dubai morocco egypt cairo mohammed muhammad
    ahmed ali allah كلمة السر المرور عبارة سر مرحبا محمد احمد علي الله بسم الرحمن الرحيم حبيبي السعودية الرياض
    قطر الدوحة المغرب مصر القاهرة دبي شركة سجل خصوصية مدير تجربة
"""
_KNOWN = frozenset(fold(_KNOWN_WORDS).split())


class Strength(StrEnum):
    """What can be promised of a passphrase."""

    WEAK = "weak"
    FAIR = "fair"
    GOOD = "good"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Estimate:
    """The least number of bits a guesser must get right, and the unit in which the time for it is told."""

    bits: float

    @property
    def strength(self) -> Strength:
        """Sort the estimate: weak gives way within days, fair within years, good holds for decades."""
        bounds = ((36, Strength.WEAK), (46, Strength.FAIR), (60, Strength.GOOD))
        return next((strength for below, strength in bounds if self.bits < below), Strength.STRONG)

    @property
    def holds(self) -> str:
        """Say for how long it probably holds, as the last part of a message key."""
        seconds = 2.0 ** (self.bits - 1) / _GUESSES_A_SECOND
        bounds = ((60, "seconds"), (3600, "minutes"), (86_400, "hours"), (2_592_000, "days"))
        later = ((31_536_000, "months"), (3_153_600_000, "years"))
        return next((unit for below, unit in (*bounds, *later) if seconds < below), "centuries")


def estimate(passphrase: str) -> Estimate:
    """Estimate a passphrase; the empty one has no bits at all."""
    composed = unicodedata.normalize("NFC", passphrase)
    seen: set[str] = set()
    bits = 0.0
    for run in _RUNS.findall(composed):
        bits += 1.0 if run in seen else _run_bits(run)
        seen.add(run)
    return Estimate(bits)


def _run_bits(run: str) -> float:
    if run.isdigit():
        return _number_bits(western(run))
    if not run[0].isalpha():
        return _MARK_BITS if run != " " else 0.5
    return _word_bits(run)


def _number_bits(run: str) -> float:
    if _YEAR.match(run):
        return _YEAR_BITS
    return _plain_length(run) * _DIGIT_BITS


def _word_bits(run: str) -> float:
    folded = fold(run)
    capitals = _CAPITAL_BITS if run != run.lower() else 0.0
    if folded in _KNOWN or folded.removeprefix("ال") in _KNOWN:
        return _KNOWN_WORD_BITS + capitals
    length = _plain_length(folded)
    word = _WORD_BITS + max(0.0, length - _LETTERS_OF_A_WORD) * _MORE_LETTER_BITS
    return min(length * _LETTER_BITS, word) + capitals


def _plain_length(run: str) -> float:
    """Count the letters that do not just repeat or continue the one before."""
    fresh = 1.0
    for before, letter in pairwise(run):
        pair = before + letter
        follows = before == letter or any(pair in row or pair[::-1] in row for row in _ROWS)
        fresh += 0.25 if follows else 1.0
    return fresh


def require(passphrase: str, least: int = 0) -> None:
    """Refuse what protects nothing; an administrator may ask for more letters than the program does.

    Raises:
        Blocked: `passphrase.empty`, or `passphrase.short` below eight letters or `least`.
    """
    letters = len(unicodedata.normalize("NFC", passphrase).strip())
    if not letters:
        raise Blocked("passphrase.empty")
    asked = max(LEAST, least)
    if letters < asked:
        raise Blocked("passphrase.short", n=asked)
