"""The breach log of a period, and the dossier of one breach."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from data.breach import Breach, Obligation, Step
from data.fields import fields_of
from data.listing import Query
from data.organisation import Attachment
from desktop import incidents, response, severity
from desktop.breach_year import COUNTED, TALLIED, Tally, tally
from desktop.evidence import Proof, proofs
from desktop.obligations import explained
from desktop.reports import duties
from desktop.reports.engine import Cell, Chart, Column, Document, Point, Prose, Span, below, twofold
from desktop.reports.frame import NOTHING, TONES, Frame
from desktop.reports.story import write_story

_LOG = ("code", "title", "aware_at", "cause", "people_count", "severity", "told_at", "state")
_ABOUT = ("code", "incident", "nature", "cause", "confirmation", "state", "owner", "laws", "closed_at")
#: What a notice must hold, and a dossier therefore names even where nothing is known of it.
_HELD = frozenset({"data", "people", "people_count", "records_count", "consequences", "measures_taken"})
_TABLE, _TWOFOLD_TABLE = 200.0, 270.0  # height of how a severity was worked out, which stays with its result
_GROUPS = ("when", "what", "whom", "risk", "measures")
FILING = ("phase", "filed_at", "channel", "reference", "filed_by", "late_reason", "content_hash")


def write_log(frame: Frame, doc: Document) -> None:
    """Set the log of a period by the moment of awareness: counts by cause and severity, deadlines kept, every breach."""
    asked = frame.rows(Query(Breach, sort="aware_at", descending=False))
    kept = [one for one in asked if isinstance(one, Breach) and frame.within(one.aware_at)]
    doc.heading(1, frame.say("report.overview"))
    ids = {one.id for one in kept}
    whole = {one.id: one for one in frame.store.all(Breach) if one.id in ids}
    found = tally(whole.values(), frame.now)
    number = frame.words.number
    figures = [(frame.say(f"breach.tally.{name}"), number(getattr(found, name)), "") for name in TALLIED]
    if found.share is not None:
        told = frame.say("report.breaches.kept", kept=found.met, n=found.ended)
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
    doc.heading(1, frame.say("register.breaches"), carried=True)
    cells = {
        "told_at": lambda one: _told(frame, whole[one.id]),
        "severity": lambda one: _severe(frame, one),
    }
    frame.table(doc, kept, Breach, _LOG, told=cells)
    frame.sign(doc)


def _severe(frame: Frame, breach: Breach) -> Cell:
    """Say how severe a breach is, or that nobody has assessed it yet."""
    if not breach.severity:
        return below(frame.say("report.summary.unscored"))
    return frame.chip(frame.field(Breach, "severity"), breach.severity)


def _told(frame: Frame, breach: Breach) -> Cell:
    """Say when each authority was told, and whether late, or why it was not; of several each by its country."""
    duties = [one for one in breach.obligations if one.recipient == "authority"]
    told: list[Span] = []
    for duty in duties:
        said, late = _when(frame, duty)
        if len(duties) > 1:
            said = frame.say("report.breaches.told-in", place=frame.say(f"choice.law.{duty.law}"), said=said)
        told += [Span("\n")] if told else []
        told += [Span(below(said))]
        told += [Span(f"\n{below(late)}", bold=True, tone="danger")] if late else []
    return told or NOTHING


def _when(frame: Frame, duty: Obligation) -> tuple[str, str]:
    """Say when an authority was told, or how its duty stands, and beside that it is late if it is."""
    sent = [one.filed_at for one in duty.filings if one.filed_at is not None]
    if sent:
        late = duty.state == "late-filed"
        return frame.moment(min(sent)), frame.say("report.breaches.told-late") if late else ""
    if duty.state == "open":
        over = duty.due is not None and duty.due < frame.now
        return frame.say("report.breaches.not-yet"), frame.say("clock.chip.overdue") if over else ""
    return frame.say(f"choice.obligation_state.{duty.state}"), ""


def _by(frame: Frame, found: Tally, name: str) -> Chart | None:
    field = frame.field(Breach, name)
    points = [
        Point(
            frame.said(field, value, {})
            or frame.say("report.summary.unscored" if name == "severity" else "report.breaches.unsaid"),
            [n],
            tone=TONES.get(field.choices, {}).get(value),
        )
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
    flags = {field.about for field in fields_of(Breach)}  # said beside what they are of
    for group in _GROUPS:
        told = [field.name for field in fields_of(Breach) if field.group == group]
        facts = list(_told_of(frame, breach, [name for name in told if name not in {*_ABOUT, *flags}]))
        if facts:
            doc.heading(2, frame.say(f"group.{group}"))
            doc.facts(facts)
    _duties(frame, doc, breach)
    _severity(frame, doc, breach)
    write_story(frame, doc, breach)
    _steps(frame, doc, breach)
    _evidence(frame, doc, breach)
    frame.sign(doc)


def _told_of(frame: Frame, breach: Breach, names: Iterable[str]) -> Iterator[tuple[str, Cell]]:
    """Say what is known of a breach; and of what a notice must hold, that it is not known."""
    unknown = frame.say(f"report.breaches.{'unknown' if breach.closed_at is None else 'unrecorded'}")
    for name in names:
        told = frame.facts(breach, [name])
        if not told and name in _HELD:
            told = [(frame.label(Breach, name), Span(unknown, tone="muted"))]
        yield from told


def _duties(frame: Frame, doc: Document, breach: Breach) -> None:
    """Set every duty with where its deadline comes from, the decision and its reasons, and what was filed."""
    doc.heading(1, frame.say("breach.duties"))
    for duty in breach.obligations:
        said = (explained(breach, duty, frame.packs, words) for words in frame.languages)
        doc.heading(2, duties.heading(frame, breach, duty), "\n".join(dict.fromkeys(said)))
        facts: list[tuple[str, Cell]] = [(frame.label(Obligation, "state"), duties.state(frame, duty))]
        decided = frame.facts(duty, ("decision", "rationale", "decided_by", "decided_at"))
        doc.facts([*facts, *duties.deadline(frame, duty), *decided])
        for filing in duty.filings:
            doc.heading(3, duties.filed(frame, breach, duty, filing))
            sent = Prose("\n".join(filter(str.strip, filing.content.splitlines())))
            text = [(frame.say("report.breaches.sent"), sent)] if sent else []
            doc.facts([*frame.facts(filing, FILING[1:]), *text])


def _severity(frame: Frame, doc: Document, breach: Breach) -> None:
    doc.heading(1, frame.say("report.breaches.severity"))
    if not breach.severity_inputs:
        doc.paragraph(frame.say("report.breaches.unassessed"))
        return
    found = severity.score(breach.severity_inputs | response.known(breach))
    quarters, decimal = 4, frame.words.decimal
    columns = [
        Column(frame.head("report.breaches.question"), 2.0),
        Column(frame.head("report.breaches.answer"), 3.0),
        Column(frame.head("report.breaches.figure"), 1.0, "number"),
    ]
    rows = [
        [
            twofold(*(one.question[words.lang] for words in frame.languages)),
            twofold(*(words.numerals(one.answer[words.lang]) for words in frame.languages)),
            decimal(one.value if one.key == "dpc" else one.value / quarters),
        ]
        for one in found.factors
    ]
    said, band = (
        frame.say("breach.formula", **{name: decimal(figure) for name, figure in found.figures.items()}),
        frame.say(f"choice.severity.{found.band}"),
    )
    flags = [frame.say(f"breach.flag.{flag}") for flag in found.flags]
    found_so = Span(f"{band}\n", bold=True)
    room = _TWOFOLD_TABLE if frame.both else _TABLE
    doc.note([found_so, "\n".join([said, *flags])], tone=TONES["severity"][found.band], keep=room)
    doc.heading(2, frame.say("report.breaches.worked-out"))
    doc.table(columns, rows)


def _steps(frame: Frame, doc: Document, breach: Breach) -> None:
    """List the steps and when they were done, and by whom where any was."""
    doc.heading(1, frame.say("breach.steps"))
    owned = any(step.owner for step in breach.steps)
    by = [Column(frame.head("report.breaches.by-whom-step"))] if owned else []
    columns = [
        Column(frame.head("report.breaches.step"), 3.0),
        *by,
        Column(frame.head("report.breaches.done"), kind="date"),
    ]
    rows = (
        [
            twofold(*(incidents.said(step, words.lang) for words in frame.languages)),
            *([frame.person(step.owner) or NOTHING] if owned else []),
            _became(frame, step),
        ]
        for step in breach.steps
    )
    doc.table(columns, rows, empty=frame.say("report.nothing"))


def _became(frame: Frame, step: Step) -> Cell:
    """Say when a step was done, or why it was not."""
    if step.left_out:
        return frame.say("breach.step-left", why=step.left_out)
    return frame.moment(step.done_at) or frame.say("report.breaches.not-done")


def _evidence(frame: Frame, doc: Document, breach: Breach) -> None:
    """List the files that prove the breach and its filings, each with its digest."""
    doc.heading(1, frame.say("report.breaches.evidence"))
    doc.table(
        [Column(frame.label(Attachment, "name"), 2.0), Column(frame.head("report.breaches.proves"), 1.6),
         Column(frame.head("report.breaches.bytes"), 1.0, "number"), Column(frame.head("report.breaches.sha256"), 3.0)],
        ([one.file.name, _proved(frame, breach, one), frame.words.number(one.file.size or 0), one.file.sha256]
         for one in proofs(frame.store, breach)),
        empty=frame.say("report.nothing"),
    )  # fmt: skip


def _proved(frame: Frame, breach: Breach, proof: Proof) -> str:
    if proof.duty is None or proof.filing is None:
        return frame.say("report.breaches.itself")
    return duties.filed(frame, breach, proof.duty, proof.filing)
