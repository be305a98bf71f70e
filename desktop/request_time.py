"""A request's clock made longer or stopped, where its law allows it and as its law wants it."""

from datetime import date, datetime

from data.errors import Invalid, NotAllowed
from data.request import Extension, Pause, Request
from data.unit import Unit
from desktop import request_clocks as clocks
from desktop.holidays import days_off
from desktop.request_rules import choice, moment, pack_of, running, settle, words


def extend(  # noqa: PLR0913  # what the law asks of an extension
    unit: Unit,
    request: Request,
    ground: str,
    reason: str,
    *,
    notified_at: datetime,
    until: date | None = None,
) -> Request:
    """Take more time, once, on a ground of the law, the requester having been told before the first deadline.

    `until` chooses a shorter extension than the law's; where its length is not known, it must be chosen.

    Raises:
        NotAllowed: `request.extended`, `request.paused`, `request.nothing-to-extend` (no number to extend),
            `request.no-extension`, `request.told-late`, `request.too-long`, `request.length-unknown`.
        Invalid: the ground is not the law's; no reason; a moment that cannot be.
    """
    running(request)
    if request.extensions:
        raise NotAllowed("request.extended")
    if clocks.paused(request):
        raise NotAllowed("request.paused")
    pack = pack_of(unit, request)
    if not pack.extension_grounds:
        raise NotAllowed("request.no-extension", law=request.law)
    if request.due is None:
        raise NotAllowed("request.nothing-to-extend")
    choice("ground", ground, pack.extension_grounds)
    told = moment(unit, request, "notified_at", notified_at)
    if told > request.due:
        raise NotAllowed("request.told-late")
    extension = Extension(ground=ground, reason=words("reason", reason), notified_at=told, until=until)
    request.extensions.append(extension)
    settle(unit, request)
    _within_length(unit, request, extension)
    return request


def _within_length(unit: Unit, request: Request, extension: Extension) -> None:
    longest = clocks.timing(request, days_off(unit, request.law)).longest
    if extension.due is None:
        raise NotAllowed("request.length-unknown")
    if longest is not None and longest.due is not None and extension.due > longest.due:
        raise NotAllowed("request.too-long")
    if request.due is not None and extension.due <= request.due:
        raise Invalid({"until": "before-start"})


def pause(unit: Unit, request: Request, ground: str, paused_at: datetime | None = None) -> Request:
    """Stop the clock on a ground of the law.

    Raises:
        NotAllowed: `request.no-pause` where the law knows none, `request.paused`, `request.overdue`.
        Invalid: the ground is not the law's.
    """
    running(request)
    pack = pack_of(unit, request)
    if not pack.pause_grounds:
        raise NotAllowed("request.no-pause", law=request.law)
    if clocks.paused(request):
        raise NotAllowed("request.paused")
    choice("ground", ground, pack.pause_grounds)
    since = moment(unit, request, "paused_at", paused_at)
    due = clocks.lead_due(request)
    if due is not None and since > due:
        raise NotAllowed("request.overdue")
    request.pauses.append(Pause(ground=ground, paused_at=since))
    settle(unit, request)
    return request


def resume(unit: Unit, request: Request, resumed_at: datetime | None = None) -> Request:
    """Let the clock run on; the days it stood still are added.

    Raises:
        NotAllowed: `request.not-paused`.
        Invalid: it would run on before it stood still.
    """
    running(request)
    standing = next((one for one in request.pauses if one.resumed_at is None), None)
    if standing is None or standing.paused_at is None:
        raise NotAllowed("request.not-paused")
    at = moment(unit, request, "resumed_at", resumed_at)
    if at < standing.paused_at:
        raise Invalid({"resumed_at": "before-start"})
    standing.resumed_at = at
    settle(unit, request)
    return request
