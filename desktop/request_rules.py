"""What holds for every act on a request: its law, its dates, and what an act may be given."""

from collections.abc import Collection
from datetime import datetime

from data.errors import Invalid, NotAllowed
from data.request import Request
from data.unit import Unit
from desktop import request_clocks as clocks
from desktop.holidays import days_off
from desktop.law.loading import load_packs
from desktop.law.pack import Pack
from desktop.records import CHECKS, RULES, laws_of


def pack_of(unit: Unit, request: Request) -> Pack:
    """Find the law of a request, with what the organisation changed in it.

    Raises:
        Invalid: there is no such law.
    """
    packs = load_packs(unit.folder)
    if request.law not in packs:
        raise Invalid({"law": "not-choice"}, {"law": packs})
    return packs[request.law]


def settle(unit: Unit, request: Request) -> None:
    """Derive a request's law, zone, terms and dates from what it is.

    Raises:
        Invalid: it came in after something was done on it, or its law is unknown.
        NotAllowed: `request.erased`, or `request.law-used` where the clock was extended or stopped under another law.
    """
    with unit.session.no_autoflush:
        if request.erased_at is not None:
            raise NotAllowed("request.erased")
        if not request.law and (laws := laws_of(unit)):
            request.law = laws[0].code
        pack = pack_of(unit, request)
        request.zone = pack.zone
        if not clocks.is_current(request):
            _begun_after(request)
            request.clocks = clocks.snapshot(unit, request, pack)
        clocks.mirror(request, days_off(unit, request.law))


def _begun_after(request: Request) -> None:
    """Let a request's law and receipt change only as far as what was done under them still holds."""
    other_law = request.clocks.get("law", request.law) != request.law
    if other_law and (request.extensions or request.pauses):
        raise NotAllowed("request.law-used")
    told, still = (one.notified_at for one in request.extensions), (one.paused_at for one in request.pauses)
    done = (request.identity_at, request.answered_at, *told, *still)
    if request.received_at is not None and any(at and at < request.received_at for at in done):
        raise Invalid({"received_at": "after-acts"})


def _not_yet(request: Request, now: datetime) -> dict[str, str]:
    """Refuse a request that has not come in yet."""
    ahead = request.received_at is not None and request.received_at > now
    return {"received_at": "after-now"} if ahead else {}


RULES[Request] = settle
CHECKS[Request] = _not_yet


def running(request: Request) -> None:
    """Let through a request that still waits for its answer.

    Raises:
        NotAllowed: `request.ended`, `request.answered`.
    """
    if request.stage in clocks.ENDED:
        raise NotAllowed("request.ended", stage=f"@choice.request_stage.{request.stage}")
    if request.answered_at is not None:
        raise NotAllowed("request.answered")


def moment(unit: Unit, request: Request, name: str, value: datetime | None) -> datetime:
    """Take a moment of an act, now unless said: not before the request came in, not in the future.

    Raises:
        Invalid: it lies outside.
    """
    at = value or unit.now
    if at > unit.now:
        raise Invalid({name: "after-now"})
    if request.received_at is not None and at < request.received_at:
        raise Invalid({name: "before-receipt"})
    return at


def choice(name: str, value: str, known: Collection[str]) -> str:
    """Let through a value that is among those known.

    Raises:
        Invalid: it is not.
    """
    if value not in known:
        raise Invalid({name: "not-choice"}, {name: known})
    return value


def words(name: str, value: str) -> str:
    """Let through words that say something.

    Raises:
        Invalid: they do not.
    """
    if not value.strip():
        raise Invalid({name: "required"})
    return value


def resumed(request: Request, at: datetime) -> None:
    """End a pause that is still open, since nothing is waited for any more."""
    for pause in request.pauses:
        pause.resumed_at = pause.resumed_at or at
