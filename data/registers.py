"""All records of the desk by name, so that no room keeps a list of its own."""

from collections.abc import Mapping
from types import MappingProxyType

from data.base import Entry, Record, index_lists
from data.breach import Breach, Filing, Obligation, Step, TimelineEntry
from data.organisation import Attachment, FindingDecision, Holiday, Organisation, SavedView, Task
from data.policy import Acknowledgement, Clause, Comment, Policy, Promise, Version
from data.processing import Activity, Retention
from data.request import Extension, Message, OnwardNotice, Pause, Request, SearchPlace
from data.sharing import Agreement, Certificate, Disclosure, Flow, FlowPurpose, Party

_ENTRIES: tuple[type[Entry], ...] = (
    Policy, Party, Agreement, Flow, Disclosure, Activity, Breach, Request, Task, Holiday,
)  # fmt: skip
_OTHERS: tuple[type[Record], ...] = (
    Organisation, Attachment, FindingDecision, SavedView,
    Version, Clause, Promise, Comment, Acknowledgement,
    Certificate, FlowPurpose, Retention,
    Obligation, Filing, TimelineEntry, Step,
    Extension, Pause, Message, SearchPlace, OnwardNotice,
)  # fmt: skip

REGISTERS: Mapping[str, type[Entry]] = MappingProxyType({entry.REGISTER: entry for entry in _ENTRIES})
RECORDS: Mapping[str, type[Record]] = MappingProxyType(
    {record.__tablename__: record for record in (*_ENTRIES, *_OTHERS)}
)

for _entry in _ENTRIES:
    index_lists(_entry)
