"""A short message that goes by itself, at the foot of the window."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui.desk import Desk, Notice
from ui.widgets.banner import Banner

_SECONDS = 6
_WIDE = 480


class Toast(Banner):
    """Floats above the page; what needs attention stays until it is dismissed."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._page = parent
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        parent.installEventFilter(self)

    def notice(self, notice: Notice) -> None:
        """Show a notice; a good one goes after a few seconds."""
        self.say(notice.text, notice.tone, notice.label, notice.act)
        self._place()
        self.raise_()
        if notice.tone in {"danger", "warn"}:
            self._timer.stop()
        else:
            self._timer.start(_SECONDS * 1000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the window changes its size."""
        if event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        around = self._page.rect()
        width = min(_WIDE, around.width() - 32)
        self.setFixedWidth(width)
        height = max(self.heightForWidth(width), self.sizeHint().height())
        self.setGeometry((around.width() - width) // 2, around.height() - height - 24, width, height)
