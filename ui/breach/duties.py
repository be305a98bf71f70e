"""A breach's duties to notify: a row for each with its clock and what can be done about it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from data.breach import Breach, Obligation
from desktop.law.loading import load_packs
from desktop.obligations import explained
from ui.breach import dialogs
from ui.breach.looks import RECIPIENT_ICONS, duty_cell, duty_name, duty_second
from ui.desk import Desk
from ui.widgets.asking import ActDialog
from ui.widgets.button import Button
from ui.widgets.card import Section, column, row
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow
from ui.widgets.text import Label

_LONG = 28
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
        self._rows = column(gap=10)
        self.body.addWidget(self._caution)
        self.body.addLayout(self._rows)

    def show_duties(self, breach: Breach) -> None:
        """Show the duties of a breach."""
        self._breach = breach
        told, aware = breach.processor_told_us_at, breach.aware_at
        self._caution.setVisible(told is not None and aware is not None and told < aware)
        focused = self.window().focusWidget()
        held = next((key for key, button in self.buttons.items() if button is focused), None)
        self.buttons.clear()
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        many = len({duty.law for duty in breach.obligations}) > 1
        packs = load_packs(self.desk.store.folder if self.desk.store else None)
        for duty in breach.obligations:
            why = explained(breach, duty, packs, self.desk.words)
            self._rows.addWidget(self._row(breach, duty, why, laws=many))
        if held is not None:
            self._hold(*held)

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
        if second and second != cell.text:
            lines.addWidget(Label(second, "caption", "third", wraps=True))
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
        """Offer what comes next and, where that is to file, the decision whether to notify beside it."""
        words = self.desk.words
        main = self._button(breach, duty, name)
        if duty.filings or (duty.id, "decide") in self.buttons:
            return main
        said = words("breach.decide-short" if duty.decision == "undecided" else "breach.redecide")
        also = Button(self.desk, said, kind="link", act=lambda: self._ask(dialogs.decide, breach, duty))
        also.setAccessibleName(f"{said}: {name}")
        self.buttons[duty.id, "decide"] = also
        both = QWidget()
        lines = column(both, gap=0)
        lines.addWidget(main)
        lines.addWidget(also)
        return both

    def _ask(self, run: Asks, breach: Breach, duty: Obligation) -> None:
        self.asked.emit(run(self.desk, self, breach, duty))

    def _button(self, breach: Breach, duty: Obligation, name: str) -> Button:
        """Offer what comes next; the authority's filing is never more than one press away."""
        kind = self._next(duty)
        first = kind == "file" and not duty.filings
        again = "redecide" if duty.decision != "undecided" else "decide-short"
        text = self.desk.words(
            "breach.file-more" if duty.filings else f"breach.{again if kind == 'decide' else 'file-short'}"
        )
        run = dialogs.file if kind == "file" else dialogs.decide
        button = Button(
            self.desk,
            text,
            icon="send" if kind == "file" else "",
            kind="primary" if first and duty.recipient == "authority" else "plain",
            act=lambda: self._ask(run, breach, duty),
        )
        button.setAccessibleName(f"{text}: {name}")
        self.buttons[duty.id, kind] = button
        return button

    @staticmethod
    def _next(duty: Obligation) -> str:
        if duty.filings:
            return "file"
        known = duty.due is not None or duty.decision == "due"
        return "file" if known and duty.decision != "not-due" else "decide"

    def _add(self) -> None:
        if self._breach is not None:
            self.asked.emit(dialogs.add_obligation(self.desk, self, self._breach))
