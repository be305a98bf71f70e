"""Deleting for good what lies in the bin: the record, what hangs on it, its files and tasks, and what the trail says."""

from data.base import Entry
from data.errors import NotAllowed
from data.organisation import Attachment, Task
from data.unit import Unit


def delete(unit: Unit, entry: Entry) -> None:
    """Delete a binned record for good; the audit trail keeps that it was deleted, and none of its content.

    Raises:
        NotAllowed: `bin.kept` when it does not lie in the bin; `frozen.*`, at the flush, for what the law keeps.
    """
    if entry.binned_at is None:
        raise NotAllowed("bin.kept", code=entry.code)
    unit.irreversible()
    for kind in (Attachment, Task):
        for one in unit.all(kind, subject_id=entry.id):
            unit.delete(one)
            unit.flush()
            unit.erase(one)
    unit.delete(entry)
    unit.flush()
    unit.erase(entry)
