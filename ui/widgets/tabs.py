"""Tabs as the desk draws them: soft pills with an optional count."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.widgets.flow import FlowRow
from ui.widgets.holders import Stack


class TabRow(FlowRow):
    """A row of which one is chosen; arrows move along it in reading order."""

    changed = Signal(str)

    def __init__(self, desk: Desk, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent, gap=4)
        self._desk = desk
        self._buttons: dict[str, QToolButton] = {}
        self._texts: dict[str, str] = {}
        self._group = QButtonGroup(self)
        self.setAccessibleName(name)

    def add(self, key: str, text: str, count: int | None = None) -> None:
        """Add a tab at the trailing end; the first one is chosen."""
        button = QToolButton(self)
        button.setProperty("kind", "tab")
        button.setCheckable(True)
        button.setAutoExclusive(True)  # so that a screen reader tells one of several, not a box to tick
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.toggled.connect(lambda on, one=key: self.changed.emit(one) if on else None)
        self._group.addButton(button)
        self._buttons[key] = button
        self._texts[key] = text
        self.set_count(key, count)
        self.flow.addWidget(button)
        if len(self._buttons) == 1:
            button.setChecked(True)

    def set_count(self, key: str, count: int | None) -> None:
        """Say beside a tab how much is behind it."""
        text = self._texts[key]
        said = text if count is None else f"{text} {self._desk.words.number(count)}"
        self._buttons[key].setText(said)

    def show_tab(self, key: str, *, on: bool) -> None:
        """Show a tab, or leave it out for now."""
        self._buttons[key].setVisible(on)

    def shown(self) -> list[str]:
        """List the tabs that are not left out."""
        return [key for key, button in self._buttons.items() if not button.isHidden()]

    def current(self) -> str:
        """Tell the chosen tab."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def select(self, key: str) -> None:
        """Choose a tab."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along the row."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = list(self._buttons)
        step = -step if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else step
        chosen = self._buttons[keys[(keys.index(self.current()) + step) % len(keys)]]
        chosen.setFocus()
        chosen.setChecked(True)


class Tabs(QWidget):
    """Pages behind a row of tabs; one that is given by its maker is made when it is first turned to."""

    changed = Signal(str)

    def __init__(self, desk: Desk, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = TabRow(desk, name, self)
        self._stack = Stack(self)
        self._pages: dict[str, QWidget] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self.row.changed.connect(self._turn)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.row)
        layout.addWidget(self._stack, 1)

    def add(
        self, key: str, text: str, page: QWidget | Callable[[], QWidget], count: int | None = None
    ) -> None:
        """Add a page, or its maker, behind a tab."""
        if isinstance(page, QWidget):
            self._pages[key] = page
            self._stack.addWidget(page)
        else:
            self._makers[key] = page
        self.row.add(key, text, count)

    def page(self, key: str) -> QWidget:
        """Give the page behind a tab."""
        if key not in self._pages:
            self._pages[key] = self._makers.pop(key)()
            self._stack.addWidget(self._pages[key])
        return self._pages[key]

    def _turn(self, key: str) -> None:
        self._stack.bring(self.page(key))
        self.changed.emit(key)

    def set_count(self, key: str, count: int | None) -> None:
        """Say beside a tab how much is behind it."""
        self.row.set_count(key, count)

    def current(self) -> str:
        """Tell the chosen tab."""
        return self.row.current()

    def select(self, key: str) -> None:
        """Choose a tab."""
        self.row.select(key)
