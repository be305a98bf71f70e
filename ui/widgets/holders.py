"""What holds other widgets, and measures none of them before it can be seen.

Whatever has been measured is dressed anew each time that it, or what it stands in, is moved into another widget; a page
that is put together from below is moved a dozen times.
"""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QSplitter, QStackedWidget, QWidget


class Scroller(QScrollArea):
    """Scrolls a widget."""

    def event(self, event: QEvent) -> bool:
        """Leave out the measuring that comes with being moved."""
        if event.type() is QEvent.Type.StyleChange and not self.isVisible():
            return QAbstractScrollArea.event(self, event)
        return super().event(event)


class Split(QSplitter):
    """Holds widgets beside each other."""

    def changeEvent(self, event: QEvent) -> None:
        """Leave out the measuring that comes with being moved."""
        if event.type() is not QEvent.Type.StyleChange or self.isVisible():
            super().changeEvent(event)


class Stack(QStackedWidget):
    """Brings a page to the front once the stack is shown; before, an empty one stands there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = QWidget()
        self.addWidget(self._front)

    def bring(self, page: QWidget) -> None:
        """Show a page, now or as soon as anything can be seen."""
        self._front = page
        if self.isVisible():
            self.setCurrentWidget(page)

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the chosen page to the front."""
        super().showEvent(event)
        self.setCurrentWidget(self._front)
