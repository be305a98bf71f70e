"""A breach's timeline as a picture: numbered moments on an axis, the deadlines among them dashed and squared."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from math import log2

from desktop.reports.engine.drawing import Drawing, Stroke
from desktop.reports.engine.model import Tone

_MOST = 12
_ABOVE, _BELOW, _RADIUS, _DAY = 22.0, 25.0, 8.5, 9.0
_SIGN = 2.6
_EDGE = _STEP = 24.0
_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment on the axis, in the reader's zone: what happened, and by whom; or by when something had to happen.

    Its `shape` tells which: what happened, the report's own moment, or what became of a deadline.
    """

    at: datetime
    said: str
    by: str = ""
    shape: str = ""

    @property
    def deadline(self) -> bool:
        """Whether it is a deadline."""
        return self.shape in _FATES

    @property
    def told(self) -> str:
        """What is said of it, in one line."""
        return self.said.replace("\n", ": ")


_FATES: Mapping[str, Tone] = {"met": "ok", "missed": "danger", "ahead": "warn", "needless": "muted"}


@dataclass(frozen=True)
class Timeline:
    """Draws moments in their order; the longer the time between two, the longer the way, within reason."""

    marks: Sequence[Mark]
    number: Callable[[int], str]
    days: Sequence[Callable[[date], str]]
    time: Callable[[datetime], str]

    @property
    def _height(self) -> float:
        return _ABOVE + 2 * _RADIUS + _BELOW + _DAY * len(self.days)

    def draw(self, width: float) -> Drawing:
        """Draw so many to a line that they stay apart."""
        lines = -(-len(self.marks) // _MOST) or 1
        share = -(-len(self.marks) // lines)
        drawing = Drawing(width, lines * self._height)
        for line in range(lines):
            marks = self.marks[line * share : (line + 1) * share]
            self._line(drawing, line * share, marks, line * self._height)
        return drawing

    def _line(self, drawing: Drawing, first: int, marks: Sequence[Mark], top: float) -> None:
        axis = top + _ABOVE + _RADIUS
        places = _places([mark.at for mark in marks], drawing.width - 2 * _EDGE)
        drawing.line(0, axis, drawing.width, axis, Stroke("muted", 1.0))
        shown: date | None = None
        for number, (place, mark) in enumerate(zip(places, marks, strict=True), start=first + 1):
            x = place + _EDGE
            _shape(drawing, mark, x, top, axis)
            drawing.label(x, axis + 3, self.number(number), size=8, bold=True, anchor="middle")
            below = axis + _RADIUS + 10
            drawing.label(x, below, self.time(mark.at), size=7, tone="muted", anchor="middle")
            if mark.at.date() != shown:
                shown = mark.at.date()
                for row, day in enumerate(self.days):
                    drawing.label(
                        x, below + 10 + row * _DAY, day(shown), size=7, bold=not row, anchor="middle"
                    )


def _shape(drawing: Drawing, mark: Mark, x: float, top: float, axis: float) -> None:
    """Draw the shape under a number; a square tells a deadline, and the sign above it what became of that."""
    if not mark.deadline:
        if mark.shape:
            drawing.line(x, top, x, axis + _RADIUS, Stroke("text", 1.4))
        drawing.wedge(x, axis, _RADIUS, tone="text" if mark.shape else "accent", fill="soft")
        return
    tone, high = _FATES[mark.shape], top + _SIGN + 1
    drawing.line(x, high + _SIGN + 1, x, axis - _RADIUS, Stroke(tone, 1.0, dashed=True))
    drawing.box(x - _RADIUS, axis - _RADIUS, 2 * _RADIUS, 2 * _RADIUS, tone=tone, fill="soft", radius=1.5)
    if mark.shape == "met":
        drawing.wedge(x, high, _SIGN, tone=tone)
    elif mark.shape == "ahead":
        drawing.wedge(x, high, _SIGN, tone=tone, fill="soft")
    else:
        for slope in (_SIGN, -_SIGN) if mark.shape == "missed" else (0.0,):
            drawing.line(x - _SIGN, high - slope, x + _SIGN, high + slope, Stroke(tone, 1.4))


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
