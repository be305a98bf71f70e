"""The figures of the day and the fourteen days to come, as pages show them above their lists."""

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.law.chips import Chip
from ui.desk import Desk
from ui.widgets.ahead import Ahead, read_ahead
from ui.widgets.card import Card, row
from ui.widgets.chip import Chip as Pill
from ui.widgets.heeding import Heed
from ui.widgets.strip import KINDS, DayStrip, letter_of
from ui.widgets.text import Label, joined
from ui.widgets.tile import Figure, Tile

_STRIP_FROM = 1140  # below it the tiles stand in one row and the strip leaves its room to the list
_TALL = 170
_TILES = (
    ("overdue", Chip.OVERDUE, "danger", "circle-alert"),
    ("hours", Chip.HOURS, "warn", "timer"),
    ("days", Chip.DAYS, "soon", "hourglass"),
)


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
        if store is not None:
            desk.tasks.run(lambda progress: read_ahead(desk, store, progress), self._show, owner=self)

    def _show(self, found: Ahead) -> None:
        words = self.desk.words
        for key, state, tone, icon in _TILES:
            counted = found.tally.states[state]
            self.tiles[key].show_figure(
                Figure(
                    words(f"dashboard.tile.{key}"), words.number(counted.total()), self._of(counted), tone, icon,
                    pressing=bool(counted) and key != "days",
                )
            )  # fmt: skip
        over = found.ended
        share = words("ui.pulse.percent", n=round(100 * found.met / over)) if over else "–"
        second = words("ui.pulse.kept-of", met=found.met, n=over)
        self.tiles["kept"].show_figure(
            Figure(words("dashboard.tile.kept"), share, second, "ok", "circle-check")
        )
        self.strip.set_marks(found.marks, found.counts)

    def _of(self, counted: Counter[str]) -> str:
        words = self.desk.words
        others = sum(n for name, n in counted.items() if name not in {"breaches", "requests"})
        known = {
            "dashboard.count.breaches": counted["breaches"],
            "dashboard.count.requests": counted["requests"],
            "ui.pulse.others": others,
        }
        said = joined(*(words(key, n=n) for key, n in known.items() if n))
        return said or words("ui.pulse.none")
