"""Finding words in a clause as people type them, and the clause's text dressed for reading."""

from collections.abc import Collection
from html import escape

from data.search import fold

Span = tuple[int, int]


def _spelled(text: str) -> tuple[str, list[int]]:
    """Fold a text, with the place in the original that each folded letter came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for folded in fold(letter):
            letters.append(folded)
            places.append(place)
    return "".join(letters), places


def spans(text: str, sought: str) -> list[Span]:
    """Find the places of a text that say what is sought, whatever alef, mark or digit was typed."""
    wanted = " ".join(fold(sought).split())
    if not wanted:
        return []
    spelled, places = _spelled(text)
    found: list[Span] = []
    at = spelled.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        found.append((places[at], places[end] if end < len(places) else len(text)))
        at = spelled.find(wanted, end)
    return found


def dressed(
    text: str, marked: list[Span], colours: tuple[str, str], *, rtl: bool, heads: Collection[str] = ()
) -> str:
    """Write a text as the rich text of a label: its own line breaks, airy lines, places marked, heads bold."""
    parts: list[str] = []
    last = 0
    ground, ink = colours
    for start, end in marked:
        parts += [
            escape(text[last:start]),
            f'<span style="background-color:{ground};color:{ink}">{escape(text[start:end])}</span>',
        ]
        last = end
    parts.append(escape(text[last:]))
    side = "rtl" if rtl else "ltr"
    lines = zip(text.split("\n"), "".join(parts).split("\n"), strict=True)
    body = "<br/>".join(f"<b>{html}</b>" if line.strip() in heads else html for line, html in lines)
    return f'<p dir="{side}" style="margin:0;line-height:112%;white-space:pre-wrap">{body}</p>'
