"""Where clauses begin: the numbering, the format's own headings or the look of lines, whichever carries the text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.exchange.headings import Kind, Row, kinds_of, names_policy, title_shaped
from desktop.exchange.lines import words
from desktop.exchange.markers import Mark

_LONG = 15
_ENOUGH = 0.6
_HALF = 0.5
# What a step from one number to the next costs: authors repeat one, and skip one, by mistake.
_STEPS = {1: -0.05, 2: 1.5, 0: 1.5}
_RARE = {"roman", "letter", "bare"}
_STRONG = {Kind.QUESTION, Kind.TITLE}


@dataclass(frozen=True, slots=True)
class Opening:
    """The start of a clause: the first and the last line of its heading, and its mark if it has one."""

    start: int
    place: int
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class _Chain:
    """Marks of one family that count upwards through the text, and how much they look like clause headings."""

    family: str
    steps: tuple[tuple[int, Mark], ...]
    worth: float


def outline(rows: Sequence[Row]) -> list[Opening]:
    """Find the clause openings of a text, in order; none when it shows no structure.

    A word such as المادة wins over bare numbers, the format's own headings over numbers outside of them, and a
    numbering that runs through the text over one that starts again, which is a list.
    """
    level = _clause_level(rows)
    chains = [chain for family in _families(rows) if (chain := _chain(rows, family, structured=level > 0))]
    explicit = [chain for chain in chains if chain.family.startswith("word:")]
    best = max(explicit or chains, key=lambda chain: chain.worth, default=None)
    if best is not None and (explicit or not level or _in_headings(rows, best)):
        return _in_order(_opening(rows, at, mark) for at, mark in _with_last_headings(rows, best))
    if level:
        return _in_order(_opening(rows, at, next(iter(rows[at].marks), None)) for at in _headed(rows, level))
    return [_opening(rows, at, None) for at in _unmarked(rows)]


def _in_order(openings: Iterable[Opening]) -> list[Opening]:
    """Give back the heading lines that an opening claims of the one before."""
    ordered: list[Opening] = []
    for opening in openings:
        claimed = bool(ordered) and opening.start <= ordered[-1].place
        ordered.append(replace(opening, start=opening.place) if claimed else opening)
    return ordered


def _families(rows: Sequence[Row]) -> list[str]:
    families = Counter(mark.family for row in rows for mark in row.marks)
    several = sum(family.startswith("number:") for family in families) > 1
    return [*families, "number"] if several else [*families]


def _clause_level(rows: Sequence[Row]) -> int:
    """Choose the heading level that the format uses for clauses: the highest that is more than the title's."""
    counts = Counter(row.level for row in rows if row.level)
    return min((level for level, count in counts.items() if count > 1), default=0)


def _chain(rows: Sequence[Row], family: str, *, structured: bool) -> _Chain | None:
    """Find the upward run of a family's marks that looks most like headings, or nothing worth calling clauses."""
    marked = [
        (at, mark, _likeness(rows, at, mark, structured=structured))
        for at, row in enumerate(rows)
        for mark in row.marks
        if mark.family == family or mark.family.startswith(f"{family}:")
    ]
    if not marked:
        return None
    steps, worth = _best_run(marked)
    for at, mark, _ in marked:
        last_at, last = steps[-1]
        if (
            at > last_at
            and mark.number == last.number + 1
            and (at == last_at + 1 or not _follows(rows, at, mark))
        ):
            steps.append((at, mark))
    spare = len(marked) - len(steps)
    chain = _Chain(family, tuple(steps), worth - spare * (1 if steps[0][1].explicit else 0.1))
    return chain if _plausible(rows, chain) else None


def _best_run(marked: Sequence[tuple[int, Mark, float]]) -> tuple[list[tuple[int, Mark]], float]:
    """Choose the upward run with the greatest sum of likenesses, by the best run so far to each number."""
    ends: dict[int, int] = {}
    totals: list[float] = []
    before: list[int | None] = []
    for index, (_, mark, likeness) in enumerate(marked):
        total, previous = -abs(mark.number - 1) * 1.0, None
        for step, cost in _STEPS.items():
            earlier = ends.get(mark.number - step)
            if earlier is None or (step == 0 and not mark.explicit):
                continue
            if totals[earlier] - cost > total:
                total, previous = totals[earlier] - cost, earlier
        totals.append(total + likeness)
        before.append(previous)
        if mark.number not in ends or totals[index] > totals[ends[mark.number]]:
            ends[mark.number] = index
    best = max(range(len(marked)), key=totals.__getitem__)
    steps: list[tuple[int, Mark]] = []
    cursor: int | None = best
    while cursor is not None:
        steps.append(marked[cursor][:2])
        cursor = before[cursor]
    return steps[::-1], totals[best]


def _likeness(rows: Sequence[Row], at: int, mark: Mark, *, structured: bool) -> float:
    """Weigh how much a marked line looks like a heading rather than an item of a list."""
    row = rows[at]
    rest = row.text[mark.end :].strip()
    weight = 2.0 if mark.explicit else 0.0
    if _has_body(rows, at, mark):
        weight += 1
    elif words(row.text) > _LONG:
        weight += 0.5
    if not rest or title_shaped(rest.rstrip(":؟?")):
        weight += 1 if _has_body(rows, at, mark) else 0.5
    if row.text.endswith((",", "،", ";", "؛")):
        weight -= 1
    if at and rows[at - 1].text.endswith(":"):
        weight -= 2 if mark.number == 1 else 1
    if at and any(
        other.family == mark.family and other.number == mark.number - 1 for other in rows[at - 1].marks
    ):
        weight -= 0.5
    if structured:
        weight += 2 if row.level else -1.5
    return weight


def _follows(rows: Sequence[Row], at: int, mark: Mark) -> bool:
    """Tell whether the number before stands on the line directly above, as in a list."""
    before = rows[at - 1].marks if at else ()
    return any(other.family == mark.family and other.number == mark.number - 1 for other in before)


def _has_body(rows: Sequence[Row], at: int, mark: Mark) -> bool:
    """Tell whether text of its own follows, rather than the next item of the same list."""
    if at + 1 == len(rows):
        return False
    return not any(
        other.family == mark.family and other.number == mark.number + 1 for other in rows[at + 1].marks
    )


def _plausible(rows: Sequence[Row], chain: _Chain) -> bool:
    """Tell whether a run of marks carries the text: headings with bodies, or the paragraphs themselves."""
    count = len(chain.steps)
    if count < (3 if chain.family in _RARE else 2):
        return False
    if chain.steps[0][1].explicit:
        return True
    bodies = sum(_has_body(rows, at, mark) for at, mark in chain.steps)
    held = sum(len(rows[at].text) for at, _ in chain.steps)
    covers = held >= _HALF * sum(len(row.text) for row in rows)
    return covers or (bodies >= count * _ENOUGH and chain.worth >= count)


def _in_headings(rows: Sequence[Row], chain: _Chain) -> bool:
    return sum(bool(rows[at].level) for at, _ in chain.steps) >= len(chain.steps) * _ENOUGH


def _with_last_headings(rows: Sequence[Row], chain: _Chain) -> Iterator[tuple[int, Mark | None]]:
    """Give the numbered openings, then unnumbered headings after them that the format puts on the same level."""
    yield from chain.steps
    last = chain.steps[-1][0]
    level = rows[last].level
    for at in range(last + 1, len(rows)):
        if 0 < rows[at].level <= level and at + 1 < len(rows):
            yield at, None


def _headed(rows: Sequence[Row], level: int) -> list[int]:
    """Give the rows with headings down to a level, but for a title that stands above them all."""
    first = next(at for at, row in enumerate(rows) if row.level == level)
    return [at for at in range(first, len(rows)) if 0 < rows[at].level <= level]


def _opening(rows: Sequence[Row], at: int, mark: Mark | None) -> Opening:
    """Open a clause at a row, or above it where the heading of a chapter stands directly over it."""
    start = at
    while start and _overhead(rows[start - 1], rows[at], mark):
        start -= 1
    return Opening(rows[start].place, rows[at].place, mark)


def _overhead(above: Row, row: Row, mark: Mark | None) -> bool:
    if above.level and row.level:
        return above.level < row.level and above.place > 0
    return bool(mark and mark.explicit and any(m.explicit and m.family != mark.family for m in above.marks))


def _unmarked(rows: Sequence[Row]) -> list[int]:
    """Find headings by their look alone: questions and titles first, lines that end in a colon where there are none."""
    kinds = kinds_of(rows)
    top = 0
    while top < len(rows) and kinds[top] in _STRONG:
        top += 1
    first = max((at + 1 for at in range(top) if names_policy(rows[at].text)), default=0)
    questions = [at for at in range(first, len(rows)) if kinds[at] is Kind.QUESTION]
    titles = [at for at in range(first, len(rows)) if kinds[at] is Kind.TITLE or _titled(rows[at], kinds[at])]
    if len(questions) > max(2, len(titles)):
        titles = [at for at in titles if rows[at].apart and not rows[at + 1].apart]
    strong = sorted({*questions, *titles})
    close = set(strong)
    strong = [at for at in strong if at - 1 not in close]
    colons = [at for at in range(first, len(rows)) if kinds[at] in {Kind.COLON, Kind.LIST}]
    if len(strong) < 2 <= len(colons):  # noqa: PLR2004 - one heading is a title, two are a structure
        return sorted({*strong, *colons})
    leading = [
        at for at in range(top + 1, strong[0] if strong else 0) if kinds[at] not in {Kind.BODY, *_STRONG}
    ]
    return [*leading, *strong]


def _titled(row: Row, kind: Kind) -> bool:
    """Tell whether a line that ends in a colon is a title for the text under it."""
    return kind is Kind.COLON and title_shaped(row.text.rstrip(":： "))
