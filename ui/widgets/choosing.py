"""Editors for what is chosen rather than typed: one of a list, any of a list, countries."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QCompleter, QRadioButton, QToolButton, QWidget

from data.choices import CHOICES
from data.fields import Field
from desktop.show import countries, country
from ui.desk import Desk
from ui.widgets.editor import Editor
from ui.widgets.flow import Flow, FlowRow


class Combo(QComboBox):
    """A drop-down list with the desk's own arrow; the wheel scrolls the page, not the choice."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = desk.theme
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer keys with their words."""
        for key, text in options:
            self.addItem(text, key)

    def choose(self, key: str) -> None:
        """Choose by key; an unknown one is added as it is, never lost."""
        if key and self.findData(key) < 0:
            self.addItem(key, key)
        self.setCurrentIndex(max(self.findData(key), 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow at the trailing edge."""
        super().paintEvent(event)
        arrow = self._theme.pixmap("chevron-down", "text2", 16)
        side = self._theme.px(16)
        at = side // 2 if self._theme.rtl else self.width() - side - side // 2
        painter = QPainter(self)
        painter.drawPixmap(at, (self.height() - side) // 2, arrow)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class ChoiceEditor(Editor):
    """One of the words that a group lists."""

    def __init__(self, desk: Desk, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(desk, field, parent)
        self.combo = Combo(desk)
        self.combo.offer([("", desk.words("form.none")), *options(desk, field)])
        self.combo.activated.connect(lambda _: self.edited.emit())
        self.take(self.combo)

    def value(self) -> str:
        """Read the key of the chosen word."""
        return str(self.combo.currentData() or "")

    def set_value(self, value: str | None) -> None:
        """Choose a word."""
        self.combo.choose(value or "")


class OneOfEditor(Editor):
    """One of a few words, all in sight; those in `without` are not offered, and at first none may be chosen."""

    tells = True

    def __init__(self, desk: Desk, field: Field, *, without: Sequence[str] = ()) -> None:
        super().__init__(desk, field)
        self._row = FlowRow(gap=desk.theme.px(16))
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        for key, text in options(desk, field):
            if key not in without:
                self.buttons[key] = QRadioButton(text)
                self._group.addButton(self.buttons[key])
                self._row.flow.addWidget(self.buttons[key])
        self._group.buttonClicked.connect(lambda _: self.edited.emit())
        self.take(self._row, own=False)
        self._lead()

    def _lead(self) -> None:
        """Let the focus come to the chosen word, or to the first one."""
        first = self._group.checkedButton() or next(iter(self.buttons.values()))
        self.setFocusProxy(first)

    def name(self, text: str) -> None:
        """Name the group; each button has its own words."""
        super().name(text)
        self._row.setAccessibleName(text)

    def value(self) -> str:
        """Read the key of the chosen word."""
        return next((key for key, button in self.buttons.items() if button.isChecked()), "")

    def set_value(self, value: str | None) -> None:
        """Choose a word; one that is not offered leaves none chosen."""
        if value in self.buttons:
            self.buttons[value].setChecked(True)
        self._lead()


class ChoicesEditor(Editor):
    """Any number of the words that a group lists, each a tag to be switched on."""

    def __init__(self, desk: Desk, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(desk, field, parent)
        self._box = QWidget()
        self._flow = Flow(self._box)
        self._tags: dict[str, QToolButton] = {}
        for key, text in options(desk, field):
            self._add(key, text)
        self.take(self._box, own=False)
        for tag in self._tags.values():
            self.setFocusProxy(tag)
            break

    def _add(self, key: str, text: str) -> None:
        tag = QToolButton(self._box)
        tag.setProperty("kind", "tag")
        tag.setText(text)
        tag.setCheckable(True)
        tag.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        tag.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        tag.setIcon(self._tick(on=False))
        tag.toggled.connect(lambda on, one=tag: one.setIcon(self._tick(on=on)))
        tag.clicked.connect(lambda _: self.edited.emit())
        self._flow.addWidget(tag)
        self._tags[key] = tag

    def say(self, key: str, text: str) -> None:
        """Give one tag other words."""
        if key in self._tags:
            self._tags[key].setText(text)
            self._flow.invalidate()

    def _tick(self, *, on: bool) -> QIcon:
        return (
            self.desk.theme.icon("check", "soft_text", 14)
            if on
            else self.desk.theme.icon("plus", "text3", 14)
        )

    def name(self, text: str) -> None:
        """Name the group; each tag has its own words."""
        super().name(text)
        self._box.setAccessibleName(text)

    def value(self) -> list[str]:
        """Read the keys that are switched on, in the order of the list."""
        return [key for key, tag in self._tags.items() if tag.isChecked()]

    def set_value(self, value: list[str] | None) -> None:
        """Switch tags on; an unknown key gets a tag of its own, never lost."""
        for key in value or []:
            if key not in self._tags:
                self._add(key, key)
        for key, tag in self._tags.items():
            tag.setChecked(key in (value or []))


class CountryEditor(Editor):
    """A country, found by typing a part of its name."""

    def __init__(self, desk: Desk, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(desk, field, parent)
        self.combo = Combo(desk)
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        named = sorted(((code, country(desk.words, code)) for code in countries()), key=lambda pair: pair[1])
        self.combo.offer([("", ""), *named])
        completer = QCompleter(self.combo.model(), self.combo)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.combo.setCompleter(completer)
        self.combo.activated.connect(lambda _: self.edited.emit())
        self.take(self.combo)
        self.setFocusProxy(self.combo)

    def name(self, text: str) -> None:
        """Name the line inside as well."""
        super().name(text)
        line = self.combo.lineEdit()
        if line is not None:
            line.setAccessibleName(text)

    def value(self) -> str:
        """Read the code of the country whose name stands there."""
        at = self.combo.findText(self.combo.currentText(), Qt.MatchFlag.MatchFixedString)
        return str(self.combo.itemData(at) or "") if at >= 0 else ""

    def unreadable(self) -> str:
        """Refuse a name that no country has."""
        return "" if self.value() or not self.combo.currentText().strip() else "not-country"

    def set_value(self, value: str | None) -> None:
        """Choose a country by its code."""
        self.combo.choose(value or "")


def options(desk: Desk, field: Field) -> list[tuple[str, str]]:
    """List what may be chosen for a field, in the order in which forms offer it."""
    return [(key, desk.words(f"choice.{field.choices}.{key}")) for key in CHOICES[field.choices]]
