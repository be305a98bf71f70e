"""The record of processing: how long the law wants an activity kept after its end, and what its entries still lack."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.processing import Activity, Retention
from data.sharing import Flow
from data.unit import Unit
from desktop import records
from desktop.law.counting import add_months
from desktop.law.facts import Keeping
from desktop.law.pack import Pack

_YEAR = 12


@dataclass(frozen=True, slots=True)
class Kept:
    """How long a record of processing is kept: the day, and the law's rule it comes from."""

    until: date
    pack: Pack
    rule: Keeping


def keeping(laws: Iterable[Pack]) -> tuple[Pack, Keeping] | None:
    """Find the law that wants the record kept longest after the end, with its rule; None where none gives a number."""
    found = [(pack, pack.records["processing"]) for pack in laws if "processing" in pack.records]
    numbered = [(pack, rule) for pack, rule in found if rule.years is not None]
    return max(numbered, key=lambda pair: pair[1].years or 0, default=None)


def kept_until(activity: Activity, laws: Iterable[Pack]) -> Kept | None:
    """Work out until when an ended activity's entry is kept; None while it runs, or where no law gives a number."""
    found = keeping(laws)
    if activity.ended_on is None or found is None:
        return None
    pack, rule = found
    return Kept(add_months(activity.ended_on, (rule.years or 0) * _YEAR), pack, rule)


def settle(unit: Unit, activity: Activity) -> None:
    """Let an activity show until when its entry is kept."""
    kept = kept_until(activity, records.laws_of(unit))
    activity.keep_until = kept.until if kept else None


records.RULES[Activity] = settle


def lacking(activity: Activity, flows: Iterable[Flow] = (), *, whole: bool = True) -> list[str]:
    """Name the contents that a record of processing should have and this one does not tell yet.

    Of a record that was loaded without its children (not `whole`) the periods of keeping are not asked for.
    """
    told = {
        "purposes": bool(activity.purposes),
        "legal_basis": bool(activity.legal_basis),
        "people": bool(activity.people),
        "data": bool(activity.data),
        "recipients": bool(activity.flows or activity.recipients),
        "transfers": bool(activity.transfers) or not any(flow.country for flow in flows),
        "retentions": not whole or bool(activity.retentions),
        "security": bool(activity.security),
        "owner": bool(activity.owner),
    }
    return [name for name, said in told.items() if not said]


def add_retention(unit: Unit, activity: Activity, /, **values: object) -> Retention:
    """Put down how long one category of data is kept.

    Raises:
        Invalid: naming what is missing or wrong.
    """
    del unit
    retention = records.require(Retention(**values))  # type: ignore[arg-type]  # asked by the act's fields
    activity.retentions.append(retention)
    return retention
