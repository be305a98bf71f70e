"""The figures of the day and the fourteen days to come, as pages show them above their lists."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.due import Due, due
from desktop.law.chips import Chip
from desktop.standing import ended, kept
from ui.desk import Desk
from ui.tasks import Progress
from ui.widgets.card import Card, row
from ui.widgets.chip import Chip as Pill
from ui.widgets.heeding import Heed
from ui.widgets.strip import KINDS, DayMark, DayStrip, kind_of, letter_of
from ui.widgets.text import Label, joined, ltr
from ui.widgets.tile import Figure, Tile

_STRIP_FROM = 1140  # below it the tiles stand in one row and the strip leaves its room to the list
_TALL = 170
_TONES = {Chip.OVERDUE: "danger", Chip.HOURS: "warn", Chip.DAYS: "soon"}
_TILES = (
    ("overdue", (Chip.OVERDUE,), "danger", "circle-alert"),
    ("hours", (Chip.HOURS,), "warn", "timer"),
    ("days", (Chip.DAYS,), "soon", "hourglass"),
)


@dataclass(frozen=True, slots=True)
class Pulse:
    """What has a clock, and of the deadlines that ended lately how many were kept."""

    items: tuple[Due, ...]
    met: int
    ended: int


class PulseRow(QWidget):
    """Four tiles and the strip; `act` is told which tile was pressed."""

    def __init__(self, desk: Desk, act: Callable[[str], object] | None = None) -> None:
        super().__init__()
        self.desk = desk
        self.tiles = {
            key: Tile(desk, (lambda one=key: act(one)) if act else None)  # type: ignore[misc]  # a default binds the loop's value
            for key in (*(key for key, *_ in _TILES), "kept")
        }
        self.strip = DayStrip(desk)
        self._card = self._strip_card()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._wide: bool | None = None
        self._resized = QTimer(self, singleShot=True, interval=0)
        self._resized.timeout.connect(self._arrange)
        self._arrange()
        Heed(desk, self, self.refresh)
        self.refresh()

    def _strip_card(self) -> Card:
        words = self.desk.words
        card = Card(words("ui.strip"), margin=10)
        card.setMaximumHeight(self.desk.theme.px(_TALL))
        card.layout().setSpacing(4)  # type: ignore[union-attr]  # a card has its layout
        legend = row(
            *(
                part
                for kind in KINDS
                for part in (
                    Pill(self.desk, letter_of(words, kind)),
                    Label(words(f"strip.kind.{kind}"), "caption", "third"),
                )
            )
        )
        card.head.addLayout(legend)
        card.body.addWidget(self.strip, 1)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width, once it has come to rest."""
        super().resizeEvent(event)
        self._resized.start()

    def _arrange(self) -> None:
        wide = self.width() >= self.desk.theme.px(_STRIP_FROM)
        if wide == self._wide:
            return
        self._wide = wide
        for at, tile in enumerate(self.tiles.values()):
            self._grid.removeWidget(tile)
            self._grid.addWidget(tile, at // 2 if wide else 0, at % 2 if wide else at)
        self._grid.removeWidget(self._card)
        self._card.setVisible(wide)
        if wide:
            self._grid.addWidget(self._card, 0, 2, 2, 1)
        for at, share in enumerate((1, 1, 4, 0) if wide else (1, 1, 1, 1)):
            self._grid.setColumnStretch(at, share)

    def refresh(self) -> None:
        """Read the figures again, beside the window."""
        store, desk = self.desk.store, self.desk
        if store is None:
            return
        now, zone = desk.now(), desk.zone

        def read(progress: Progress) -> Pulse:
            progress.step()
            over = ended(store, now)
            return Pulse(tuple(due(store, now, zone)), kept(over), len(over))  # type: ignore[arg-type]  # any zone

        desk.tasks.run(read, self._show, owner=self)

    def _show(self, found: Pulse) -> None:
        words = self.desk.words
        for key, states, tone, icon in _TILES:
            items = [one for one in found.items if one.state in states]
            self.tiles[key].show_figure(
                Figure(
                    words(f"ui.pulse.{key}"), words.number(len(items)), self._of(items), tone, icon,
                    pressing=bool(items) and key != "days",
                )
            )  # fmt: skip
        share = words("ui.pulse.percent", n=round(100 * found.met / found.ended)) if found.ended else "–"
        second = words("ui.pulse.kept-of", met=found.met, n=found.ended)
        self.tiles["kept"].show_figure(Figure(words("ui.pulse.kept"), share, second, "ok", "circle-check"))
        self.strip.set_marks([mark for one in found.items if (mark := self._mark(one))])

    def _of(self, items: list[Due]) -> str:
        words = self.desk.words
        counted = Counter(one.entry.REGISTER for one in items)
        others = sum(n for name, n in counted.items() if name not in {"breaches", "requests"})
        known = {"breaches": counted["breaches"], "requests": counted["requests"], "others": others}
        said = joined(*(words(f"ui.pulse.{name}", n=n) for name, n in known.items() if n))
        return said or words("ui.pulse.none")

    def _mark(self, one: Due) -> DayMark | None:
        if one.due is None:
            return None
        words = self.desk.words
        day = max(self.desk.local(one.due).date(), self.desk.today())
        said = joined(ltr(one.entry.code), words(one.what))
        return DayMark(
            day, letter_of(words, kind_of(one.entry.REGISTER)), _TONES.get(one.state, "mute"), said
        )
