"""The holiday list: kept by hand, begun with the national days on fixed dates."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from data.base import Entry
from data.errors import Blocked, Invalid
from data.listing import Query
from data.organisation import Holiday
from desktop import organisation, records
from ui.commands import Command
from ui.desk import Desk
from ui.widgets.banner import Banner
from ui.widgets.button import Button, IconButton
from ui.widgets.card import column, row, scrolled
from ui.widgets.empty import EmptyState
from ui.widgets.form import RecordForm
from ui.widgets.listdetail import ListDetail
from ui.widgets.register import RegisterTable
from ui.widgets.text import Label

_LEFT = ("code", "sample")


class NewHoliday(QDialog):
    """Asks for what a holiday cannot do without; `added` gives its id."""

    added = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        words = desk.words
        self.setWindowTitle(words("deadlines.holiday-new"))
        self.resize(desk.theme.px(560), desk.theme.px(640))
        self.form = RecordForm(desk, Holiday, leave=_LEFT)
        self.form.set_values({"law": desk.pack.code if desk.pack else ""})
        self.banner = Banner(desk)
        self.yes = Button(desk, words("deadlines.holiday-add"), kind="primary", act=self.keep)
        self.yes.setDefault(True)
        layout = column(self, gap=16, margin=24)
        layout.addWidget(Label(words("deadlines.holiday-new"), "page"))
        layout.addWidget(scrolled(self.form), 1)
        layout.addWidget(self.banner)
        layout.addLayout(row(None, Button(desk, words("ui.cancel"), act=self.reject), self.yes))
        self.form.focus_first()

    def keep(self) -> None:
        """Take the holiday into the list."""
        if wrong := self.form.unreadable():
            self.form.show_problems(wrong)
            return
        record = Holiday(**{name: editor.value() for name, editor in self.form.editors.items()})
        try:
            with self.desk.unit("new-holiday") as unit:
                records.add(unit, record)
        except Invalid as invalid:
            self.form.show_problems(invalid.problems)
        except Blocked as problem:
            self.banner.problem(problem)
        else:
            self.accept()
            self.added.emit(record.id)


class HolidayDetail(QWidget):
    """One holiday, kept by itself while it is edited."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.holiday: Holiday | None = None
        self._title = Label("", "record", wraps=True)
        self.bin = IconButton(desk, "trash-2", desk.words("deadlines.holiday-bin"))
        self.form = RecordForm(desk, Holiday, leave=_LEFT, later=True)
        layout = column(self, gap=12)
        layout.addLayout(row(self._title, self.bin, stretch=0))
        layout.addWidget(self.form)
        layout.addStretch(1)
        self.setFocusProxy(self.form)
        self.form.draft.connect(self._keep)
        desk.closing.connect(self.form.flush)

    def show_holiday(self, holiday: Holiday) -> None:
        """Show another holiday; what was being written is kept first."""
        if self.holiday is not None and self.holiday.id == holiday.id and self.form.values():
            return
        self.form.flush()
        self.holiday = holiday
        self._title.setText(self.desk.words.either(holiday.name_ar, holiday.name_en))
        self.form.set_values(holiday)

    def _keep(self, values: dict[str, Any]) -> None:
        if not values or self.holiday is None:
            return
        try:
            with self.desk.unit("edit-holiday") as unit:
                records.change(unit.get(Holiday, self.holiday.id), values)
        except Invalid as invalid:
            self.form.show_problems(invalid.problems)
        else:
            self.form.settle()
            self.form.show_problems({})


class Holidays(QWidget):
    """The list with its detail, and the act that begins it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        words = desk.words
        self.detail = HolidayDetail(desk)
        self.table = RegisterTable(desk, Holiday, query=Query(Holiday, sort="first_day", descending=False))
        empty = EmptyState(
            desk,
            "calendar-off",
            words("deadlines.holidays-empty"),
            (words("deadlines.holidays-fixed"), self.add_fixed),
        )
        self.list = ListDetail(
            desk,
            self.table,
            self.detail,
            empty=empty,
            filters=("law",),
            bulk=(Command("deadlines.bin-holidays", "trash-2", self.bin_selected),),
        )
        column(self).addWidget(self.list)
        self.table.chosen.connect(self._choose)
        self.detail.bin.clicked.connect(lambda _=False: self.bin_selected())
        self._choose(self.table.current())

    def _choose(self, record: Entry | None) -> None:
        if isinstance(record, Holiday):
            self.detail.show_holiday(record)

    def begin_new(self) -> None:
        """Ask for a new holiday."""
        dialog = NewHoliday(self.desk, self)
        dialog.added.connect(self.list.open_record)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def add_fixed(self) -> None:
        """Take in the leading law's national days of this year and the next."""
        desk = self.desk
        if desk.pack is None:
            return
        year = desk.today().year
        try:
            with desk.unit("add-holidays") as unit:
                added = organisation.add_fixed_holidays(unit, desk.pack, year, year + 1)
        except Blocked as problem:
            self.list.banner.problem(problem)
        else:
            said = desk.words("deadlines.holidays-added", n=len(added))
            desk.say(said, "ok", desk.words("command.desk.undo"), desk.undo)

    def bin_selected(self) -> None:
        """Move the selected holidays to the bin, in one act."""
        desk, chosen = self.desk, self.table.selected()
        if not chosen:
            return
        with desk.unit("bin-holidays") as unit:
            for one in chosen:
                unit.bin(unit.get(Holiday, one.id))
        desk.say(
            desk.words("deadlines.holidays-binned", n=len(chosen)),
            "ok",
            desk.words("command.desk.undo"),
            desk.undo,
        )
