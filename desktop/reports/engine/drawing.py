"""Figures as plain shapes, measured from the top and the leading edge, so one drawing serves both directions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from desktop.reports.engine.model import Tone

Anchor = Literal["start", "middle", "end"]
Fill = Literal["none", "soft", "solid", "hatch", "dots", "cross"]


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line looks: tone, width in points, dashed or not, arrow head at its end or not."""

    tone: Tone = "muted"
    width: float = 0.8
    dashed: bool = False
    arrow: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """An open line through points."""

    points: Sequence[tuple[float, float]]
    stroke: Stroke


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, possibly rounded."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone
    fill: Fill
    radius: float
    outline: bool


@dataclass(frozen=True, slots=True)
class Wedge:
    """A slice of a ring; angles in degrees, clockwise from the top in a left-to-right drawing."""

    x: float
    y: float
    radius: float
    hole: float
    start: float
    sweep: float
    tone: Tone
    fill: Fill


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a point; (x, y) is the baseline at the anchor, `limit` the width at which they wrap.

    Words anchored in the middle that wrap have their middle there in height too.
    """

    x: float
    y: float
    text: str
    size: float
    bold: bool
    tone: Tone
    anchor: Anchor
    limit: float


Shape = Lines | Box | Wedge | Label


@dataclass(slots=True)
class Drawing:
    """A canvas of `width` × `height` points; x grows away from the leading edge, y grows downwards.

    The engine mirrors it for right-to-left documents: never compute a mirrored x yourself.
    """

    width: float
    height: float
    shapes: list[Shape] = field(default_factory=list)

    def line(self, x1: float, y1: float, x2: float, y2: float, stroke: Stroke | None = None) -> None:
        """Draw a straight line."""
        self.shapes.append(Lines(((x1, y1), (x2, y2)), stroke or Stroke()))

    def arrow(  # noqa: PLR0913, PLR0917 - two ends and a look
        self, x1: float, y1: float, x2: float, y2: float, tone: Tone = "accent", width: float = 1.0
    ) -> None:
        """Draw a line whose second end carries an arrow head."""
        self.shapes.append(Lines(((x1, y1), (x2, y2)), Stroke(tone, width, arrow=True)))

    def path(self, points: Sequence[tuple[float, float]], stroke: Stroke | None = None) -> None:
        """Draw an open line through several points."""
        self.shapes.append(Lines(tuple(points), stroke or Stroke()))

    def box(  # noqa: PLR0913 - a rectangle has this many sides to it
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        tone: Tone = "accent",
        fill: Fill = "soft",
        radius: float = 0.0,
        outline: bool = True,
    ) -> None:
        """Draw a rectangle whose top leading corner is (x, y)."""
        self.shapes.append(Box(x, y, width, height, tone, fill, radius, outline))

    def wedge(  # noqa: PLR0913 - a ring slice has this many measures
        self,
        x: float,
        y: float,
        radius: float,
        *,
        hole: float = 0.0,
        start: float = 0.0,
        sweep: float = 360.0,
        tone: Tone = "accent",
        fill: Fill = "solid",
    ) -> None:
        """Draw a ring slice (a dot when neither hole nor sweep is given)."""
        self.shapes.append(Wedge(x, y, radius, hole, start, sweep, tone, fill))

    def label(  # noqa: PLR0913 - words need place, look and room
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 9.0,
        bold: bool = False,
        tone: Tone = "text",
        anchor: Anchor = "start",
        limit: float = 0.0,
    ) -> None:
        """Write words; with `limit` they wrap at that many points, without they stay on one line."""
        self.shapes.append(Label(x, y, text, size, bold, tone, anchor, limit))

    def put(self, other: Drawing, x: float, y: float) -> None:
        """Set another drawing into this one, its top leading corner at (x, y)."""
        for shape in other.shapes:
            if isinstance(shape, Lines):
                points = tuple((x + across, y + down) for across, down in shape.points)
                self.shapes.append(Lines(points, shape.stroke))
            else:
                self.shapes.append(replace(shape, x=shape.x + x, y=shape.y + y))
