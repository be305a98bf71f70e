"""How severity, deadlines and duties look in lists and on the record."""

from datetime import datetime
from zoneinfo import ZoneInfo

from data.breach import Breach, Obligation
from data.fields import field_of
from desktop.law.chips import Chip, chip
from desktop.law.facts import Speed, Unit
from desktop.obligations import DutyTerms, terms_of
from desktop.show import estimated
from desktop.words import Words
from ui.desk import Desk
from ui.widgets.cell import NOTHING, Cell
from ui.widgets.chip import countdown
from ui.widgets.text import joined

_STRENGTH = {"low": 1, "medium": 2, "high": 3, "very-high": 3}
TONES = {"low": "info", "medium": "warn", "high": "danger", "very-high": "danger"}
RECIPIENT_ICONS = {
    "authority": "landmark",
    "subjects": "users",
    "controller": "building-2",
    "sector-regulator": "landmark",
    "insurer": "shield-check",
    "police": "shield-alert",
}


def severity_cell(desk: Desk, breach: Breach) -> Cell:
    """Say the severity with its bars."""
    if not breach.severity:
        return NOTHING
    return Cell(desk.words(f"choice.severity.{breach.severity}"), strength=_STRENGTH[breach.severity])


def counted(breach: Breach, words: Words) -> str:
    """Say how many people are concerned, and that it is about so many where it is estimated."""
    said = words("breach.people-count", n=breach.people_count)
    return words("show.about", said=said) if estimated(breach, field_of(Breach, "people_count")) else said


def due_cell(desk: Desk, breach: Breach) -> Cell:
    """Say the nearest deadline, or how soon the authority was told, or that it need not be."""
    if breach.next_due is not None:
        return countdown(desk, chip(breach.next_due, desk.now()), breach.next_due)
    if breach.told_at is not None and breach.aware_at is not None:
        state, key = (Chip.DONE_LATE, "late") if breach.told_late else (Chip.DONE, "within")
        hours = int((breach.told_at - breach.aware_at).total_seconds() // 3600)
        look = countdown(desk, state, None)
        return Cell(desk.words(f"breach.told-{key}", n=hours), tone=look.tone, icon=look.icon)
    settled = breach.state in {"remediation", "notified", "closed"}
    return countdown(desk, Chip.NOT_REQUIRED if settled else Chip.UNKNOWN, None)


def duty_cell(desk: Desk, duty: Obligation) -> Cell:
    """Say how a duty stands; one without a number says what the law says instead."""
    if duty.state == "not-due":
        return countdown(desk, Chip.NOT_REQUIRED, None)
    if duty.filings:
        return countdown(desk, Chip.DONE_LATE if duty.state == "late-filed" else Chip.DONE, None)
    if duty.due is not None:
        return countdown(desk, chip(duty.due, desk.now()), duty.due)
    terms = terms_of(duty)
    speed = terms.speed if terms else None
    if speed is Speed.IMMEDIATE:
        return Cell(desk.words("breach.speed.immediate"), tone="danger", icon="circle-alert")
    if terms is not None and terms.clock is None:
        return countdown(desk, Chip.UNVERIFIED, None)
    said = desk.words.first(f"breach.speed.{speed}-short", "breach.speed.none-short")
    pressing = speed is Speed.PROMPT and duty.decision == "due"
    return Cell(said, tone="warn" if pressing else "mute", icon="timer" if pressing else "clock")


def duty_second(desk: Desk, duty: Obligation) -> str:
    """Say what was decided on a duty and by when it is to be done, or when it was."""
    words = desk.words
    filed = min((one.filed_at for one in duty.filings if one.filed_at), default=None)
    if filed is not None:
        return words("breach.filed-on", moment=desk.calendar.near(desk.local(filed), desk.today()))
    return joined(_decision(desk, duty), "" if duty.decision == "not-due" else duty_limit(desk, duty))


def _decision(desk: Desk, duty: Obligation) -> str:
    said = desk.words(f"choice.decision.{duty.decision}")
    if duty.decided_at is None:
        return said
    day = desk.calendar.short(desk.local(duty.decided_at).date())
    return desk.words("breach.decided-on", decision=said, day=day)


def duty_limit(desk: Desk, duty: Obligation) -> str:
    """Say in words by when a duty is to be done."""
    words, terms = desk.words, terms_of(duty)
    if duty.due is not None:
        return words("breach.before", moment=_end(desk, duty.due, terms))
    if terms is None:
        return ""
    return words.first(
        f"breach.speed.{terms.speed}-long", f"breach.speed.{terms.speed}", "breach.speed.unknown"
    )


def next_step(desk: Desk, breach: Breach) -> str:
    """Say what the duties of a breach ask for now: a decision, a notice, or nothing more."""
    words, duties = desk.words, breach.obligations
    undecided = [duty for duty in duties if duty.decision == "undecided"]
    if not duties or breach.closed_at is not None:
        return ""
    if undecided:
        return words("breach.next.decide", n=len(undecided))
    waiting = [duty for duty in duties if duty.state == "open"]
    if not waiting:
        return words("breach.next.done")
    dated = {duty.due: duty for duty in reversed(waiting) if duty.due}
    first = dated[min(dated)] if dated else waiting[0]
    name = duty_name(desk, first, laws=len(breach.laws) > 1)
    return words("breach.next.notify", who=name, when=duty_limit(desk, first))


def _end(desk: Desk, due: datetime, terms: DutyTerms | None) -> str:
    """Say a deadline; one that is counted in days is the last day where the law holds."""
    if terms is None or terms.clock is None or terms.clock.unit in {None, Unit.HOURS}:
        return desk.calendar.near(desk.local(due), desk.today())
    return desk.calendar.near(due.astimezone(ZoneInfo(terms.zone)).date(), desk.today())


def duty_name(desk: Desk, duty: Obligation, *, laws: bool) -> str:
    """Name whom a duty is owed to; with several laws, under which."""
    words = desk.words
    said = duty.name or words(f"choice.notice_recipient.{duty.recipient}")
    if duty.terms.get("case"):
        said = words(
            "breach.case",
            recipient=said,
            case=words.first(f"breach.case-name.{duty.terms['case']}", "breach.case-name.other"),
        )
    return f"{said} ({words(f'choice.law.{duty.law}')})" if laws and duty.law else said
