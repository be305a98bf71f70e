"""How pages look: colours, sizes and distances, chosen to stay readable in greyscale."""

from __future__ import annotations

from typing import NamedTuple

from desktop.reports.engine.fonts import BOLD, MEDIUM, REGULAR, SEMIBOLD
from desktop.reports.engine.model import Tone


class Colour(NamedTuple):
    """Red, green, blue from 0 to 1."""

    red: float
    green: float
    blue: float

    @property
    def fill(self) -> str:
        """Operator that fills with this colour."""
        return f"{self.red:.3g} {self.green:.3g} {self.blue:.3g} rg"

    @property
    def stroke(self) -> str:
        """Operator that strokes with this colour."""
        return f"{self.red:.3g} {self.green:.3g} {self.blue:.3g} RG"


def colour(code: str) -> Colour:
    """Read `#RRGGBB`."""
    return Colour(*(int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)))


class Pair(NamedTuple):
    """A foreground and the background it is readable on."""

    ink: Colour
    paper: Colour


TONES: dict[Tone, Pair] = {
    "text": Pair(colour("#17202E"), colour("#EDEFF3")),
    "muted": Pair(colour("#4A5568"), colour("#F4F6F9")),
    "accent": Pair(colour("#1D5FBF"), colour("#E6EFFB")),
    "danger": Pair(colour("#9F1B16"), colour("#FDE9E8")),
    "warn": Pair(colour("#8A3B00"), colour("#FFEFD9")),
    "soon": Pair(colour("#6B4E00"), colour("#FFF7CC")),
    "ok": Pair(colour("#14603A"), colour("#E3F4EA")),
    "info": Pair(colour("#27486F"), colour("#E8EFF8")),
    "mute": Pair(colour("#4A5568"), colour("#EDEFF3")),
}
WHITE = colour("#FFFFFF")
RULE = colour("#CBD2DC")
HAIRLINE = colour("#E1E5EC")
ZEBRA = colour("#F7F8FB")
HEAD_INK = colour("#174A94")
HEAD_PAPER = colour("#E6EFFB")

A4 = (595.28, 841.89)


class Style(NamedTuple):
    """Type size and leading in points, weight, tone, and room above and below a block."""

    size: float
    leading: float
    weight: int = REGULAR
    tone: Tone = "text"
    above: float = 0.0
    below: float = 0.0


BODY = Style(10, 17, below=7)
SMALL = Style(8.5, 14, tone="muted", below=5)
STATEMENT = SMALL._replace(below=9)
CAPTION = Style(8.5, 13.5, MEDIUM, "muted", below=10)
NOTE = Style(9.5, 16.5, below=10)
LABEL = Style(9, 15, MEDIUM, "muted")
VALUE = Style(9.5, 15.5)
BULLET = Style(10, 16.5)
PAIR = Style(9.5, 16.5)
HEADINGS = {
    1: Style(17, 26, BOLD, "text", above=14, below=9),
    2: Style(12.5, 20, SEMIBOLD, "accent", above=10, below=5),
    3: Style(10.5, 17, SEMIBOLD, "text", above=6, below=3),
}
FURNITURE = Style(7.5, 11, tone="muted")

MARGIN_SIDE = 50.0
MARGIN_TOP = 78.0
MARGIN_BOTTOM = 86.0
