"""What happened in a breach, told on paper: drawn on an axis with the deadlines, and as a table."""

from collections.abc import Iterator, Sequence

from data.breach import Breach
from desktop import account
from desktop.reports import duties
from desktop.reports.engine import Cell, Column, Document, Span, Tone, twofold
from desktop.reports.frame import NOTHING, Frame
from desktop.reports.timeline import Mark, Timeline
from desktop.words import Words


def write_story(frame: Frame, doc: Document, breach: Breach) -> None:
    """Draw what happened and the deadlines on an axis, and tell each by its number."""
    doc.heading(1, frame.say("breach.story"))
    marks = sorted(_marks(frame, breach), key=lambda mark: mark.at)
    number, say = frame.words.numerals, frame.say
    if marks:
        told = "; ".join(f"{at}. {frame.moment(mark.at)}: {mark.told}" for at, mark in enumerate(marks, 1))
        axis = Timeline(
            marks,
            lambda at: number(str(at)),
            [calendar.short for calendar in dict.fromkeys(frame.calendars)],
            lambda moment: number(f"{moment:%H:%M}"),
        )
        caption = frame.told(lambda words: _key(marks, words))
        doc.figure(axis.draw(doc.sheet().width), alt=told, caption=caption)
    columns = [
        Column(frame.head("report.breaches.mark"), kind="number", head=True),
        Column(frame.head("report.breaches.moment"), kind="date"),
        Column(frame.head("report.breaches.event"), 3.0),
        Column(frame.head("report.breaches.by-whom")),
    ]
    rows = (
        [number(str(at)), frame.moment(mark.at), _told(mark), mark.by or NOTHING]
        for at, mark in enumerate(marks, 1)
    )
    doc.table(columns, rows, empty=say("report.nothing"))


def _key(marks: Sequence[Mark], words: Words) -> str:
    """Say what the shapes of a drawing mean, those that are in it."""
    shapes = [
        shape
        for shape in ("met", "missed", "ahead", "needless", "now")
        if shape in {one.shape for one in marks}
    ]
    signs = words("clock.join").join(words(f"report.breaches.sign.{shape}") for shape in shapes)
    said = words("report.breaches.account")
    return words("report.breaches.signs", said=said, signs=signs) if signs else said


def _told(mark: Mark) -> Cell:
    if not mark.deadline:
        return Span(mark.said, tone="muted") if mark.shape == "now" else mark.said
    if mark.shape == "needless":
        return Span(mark.said, tone="muted")
    tones: dict[str, Tone] = {"missed": "danger", "ahead": "warn"}
    return Span(mark.said, bold=True, tone=tones.get(mark.shape))


def _marks(frame: Frame, breach: Breach) -> Iterator[Mark]:
    for entry in breach.timeline:
        if entry.happened_at is not None:
            (said, text), (beside, _) = (account.told(breach, entry, words) for words in frame.languages)
            written = "\n".join(filter(None, (twofold(said, beside), text)))
            by = frame.person(account.by(breach, entry))
            yield Mark(entry.happened_at.astimezone(frame.zone), written, by)
    if breach.occurred_to is not None and breach.occurred_to != breach.occurred_from:
        said = frame.say("report.breaches.ended")
        said = frame.say("breach.account.estimated", said=said) if breach.occurred_estimated else said
        yield Mark(breach.occurred_to.astimezone(frame.zone), said)
    if breach.closed_at is None:
        yield Mark(frame.now.astimezone(frame.zone), frame.say("report.breaches.now"), shape="now")
    for duty in breach.obligations:
        if duty.due is not None:
            to, fate = duties.recipient(frame, breach, duty), duties.fate(frame, duty)
            said = frame.say(
                f"report.breaches.deadline.{fate}", said=frame.say("breach.deadline-for", recipient=to)
            )
            if duties.unsure(duty) and fate != "needless":
                said = frame.say("report.breaches.unchecked", said=said)
            yield Mark(duty.due.astimezone(frame.zone), said, shape=fate)
