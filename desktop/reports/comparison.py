"""Two versions of a policy beside each other: what was added, removed, changed or moved, word by word."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from data.policy import Policy
from desktop.exchange.markers import unnumbered
from desktop.policy import numbered
from desktop.reading.compare import ADDED, CHANGED, REMOVED, SAME, ClauseChange, WordChange, compare
from desktop.reading.model import ClauseLike
from desktop.reports.engine import Document, Span, Tone
from desktop.reports.frame import Frame
from desktop.words import Words

_TONES: dict[str, Tone] = {
    "added": "ok",
    "removed": "danger",
    "changed": "soon",
    "moved": "info",
    "same": "mute",
}
_MARKS = {ADDED: ("[+", "+]"), REMOVED: ("[−", "−]"), SAME: ("", "")}


def comparable(policy: Policy) -> bool:
    """Tell whether a policy has two versions to hold beside each other."""
    return len(policy.versions) > 1


def write_comparison(frame: Frame, doc: Document) -> None:
    """Set the difference between two versions of a policy, the last two where none are named."""
    policy = frame.store.get(Policy, frame.order.key)
    numbers = frame.order.versions or tuple(one.number for one in policy.versions[-2:])
    old, new = (numbered(policy, number) for number in (numbers[0], numbers[-1]))
    changes = compare(old.clauses, new.clauses)
    doc.heading(1, frame.say("report.comparison.of", old=old.number, new=new.number))
    counts = Counter(one.change for one in changes)
    doc.facts(
        [
            (frame.say(f"policy.change.{kind}"), frame.words.number(counts[kind]))
            for kind in _TONES
            if counts[kind]
        ]
    )
    doc.paragraph(frame.say("report.comparison.marks"), small=True)
    for change in changes:
        if change.change != SAME:
            _clause(frame, doc, change)
    frame.sign(doc)


def _clause(frame: Frame, doc: Document, change: ClauseChange) -> None:
    named = change.new or change.old
    if named is None:
        return
    doc.heading(2, frame.told(partial(_heading, named)))
    doc.paragraph([Span(frame.say(f"policy.change.{change.change}"), bold=True, tone=_TONES[change.change])])
    halves = [runs for runs in (change.words_ar, change.words_en) if runs]
    if len(halves) > 1:
        doc.pair(_spans(change, halves[0]), _spans(change, halves[1]))
    for runs in halves if len(halves) == 1 else ():
        doc.paragraph(_spans(change, runs))


def _heading(clause: ClauseLike, words: Words) -> str:
    number = words.numerals(str(clause.number))
    heading = unnumbered(words.either(clause.heading_ar, clause.heading_en))
    label = words("policy.reading.clause", number=number) if number not in {"", "0", "٠"} else ""
    return " · ".join(filter(None, (label, heading))) or words("policy.reading.opening")


def _spans(change: ClauseChange, runs: Sequence[WordChange]) -> list[str | Span]:
    """Mark the words of a changed clause by signs as well as tones, so that a grey print tells them apart."""
    if change.change != CHANGED:
        return ["".join(run.text for run in runs)]
    found: list[str | Span] = []
    for run in runs:
        before, after = _MARKS[run.change]
        blank = not run.text.strip() or run.change == SAME
        found.append(
            run.text if blank else Span(f"{before}{run.text}{after}", bold=True, tone=_TONES[run.change])
        )
    return found
