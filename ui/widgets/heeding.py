"""Reading anew what has changed: at once where it is shown, and else when its page is come back to."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from ui.desk import Desk

PAGE = "page"  # the property by which a widget says that it is a whole page of the desk


class Heed(QObject):
    """Calls `read` for a widget after every change of the store, or of one register alone.

    A page that another one hides is not read behind it, however many pages have been open: it reads once it is
    shown. With `late`, it is the widget itself that has to be shown, and its first showing reads it, too: for a whole
    page, or for what stands behind a tab.
    """

    def __init__(
        self,
        desk: Desk,
        widget: QWidget,
        read: Callable[[], object],
        *,
        register: str = "",
        late: bool = False,
    ) -> None:
        super().__init__(widget)
        self._widget, self._read, self._register = widget, read, register
        self._shown: QWidget | None = None
        self._missed = late
        if late:
            self._shown = widget
            widget.installEventFilter(self)
        desk.kept.connect(self._kept)

    def _kept(self, register: str) -> None:
        if register and self._register not in {"", register}:
            return
        shown = self._find()
        if shown is None or shown.isVisible():
            self._read()
        else:
            self._missed = True

    def _find(self) -> QWidget | None:
        """Find, once, the page that the widget stands on; one that stands on none is always read."""
        if self._shown is None:
            above: QWidget | None = self._widget
            while above is not None and not above.property(PAGE):
                above = above.parentWidget()
            self._shown = above
            if above is not None:
                above.installEventFilter(self)
        return self._shown

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read what was missed, now that it is to be seen."""
        if event.type() is QEvent.Type.Show and self._missed:
            self._missed = False
            self._read()
        return super().eventFilter(watched, event)
