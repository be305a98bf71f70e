"""A message in its place: an obstacle with what to do next, or a remark on what is shown."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QLabel, QWidget

from data.errors import Blocked
from ui.desk import Desk
from ui.widgets.button import Button, IconButton
from ui.widgets.card import row
from ui.widgets.text import Label

_ICONS = {
    "danger": "circle-alert",
    "warn": "triangle-alert",
    "soon": "triangle-alert",
    "ok": "circle-check",
    "info": "info",
    "mute": "info",
}


class Banner(QFrame):
    """Hidden until it has something to say; a screen reader hears it as an alert."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._act: Callable[[], object] | None = None
        self.setObjectName("banner")
        self._icon = QLabel(self)
        self._text = Label(wraps=True, parent=self)
        self._button = Button(desk, "", kind="link", act=self._do, parent=self)
        self._close = IconButton(desk, "x", desk.words("ui.dismiss"), self.clear, parent=self)
        layout = row(self._icon, self._text, self._button, self._close, stretch=1)
        layout.setContentsMargins(12, 6, 6, 6)
        self.setLayout(layout)
        self.hide()

    def say(
        self, text: str, tone: str = "danger", label: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Say something until it is cleared, with one act to answer it."""
        self._act = act
        self.setProperty("tone", tone)
        self.style().polish(self)
        self._icon.setPixmap(self._desk.theme.pixmap(_ICONS[tone], tone))
        self._icon.setAccessibleName(self._desk.words(f"ui.tone.{tone}"))
        self._text.setText(text)
        self._text.set_tone(tone)
        self._button.setText(label)
        self._button.setVisible(bool(label))
        self.setAccessibleName(text)
        self.show()

    def problem(self, error: Exception) -> None:
        """Say an obstacle; a fault of the program is raised again for the crash window."""
        if not isinstance(error, Blocked):
            raise error
        self.say(self._desk.words.problem(error))

    def clear(self) -> None:
        """Fall silent."""
        self.hide()

    @property
    def text(self) -> str:
        """What is said now; empty while silent."""
        return "" if self.isHidden() else self._text.text()

    def _do(self) -> None:
        self.clear()
        if self._act is not None:
            self._act()
