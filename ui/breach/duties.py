"""A breach's duties to notify: a row for each with its clock and what can be done about it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from data.breach import Breach, Obligation
from desktop.law.loading import load_packs
from desktop.obligations import explained
from ui.breach import dialogs
from ui.breach.looks import RECIPIENT_ICONS, duty_cell, duty_name, duty_second, next_step
from ui.desk import Desk
from ui.widgets.asking import ActDialog
from ui.widgets.button import Button
from ui.widgets.card import Section, clear, column, row
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow
from ui.widgets.text import Label, auto

_LONG = 28
_FILED_WITH = frozenset({"authority", "sector-regulator"})
Asks = Callable[[Desk, QWidget, Breach, Obligation], ActDialog]


class Duties(Section):
    """One row for each duty; `asked` hands over the dialog that was opened."""

    asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.words("breach.duties"))
        self.desk = desk
        self.buttons: dict[tuple[str, str], Button] = {}
        self._breach: Breach | None = None
        add = Button(desk, desk.words("breach.add-obligation-short"), kind="link", act=self._add)
        add.setAccessibleName(desk.words("breach.add-obligation"))
        self.head.addWidget(add)
        self._caution = Label(desk.words("breach.told-before-aware"), "caption", "warn", wraps=True)
        self._next = Label("", "caption", "second", wraps=True)
        self._rows = column(gap=10)
        self.body.addWidget(self._caution)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._next)

    def show_duties(self, breach: Breach) -> None:
        """Show the duties of a breach."""
        self._breach = breach
        told, aware = breach.processor_told_us_at, breach.aware_at
        self._caution.setVisible(told is not None and aware is not None and told < aware)
        said = next_step(self.desk, breach)
        self._next.setText(said)
        self._next.setVisible(bool(said))
        focused = self.window().focusWidget()
        held = next((key for key, button in self.buttons.items() if button is focused), None)
        self.buttons.clear()
        clear(self._rows)
        many = len({duty.law for duty in breach.obligations}) > 1
        packs = load_packs(self.desk.store.folder if self.desk.store else None)
        for duty in breach.obligations:
            why = explained(breach, duty, packs, self.desk.words)
            self._rows.addWidget(self._row(breach, duty, why, laws=many))
        if held is not None:
            self._hold(*held)

    def begin(self) -> None:
        """Stand at the first duty that something is still to be done about."""
        duties = self._breach.obligations if self._breach else ()
        wanted = [duty.id for duty in duties if duty.state == "open"]
        here = [button for (one, _), button in self.buttons.items() if one in wanted[:1]]
        for button in (here or list(self.buttons.values()))[:1]:
            button.setFocus()

    def _hold(self, duty: str, kind: str) -> None:
        """Keep the focus on a duty whose row was drawn anew."""
        here = [button for (one, _), button in self.buttons.items() if one == duty]
        button = self.buttons.get((duty, kind)) or next(iter(here), None)
        if button is not None:
            button.setFocus()

    def _row(self, breach: Breach, duty: Obligation, why: str, *, laws: bool) -> QWidget:
        desk = self.desk
        box, texts, head = QWidget(), QWidget(), QWidget()
        name, second = duty_name(desk, duty, laws=laws), duty_second(desk, duty)
        box.setAccessibleName(name)
        icon = QLabel()
        icon.setPixmap(desk.theme.pixmap(RECIPIENT_ICONS.get(duty.recipient, "send"), "text2", 18))
        icon.setAccessibleName(name)
        chip, cell = Chip(desk, ""), duty_cell(desk, duty)
        chip.set_cell(cell)
        chip.setToolTip(self._tip(duty, why))
        first = Flow(head, gap=8)
        first.addWidget(Label(name, "body", wraps=len(name) > _LONG))
        first.addWidget(chip)
        lines = column(texts, gap=2)
        lines.addStretch(1)
        lines.addWidget(head)
        for said in filter(None, (second, auto(duty.rationale))):
            lines.addWidget(Label(said, "caption", "third", wraps=True))
        lines.addStretch(1)
        parts = row(icon, texts, gap=8, stretch=1)
        if breach.closed_at is None:
            parts.addWidget(self._acts(breach, duty, name))
        box.setLayout(parts)
        return box

    def _tip(self, duty: Obligation, why: str) -> str:
        """Tell the deadline in both calendars and where it comes from."""
        calendar = self.desk.calendar
        local = self.desk.local(duty.due) if duty.due else None
        told = (calendar.moment(local), calendar.hijri(local.date()) or "") if local else ()
        return "\n".join(part for part in (*told, why) if part)

    def _acts(self, breach: Breach, duty: Obligation, name: str) -> QWidget:
        """Offer what comes next as a button, and what else may be done as a link below it."""
        first, *rest = _offered(duty)
        kind = "primary" if duty.state == "open" else "plain"
        main = self._button(breach, duty, name, first, kind)
        if not rest:
            return main
        both = QWidget()
        lines = column(both, gap=0)
        lines.addWidget(main)
        for one in rest:
            lines.addWidget(self._button(breach, duty, name, one, "link"))
        return both

    def _button(self, breach: Breach, duty: Obligation, name: str, act: str, kind: str) -> Button:
        said = self.desk.words(f"breach.{_said(duty, act)}")
        run = dialogs.file if act == "file" else dialogs.decide
        icon = "file-signature" if act == "file" and kind != "link" else ""
        ask = partial(self._ask, run, breach, duty)
        button = Button(self.desk, said, icon=icon, kind=kind, act=ask)
        button.setAccessibleName(f"{said}: {name}")
        self.buttons[duty.id, act] = button
        return button

    def _ask(self, run: Asks, breach: Breach, duty: Obligation) -> None:
        self.asked.emit(run(self.desk, self, breach, duty))

    def _add(self) -> None:
        if self._breach is not None:
            self.asked.emit(dialogs.add_obligation(self.desk, self, self._breach))


def _offered(duty: Obligation) -> tuple[str, ...]:
    """Tell what may be done about a duty, what comes next first."""
    if duty.filings:
        return ("file",)
    return {"due": ("file", "decide"), "not-due": ("decide",)}.get(duty.decision, ("decide", "file"))


def _said(duty: Obligation, act: str) -> str:
    if act == "decide":
        return "decide-short" if duty.decision == "undecided" else "redecide"
    if duty.filings:
        return "file-more"
    return "file-short" if duty.recipient in _FILED_WITH else "tell-short"
