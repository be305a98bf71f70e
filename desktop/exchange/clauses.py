"""A policy text taken apart into its clauses without losing a character."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.exchange.headings import Kind, kinds_of, rows_of, title_shaped
from desktop.exchange.lines import Line, bilingual, language, letters, words
from desktop.exchange.markers import Mark, marks_of
from desktop.exchange.outline import Opening, outline

_ONE_LANGUAGE = 0.12
_HALVES = 0.93
_HEADING_WORDS, _HEADING_CHARS, _RUN_IN_WORDS = 18, 140, 8
_LIKE_NUMBERS = 0.5
_RUN_IN = (". ", ": ", "؛ ", " – ", " — ", " - ")
_ENDS = (".", "؛", ";", "،", ",")


@dataclass(frozen=True, slots=True)
class Part:
    """One clause as the document has it; `heading` keeps its mark, so heading and body together are the text.

    The number is the document's own where it has one, else the place in order; 0 is what stands before the first
    clause.
    """

    number: int
    heading: str
    body: str
    numbered: bool = False

    @property
    def text(self) -> str:
        """The clause whole, as it stood."""
        return "\n".join(filter(None, (self.heading, self.body)))

    @property
    def title(self) -> str:
        """The heading without its mark: what to show beside the number."""
        return title_of(self.heading)


def title_of(heading: str) -> str:
    """Take the number mark off a heading: `البند (1): الموافقة` becomes `الموافقة`."""
    lines = [line[marks[0].end :] if (marks := marks_of(line)) else line for line in heading.split("\n")]
    return " ".join(filter(None, (line.strip(" \t#:*") for line in lines)))


def split(text: str, levels: Mapping[int, int] | None = None) -> list[Part]:
    """Take a policy apart into clauses; `levels` gives the lines that the file format itself marks as headings.

    A text that holds one language after the other, or both in turns, gives the clauses of both in the order of the
    text; `pairing.pair` brings them together. Joining the parts' texts gives the text back but for white space.
    """
    lines = [Line(line, (levels or {}).get(place, 0)) for place, line in enumerate(text.split("\n"))]
    parts: list[Part] = []
    for start, end in _segments(lines):
        places = range(start, end)
        joint = outline(rows_of(lines, places))
        streams = _streams(lines, places) if _in_turns(lines[start:end]) else []
        parts += _parts(lines, start, end, _openings(lines, joint, streams))
    return parts


def _segments(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Cut a text in which one language follows the other at the line between the two."""
    counts = [letters(line.text) for line in lines]
    arabic, latin = sum(a for a, _ in counts), sum(b for _, b in counts)
    total = arabic + latin
    whole = [(0, len(lines))]
    if not total or min(arabic, latin) < total * _ONE_LANGUAGE:
        return whole
    best, cut = 0, 0
    seen_arabic = seen_latin = 0
    for place, (a, b) in enumerate(counts):
        seen_arabic, seen_latin = seen_arabic + a, seen_latin + b
        agreed = max(seen_arabic + latin - seen_latin, seen_latin + arabic - seen_arabic)
        if agreed > best:
            best, cut = agreed, place + 1
    if best < total * _HALVES or cut == len(lines):
        return whole
    while cut < len(lines) and not any(char.isalnum() for char in lines[cut].text):
        cut += 1
    return [(0, cut), (cut, len(lines))]


def _in_turns(lines: Sequence[Line]) -> bool:
    """Tell whether lines of both languages alternate through a text."""
    weights = {"ar": 0, "en": 0, "": 0}
    for line in lines:
        weights[language(line.text)] += sum(letters(line.text))
    return min(weights["ar"], weights["en"]) > _ONE_LANGUAGE * (weights["ar"] + weights["en"])


def _streams(lines: Sequence[Line], places: range) -> list[list[Opening]]:
    """Outline the lines of each language as if the others were not there."""
    found = []
    for lang in ("ar", "en"):
        own = [place for place in places if language(lines[place].text) in {lang, ""}]
        found.append(outline(rows_of(lines, own)))
    return found


def _openings(lines: Sequence[Line], joint: list[Opening], streams: list[list[Opening]]) -> list[Opening]:
    """Choose between one outline for both languages and one for each, by how alike the two are."""
    if not streams:
        return joint
    shorter, longer = sorted(map(len, streams))
    shared = sum(bilingual(lines[opening.place].text) for opening in joint)
    if shorter < max(2, longer * _LIKE_NUMBERS) or shared > len(joint) * _LIKE_NUMBERS:
        return joint
    return _merged(
        lines, sorted((o for stream in streams for o in stream), key=lambda opening: opening.start)
    )


def _merged(lines: Sequence[Line], openings: list[Opening]) -> list[Opening]:
    """Make one opening of two headings that stand directly under each other in the two languages."""
    merged: list[Opening] = []
    for opening in openings:
        last = merged[-1] if merged else None
        if last and _twins(lines, last, opening):
            merged[-1] = Opening(last.start, opening.place, opening.mark)
        elif last is None or opening.start > last.place:
            merged.append(opening)
    return merged


def _twins(lines: Sequence[Line], one: Opening, other: Opening) -> bool:
    between = [line for place in range(one.place + 1, other.start) if (line := lines[place].text.strip())]
    title_below = one.mark is not None and not lines[one.place].text.strip()[one.mark.end :]
    headed = not between or (title_below and len(between) == 1 and title_shaped(between[0]))
    same = (one.mark and one.mark.number) == (other.mark and other.mark.number)
    return same and headed and language(lines[one.place].text) != language(lines[other.place].text)


def _parts(lines: Sequence[Line], start: int, end: int, openings: Sequence[Opening]) -> Iterator[Part]:
    if not openings:
        body = _joined(lines, start, end)
        if body:
            yield Part(1, "", body)
        return
    if preamble := _joined(lines, start, openings[0].start):
        yield Part(0, "", preamble)
    counts: dict[str, int] = {}
    ends = [opening.start for opening in openings[1:]] + [end]
    for opening, until in zip(openings, ends, strict=True):
        lang = language(lines[opening.place].text)
        number = opening.mark.number if opening.mark else counts.get(lang, 0) + 1
        counts[lang] = number
        yield _part(lines, opening, until, number)


def _part(lines: Sequence[Line], opening: Opening, until: int, number: int) -> Part:
    heading = [
        lines[place].text.strip()
        for place in range(opening.start, opening.place)
        if lines[place].text.strip()
    ]
    first = lines[opening.place].text.strip()
    body_from = opening.place + 1
    has_more = any(lines[place].text.strip() for place in range(body_from, until))
    own, rest = _run_in(first, opening.mark, has_more=has_more)
    if opening.mark and not rest and not own[_end(own) :].strip():
        following = next((place for place in range(body_from, until) if lines[place].text.strip()), until)
        if following < until and _titles(lines, following, until):
            own, body_from = f"{own}\n{lines[following].text.strip()}", following + 1
    body = "\n".join(filter(None, (rest, _joined(lines, body_from, until))))
    return Part(
        number,
        "\n".join([*heading, own]),
        body,
        numbered=opening.mark is not None,
    )


def _end(text: str) -> int:
    return marks[0].end if (marks := marks_of(text)) else 0


def _titles(lines: Sequence[Line], place: int, until: int) -> bool:
    """Tell whether the line under a mark that stands alone is the clause's title."""
    if lines[place].level:
        return True
    rows = rows_of(lines, range(place, until))
    return kinds_of(rows)[0] in {Kind.TITLE, Kind.QUESTION, Kind.COLON}


def _run_in(line: str, mark: Mark | None, *, has_more: bool) -> tuple[str, str]:
    """Part a heading from a clause that begins on the same line: `4. Cookies. We use …`, `البند (2): نحن لن …`."""
    if mark is None:
        return line, ""
    rest = line[mark.end :].strip()
    sentence = rest.endswith(_ENDS)
    short = words(rest) <= _HEADING_WORDS and len(rest) <= _HEADING_CHARS
    if short and (has_more or not sentence):
        return line, ""
    for sign in _RUN_IN:
        head, found, tail = line[mark.end :].partition(sign)
        if found and 0 < words(head) <= _RUN_IN_WORDS and words(tail) > words(head):
            return line[: mark.end] + head + sign.rstrip(), tail.strip()
    return line[: mark.end].rstrip(), line[mark.end :].strip()


def subheadings(text: str) -> tuple[str, ...]:
    """Find the lines of a clause's text that read as headings within it, as often as they stand there."""
    lines = [Line(line) for line in text.split("\n")]
    rows = rows_of(lines, range(len(lines)))
    kinds = kinds_of(rows)
    headings = {Kind.QUESTION, Kind.TITLE, Kind.COLON}
    return tuple(row.text for row, kind in zip(rows, kinds, strict=True) if kind in headings)


def _joined(lines: Sequence[Line], start: int, end: int) -> str:
    return "\n".join(line.text.rstrip() for line in lines[start:end]).strip()
