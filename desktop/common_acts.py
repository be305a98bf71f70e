"""The acts that every register has: files and tasks beside a record, the bin, and the way back out of it."""

from data.base import Entry
from data.errors import NotAllowed
from data.fields import Kind
from data.organisation import Attachment, Task
from data.registers import REGISTERS
from data.request import Request
from data.unit import Unit
from desktop import files, tasks
from desktop.act import Act, ask, asks

_FILE = asks(file=ask(required=True), note=ask())
_TASK = asks(title=ask(required=True), owner=ask(), due_on=ask(Kind.DATE), note=ask(Kind.TEXT))


def put_aside(unit: Unit, entry: Entry) -> Entry:
    """Move a record to the bin.

    Raises:
        NotAllowed: `bin.binned` when it lies there already.
    """
    if entry.binned_at is not None:
        raise NotAllowed("bin.binned", code=entry.code)
    unit.bin(entry)
    return entry


def bring_back(unit: Unit, entry: Entry) -> Entry:
    """Take a record out of the bin.

    Raises:
        NotAllowed: `bin.kept` when it does not lie there.
    """
    if entry.binned_at is None:
        raise NotAllowed("bin.kept", code=entry.code)
    unit.restore(entry)
    return entry


ACTS = (
    *(Act("bin", entry, put_aside) for entry in REGISTERS.values()),
    *(Act("restore", entry, bring_back) for entry in REGISTERS.values()),
    *(Act("attach", entry, files.attach, _FILE) for entry in REGISTERS.values() if entry is not Request),
    Act("detach", Attachment, files.detach),
    *(Act("add-task", entry, tasks.add_task, _TASK) for entry in REGISTERS.values()),
    Act("done", Task, tasks.finish),
    Act("reopen", Task, tasks.reopen),
)
