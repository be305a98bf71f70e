"""What follows an answer: the recipients that must be told of a correction, a destruction or a withdrawal."""

from datetime import date, datetime

from data.errors import Invalid, NotAllowed
from data.request import OnwardNotice, Request
from data.sharing import Flow, Party
from data.store import Store
from data.unit import Unit
from desktop.law.facts import Rule
from desktop.law.pack import Pack
from desktop.sharing import running

DONE = frozenset({"fulfilled", "partly"})
_RULES = {  # the names under which laws hold the duty, by the right that was used; the first that is there speaks
    "erasure": ("destruction", "third-parties", "recipients"),
    "rectification": ("correction", "third-parties", "recipients"),
    "restriction": ("third-parties", "recipients"),
    "withdraw-consent": ("withdrawal",),
}


def duties(request: Request, pack: Pack) -> dict[str, Rule | None]:
    """Name the rights after which recipients are told, with the law's rule; None where it is good practice only."""
    known = pack.request.onward
    return {
        right: next((known[name] for name in names if name in known), None)
        for right, names in _RULES.items()
        if right in request.rights
    }


def recipients(unit: Unit | Store, today: date) -> list[str]:
    """List the parties that data flows to on a day, once each, in the order of the inventory."""
    return list(dict.fromkeys(flow.party for flow in running(unit.all(Flow), today) if flow.party))


def list_recipients(unit: Unit, request: Request, pack: Pack) -> Request:
    """List whom to tell, once each; a party that was searched and holds nothing of the person is left out."""
    owed = duties(request, pack)
    if not owed or request.outcome not in DONE:
        return request
    nothing = {place.party for place in request.places if place.result == "nothing"}
    listed = {notice.party for notice in request.notices}
    today = unit.now.astimezone(pack.timezone).date()
    for key in recipients(unit, today):
        if key not in nothing | listed:
            request.notices.append(OnwardNotice(party=key, duty=next(iter(owed))))
    return request


def add_recipient(unit: Unit, request: Request, party: str) -> Request:
    """Add a party that the inventory does not show to those that are told.

    Raises:
        NotAllowed: `request.unanswered`, `request.closed`.
    """
    _following(request)
    if all(notice.party != party for notice in request.notices):
        request.notices.append(OnwardNotice(party=unit.get(Party, party).id))
    return request


def _following(request: Request) -> None:
    if request.closed_at is not None:
        raise NotAllowed("request.closed")
    if request.answered_at is None:
        raise NotAllowed("request.unanswered")


def tell(unit: Unit, request: Request, party: str, proof: str, told_at: datetime | None = None) -> Request:
    """Tick a recipient off: when it was told, and what proves it.

    Raises:
        NotAllowed: `request.unanswered`, `request.closed`, `request.not-recipient`.
        Invalid: no proof, or told after now or before the request came in.
    """
    _following(request)
    notice = next((one for one in request.notices if party in {one.party, one.id}), None)
    if notice is None:
        raise NotAllowed("request.not-recipient")
    if not proof.strip():
        raise Invalid({"proof": "required"})
    told = told_at or unit.now
    if told > unit.now:
        raise Invalid({"told_at": "after-now"})
    if request.received_at is not None and told < request.received_at:
        raise Invalid({"told_at": "before-receipt"})
    notice.told_at, notice.proof = told, proof
    return request
