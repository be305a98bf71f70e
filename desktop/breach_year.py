"""What the breaches of a period come to: how many, by cause and severity, who was told, and which deadlines were kept."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from data.breach import Breach, Obligation

TALLIED = ("breaches", "near_misses", "open", "told", "untold")
COUNTED = ("cause", "severity")


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of a period; `ended` are deadlines that were met or missed, `met` those met in time."""

    breaches: int
    near_misses: int
    open: int
    told: int
    untold: int
    by: Mapping[str, Mapping[str, int]]
    met: int
    ended: int

    @property
    def share(self) -> int | None:
        """The share of deadlines kept in percent; None while none has ended."""
        return round(100 * self.met / self.ended) if self.ended else None


def tally(breaches: Iterable[Breach], now: datetime) -> Tally:
    """Count breaches; a deadline that passed with nothing filed counts as missed."""
    kept = list(breaches)
    ends = [end for one in kept for duty in one.obligations if (end := _end(duty, now)) is not None]
    authority = [[duty for duty in one.obligations if duty.recipient == "authority"] for one in kept]
    return Tally(
        breaches=len(kept),
        near_misses=sum(one.near_miss for one in kept),
        open=sum(one.closed_at is None for one in kept),
        told=sum(any(duty.filings for duty in duties) for duties in authority),
        untold=sum(bool(duties) and all(duty.state == "not-due" for duty in duties) for duties in authority),
        by={name: _counted(kept, name) for name in COUNTED},
        met=sum(ends),
        ended=len(ends),
    )


def _end(duty: Obligation, now: datetime) -> bool | None:
    """Tell whether a duty's deadline was kept; None while it runs, and where there is none."""
    if duty.due is None or duty.state == "not-due" or (duty.state == "open" and duty.due >= now):
        return None
    return duty.state == "filed"


def _counted(breaches: Iterable[Breach], name: str) -> Mapping[str, int]:
    return dict(Counter(str(getattr(one, name)) for one in breaches).most_common())
