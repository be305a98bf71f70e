"""The coming days side by side, each with a mark for every deadline that falls on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.law.pack import DAYS as DAY_NAMES
from desktop.words import Words
from ui.desk import Desk
from ui.widgets.text import joined, settled

DAYS = 14
KINDS = ("breach", "request", "paper")
_KIND_OF = {"breaches": "breach", "requests": "request"}
_TOLD, _MOST = 12, 99
_FOOT, _MARK, _GAP, _TALL, _WIDE = 38, 16, 3, 112, 34


def kind_of(register: str) -> str:
    """Tell of which kind a register's deadlines are."""
    return _KIND_OF.get(register, "paper")


def letter_of(words: Words, kind: str) -> str:
    """Choose the letter of a kind; that of a breach begins the word that the law has for it."""
    return words("breach.one")[0].upper() if kind == "breach" else words(f"strip.letter.{kind}")


@dataclass(frozen=True, slots=True)
class DayMark:
    """One deadline: the letter of its kind, its tone, and what it is in words."""

    day: date
    letter: str
    tone: str
    said: str


class DayStrip(QWidget):
    """Fourteen days from today on, today at the leading edge; days off are shaded."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._marks: dict[date, list[DayMark]] = {}
        self._counts: Mapping[date, int] = {}
        self._named = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_marks(())

    def set_marks(self, marks: Sequence[DayMark], counts: Mapping[date, int] | None = None) -> None:
        """Show these deadlines, the first of a day that may have more of them: so many as `counts` has."""
        self._marks.clear()
        self._counts = counts or {}
        for mark in marks:
            self._marks.setdefault(mark.day, []).append(mark)
        self.setAccessibleName(self._desk.words("strip.title", n=DAYS))
        told = (f"{self._desk.calendar.gregorian(day)}: {self._said(day)}" for day in self._days())
        self.setAccessibleDescription("; ".join(line for line in told if not line.endswith(": ")))
        self.update()

    def _days(self) -> list[date]:
        today = self._desk.today()
        return [today + timedelta(days=step) for step in range(DAYS)]

    def _said(self, day: date) -> str:
        told = [mark.said for mark in self._marks.get(day, [])[:_TOLD]]
        more = self._count(day) - len(told)
        return joined(*told, self._desk.words("digest.more", n=more) if more else "")

    def _count(self, day: date) -> int:
        return self._counts.get(day, len(self._marks.get(day, ())))

    def sizeHint(self) -> QSize:
        """Leave room for three marks above each day."""
        return QSize(self._desk.theme.px(DAYS * _WIDE), self._desk.theme.px(_TALL))

    def minimumSizeHint(self) -> QSize:
        """Shrink to what can still be read."""
        return QSize(self._desk.theme.px(DAYS * _WIDE), self._desk.theme.px(_FOOT + 2 * _MARK))

    def _column(self, at: int) -> QRect:
        wide = self.width() / DAYS
        left = self.width() - (at + 1) * wide if self._desk.rtl else at * wide
        return QRect(round(left) + 1, 0, round(wide) - 2, self.height())

    def event(self, event: QEvent) -> bool:
        """Tell what falls on the day under the pointer."""
        if isinstance(event, QHelpEvent):
            day = next(
                (d for at, d in enumerate(self._days()) if self._column(at).contains(event.pos())), None
            )
            QToolTip.showText(event.globalPos(), self._said(day) if day else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the days."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        days, caption = self._days(), QFontMetrics(self._desk.theme.font("caption"))
        # All weekdays are named, or none where one would not fit.
        self._named = max(caption.horizontalAdvance(self._name(day)) for day in days) < self.width() // DAYS
        for at, day in enumerate(days):
            self._day(painter, self._column(at), day, today=at == 0)
        painter.end()

    def _name(self, day: date) -> str:
        today = day == self._desk.today()
        return self._desk.words("strip.today" if today else f"strip.weekday.{day.isoweekday()}")

    def _day(self, painter: QPainter, area: QRect, day: date, *, today: bool) -> None:
        theme, desk = self._desk.theme, self._desk
        off = desk.pack is not None and DAY_NAMES[day.weekday()] in desk.pack.weekend.days
        if today or off:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("soft" if today else "bg"))
            painter.drawRoundedRect(QRectF(area), 6, 6)
        foot = QRect(area.left(), area.bottom() - theme.px(_FOOT), area.width(), theme.px(_FOOT))
        painter.setPen(theme.colour("border"))
        painter.drawLine(foot.topLeft(), foot.topRight())
        number = QRect(foot.left(), foot.top() + 2, foot.width(), foot.height() // 2)
        name = number.translated(0, number.height() - 2)
        said = self._name(day)
        self._write(painter, number, desk.words.numerals(str(day.day)), "emphasis", "text")
        if self._named:
            self._write(painter, name, said, "caption", "soft_text" if today else "text3")
        tall, gap = theme.px(_MARK), theme.px(_GAP)
        room = max((foot.top() - gap) // (tall + gap), 1)
        for at, (letter, tone) in enumerate(self._letters(day, room)):
            wide = min(theme.px(24), area.width() - 4)
            left = area.center().x() - wide // 2
            box = QRect(left, foot.top() - (at + 1) * (tall + gap), wide, tall)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(f"{tone}_bg"))
            painter.drawRoundedRect(QRectF(box), 4, 4)
            self._write(painter, box, letter, "caption", tone)

    def _letters(self, day: date, room: int) -> list[tuple[str, str]]:
        """Choose what a day has room for: its deadlines, the last of them a number where there are more."""
        shown = [(mark.letter, mark.tone) for mark in self._marks.get(day, [])[:room]]
        more = self._count(day) - len(shown)
        if more > 0 and len(shown) > 1:
            said = self._desk.words.numerals(f"+{min(more + 1, _MOST)}")
            shown[-1] = (said, "mute")
        return shown

    def _write(self, painter: QPainter, area: QRect, text: str, role: str, token: str) -> None:
        painter.setFont(self._desk.theme.font(role))
        painter.setPen(self._desk.theme.colour(token))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), settled(text, rtl=self._desk.rtl))
