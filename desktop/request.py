"""The way of a request: receipt, identity, search, review, answer, follow-up, closing; and its refusal."""

from collections.abc import Mapping
from datetime import date, datetime

from data.choices import CHOICES
from data.errors import NotAllowed
from data.processing import Activity
from data.request import Request, SearchPlace
from data.sharing import Party
from data.unit import Unit
from desktop import followup
from desktop import request_clocks as clocks
from desktop.law.facts import Rule
from desktop.law.pack import Pack
from desktop.request_clocks import KNOWN
from desktop.request_rules import choice, moment, pack_of, resumed, running, settle, words

OTHER = "other"  # the only ground where a law lists none
_BEFORE_ANSWER = frozenset({"search", "review", "answer"})
_ANSWERS = ("fulfilled", "partly", "nothing-found")
_HANDED_OUT = frozenset({"access", "copy", "portability"})  # rights by which data leaves the house


def verify_identity(
    unit: Unit, request: Request, method: str, result: str, verified_at: datetime | None = None
) -> Request:
    """Note how the requester's identity was checked; once it stands, the search may begin.

    Raises:
        NotAllowed: `request.ended`, `request.answered`, or `request.no-authority` where the requester acts for
            another and no proof of authority is written down.
    """
    running(request)
    choice("method", method, CHOICES["identity_method"])
    choice("result", result, CHOICES["identity_result"])
    if result in KNOWN and request.relationship != "self" and not request.authority_proof.strip():
        raise NotAllowed("request.no-authority")
    request.identity_method, request.identity_result = method, result
    request.identity_at = moment(unit, request, "verified_at", verified_at)
    if result not in KNOWN:
        request.stage = "identity"
    elif request.stage in {"receipt", "identity"}:
        request.stage = "search"
        request.complete_at = request.identity_at
    clocks.wait(request)
    return request


def _identified(request: Request) -> None:
    if request.identity_result not in KNOWN:
        raise NotAllowed("request.not-identified")


def search(  # noqa: PLR0913  # one place and what was found in it
    unit: Unit,
    request: Request,
    place: str,
    result: str,
    *,
    found: str = "",
    party: str | None = None,
    flow: str | None = None,
    activity: str | None = None,
    redacted: bool = False,
) -> Request:
    """Note a place that was or is to be searched, and what came of it; a place already listed is updated.

    `party`, `flow` and `activity` say what of the inventory the place is.

    Raises:
        NotAllowed: `request.ended`, `request.answered`, `request.not-identified`.
    """
    running(request)
    _identified(request)
    choice("result", result, CHOICES["search_result"])
    listed = next((one for one in request.places if place in {one.name, one.id}), None)
    if listed is None:
        listed = SearchPlace(name=words("place", place))
        request.places.append(listed)
    listed.party, listed.flow = party or listed.party, flow or listed.flow
    listed.activity = activity or listed.activity
    listed.result, listed.found, listed.redacted = result, found or listed.found, redacted or listed.redacted
    listed.searched_at = None if result == "pending" else unit.now
    if request.stage in {"review", "answer"} and result == "pending":
        request.stage = "search"
    return request


def propose_places(unit: Unit, request: Request) -> Request:
    """List every processing activity under way and every recipient with a live flow as a place to be searched, once.

    Raises:
        NotAllowed: `request.ended`, `request.answered`.
    """
    running(request)
    day = today(unit, request)
    listed = {key for place in request.places for key in (place.party, place.activity)}
    for activity in unit.all(Activity):
        if activity.id not in listed and (activity.ended_on is None or activity.ended_on >= day):
            name = activity.name_ar or activity.name_en
            request.places.append(SearchPlace(name=name, activity=activity.id))
    for key in followup.recipients(unit, day):
        if key not in listed:
            party = unit.get(Party, key)
            request.places.append(SearchPlace(name=party.name_ar or party.name_en, party=key))
    return request


def today(unit: Unit, request: Request) -> date:
    """Tell the day it is where the request's law holds."""
    return unit.now.astimezone(pack_of(unit, request).timezone).date()


def search_done(unit: Unit, request: Request) -> Request:
    """End the search: what was found is reviewed next.

    Raises:
        NotAllowed: `request.not-in-stage`, or `request.search-open` while a place is still to be searched.
    """
    del unit
    running(request)
    _in_stage(request, "search")
    _searched(request)
    request.stage = "review"
    return request


def _in_stage(request: Request, stage: str) -> None:
    if request.stage != stage:
        raise NotAllowed(
            "request.not-in-stage",
            stage=f"@choice.request_stage.{request.stage}",
            needed=f"@choice.request_stage.{stage}",
        )


def _searched(request: Request) -> None:
    if waiting := [place.name for place in request.places if place.result == "pending"]:
        raise NotAllowed("request.search-open", n=len(waiting))


def _redacted(request: Request) -> None:
    if any(place.result == "found" and not place.redacted for place in request.places):
        raise NotAllowed("request.not-redacted")


def review(unit: Unit, request: Request, *, redacted: bool = True) -> Request:
    """End the review: others' data is taken out of what was found, and the answer may be written.

    Raises:
        NotAllowed: `request.not-in-stage`, or `request.not-redacted` when others' data is still in.
    """
    del unit
    running(request)
    _in_stage(request, "review")
    if not redacted:
        raise NotAllowed("request.not-redacted")
    for place in request.places:
        place.redacted = place.redacted or place.result == "found"
    request.stage = "answer"
    return request


def answer(unit: Unit, request: Request, answered_at: datetime, outcome: str, channel: str = "") -> Request:
    """Note that the requester was answered; the recipients that must be told are listed next.

    Raises:
        NotAllowed: `request.ended`, `request.answered`, `request.not-identified`, `request.search-open`, or
            `request.not-redacted` where data that was found goes out unreviewed.
        Invalid: a moment that cannot be, or an outcome that is no answer.
    """
    running(request)
    _identified(request)
    if request.stage not in _BEFORE_ANSWER:
        _in_stage(request, "answer")
    _searched(request)
    if _HANDED_OUT & set(request.rights) and outcome in followup.DONE:
        _redacted(request)
    request.outcome = choice("outcome", outcome, _ANSWERS)
    request.answer_channel = choice("channel", channel or request.channel, CHOICES["request_channel"])
    request.answered_at = moment(unit, request, "answered_at", answered_at)
    request.stage = "follow-up"
    resumed(request, request.answered_at)
    settle(unit, request)
    return followup.list_recipients(unit, request, pack_of(unit, request))


def refusal_grounds(pack: Pack) -> Mapping[str, Rule | None]:
    """List the grounds on which a law lets a request be refused; where none is listed, any reasoned one."""
    return pack.refusal_grounds or {OTHER: None}


def refuse(
    unit: Unit, request: Request, ground: str, reason: str, refused_at: datetime | None = None
) -> Request:
    """Refuse a request on a ground of the law; the reasons reach the requester, with the way to complain.

    Raises:
        NotAllowed: `request.ended`, `request.answered`.
        Invalid: the ground is not the law's, or no reason is given.
    """
    running(request)
    request.refusal_ground = choice("ground", ground, refusal_grounds(pack_of(unit, request)))
    request.refusal_reason = words("reason", reason)
    request.outcome = "refused"
    request.answered_at = moment(unit, request, "refused_at", refused_at)
    request.stage = "refused"
    resumed(request, request.answered_at)
    settle(unit, request)
    return request


def assign(unit: Unit, request: Request, owner: str) -> Request:
    """Give a request to somebody.

    Raises:
        NotAllowed: `request.erased`.
    """
    del unit
    if request.erased_at is not None:
        raise NotAllowed("request.erased")
    request.owner = owner.strip()
    return request
