"""Cutting a sentence down to what can be quoted: whole phrases around the words that matter."""

import re

_PHRASE_END = re.compile(r"[,،:؛;](?=\s)|\s[-–—](?=\s)")
_MARK = "…"


def cut(sentence: str, start: int, end: int, most: int) -> str:
    """Give a sentence whole, or the phrases around a place in it as long as `most` allows; what is left out is marked.

    It is given from its start where that leaves room for the place.
    """
    if len(sentence) <= most:
        return sentence
    start = 0 if end <= most else start
    bounds = [0, *(found.end() for found in _PHRASE_END.finditer(sentence)), len(sentence)]
    first = max(bound for bound in bounds if bound <= start)
    last = min(bound for bound in bounds if bound >= end)
    if last - first > most:
        first, last = _by_word(sentence, start, end, most)
        bounds = [first, last]
    while (after := next((b for b in bounds if b > last), None)) is not None and after - first <= most:
        last = after
    while (
        before := next((b for b in bounds[::-1] if b < first), None)
    ) is not None and last - before <= most:
        first = before
    said = sentence[first:last].strip().rstrip(",،:؛;–—- ")
    return " ".join(filter(None, (_MARK * (first > 0), said, _MARK * (last < len(sentence)))))


def _by_word(sentence: str, start: int, end: int, most: int) -> tuple[int, int]:
    """Take whole words from a place on, and before it where there is room left."""
    blanks = [0, *(found.end() for found in re.finditer(r"\s", sentence)), len(sentence)]
    first = max(bound for bound in blanks if bound <= start)
    last = max((bound for bound in blanks if first < bound <= max(end, first + most)), default=len(sentence))
    return min(bound for bound in blanks if bound >= min(first, last - most)), last
