"""Deadlines and calendar: what is due by month and as a list, and the days on which nobody works."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property, partial
from typing import Any, TypeVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from data.organisation import Task
from data.store import Store
from ui.calendar.chores import chores
from ui.calendar.handing import choose_ics
from ui.calendar.holidays import Holidays
from ui.calendar.month import Month
from ui.calendar.reading import Nearest, Sheet, read_day, read_nearest, read_sheet, read_year
from ui.calendar.year import Year
from ui.commands import Command
from ui.desk import Desk
from ui.sharing.room import Room
from ui.shell.page import BasePage, State
from ui.tasks import Job, Progress
from ui.widgets.button import Button
from ui.widgets.card import Card, row, scrolled
from ui.widgets.heeding import Heed
from ui.widgets.lines import Line, Lines
from ui.widgets.tabs import Tabs
from ui.widgets.text import Label

T = TypeVar("T")
_BESIDE = 820


class Beside(QWidget):
    """The month and one of its days beside each other, or below each other where they would be too narrow."""

    def __init__(self, month: QWidget, day: QWidget, width: int) -> None:
        super().__init__()
        self._width = width
        self._box, self._parts = row(gap=12), (month, day)
        for part, share in zip(self._parts, (7, 3), strict=True):
            self._box.addWidget(part, share)
        day.setMinimumHeight(width // 4)
        self.setLayout(self._box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        narrow = self.width() < self._width
        self._box.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as either part; the page scrolls."""
        wide = max(part.minimumSizeHint().width() for part in self._parts)
        return QSize(wide, super().minimumSizeHint().height())


class Page(BasePage):
    """Every line and every chip leads to its record."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self.heading.set_title(words("nav.deadlines"))
        self._sheet = Sheet({}, {}, {}, {})
        self._jobs: dict[str, Job] = {}
        titles = [words(f"deadlines.column.{name}") for name in ("what", "when", "left")]
        self.month, self.list = Month(desk), Lines(desk, words("deadlines.list"), titles)
        self.day_lines = Lines(desk, words("deadlines.of-day"), ["", ""])
        self._day = Label("", "emphasis", wraps=True)
        self._chosen = desk.today()
        self.year = Year(desk)
        self.tabs = Tabs(desk, words("nav.deadlines"))
        self.tabs.add("month", words("deadlines.month"), self._month())
        card = Card(margin=0)
        card.body.addWidget(self.list)
        whole = Card(margin=12)
        whole.body.addWidget(self.year)
        self.tabs.add("year", words("deadlines.year"), whole)
        self.tabs.add("list", words("deadlines.list"), card)
        self.tabs.add("tasks", words("tasks.tab"), lambda: self.tasks)
        self.tabs.add("holidays", words("register.holidays"), lambda: self.holidays)
        self.body.addWidget(self.tabs, 1)
        for name, icon, act in (
            ("ics", "download", partial(choose_ics, desk, self)),
            ("holidays-fixed", "flag", self.add_fixed),
            ("holiday-new", "plus", self.begin_holiday),
        ):
            self.heading.add_action(Button(desk, words(f"deadlines.{name}"), icon=icon, act=act))
        new = Button(desk, words("sharing.new.tasks"), icon="plus", kind="primary", act=self.begin_task)
        self.heading.add_action(new)
        self.month.chosen.connect(self.show_day)
        self.month.turned.connect(self._read_month)
        self.year.chosen.connect(self._open_month)
        self.year.turned.connect(self._read_year)
        Heed(desk, self, self.refresh, late=True)
        self.month.show_month(self._chosen)

    @cached_property
    def tasks(self) -> Room:
        """The list of tasks, made when it is first asked for."""
        return chores(self.desk)

    @cached_property
    def holidays(self) -> Holidays:
        """The list of days off, made when it is first asked for."""
        return Holidays(self.desk)

    def _month(self) -> QWidget:
        sheet, beside = Card(margin=12), Card(margin=12)
        sheet.body.addWidget(self.month)
        beside.body.addWidget(self._day)
        beside.body.addWidget(self.day_lines, 1)
        return scrolled(Beside(sheet, beside, self.desk.theme.px(_BESIDE)))

    def commands(self) -> tuple[Command, ...]:
        """List what can be done here."""
        return (
            Command("deadlines.new-task", "plus", self.begin_task, "Ctrl+N"),
            Command("deadlines.new-holiday", "plus", self.begin_holiday),
            Command("deadlines.ics", "download", partial(choose_ics, self.desk, self)),
            Command("deadlines.fixed-holidays", "flag", self.add_fixed),
        )

    def begin_task(self) -> None:
        """Ask for a new task, in its list."""
        self.tabs.select("tasks")
        self.tasks.begin_new()

    def begin_holiday(self) -> None:
        """Ask for a new holiday, in its list."""
        self.tabs.select("holidays")
        self.holidays.begin_new()

    def add_fixed(self) -> None:
        """Take in the law's national days, and show them in their list."""
        self.tabs.select("holidays")
        self.holidays.add_fixed()

    def show_day(self, day: date) -> None:
        """Show what is due on one day beside the month; a day with much is read anew."""
        self._chosen = day
        self._day.setText(self.desk.calendar.both(day))
        lines = self._sheet.lines.get(day, ())
        self._show_lines(lines)
        load = self._sheet.loads.get(day)
        if load is not None and load.count > len(lines):
            self._run("day", lambda store: read_day(self.desk, store, day), self._show_lines)

    def _show_lines(self, lines: Sequence[Line]) -> None:
        self.day_lines.set_lines(
            [Line((one.cells[0], one.cells[2]), one.register, one.key, one.tip) for one in lines]
        )

    def open_record(self, key: str) -> None:
        """Show a holiday or a task in its list, by id."""
        store = self.desk.store
        task = store.find(Task, key) if store else None
        tab, shown = ("holidays", self.holidays.list) if task is None else ("tasks", self.tasks.list)
        self.tabs.select(tab)
        shown.open_record(key)

    def _open_month(self, first: date) -> None:
        self.tabs.select("month")
        self.month.show_month(first)
        self.show_day(first)

    def refresh(self) -> None:
        """Read what is shown of everything with a clock, on the worker."""
        self._run("nearest", lambda store: read_nearest(self.desk, store), self._show_nearest)
        self._read_month()
        self._read_year()

    def _read_month(self) -> None:
        first, days = self.month.days[0].day, len(self.month.days)
        self._run("month", lambda store: read_sheet(self.desk, store, first, days), self._show_month)

    def _read_year(self) -> None:
        year = self.year.year
        self._run("year", lambda store: read_year(self.desk, store, year), self.year.show_due)

    def _run(self, what: str, read: Callable[[Store], T], show: Callable[[T], object]) -> None:
        """Read one of the parts; what was asked for it before is not wanted any more."""
        store = self.desk.store
        if what in self._jobs:
            self._jobs.pop(what).cancel()
        if store is None:
            return

        def work(progress: Progress) -> T:
            progress.step()
            return read(store)

        self._jobs[what] = self.desk.tasks.run(work, show, failed=self.desk.problem, owner=self)

    def _show_nearest(self, found: Nearest) -> None:
        self.list.set_lines(found.lines)
        self.tabs.set_count("list", found.count)
        self.heading.set_subtitle(self.desk.words("deadlines.count", n=found.count))

    def _show_month(self, found: Sheet) -> None:
        self._sheet = found
        self.month.show_due(found)
        self.show_day(self._chosen)

    def state(self) -> dict[str, Any]:
        """Tell which tab, which month and which day are shown."""
        if "tasks" in vars(self):
            self.tasks.card.flush()
        return {
            "tab": self.tabs.current(),
            "month": self.month.first,
            "year": self.year.year,
            "day": self._chosen,
        }

    def restore(self, state: State) -> None:
        """Stand there again."""
        if state:
            self.tabs.select(state["tab"])
            self.month.show_month(state["month"])
            self.year.show_year(state["year"])
            self.show_day(state["day"])
