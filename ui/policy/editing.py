"""A clause while it is written on, in its place in the text."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame

from data.policy import Clause
from ui.desk import Desk
from ui.widgets.button import Button
from ui.widgets.card import column, row
from ui.widgets.form import RecordForm
from ui.widgets.text import Label

_WORDS = ("number", "heading_ar", "heading_en", "text_ar", "text_en")


class ClauseEditor(QFrame):
    """Number, headings and texts of one clause. `done` hands over what changed, `left` gives it up."""

    done = Signal(dict)
    left = Signal()

    def __init__(self, desk: Desk, clause: Clause, title: str) -> None:
        super().__init__()
        self._theme = desk.theme
        self.clause = clause
        self.form = RecordForm(desk, Clause, only=_WORDS)
        self.form.set_values(clause)
        self.setAccessibleName(title)
        words = desk.words
        self.save = Button(desk, words("policy.reading.save"), kind="primary", act=self.finish)
        self.cancel = Button(desk, words("policy.reading.cancel"), act=self.left.emit)
        self.save.setToolTip("Ctrl+Enter")
        self.cancel.setToolTip("Esc")
        layout = column(self, gap=12, margin=16)
        layout.addWidget(Label(title, "emphasis"))
        layout.addWidget(self.form)
        layout.addLayout(row(None, self.cancel, self.save))

    @property
    def changed(self) -> dict[str, str]:
        """What was written differently so far."""
        return self.form.values()

    def begin(self, lang: str) -> None:
        """Begin in the text of the language that is written first."""
        self.form.editors[f"text_{lang}"].setFocus()

    def finish(self) -> None:
        """Hand over."""
        self.done.emit(self.changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Finish with Ctrl+Enter, give up with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.finish()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a sheet of its own."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("accent"), 1))
        painter.setBrush(self._theme.colour("bg"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()
