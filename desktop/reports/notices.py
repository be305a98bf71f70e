"""The notices of a breach to the authority and to the people, and the letters to those: as filed, or as drafts."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from data.breach import Breach, Filing, Obligation
from desktop import response
from desktop.law.explain import left, remaining
from desktop.notices import Notice, Part, Speaker
from desktop.obligations import terms_of
from desktop.reports import duties as owed
from desktop.reports.breaches import FILING
from desktop.reports.drafts import drafted, unsent
from desktop.reports.engine import Cell, Chip, Document, Section, Span, Text, below, labelled, twofold
from desktop.reports.frame import Frame
from desktop.words import Words

_PEOPLE = "subjects"  # they are told in a letter; who is notified wants to know who answers for it
_FIRST = "initial"
_UNDECIDED = "undecided"
_NEEDLESS = "not-due"  # of such a notice there is the decision only
_WHICH = ("code", "title", "incident", "aware_at")
_DECIDED = ("decision", "rationale", "decided_by", "decided_at")


def write_notice(frame: Frame, doc: Document) -> None:
    """Set a duty's notice, or all notices of a breach: as filed, else as drafted, else as the record gives it.

    Where none is required, the decision stands in its place.
    """
    breach, duties = _meant(frame)
    needless = [duty for duty in duties if duty.state == _NEEDLESS]
    for duty in duties:
        if duty in needless:
            continue
        notice, other = _written(frame, breach, duty)
        doc.page_break(section=_section(frame, doc, breach, duty, twofold(notice.to, other.to)))
        doc.heading(1, frame.told(lambda words, of=duty: _title(words, [of])))  # type: ignore[misc]  # of this duty
        _notice(frame, doc, breach, duty, (notice, other))
    if needless:
        _decisions(frame, doc, breach, needless)


def titled(frame: Frame, words: Words) -> str:
    """Call the file as its sheets are called, where they are called alike, and by the breach."""
    breach, duties = _meant(frame)
    needless = [duty for duty in duties if duty.state == _NEEDLESS]
    sheets = {_title(words, [duty]) for duty in duties if duty not in needless}
    sheets |= {_title(words, needless)} if needless else set()
    title = sheets.pop() if len(sheets) == 1 else words("report.title.breach-notice")
    return words.joined((title, breach.code), " · ")


def _title(words: Words, duties: list[Obligation]) -> str:
    """Call a sheet what it is: a notice, a letter, the record of one that was sent, or decisions."""
    one = duties[0]
    if one.state == _NEEDLESS:
        whom = {duty.recipient for duty in duties}
        alone = f"report.breaches.needless-{one.recipient}"
        return words(alone if len(whom) == 1 and alone in words else "report.breaches.needless")
    if one.recipient != _PEOPLE:
        return words("breach.notice.authority.title")
    return words(f"breach.notice.subjects.{'record' if one.filings else 'title'}")


def _decisions(frame: Frame, doc: Document, breach: Breach, needless: list[Obligation]) -> None:
    """Set the decisions not to notify, to be signed: what an authority asks for where no notice came."""
    title = frame.told(lambda words: _title(words, needless))
    doc.page_break(section=Section(doc.meta.classification, frame.joined(" · ", breach.code, title)))
    doc.heading(1, title)
    doc.facts(frame.facts(breach, _WHICH))
    for duty in needless:
        doc.heading(2, owed.heading(frame, breach, duty))
        doc.facts(frame.facts(duty, _DECIDED))
    frame.sign(doc, "decided", n=len(needless))


def _meant(frame: Frame) -> tuple[Breach, list[Obligation]]:
    breach = frame.store.find(Breach, frame.order.key)
    if breach is not None:
        return breach, list(breach.obligations)
    duty = frame.store.get(Obligation, frame.order.key)
    breach = frame.store.get(Breach, duty.breach_id)
    return breach, [one for one in breach.obligations if one.id == duty.id]


def _letter(duty: Obligation) -> bool:
    """Whether a letter to the people is still to be sent; it bears nothing that is for our own eyes."""
    return duty.recipient == _PEOPLE and not duty.filings


def _laws(breach: Breach) -> int:
    """Count the laws under which the people are told."""
    return len({one.law for one in breach.obligations if one.recipient == _PEOPLE})


def _section(frame: Frame, doc: Document, breach: Breach, duty: Obligation, to: str) -> Section:
    """Begin a sheet whose every page tells which notice it belongs to, and to whom; a draft is marked as one."""
    ours = "" if _letter(duty) else doc.meta.classification
    whom = owed.recipient(frame, breach, duty) if duty.recipient == _PEOPLE and _laws(breach) > 1 else to
    return Section(ours if duty.filings else drafted(frame, ours), frame.joined(" · ", breach.code, whom))


def _written(frame: Frame, breach: Breach, duty: Obligation) -> tuple[Notice, Notice]:
    pack = frame.packs.get(duty.law)
    zone = pack.timezone if pack else frame.zone
    notice, other = (
        Speaker(breach, frame.organisation, words, zone, frame.now, frame.months).notice(duty, pack)
        for words in frame.languages
    )
    return notice, other


def _notice(
    frame: Frame, doc: Document, breach: Breach, duty: Obligation, notices: tuple[Notice, Notice]
) -> None:
    notice, other = notices
    last = duty.filings[-1] if duty.filings else None
    to = twofold(notice.to, other.to)
    doc.facts(list(_head(frame, breach, duty) if _letter(duty) else _status(frame, breach, duty, to)))
    filed = [one for one in duty.filings if one.content]
    text = filed[-1].content if filed else _draft(frame, duty)
    if not filed and notice.missing:
        named = twofold(
            *(words.joined(one.missing) for words, one in zip(frame.languages, notices, strict=True))
        )
        doc.note(Span(frame.say("breach.missing", what=named), bold=True), tone="warn")
    if text:
        if filed:
            doc.heading(2, frame.say("report.breaches.sent"))
        lines = [line for line in text.splitlines() if line.strip()]
        doc.paragraph("\n".join(lines[1:] if len(lines) > 1 and lines[0] == notice.title else lines))
    else:
        _parts(frame, doc, duty, notice, other)
    if duty.recipient == _PEOPLE:
        return
    if last is None:
        frame.sign(doc, "to-submit")
    else:
        frame.sign(doc, "submitted", date=frame.moment(last.filed_at))


def _parts(frame: Frame, doc: Document, duty: Obligation, notice: Notice, other: Notice) -> None:
    """Set what the record gives; the people are greeted, and who is notified stands at the head already."""
    if duty.recipient == _PEOPLE:
        frame.prose(doc, notice.opening, other.opening)
    for part, beside in zip(notice.parts, other.parts, strict=True):
        doc.heading(3, twofold(part.heading, beside.heading))
        if frame.both:
            _pairs(frame, doc, part, beside)
        else:
            doc.paragraph(_said(part.lines, _missing(frame.words, part)))


def _pairs(frame: Frame, doc: Document, part: Part, beside: Part) -> None:
    """Set a part in two languages, and what is said in one of them once."""
    first: list[str] = []
    second: list[str] = []

    def pair(*missing: list[Span]) -> None:
        if first or any(missing):
            here, there = missing or ([], [])
            doc.pair(_said(first, here), _said(second, there), rule=False)
        first.clear()
        second.clear()

    for line, other in zip(part.told, beside.told, strict=True):
        if line.value != other.value:
            first.append(line.said)
            second.append(other.said)
            continue
        pair()
        if line.prose:
            head = [Span(f"{twofold(line.label, other.label)}\n", bold=True)] if line.label else []
            doc.paragraph([*head, line.value])
        else:
            doc.paragraph(labelled(line.label, other.label, line.value) if line.label else line.value)
    pair(*(_missing(words, one) for words, one in zip(frame.languages, (part, beside), strict=True)))


def _missing(words: Words, part: Part) -> list[Span]:
    """Say what is still missing in a part."""
    if not part.missing:
        return []
    return [Span(words("breach.missing", what=words.joined(part.missing)), bold=True, tone="warn")]


def _said(lines: tuple[str, ...] | list[str], missing: list[Span]) -> Text:
    said = "\n".join(lines)
    return ([f"{said}\n", *missing] if said else missing) if missing else said


def _draft(frame: Frame, duty: Obligation) -> str:
    whole = str(duty.draft.get("text") or "")
    return whole if frame.both else response.drafts(duty).get(frame.words.lang, whole)


def _law(frame: Frame, duty: Obligation) -> Iterator[tuple[str, Cell]]:
    """Name the law, and the article that it says the duty in."""
    terms, pack = terms_of(duty), frame.packs.get(duty.law)
    if terms is None:
        yield frame.say("report.breaches.basis"), frame.say("breach.own-duty")
        return
    article = terms.clock.article if terms.clock else ""
    cited = (
        frame.told(lambda words: words.numerals(pack.cite(article, words.lang))) if pack and article else ""
    )
    yield frame.label(Obligation, "law"), "\n".join(filter(None, (frame.named(duty.law), cited)))


def _head(frame: Frame, breach: Breach, duty: Obligation) -> Iterator[tuple[str, Cell]]:
    """Date and number a letter to the people, and tell it from that under another law."""
    yield frame.label(Obligation, "state"), unsent(frame)
    yield frame.say("report.request.date"), frame.say("report.undated")
    yield frame.label(Breach, "code"), breach.code
    if _laws(breach) > 1:
        yield from _law(frame, duty)


def _status(frame: Frame, breach: Breach, duty: Obligation, to: str) -> Iterator[tuple[str, Cell]]:
    """Say whose notice it is, to whom, by when, and how it stands; a later notice has no deadline of its own."""
    last = duty.filings[-1] if duty.filings else None
    undecided = frame.value(duty, "decision") if duty.decision == _UNDECIDED else ""
    draft = Chip(frame.joined(" · ", frame.say("report.breaches.draft"), undecided), "soon")
    yield frame.label(Obligation, "state"), draft if last is None else owed.state(frame, duty)
    yield frame.label(Breach, "code"), breach.code
    yield frame.say("report.breaches.to"), to
    yield from _law(frame, duty)
    if last is None and duty.due is not None:
        rest = remaining(duty.due, frame.now)
        late = rest < timedelta()
        told = Span(below(frame.told(partial(left, rest))), bold=True, tone="danger" if late else "soon")
        due = owed.told(frame, duty)
        yield frame.label(Obligation, "due"), [f"{below(due)}\n" if frame.both else f"{due} · ", told]
    elif last is not None:
        if last.phase == _FIRST:
            yield from owed.deadline(frame, duty)
        elif duty.filings[0] is not last:
            yield frame.say("report.breaches.follows"), _first(frame, duty, duty.filings[0])
        yield from frame.facts(last, FILING)


def _first(frame: Frame, duty: Obligation, first: Filing) -> str:
    """Say which notice a later one follows, and whether that came in time."""
    named = frame.joined(" ", frame.value(first, "phase"), first.reference)
    told = [frame.say("report.breaches.first", notice=named, date=frame.moment(first.filed_at))]
    if duty.due is not None and first.filed_at is not None:
        rest = remaining(duty.due, first.filed_at)
        how = frame.told(partial(left, rest)) if rest < timedelta() else frame.say("report.breaches.in-time")
        told.append(frame.say("report.breaches.first-due", date=frame.moment(duty.due), how=how))
    return "\n".join(told)
