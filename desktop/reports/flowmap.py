"""The data-flow map as a drawing: the organisation, the categories, the parties; one for the window and the report."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from data.base import title_of
from data.choices import CHOICES
from data.sharing import Flow, Party
from desktop.reports.engine import Lines, Sheet
from desktop.reports.engine.drawing import Drawing, Stroke
from desktop.reports.engine.model import Tone
from desktop.sharing import abroad, flows_of
from desktop.show import country
from desktop.words import Words

Say = Callable[[Callable[[Words], str]], str]
"""Says what a function says in a language; in two where the paper has two."""

_BOX, _GAP, _TOP = 34.0, 10.0, 8.0
_LEGEND, _LEGEND_ROW = 40.0, 14.0
_LEADING = 1.45
_WHOSE, _NAME, _TOLD, _INSET = 9.0, 8.5, 7.5, 8.0
_COLUMN, _MIDDLE, _LAST = 0.2, 0.34, 0.68
_FEWEST, _MANY = 3, 24


@dataclass(frozen=True, slots=True)
class Row:
    """A party on the map: what is said of it, on how many lines, and how tall its box is."""

    party: Party
    name: str
    told: str
    lines: int
    height: float


@dataclass(frozen=True)
class FlowMap:
    """What the map shows. `lacking` tells how parties stand that have no agreement in force, `home` the country that is not abroad."""

    organisation: str
    parties: Sequence[Party]
    flows: Sequence[Flow]
    lacking: Mapping[str, str] = field(default_factory=dict)
    home: str = ""
    groups: Mapping[str, list[Party]] = field(init=False)
    flows_of: Mapping[str | None, list[Flow]] = field(init=False)

    def __post_init__(self) -> None:
        reached = flows_of(self.flows)
        shown = [party for party in self.parties if party.id in reached]
        groups = {
            key: sorted((p for p in shown if p.category == key), key=lambda party: party.code)
            for key in CHOICES["party_category"]
        }
        object.__setattr__(self, "groups", {key: found for key, found in groups.items() if found})
        object.__setattr__(self, "flows_of", reached)

    @property
    def many(self) -> bool:
        """Whether there are more parties than one takes in at a glance; paper shows them in little first."""
        return sum(map(len, self.groups.values())) > _MANY

    def draw(self, words: Words, width: float) -> Drawing:
        """Draw the whole map, each name on one line."""
        say: Say = lambda one: one(words)  # noqa: E731  # a voice of one language
        return self._drawn(self._rows(say, None, width), say, None, width)

    def sheets(self, say: Say, sheet: Sheet) -> Iterator[tuple[Drawing, Sequence[Row]]]:
        """Draw the map on as many sheets as its parties need, with the parties on each; first in little where they are many."""
        rows = self._rows(say, sheet.lines, sheet.width)
        if self.many:
            yield self._overview(say, sheet.lines, sheet.width), ()
            sheet = sheet._replace(here=sheet.page, next=sheet.page)
        fewest = sum(row.height + _GAP for row in rows[:_FEWEST])
        room = sheet.here if sheet.here - _TOP - _LEGEND >= fewest else sheet.next
        while rows:
            count, left = 0, room - _TOP - _LEGEND
            while count < len(rows) and (rows[count].height + _GAP <= left or not count):
                left -= rows[count].height + _GAP
                count += 1
            yield self._drawn(rows[:count], say, sheet.lines, sheet.width), rows[:count]
            rows, room = rows[count:], sheet.page

    def _overview(self, say: Say, lines: Lines, width: float) -> Drawing:
        """Draw a map of many parties in little: what goes to each category, and how many agreements lack."""
        box, middle = width * _COLUMN, width * _MIDDLE
        rows = [self._category(say, lines, width - middle - 2 * _INSET, key) for key in self.groups]
        low = _TOP + sum(height + _GAP for *_, height in rows)
        drawing, centre, top = Drawing(width, low + _LEGEND), (_TOP + low) / 2, _TOP + _GAP / 2
        self._whose(drawing, lines, centre)
        for members, (name, told, height) in zip(self.groups.values(), rows, strict=True):
            bend, line = box + (middle - box) / 2, top + height / 2
            stroke = Stroke("accent", 1.2, dashed=any(map(self._away, members)), arrow=True)
            drawing.path([(box, centre), (bend, centre), (bend, line), (middle, line)], stroke)
            _box(drawing, (middle, top, height), lacking=any(one.id in self.lacking for one in members))
            drawing.label(middle + _INSET, top + 15, name, size=_NAME, bold=True)
            drawing.label(middle + _INSET, top + 27, told, size=_TOLD, limit=width - middle - 2 * _INSET)
            top += height + _GAP
        self._legend(drawing, say, low + _LEGEND - 8 - _LEGEND_ROW)
        return drawing

    def _category(self, say: Say, lines: Lines, room: float, key: str) -> tuple[str, str, float]:
        """Say a category, what goes to its parties, and how tall that is."""
        told = say(lambda words: self._counted(self.groups[key], words))
        count = lines(told, room, _TOLD, bold=False)
        height = max((_NAME + count * _TOLD) * _LEADING + _INSET + 3, _BOX)
        return say(lambda words: words(f"choice.party_category.{key}")), told, height

    def _counted(self, members: Sequence[Party], words: Words) -> str:
        """Say how many parties a category has, how many flows to how many countries abroad, and what lacks."""
        abroad = {code for one in members for code in self._away(one)}
        lacking = sum(one.id in self.lacking for one in members)
        told = [
            words("sharing.map.parties", n=len(members)),
            words("sharing.map.flows", n=sum(len(self.flows_of[one.id]) for one in members)),
        ]
        told += [words("sharing.map.countries", n=len(abroad))] if abroad else []
        told += [words("sharing.map.lacking", n=lacking)] if lacking else []
        return " · ".join(told)

    def _whose(self, drawing: Drawing, lines: Lines | None, centre: float) -> None:
        """Draw the organisation at the leading edge."""
        box = drawing.width * _COLUMN
        count = lines(self.organisation, box - 10, _WHOSE, bold=True) if lines else 3
        half = max(_BOX, count * _WHOSE * _LEADING / 2 + _INSET)
        drawing.box(0, centre - half, box, half * 2, tone="accent", radius=6)
        drawing.label(
            box / 2, centre + 3, self.organisation, size=_WHOSE, bold=True, anchor="middle", limit=box - 10
        )

    def _rows(self, say: Say, lines: Lines | None, width: float) -> list[Row]:
        room = width * (1 - _LAST) - 2 * _INSET
        rows: list[Row] = []
        for party in (one for found in self.groups.values() for one in found):
            name = say(lambda words, party=party: title_of(party, words.lang))  # type: ignore[misc]  # bound to its party
            told = say(lambda words, party=party: self._told(party, words))  # type: ignore[misc]  # bound to its party
            first = lines(name, room, _NAME, bold=True) if lines else 1
            more = lines(told, room, _TOLD, bold=False) if lines else 1
            height = (first * _NAME + more * _TOLD) * _LEADING + _INSET + 3
            rows.append(Row(party, name, told, first, max(height, _BOX)))
        return rows

    def _away(self, party: Party) -> list[str]:
        return sorted({code for one in self.flows_of[party.id] for code in abroad(one, self.home)})

    def _told(self, party: Party, words: Words) -> str:
        """Say how many flows go to a party, to which countries abroad, and whether its agreement lacks."""
        told = [words("sharing.map.flows", n=len(self.flows_of[party.id]))]
        told += [country(words, code) for code in self._away(party)]
        if party.id in self.lacking:
            told.append(words(f"sharing.standing.{self.lacking[party.id]}"))
        return " · ".join(told)

    def _drawn(self, rows: Sequence[Row], say: Say, lines: Lines | None, width: float) -> Drawing:
        """Draw the map of some parties.

        Lines abroad are dashed and say the country; a missing agreement is said in words: nothing is colour alone.
        """
        low = _TOP + max(sum(row.height + _GAP for row in rows), _BOX + _GAP)
        drawing = Drawing(width, low + _LEGEND)
        box, middle, centre = width * _COLUMN, width * _MIDDLE, (_TOP + low) / 2
        self._whose(drawing, lines, centre)
        top = _TOP
        for key in dict.fromkeys(row.party.category for row in rows):
            members = [row for row in rows if row.party.category == key]
            at = top + sum(row.height + _GAP for row in members) / 2
            drawing.path(
                [(box, centre), (box + width * 0.06, centre), (box + width * 0.06, at)], Stroke("muted", 0.8)
            )
            drawing.arrow(box + width * 0.06, at, middle, at, "muted")
            drawing.box(middle, at - _BOX / 2, box, _BOX, tone="muted", radius=6)
            said = say(lambda words, key=key: words(f"choice.party_category.{key}"))  # type: ignore[misc]  # bound to its key
            drawing.label(middle + box / 2, at + 3, said, size=8.5, anchor="middle", limit=box - 8)
            for row in members:
                self._party(drawing, row, (middle + box, at), top + _GAP / 2)
                top += row.height + _GAP
        self._legend(drawing, say, low + _LEGEND - 8 - _LEGEND_ROW)
        return drawing

    def _party(self, drawing: Drawing, row: Row, start: tuple[float, float], top: float) -> None:
        last, middle = drawing.width * _LAST, top + row.height / 2
        bend = start[0] + (last - start[0]) / 2
        count, away = len(self.flows_of[row.party.id]), bool(self._away(row.party))
        stroke = Stroke("accent", 0.8 + 0.4 * min(count, 4), dashed=away, arrow=True)
        drawing.path([start, (bend, start[1]), (bend, middle), (last, middle)], stroke)
        _box(drawing, (last, top, row.height), lacking=row.party.id in self.lacking)
        room = drawing.width - last - 2 * _INSET
        drawing.label(last + _INSET, top + 15, row.name, size=_NAME, bold=True, limit=room)
        base = top + 15 + (row.lines - 1) * _NAME * _LEADING + 12
        drawing.label(last + _INSET, base, row.told, size=_TOLD, limit=room)

    def _legend(self, drawing: Drawing, say: Say, y: float) -> None:
        def inside(words: Words) -> str:
            home = self.home
            return (
                words("sharing.map.within", country=country(words, home))
                if home
                else words("sharing.map.inside")
            )

        said = (say(inside), say(lambda words: words("sharing.map.abroad")))
        for row, text in enumerate(said):
            base = y + row * _LEGEND_ROW
            drawing.line(0, base - 3, 24, base - 3, Stroke("accent", 1.2, dashed=bool(row)))
            drawing.label(30, base, text, size=7.5, limit=drawing.width - 30)


def _box(drawing: Drawing, place: tuple[float, float, float], *, lacking: bool) -> None:
    """Draw a box as far as the far edge; one that lacks an agreement has a bar, which shows in grey too."""
    x, top, height = place
    tone: Tone = "danger" if lacking else "accent"
    drawing.box(x, top, drawing.width - x, height, tone=tone, radius=6)
    if lacking:
        drawing.line(x + 3, top + 6, x + 3, top + height - 6, Stroke("danger", 3.0))
