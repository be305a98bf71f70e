"""The saved views at the side: each shows its list and how much it holds; it can be renamed and removed there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui.desk import Desk
from ui.places import place_of
from ui.shell.navigation import NavButton
from ui.tasks import Progress
from ui.widgets.card import clear, column
from ui.widgets.dialogs import ask_line
from ui.widgets.text import Label

if TYPE_CHECKING:  # records load the database library
    from data.organisation import SavedView

ShowView = Callable[[str, str, Mapping[str, Any]], object]
_ACTS = {"rename": "pencil", "remove": "trash-2"}
_KEYS = {Qt.Key.Key_F2: "rename", Qt.Key.Key_Delete: "remove"}


class ViewButton(NavButton):
    """One saved view; F2 renames it, Delete removes it, and a menu offers both."""

    def __init__(self, desk: Desk, name: str, act: Callable[[str], object]) -> None:
        super().__init__(desk, "bookmark", name)
        self._act = act
        self.setCheckable(False)
        self.clicked.connect(lambda _: act("show"))

    def menu_of_acts(self) -> QMenu:
        """Make the menu of what can be done to the view."""
        menu, desk = QMenu(self), self._desk
        for act, icon in _ACTS.items():
            chosen = menu.addAction(desk.theme.icon(icon), desk.words(f"nav.view-{act}"))
            chosen.triggered.connect(lambda _=False, one=act: self._act(one))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the acts at the pointer, or by the menu key."""
        self.menu_of_acts().popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the view by its keys."""
        act = _KEYS.get(Qt.Key(event.key()))
        if act:
            self._act(act)
        else:
            super().keyPressEvent(event)


class KeptViews(QWidget):
    """The views that are pinned, in the order in which they were kept."""

    def __init__(self, desk: Desk, show: ShowView) -> None:
        super().__init__()
        self._desk, self._show = desk, show
        self._buttons: list[ViewButton] = []
        self._layout = column(self, gap=2)

    def read(self) -> None:
        """List the views as the store holds them now, and count what they show."""
        from data.organisation import SavedView  # noqa: PLC0415  # loads the database library

        if self._desk.store is None:
            return
        views = [one for one in self._desk.store.all(SavedView, pinned=True) if place_of(one.register)]
        at = next((at for at, one in enumerate(self._buttons) if one.hasFocus()), None)
        clear(self._layout)
        self._buttons = [ViewButton(self._desk, view.name, self._acting(view)) for view in views]
        if views:
            title = Label(self._desk.words("nav.views"), "caption", "third")
            title.setContentsMargins(12, 4, 12, 4)
            self._layout.addWidget(title)
        for button in self._buttons:
            self._layout.addWidget(button)
        if at is not None and views:
            self._buttons[min(at, len(views) - 1)].setFocus()
        self._count(views)

    def _count(self, views: Sequence[SavedView]) -> None:
        """Say beside each view how much it shows now, once the worker has counted."""
        from ui.widgets.views import query_of  # noqa: PLC0415  # loads the database library

        store = self._desk.store

        def read(progress: Progress) -> list[int]:
            progress.step()
            queries = [query_of(self._desk, view) for view in views]
            return [store.count(query) if store and query else 0 for query in queries]

        self._desk.tasks.run(read, self._tell, owner=self)

    def _tell(self, counts: Sequence[int]) -> None:
        for button, count in zip(self._buttons, counts, strict=False):
            button.set_count(count, "mute", "table.count")

    def _acting(self, view: SavedView) -> Callable[[str], object]:
        acts: Mapping[str, Callable[[], object]] = {
            "show": partial(self._show, place_of(view.register), view.register, view.query),
            "rename": partial(self._ask, view),
            "remove": partial(self._remove, view),
        }
        return lambda act: acts[act]()

    def _ask(self, view: SavedView) -> None:
        words = self._desk.words
        said = ask_line(self._desk, self, words("nav.view-rename"), "", words("nav.rename"), start=view.name)
        if said and said != view.name:
            self.rename(view, said)

    def rename(self, view: SavedView, name: str) -> None:
        """Call a view otherwise."""
        with self._desk.unit("rename-view") as unit:
            unit.get(type(view), view.id).name = name

    def _remove(self, view: SavedView) -> None:
        """Take a view away from the side; undo brings it back, and nothing of what it showed is touched."""
        with self._desk.unit("remove-view") as unit:
            unit.delete(unit.get(type(view), view.id))
        self._desk.say(self._desk.words("nav.view-removed", name=view.name))
