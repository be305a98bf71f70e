"""Where a thing stands on its way: done, now, still to come."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from ui.desk import Desk
from ui.widgets.card import row
from ui.widgets.text import Label, Rule


class StageBar(QWidget):
    """Stages in reading order, told by icon and weight as well as by colour."""

    def __init__(self, desk: Desk, stages: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stages = list(stages)
        self._marks: dict[str, tuple[QLabel, Label]] = {}
        layout = row(gap=6)
        self.setLayout(layout)
        for index, (key, text) in enumerate(self._stages):
            if index:
                layout.addWidget(Rule(self), 1)
            icon, label = QLabel(self), Label(text, "caption", parent=self)
            self._marks[key] = icon, label
            layout.addWidget(icon)
            layout.addWidget(label)

    def set_current(self, key: str) -> None:
        """Move to a stage; those before it are done."""
        keys = [stage for stage, _ in self._stages]
        at = keys.index(key)
        for index, (stage, text) in enumerate(self._stages):
            state = "done" if index < at else "now" if index == at else "next"
            self._mark(stage, text, state)

    def _mark(self, stage: str, text: str, state: str) -> None:
        icon, label = self._marks[stage]
        looks = {"done": ("circle-check", "ok"), "now": ("circle-dot", "accent"), "next": ("circle", "text3")}
        name, token = looks[state]
        icon.setPixmap(self._desk.theme.pixmap(name, token, 16))
        icon.setAccessibleName(self._desk.words(f"ui.stage.{state}"))
        label.setProperty("role", "emphasis" if state == "now" else "caption")
        label.set_tone("" if state == "now" else "third" if state == "next" else "second")
        label.setText(text)
