"""What every page has: a heading with its acts, a body, commands, and a state that outlives a change of language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.commands import Command
from ui.desk import Desk
from ui.widgets.card import column, row
from ui.widgets.flow import FlowRow
from ui.widgets.heeding import PAGE
from ui.widgets.listdetail import ListDetail
from ui.widgets.text import Label

if TYPE_CHECKING:
    from ui.shell.doing import Doing

State = Mapping[str, Any]


class Heading(QWidget):
    """A page's title, what it says of itself, and its acts at the far end."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._title = Label("", "page")
        self._subtitle = Label("", "body", "third", elide=True)
        self._actions = FlowRow(gap=12)
        self._row = row(self._title, self._subtitle, self._actions, gap=12, stretch=1)
        self._row.setAlignment(self._subtitle, Qt.AlignmentFlag.AlignBottom)
        self._subtitle.setMinimumHeight(desk.theme.px(28))
        self.setLayout(self._row)

    def set_title(self, text: str) -> None:
        """Say what page this is."""
        self._title.setText(text)

    def set_subtitle(self, text: str) -> None:
        """Say in a few words how things stand."""
        self._subtitle.setText(text)

    def add_action(self, button: QWidget) -> None:
        """Put an act at the far end."""
        self._actions.flow.addWidget(button)


class BasePage(QWidget):
    """A page of the desk. It is built anew when the language or the looks change; `state` carries it over."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty(PAGE, True)  # noqa: FBT003  # Qt's own signature
        layout = column(self, gap=12)
        layout.setContentsMargins(20, 12, 20, 16)
        self.heading = Heading(desk)
        self.body = column(gap=12)
        layout.addWidget(self.heading)
        layout.addLayout(self.body, 1)

    def commands(self) -> tuple[Command, ...]:
        """List the acts of this page."""
        return ()

    def begin(self) -> None:
        """Stand in the page's list, or in the first thing on it that takes the keyboard."""
        lists = [shown.table for shown in self.findChildren(ListDetail) if shown.table.isVisibleTo(self)]
        target: QWidget | None = lists[0] if lists else self.nextInFocusChain()
        while target is not None and target is not self and not (lists or _takes_keys(self, target)):
            target = target.nextInFocusChain()
        (target or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def open_record(self, key: str) -> None:
        """Show a record by its id."""
        del key

    def show_view(self, register: str, state: State) -> None:
        """Show the list of a register as a saved view has it."""
        for shown in self.findChildren(ListDetail):
            if register == shown.table.entry.REGISTER:
                shown.restore(state)

    def perform(self, doing: "Doing") -> None:
        """Ask what an act needs, and do it."""
        from ui.shell.doing import perform  # noqa: PLC0415  # wanted seldom

        perform(self.desk, doing, self)

    def state(self) -> dict[str, Any]:
        """Tell what must be kept while the page is built anew."""
        return {}

    def restore(self, state: State) -> None:
        """Take up a state again."""
        del state


def _takes_keys(page: QWidget, widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes and page.isAncestorOf(widget) and widget.isVisibleTo(page) and widget.isEnabled()
