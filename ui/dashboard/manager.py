"""What management sees: the leading figures and the charts of the summary report, counted by the same code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.widgets.button import Button
from ui.widgets.card import Card, clear, column, row, scrolled
from ui.widgets.graph import Graph
from ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.store import Store
    from desktop.reports.engine import Chart
    from ui.desk import Desk
    from ui.tasks import Progress

_ACROSS, _TILES = 2, 3


@dataclass(frozen=True, slots=True)
class Summary:
    """Leading figures, each with its name and what is said of it, and the charts."""

    leading: Sequence[tuple[str, str, str]]
    charts: Sequence[Chart]


def read(desk: Desk, store: Store, progress: Progress) -> Summary:
    """Count everything, on the worker."""
    from desktop.reports.frame import Frame  # noqa: PLC0415  # loads the report engine
    from desktop.reports.speech import Order  # noqa: PLC0415  # as above
    from desktop.reports.summary import Figures, charts  # noqa: PLC0415  # as above

    progress.step()
    order = Order("summary", desk.lang, desk.words.digits)
    figures = Figures(Frame(order, store, desk.now(), desk.packs))
    return Summary(figures.leading(), [chart for pair in charts(figures) for chart in pair])


class Manager(QWidget):
    """Read once it is looked at, and again when something was kept meanwhile."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.summary: Summary | None = None
        words = desk.words
        inner = QWidget()
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        show = Button(desk, words("manager.print"), icon="printer", act=lambda: desk.go("reports", "summary"))
        layout = column(self, gap=12)
        layout.addLayout(row(Label(words("manager.whole"), "body", "third"), None, show))
        layout.addWidget(scrolled(inner), 1)

    def refresh(self) -> None:
        """Count anew, on the worker."""
        desk, store = self.desk, self.desk.store
        if store is not None:
            desk.tasks.run(
                lambda progress: read(desk, store, progress), self._show, failed=desk.problem, owner=self
            )

    def _show(self, found: Summary) -> None:
        self.summary = found
        clear(self._grid)
        for at, (name, figure, said) in enumerate(found.leading):
            self._grid.addWidget(
                self._tile(name, figure, said), at // _TILES, at % _TILES * _ACROSS, 1, _ACROSS
            )
        below = -(-len(found.leading) // _TILES)
        for at, chart in enumerate(found.charts):
            card = Card(chart.title, margin=16)
            card.body.addWidget(Graph(self.desk, chart))
            card.body.addStretch(1)
            self._grid.addWidget(card, below + at // _ACROSS, at % _ACROSS * _TILES, 1, _TILES)

    def _tile(self, name: str, figure: str, said: str) -> Card:
        card = Card(margin=16)
        card.setAccessibleName(f"{name}: {figure}")
        card.body.addLayout(
            row(Label(name, "body", "second", wraps=True), Label(figure, "figure"), stretch=0)
        )
        card.body.addWidget(Label(said, "caption", "third", wraps=True))
        return card
