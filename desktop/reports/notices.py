"""The notices of a breach to the authority and to the people, and the letters to those: as filed, or as drafts."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from data.breach import Breach, Obligation
from desktop import response
from desktop.law.explain import left, remaining
from desktop.notices import Notice, Part, Speaker
from desktop.reports.breaches import FILING, recipient
from desktop.reports.drafts import drafted
from desktop.reports.engine import Cell, Chip, Document, Section, Span, Text, twofold
from desktop.reports.frame import Frame
from desktop.words import Words

_LETTER = "subjects"  # the people are told; who is notified wants to know who answers for it
_FIRST = "initial"
_NEEDLESS = "not-due"  # of such a notice there is the decision only
_WHICH = ("title", "incident", "aware_at")
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
        doc.page_break(section=Section(_mark(frame, doc.meta.classification, duty)))
        _notice(frame, doc, breach, duty)
        if duty.recipient != _LETTER:
            frame.sign(doc, "submitted" if duty.filings else "to-submit")
    if needless:
        _decisions(frame, doc, breach, needless)


def _decisions(frame: Frame, doc: Document, breach: Breach, needless: list[Obligation]) -> None:
    """Set the decisions not to notify, to be signed: what an authority asks for where no notice came."""
    title = frame.say("report.breaches.needless")
    doc.page_break(section=Section(doc.meta.classification, title))
    doc.heading(1, title)
    doc.facts([(frame.say("report.breaches.ours"), breach.code), *frame.facts(breach, _WHICH)])
    for duty in needless:
        doc.heading(2, recipient(frame, duty))
        doc.facts(frame.facts(duty, _DECIDED))
    frame.sign(doc, "decided")


def _meant(frame: Frame) -> tuple[Breach, list[Obligation]]:
    breach = frame.store.find(Breach, frame.order.key)
    if breach is not None:
        return breach, list(breach.obligations)
    duty = frame.store.get(Obligation, frame.order.key)
    breach = frame.store.get(Breach, duty.breach_id)
    return breach, [one for one in breach.obligations if one.id == duty.id]


def _letter(duty: Obligation) -> bool:
    """Whether a letter to the people is still to be sent; it bears nothing of the register's."""
    return duty.recipient == _LETTER and not duty.filings


def _mark(frame: Frame, classification: str, duty: Obligation) -> str:
    """Mark the pages of a draft, and leave out of a letter to the people what is for our own eyes."""
    if duty.filings:
        return classification
    return drafted(frame, "" if _letter(duty) else classification)


def _notice(frame: Frame, doc: Document, breach: Breach, duty: Obligation) -> None:
    pack = frame.packs.get(duty.law)
    zone = pack.timezone if pack else frame.zone
    notice, other = (
        Speaker(breach, frame.organisation, words, zone, frame.months).notice(duty, pack)
        for words in frame.languages
    )
    doc.heading(1, twofold(notice.title, other.title))
    if not _letter(duty):
        doc.facts(list(_status(frame, breach, duty, twofold(notice.to, other.to))))
    filed = [one for one in duty.filings if one.content]
    text = filed[-1].content if filed else _draft(frame, duty)
    if not filed and notice.missing:
        named = twofold(
            *(words.joined(one.missing) for words, one in zip(frame.languages, (notice, other), strict=True))
        )
        doc.note(Span(frame.say("breach.missing", what=named), bold=True), tone="warn")
    if text:
        doc.paragraph("\n".join(filter(str.strip, text.splitlines())))
        return
    _parts(frame, doc, notice, other)


def _parts(frame: Frame, doc: Document, notice: Notice, other: Notice) -> None:
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
    missing = Span(words("breach.missing", what=words.joined(part.missing)), bold=True, tone="warn")
    return [f"{said}\n", missing] if said else [missing]


def _draft(frame: Frame, duty: Obligation) -> str:
    whole = str(duty.draft.get("text") or "")
    return whole if frame.both else response.drafts(duty).get(frame.words.lang, whole)


def _status(frame: Frame, breach: Breach, duty: Obligation, to: str) -> Iterator[tuple[str, Cell]]:
    """Say whose notice it is, to whom, by when, and how it stands; a later notice has no deadline of its own."""
    last = duty.filings[-1] if duty.filings else None
    yield frame.say("report.breaches.ours"), breach.code
    yield frame.say("report.breaches.to"), to
    if duty.terms:
        yield from frame.facts(duty, ("law",))
    else:
        yield frame.say("report.breaches.basis"), frame.say("breach.own-duty")
    yield from frame.facts(duty, ("decision",))
    if last is None or last.phase == _FIRST:
        yield from frame.facts(duty, ("due",))
    if last is not None:
        yield from frame.facts(last, FILING)
        return
    if duty.due is not None:
        rest = remaining(duty.due, frame.now)
        late = "late" if rest < timedelta() else "left"
        yield frame.say(f"report.breaches.{late}"), frame.told(partial(left, rest))
    yield frame.say("report.breaches.stands"), Chip(frame.say("report.breaches.draft"), "soon")
