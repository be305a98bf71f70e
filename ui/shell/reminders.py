"""Speaks up while the program runs: a digest once a store is open, and each deadline at its thresholds."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QSystemTrayIcon, QWidget

from desktop.alerts import crossed
from desktop.due import Due
from desktop.law.chips import Chip as State
from ui.desk import Desk
from ui.shell.alerts import Alert, snoozed_until
from ui.widgets.button import Button
from ui.widgets.card import column, row
from ui.widgets.chip import Chip
from ui.widgets.lines import Lines, due_line
from ui.widgets.text import Label, plain

_MINUTE = 60_000
_SHOWN = 6
_COUNTED = (
    (State.OVERDUE, "danger", "circle-alert"),
    (State.HOURS, "warn", "timer"),
    (State.DAYS, "soon", "hourglass"),
)
Speak = Callable[[str, str], object]


class Reminders(QObject):
    """Lives as long as the window. While the desk is locked it still counts, and then names nothing."""

    def __init__(self, desk: Desk, window: QWidget, speak: Speak | None = None) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._found: Sequence[Due] = ()
        self._before = desk.now()
        self._greeted = True
        self._tray: QSystemTrayIcon | None = None
        self._speak = speak or self._show_message
        self.digest: Digest | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_MINUTE)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        desk.opened.connect(self._open)
        desk.near.connect(self._take)

    def _open(self) -> None:
        self._greeted = False

    def _take(self, alerts: list[Alert]) -> None:
        self._found = [one.due for one in alerts]
        if not self._greeted:
            self._greeted = True
            self._before = self._desk.now()
            if self._found and self._desk.settings.digest == "on":
                self.greet()
        self.look()

    def greet(self) -> None:
        """Show what is due today, overdue and ahead, in a few lines."""
        self.digest = Digest(self._desk, self._found, self._window)
        self.digest.open()

    def look(self) -> None:
        """Tell what has crossed a threshold since the last look, unless alerts are snoozed."""
        now = self._desk.now()
        if snoozed_until(self._desk) is not None:
            return
        told = list(crossed(self._found, self._before, now))
        self._before = now
        if told:
            self._speak(self._desk.words("alerts.title"), self._said(told))

    def _said(self, told: list[tuple[Due, int]]) -> str:
        words = self._desk.words
        (one, hours), *more = told
        if more or self._desk.store is None:
            return words("alerts.many", n=len(told))
        values = {"what": words(one.what), "code": one.entry.code}
        return words("alerts.hours", n=hours, **values) if hours else words("alerts.passed", **values)

    def _show_message(self, title: str, text: str) -> None:
        """Speak from the tray, or in the window where there is none."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            self._desk.say(text, "warn")
            QApplication.alert(self._window)
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._window.windowIcon(), self)
            self._tray.setToolTip(title)
            self._tray.activated.connect(lambda _: self._raise())
            self._tray.messageClicked.connect(self._raise)
        self._tray.show()
        self._tray.showMessage(title, plain(text), QSystemTrayIcon.MessageIcon.Warning)

    def _raise(self) -> None:
        self._window.showNormal() if self._window.isMinimized() else self._window.show()
        self._window.raise_()
        self._window.activateWindow()


class Digest(QDialog):
    """The nearest deadlines with their counts; a line leads to its record."""

    def __init__(self, desk: Desk, found: Sequence[Due], parent: QWidget) -> None:
        super().__init__(parent)
        words = desk.words
        self.desk = desk
        self.setWindowTitle(words("digest.title"))
        self.setMinimumSize(desk.theme.px(640), desk.theme.px(520))
        layout = column(self, gap=12, margin=24)
        layout.addWidget(Label(words("digest.title"), "page"))
        layout.addWidget(Label(desk.calendar.both(desk.today()), "body", "second"))
        chips = row(gap=8)
        for state, tone, icon in _COUNTED:
            count = words.number(sum(one.pressing is state for one in found))
            chips.addWidget(Chip(desk, f"{words(f'dashboard.tile.{state}')}: {count}", tone, icon))
        chips.addStretch(1)
        layout.addLayout(chips)
        self.lines = Lines(desk, words("digest.title"), ["", "", ""])
        layout.addWidget(self.lines, 1)
        if len(found) > _SHOWN:
            layout.addWidget(Label(words("digest.more", n=len(found) - _SHOWN), "caption", "third"))
        self.start = QCheckBox(words("digest.start"))
        self.start.setChecked(True)
        self.start.toggled.connect(lambda on: desk.change(digest="on" if on else "off"))
        board = Button(desk, words("digest.board"), act=lambda: self._leave("dashboard"))
        close = Button(desk, words("digest.close"), kind="primary", act=self.accept)
        close.setDefault(True)
        layout.addLayout(row(self.start, None, board, close))
        self.lines.set_lines([due_line(desk, one) for one in found[:_SHOWN]])
        self.lines.clicked.connect(lambda _: self.accept())
        self.finished.connect(self.deleteLater)
        close.setFocus()

    def _leave(self, place: str) -> None:
        self.accept()
        self.desk.go(place)
