"""The list of tasks: what is open, what is late, what is done, and the record each stands on."""

from PySide6.QtWidgets import QWidget

from data.base import title_of
from data.errors import Blocked
from data.listing import Query, Where
from data.organisation import Task
from data.registers import REGISTERS
from desktop import tasks
from desktop.references import register_of
from ui.desk import Desk
from ui.places import place_of
from ui.sharing.looks import end_cell
from ui.sharing.room import Room
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.cell import Cell
from ui.widgets.listcard import View


class Lead(QWidget):
    """What is done with a task: ticking it off, or going to the record it stands on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._task: Task | None = None
        self.tick = Button(desk, desk.words("tasks.done"), icon="check", kind="primary", act=self.turn)
        self.subject = Button(desk, "", icon="external-link", kind="link", act=self._go)
        self.setLayout(row(self.tick, self.subject, None))

    def show_record(self, task: Task) -> int:
        """Show what may be done with a task now."""
        words = self.desk.words
        self._task = task
        self.tick.setText(words("tasks.done" if task.done_at is None else "tasks.reopen"))
        entry = register_of(task.subject)
        named = (
            self.desk.store.names(entry, [task.subject_id])
            if self.desk.store and entry and task.subject_id
            else {}
        )
        for one in named.values():
            self.subject.setText(words("tasks.subject", name=title_of(one, self.desk.lang) or one.code))
        self.subject.setVisible(bool(named))
        return 0

    def turn(self) -> None:
        """Tick the task off, or take it up again."""
        if self._task is None:
            return
        name, act = ("done", tasks.finish) if self._task.done_at is None else ("reopen", tasks.reopen)
        try:
            with self.desk.unit(name) as unit:
                act(unit, unit.get(Task, self._task.id))
        except Blocked as problem:
            self.desk.problem(problem)

    def _go(self) -> None:
        entry = register_of(self._task.subject) if self._task else None
        if self._task is not None and entry is not None:
            self.desk.go(place_of(entry.REGISTER), self._task.subject_id or "")


def chores(desk: Desk) -> Room:
    """Make the list of tasks, the nearest first."""
    nearest = Query(Task, sort="due_on", descending=False)
    still = Where("done_at")
    views = {
        "open": nearest.with_(where=(still,)),
        "late": nearest.with_(where=(still, Where("due_on", "to", desk.today()))),
        "done": nearest.with_(where=(Where("done_at", "filled"),), sort="done_at", descending=True),
        "all": nearest,
    }

    def end(task: Task) -> Cell:
        return end_cell(desk, task.due_on) if task.done_at is None else Cell("")

    return Room(
        desk,
        REGISTERS["tasks"],
        cells={"due_on": end},
        views=[View(key, desk.words(f"tasks.{key}-view"), query) for key, query in views.items()],
        lead=Lead(desk),
        chips=lambda task: (
            [Cell(desk.words("tasks.state-done"), tone="ok", icon="circle-check")] if task.done_at else []
        ),
        bulk=("owner", "due_on"),
        quick=("title", "owner", "due_on", "note"),
    )
