"""Editors for days and moments: typed in either calendar, read left to right, told in both below."""

from datetime import UTC, date, datetime, time
from functools import partial

from PySide6.QtCore import QDate, QLocale, QPoint
from PySide6.QtWidgets import QCalendarWidget, QMenu, QWidget, QWidgetAction

from data.errors import Blocked
from data.fields import Field
from desktop.law.calendars import parse
from desktop.words import western
from ui.desk import Desk
from ui.widgets.button import IconButton
from ui.widgets.card import row
from ui.widgets.editor import Editor, ltr_line
from ui.widgets.text import Label, joined, plain

_TIME_WIDTH = 84


class DayEditor(Editor):
    """A day. A Hijri date may be typed; both calendars stand below."""

    def __init__(self, desk: Desk, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(desk, field, parent)
        self.line = ltr_line(desk)
        self.line.setPlaceholderText(desk.words("form.day-hint"))
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._settle)
        pick = IconButton(desk, "calendar", desk.words("form.calendar"))
        pick.clicked.connect(lambda _: self._pick(pick))
        self.line_row = row(self.line, pick, gap=4, stretch=0)
        self._hint = Label(role="caption", tone="third")
        self._hint.hide()
        box = QWidget()
        box.setLayout(self.line_row)
        self.take(box, own=False)
        self.take(self._hint, own=False)
        self.answer(self.line)

    def day(self) -> date | None:
        """Read the day that stands in the line; None when there is none, or it cannot be read."""
        try:
            return parse(plain(self.line.text())) if self.line.text().strip() else None
        except Blocked:
            return None

    def show_day(self, day: date | None) -> None:
        """Write a day into the line."""
        self.line.setText("" if day is None else self.desk.words.numerals(day.isoformat()))
        self._tell()

    def value(self) -> date | None:
        """Read the day."""
        return self.day()

    def set_value(self, value: date | None) -> None:
        """Show a day."""
        self.show_day(value)

    def unreadable(self) -> str:
        """Refuse what is no date in either calendar."""
        return "not-date" if self.line.text().strip() and self.day() is None else ""

    def _typed(self) -> None:
        self._tell()
        self.edited.emit()

    def _settle(self) -> None:
        day = self.day()
        if day is not None:
            self.show_day(day)

    def _tell(self) -> None:
        day = self.day()
        calendar = self.desk.calendar
        said = joined(self._said(day), calendar.hijri(day) or "") if day else ""
        self._hint.setText(said)
        self._hint.setVisible(bool(said))

    def _said(self, day: date) -> str:
        return self.desk.calendar.gregorian(day)

    def _pick(self, button: QWidget) -> None:
        menu = QMenu(self)
        picture = QCalendarWidget(menu)
        picture.setLocale(QLocale("ar_SA" if self.desk.lang == "ar" else "en_GB"))
        chosen = self.day() or self.desk.today()
        picture.setSelectedDate(QDate(chosen.year, chosen.month, chosen.day))
        picture.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        picture.setAccessibleName(self.accessibleName())

        def take(day: QDate) -> None:
            menu.close()
            self.show_day(date(day.year(), day.month(), day.day()))
            self.edited.emit()

        today = QDate(*self.desk.today().timetuple()[:3])
        for name, day in (("today", today), ("yesterday", today.addDays(-1))):
            menu.addAction(self.desk.words(f"form.{name}"), partial(take, day))
        picture.activated.connect(take)
        picture.clicked.connect(take)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(picture)
        menu.addAction(holder)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))


class MomentEditor(DayEditor):
    """A moment, on the clock of the place where the law holds; kept in UTC."""

    def __init__(self, desk: Desk, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(desk, field, parent)
        self.time = ltr_line(desk)
        self.time.setPlaceholderText(desk.words.numerals("10:30"))
        self.time.setFixedWidth(desk.theme.px(_TIME_WIDTH))
        self.time.textEdited.connect(self._typed)
        self.time.editingFinished.connect(self._settle)
        self.line_row.addWidget(self.time)
        self.answer(self.time)

    def name(self, text: str) -> None:
        """Tell the hour's line from the day's."""
        super().name(text)
        self.time.setAccessibleName(self.desk.words("form.time-of", name=text))

    def _clock(self) -> time | None:
        typed = western(plain(self.time.text())).strip()
        try:
            return time.fromisoformat(typed.rjust(5, "0")) if typed else time()
        except ValueError:
            return None

    def value(self) -> datetime | None:
        """Read the moment in UTC; None when there is none, or it cannot be read."""
        day, clock = self.day(), self._clock()
        if day is None or clock is None:
            return None
        return datetime.combine(day, clock, self.desk.zone).astimezone(UTC)

    def _settle(self) -> None:
        clock = self._clock() if self.time.text().strip() else None
        if clock is not None:
            self.time.setText(self.desk.words.numerals(f"{clock:%H:%M}"))
        super()._settle()

    def _said(self, day: date) -> str:
        clock = self._clock() if self.time.text().strip() else None
        return (
            super()._said(day) if clock is None else self.desk.calendar.moment(datetime.combine(day, clock))
        )

    def unreadable(self) -> str:
        """Refuse what is no date or no hour."""
        return "not-time" if self._clock() is None else super().unreadable()

    def set_value(self, value: date | None) -> None:
        """Show a moment on the local clock."""
        local = self.desk.local(value) if isinstance(value, datetime) else None
        self.time.setText(self.desk.words.numerals(f"{local:%H:%M}") if local else "")
        self.show_day(local.date() if local else None)
