"""A breach's timeline as a picture: numbered moments on an axis, the deadlines among them dashed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from math import log2

from desktop.reports.engine.drawing import Drawing, Stroke
from desktop.reports.engine.model import Tone

_MOST = 12
_ABOVE, _BELOW, _RADIUS = 16.0, 34.0, 8.5
_HEIGHT = _ABOVE + 2 * _RADIUS + _BELOW
_EDGE = _STEP = 24.0
_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment on the axis, in the reader's zone: what happened, or what had to happen by then (if it is `owed`), and by whom."""

    at: datetime
    said: str
    by: str = ""
    deadline: bool = False
    owed: bool = True

    @property
    def told(self) -> str:
        """What is said of it, in one line."""
        return self.said.replace("\n", ": ")


@dataclass(frozen=True)
class Timeline:
    """Draws moments in their order; the longer the time between two, the longer the way, within reason."""

    marks: Sequence[Mark]
    number: Callable[[int], str]
    day: Callable[[date], str]
    time: Callable[[datetime], str]

    def draw(self, width: float) -> Drawing:
        """Draw so many to a line that they stay apart."""
        lines = -(-len(self.marks) // _MOST) or 1
        share = -(-len(self.marks) // lines)
        drawing = Drawing(width, lines * _HEIGHT)
        for line in range(lines):
            self._line(drawing, line * share, self.marks[line * share : (line + 1) * share], line * _HEIGHT)
        return drawing

    def _line(self, drawing: Drawing, first: int, marks: Sequence[Mark], top: float) -> None:
        axis = top + _ABOVE + _RADIUS
        places = _places([mark.at for mark in marks], drawing.width - 2 * _EDGE)
        drawing.line(0, axis, drawing.width, axis, Stroke("muted", 1.0))
        shown: date | None = None
        for number, (place, mark) in enumerate(zip(places, marks, strict=True), start=first + 1):
            x = place + _EDGE
            tone: Tone = "accent" if not mark.deadline else "warn" if mark.owed else "muted"
            if mark.deadline:
                drawing.line(x, top + 2, x, axis - _RADIUS, Stroke(tone, 1.0, dashed=True))
            drawing.wedge(x, axis, _RADIUS, tone=tone, fill="soft")
            drawing.label(x, axis + 3, self.number(number), size=8, bold=True, anchor="middle")
            below = axis + _RADIUS + 10
            drawing.label(x, below, self.time(mark.at), size=7, tone="muted", anchor="middle")
            if mark.at.date() != shown:
                shown = mark.at.date()
                drawing.label(x, below + 10, self.day(shown), size=7, bold=True, anchor="middle")


def _places(moments: Sequence[datetime], room: float) -> list[float]:
    """Place moments along the room: as far apart as their times need, and further the more time lies between."""
    apart = [
        log2(1 + max((after - before).total_seconds(), 0) / _HOUR) for before, after in pairwise(moments)
    ]
    if not apart:
        return [room / 2] * len(moments)
    spare, whole = room - _STEP * len(apart), sum(apart)
    places = [0.0]
    for time in apart:
        places.append(places[-1] + _STEP + spare * (time / whole if whole else 1 / len(apart)))
    return places
