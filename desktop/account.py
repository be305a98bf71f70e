"""The account of a breach in words: what each entry of its timeline says."""

from data.breach import Breach, Obligation, TimelineEntry
from desktop import incidents
from desktop.law.facts import Event, Unit
from desktop.obligations import terms_of
from desktop.show import label
from desktop.words import Words

_FIELDS = {"occurred": "occurred_from", "detected": "detected_at", "aware": "aware_at"}
_SEVERAL = 2


def outdated(breach: Breach, entry: TimelineEntry) -> bool:
    """Whether an entry tells a moment that was corrected later."""
    name = _FIELDS.get(entry.kind)
    return name is not None and getattr(breach, name) != entry.happened_at


def title(breach: Breach, entry: TimelineEntry, words: Words) -> str:
    """Say an entry in a line: what happened, to whom or by how much, and what was written beside it."""
    said, text = told(breach, entry, words)
    if not said or not text:
        return said or text
    if said == words(f"choice.timeline_kind.{entry.kind}"):
        return _line(words, said, text)
    return words("breach.account.written", said=said, text=text)


def told(breach: Breach, entry: TimelineEntry, words: Words) -> tuple[str, str]:
    """Say what happened in the desk's words, and beside it what somebody wrote in their own."""
    said, text = _said(breach, entry, words)
    if said and outdated(breach, entry):
        return words("breach.account.corrected", said=said), text
    return _clock_begun(breach, said, words) if entry.kind == "aware" else said, text


def by(breach: Breach, entry: TimelineEntry) -> str:
    """Name who did what an entry tells: who decided, who notified, else who wrote the entry.

    Of a moment that the record itself tells, whoever wrote it down did nothing; who detected it is who reported it.
    """
    if entry.kind in _FIELDS and not entry.text:
        return breach.reported_by if entry.kind == "detected" else ""
    duty = _duty(breach, entry)
    if duty is not None and entry.kind == "decided" and duty.decided_at == entry.happened_at:
        return duty.decided_by or entry.actor
    if duty is not None and entry.kind == "filed":
        found = (one.filed_by for one in duty.filings if one.filed_at == entry.happened_at)
        return next(found, "") or entry.actor
    return entry.actor


def _duty(breach: Breach, entry: TimelineEntry) -> Obligation | None:
    return next((one for one in breach.obligations if one.id == entry.facts.get("obligation")), None)


def _said(breach: Breach, entry: TimelineEntry, words: Words) -> tuple[str, str]:
    kind = words(f"choice.timeline_kind.{entry.kind}")
    facts = entry.facts
    if entry.kind == "occurred":
        said = label(words, "breach", "near_miss") if breach.near_miss else kind
        about = breach.occurred_estimated
        return words("breach.account.estimated", said=said) if about else said, entry.text
    if entry.kind == "assessed" and "band" in facts:
        return _line(words, kind, words(f"choice.severity.{facts['band']}")), entry.text
    if entry.kind == "decided" and "decision" in facts:
        to = _to(breach, entry, words)
        return _line(words, to, words(f"choice.decision.{facts['decision']}")), entry.text
    if entry.kind == "filed" and "phase" in facts:
        to = _to(breach, entry, words)
        return _line(
            words, words(f"choice.filing_phase.{facts['phase']}"), to, str(facts.get("reference", ""))
        ), ""
    if entry.kind == "contained" and facts.get("step"):
        step = incidents.worded(str(facts["step"]), entry.text, words.lang)
        return _line(words, words("breach.account.step"), step), ""
    return "" if entry.kind == "note" else kind, entry.text


def recipient(breach: Breach, duty: Obligation, words: Words) -> str:
    """Name whom a duty is owed; where several laws apply, under which of them."""
    return _placed(breach, duty.name or words(f"choice.notice_recipient.{duty.recipient}"), duty.law, words)


def _to(breach: Breach, entry: TimelineEntry, words: Words) -> str:
    """Name whom an entry is about."""
    duty = _duty(breach, entry)
    if duty is not None:
        return recipient(breach, duty, words)
    named = words(f"choice.notice_recipient.{entry.facts['recipient']}")
    return _placed(breach, named, str(entry.facts.get("law") or ""), words)


def _placed(breach: Breach, to: str, law: str, words: Words) -> str:
    if len(breach.laws) < _SEVERAL or not law:
        return to
    return words("breach.account.of", to=to, law=words(f"choice.law.{law}"))


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
