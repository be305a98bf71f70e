"""The account of a breach in words: what each entry of its timeline says."""

from data.breach import Breach, Step, TimelineEntry
from desktop import incidents
from desktop.law.facts import Event, Unit
from desktop.obligations import terms_of
from desktop.words import Words

_FIELDS = {"occurred": "occurred_from", "detected": "detected_at", "aware": "aware_at"}


def outdated(breach: Breach, entry: TimelineEntry) -> bool:
    """Whether an entry tells a moment that was corrected later."""
    name = _FIELDS.get(entry.kind)
    return name is not None and getattr(breach, name) != entry.happened_at


def title(breach: Breach, entry: TimelineEntry, words: Words) -> str:
    """Say an entry in a line: what happened, to whom or by how much, and what was written beside it."""
    said = _said(breach, entry, words)
    if outdated(breach, entry):
        return words("breach.account.corrected", said=said)
    return _clock_begun(breach, said, words) if entry.kind == "aware" else said


def _said(breach: Breach, entry: TimelineEntry, words: Words) -> str:
    kind = words(f"choice.timeline_kind.{entry.kind}")
    facts = entry.facts
    if entry.kind == "occurred" and breach.occurred_estimated:
        return words("breach.account.estimated", said=kind)
    if entry.kind == "assessed" and "band" in facts:
        return _line(words, kind, words(f"choice.severity.{facts['band']}"), entry.text)
    if entry.kind == "decided" and "decision" in facts:
        to = words(f"choice.notice_recipient.{facts['recipient']}")
        return _line(words, to, words(f"choice.decision.{facts['decision']}"), entry.text)
    if entry.kind == "filed" and "phase" in facts:
        to = words(f"choice.notice_recipient.{facts['recipient']}")
        return _line(
            words, words(f"choice.filing_phase.{facts['phase']}"), to, str(facts.get("reference", ""))
        )
    if entry.kind == "contained" and facts.get("step"):
        return _line(words, kind, incidents.said(Step(key=str(facts["step"]), text=entry.text), words.lang))
    return entry.text if entry.kind == "note" else _line(words, kind, entry.text)


def _clock_begun(breach: Breach, said: str, words: Words) -> str:
    """Say at the awareness which period began, where the laws count one and the same in hours from it."""
    clocks = [terms.clock for duty in breach.obligations if (terms := terms_of(duty)) and terms.clock]
    hours = {
        one.amount
        for one in clocks
        if one.starts is Event.AWARENESS and one.unit is Unit.HOURS and one.amount
    }
    return words("breach.account.clock", said=said, n=hours.pop()) if len(hours) == 1 else said


def _line(words: Words, first: str, *rest: str) -> str:
    said = [part for part in rest if part]
    return words("breach.account.line", first=first, rest=words.joined(said)) if said else first
