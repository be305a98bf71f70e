"""Tasks: something to do, by somebody, until a day; alone or on any record."""

from datetime import date

from data.base import Entry, Record
from data.errors import NotAllowed
from data.organisation import Task
from data.store import Store
from data.unit import Unit
from desktop import records


def add_task(  # noqa: PLR0913, PLR0917  # what a task is made of
    unit: Unit, record: Record, title: str, owner: str = "", due_on: date | None = None, note: str = ""
) -> Task:
    """Note something to do on a record.

    Raises:
        Invalid: a task without a title.
    """
    subject = record.__tablename__
    task = Task(title=title, owner=owner, due_on=due_on, note=note, subject=subject, subject_id=record.id)
    return records.add(unit, task)


def finish(unit: Unit, task: Task) -> Task:
    """Note that a task is done.

    Raises:
        NotAllowed: `task.done` when it is already.
    """
    if task.done_at is not None:
        raise NotAllowed("task.done", code=task.code)
    task.done_at = unit.now
    return task


def reopen(unit: Unit, task: Task) -> Task:
    """Take a task up again.

    Raises:
        NotAllowed: `task.open` when it was never done.
    """
    del unit
    if task.done_at is None:
        raise NotAllowed("task.open", code=task.code)
    task.done_at = None
    return task


def of(store: Store, record: Entry) -> list[Task]:
    """List the tasks on a record, what is open and nearest first."""
    found = store.all(Task, subject_id=record.id)
    return sorted(found, key=lambda one: (one.done_at is not None, one.due_on or date.max, one.code))
