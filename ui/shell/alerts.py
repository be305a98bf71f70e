"""What is due within a week or has passed, nearest first: the bell's list, the counts of the sidebar, the alerts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ui.desk import Desk
from ui.places import place_of
from ui.tasks import Progress

if TYPE_CHECKING:
    from desktop.due import Due

_AHEAD = timedelta(days=7)
_EACH = 200


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing that is due: where it is shown, and how pressing it is."""

    place: str
    key: str
    title: str
    left: str
    tone: str
    icon: str
    due: "Due"


def near(desk: Desk, progress: Progress) -> list[Alert]:
    """Find what is due; on the worker, for a store that stays open meanwhile."""
    from desktop.due import Span, due  # noqa: PLC0415  # loads the database library

    progress.step()
    if desk.store is None:
        return []
    now = desk.now()
    found = due(desk.store, now, desk.zone, Span(until=now + _AHEAD, nearest=_EACH, prompt=True))
    return [_told(desk, one) for one in found if place_of(one.entry.REGISTER)]


def _told(desk: Desk, one: "Due") -> Alert:
    from data.base import title_of  # noqa: PLC0415  # loads the database library
    from ui.widgets.chip import countdown  # noqa: PLC0415  # painting comes after the first paint

    cell = countdown(desk, one.state, one.due)
    title = title_of(one.entry, desk.lang) or one.entry.code
    return Alert(place_of(one.entry.REGISTER), one.entry.id, title, cell.text, cell.tone, cell.icon, one)


def snoozed_until(desk: Desk) -> datetime | None:
    """Tell until when alerts are to be silent; None when they are not, or not any more."""
    kept = desk.settings.snoozed
    until = datetime.fromisoformat(kept) if kept else None
    return until if until is not None and until > desk.now() else None


def snooze(desk: Desk, until: datetime | None) -> None:
    """Be silent until a moment, or speak again; what comes near meanwhile is told afterwards."""
    desk.change(snoozed=until.isoformat() if until else "")
    words = desk.words
    said = (
        words("alerts.snoozed", moment=desk.calendar.moment(desk.local(until)))
        if until
        else words("alerts.awake")
    )
    desk.say(said, "info")
