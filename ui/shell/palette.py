"""The command box: go anywhere, find any record, run any act, in either language and however it is spelt."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from ui.commands import Commands
from ui.desk import Desk
from ui.places import place_of
from ui.widgets.card import column
from ui.widgets.search import SearchBox
from ui.widgets.text import Label, auto, joined, ltr

_WIDE, _EACH, _ROWS = 430, 4, 12
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True)
class Hit:
    """Something the box offers."""

    icon: str
    text: str
    act: Callable[[], object]


class CommandBox(SearchBox):
    """A line whose findings hang below it; arrows choose, Enter does, Escape leaves."""

    def __init__(self, desk: Desk, commands: Commands, window: QWidget) -> None:
        super().__init__(desk, desk.words("ui.command-hint"))
        self._desk, self._commands = desk, commands
        self._hits: list[Hit] = []
        self._active = False
        self.setFixedWidth(desk.theme.px(_WIDE))
        key = Label(ltr("Ctrl K"), "caption", "third", parent=self)
        key.setObjectName("keycap")
        box = column(self)
        box.setContentsMargins(10, 0, 10, 0)
        box.addWidget(key, 0, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._key = key
        self._panel = QFrame(window)
        self._panel.setObjectName("card")
        self._list = QListWidget()
        self._list.setAccessibleName(desk.words("ui.command-hint"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setIconSize(QSize(18, 18))
        self._list.itemClicked.connect(lambda item: self._do(self._list.row(item)))
        column(self._panel, margin=6).addWidget(self._list)
        self._panel.hide()
        self.textChanged.connect(self._seek)

    def start(self) -> None:
        """Take the focus, ready to type."""
        self._active = True
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._seek()

    @property
    def hits(self) -> list[Hit]:
        """What is offered now."""
        return list(self._hits)

    def _seek(self) -> None:
        self._key.setVisible(not self.text())
        if not (self._active or self.hasFocus()):
            return
        self._hits = list(self._found(self.text().strip()))
        self._list.clear()
        for hit in self._hits:
            self._list.addItem(QListWidgetItem(self._desk.theme.icon(hit.icon), hit.text))
        self._list.setCurrentRow(0)
        self._place()

    def _found(self, text: str) -> Iterator[Hit]:
        from data.search import fold  # noqa: PLC0415  # loads the database library

        wanted = fold(text).split()
        for command in self._commands:
            said = self._desk.words(f"command.{command.id}")
            if command.ready and all(word in fold(said) for word in wanted):
                shown = joined(said, ltr(command.key.replace("+", " ")))
                yield Hit(command.icon, shown, lambda one=command.id: self._commands.run(one))  # type: ignore[misc]  # a default binds the loop's value
        if wanted:
            yield from self._records(text)

    def _records(self, text: str) -> Iterator[Hit]:
        from data.base import title_of  # noqa: PLC0415  # loads the database library
        from data.listing import Query  # noqa: PLC0415  # as above
        from data.registers import REGISTERS  # noqa: PLC0415  # as above

        store = self._desk.store
        for register, entry in REGISTERS.items():
            place = place_of(register)
            if store is None or not place:
                continue
            for record in store.page(entry, store.first(Query(entry, find=text), _EACH)):
                title = title_of(record, self._desk.lang)
                shown = joined(auto(title), ltr(record.code))
                yield Hit(entry.ICON, shown, lambda to=place, key=record.id: self._desk.go(to, key))  # type: ignore[misc]  # as above

    def _place(self) -> None:
        window = self._panel.parentWidget()
        if window is None or not self._hits:
            self._panel.hide()
            return
        corner = self.mapTo(window, QPoint(0, self.height() + 4))
        rows = min(len(self._hits), _ROWS)
        self._panel.setGeometry(
            corner.x(), corner.y(), self.width(), rows * (self._list.sizeHintForRow(0) + 1) + 16
        )
        self._panel.show()
        self._panel.raise_()

    def _do(self, row: int) -> None:
        if 0 <= row < len(self._hits):
            act = self._hits[row].act
            self._leave()
            act()

    def _leave(self) -> None:
        self._active = False
        self._hits = []
        self.clear()
        self.clearFocus()
        self._panel.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the arrows, do with Enter, leave with Escape."""
        key = Qt.Key(event.key())
        if key in _MOVES:
            count = max(self._list.count(), 1)
            self._list.setCurrentRow((self._list.currentRow() + _MOVES[key]) % count)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._do(self._list.currentRow())
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            QLineEdit.keyPressEvent(self, event)

    def event(self, event: QEvent) -> bool:
        """Let go of the findings when the focus goes elsewhere."""
        if event.type() is QEvent.Type.FocusOut:
            self._active = False
            self._panel.hide()
        return super().event(event)
