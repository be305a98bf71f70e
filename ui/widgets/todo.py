"""What is to be done on a record: a box to tick, who does it and until when."""

from PySide6.QtWidgets import QCheckBox, QWidget

from data.base import Entry
from data.errors import Blocked
from data.organisation import Task
from desktop import tasks
from desktop.acts import of_record
from ui.desk import Desk
from ui.widgets.asking import ActDialog, ActForm
from ui.widgets.button import Button, IconButton
from ui.widgets.card import clear, column, row
from ui.widgets.text import Label, auto, joined, ltr


class Todo(QWidget):
    """The tasks of one record."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._record: Entry | None = None
        layout = column(self, gap=8)
        self._rows = column(gap=8)
        layout.addLayout(self._rows)
        self.add = Button(desk, desk.words("act.add-task"), icon="plus", act=self.begin)
        layout.addLayout(row(self.add, None))

    def show_record(self, record: Entry) -> int:
        """Show the tasks of a record and tell how many are open."""
        self._record = record
        clear(self._rows)
        found = tasks.of(self.desk.store, record) if self.desk.store else []
        for one in found:
            self._rows.addWidget(self._row(one))
        return sum(one.done_at is None for one in found)

    def _row(self, one: Task) -> QWidget:
        desk = self.desk
        tick = QCheckBox()
        tick.setChecked(one.done_at is not None)
        tick.setAccessibleName(desk.words("tasks.tick", name=one.title))
        tick.clicked.connect(lambda on: self._tick(one, done=on))
        texts, box = QWidget(), QWidget()
        lines = column(texts, gap=0)
        lines.addWidget(Label(auto(one.title), "body", "third" if one.done_at else "", wraps=True))
        lines.addWidget(Label(said_of(desk, one), "caption", tone_of(desk, one), wraps=True))
        go = IconButton(
            desk,
            "external-link",
            desk.words("tasks.open", name=one.title),
            lambda: desk.go("deadlines", one.id),
        )
        box.setLayout(row(tick, texts, go, stretch=1))
        return box

    def _tick(self, one: Task, *, done: bool) -> None:
        name = "done" if done else "reopen"
        try:
            with self.desk.unit(name) as unit:
                (tasks.finish if done else tasks.reopen)(unit, unit.get(Task, one.id))
        except Blocked as problem:
            self.desk.problem(problem)

    def begin(self) -> None:
        """Ask for a new task on the record."""
        record = self._record
        if record is None:
            return
        act = of_record(type(record), "add-task")
        ActDialog(
            self.desk,
            self.window(),
            act.name,
            self.desk.words("act.add-task"),
            ActForm(self.desk, "task", act.asks),
            lambda unit, values: act.run(unit, unit.get(type(record), record.id), **values),
        ).open()


def said_of(desk: Desk, one: Task) -> str:
    """Say of a task who does it, until when, or that it is done."""
    if one.done_at is not None:
        when = desk.words("tasks.done-on", day=desk.calendar.gregorian(desk.local(one.done_at).date()))
    else:
        when = desk.words("tasks.until", day=desk.calendar.gregorian(one.due_on)) if one.due_on else ""
    return joined(ltr(one.code), auto(one.owner), when)


def tone_of(desk: Desk, one: Task) -> str:
    """Choose the colour of what is late; its words say the day."""
    late = one.done_at is None and one.due_on is not None and one.due_on < desk.today()
    return "danger" if late else "third"
