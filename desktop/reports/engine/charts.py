"""Small charts as drawings: bars, stacked bars and rings, their values written on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.reports.engine.drawing import Drawing, Fill
from desktop.reports.engine.fonts import SEMIBOLD
from desktop.reports.engine.model import Chart, Meta, Point, Tone
from desktop.reports.engine.page import Pages
from desktop.reports.engine.twofold import twofold

_FILLS: tuple[tuple[Tone, Fill], ...] = (
    ("accent", "solid"),
    ("accent", "hatch"),
    ("accent", "soft"),
    ("mute", "dots"),
    ("mute", "solid"),
    ("mute", "cross"),
)
_ROW, _BAR = 24.0, 13.0
_SIZE = 8.5
_LEGEND_ROW, _LEGEND_WRAP = 18.0, 13.0
_VALUE_ROOM = 76.0
_RADIUS, _HOLE = 62.0, 38.0
_GUTTER, _TITLE_ROW, _NAMES_SHARE = 26.0, 15.0, 0.38
_NARROW, _NARROW_ROW, _NARROW_RING = 320.0, 29.0, 0.19
_NAME_BASE, _NAME_ROOM = 9.5, 12.0

Measure = Callable[[str, float], float]
"""Width of a text at a size, in points."""


def beside(pages: Pages, charts: Sequence[Chart]) -> Drawing:
    """Turn charts into one drawing in which they stand beside each other, each below its title."""
    width = (pages.width - _GUTTER * (len(charts) - 1)) / len(charts)
    drawn = [draw(pages, chart, width) for chart in charts]
    titles = (
        max(len(pages.setter.lines(chart.title, width, 10, SEMIBOLD)) for chart in charts) * _TITLE_ROW + 6
    )
    whole = Drawing(pages.width, titles + max(one.height for one in drawn))
    for at, (chart, one) in enumerate(zip(charts, drawn, strict=True)):
        x = at * (width + _GUTTER)
        whole.label(x, 12, chart.title, size=10, bold=True, limit=width)
        whole.put(one, x, titles)
    return whole


def draw(pages: Pages, chart: Chart, width: float = 0.0) -> Drawing:
    """Turn a chart into shapes `width` points wide, without one as wide as the page's text.

    Where nothing was counted that is said; empty axes and rings look broken.
    """
    if not _counted(chart):
        drawing = Drawing(width or pages.width, _ROW)
        drawing.label(0, 11.5, _nothing(pages.meta), size=_SIZE, tone="muted")
        return drawing

    def measure(text: str, size: float) -> float:
        return pages.setter.line(text, size).width

    return {"bars": _bars, "stacked": _stacked, "ring": _ring}[chart.kind](
        chart, pages.meta, width or pages.width, measure
    )


def _counted(chart: Chart) -> bool:
    return any(any(point.values) for point in chart.points)


def _nothing(meta: Meta) -> str:
    return twofold(meta.words.nothing, (meta.words_beside or meta.words).nothing)


def words(chart: Chart, meta: Meta) -> str:
    """Say what the chart shows, for those who do not see it."""
    if chart.alt:
        return chart.alt
    if not _counted(chart):
        return f"{chart.title}. {_nothing(meta)}"
    said: list[str] = []
    for point in chart.points:
        names = chart.series or [""] * len(point.values)
        values = ", ".join(
            f"{name} {_text(point, at, meta)}".strip() for at, name in enumerate(names[: len(point.values)])
        )
        said.append(f"{point.label}: {values}")
    return f"{chart.title}. " + "; ".join(said)


def _text(point: Point, at: int, meta: Meta) -> str:
    return point.texts[at] if at < len(point.texts) else meta.number(point.values[at])


def _look(at: int, point: Point | None = None) -> tuple[Tone, Fill]:
    tone, fill = _FILLS[at % len(_FILLS)]
    return (point.tone, fill) if point and point.tone else (tone, fill)


def _label_room(chart: Chart, width: float, measure: Measure) -> float:
    """Room for the names beside their bars; none where they are too long for it and stand above."""
    if width < _NARROW:
        return 0.0
    longest = max((measure(point.label, _SIZE) for point in chart.points), default=0.0) + 10
    return longest if longest <= width * _NAMES_SHARE else 0.0


def _bars(chart: Chart, meta: Meta, width: float, measure: Measure) -> Drawing:
    start = _label_room(chart, width, measure)
    step = _ROW if start else _NARROW_ROW
    drawing = Drawing(width, step * len(chart.points) + 8)
    most = max((point.values[0] for point in chart.points), default=0.0) or 1.0
    for row, point in enumerate(chart.points):
        top = 4 + row * step + _name(drawing, point, start, 4 + row * step)
        length = max((width - start - _VALUE_ROOM) * point.values[0] / most, 0.0)
        tone = point.tone or "accent"
        if length:
            # What is not one of a kind with the other bars differs in grey too.
            fill: Fill = "hatch" if tone == "mute" else "solid"
            drawing.box(
                start, top + 2, length, _BAR, tone=tone, fill=fill, radius=1.5, outline=fill == "hatch"
            )
        drawing.label(start + length + 6, top + 11.5, _text(point, 0, meta), size=_SIZE, bold=True)
    drawing.line(start, 2, start, step * len(chart.points) + 4)
    return drawing


def _name(drawing: Drawing, point: Point, start: float, top: float) -> float:
    """Write a point's name beside its bar, or above where there is no room beside; tells how far the bar moves down."""
    if start:
        drawing.label(start - 8, top + 11.5, point.label, size=_SIZE, anchor="end", limit=start - 8)
        return 0.0
    drawing.label(5, top + _NAME_BASE, point.label, size=_SIZE)
    return _NAME_ROOM


def _stacked(chart: Chart, meta: Meta, width: float, measure: Measure) -> Drawing:
    rows, legend_rows = _legend_places(chart.series, width, measure)
    above = legend_rows * _LEGEND_ROW + 6
    start = _label_room(chart, width, measure)
    step = _ROW if start else _NARROW_ROW
    drawing = Drawing(width, above + step * len(chart.points) + 8)
    for at, (name, x, row) in enumerate(rows):
        tone, fill = _look(at)
        drawing.box(x, row * _LEGEND_ROW + 2, 11, 9, tone=tone, fill=fill)
        drawing.label(x + 16, row * _LEGEND_ROW + 10, name, size=_SIZE)
    most = max((sum(point.values) for point in chart.points), default=0.0) or 1.0
    for row, point in enumerate(chart.points):
        _stack(
            drawing, point, meta, (start, above + row * step, (width - start - _VALUE_ROOM) / most), measure
        )
    drawing.line(start, above - 2, start, above + step * len(chart.points))
    return drawing


def _stack(
    drawing: Drawing, point: Point, meta: Meta, place: tuple[float, float, float], measure: Measure
) -> None:
    start, top, scale = place
    top += _name(drawing, point, start, top)
    x = start
    for at, value in enumerate(point.values):
        length = value * scale
        if not length:
            continue
        tone, fill = _look(at)
        drawing.box(x, top + 2, length, _BAR, tone=tone, fill=fill)
        text = _text(point, at, meta)
        room = measure(text, _SIZE)
        if room + 6 < length:
            _on_bar(drawing, x + length / 2, top, text, room, fill)
        x += length
    drawing.label(x + 6, top + 11.5, meta.number(sum(point.values)), size=_SIZE, bold=True)


def _on_bar(drawing: Drawing, middle: float, top: float, text: str, room: float, fill: Fill) -> None:  # noqa: PLR0913, PLR0917 - place, words and ground
    """Write a value on its part of a bar, on white so that no pattern runs through it."""
    drawing.box(
        middle - room / 2 - 3, top + 3, room + 6, 11, tone="muted", fill="soft", radius=2, outline=False
    )
    drawing.label(middle, top + 11.5, text, size=_SIZE, anchor="middle", bold=fill == "solid")


def _legend_places(
    names: Sequence[str], width: float, measure: Measure
) -> tuple[list[tuple[str, float, int]], int]:
    places: list[tuple[str, float, int]] = []
    x, row = 0.0, 0
    for name in names:
        room = measure(name, _SIZE) + 34
        if x and x + room > width:
            x, row = 0.0, row + 1
        places.append((name, x, row))
        x += room
    return places, row + 1 if places else 0


def _ring(chart: Chart, meta: Meta, width: float, measure: Measure) -> Drawing:
    narrow = width < _NARROW
    scale = width * _NARROW_RING / _RADIUS if narrow else 1.0
    radius, hole, start = _RADIUS * scale, _HOLE * scale, 4.0 if narrow else 20.0
    x = 2 * radius + start + (16 if narrow else 40)
    names = min(
        max((measure(point.label, _SIZE + 0.5) for point in chart.points), default=0.0),
        width - x - (19 if narrow else 130),
    )
    wraps = [_LEGEND_WRAP if measure(point.label, _SIZE + 0.5) > names + 1 else 0.0 for point in chart.points]
    steps = [_LEGEND_ROW * (2 if narrow else 1) + wrap for wrap in wraps]
    drawing = Drawing(width, max(2 * radius, sum(steps)) + 12)
    total = sum(point.values[0] for point in chart.points)
    middle = drawing.height / 2
    angle = 0.0
    for at, point in enumerate(chart.points):
        sweep = 360.0 * point.values[0] / total
        tone, fill = _look(at, point)
        if sweep:
            drawing.wedge(
                radius + start, middle, radius, hole=hole, start=angle, sweep=sweep, tone=tone, fill=fill
            )
        angle += sweep
        y = middle - sum(steps) / 2 + sum(steps[:at])
        drawing.box(x, y + 3, 12, 10, tone=tone, fill=fill)
        drawing.label(x + 19, y + 11.5, point.label, size=_SIZE + 0.5, limit=names + 1)
        share = f" ({meta.percent(100 * point.values[0] / total)})" if not point.texts else ""
        across, down = (19, 26.5 + wraps[at]) if narrow else (names + 40, 11.5)
        drawing.label(x + across, y + down, _text(point, 0, meta) + share, size=_SIZE + 0.5, bold=True)
    drawing.label(radius + start, middle + 6, meta.number(total), size=17, bold=True, anchor="middle")
    return drawing
