"""Status words on a toned pill."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.reports.engine.look import TONES, Style
from desktop.reports.engine.model import Tone
from desktop.reports.engine.page import Pages
from desktop.reports.engine.typeset import Line

CHIP_PAD = 7.0
_BELOW, _ABOVE = 0.3, 0.9  # inside the foot of its lines, and above their head, where Arabic marks stand


def chip_width(lines: Sequence[Line]) -> float:
    """Width of the pill around these lines."""
    return max(line.width for line in lines) + 2 * CHIP_PAD


def chip_operators(tone: Tone, x: float, top: float, width: float, height: float) -> str:
    """Operators that draw the pill; x is its left end, `top` the top of the line it lies behind."""
    pair = TONES[tone]
    low, high = top - height + _BELOW, top + _ABOVE
    radius = min((high - low) / 2, 8.0)
    k = radius * 0.4477
    right = x + width
    return (
        f"{pair.paper.fill} {pair.ink.stroke} 0.5 w {x + radius:.2f} {low:.2f} m {right - radius:.2f} {low:.2f} l "
        f"{right - k:.2f} {low:.2f} {right:.2f} {low + k:.2f} {right:.2f} {low + radius:.2f} c "
        f"{right:.2f} {high - radius:.2f} l "
        f"{right:.2f} {high - k:.2f} {right - k:.2f} {high:.2f} {right - radius:.2f} {high:.2f} c "
        f"{x + radius:.2f} {high:.2f} l "
        f"{x + k:.2f} {high:.2f} {x:.2f} {high - k:.2f} {x:.2f} {high - radius:.2f} c "
        f"{x:.2f} {low + radius:.2f} l "
        f"{x:.2f} {low + k:.2f} {x + k:.2f} {low:.2f} {x + radius:.2f} {low:.2f} c b"
    )


def show_chip(pages: Pages, tone: Tone, x: float, top: float, width: float, lines: int, style: Style) -> None:  # noqa: PLR0913, PLR0917 - look, place and size of a pill
    """Draw the pill behind lines of a style."""
    pages.canvas.put(chip_operators(tone, x, top, width, style.leading * lines))
