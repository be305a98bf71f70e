"""What the dashboard shows, read and put into lines on the worker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from data.base import Entry, title_of
from data.listing import Query
from data.policy import Policy
from data.processing import Activity
from data.sharing import Agreement, Disclosure, Flow, Party
from data.store import Store
from desktop import standing
from desktop.due import Due, due
from desktop.law.chips import Chip
from desktop.references import register_of
from ui.desk import Desk
from ui.tasks import Progress
from ui.widgets.cell import Cell
from ui.widgets.chip import countdown
from ui.widgets.lines import Line, due_line, main_cell
from ui.widgets.strip import DayMark, kind_of, letter_of
from ui.widgets.text import auto, joined, ltr

VIEWS: Mapping[str, frozenset[Chip]] = {
    "all": frozenset(Chip),
    "overdue": frozenset({Chip.OVERDUE}),
    "hours": frozenset({Chip.HOURS}),
    "days": frozenset({Chip.DAYS}),
}
KEPT = "kept"
_QUICK = 3000  # records


@dataclass(frozen=True, slots=True)
class Standing:
    """How everything stands: lines by view, marks by day, figures, decisions and gaps."""

    lines: Mapping[str, Sequence[Line]]
    made_of: Mapping[str, str]
    marks: Sequence[DayMark]
    kept: int
    ended: int
    waiting: Sequence[Line]
    gaps: Sequence[Line] | None
    begun: bool


def read(desk: Desk, store: Store, progress: Progress, *, whole: bool = False) -> Standing:
    """Read how everything stands now; `whole` looks for gaps in an inventory of any size, too."""
    now = desk.now()
    found = due(store, now, ZoneInfo(str(desk.zone)))
    progress.step()
    ended = standing.ended(store, now)
    progress.step()
    views = {view: [one for one in found if one.state in states] for view, states in VIEWS.items()}
    views[KEPT] = ended
    return Standing(
        lines={view: [due_line(desk, one) for one in those] for view, those in views.items()},
        made_of={view: _made_of(desk, those) for view, those in views.items()},
        marks=marks(desk, found),
        kept=standing.kept(ended),
        ended=len(ended),
        waiting=[_waiting(desk, one) for one in standing.waiting(store)],
        gaps=_gaps(desk, store) if whole or _quick(store) else None,
        begun=store.count(Query(Policy)) > 0,
    )


def _quick(store: Store) -> bool:
    """Tell an inventory that is held against the policies in a moment."""
    kinds: tuple[type[Entry], ...] = (Party, Agreement, Flow, Activity, Disclosure)
    return sum(store.size(kind) for kind in kinds) <= _QUICK


def marks(desk: Desk, found: Sequence[Due]) -> list[DayMark]:
    """Mark each deadline on its day; what is overdue stands at today."""
    return [_mark(desk, one) for one in found if one.due is not None]


def _mark(desk: Desk, one: Due) -> DayMark:
    day = desk.local(one.due).date() if one.due else desk.today()
    letter = letter_of(desk.words, kind_of(one.entry.REGISTER))
    said = joined(desk.words(one.what), auto(title_of(one.entry, desk.lang)) or ltr(one.entry.code))
    return DayMark(max(day, desk.today()), letter, countdown(desk, one.state, one.due).tone, said)


def _made_of(desk: Desk, found: Sequence[Due]) -> str:
    counts: dict[str, int] = {}
    for one in found:
        counts[one.entry.REGISTER] = counts.get(one.entry.REGISTER, 0) + 1
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
