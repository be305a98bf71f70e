"""The bar above the page: the command box, how things are saved, the date in both calendars, undo, alerts, looks."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QWidget

from ui.commands import Commands
from ui.desk import Desk
from ui.shell.alerts import Alert, snooze, snoozed_until
from ui.shell.palette import CommandBox
from ui.widgets.button import IconButton
from ui.widgets.card import column, row
from ui.widgets.text import Label, auto, joined

_TALL = 56
_LISTED, _MORNING = 20, 8


class TopBar(QFrame):
    """Built anew with the shell; told by it what to show."""

    def __init__(
        self, desk: Desk, commands: Commands, box: CommandBox, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self.setFixedHeight(desk.theme.px(_TALL))
        self._desk, self._commands = desk, commands
        self._due: Sequence[Alert] = ()
        self.box = box
        words = desk.words
        self._undo = self._button("undo-2", "desk.undo")
        self._redo = self._button("redo-2", "desk.redo")
        self._bell = IconButton(desk, "bell", words("ui.alerts"), self._alerts)
        looks = self._button("sun" if desk.theme.dark else "moon", "desk.theme")
        tongue = self._button("languages", "desk.language")
        layout = row(box, None, self._state(), self._dates(), gap=8)
        layout.insertSpacing(3, 16)
        for button in (self._undo, self._redo, self._bell, looks, tongue):
            layout.addWidget(button)
        layout.setContentsMargins(20, 0, 20, 0)
        self.setLayout(layout)
        self.show_saved("")
        self.refresh()

    def _button(self, icon: str, command: str) -> IconButton:
        text = self._desk.words(f"command.{command}")
        return IconButton(self._desk, icon, text, lambda: self._commands.run(command))

    def _state(self) -> QWidget:
        self._saved = Label("", "caption", "third")
        self._mark = QLabel()
        self._mark.setPixmap(self._desk.theme.pixmap("circle-check", "ok", 16))
        self._mark.setAccessibleName(self._desk.words("ui.saved-mark"))
        box = QWidget()
        box.setLayout(row(self._mark, self._saved, gap=6))
        return box

    def _dates(self) -> QWidget:
        box = QWidget()
        lines = column(box, gap=0)
        self._gregorian = Label("", "emphasis")
        self._hijri = Label("", "caption", "third")
        lines.addStretch(1)
        lines.addWidget(self._gregorian)
        lines.addWidget(self._hijri)
        lines.addStretch(1)
        return box

    def refresh(self) -> None:
        """Show the day, and whether there is anything to take back."""
        desk = self._desk
        day, calendar = desk.today(), desk.calendar
        weekday = desk.words(f"ui.weekday.{day.isoweekday()}")
        self._gregorian.setText(desk.words("ui.day", weekday=weekday, date=calendar.gregorian(day)))
        self._hijri.setText(calendar.hijri(day) or "")
        self._undo.setEnabled(desk.can_undo)
        self._redo.setEnabled(desk.can_redo)

    def show_saved(self, text: str) -> None:
        """Say when the last change was kept."""
        self._saved.setText(text)
        self._mark.setVisible(bool(text))

    def show_due(self, due: Sequence[Alert]) -> None:
        """Take over what is due soon."""
        self._due = due
        late = any(one.tone == "danger" for one in due)
        self._bell.setIcon(
            self._desk.theme.icon("bell-ring" if due else "bell", "danger" if late else "text2")
        )
        said = self._desk.words("ui.due-count", n=len(due))
        self._bell.setAccessibleDescription(said)
        self._bell.setToolTip(joined(self._desk.words("ui.alerts"), said))

    def _alerts(self) -> None:
        menu = QMenu(self)
        for one in self._due[:_LISTED]:
            action = menu.addAction(
                self._desk.theme.icon(one.icon, one.tone), joined(auto(one.title), one.left)
            )
            action.triggered.connect(lambda _=False, due=one: self._desk.go(due.place, due.key))
        if not self._due:
            menu.addAction(self._desk.words("ui.nothing-due")).setEnabled(False)
        menu.addSeparator()
        self._offer_snooze(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._bell.mapToGlobal(QPoint(0, self._bell.height())))

    def _offer_snooze(self, menu: QMenu) -> None:
        desk = self._desk
        now = desk.local(desk.now())
        tomorrow = now.replace(hour=_MORNING, minute=0, second=0, microsecond=0) + timedelta(days=1)
        offers = {"snooze-hour": now + timedelta(hours=1), "snooze-day": tomorrow}
        for name, until in ({"wake": None} if snoozed_until(desk) else offers).items():
            menu.addAction(desk.words(f"alerts.{name}")).triggered.connect(
                lambda _=False, moment=until: snooze(desk, moment)
            )
