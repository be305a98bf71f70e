"""The charts of the reports on the screen: bars, stacked bars and rings, every value written beside its shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.text import auto, settled

if TYPE_CHECKING:
    from desktop.reports.engine import Chart, Point
    from ui.desk import Desk

_ROW, _BAR, _RING, _STROKE, _KEY = 32, 10, 120, 22, 12
_START, _WHOLE = 90 * 16, 360 * 16
_SHADES = (1.0, 0.55, 0.3)
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class Graph(QWidget):
    """One chart; a screen reader is told its title and every value."""

    def __init__(self, desk: Desk, chart: Chart) -> None:
        super().__init__()
        self._desk, self.chart = desk, chart
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(chart.title)
        said = "; ".join(f"{point.label}: {self._values(point)}" for point in chart.points)
        self.setAccessibleDescription(said)
        self.setToolTip(said)

    def _values(self, point: Point) -> str:
        names, number = self.chart.series, self._desk.words.number
        if not names:
            return number(int(point.values[0]))
        told = (f"{name} {number(int(n))}" for name, n in zip(names, point.values, strict=True) if n)
        return self._desk.words.joined(told)

    def sizeHint(self) -> QSize:
        """Ask for a row to each point, or for a ring."""
        px = self._desk.theme.px
        tall = (
            px(_RING)
            if self.chart.kind == "ring"
            else px(_ROW) * (len(self.chart.points) + bool(self.chart.series))
        )
        return QSize(px(280), tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shapes with their names and values."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setFont(self._desk.theme.font("body"))
        (self._ring if self.chart.kind == "ring" else self._bars)(painter)
        painter.end()

    def _colour(self, at: int, tone: str | None = None) -> QColor:
        """Choose a colour; shades of grey differ as well as hues."""
        theme = self._desk.theme
        if tone is not None and tone != "mute":
            return theme.colour(tone)
        if tone == "mute":
            return theme.colour("strong")
        colour = QColor(theme.colour("accent"))
        colour.setAlphaF(_SHADES[at % len(_SHADES)])
        return colour

    def _write(self, painter: QPainter, area: QRect, text: str, paint: str = "text") -> None:
        painter.setPen(self._desk.theme.colour(paint))
        said = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(
            area, int(Qt.AlignmentFlag.AlignLeading | _MIDDLE), settled(auto(said), rtl=self._desk.rtl)
        )

    def _across(self, start: int, wide: int, top: int, tall: int) -> QRect:
        """Place a box from the leading edge."""
        return QRect(self.width() - start - wide if self._desk.rtl else start, top, wide, tall)

    def _bars(self, painter: QPainter) -> None:
        px = self._desk.theme.px
        most = max((sum(point.values) for point in self.chart.points), default=0) or 1
        name, value = self.width() * 2 // 5, px(44)
        room = max(self.width() - name - value - px(8), 1)
        top = self._legend(painter) if self.chart.series else 0
        for point in self.chart.points:
            self._write(painter, self._across(0, name - px(8), top, px(_ROW)), point.label)
            at = name
            for series, number in enumerate(point.values):
                wide = round(room * number / most)
                bar = self._across(at, wide, top + (px(_ROW) - px(_BAR)) // 2, px(_BAR))
                painter.fillRect(bar, self._colour(series, None if self.chart.series else point.tone))
                at += wide
            total = self._desk.words.number(int(sum(point.values)))
            self._write(painter, self._across(at + px(6), value, top, px(_ROW)), total, "text2")
            top += px(_ROW)

    def _legend(self, painter: QPainter) -> int:
        px, at = self._desk.theme.px, 0
        for series, name in enumerate(self.chart.series):
            key = self._across(at, px(_KEY), (px(_ROW) - px(_KEY)) // 2, px(_KEY))
            painter.fillRect(key, self._colour(series))
            at += px(_KEY) + px(6)
            wide = painter.fontMetrics().horizontalAdvance(name) + px(4)
            self._write(painter, self._across(at, wide, 0, px(_ROW)), name, "text2")
            at += wide + px(10)
        return px(_ROW)

    def _ring(self, painter: QPainter) -> None:
        theme, px = self._desk.theme, self._desk.theme.px
        whole, side, stroke = sum(point.values[0] for point in self.chart.points), px(_RING), px(_STROKE)
        box = QRectF(self._across(0, side, 0, side)).adjusted(
            stroke / 2, stroke / 2, -stroke / 2, -stroke / 2
        )
        painter.setPen(QPen(theme.colour("border"), stroke, c=Qt.PenCapStyle.FlatCap))
        painter.drawArc(box, 0, _WHOLE)
        start, top = _START, (side - px(_ROW) * len(self.chart.points)) // 2
        for at, point in enumerate(self.chart.points):
            colour = self._colour(at, point.tone)
            span = round(_WHOLE * point.values[0] / whole) if whole else 0
            painter.setPen(QPen(colour, stroke, c=Qt.PenCapStyle.FlatCap))
            painter.drawArc(box, start, -span)
            start -= span
            left = side + px(16)
            painter.fillRect(self._across(left, px(_KEY), top + (px(_ROW) - px(_KEY)) // 2, px(_KEY)), colour)
            said = f"{point.label}: {self._desk.words.number(int(point.values[0]))}"
            wide = max(self.width() - left - px(_KEY) - px(8), 1)
            self._write(painter, self._across(left + px(_KEY) + px(8), wide, top, px(_ROW)), said)
            top += px(_ROW)
