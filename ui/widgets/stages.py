"""Where a thing stands on its way: done, now, still to come."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.desk import Desk
from ui.widgets.card import row
from ui.widgets.text import Label, Rule

_GAP = 6
_LOOKS = {
    "done": ("circle-check", "ok"),
    "empty": ("circle-minus", "text3"),
    "now": ("circle-dot", "accent"),
    "next": ("circle", "text3"),
}


class StageBar(QWidget):
    """Stages in reading order, told by icon and weight as well as by colour; where it is narrow, only one is named."""

    def __init__(self, desk: Desk, stages: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stages = list(stages)
        self._marks: dict[str, tuple[QLabel, Label]] = {}
        self._current = ""
        layout = row(gap=_GAP)
        self.setLayout(layout)
        for index, (key, text) in enumerate(self._stages):
            if index:
                layout.addWidget(Rule(self), 1)
            icon, label = QLabel(self), Label(text, "caption", parent=self)
            self._marks[key] = icon, label
            layout.addWidget(icon)
            layout.addWidget(label)

    def set_current(self, key: str, empty: Collection[str] = ()) -> None:
        """Move to a stage; those before it are done, but for those that were left empty."""
        self._current = key
        keys = [stage for stage, _ in self._stages]
        at = keys.index(key)
        for index, (stage, text) in enumerate(self._stages):
            passed = "empty" if stage in empty else "done"
            state = passed if index < at else "now" if index == at else "next"
            self._mark(stage, text, state)
        self._name()

    def _mark(self, stage: str, text: str, state: str) -> None:
        icon, label = self._marks[stage]
        name, token = _LOOKS[state]
        icon.setPixmap(self._desk.theme.pixmap(name, token, 16))
        said = f"{text}: {self._desk.words(f'ui.stage.{state}')}"
        icon.setAccessibleName(said)
        icon.setToolTip(said)
        label.setProperty("role", "emphasis" if state == "now" else "caption")
        label.set_tone({"now": "", "done": "second"}.get(state, "third"))
        label.setText(text)

    def _name(self) -> None:
        """Name every stage where there is room, and where there is none the present one."""
        parts = [part.sizeHint().width() for pair in self._marks.values() for part in pair]
        room = sum(parts) + _GAP * (3 * len(self._marks) - 2)
        for key, (_, label) in self._marks.items():
            label.setVisible(room <= self.width() or key == self._current)

    def minimumSizeHint(self) -> QSize:
        """Shrink to the icons and one name."""
        icon, names = self._desk.theme.px(16), [label.sizeHint() for _, label in self._marks.values()]
        wide = max((name.width() for name in names), default=0) + len(names) * (icon + 2 * _GAP)
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._name()
