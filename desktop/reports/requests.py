"""The register of requests over a period, and one letter to a requester."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial

from data.errors import Blocked
from data.listing import Query
from data.request import Message, Request
from data.store import Store
from desktop import request_clocks as clocks
from desktop.law.calendars import Calendar
from desktop.reports.drafts import unsent
from desktop.reports.engine import Cell, Chart, Column, Document, Point, Span, Tone, below, labelled, twofold
from desktop.reports.frame import NOTHING, Frame
from desktop.reports.speech import fingerprint
from desktop.words import Words

_REGISTER = (
    "code",
    "title",
    "rights",
    "received_at",
    "stage",
    "due",
    "answered_at",
    "outcome",
)
_WORST, _BARS = 8, 7  # of requests that are late, and of rights
_TONES: Mapping[str, Tone] = {"kept": "ok", "late": "danger", "running": "info", "dropped": "mute"}


def write_register(frame: Frame, doc: Document) -> None:
    """Set the requests received in the period: how many were answered in time, by right, the late ones, then all."""
    kept = [one for one in _requests(frame) if frame.within(one.received_at)]
    in_time, late, running = clocks.on_time(kept, frame.now)
    states = {
        "kept": in_time,
        "late": late,
        "running": running,
        "dropped": len(kept) - in_time - late - running,
    }
    doc.heading(1, frame.say("report.overview"))
    doc.tiles(_figures(frame, kept, states))
    if kept:
        doc.chart(*_charts(frame, kept, states))
        _late(frame, doc, kept)
    doc.heading(1, frame.say("report.request.all"), carried=True)
    cells = {"due": partial(_due, frame), "outcome": partial(_outcome, frame)}
    frame.table(doc, kept, Request, _REGISTER, told=cells)
    frame.sign(doc)


def _figures(frame: Frame, kept: list[Request], states: Mapping[str, int]) -> list[tuple[str, str, str]]:
    """Count the requests by how they stand, and say what share of all dates and of the law's was kept."""
    say = frame.say
    in_time, late = states["kept"], states["late"]
    by_law = sum(any(missed.statutory for missed in clocks.missed(one, frame.now)) for one in kept)
    remarks = {"late": say("report.request.by-law", n=by_law) if late else ""}
    met, ended = clocks.by_law(kept, frame.now)
    share = f"{round(100 * in_time / (in_time + late))}%" if in_time + late else NOTHING
    base = say("report.request.all-dates", kept=in_time, n=in_time + late, met=met, ended=ended)
    return [
        (say("register.requests"), frame.words.number(len(kept)), ""),
        *(
            (say(f"report.request.{name}"), frame.words.number(n), remarks.get(name, ""))
            for name, n in states.items()
            if n or name != "dropped"
        ),
        (say("report.request.share"), frame.words.numerals(share), base if in_time + late else ""),
    ]


def _charts(frame: Frame, kept: list[Request], states: Mapping[str, int]) -> list[Chart]:
    """Draw how the requests stand, which rights they use, and which are the latest."""
    points = [
        Point(frame.say(f"report.request.{name}"), [n], tone=_TONES[name]) for name, n in states.items() if n
    ]
    rights = Counter(right for one in kept for right in one.rights)
    charts = [
        Chart("ring", frame.say("report.request.on-time"), points),
        frame.counted(
            frame.say("report.request.by-right"),
            rights,
            lambda right: frame.say(f"choice.right.{right}"),
            _BARS,
        ),
    ]
    if days := {one.code: n for one in kept if (n := clocks.days_late(one, frame.now))}:
        worst = sorted(days.items(), key=lambda one: (-one[1], one[0]))[:_WORST]
        bars = [Point(code, [n], tone="danger") for code, n in worst]
        charts.append(Chart("bars", frame.say("report.request.days-late-first"), bars))
    return charts


def _requests(frame: Frame) -> Iterator[Request]:
    for one in frame.rows(Query(Request, sort="received_at", descending=False)):
        if isinstance(one, Request):
            yield one


def _due(frame: Frame, request: Request) -> Cell:
    """Say the date that the law sets and the one it was extended to, whether it is over, or why there is none."""
    dates = [frame.moment(request.due)] if request.due else []
    if request.extended_due:
        dates += [frame.label(Request, "extended_due"), frame.moment(request.extended_due)]
    if not dates:
        speed = (request.terms.get("clock") or {}).get("speed")
        key = f"request.speed.{speed}" if speed in {"prompt", "immediate"} else "clock.chip.unknown"
        return below(frame.say(key if request.terms.get("clock") else "clock.chip.unverified"))
    said = "\n".join(map(below, dates))
    if not any(one.statutory for one in clocks.missed(request, frame.now)):
        return said
    over = "clock.chip.overdue" if clocks.is_running(request) else "report.breaches.told-late"
    return [f"{said}\n", Span(below(frame.say(over)), bold=True, tone="danger")]


def _outcome(frame: Frame, request: Request) -> Cell:
    """Say how a request ended, if it was not answered by the stage it ended in."""
    ended = request.stage if request.stage in clocks.ENDED - {"closed"} else ""
    said = frame.value(request, "outcome") or (ended and frame.say(f"choice.request_stage.{ended}"))
    return below(said) or NOTHING


def _late(frame: Frame, doc: Document, kept: list[Request]) -> None:
    late = [(one, missed) for one in kept for missed in clocks.missed(one, frame.now)]
    doc.heading(1, frame.say("report.request.late-ones"), carried=True)
    if not late:
        doc.paragraph(frame.say("report.request.none-late"))
        return
    columns = [
        Column(below(frame.label(Request, "code")), kind="id", head=True),
        Column(below(frame.label(Request, "title")), 1.6),
        Column(below(frame.label(Request, "rights")), 1.4),
        Column(frame.head("report.request.which"), 1.4),
        Column(frame.head("report.request.missed"), kind="date"),
        Column(frame.head("report.request.days-late"), kind="number"),
        Column(below(frame.label(Request, "answered_at")), kind="date"),
        Column(below(frame.label(Request, "owner"))),
    ]
    doc.table(columns, (_missed(frame, *one) for one in late))


def _missed(frame: Frame, request: Request, missed: clocks.Missed) -> list[Cell]:
    """Say which date a request missed, by how long, and when the answer came; a date of the law stands out."""
    which = below(frame.label(Request, missed.name))
    return [
        request.code,
        request.title,
        frame.value(request, "rights"),
        Span(which, bold=True) if missed.statutory else which,
        frame.moment(missed.due),
        frame.words.number(missed.days),
        frame.moment(request.answered_at) or NOTHING,
        request.owner or NOTHING,
    ]


def write_letter(frame: Frame, doc: Document) -> None:
    """Set one letter: letterhead, both dates, reference, its words; all in the language it was written in.

    Raises:
        Blocked: `report.needs-record`, `record.absent`, or `request.no-letter` when the request has none.
    """
    request, message = _letter(frame.store, frame.order.key)
    organisation = frame.organisation
    doc.heading(1, frame.title(organisation))
    contact = (organisation.email, organisation.phone, organisation.website)
    reached = frame.words.joined(filter(None, contact), "  ·  ")
    doc.paragraph(
        "\n".join(filter(None, (organisation.address, reached, _officer(frame)))), small=True, align="start"
    )
    sent = message.sent_at
    day = frame.day(sent.astimezone(frame.zone).date()) if sent else frame.say("report.undated")
    stands = [(frame.label(Request, "state"), unsent(frame))] if sent is None else []
    doc.facts(
        [
            *stands,
            (frame.say("report.request.date"), day),
            (frame.label(Request, "code"), request.code),
            (frame.say("report.request.to"), request.requester_name),
        ]
    )
    subject = message.subject or frame.say(f"choice.letter.{message.kind}")
    doc.heading(2, twofold(*subject.split(" · ", 1)) if frame.both and " · " in subject else subject)
    if frame.both:
        _pairs(doc, message)
    else:
        for paragraph in (message.body_ar or message.body_en).split("\n"):
            if paragraph.strip():
                doc.paragraph(paragraph)
    if sent is None:
        doc.signatures([frame.officer()])
        return
    officer = frame.officer()
    doc.paragraph("\n".join(filter(None, (officer.name, officer.role))), align="start")
    copy = frame.say("report.request.sent", date=_sent(frame, sent))
    digest = f"{frame.say('report.request.digest')}\n{fingerprint(message.content_hash)}"
    doc.paragraph(f"{copy}\n{digest}", small=True, align="start")


def _officer(frame: Frame) -> str:
    """Say how the data protection officer is reached; in the letter's head, as everybody may ask there."""
    ours = frame.organisation
    reached = [one for one in (ours.officer_email, ours.officer_phone) if one]
    said, other = (words("report.sign.officer") for words in frame.languages)
    return labelled(said, other, frame.words.joined(reached, "  ·  ")) if reached else ""


def titled(frame: Frame, words: Words) -> str:
    """Call a letter what it is, by the request that it answers."""
    request, message = _letter(frame.store, frame.order.key)
    return words.joined((words(f"choice.letter.{message.kind}"), request.code), " · ")


def _sent(frame: Frame, at: datetime) -> str:
    """Write the day a letter went out in both calendars, as at its head, with the hour."""
    local = at.astimezone(frame.zone)

    def said(calendar: Calendar) -> str:
        hour = calendar.words.numerals(f"{local:%H:%M}")
        return calendar.words("calendar.moment", date=calendar.both(local.date()), time=hour)

    return twofold(*map(said, frame.calendars))


def draft(frame: Frame) -> bool:
    """Tell whether a letter was not sent yet."""
    return _letter(frame.store, frame.order.key)[1].sent_at is None


def spoken(store: Store, key: str) -> str:
    """Tell in which language a letter is written, or that it is in both: nobody is sent another than that."""
    _, message = _letter(store, key)
    if message.body_ar and message.body_en:
        return "both"
    return "ar" if message.body_ar else "en" if message.body_en else message.language or "ar"


def _pairs(doc: Document, message: Message) -> None:
    """Set both languages side by side, paragraph by paragraph, the longer one going on alone."""
    arabic = [part for part in message.body_ar.split("\n") if part.strip()]
    english = [part for part in message.body_en.split("\n") if part.strip()]
    for at in range(max(len(arabic), len(english))):
        said, other = (part[at] if at < len(part) else "" for part in (arabic, english))
        doc.pair(said, other, rule=False)


def _letter(store: Store, key: str) -> tuple[Request, Message]:
    """Find a letter by its own id, or the newest one to a requester by the request's id or reference."""
    message = store.find(Message, key)
    if message is not None:
        return store.get(Request, message.request_id), message
    request = store.get(Request, key)
    written = letters(request)
    if not written:
        raise Blocked("request.no-letter")
    return request, written[-1]


def letters(request: Request) -> list[Message]:
    """List what was written to the requester."""
    return [one for one in request.messages if one.direction == "out"]
