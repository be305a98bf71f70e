"""Every act by name: the console, the command box and the forms read this one list."""

from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from data.base import Record
from data.errors import Blocked
from data.organisation import Holiday
from data.unit import AFTER, Unit
from desktop import breach_acts, common_acts, policy_acts, records, request_acts, sharing_acts
from desktop.act import Act
from desktop.law.loading import shipped_packs
from desktop.law.pack import Pack
from desktop.recount import recount

Packs = Mapping[str, Pack]


def _by_name(*groups: Iterable[Act]) -> dict[str, tuple[Act, ...]]:
    found: dict[str, tuple[Act, ...]] = {}
    for group in groups:
        for act in group:
            found[act.name] = (*found.get(act.name, ()), act)
    return found


ACTS: Mapping[str, tuple[Act, ...]] = _by_name(
    policy_acts.ACTS, sharing_acts.ACTS, breach_acts.ACTS, request_acts.ACTS, common_acts.ACTS
)

AFTER[Holiday] = recount


def of_record(record: type[Record], name: str) -> Act:
    """Find the act of this name on a kind of record.

    Raises:
        Blocked: `act.unknown`.
    """
    found = next((act for act in ACTS.get(name, ()) if act.target is record), None)
    if found is None:
        raise Blocked("act.unknown", name=name, known=", ".join(sorted(ACTS)))
    return found


def run(  # noqa: PLR0913, PLR0917  # which act, on what, with what, and the law it is done under
    unit: Unit, name: str, key: str, written: Mapping[str, str], zone: ZoneInfo, packs: Packs | None = None
) -> Record:
    """Do one act by name on the record that a key means, and give that record.

    Raises:
        Blocked: `act.unknown`, `record.absent`, or whatever rule the act holds.
    """
    if name not in ACTS:
        raise Blocked("act.unknown", name=name, known=", ".join(sorted(ACTS)))
    problem: Blocked | None = None
    for act in ACTS[name]:
        try:
            record = act.find(unit, key)
        except Blocked as error:
            problem = problem or error
            continue
        values = act.values(unit, written, records.zone_of(unit, getattr(record, "law", ""), zone))
        if act.law:
            values["packs"] = shipped_packs() if packs is None else packs
        act.run(unit, record, **values)
        return record
    raise problem or Blocked("record.absent", id=key)
