"""The steps of containment: how far they are, and each with who does it."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QProgressBar, QWidget

from data.breach import Breach, Step
from data.errors import Blocked
from desktop import incidents, response
from ui.breach import dialogs
from ui.desk import Desk
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Section, clear, column, row
from ui.widgets.text import Label, auto, joined


class Checklist(Section):
    """Progress and the next step; the whole list on request."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.words("breach.steps"))
        self.desk = desk
        self.boxes: dict[str, QCheckBox] = {}
        self.owners: dict[str, IconButton] = {}
        self.leaving: dict[str, IconButton] = {}
        self._breach: Breach | None = None
        self._count = Label("", "caption", "second")
        self._whole = Button(desk, desk.words("breach.steps-all"), kind="link", act=self._turn)
        self.head.addWidget(self._whole)
        self.head.addWidget(self._count)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(desk.words("breach.steps"))
        self._list = QWidget()
        self._lines = column(self._list, gap=4)
        self._open = False
        self._more = Button(desk, desk.words("breach.add-step"), kind="link", act=self._add)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._list)
        self.body.addLayout(row(self._more, None))

    def show_steps(self, breach: Breach) -> None:
        """Show the steps of a breach."""
        self._breach = breach
        done = sum(step.done_at is not None for step in breach.steps)
        needed = sum(not step.left_out for step in breach.steps)
        self._count.setText(self.desk.words("breach.steps-done", done=done, n=needed))
        self._bar.setRange(0, max(needed, 1))
        self._bar.setValue(done)
        self._fill(breach)

    def _fill(self, breach: Breach) -> None:
        """Draw the steps anew; the keyboard stays where it was, or goes to the next of its kind."""
        kinds: tuple[dict[str, Any], ...] = (self.boxes, self.owners, self.leaving)
        at = self.window().focusWidget()
        held = next(((kind, key) for kind in kinds for key, one in kind.items() if one is at), None)
        for kind in kinds:
            kind.clear()
        clear(self._lines)
        waiting = [step for step in breach.steps if step.done_at is None and not step.left_out]
        for step in breach.steps if self._open else waiting[:1]:
            line = self._step(breach, step)
            self._lines.addWidget(line)
            line.show()
        self._more.setVisible(self._open)
        self._whole.setText(self.desk.words("breach.steps-next" if self._open else "breach.steps-all"))
        if held is not None:
            kind, key = held
            (kind.get(key) or next(iter(kind.values()), self._whole)).setFocus()

    def _step(self, breach: Breach, step: Step) -> QWidget:
        said = incidents.said(step, self.desk.lang)
        first = said if self._open else self.desk.words("breach.next-step", step=said)
        why = self.desk.words("breach.step-left", why=step.left_out) if step.left_out else ""
        beside = Label(joined(first, auto(step.owner), why), tone="third" if why else "", wraps=True)
        parts: list[QWidget] = [self._box(breach, step, beside.text()), beside]
        beside.setBuddy(parts[0])
        if self._open and breach.closed_at is None:
            name = self.desk.words("breach.owner-of", step=said)
            owner = IconButton(self.desk, "user", name, lambda: dialogs.assign_step(self.desk, self, step))
            self.owners[step.id] = owner
            parts.append(owner)
            if step.done_at is None:
                parts.append(self._leave(step, said))
        whole = QWidget()
        whole.setLayout(row(*parts, stretch=1))
        return whole

    def _leave(self, step: Step, said: str) -> IconButton:
        """Leave a step out that is not needed, or take it in again."""
        icon, key = ("undo-2", "breach.take-step") if step.left_out else ("circle-minus", "breach.leave-step")

        def act() -> None:
            if step.left_out:
                self._tick(step, done=False)
            else:
                dialogs.leave_step(self.desk, self, step)

        self.leaving[step.id] = button = IconButton(self.desk, icon, self.desk.words(key, step=said), act)
        return button

    def _box(self, breach: Breach, step: Step, said: str) -> QCheckBox:
        box = QCheckBox()
        box.setAccessibleName(said)
        box.setChecked(step.done_at is not None)
        box.setEnabled(breach.closed_at is None)
        box.clicked.connect(lambda on: self._tick(step, done=on))
        self.boxes[step.id] = box
        return box

    def _tick(self, step: Step, *, done: bool) -> None:
        try:
            with self.desk.unit("tick-step") as unit:
                response.tick_step(unit, unit.get(Step, step.id), done=done)
        except Blocked as problem:
            self.desk.problem(problem)

    def _turn(self) -> None:
        self._open = not self._open
        if self._breach is not None:
            self._fill(self._breach)

    def _add(self) -> None:
        if self._breach is not None:
            dialogs.add_step(self.desk, self, self._breach)
