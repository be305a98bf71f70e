"""The data-flow map as a drawing: the organisation, the categories, the parties; one for the window and the report."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from data.base import title_of
from data.choices import CHOICES
from data.sharing import Flow, Party
from desktop.reports.engine.drawing import Drawing, Stroke
from desktop.reports.engine.model import Tone
from desktop.show import country
from desktop.words import Words

_ROW, _BOX, _TOP = 44.0, 34.0, 8.0
_LEGEND = 26.0
_LONG = 34


@dataclass(frozen=True)
class FlowMap:
    """What the map shows. `lacking` tells how parties stand that have no agreement in force, `home` the countries that are not abroad."""

    organisation: str
    parties: Sequence[Party]
    flows: Sequence[Flow]
    lacking: Mapping[str, str] = field(default_factory=dict)
    home: frozenset[str] = frozenset()
    groups: Mapping[str, list[Party]] = field(init=False)

    def __post_init__(self) -> None:
        reached = {flow.party for flow in self.flows}
        shown = [party for party in self.parties if party.id in reached]
        groups = {
            key: sorted((p for p in shown if p.category == key), key=lambda party: party.code)
            for key in CHOICES["party_category"]
        }
        object.__setattr__(self, "groups", {key: found for key, found in groups.items() if found})

    @property
    def height(self) -> float:
        """How tall the drawing is, in points."""
        return _TOP + max(sum(map(len, self.groups.values())), 1) * _ROW + _LEGEND

    def draw(
        self,
        words: Words,
        width: float,
        *,
        first: int = 0,
        rows: int | None = None,
        say: Callable[[Callable[[Words], str]], str] | None = None,
    ) -> Drawing:
        """Draw the map, or so many rows of parties from a first one on for a page that holds no more.

        `say` says a function of words where that takes more than one language.
        Lines abroad are dashed and say the country; a missing agreement is said in words: nothing is colour alone.
        """
        told = say or (lambda one: one(words))
        lines = [(key, party) for key, found in self.groups.items() for party in found]
        lines = lines[first : None if rows is None else first + rows]
        drawing = Drawing(width, _TOP + max(len(lines), 1) * _ROW + _LEGEND)
        box, middle, last = width * 0.2, width * 0.34, width * 0.68
        centre = _TOP + max(len(lines), 1) * _ROW / 2
        drawing.box(0, centre - _BOX, box, _BOX * 2, tone="accent", radius=6)
        drawing.label(
            box / 2, centre + 3, self.organisation, size=9, bold=True, anchor="middle", limit=box - 10
        )
        place = _TOP
        for key in dict.fromkeys(key for key, _ in lines):
            members = [party for group, party in lines if group == key]
            at = place + len(members) * _ROW / 2
            drawing.path(
                [(box, centre), (box + width * 0.06, centre), (box + width * 0.06, at)], Stroke("muted", 0.8)
            )
            drawing.arrow(box + width * 0.06, at, middle, at, "muted")
            drawing.box(middle, at - _BOX / 2, box, _BOX, tone="muted", radius=6)
            said = told(lambda words, key=key: words(f"choice.party_category.{key}"))  # type: ignore[misc]  # bound to its key
            drawing.label(middle + box / 2, at + 3, said, size=8.5, anchor="middle", limit=box - 8)
            for number, party in enumerate(members):
                self._party(
                    drawing, words, party, (middle + box, at), (last, place + number * _ROW + _ROW / 2)
                )
            place += len(members) * _ROW
        self._legend(drawing, told, place + _LEGEND - 8)
        return drawing

    def _party(
        self,
        drawing: Drawing,
        words: Words,
        party: Party,
        start: tuple[float, float],
        end: tuple[float, float],
    ) -> None:
        own = [flow for flow in self.flows if flow.party == party.id]
        away = {code for flow in own for code in (flow.country, flow.storage_country) if code} - self.home
        tone: Tone = "danger" if party.id in self.lacking else "accent"
        bend = start[0] + (end[0] - start[0]) / 2
        stroke = Stroke("accent", 0.8 + 0.4 * min(len(own), 4), dashed=bool(away), arrow=True)
        drawing.path([start, (bend, start[1]), (bend, end[1]), end], stroke)
        width = drawing.width - end[0]
        drawing.box(
            end[0],
            end[1] - _BOX / 2,
            width,
            _BOX,
            tone=tone,
            radius=6,
        )
        name = words.either(party.name_ar, party.name_en) or title_of(party)
        drawing.label(end[0] + 8, end[1] - 2, _short(name), size=8.5, bold=True)
        told = [words("sharing.map.flows", n=len(own)), *(country(words, code) for code in sorted(away))]
        if party.id in self.lacking:
            told.append(words(f"sharing.standing.{self.lacking[party.id]}"))
        drawing.label(end[0] + 8, end[1] + 10, " · ".join(told), size=7.5)

    @staticmethod
    def _legend(drawing: Drawing, told: Callable[[Callable[[Words], str]], str], y: float) -> None:
        drawing.line(0, y - 3, 24, y - 3, Stroke("accent", 1.2))
        drawing.label(30, y, told(lambda words: words("sharing.map.inside")), size=7.5)
        third = drawing.width * 0.4
        drawing.line(third, y - 3, third + 24, y - 3, Stroke("accent", 1.2, dashed=True))
        drawing.label(third + 30, y, told(lambda words: words("sharing.map.abroad")), size=7.5)


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"
