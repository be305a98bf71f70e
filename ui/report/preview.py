"""The pages of a report below each other: painted as they come into sight, the latest kept."""

from bisect import bisect_right
from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from ui.desk import Desk
from ui.report.gallery import Gallery, Key
from ui.report.pages import Pages

_GAP = 16
_DOTS = 96 / 72
_LEAST, _MOST, _STEP = 0.25, 4.0, 1.25
_LINE = 48
_PAPER = "#FFFFFF"
_KEYS: Mapping[Qt.Key, str] = {
    Qt.Key.Key_Down: "line", Qt.Key.Key_Up: "-line",
    Qt.Key.Key_PageDown: "page", Qt.Key.Key_PageUp: "-page", Qt.Key.Key_Space: "page",
    Qt.Key.Key_Home: "start", Qt.Key.Key_End: "end",
}  # fmt: skip


class Preview(QAbstractScrollArea):
    """Shows pages at a zoom; `moved` tells the page on show, from 1, and how many there are."""

    moved = Signal(int, int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.shown: Pages | None = None
        self._tops: list[int] = []
        self._boxes: list[tuple[int, int]] = []
        self._gallery = Gallery(desk, self, self.viewport().update)
        self._zoom = 0.0
        self.setObjectName("preview")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(desk.words("report.page.preview"))
        self.verticalScrollBar().valueChanged.connect(self._tell)

    def show_pages(self, pages: Pages | None) -> None:
        """Show a file from its first page on, or nothing."""
        self.shown = pages
        self._gallery.open(pages)
        self._lay()
        self.verticalScrollBar().setValue(0)
        self._tell()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.shown.sizes) if self.shown else 0

    @property
    def page(self) -> int:
        """The page in the middle of the view, from 1; 0 when there is none."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return min(max(bisect_right(self._tops, middle), 1), self.count) if self.count else 0

    @property
    def zoom(self) -> float:
        """How large pages are: 1.0 is their size on paper."""
        return self._zoom or self._fitting()

    def zoom_by(self, steps: int) -> None:
        """Enlarge, or with less than nothing make smaller; the page in sight stays."""
        self._keep_page(min(max(self.zoom * _STEP**steps, _LEAST), _MOST))

    def fit(self) -> None:
        """Make pages as wide as the view."""
        self._keep_page(0.0)

    def go(self, page: int) -> None:
        """Show a page, from 1."""
        if self._tops:
            self.verticalScrollBar().setValue(self._tops[min(max(page, 1), self.count) - 1] - _GAP)

    def _keep_page(self, zoom: float) -> None:
        page = self.page
        self._zoom = zoom
        self._lay()
        self.go(page)
        self.viewport().update()

    def _fitting(self) -> float:
        if self.shown is None:
            return 1.0
        widest = max(width for width, _ in self.shown.sizes)
        return float(max((self.viewport().width() - 2 * _GAP) / (widest * _DOTS), _LEAST))

    def _lay(self) -> None:
        """Find the place of every page; none of them is painted for that."""
        scale = self.zoom * _DOTS
        sizes = self.shown.sizes if self.shown else []
        self._boxes = [(round(width * scale), round(height * scale)) for width, height in sizes]
        self._tops, top = [], _GAP
        for _, height in self._boxes:
            self._tops.append(top)
            top += height + _GAP
        view = self.viewport().size()
        widest = max((width for width, _ in self._boxes), default=0) + 2 * _GAP
        for bar, whole, part in (
            (self.verticalScrollBar(), top, view.height()),
            (self.horizontalScrollBar(), widest, view.width()),
        ):
            bar.setRange(0, max(whole - part, 0))
            bar.setPageStep(part)
            bar.setSingleStep(_LINE)

    def _seen(self) -> range:
        """Tell the pages in sight."""
        top = self.verticalScrollBar().value()
        first = max(bisect_right(self._tops, top) - 1, 0)
        return range(first, max(bisect_right(self._tops, top + self.viewport().height()), first))

    def _place(self, at: int) -> QRect:
        width, height = self._boxes[at]
        free = self.viewport().width() - width
        x = free // 2 if free >= 2 * _GAP else _GAP - self.horizontalScrollBar().value()
        return QRect(x, self._tops[at] - self.verticalScrollBar().value(), width, height)

    def _key(self, at: int) -> Key:
        return at, round(self._boxes[at][0] * self.devicePixelRatioF())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in sight: a page's picture, or white paper until it has come."""
        del event
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        tokens = self._desk.theme.tokens
        painter.fillRect(self.viewport().rect(), QColor(tokens.bg))
        painter.setPen(QColor(tokens.border))
        for at in self._seen():
            place = self._place(at)
            painter.fillRect(place, QColor(_PAPER))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
            picture = self._gallery.picture(self._key(at))
            if picture is not None:
                painter.drawImage(place, picture)
        painter.end()
        self._gallery.want(map(self._key, self._seen()))

    def _tell(self) -> None:
        self.viewport().update()
        words = self._desk.words
        said = words("report.page.place", page=self.page, pages=self.count) if self.count else ""
        self.setAccessibleDescription(said)
        self.moved.emit(self.page, self.count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page in sight when the window changes."""
        super().resizeEvent(event)
        self._keep_page(self._zoom)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom with Ctrl held."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by line, page, to the beginning and the end."""
        step = _KEYS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        bar = self.verticalScrollBar()
        ends = {"start": bar.minimum(), "end": bar.maximum()}
        by = {"line": _LINE, "page": self.viewport().height() - _LINE}.get(step.lstrip("-"), 0)
        bar.setValue(ends.get(step, bar.value() + (-by if step.startswith("-") else by)))
