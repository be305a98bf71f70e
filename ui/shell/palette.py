"""The command box: go anywhere, find any record, run any act, in either language and however it is spelt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from ui.commands import Commands
from ui.desk import Desk
from ui.widgets.card import column
from ui.widgets.search import SearchBox
from ui.widgets.text import Label, ltr

if TYPE_CHECKING:
    from data.base import Entry
    from ui.shell.doing import Doing
    from ui.shell.finding import Hit, Subject

_WIDE, _ROWS = 430, 14
_MOMENT = 10  # milliseconds
_INTO = frozenset({Qt.Key.Key_Tab})
Perform = Callable[["Entry", "Doing"], object]
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class CommandBox(SearchBox):
    """A line whose findings hang below it; arrows choose, Enter does, Escape leaves."""

    def __init__(self, desk: Desk, commands: Commands, window: QWidget, perform: Perform) -> None:
        super().__init__(desk, desk.words("ui.command-hint"))
        self._desk, self._commands, self._perform = desk, commands, perform
        self._subject: Subject | None = None
        self._hits: list[Hit] = []
        self._coming: Iterator[Hit | None] = iter(())
        self._resume = QTimer(self, singleShot=True, interval=0)
        self._resume.timeout.connect(self._pull)
        self._active = False
        self._width = desk.theme.px(_WIDE)
        self.setMaximumWidth(self._width)
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
        self._hint = Label(desk.words("box.acts-hint", key=ltr("Tab")), "caption", "third", elide=True)
        hanging = column(self._panel, gap=4, margin=6)
        hanging.addWidget(self._list)
        hanging.addWidget(self._hint)
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
        self._hits = []
        self._list.clear()
        self._coming = self._found(self.text().strip())
        self._pull()

    def _pull(self) -> None:
        """Offer what is found, a moment's worth at a time: more typing goes before what is left."""
        begun = QElapsedTimer()
        begun.start()
        self._resume.stop()
        for hit in self._coming:
            if hit is not None:
                self._hits.append(hit)
                self._offer(self._desk.theme.icon(hit.icon), hit.text, head=hit.head)
            if begun.hasExpired(_MOMENT):
                self._resume.start()
                break
        else:
            if not self._hits and self.text().strip():
                self._offer(QIcon(), self._desk.words("box.nothing", text=self.text().strip()), head=True)
        if self._list.currentRow() < 0:
            self._list.setCurrentRow(next((at for at, hit in enumerate(self._hits) if not hit.head), -1))
        self._hint.setVisible(self._subject is None and any(hit.entry for hit in self._hits))
        self._place()

    def _offer(self, icon: QIcon, text: str, *, head: bool) -> None:
        item = QListWidgetItem(icon, text)
        if head:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self._list.addItem(item)

    @property
    def seeking(self) -> bool:
        """Whether more may still be found."""
        return self._resume.isActive()

    def _found(self, text: str) -> Iterator[Hit | None]:
        from ui.shell import finding  # noqa: PLC0415  # loads the database library

        desk = self._desk
        if self._subject is not None:
            yield from finding.acts(desk, self._subject, text)
            return
        if not text:
            yield from finding.recent(desk)
        yield from finding.commands(desk, self._commands, text)
        if text:
            yield from finding.records(desk, text)

    def _place(self) -> None:
        window = self._panel.parentWidget()
        if window is None or not self._list.count():
            self._panel.hide()
            return
        corner = self.mapTo(window, QPoint(0, self.height() + 4))
        rows = min(self._list.count(), _ROWS)
        hint = self._hint.sizeHint().height() + 8 if self._hint.isVisibleTo(self._panel) else 0
        tall = rows * (self._list.sizeHintForRow(0) + 1) + 16 + hint
        self._panel.setGeometry(corner.x(), corner.y(), self.width(), tall)
        self._panel.show()
        self._panel.raise_()

    def _do(self, row: int) -> None:
        hit = self._hits[row] if 0 <= row < len(self._hits) else None
        if hit is None or hit.head:
            return
        self._leave()
        if hit.doing is not None and hit.entry is not None:
            self._perform(hit.entry, hit.doing)
        elif hit.act is not None:
            hit.act()

    def _turn(self, entry: Entry | None) -> None:
        """Turn to what can be done with a record, and back to everything."""
        from ui.shell import finding  # noqa: PLC0415  # loads the database library

        self._subject = finding.subject(self._desk, entry) if entry else None
        self.clear()
        self._seek()

    def _leave(self) -> None:
        self._active = False
        self._subject = None
        self._resume.stop()
        self._hits = []
        self.clear()
        self.clearFocus()
        self._panel.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the arrows, do with Enter, leave with Escape."""
        key = Qt.Key(event.key())
        row = self._list.currentRow()
        if key in _MOVES:
            self._move(_MOVES[key])
        elif key in _INTO and 0 <= row < len(self._hits) and self._hits[row].entry and not self._subject:
            self._turn(self._hits[row].entry)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._do(self._list.currentRow())
        elif key == Qt.Key.Key_Escape and self._subject is None:
            self._leave()
        elif self._subject is not None and (
            key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Backspace and not self.text())
        ):
            self._turn(None)
        else:
            QLineEdit.keyPressEvent(self, event)

    def _move(self, step: int) -> None:
        """Choose the next hit that can be chosen."""
        count = len(self._hits)
        at = self._list.currentRow()
        for _ in range(count):
            at = (at + step) % count
            if not self._hits[at].head:
                self._list.setCurrentRow(at)
                return

    def event(self, event: QEvent) -> bool:
        """Take Tab for the acts of a record; let go of the findings when the focus goes elsewhere."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
        ):
            row = self._list.currentRow()
            if self._panel.isVisible() and 0 <= row < len(self._hits) and self._hits[row].entry:
                self.keyPressEvent(event)
                return True
        if event.type() is QEvent.Type.FocusOut:
            self._active = False
            self._resume.stop()
            self._panel.hide()
        return super().event(event)
