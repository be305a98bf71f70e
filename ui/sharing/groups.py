"""The categories of recipients as a row of buttons with icon and count; one chosen narrows the list."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from data.choices import CHOICES
from data.listing import Query
from data.sharing import Party
from ui.desk import Desk
from ui.sharing.looks import ICONS
from ui.widgets.flow import Flow
from ui.widgets.heeding import Heed


class Groups(QWidget):
    """Shows how many parties each category has; `chosen` tells the category, empty for all."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)  # without one, what shows itself would be a window
        self.desk = desk
        self.setAccessibleName(desk.words("sharing.groups"))
        self._flow = Flow(self, gap=8)
        self.buttons: dict[str, QToolButton] = {}
        for key in CHOICES["party_category"]:
            self._add(key)
        Heed(desk, self, self.count)
        self.count()

    def _add(self, key: str) -> None:
        button = QToolButton(self)
        button.setText(self.desk.words(f"choice.party_category.{key}"))
        button.setProperty("kind", "tag")
        button.setIcon(self.desk.theme.icon(ICONS[key]))
        button.setIconSize(QSize(self.desk.theme.px(16), self.desk.theme.px(16)))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda on, one=key: self._choose(one if on else ""))
        self._flow.addWidget(button)
        self.buttons[key] = button

    def _choose(self, key: str) -> None:
        for name, button in self.buttons.items():
            button.setChecked(name == key)
        self.chosen.emit(key)

    def count(self) -> None:
        """Count the parties of every category anew, on the worker; a category without any is left out."""
        store = self.desk.store
        if store is not None:
            self.desk.tasks.run(lambda _: store.counts(Query(Party), "category"), self._show, owner=self)

    def _show(self, counts: Mapping[str, int]) -> None:
        for key, button in self.buttons.items():
            number = counts.get(key, 0)
            said = self.desk.words(f"choice.party_category.{key}")
            button.setText(f"{said} {self.desk.words.number(number)}")
            button.setVisible(bool(number))
        self.setVisible(any(counts.values()))
        self.updateGeometry()
