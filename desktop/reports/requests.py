"""The register of requests over a period, and one letter to a requester."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import partial

from data.errors import Blocked
from data.listing import Query
from data.request import Message, Request
from data.store import Store
from desktop import request_clocks as clocks
from desktop.law.calendars import Calendar
from desktop.reports.drafts import unsent
from desktop.reports.engine import Cell, Chart, Column, Document, Point, Span, below, labelled, twofold
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
_WORST = 8


def write_register(frame: Frame, doc: Document) -> None:
    """Set the requests received in the period: how many were answered in time, by right, the late ones, then all."""
    kept = [one for one in _requests(frame) if frame.within(one.received_at)]
    in_time, late, running = clocks.on_time(kept, frame.now)
    said = frame.words.number
    share = f"{round(100 * in_time / (in_time + late))}%" if in_time + late else "—"
    told = frame.say("report.summary.of", kept=in_time, n=in_time + late) if in_time + late else ""
    by_law = sum(any(missed.statutory for missed in clocks.missed(one, frame.now)) for one in kept)
    beside = frame.say("report.request.by-law", n=by_law) if late else ""
    counted = [("kept", in_time, ""), ("late", late, beside), ("running", running, "")]
    if dropped := len(kept) - in_time - late - running:
        counted.append(("dropped", dropped, ""))
    figures = [
        (frame.say("register.requests"), said(len(kept)), ""),
        *((frame.say(f"report.request.{name}"), said(n), remark) for name, n, remark in counted),
        (frame.say("report.request.share"), frame.words.numerals(share), told),
    ]
    doc.heading(1, frame.say("report.overview"))
    doc.tiles(figures)
    if kept:
        tones = (("kept", in_time, "ok"), ("late", late, "danger"), ("running", running, "info"))
        points = [Point(frame.say(f"report.request.{name}"), [n], tone=tone) for name, n, tone in tones]  # type: ignore[arg-type]  # tones of the engine
        charts = [Chart("ring", frame.say("report.request.on-time"), points)]
        rights = Counter(right for one in kept for right in one.rights)
        by_right = frame.say("report.request.by-right")
        charts.append(frame.counted(by_right, rights, lambda right: frame.say(f"choice.right.{right}")))
        if days := {one.code: n for one in kept if (n := clocks.days_late(one, frame.now))}:
            worst = sorted(days.items(), key=lambda one: (-one[1], one[0]))[:_WORST]
            bars = [Point(code, [n], tone="danger") for code, n in worst]
            charts.append(Chart("bars", frame.say("report.request.days-late"), bars))
        doc.chart(*charts)
    if kept:
        _late(frame, doc, kept)
    doc.heading(1, frame.say("report.request.all"))
    frame.table(doc, kept, Request, _REGISTER, told={"due": partial(_due, frame)})
    frame.sign(doc)


def _requests(frame: Frame) -> Iterator[Request]:
    for one in frame.rows(Query(Request, sort="received_at", descending=False)):
        if isinstance(one, Request):
            yield one


def _due(frame: Frame, request: Request) -> Cell:
    """Say the date that the law sets, and the one it was extended to below it."""
    dates = [frame.moment(request.due)] if request.due else []
    if request.extended_due:
        dates += [frame.label(Request, "extended_due"), frame.moment(request.extended_due)]
    return "\n".join(map(below, dates)) or NOTHING


def _late(frame: Frame, doc: Document, kept: list[Request]) -> None:
    late = [(one, missed) for one in kept for missed in clocks.missed(one, frame.now)]
    doc.heading(1, frame.say("report.request.late-ones"))
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
