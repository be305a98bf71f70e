"""Two versions of a policy beside each other: what was added, removed, changed or moved, word by word."""

from collections.abc import Iterator, Sequence
from functools import partial

from data.policy import Policy, Version
from desktop.exchange.markers import unnumbered
from desktop.policy import numbered
from desktop.reading.compare import ADDED, CHANGED, MOVED, REMOVED, SAME, ClauseChange, WordChange, compare
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
    frame.table(doc, [old, new], Version, ["number", "state", "approved_at", "effective_from"])
    doc.tiles(list(_counted(frame, changes)))
    doc.paragraph(frame.say("report.comparison.marks"), small=True)
    for change in changes:
        if change.change != SAME:
            _clause(frame, doc, change, (old.number, new.number))
    frame.sign(doc)


def _counted(frame: Frame, changes: Sequence[ClauseChange]) -> Iterator[tuple[str, str, str]]:
    """Count what became of the clauses, and those that are the same but for their number."""
    number = frame.words.number
    for kind in _TONES:
        of = [one for one in changes if one.change == kind]
        again = sum(one.old.number != one.new.number for one in of if one.old and one.new)
        remark = frame.say("report.comparison.renumbered", n=number(again)) if kind == SAME and again else ""
        if of or kind != MOVED:
            yield frame.say(f"policy.change.{kind}"), number(len(of)), remark


def _clause(frame: Frame, doc: Document, change: ClauseChange, versions: tuple[str, str]) -> None:
    named = change.new or change.old
    if named is None:
        return
    became = Span(frame.say(f"policy.change.{change.change}"), bold=True, tone=_TONES[change.change])
    warned = frame.told(partial(_warning, change))
    more: list[str | Span] = ["\n", Span(warned, tone="warn")] if warned else []
    doc.heading(2, frame.told(partial(_heading, change, versions, own=frame.both)), [became, *more])
    headed = ((change.words_ar, named.heading_ar), (change.words_en, named.heading_en))
    halves = [_spans(change, _without(heading, runs)) for runs, heading in headed if runs]
    if len(halves) > 1:
        doc.pair(*halves)
    for half in halves if len(halves) == 1 else ():
        doc.paragraph(half)


def _warning(change: ClauseChange, words: Words) -> str:
    """Say that a clause changed in one of its languages only, and that the other was not confirmed since."""
    runs = {"ar": change.words_ar, "en": change.words_en}
    touched = [lang for lang, said in runs.items() if any(run.change != SAME for run in said)]
    both = all(runs.values()) and change.change == CHANGED
    only = f"report.comparison.only-{touched[0]}" if both and len(touched) == 1 else ""
    stale = getattr(change.new, "translation_stale", "")
    keys = (only, f"report.comparison.stale-{stale}" if stale else "")
    return " ".join(words(key) for key in keys if key)


def _heading(change: ClauseChange, versions: tuple[str, str], words: Words, *, own: bool) -> str:
    """Name a clause by number and heading, only its `own` where the other language stands beside."""
    clause = change.new or change.old
    if clause is None:
        return ""
    here = clause.heading_ar if words.lang == "ar" else clause.heading_en
    heading = unnumbered(here if own else words.either(clause.heading_ar, clause.heading_en))
    parts = filter(None, (*_numbers(change, versions, words), heading))
    return words.joined(parts, " · ") or words("policy.reading.opening")


def _numbers(change: ClauseChange, versions: tuple[str, str], words: Words) -> Iterator[str]:
    """Say the number that a clause has in both versions, or each with the version in which it is so, the old one first."""
    pairs = zip((change.old, change.new), versions, strict=True)
    found = [(str(clause.number), version) for clause, version in pairs if clause is not None]
    same = len(found) > 1 and len({number for number, _ in found}) == 1
    for number, version in found[:1] if same else found:
        if number not in {"", "0"}:
            label = words("policy.reading.clause", number=words.numerals(number))
            yield label if same else f"{label} ({words('report.policy.version', number=version)})"


def _without(heading: str, runs: Sequence[WordChange]) -> list[WordChange]:
    """Leave a heading out that stands above already and did not change."""
    first, *rest = runs
    if len(runs) == 1 or first.change == SAME:
        return [WordChange(first.change, first.text.removeprefix(heading.strip()).lstrip()), *rest]
    return [first, *rest]


def _spans(change: ClauseChange, runs: Sequence[WordChange]) -> list[str | Span]:
    """Mark the words of a changed clause by signs as well as tones, so that a grey print tells them apart."""
    if change.change != CHANGED:
        return ["".join(run.text for run in runs)]
    found: list[str | Span] = []
    for run in _stretches(runs):
        said = run.text.strip()
        if run.change == SAME or not said:
            found += [run.text] if run.text else []
            continue
        before, after = _MARKS[run.change]
        lead, tail = run.text.split(said)
        tone, gap = _TONES[run.change], " " if isinstance(found[-1:] and found[-1], Span) else ""
        lead = (lead or gap) if found else ""
        found += [part for part in (lead, Span(f"{before}{said}{after}", bold=True, tone=tone), tail) if part]
    return found


def _stretches(runs: Sequence[WordChange]) -> Iterator[WordChange]:
    """Join changed words that only blanks part: what was removed of them, then what was added."""
    removed = added = ""
    for run in runs:
        blank = run.change == SAME and not run.text.strip() and "\n" not in run.text
        if run.change == SAME and not (blank and (removed or added)):
            yield from _changed(removed, added)
            removed = added = ""
            yield run
            continue
        removed += run.text if run.change != ADDED else ""
        added += run.text if run.change != REMOVED else ""
    yield from _changed(removed, added)


def _changed(removed: str, added: str) -> Iterator[WordChange]:
    """Give both sides of a changed stretch; the blanks at its end stand once."""
    if removed.strip() and added.strip():
        removed = removed.rstrip()
    yield from (WordChange(change, text) for change, text in ((REMOVED, removed), (ADDED, added)) if text)
