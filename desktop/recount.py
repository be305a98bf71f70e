"""What a changed list of holidays moves: the dates of requests and breaches that still run."""

from datetime import date
from functools import cache

from data.breach import Breach
from data.listing import Where
from data.request import Request
from data.unit import Unit
from desktop import breach, obligations, request_clocks
from desktop.holidays import days_off


def recount(unit: Unit) -> None:
    """Count anew, from the terms that each keeps, whatever is still owed; what was done keeps its dates."""

    @cache
    def off(law: str) -> frozenset[date]:
        return days_off(unit, law)

    owed = (Where("stage", "in", request_clocks.RUNNING), Where("answered_at"))
    for request in unit.matching(Request, *owed, binned=True):
        request_clocks.mirror(request, off(request.law))
    for one in unit.matching(Breach, Where("closed_at"), binned=True):
        obligations.reckon(unit, one)
        breach.mirror(one)
