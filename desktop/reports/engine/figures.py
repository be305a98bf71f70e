"""Paints a `Drawing` on the page, mirrored for right-to-left documents, with fills that survive greyscale."""

from __future__ import annotations

import math
from typing import Any

from desktop.reports.engine.drawing import Box, Drawing, Fill, Label, Lines, Wedge
from desktop.reports.engine.fonts import REGULAR, SEMIBOLD
from desktop.reports.engine.look import TONES, WHITE
from desktop.reports.engine.model import Tone
from desktop.reports.engine.page import Pages
from desktop.reports.engine.typeset import Line

_HATCH_STEP = 4.0
_DOT_STEP = 4.5
_ARROW = 5.0
_LEADING = 1.45


def paint(pages: Pages, drawing: Drawing) -> None:
    """Paint with the drawing's top edge at the cursor, centred between the margins."""
    painter = _Painter(pages, drawing)
    for shape in drawing.shapes:
        match shape:
            case Box():
                painter.box(shape)
            case Lines():
                painter.lines(shape)
            case Wedge():
                painter.wedge(shape)
            case Label():
                painter.label(shape)


class _Painter:
    def __init__(self, pages: Pages, drawing: Drawing) -> None:
        self.pages = pages
        self.canvas = pages.canvas
        inset = (pages.width - drawing.width) / 2
        self.left = pages.left + inset
        self.right = self.left + drawing.width

    def x(self, x: float) -> float:
        return self.right - x if self.pages.rtl else self.left + x

    def y(self, y: float) -> float:
        return self.pages.y - y

    def box(self, box: Box) -> None:
        left = self.x(box.x + box.width) if self.pages.rtl else self.x(box.x)
        low = self.y(box.y + box.height)
        path = self.canvas.beginPath()
        if box.radius:
            path.roundRect(left, low, box.width, box.height, min(box.radius, box.width / 2, box.height / 2))
        else:
            path.rect(left, low, box.width, box.height)
        self._fill(path, (left, low, box.width, box.height), box.tone, box.fill, outline=box.outline)

    def wedge(self, wedge: Wedge) -> None:
        x, y, outer = self.x(wedge.x), self.y(wedge.y), wedge.radius
        # angles are given clockwise from the top; mirrored drawings turn the other way
        sweep = wedge.sweep if self.pages.rtl else -wedge.sweep
        start = 90 + wedge.start if self.pages.rtl else 90 - wedge.start
        path = self.canvas.beginPath()
        path.arc(x - outer, y - outer, x + outer, y + outer, start, sweep)
        if wedge.hole:
            path.arcTo(x - wedge.hole, y - wedge.hole, x + wedge.hole, y + wedge.hole, start + sweep, -sweep)
        elif wedge.sweep < 360:  # noqa: PLR2004 - a full turn
            path.lineTo(x, y)
        path.close()
        self._fill(path, (x - outer, y - outer, 2 * outer, 2 * outer), wedge.tone, wedge.fill, outline=True)

    def _fill(
        self,
        path: Any,  # noqa: ANN401 - ReportLab's path
        box: tuple[float, float, float, float],
        tone: Tone,
        fill: Fill,
        *,
        outline: bool,
    ) -> None:
        canvas, pair = self.canvas, TONES[tone]
        canvas.saveState()
        ground = {"solid": pair.ink, "soft": pair.paper}.get(fill, WHITE)
        canvas.setFillColorRGB(*ground)
        if fill != "none":
            canvas.drawPath(path, stroke=0, fill=1)
        if fill in {"hatch", "cross", "dots"}:
            canvas.saveState()
            canvas.clipPath(path, stroke=0, fill=0)
            canvas.put(pair.ink.stroke, pair.ink.fill, "0.8 w", *_pattern(fill, *box))
            canvas.restoreState()
        if outline:
            canvas.setStrokeColorRGB(*(WHITE if fill == "solid" else pair.ink))
            canvas.setLineWidth(0.8)
            canvas.drawPath(path, stroke=1, fill=0)
        canvas.restoreState()

    def lines(self, lines: Lines) -> None:
        canvas, stroke = self.canvas, lines.stroke
        points = [(self.x(x), self.y(y)) for x, y in lines.points]
        ink = TONES[stroke.tone].ink
        canvas.saveState()
        canvas.setStrokeColorRGB(*ink)
        canvas.setLineWidth(stroke.width)
        if stroke.dashed:
            canvas.setDash(3, 2.5)
        path = canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        canvas.drawPath(path, stroke=1, fill=0)
        if stroke.arrow:
            canvas.setDash()
            canvas.setFillColorRGB(*ink)
            canvas.drawPath(self._arrow_head(points[-2], points[-1], _ARROW + stroke.width), stroke=0, fill=1)
        canvas.restoreState()

    def _arrow_head(self, start: tuple[float, float], end: tuple[float, float], size: float) -> Any:  # noqa: ANN401 - ReportLab's path
        angle = math.atan2(end[1] - start[1], end[0] - start[0])
        path = self.canvas.beginPath()
        path.moveTo(*end)
        for turn in (math.pi - 0.42, math.pi + 0.42):
            path.lineTo(end[0] + size * math.cos(angle + turn), end[1] + size * math.sin(angle + turn))
        path.close()
        return path

    def label(self, label: Label) -> None:
        pages, ink = self.pages, TONES[label.tone].ink
        weight = SEMIBOLD if label.bold else REGULAR
        if label.limit:
            lines = pages.setter.lines(label.text, label.limit, label.size, weight)
        else:
            lines = [pages.setter.line(label.text, label.size, weight)]
        base = self.y(label.y)
        if label.anchor == "middle":
            base += (len(lines) - 1) * label.size * _LEADING / 2
        for line in lines:
            pages.show(line, self._start(line, label), base, label.size, ink)
            base -= label.size * _LEADING

    def _start(self, line: Line, label: Label) -> float:
        at = self.x(label.x)
        if label.anchor == "middle":
            return at - line.width / 2
        return at - line.width if self.pages.rtl == (label.anchor == "start") else at


def _pattern(fill: Fill, x: float, y: float, width: float, height: float) -> list[str]:
    """Lines or dots over a box, to be clipped by the shape."""
    if fill == "dots":
        dots = [
            f"{x + (column + row % 2 / 2) * _DOT_STEP:.2f} {y + row * _DOT_STEP:.2f} 1.4 1.4 re"
            for row in range(int(height / _DOT_STEP) + 1)
            for column in range(int(width / _DOT_STEP) + 1)
        ]
        return [*dots, "f"]
    strokes: list[str] = []
    for number in range(int((width + height) / _HATCH_STEP) + 1):
        start = x - height + number * _HATCH_STEP
        strokes.append(f"{start:.2f} {y:.2f} m {start + height:.2f} {y + height:.2f} l")
        if fill == "cross":
            strokes.append(f"{start:.2f} {y + height:.2f} m {start + height:.2f} {y:.2f} l")
    return [*strokes, "S"]
