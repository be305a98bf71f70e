"""Cards, their sections, and facts told as label and value."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.widgets.holders import Scroller
from ui.widgets.text import Label


def row(*widgets: QWidget | None, gap: int = 8, stretch: int = -1) -> QHBoxLayout:
    """Lay widgets beside each other; None takes the free space, as does the one at `stretch`."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for index, widget in enumerate(widgets):
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget, int(index == stretch))
    return layout


def column(parent: QWidget | None = None, *, gap: int = 8, margin: int = 0) -> QVBoxLayout:
    """Lay widgets below each other."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(gap)
    return layout


def scrolled(inner: QWidget) -> QScrollArea:
    """Let a widget scroll up and down inside whatever height there is."""
    area, holder = Scroller(), QWidget()
    holder.setObjectName("scrolled")
    within = column(holder)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(holder)
    area.viewport().setAutoFillBackground(False)
    holder.setAutoFillBackground(False)
    within.addWidget(inner)  # after the area has measured its holder
    return area


def readable(inner: QWidget, name: str) -> QScrollArea:
    """Let a text scroll that is read with the arrows, as it holds nothing else that takes the focus."""
    area = scrolled(inner)
    area.setProperty("kind", "reading")
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    area.setAccessibleName(name)
    return area


def bounded(inner: QWidget, tallest: int, spare: int) -> QScrollArea:
    """Let a widget scroll that would be taller than a dialog may be; of less height it is shown whole."""
    area = scrolled(inner)
    area.setMinimumHeight(min(inner.sizeHint().height() + spare, tallest))
    return area


def clear(layout: QLayout, keep: int = 0) -> None:
    """Take everything out of a layout, but for what stands at its end."""
    while layout.count() > keep and (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


class Card(QFrame):
    """A white sheet with round corners; `head` is its first row, `body` what follows."""

    def __init__(self, title: str = "", parent: QWidget | None = None, *, margin: int = 16) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        layout = column(self, gap=12, margin=max(margin, 1))
        self.head = row(gap=8)
        if title:
            self.head.addWidget(Label(title, "emphasis"))
            self.head.addStretch(1)
            self.setAccessibleName(title)
        self.body = column()
        layout.addLayout(self.head)
        layout.addLayout(self.body, 1)


class Section(QWidget):
    """A titled part of a card; `head` takes what belongs beside the title."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self)
        self.head = row(Label(title, "emphasis"), None)
        self.body = column(gap=6)
        self.setAccessibleName(title)
        layout.addLayout(self.head)
        layout.addLayout(self.body)


class Facts(QWidget):
    """What is known of a thing: a label and a value to a line."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def add(self, label: str, value: str | QWidget) -> None:
        """Add a line; an empty value is left out."""
        if not value:
            return
        at = self._grid.rowCount()
        shown = value if isinstance(value, QWidget) else Label(value, wraps=True)
        name = Label(label, "body", "third")
        self._grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(shown, at, 1)

    def clear(self) -> None:
        """Forget all lines."""
        clear(self._grid)
