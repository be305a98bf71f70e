"""The breach log of a period, one breach's dossier, and its notices to the authority and to the people."""

from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from data.breach import Breach, Obligation
from data.errors import Blocked
from data.fields import fields_of
from data.listing import Query
from data.organisation import Attachment
from desktop import account, incidents, response, severity
from desktop.breach_year import COUNTED, TALLIED, Tally, tally
from desktop.evidence import Proof, proofs
from desktop.law.explain import left
from desktop.notices import Speaker
from desktop.obligations import explained
from desktop.reports.engine import Cell, Chart, Chip, Column, Document, Drawing, Point, Span, Stroke, Tone
from desktop.reports.frame import TONES, Frame

_LOG = ("code", "title", "aware_at", "cause", "people_count", "severity", "told_at", "state")
_ABOUT = ("code", "incident", "nature", "cause", "confirmation", "state", "owner", "laws", "closed_at")
_GROUPS = ("when", "what", "whom", "risk", "measures")
_FILING = ("phase", "filed_at", "channel", "reference", "filed_by", "late_reason", "content_hash")
_ROW, _RAIL, _AT = 26.0, 10.0, 120.0


def write_log(frame: Frame, doc: Document) -> None:
    """Set the log of a period by the moment of awareness: counts by cause and severity, deadlines kept, every breach."""
    asked = frame.rows(Query(Breach, sort="aware_at", descending=False))
    kept = [one for one in asked if isinstance(one, Breach) and frame.within(one.aware_at)]
    doc.heading(1, frame.say("report.overview"))
    ids = {one.id for one in kept}
    found = tally((one for one in frame.store.all(Breach) if one.id in ids), frame.now)
    facts: list[tuple[str, Cell]] = [
        (frame.say(f"breach.tally.{name}"), frame.words.number(getattr(found, name))) for name in TALLIED
    ]
    if found.share is not None:
        share = frame.say("report.breaches.share", met=found.met, n=found.ended, percent=found.share)
        facts.append((frame.say("breach.tally.kept"), share))
    doc.facts(facts)
    charts = [chart for name in COUNTED if (chart := _by(frame, found, name)) is not None]
    if found.ended:
        points = [
            Point(frame.say("choice.obligation_state.filed"), [found.met], tone="ok"),
            Point(frame.say("breach.tally.missed"), [found.ended - found.met], tone="warn"),
        ]
        charts.append(Chart("ring", frame.say("breach.tally.kept"), points))
    doc.chart(*charts)
    doc.heading(1, frame.say("register.breaches"))
    frame.table(doc, kept, Breach, _LOG)
    frame.sign(doc)


def _by(frame: Frame, found: Tally, name: str) -> Chart | None:
    field = frame.field(Breach, name)
    points = [
        Point(frame.said(field, value, {}) or frame.say("report.breaches.unsaid"), [n], tone=TONES.get(value))
        for value, n in found.by[name].items()
    ]
    return (
        Chart("bars", frame.say("report.breaches.by", what=frame.label(Breach, name)), points)
        if points
        else None
    )


def write_dossier(frame: Frame, doc: Document) -> None:
    """Set everything known of one breach, so that it can be handed over as it is."""
    breach = frame.store.get(Breach, frame.order.key)
    frame = replace(frame, told_in=ZoneInfo(breach.zone) if breach.zone else None)
    doc.heading(1, frame.say("report.breaches.about"))
    doc.facts(frame.facts(breach, _ABOUT))
    for group in _GROUPS:
        names = [field.name for field in fields_of(Breach) if field.group == group]
        facts = frame.facts(breach, [name for name in names if name not in _ABOUT])
        if facts:
            doc.heading(2, frame.say(f"group.{group}"))
            doc.facts(facts)
    _duties(frame, doc, breach)
    _severity(frame, doc, breach)
    _account(frame, doc, breach)
    _steps(frame, doc, breach)
    _evidence(frame, doc, breach)
    frame.sign(doc)


def _duties(frame: Frame, doc: Document, breach: Breach) -> None:
    """Set every duty with where its deadline comes from, the decision and its reasons, and what was filed."""
    doc.heading(1, frame.say("breach.duties"))
    for duty in breach.obligations:
        law = frame.say(f"choice.law.{duty.law}") if duty.law else ""
        to = duty.name or frame.say(f"choice.notice_recipient.{duty.recipient}")
        doc.heading(2, frame.say("report.breaches.under", recipient=to, law=law) if law else to)
        doc.paragraph(explained(breach, duty, frame.packs, frame.words))
        state = Chip(frame.say(f"choice.obligation_state.{duty.state}"), TONES.get(duty.state, "mute"))
        facts: list[tuple[str, Cell]] = [(frame.label(Obligation, "state"), state)]
        names = ("due", "decision", "rationale", "decided_by", "decided_at")
        doc.facts([*facts, *frame.facts(duty, names)])
        for filing in duty.filings:
            doc.heading(3, frame.value(filing, "phase"))
            doc.facts(frame.facts(filing, _FILING[1:]))
            for line in filing.content.splitlines():
                if line.strip():
                    doc.paragraph(line, small=True)


def _severity(frame: Frame, doc: Document, breach: Breach) -> None:
    if not breach.severity_inputs:
        return
    doc.heading(1, frame.say("report.breaches.severity"))
    found = severity.score(breach.severity_inputs | response.known(breach))
    lang, quarters = frame.words.lang, 4
    columns = [
        Column(frame.head("report.breaches.question"), 2.0),
        Column(frame.head("report.breaches.answer"), 3.0),
        Column(frame.head("report.breaches.figure"), 1.0, "number"),
    ]
    rows = [
        [
            one.question[lang],
            one.answer[lang],
            frame.words.number(one.value if one.key == "dpc" else severity.bare(one.value / quarters)),
        ]
        for one in found.factors
    ]
    doc.table(columns, rows)
    said = frame.say("breach.formula", **found.figures)
    doc.paragraph([Span(said, bold=True), " · ", frame.say(f"choice.severity.{found.band}")])
    for flag in found.flags:
        doc.note(frame.say(f"breach.flag.{flag}"), tone="soon")
    if breach.severity_note:
        doc.paragraph(breach.severity_note)


def _account(frame: Frame, doc: Document, breach: Breach) -> None:
    doc.heading(1, frame.say("breach.story"))
    marks = [
        (entry.happened_at, account.title(breach, entry, frame.words), False)
        for entry in breach.timeline
        if entry.happened_at
    ]
    for duty in breach.obligations:
        if duty.due is not None:
            to = duty.name or frame.words(f"choice.notice_recipient.{duty.recipient}")
            marks.append((duty.due, frame.words("breach.deadline-for", recipient=to), True))
    ordered = sorted(marks, key=lambda mark: mark[0])
    drawing = Drawing(doc.width, _ROW * len(ordered) + 4)
    if len(ordered) > 1:
        drawing.line(_RAIL, _ROW / 2, _RAIL, _ROW * (len(ordered) - 0.5), Stroke("muted", 1.0))
    for at, (moment, said, coming) in enumerate(ordered):
        middle = _ROW * (at + 0.5)
        tone: Tone = "warn" if coming else "accent"
        if coming:
            drawing.line(_RAIL + 6, middle + 4, doc.width, middle + 4, Stroke("warn", 0.8, dashed=True))
        drawing.wedge(_RAIL, middle, 4.0, tone=tone, fill="none" if coming else "solid")
        drawing.label(_RAIL + 12, middle - 2, frame.moment(moment), size=8, tone="muted")
        drawing.label(
            _RAIL + 12 + _AT, middle - 2, said, size=9, bold=coming, limit=doc.width - _RAIL - _AT - 16
        )
    told = "; ".join(f"{frame.moment(moment)}: {said}" for moment, said, _ in ordered)
    if ordered:
        doc.figure(drawing, alt=told, caption=frame.say("report.breaches.account"))
    columns = [Column(frame.head("report.breaches.moment"), 1.4), Column(frame.say("report.breaches.event"), 3.0),
               Column(frame.head("report.breaches.by-whom"), 1.0)]  # fmt: skip
    rows = (
        [frame.moment(entry.happened_at), account.title(breach, entry, frame.words), entry.actor]
        for entry in breach.timeline
    )
    doc.table(columns, rows, empty=frame.say("report.nothing"))


def _steps(frame: Frame, doc: Document, breach: Breach) -> None:
    doc.heading(1, frame.say("breach.steps"))
    lang = frame.words.lang
    doc.table(
        [Column(frame.head("report.breaches.step"), 3.0), Column(frame.say("report.breaches.by-whom")),
         Column(frame.head("report.breaches.done"), 1.4)],
        ([incidents.said(step, lang), step.owner, frame.moment(step.done_at)] for step in breach.steps),
        empty=frame.say("report.nothing"),
    )  # fmt: skip


def _evidence(frame: Frame, doc: Document, breach: Breach) -> None:
    """List the files that prove the breach and its filings, each with its digest."""
    doc.heading(1, frame.say("report.breaches.evidence"))
    doc.table(
        [Column(frame.label(Attachment, "name"), 2.0), Column(frame.head("report.breaches.proves"), 1.6),
         Column(frame.head("report.breaches.bytes"), 1.0, "number"), Column("SHA-256", 3.0)],
        ([one.file.name, _proved(frame, one), frame.words.number(one.file.size or 0), one.file.sha256]
         for one in proofs(frame.store, breach)),
        empty=frame.say("report.nothing"),
    )  # fmt: skip


def _proved(frame: Frame, proof: Proof) -> str:
    if proof.duty is None or proof.filing is None:
        return frame.say("report.breaches.itself")
    to = proof.duty.name or frame.say(f"choice.notice_recipient.{proof.duty.recipient}")
    return frame.say("report.breaches.filing-of", phase=frame.value(proof.filing, "phase"), recipient=to)


def write_notice(frame: Frame, doc: Document) -> None:
    """Set a duty's notice, or all notices of a breach: as filed, else as drafted, else as the record gives it."""
    if not frame.order.key:
        raise Blocked("report.needs-record", kind=frame.order.kind)
    breach, duties = _meant(frame)
    for at, duty in enumerate(duties):
        if at:
            doc.page_break()
        _notice(frame, doc, breach, duty)


def _meant(frame: Frame) -> tuple[Breach, list[Obligation]]:
    breach = frame.store.find(Breach, frame.order.key)
    if breach is not None:
        return breach, list(breach.obligations)
    duty = frame.store.get(Obligation, frame.order.key)
    breach = frame.store.get(Breach, duty.breach_id)
    return breach, [one for one in breach.obligations if one.id == duty.id]


def _notice(frame: Frame, doc: Document, breach: Breach, duty: Obligation) -> None:
    pack = frame.packs.get(duty.law)
    zone = pack.timezone if pack else frame.zone
    notice = Speaker(breach, frame.organisation, frame.words, zone, frame.months).notice(duty, pack)
    doc.heading(1, notice.title)
    doc.facts(list(_status(frame, breach, duty)))
    filed = [one for one in duty.filings if one.content]
    text = filed[-1].content if filed else _draft(frame, duty)
    if not filed and notice.missing:
        doc.note(frame.say("breach.missing", what=frame.words("show.and").join(notice.missing)), tone="warn")
    if text:
        for line in text.splitlines():
            if line.strip():
                doc.paragraph(line)
        return
    doc.paragraph(notice.opening)
    for part in notice.parts:
        doc.heading(2, part.heading)
        for line in part.lines:
            doc.paragraph(line)
        for name in part.missing:
            doc.paragraph([Span(frame.say("breach.missing", what=name), tone="warn")], small=True)


def _draft(frame: Frame, duty: Obligation) -> str:
    whole = str(duty.draft.get("text") or "")
    return whole if frame.both else response.drafts(duty).get(frame.words.lang, whole)


def _status(frame: Frame, breach: Breach, duty: Obligation) -> Iterator[tuple[str, Cell]]:
    yield frame.label(Breach, "code"), breach.code
    yield from frame.facts(duty, ("law", "due", "decision"))
    if duty.state == "open" and duty.due is not None:
        yield frame.say("report.breaches.left"), left(duty.due - frame.now, frame.words)
    if duty.filings:
        last = duty.filings[-1]
        yield from frame.facts(last, _FILING)
    else:
        yield frame.say("report.breaches.stands"), Chip(frame.say("report.breaches.draft"), "soon")
