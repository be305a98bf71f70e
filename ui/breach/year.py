"""The breaches of a year at a glance: counts by cause and severity, who was told, and the deadlines kept."""

from datetime import date, datetime, time, timedelta

from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from data.breach import Breach
from data.listing import Where
from desktop.breach_year import COUNTED, TALLIED, Tally, tally
from desktop.show import label
from ui.breach.printing import print_breaches
from ui.desk import Desk
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Facts, Section, clear, column, row, scrolled
from ui.widgets.text import Label

_SIZE, _NAME = (560, 600), 200


class YearView(QDialog):
    """Turns from year to year by the moment of awareness, and prints the log of the one that is shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.year = desk.today().year
        words = desk.words
        self.setWindowTitle(words("breach.year"))
        self.resize(desk.theme.px(_SIZE[0]), desk.theme.px(_SIZE[1]))
        self._name = Label("", "page")
        self.before = IconButton(
            desk,
            "chevron-left",
            words("breach.year-before"),
            lambda: self.turn(-1),
        )
        self.after = IconButton(
            desk,
            "chevron-right",
            words("breach.year-after"),
            lambda: self.turn(1),
        )
        self._inner = QWidget()
        self._parts = column(self._inner, gap=16, margin=4)
        layout = column(self, gap=16, margin=24)
        layout.addLayout(row(Label(words("breach.year"), "page"), None, self.before, self._name, self.after))
        layout.addWidget(scrolled(self._inner), 1)
        self.print = Button(desk, words("breach.year-print"), icon="printer", act=self._print)
        self.done_button = Button(desk, words("ui.close"), kind="primary", act=self.accept)
        layout.addLayout(row(self.print, None, self.done_button))
        self.finished.connect(self.deleteLater)
        self.turn(0)

    def turn(self, step: int) -> None:
        """Show the year before or after."""
        self.year += step
        self._name.setText(self.desk.words.numerals(str(self.year)))
        self.after.setEnabled(self.year < self.desk.today().year)
        clear(self._parts)
        found = self.found()
        self._parts.addWidget(self._facts(found))
        if found.breaches:
            for name in COUNTED:
                self._parts.addWidget(self._bars(found, name))
        self._parts.addStretch(1)

    def found(self) -> Tally:
        """Count the breaches of the year."""
        zone, store = self.desk.zone, self.desk.store
        first = datetime.combine(date(self.year, 1, 1), time(), zone)
        last = datetime.combine(date(self.year + 1, 1, 1), time(), zone) - timedelta(microseconds=1)
        where = (Where("aware_at", "from", first), Where("aware_at", "to", last))
        return tally(store.matching(Breach, *where) if store else (), self.desk.now())

    def _facts(self, found: Tally) -> Facts:
        words = self.desk.words
        facts = Facts(self.desk)
        for name in TALLIED:
            facts.add(words(f"breach.tally.{name}"), words.number(getattr(found, name)))
        kept = words("breach.tally.none-ended")
        if found.share is not None:
            kept = words("report.breaches.share", met=found.met, n=found.ended, percent=found.share)
        facts.add(words("breach.tally.kept"), kept)
        return facts

    def _bars(self, found: Tally, name: str) -> Section:
        words = self.desk.words
        section = Section(words("report.breaches.by", what=label(words, "breach", name)))
        for value, count in found.by[name].items():
            kind = "breach_cause" if name == "cause" else name
            said = words(f"choice.{kind}.{value}") if value else words("report.breaches.unsaid")
            bar = QProgressBar()
            bar.setTextVisible(False)
            bar.setRange(0, found.breaches)
            bar.setValue(count)
            bar.setAccessibleName(words("breach.notice.line", label=said, value=words.number(count)))
            text = Label(said, "body", "second")
            text.setFixedWidth(self.desk.theme.px(_NAME))
            box = QWidget()
            box.setLayout(row(text, bar, Label(words.number(count), "emphasis"), stretch=1))
            section.body.addWidget(box)
        return section

    def _print(self) -> None:
        span = date(self.year, 1, 1), date(self.year, 12, 31)
        print_breaches(self.desk, self, "breaches", "", str(self.year), span)
