"""What is due and what became of it, counted and marked by day on the worker, for tiles and the strip of days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from data.base import title_of
from data.store import Store
from desktop.due import Due, Span, Tally, due, loads, tally
from desktop.law.chips import Chip
from desktop.standing import LISTED, Outcome, ended, kept
from ui.desk import Desk
from ui.tasks import Progress
from ui.widgets.chip import countdown
from ui.widgets.strip import DAYS, DayMark, kind_of, letter_of
from ui.widgets.text import auto, joined, ltr

_EACH = 6  # of each kind and day: more letters than a day has room for


@dataclass(frozen=True, slots=True)
class Ahead:
    """How many deadlines there are, the first of each coming day with all that it has, and how those went that ended.

    Of the `ended` ones, of which some were `met` in time, only the last are held: there may be very many.
    """

    tally: Tally
    marks: Sequence[DayMark]
    counts: Mapping[date, int]
    ended: int
    met: int
    last: Sequence[Outcome]


def read_ahead(desk: Desk, store: Store, progress: Progress) -> Ahead:
    """Count and mark what is ahead; on the worker."""
    now, zone, today = desk.now(), desk.zone, desk.today()
    counted = tally(store, now, zone)
    progress.step()
    after = datetime.combine(today + timedelta(days=DAYS), time.min, zone)
    late = due(store, now, zone, Span(until=now, nearest=_EACH, prompt=True))
    coming = due(store, now, zone, Span(since=now, until=after, nearest=_EACH, daily=True))
    counts = {day: load.count for day, load in loads(store, now, zone, Span(now, after)).items()}
    counts[today] = counts.get(today, 0) + counted.states[Chip.OVERDUE].total() + counted.prompt
    progress.step()
    over = ended(store, now)
    return Ahead(
        counted, [_mark(desk, one) for one in (*late, *coming)], counts, len(over), kept(over), over[:LISTED]
    )


def _mark(desk: Desk, one: Due) -> DayMark:
    """Mark a deadline on its day; what is overdue, or to be done without delay, stands at today."""
    day = desk.local(one.due).date() if one.due else desk.today()
    letter = letter_of(desk.words, kind_of(one.entry.REGISTER))
    said = joined(desk.words(one.what), auto(title_of(one.entry, desk.lang)) or ltr(one.entry.code))
    return DayMark(max(day, desk.today()), letter, countdown(desk, one.state, one.due).tone, said)
