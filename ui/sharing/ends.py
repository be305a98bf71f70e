"""Everything in the inventory that ends or is to be reviewed, nearest first."""

from PySide6.QtWidgets import QStackedWidget

from data.base import title_of
from desktop import sharing
from ui.desk import Desk
from ui.sharing.looks import end_cell
from ui.widgets.card import Card
from ui.widgets.cell import Cell
from ui.widgets.empty import EmptyState
from ui.widgets.heeding import Heed
from ui.widgets.lines import Line, Lines, main_cell
from ui.widgets.text import auto


class Ends(Card):
    """A line for every end; a click opens what ends."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.words("sharing.ends.title"))
        self.desk = desk
        titles = [desk.words(f"sharing.ends.{name}") for name in ("record", "what", "on")]
        self.lines = Lines(desk, desk.words("sharing.ends.title"), titles)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.lines)
        self._stack.addWidget(EmptyState(desk, "calendar-days", desk.words("sharing.ends.none")))
        self.body.addWidget(self._stack)
        Heed(desk, self, self.reload, late=True)

    def reload(self) -> None:
        """Read the ends anew."""
        store = self.desk.store
        found = [self._line(one) for one in sharing.expiries(store)] if store else []
        self.lines.set_lines(found)
        self._stack.setCurrentIndex(int(not found))

    def _line(self, one: sharing.Expiry) -> Line:
        what = self.desk.words(f"sharing.ends.of-{one.what}")
        own = one.name if one.name != title_of(one.record) else ""
        cells = (main_cell(self.desk, one.record, what), Cell(auto(own)), end_cell(self.desk, one.on))
        return Line(cells, one.record.REGISTER, one.record.id)
