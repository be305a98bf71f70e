"""A layout that wraps its items as words wrap, from the leading edge on."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.widgets.card import clear


class Flow(QLayout):
    """Lays items in rows, as many to a row as fit; mirrored where reading starts at the right."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6) -> None:
        super().__init__(parent)
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item in."""
        self._items.append(item)

    def count(self) -> int:
        """Count the items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Find an item."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Let go of an item."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def clear(self) -> None:
        """Let go of all items and their widgets."""
        clear(self)

    def hasHeightForWidth(self) -> bool:
        """Grow down when narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Work out the height that a width needs."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more than is needed."""
        return Qt.Orientation(0)

    def sizeHint(self) -> QSize:
        """Ask for the widest item."""
        return self.minimumSize()

    def one_line(self) -> QSize:
        """Measure the items beside each other."""
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        wide = sum(size.width() for size in sizes) + self._gap * max(len(sizes) - 1, 0)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Never be narrower than one item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, area: QRect) -> None:
        """Place the items."""
        super().setGeometry(area)
        self._arrange(area, move=True)

    def _arrange(self, area: QRect, *, move: bool) -> int:
        parent = self.parentWidget()
        rtl = parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = y = tall = 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint()
            if size.width() > area.width() > 0:  # what is wider than the whole row breaks its own lines
                width = area.width()
                tall_as = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
                size = QSize(width, tall_as)
            if x and x + size.width() > area.width():
                x, y, tall = 0, y + tall + self._gap, 0
            if move:
                left = area.right() + 1 - x - size.width() if rtl else area.left() + x
                item.setGeometry(QRect(QPoint(left, area.top() + y), size))
            x += size.width() + self._gap
            tall = max(tall, size.height())
        return y + tall


class FlowRow(QWidget):
    """A row that asks for one line and breaks into more where it is not given so much."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6) -> None:
        super().__init__(parent)
        self.flow = Flow(self, gap=gap)

    def sizeHint(self) -> QSize:
        """Ask for all items beside each other."""
        return self.flow.one_line()
