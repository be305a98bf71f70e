"""The first page: within three seconds one knows what is due, and what waits for a decision."""

from typing import Any

from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.standing import LOOKED_BACK
from ui.dashboard.manager import Manager
from ui.dashboard.reading import KEPT, VIEWS, Gaps, Standing, read, read_gaps
from ui.desk import Desk
from ui.shell.page import BasePage, State
from ui.widgets.button import Button
from ui.widgets.card import Card, column, row
from ui.widgets.empty import EmptyState
from ui.widgets.flow import FlowRow
from ui.widgets.heeding import Heed
from ui.widgets.lines import Lines
from ui.widgets.strip import DAYS, KINDS, DayStrip, letter_of
from ui.widgets.tabs import TabRow
from ui.widgets.text import Label
from ui.widgets.tile import Figure, Tile

_TILES = {
    "overdue": ("circle-alert", "danger"),
    "hours": ("timer", "warn"),
    "days": ("hourglass", "soon"),
    KEPT: ("circle-check", "ok"),
}


def _name(desk: Desk, view: str) -> str:
    return desk.words(f"dashboard.tile.{view}")


class ListCard(Card):
    """A titled list that says so when it is empty."""

    def __init__(self, desk: Desk, name: str, columns: int, *, icon: str) -> None:
        words = desk.words
        super().__init__(words(f"dashboard.{name}"), margin=12)
        self.lines = Lines(desk, words(f"dashboard.{name}"), [""] * columns)
        self._calm = EmptyState(desk, icon, words(f"dashboard.{name}-calm"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.lines)
        self._stack.addWidget(self._calm)
        self.body.addWidget(self._stack)

    def show_lines(self, lines: Any) -> None:  # noqa: ANN401  # a sequence of lines
        """Show lines, or calm when there are none."""
        self.lines.set_lines(lines)
        self._stack.setCurrentIndex(int(not lines))

    def say_calm(self, text: str) -> None:
        """Say otherwise what an empty list means."""
        self._calm.sentence.setText(text)

    def show_instead(self, first: QWidget) -> None:
        """Show what comes before there can be any lines."""
        self._stack.setCurrentIndex(self._stack.addWidget(first))

    @property
    def calm(self) -> bool:
        """Whether there is nothing to show."""
        return self._stack.currentWidget() is self._calm


class Page(BasePage):
    """Tiles that open their lists, fourteen days ahead, what waits and what is missing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self.heading.set_title(words("nav.dashboard"))
        self._standing: Standing | None = None
        self.tiles = {view: Tile(desk, self._opener(view)) for view in _TILES}
        self.strip = DayStrip(desk)
        self.due = ListCard(desk, "due", 3, icon="circle-check")
        self.tabs = TabRow(desk, words("dashboard.due"))
        for view in (*VIEWS, KEPT):
            self.tabs.add(view, _name(desk, view))
        self.due.body.insertWidget(0, self.tabs)
        self._capped = Label("", "caption", "third")
        self._capped.hide()
        self.due.body.addWidget(self._capped)
        self.waiting = ListCard(desk, "waiting", 1, icon="badge-check")
        self.gaps = ListCard(desk, "gaps", 2, icon="shield-check")
        self.check = Button(desk, words("dashboard.check-now"), act=lambda: self.refresh(whole=True))
        self.check.hide()
        self.gaps.head.addWidget(self.check)
        self._first = EmptyState(
            desk,
            "file-text",
            words("dashboard.gaps-first"),
            (words("policy.register"), lambda: desk.go("policies")),
            marks=("file-text", ""),
        )
        self.manager = Manager(desk)
        self.sides = TabRow(desk, words("nav.dashboard"))
        for side, name in (("desk", "manager.desk"), ("manager", "manager.tab")):
            self.sides.add(side, words(name))
        self.heading.add_action(self.sides)
        self._stack = QStackedWidget()
        self.body.addWidget(self._stack)
        self._lay()
        self.sides.changed.connect(self._side)
        self.tabs.changed.connect(lambda _: self._turn())
        Heed(desk, self, self.refresh, late=True)

    def _lay(self) -> None:
        tiles, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        for at, tile in enumerate(self.tiles.values()):
            grid.addWidget(tile, at // 2, at % 2)
        tiles.setLayout(grid)
        top = row(gap=12)
        top.addWidget(tiles, 5)
        top.addWidget(self._days(), 8)
        side: QVBoxLayout = column(gap=12)
        side.addWidget(self.waiting, 1)
        side.addWidget(self.gaps, 1)
        below = row(gap=12)
        below.addWidget(self.due, 3)
        below.addLayout(side, 2)
        own = QWidget()
        whole = column(own, gap=12)
        whole.addLayout(top)
        whole.addLayout(below, 1)
        for shown in (own, self.manager):
            self._stack.addWidget(shown)

    def _side(self, side: str) -> None:
        """Turn between the officer's desk and what management sees."""
        self._stack.setCurrentIndex(int(side == "manager"))
        if side == "manager":
            self.manager.refresh()

    def _days(self) -> Card:
        words = self.desk.words
        card, head = Card(margin=12), FlowRow(gap=12)
        card.setAccessibleName(words("strip.title", n=DAYS))
        head.flow.addWidget(Label(words("strip.title", n=DAYS), "emphasis"))
        for kind in KINDS:
            letter, name = letter_of(words, kind), words(f"strip.kind.{kind}")
            head.flow.addWidget(Label(f"{letter}: {name}", "caption", "third"))
        card.head.addWidget(head)
        card.body.addWidget(self.strip)
        return card

    def _opener(self, view: str) -> Any:  # noqa: ANN401  # an act without arguments
        return lambda: self.open_view(view)

    def open_view(self, view: str) -> None:
        """Open the list behind a tile."""
        self.tabs.select(view)
        self.due.lines.setFocus()

    def refresh(self, *, whole: bool = False) -> None:
        """Read how everything stands, on the worker."""
        store = self.desk.store
        if store is None:
            return
        if self.sides.current() == "manager":
            self.manager.refresh()
        desk = self.desk
        desk.tasks.run(
            lambda progress: read(desk, store, progress), self._show, failed=desk.problem, owner=self
        )
        desk.tasks.run(
            lambda progress: read_gaps(desk, store, progress, whole=whole),
            self._show_gaps,
            failed=desk.problem,
            owner=self,
        )

    def _show(self, found: Standing) -> None:
        self._standing = found
        words = self.desk.words
        for view, count in found.counts.items():
            self.tabs.set_count(view, count)
        over, met = found.ahead.ended, found.ahead.met
        share = words.numerals(f"{round(100 * met / over)}%") if over else "—"
        said = {view: words.number(count) for view, count in found.counts.items()} | {KEPT: share}
        below = words("dashboard.kept-of", n=over, kept=met, days=LOOKED_BACK.days)
        for view, tile in self.tiles.items():
            icon, tone = _TILES[view]
            second = below if view == KEPT else found.made_of[view] or words("dashboard.none")
            pressing = view != KEPT and bool(found.counts[view])
            tile.show_figure(Figure(_name(self.desk, view), said[view], second, tone, icon, pressing))
        self.strip.set_marks(found.ahead.marks, found.ahead.counts)
        self.waiting.show_lines(found.waiting)
        late = found.counts["overdue"]
        self.heading.set_subtitle(words("dashboard.late", n=late))
        self._turn()

    def _show_gaps(self, found: Gaps) -> None:
        looked = found.lines is not None
        self.check.setVisible(not looked)
        self.gaps.say_calm(self.desk.words("dashboard.gaps-calm" if looked else "dashboard.gaps-many"))
        self.gaps.show_lines(found.lines or ())
        if not (found.begun or found.lines):
            self.gaps.show_instead(self._first)

    def _turn(self) -> None:
        if self._standing is not None:
            view = self.tabs.current()
            lines, whole = (
                self._standing.lines[view],
                self._standing.counts.get(view, self._standing.ahead.ended),
            )
            self.due.show_lines(lines)
            self._capped.setText(self.desk.words("dashboard.nearest", n=len(lines)))
            self._capped.setVisible(len(lines) < whole)

    def state(self) -> dict[str, Any]:
        """Tell which list was open."""
        return {"view": self.tabs.current(), "side": self.sides.current()}

    def restore(self, state: State) -> None:
        """Open it again."""
        if state:
            self.tabs.select(state["view"])
            self.sides.select(state["side"])
