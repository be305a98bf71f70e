"""What the dashboard shows, read and put into lines on the worker."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from data.base import Entry
from data.listing import Query
from data.policy import Policy
from data.processing import Activity
from data.sharing import Agreement, Disclosure, Flow, Party
from data.store import Store
from desktop import standing
from desktop.due import Due, Span, due
from desktop.law.chips import Chip, ends
from desktop.references import register_of
from desktop.standing import LISTED
from ui.desk import Desk
from ui.tasks import Progress
from ui.widgets.ahead import Ahead, read_ahead
from ui.widgets.cell import Cell
from ui.widgets.lines import Line, due_line, main_cell
from ui.widgets.text import joined, ltr

VIEWS: Mapping[str, Chip | None] = {
    "all": None,
    "overdue": Chip.OVERDUE,
    "hours": Chip.HOURS,
    "days": Chip.DAYS,
}
KEPT = "kept"
_QUICK = 3000  # records


@dataclass(frozen=True, slots=True)
class Standing:
    """How everything stands: the nearest lines of each view, what each comes to, marks and decisions."""

    ahead: Ahead
    lines: Mapping[str, Sequence[Line]]
    counts: Mapping[str, int]
    made_of: Mapping[str, str]
    waiting: Sequence[Line]


def read(desk: Desk, store: Store, progress: Progress) -> Standing:
    """Read how everything stands now."""
    now = desk.now()
    ahead = read_ahead(desk, store, progress)
    counted = {view: ahead.tally.states[state] if state else ahead.tally.all for view, state in VIEWS.items()}
    lines = {view: _nearest(due(store, now, desk.zone, span)) for view, span in _spans(now).items()}
    lines[KEPT] = standing.told(store, ahead.last)
    progress.step()
    return Standing(
        ahead=ahead,
        lines={view: [due_line(desk, one) for one in those] for view, those in lines.items()},
        counts={view: counts.total() for view, counts in counted.items()},
        made_of={view: _made_of(desk, counts) for view, counts in counted.items()},
        waiting=[_waiting(desk, one) for one in standing.waiting(store)],
    )


@dataclass(frozen=True, slots=True)
class Gaps:
    """What was found between the promises and the practice, None where it was not looked for; whether there is a policy."""

    lines: Sequence[Line] | None
    begun: bool


def read_gaps(desk: Desk, store: Store, progress: Progress, *, whole: bool = False) -> Gaps:
    """Look for gaps; in an inventory of any size with `whole`, else in one that is looked through in a moment."""
    progress.step()
    return Gaps(_gaps(desk, store) if whole or _quick(store) else None, store.count(Query(Policy)) > 0)


def _spans(now: datetime) -> dict[str, Span]:
    late, *bounds = ends(now)
    begins = (late, bounds[0])
    return {
        "all": Span(nearest=LISTED),
        "overdue": Span(until=late, nearest=LISTED),
        **{
            view: Span(since, until, LISTED, prompt=view == "hours")
            for view, since, until in zip(("hours", "days"), begins, bounds, strict=True)
        },
    }


def _quick(store: Store) -> bool:
    """Tell an inventory that is held against the policies in a moment."""
    kinds: tuple[type[Entry], ...] = (Party, Agreement, Flow, Activity, Disclosure)
    return sum(store.size(kind) for kind in kinds) <= _QUICK


def _nearest(found: Sequence[Due]) -> list[Due]:
    """Take the nearest of what was read register by register, and what has no date."""
    dated = [one for one in found if one.due is not None]
    return [*dated[:LISTED], *found[len(dated) :]]


def _made_of(desk: Desk, counts: Counter[str]) -> str:
    return joined(*(desk.words(f"dashboard.count.{register}", n=n) for register, n in counts.items()))


def _waiting(desk: Desk, one: standing.Waiting) -> Line:
    cell = main_cell(desk, one.entry, desk.words(one.what))
    return Line((cell,), one.entry.REGISTER, one.entry.id)


def _gaps(desk: Desk, store: Store) -> list[Line]:
    """Hold policies, sharing and practice against each other and tell what is open."""
    from desktop.check import check  # noqa: PLC0415  # loads what reads policies
    from desktop.finding import name, said, status  # noqa: PLC0415  # as above

    words, found = desk.words, []
    for one in check(store, desk.packs, desk.now()):
        if one.open:
            entry = register_of(one.subject) if one.subject else None
            register, key = (entry.REGISTER, one.subject_id) if entry else ("policies", one.policy_id)
            main = Cell(name(one, words), joined(ltr(one.policy), said(one, words)))
            chip = Cell(status(one, words), tone="warn", icon="triangle-alert")
            found.append(Line((main, chip), register, key, said(one, words)))
    return found
