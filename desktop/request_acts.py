"""The acts on requests and their letters, by name."""

from data.fields import Field, Kind
from data.request import Message, Request
from data.unit import Unit
from desktop import followup, letters, request, request_end, request_time
from desktop.act import Act, ask, asks

_TEXT, _NEEDED = ask(Kind.TEXT), ask(Kind.TEXT, required=True)
_AT, _AT_NEEDED = ask(Kind.MOMENT), ask(Kind.MOMENT, required=True)
_CHANNEL = ask(Kind.CHOICE, choices="request_channel")
_PARTY = ask(Kind.REF, target="party")
_PARTY_NEEDED = ask(Kind.REF, target="party", required=True)
_OTHER_NEEDED = ask(Kind.REF, target="request", required=True)
_GROUND = ask(Kind.CODE, required=True)


def _choice(group: str) -> Field:
    return ask(Kind.CHOICE, choices=group, required=True)


def _draft(unit: Unit, key: str) -> Message | None:
    """Find the newest letter of a request that was not sent yet."""
    found = unit.find(Request, key)
    written = reversed(found.messages) if found else ()
    return next((one for one in written if one.direction == "out" and one.sent_at is None), None)


_STAGES = (
    Act(
        "verify-identity",
        Request,
        request.verify_identity,
        asks(method=_choice("identity_method"), result=_choice("identity_result"), verified_at=_AT),
    ),
    Act(
        "search",
        Request,
        request.search,
        asks(
            place=ask(required=True),
            result=_choice("search_result"),
            found=_TEXT,
            party=_PARTY,
            flow=ask(Kind.REF, target="flow"),
            activity=ask(Kind.REF, target="activity"),
            redacted=ask(Kind.FLAG),
        ),
    ),
    Act("propose-places", Request, request.propose_places),
    Act("search-done", Request, request.search_done),
    Act("review", Request, request.review, asks(redacted=ask(Kind.FLAG))),
    Act(
        "answer",
        Request,
        request.answer,
        asks(answered_at=_AT_NEEDED, outcome=_choice("request_outcome"), channel=_CHANNEL),
    ),
    Act("refuse", Request, request.refuse, asks(ground=_GROUND, reason=_NEEDED, refused_at=_AT)),
    Act("assign", Request, request.assign, asks(owner=ask())),
)
_CLOCK = (
    Act(
        "extend",
        Request,
        request_time.extend,
        asks(ground=_GROUND, reason=_NEEDED, notified_at=_AT_NEEDED, until=ask(Kind.DATE)),
    ),
    Act("pause", Request, request_time.pause, asks(ground=_GROUND, paused_at=_AT)),
    Act("resume", Request, request_time.resume, asks(resumed_at=_AT)),
)
_AFTER = (
    Act("add-recipient", Request, followup.add_recipient, asks(party=_PARTY_NEEDED)),
    Act("follow-up", Request, followup.tell, asks(party=_PARTY_NEEDED, proof=_NEEDED, told_at=_AT)),
    Act("tell", Request, followup.tell, asks(party=_PARTY_NEEDED, proof=_NEEDED, told_at=_AT)),
)
_ENDS = (
    Act("withdraw", Request, request_end.withdraw, asks(withdrawn_at=_AT)),
    Act("duplicate", Request, request_end.duplicate, asks(of=_OTHER_NEEDED)),
    Act("close", Request, request_end.close),
    Act("reopen", Request, request_end.reopen, asks(reason=_NEEDED)),
    Act("erase", Request, request_end.erase, asks(reason=_TEXT), final=True),
)
_LETTERS = (
    Act(
        "write-letter",
        Request,
        letters.write,
        asks(kind=_choice("letter"), language=ask(Kind.CHOICE, choices="text_language")),
    ),
    Act("edit-letter", Message, letters.edit, asks(subject=ask(), body_ar=_TEXT, body_en=_TEXT), _draft),
    Act("send-letter", Message, letters.send, asks(channel=_CHANNEL, sent_at=_AT), _draft, final=True),
    Act(
        "receive-message",
        Request,
        letters.receive,
        asks(words=_NEEDED, subject=ask(), channel=_CHANNEL, happened_at=_AT),
    ),
)
_FILE = asks(file=ask(required=True), note=ask())
_FILES = (Act("attach", Request, letters.attach, _FILE), Act("attach", Message, letters.enclose, _FILE))
ACTS = (*_STAGES, *_CLOCK, *_AFTER, *_ENDS, *_LETTERS, *_FILES)
