"""A drawer over the trailing part of a page."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.desk import Desk
from ui.widgets.button import IconButton
from ui.widgets.card import column, row
from ui.widgets.text import Label

_WIDE = 520


class SidePanel(QFrame):
    """Shows a widget above the page it belongs to, until Escape or its cross closes it."""

    closed = Signal()

    def __init__(self, desk: Desk, title: str, widget: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("drawer")
        self.setAccessibleName(title)
        self._around = parent
        self._wide = desk.theme.px(_WIDE)
        self._title = Label(title, "record", elide=True)
        cross = IconButton(desk, "x", desk.words("ui.close"), self.close_panel)
        layout = column(self, margin=16, gap=12)
        layout.addLayout(row(self._title, cross, stretch=0))
        self._layout = layout
        self.take(widget)
        parent.installEventFilter(self)
        self.hide()

    def take(self, widget: QWidget) -> None:
        """Hold a widget; whoever wants it elsewhere takes it out again."""
        self.widget = widget
        self._layout.addWidget(widget, 1)

    def open_panel(self) -> None:
        """Slide in and take the focus."""
        self._place()
        self.show()
        self.raise_()
        self.widget.setFocus()

    def close_panel(self) -> None:
        """Go away."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the edge when the page changes its size."""
        if event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _place(self) -> None:
        around = self._around.rect()
        width = min(self._wide, around.width())
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setGeometry(0 if rtl else around.width() - width, 0, width, around.height())
