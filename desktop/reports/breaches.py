"""The breach log of a period, one breach's dossier, and its notices to the authority and to the people."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from zoneinfo import ZoneInfo

from data.breach import Breach, Obligation
from data.fields import fields_of
from data.listing import Query
from data.organisation import Attachment
from desktop import account, incidents, response, severity
from desktop.breach_year import COUNTED, TALLIED, Tally, tally
from desktop.evidence import Proof, proofs
from desktop.law.explain import left
from desktop.notices import Part, Speaker
from desktop.obligations import explained
from desktop.reports.engine import Cell, Chart, Chip, Column, Document, Point, Span, Text, twofold
from desktop.reports.frame import TONES, Frame
from desktop.reports.timeline import Mark, Timeline
from desktop.words import Words

_LOG = ("code", "title", "aware_at", "cause", "people_count", "severity", "told_at", "state")
_ABOUT = ("code", "incident", "nature", "cause", "confirmation", "state", "owner", "laws", "closed_at")
_UNSIGNED = "subjects"  # the people are told; who is notified wants to know who answers for it
_GROUPS = ("when", "what", "whom", "risk", "measures")
_FILING = ("phase", "filed_at", "channel", "reference", "filed_by", "late_reason", "content_hash")


def write_log(frame: Frame, doc: Document) -> None:
    """Set the log of a period by the moment of awareness: counts by cause and severity, deadlines kept, every breach."""
    asked = frame.rows(Query(Breach, sort="aware_at", descending=False))
    kept = [one for one in asked if isinstance(one, Breach) and frame.within(one.aware_at)]
    doc.heading(1, frame.say("report.overview"))
    ids = {one.id for one in kept}
    found = tally((one for one in frame.store.all(Breach) if one.id in ids), frame.now)
    number = frame.words.number
    figures = [(frame.say(f"breach.tally.{name}"), number(getattr(found, name)), "") for name in TALLIED]
    if found.share is not None:
        told = frame.say("report.summary.of", kept=found.met, n=found.ended)
        share = frame.words.numerals(f"{found.share}%")
        figures.append((frame.say("breach.tally.kept"), share, told))
    doc.tiles(figures)
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
        doc.heading(2, _recipient(frame, duty))
        frame.prose(doc, *(explained(breach, duty, frame.packs, words) for words in frame.languages))
        state = Chip(frame.say(f"choice.obligation_state.{duty.state}"), TONES.get(duty.state, "mute"))
        facts: list[tuple[str, Cell]] = [(frame.label(Obligation, "state"), state)]
        names = ("due", "decision", "rationale", "decided_by", "decided_at")
        doc.facts([*facts, *frame.facts(duty, names)])
        for filing in duty.filings:
            doc.heading(3, frame.value(filing, "phase"))
            doc.facts(frame.facts(filing, _FILING[1:]))
            if filing.content:
                doc.paragraph("\n".join(filter(str.strip, filing.content.splitlines())), small=True)


def _recipient(frame: Frame, duty: Obligation) -> str:
    """Say whom a duty is owed, and under which law: two laws may want the same of one breach."""
    to = duty.name or frame.say(f"choice.notice_recipient.{duty.recipient}")
    if not duty.law:
        return to
    return frame.say("report.breaches.under", recipient=to, law=frame.say(f"choice.law.{duty.law}"))


def _severity(frame: Frame, doc: Document, breach: Breach) -> None:
    if not breach.severity_inputs:
        return
    doc.heading(1, frame.say("report.breaches.severity"))
    found = severity.score(breach.severity_inputs | response.known(breach))
    quarters = 4
    columns = [
        Column(frame.head("report.breaches.question"), 2.0),
        Column(frame.head("report.breaches.answer"), 3.0),
        Column(frame.head("report.breaches.figure"), 1.0, "number"),
    ]
    rows = [
        [
            twofold(*(one.question[words.lang] for words in frame.languages)),
            twofold(*(one.answer[words.lang] for words in frame.languages)),
            frame.words.number(one.value if one.key == "dpc" else severity.bare(one.value / quarters)),
        ]
        for one in found.factors
    ]
    doc.table(columns, rows)
    said, band = frame.say("breach.formula", **found.figures), frame.say(f"choice.severity.{found.band}")
    flags = [frame.say(f"breach.flag.{flag}") for flag in found.flags]
    doc.note("\n".join([frame.joined(" · ", said, band), *flags]), tone=TONES.get(found.band, "mute"))
    if breach.severity_note:
        doc.paragraph(breach.severity_note)


def _account(frame: Frame, doc: Document, breach: Breach) -> None:
    """Draw what happened and the deadlines on an axis, and tell each by its number."""
    doc.heading(1, frame.say("breach.story"))
    marks = sorted(_marks(frame, breach), key=lambda mark: mark.at)
    number, say = frame.words.numerals, frame.say
    if marks:
        told = "; ".join(f"{at}. {frame.moment(mark.at)}: {mark.said}" for at, mark in enumerate(marks, 1))
        axis = Timeline(
            marks,
            lambda at: number(str(at)),
            frame.calendars[0].short,
            lambda moment: number(f"{moment:%H:%M}"),
        )
        doc.figure(axis.draw(doc.sheet().width), alt=told, caption=say("report.breaches.account"))
    columns = [
        Column(frame.head("report.breaches.mark"), kind="number", head=True),
        Column(frame.head("report.breaches.moment"), kind="date"),
        Column(frame.head("report.breaches.event"), 3.0),
        Column(frame.head("report.breaches.by-whom")),
    ]
    rows = (
        [
            number(str(at)),
            frame.moment(mark.at),
            Span(mark.said, bold=True, tone="warn") if mark.deadline else mark.said,
            mark.by,
        ]
        for at, mark in enumerate(marks, 1)
    )
    doc.table(columns, rows, empty=say("report.nothing"))


def _marks(frame: Frame, breach: Breach) -> Iterator[Mark]:
    for entry in breach.timeline:
        if entry.happened_at is not None:
            said = frame.told(partial(account.title, breach, entry))
            yield Mark(entry.happened_at.astimezone(frame.zone), said, entry.actor)
    for duty in breach.obligations:
        if duty.due is not None:
            said = frame.say("breach.deadline-for", recipient=_recipient(frame, duty))
            yield Mark(duty.due.astimezone(frame.zone), said, deadline=True)


def _steps(frame: Frame, doc: Document, breach: Breach) -> None:
    doc.heading(1, frame.say("breach.steps"))
    columns = [
        Column(frame.head("report.breaches.step"), 3.0),
        Column(frame.head("report.breaches.by-whom")),
        Column(frame.head("report.breaches.done"), kind="date"),
    ]
    rows = (
        [
            twofold(*(incidents.said(step, words.lang) for words in frame.languages)),
            step.owner,
            frame.moment(step.done_at),
        ]
        for step in breach.steps
    )
    doc.table(columns, rows, empty=frame.say("report.nothing"))


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
    phase, to = frame.value(proof.filing, "phase"), _recipient(frame, proof.duty)
    return frame.say("report.breaches.filing-of", phase=phase, recipient=to)


def write_notice(frame: Frame, doc: Document) -> None:
    """Set a duty's notice, or all notices of a breach: as filed, else as drafted, else as the record gives it."""
    breach, duties = _meant(frame)
    for at, duty in enumerate(duties):
        if at:
            doc.page_break()
        _notice(frame, doc, breach, duty)
        if duty.recipient != _UNSIGNED:
            frame.sign(doc, "submitted")


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
    notice, other = (
        Speaker(breach, frame.organisation, words, zone, frame.months).notice(duty, pack)
        for words in frame.languages
    )
    doc.heading(1, twofold(notice.title, other.title))
    doc.facts(list(_status(frame, breach, duty)))
    filed = [one for one in duty.filings if one.content]
    text = filed[-1].content if filed else _draft(frame, duty)
    if not filed and notice.missing:
        named = twofold(
            *(words.joined(one.missing) for words, one in zip(frame.languages, (notice, other), strict=True))
        )
        doc.note(frame.say("breach.missing", what=named), tone="warn")
    if text:
        doc.paragraph("\n".join(filter(str.strip, text.splitlines())))
        return
    frame.prose(doc, notice.opening, other.opening)
    for part, beside in zip(notice.parts, other.parts, strict=True):
        doc.heading(2, twofold(part.heading, beside.heading))
        frame.prose(
            doc, *(_part(words, one) for words, one in zip(frame.languages, (part, beside), strict=True))
        )


def _part(words: Words, part: Part) -> Text:
    """Say a part of a notice, and what is still missing in it."""
    said = "\n".join(part.lines)
    if not part.missing:
        return said
    missing = Span(words("breach.missing", what=words.joined(part.missing)), tone="warn")
    return [f"{said}\n", missing] if said else [missing]


def _draft(frame: Frame, duty: Obligation) -> str:
    whole = str(duty.draft.get("text") or "")
    return whole if frame.both else response.drafts(duty).get(frame.words.lang, whole)


def _status(frame: Frame, breach: Breach, duty: Obligation) -> Iterator[tuple[str, Cell]]:
    yield frame.label(Breach, "code"), breach.code
    yield from frame.facts(duty, ("law", "due", "decision"))
    if duty.state == "open" and duty.due is not None:
        yield frame.say("report.breaches.left"), frame.told(partial(left, duty.due - frame.now))
    if duty.filings:
        last = duty.filings[-1]
        yield from frame.facts(last, _FILING)
    else:
        yield frame.say("report.breaches.stands"), Chip(frame.say("report.breaches.draft"), "soon")
