"""What is said in two languages: beside each other where there is room, else one below the other."""

from __future__ import annotations

from desktop.reports.engine.tokens import LRI, PDI

_BETWEEN = f" · {LRI}"
_DEEPER = frozenset({LRI, "\u2067", "\u2068"})


def twofold(said: str, other: str) -> str:
    """Set what is said in two languages beside each other, each in its own order; once where both are the same.

    What has several lines stands below each other.
    """
    if said and other and said != other and "\n" in said + other:
        return "\n".join((said, *(f"{LRI}{line}{PDI}" for line in other.split("\n"))))
    return f"{said}{_BETWEEN}{other}{PDI}" if said and other and said != other else said or other


def labelled(said: str, other: str, value: str) -> str:
    """Set a value after its label; two labels share it, parted by a dash that reads the same from either side."""
    label = twofold(said, other)
    return (f"{label}: {value}" if label == said else f"{label} – {value}" if value else label).rstrip()


def halves(text: str) -> tuple[str, str]:
    """Part what stands in two languages; what stands in one is both."""
    return _parted(text) or (text, text)


def below(text: str) -> str:
    """Put the second language of a text on a line of its own."""
    found = _parted(text)
    return f"{found[0]}\n{LRI}{found[1]}{PDI}" if found else text


def own_lines(text: str) -> list[str]:
    """Part a text where its lines end of themselves, at its feeds and between its languages."""
    return [half for line in text.split("\n") for half in below(line).split("\n")]


def _parted(text: str) -> tuple[str, str] | None:
    """Find the two halves of a text that is nothing but these; what is isolated within a half stays in it."""
    if _BETWEEN not in text or not text.endswith(PDI):
        return None
    said, _, other = text.removesuffix(PDI).partition(_BETWEEN)
    return (said, other) if said and other and _closed(said) and _closed(other) else None


def _closed(text: str) -> bool:
    """Tell whether every isolate that a text begins ends in it, and none ends that it did not begin."""
    depth = 0
    for char in text:
        if char in _DEEPER:
            depth += 1
        elif char == PDI:
            depth -= 1
            if depth < 0:
                return False
    return depth == 0
