"""What has happened to a record, from the audit trail."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from data.base import Record
from data.history import Event, history
from desktop.show import label
from ui.desk import Desk
from ui.widgets.text import auto, joined
from ui.widgets.timeline import Mark, Timeline

_MOST = 200
_ICONS = {"undo": "undo-2", "redo": "redo-2", "bin-policy": "trash-2", "import-policy": "upload"}


class Past(Timeline):
    """One mark for each act, with who did it and which fields it changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._speaker = desk

    def show_past(self, record: Record) -> None:
        """Read the trail of a record and all that hangs on it."""
        store = self._speaker.store
        events = history(store, record.__tablename__, record.id) if store else []
        self.set_marks(
            list(self._marks(record.__tablename__, sorted(events[:_MOST], key=lambda event: event.seq)))
        )

    def _marks(self, table: str, events: list[Event]) -> Iterator[Mark]:
        words = self._speaker.words
        for stamp, group in groupby(events, key=lambda event: event.stamp):
            changed = dict.fromkeys(
                label(words, event.change.subject, name)
                for event in group
                if event.change is not None
                for name in event.fields
                if name not in {"position", "reading_hash"}
            )
            title = words.first(
                f"{table}.done.{stamp.action}", f"policy.done.{stamp.action}", "policy.done.change"
            )
            what = words("show.and").join(changed)
            yield Mark(
                stamp.at,
                title,
                joined(auto(stamp.actor), self._when(stamp.at), what),
                "info",
                self._icon(stamp.action),
            )

    def _when(self, at: datetime) -> str:
        desk = self._speaker
        return desk.calendar.moment(desk.local(at))

    @staticmethod
    def _icon(action: str) -> str:
        return _ICONS.get(action, "check")
