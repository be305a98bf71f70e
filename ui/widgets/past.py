"""What has happened to a record, from the audit trail: who changed what, and when."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from data.base import Record, title_of
from data.fields import Field, Kind, fields_of
from data.history import Event, history
from data.registers import RECORDS
from data.store import Store
from desktop.parts import Parts
from desktop.show import label, turned
from ui.desk import Desk
from ui.widgets.text import auto, joined
from ui.widgets.timeline import Mark, Timeline

_MOST, _FEW = 200, 6
_ICONS = {"undo": "undo-2", "redo": "redo-2", "bin": "trash-2", "import": "upload", "restore": "rotate-ccw"}
_UNTOLD = frozenset({Kind.TEXT, Kind.DATA, Kind.REF, Kind.REFS})


class Past(Timeline):
    """One mark for each act, with who did it and what it changed, from what to what."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._speaker = desk

    def show_past(self, record: Record) -> None:
        """Read the trail of a record and all that hangs on it, the newest first."""
        store = self._speaker.store
        events = history(store, record.__tablename__, record.id) if store else []
        parts = self._parts(store) if store else None
        self.set_marks(list(self._marks(record.__tablename__, events[:_MOST], parts)))

    def _parts(self, store: Store) -> Parts:
        desk = self._speaker
        return Parts(
            store,
            desk.show,
            lambda say: say(desk.words),
            lambda one: title_of(one, desk.lang),
            lambda between, *said: between.join(map(auto, said)),
        )

    def _marks(self, table: str, events: list[Event], parts: Parts | None) -> Iterator[Mark]:
        words = self._speaker.words
        for stamp, group in groupby(events, key=lambda event: event.stamp):
            done = (f"{part}.done.{stamp.action}" for part in (table, "report.audit", "policy"))
            title = words.first(*done, "policy.done.change")
            who = joined(auto(stamp.actor), self._when(stamp.at))
            told = list(dict.fromkeys(said for event in group for said in self._changes(event, parts)))
            more = [words("history.more", n=len(told) - _FEW)] if len(told) > _FEW else []
            why = [words("report.audit.reason", reason=stamp.reason)] if stamp.reason else []
            second = "\n".join((who, *why, *told[:_FEW], *more))
            yield Mark(stamp.at, title, second, "info", self._icon(stamp.action))

    def _changes(self, event: Event, parts: Parts | None) -> Iterator[str]:
        kind, known = RECORDS[event.subject], event.change.after if event.change else None
        told = parts.told(event.subject, event.subject_id, known or {}) if parts and event.fields else ""
        of = f"{told}: " if told else ""
        fields = {field.name: field for field in fields_of(kind)}
        for name in event.fields:
            if name in fields and name not in {"position", "reading_hash", "binned_at"}:
                yield f"{of}{self._change(event, fields[name])}"

    def _change(self, event: Event, field: Field) -> str:
        desk = self._speaker
        named = label(desk.words, event.subject, field.name)
        if field.kind in _UNTOLD or event.change is None:
            return named
        was, now = (
            desk.show(field, (side or {}).get(field.name))
            for side in (event.change.before, event.change.after)
        )
        return desk.words(turned(was, now), field=named, was=was, now=now)

    def _when(self, at: datetime) -> str:
        desk = self._speaker
        return desk.calendar.moment(desk.local(at))

    @staticmethod
    def _icon(action: str) -> str:
        return _ICONS.get(action.partition("-")[0], "check")
