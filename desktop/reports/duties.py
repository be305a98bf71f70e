"""How paper tells of the duties to notify: whom each is owed, by when, how it stands, and what was filed."""

from datetime import timedelta

from data.breach import Breach, Filing, Obligation
from desktop import account
from desktop.law.explain import remaining, span
from desktop.law.facts import Confidence
from desktop.obligations import terms_of
from desktop.reports.engine import Cell, Chip, Span, below
from desktop.reports.frame import Frame

NEEDLESS = "not-due"


def state(frame: Frame, duty: Obligation) -> Chip:
    """Say how a duty stands at the moment of the report, and how late; what has no deadline is neither on time nor late."""
    behind = lateness(frame, duty)
    if behind:
        by = frame.told(lambda words: span(behind, words))
        key = "late-by" if duty.filings else "overdue-by"
        return Chip(below(frame.say(f"report.breaches.{key}", by=by)), "warn" if duty.filings else "danger")
    undated = duty.state == "filed" and duty.due is None
    key = "report.breaches.filed-undated" if undated else f"choice.obligation_state.{duty.state}"
    return frame.chip(frame.field(Obligation, "state"), duty.state, frame.say(key))


def lateness(frame: Frame, duty: Obligation) -> timedelta:
    """Reckon by how much a duty was met after its deadline, or is behind it at the moment of the report."""
    if duty.due is None or duty.state == NEEDLESS:
        return timedelta()
    filed = [one.filed_at for one in duty.filings if one.filed_at]
    at = min(filed) if filed else frame.now
    return max(-remaining(duty.due, at), timedelta())


def fate(frame: Frame, duty: Obligation) -> str:
    """Tell in a word what became of a deadline: `met`, `missed`, `ahead` or `needless`."""
    if duty.state == NEEDLESS:
        return "needless"
    if lateness(frame, duty):
        return "missed"
    return "met" if duty.filings else "ahead"


def recipient(frame: Frame, breach: Breach, duty: Obligation) -> str:
    """Say whom a duty is owed, and where: two laws may want the same of one breach."""
    return frame.told(lambda words: account.recipient(breach, duty, words))


def heading(frame: Frame, breach: Breach, duty: Obligation) -> str:
    """Say whom a duty is owed; an authority by its name too."""
    to, terms = recipient(frame, breach, duty), terms_of(duty)
    named = terms.regulator if terms else None
    if named is None:
        return to
    name = frame.told(lambda words: named.text(words.lang))
    return frame.say("report.breaches.named", recipient=to, name=name)


def unsure(duty: Obligation) -> bool:
    """Tell whether the period behind a deadline was not checked against the text of the law."""
    terms = terms_of(duty)
    clock = terms.clock if terms else None
    return clock is not None and {clock.confidence, clock.start_confidence or clock.confidence} != {
        Confidence.PRIMARY
    }


def told(frame: Frame, duty: Obligation) -> str:
    """Say by when a duty is to be met, and whether it need not be, or its period was not checked."""
    said = frame.moment(duty.due)
    if said and duty.state == NEEDLESS:
        return frame.say("report.breaches.deadline.needless", said=said)
    return frame.say("report.breaches.unchecked", said=said) if said and unsure(duty) else said


def deadline(frame: Frame, duty: Obligation) -> list[tuple[str, Cell]]:
    """Set by when a duty is to be met beside its label, pale where it need not be; nothing where no date is known."""
    said = told(frame, duty)
    cell: Cell = Span(said, tone="muted") if duty.state == NEEDLESS else said
    return [(frame.label(Obligation, "due"), cell)] if said else []


def filed(frame: Frame, breach: Breach, duty: Obligation, filing: Filing) -> str:
    """Name what was filed and with whom."""
    phase, to = frame.value(filing, "phase"), recipient(frame, breach, duty)
    return frame.say("report.breaches.filing-of", phase=phase, recipient=to)
