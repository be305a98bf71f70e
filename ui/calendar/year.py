"""A year as twelve small months: how much falls into each, and how pressing it is; a click opens the month."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from ui.calendar.month import first_weekday, is_weekend
from ui.calendar.reading import Sheet
from ui.desk import Desk
from ui.tokens import RADIUS
from ui.widgets.button import Button, IconButton
from ui.widgets.card import column, row
from ui.widgets.chip import countdown
from ui.widgets.text import Label, joined, plain

_MONTHS, _ACROSS, _WEEK, _WEEKS = 12, 4, 7, 6
_HEAD, _PAD = 26, 8
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class YearMonth(QAbstractButton):
    """One small month: days with something due are filled in its colour and bold; the sum stands in words."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.first = desk.today().replace(day=1)
        self._sheet = Sheet({}, {}, {}, {})
        self._title = self._sum = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_month(self, first: date, sheet: Sheet) -> None:
        """Show a month with what is due on its days."""
        self.first, self._sheet = first, sheet
        desk, words = self._desk, self._desk.words
        self._title = words.numerals(desk.calendar.month(first.month))
        count = sum(load.count for day, load in sheet.loads.items() if day.replace(day=1) == first)
        self._sum = words("deadlines.day-count", n=count) if count else ""
        said = plain(joined(self._title, words("deadlines.day-count", n=count)))
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for seven days across."""
        return QSize(self._desk.theme.px(200), self._desk.theme.px(150))

    def minimumSizeHint(self) -> QSize:
        """Shrink as long as the days can be read."""
        return QSize(self._desk.theme.px(150), self._desk.theme.px(130))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the title and the days."""
        del event
        theme, painter = self._desk.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.layoutDirection())
        lit = self.hasFocus()
        painter.setBrush(theme.colour("surface"))
        painter.setPen(QPen(theme.colour("accent" if lit else "border"), 2 if lit else 1))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        pad = theme.px(_PAD)
        head = self.rect().adjusted(pad, 4, -pad, 0)
        head.setHeight(theme.px(_HEAD))
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font("emphasis"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(head, int(Qt.AlignmentFlag.AlignLeading | middle), self._title)
        painter.setPen(theme.colour("text3"))
        painter.setFont(theme.font("caption"))
        painter.drawText(head, int(Qt.AlignmentFlag.AlignTrailing | middle), self._sum)
        self._days(painter, pad)
        painter.end()

    def _days(self, painter: QPainter, pad: int) -> None:
        theme = self._desk.theme
        top = theme.px(_HEAD) + 4
        wide, tall = (self.width() - 2 * pad) / _WEEK, (self.height() - top - pad) / _WEEKS
        lead = (self.first.weekday() - first_weekday(self._desk)) % _WEEK
        for number in range(monthrange(self.first.year, self.first.month)[1]):
            across, down = (lead + number) % _WEEK, (lead + number) // _WEEK
            across = _WEEK - 1 - across if theme.rtl else across
            area = QRectF(pad + across * wide, top + down * tall, wide, tall).adjusted(1, 1, -1, -1)
            self._day(painter, area, self.first + timedelta(days=number))

    def _day(self, painter: QPainter, area: QRectF, day: date) -> None:
        desk, theme = self._desk, self._desk.theme
        load = self._sheet.loads.get(day)
        tone = countdown(desk, load.state, None).tone if load else ""
        if load:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(f"{tone}_bg"))
            painter.drawRoundedRect(area, 4, 4)
        elif is_weekend(desk, day) or day in self._sheet.off:
            painter.fillRect(area, theme.colour("bg"))
        if day == desk.today():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 4, 4)
        painter.setPen(theme.colour(tone or "text2"))
        painter.setFont(theme.font("emphasis" if load else "caption"))
        painter.drawText(area, _CENTRE, desk.words.numerals(str(day.day)))


class Year(QWidget):
    """The twelve months of a year with its heading; `chosen` tells the month clicked."""

    chosen = Signal(object)
    turned = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        words = desk.words
        self.year = desk.today().year
        self._sheet = Sheet({}, {}, {}, {})
        self._title = Label("", "record")
        back = IconButton(
            desk, "chevron-left", words("deadlines.year-before"), lambda: self.show_year(self.year - 1)
        )
        ahead = IconButton(
            desk, "chevron-right", words("deadlines.year-after"), lambda: self.show_year(self.year + 1)
        )
        now = Button(desk, words("deadlines.this-year"), act=lambda: self.show_year(desk.today().year))
        grid = QGridLayout()
        grid.setSpacing(8)
        self.months = [YearMonth(desk) for _ in range(_MONTHS)]
        for at, shown in enumerate(self.months):
            grid.addWidget(shown, at // _ACROSS, at % _ACROSS)
            shown.clicked.connect(self._teller(shown))
        layout = column(self, gap=8)
        layout.addLayout(row(self._title, None, back, now, ahead))
        layout.addLayout(grid, 1)
        self._draw()

    def _teller(self, shown: YearMonth) -> Callable[[], None]:
        return lambda: self.chosen.emit(shown.first)

    def show_year(self, year: int) -> None:
        """Show another year."""
        self.year = min(max(year, date.min.year), date.max.year - 1)
        self._draw()
        self.turned.emit()

    def show_due(self, sheet: Sheet) -> None:
        """Show what is due by day, and the names of holidays."""
        self._sheet = sheet
        self._draw()

    def _draw(self) -> None:
        self._title.setText(self._desk.words.numerals(str(self.year)))
        for at, shown in enumerate(self.months):
            shown.show_month(date(self.year, at + 1, 1), self._sheet)
