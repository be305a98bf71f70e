"""What is said in two languages: beside each other where there is room, else one below the other."""

from __future__ import annotations

import re

from desktop.reports.engine.tokens import LRI, PDI

_BETWEEN = f" · {LRI}"
_pair = re.compile(f"([^{LRI}{PDI}]+){_BETWEEN}([^{LRI}{PDI}]+){PDI}").fullmatch


def twofold(said: str, other: str) -> str:
    """Set what is said in two languages beside each other, each in its own order; once where both are the same."""
    return f"{said}{_BETWEEN}{other}{PDI}" if said and other and said != other else said or other


def halves(text: str) -> tuple[str, str]:
    """Part what stands in two languages; what stands in one is both."""
    found = _pair(text)
    return (found[1], found[2]) if found else (text, text)


def below(text: str) -> str:
    """Put the second language of a text on a line of its own."""
    found = _pair(text)
    return f"{found[1]}\n{LRI}{found[2]}{PDI}" if found else text


def own_lines(text: str) -> list[str]:
    """Part a text where its lines end of themselves, at its feeds and between its languages."""
    return [half for line in text.split("\n") for half in below(line).split("\n")]
