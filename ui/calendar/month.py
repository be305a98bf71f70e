"""A month as a sheet: days in weeks, days off shaded, each with what is due on it."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from desktop.law.calendars import hijri
from desktop.law.pack import DAYS
from ui.calendar.reading import Sheet
from ui.desk import Desk
from ui.tokens import CHIP, RADIUS
from ui.widgets.button import Button, IconButton
from ui.widgets.card import column, row
from ui.widgets.cell import Cell
from ui.widgets.chip import paint_chip
from ui.widgets.text import Label, auto, plain

_WEEKS, _WEEK = 6, 7
_HEAD, _GAP, _PAD, _LEAST = 24, 3, 6, 78
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def is_weekend(desk: Desk, day: date) -> bool:
    """Tell whether the leading law counts a day among its weekend."""
    return desk.pack is not None and DAYS[day.weekday()] in desk.pack.weekend.days


def first_weekday(desk: Desk) -> int:
    """Find the day a week begins with, 0 for Monday: the one after the law's weekend."""
    off = set(desk.pack.weekend.days) if desk.pack else set()
    starts = (at for at in range(_WEEK) if DAYS[at] not in off and DAYS[at - 1] in off)
    return next(starts, 0)


class MonthDay(QAbstractButton):
    """One day of the sheet."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.day = desk.today()
        self._cells: Sequence[Cell] = ()
        self._count = 0
        self._off = ""
        self._inside = True
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_day(self, day: date, sheet: Sheet, *, inside: bool) -> None:
        """Show a day with what is due on it; `inside` tells whether it belongs to the month."""
        self.day, self._cells, self._off, self._inside = (
            day,
            sheet.cells.get(day, ()),
            sheet.off.get(day, ""),
            inside,
        )
        load = sheet.loads.get(day)
        self._count = load.count if load else 0
        words, off, cells = self._desk.words, self._off, self._cells
        name = f"{words(f'ui.weekday.{day.isoweekday()}')} {self._desk.calendar.both(day)}"
        more = self._count - len(cells)
        said = (name, off, *(cell.said for cell in cells), words("digest.more", n=more) if more > 0 else "")
        self.setAccessibleName(", ".join(plain(part) for part in said if part))
        self.setToolTip("\n".join(part for part in (name, off, *(auto(cell.said) for cell in cells)) if part))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for a date and two chips."""
        px = self._desk.theme.px
        return QSize(px(_LEAST), px(_HEAD + 2 * (CHIP + _GAP)))

    def minimumSizeHint(self) -> QSize:
        """Shrink to the date and one chip."""
        px = self._desk.theme.px
        return QSize(px(_LEAST), px(_HEAD + CHIP + 2 * _GAP))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, both dates and the chips that fit."""
        del event
        theme, painter = self._desk.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.layoutDirection())
        today, off = self.day == self._desk.today(), is_weekend(self._desk, self.day) or bool(self._off)
        painter.setBrush(theme.colour("soft" if today else "bg" if off else "surface"))
        around = "accent" if self.hasFocus() else "strong" if self.isChecked() else "border"
        painter.setPen(QPen(theme.colour(around), 1 if around == "border" else 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        self._dates(painter, "soft_text" if today else "text" if self._inside else "text3")
        self._chips(painter)
        painter.end()

    def _dates(self, painter: QPainter, token: str) -> None:
        theme, words = self._desk.theme, self._desk.words
        head = QRect(0, 0, self.width(), theme.px(_HEAD)).adjusted(theme.px(_PAD), 2, -theme.px(_PAD), 0)
        painter.setPen(theme.colour(token))
        painter.setFont(theme.font("emphasis" if self._inside else "body"))
        painter.drawText(
            head, int(Qt.AlignmentFlag.AlignLeading | _MIDDLE), words.numerals(str(self.day.day))
        )
        other = hijri(self.day)
        if other is not None:
            painter.setPen(theme.colour("text3"))
            painter.setFont(theme.font("caption"))
            said = words.numerals(str(other.day))
            painter.drawText(head, int(Qt.AlignmentFlag.AlignTrailing | _MIDDLE), said)

    def _chips(self, painter: QPainter) -> None:
        theme = self._desk.theme
        shown = [Cell(self._off, tone="mute", icon="calendar-off")] if self._off else []
        shown += self._cells
        tall, gap, top = theme.px(CHIP - 2), theme.px(_GAP), theme.px(_HEAD) + 1
        room = max((self.height() - top - 2) // (tall + gap), 1)
        whole = len(shown) - len(self._cells) + max(self._count, len(self._cells))
        if whole > room:
            more = self._desk.words("deadlines.more", n=whole - room + 1)
            shown = [*shown[: room - 1], Cell(more, tone="mute")]
        for at, cell in enumerate(shown):
            area = QRect(theme.px(4), top + at * (tall + gap), self.width() - theme.px(8), tall)
            paint_chip(painter, area, cell, theme)


class Month(QWidget):
    """The sheet of one month with its heading; `chosen` tells the day clicked, `turned` another month."""

    chosen = Signal(object)
    turned = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        words, today = desk.words, desk.today()
        self.first = today.replace(day=1)
        self._sheet = Sheet({}, {}, {}, {})
        self._title, self._other = Label("", "record"), Label("", "body", "third")
        back = IconButton(desk, "chevron-left", words("deadlines.month-before"), lambda: self.turn(-1))
        ahead = IconButton(desk, "chevron-right", words("deadlines.month-after"), lambda: self.turn(1))
        now = Button(desk, words("deadlines.this-month"), act=lambda: self.show_month(desk.today()))
        layout = column(self, gap=8)
        layout.addLayout(row(self._title, self._other, None, back, now, ahead))
        layout.addLayout(self._lay(), 1)

    def _lay(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        begins = first_weekday(self._desk)
        for at in range(_WEEK):
            name = self._desk.words(f"ui.weekday.{(begins + at) % _WEEK + 1}")
            head = Label(name, "caption", "third", elide=True)
            head.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(head, 0, at)
            grid.setColumnStretch(at, 1)
        self.days = [MonthDay(self._desk) for _ in range(_WEEKS * _WEEK)]
        for at, shown in enumerate(self.days):
            grid.addWidget(shown, 1 + at // _WEEK, at % _WEEK)
            grid.setRowStretch(1 + at // _WEEK, 1)
            shown.clicked.connect(self._teller(shown))
        return grid

    def _teller(self, shown: MonthDay) -> Callable[[], None]:
        return lambda: self.chosen.emit(shown.day)

    def turn(self, step: int) -> None:
        """Go a month on, or back."""
        edge = self.first - timedelta(days=1)
        self.show_month(edge if step < 0 else self.first + timedelta(days=_WEEK * 5))

    def show_month(self, day: date) -> None:
        """Show the month a day falls in."""
        self.first = day.replace(day=1)
        self._draw()
        self.turned.emit()

    def show_due(self, sheet: Sheet) -> None:
        """Show what is due by day, and the names of holidays."""
        self._sheet = sheet
        self._draw()

    def _draw(self) -> None:
        lead = (self.first.weekday() - first_weekday(self._desk)) % _WEEK
        start = self.first - timedelta(days=lead)
        for at, shown in enumerate(self.days):
            day = start + timedelta(days=at)
            shown.show_day(day, self._sheet, inside=day.month == self.first.month)
        self._name()

    def _name(self) -> None:
        desk = self._desk
        named = desk.calendar.month(self.first.month)
        self._title.setText(desk.words.numerals(f"{named} {self.first.year}"))
        last = self.first.replace(day=monthrange(self.first.year, self.first.month)[1])
        found = [one for one in (hijri(self.first), hijri(last)) if one]
        said = dict.fromkeys(f"{desk.calendar.hijri_month(one.month)} {one.year}" for one in found)
        self._other.setText(desk.words.numerals(" – ".join(said)))
