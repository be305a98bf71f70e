"""How severity, deadlines and duties look in lists and on the record."""

from datetime import datetime
from zoneinfo import ZoneInfo

from data.breach import Breach, Obligation
from desktop.law.chips import Chip, chip
from desktop.law.facts import Speed, Unit
from desktop.obligations import DutyTerms, terms_of
from ui.desk import Desk
from ui.widgets.cell import NOTHING, Cell
from ui.widgets.chip import countdown

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
    if duty.decision == "undecided":
        return Cell(desk.words("choice.decision.undecided"), tone="mute", icon="circle-dot")
    look = countdown(desk, Chip.UNKNOWN if terms is None or terms.clock else Chip.UNVERIFIED, None)
    said = look.text if terms and terms.clock is None else desk.words("breach.speed.none-short")
    return Cell(said, tone=look.tone, icon=look.icon)


def duty_second(desk: Desk, duty: Obligation) -> str:
    """Say by when, in words, a duty is to be done, or when it was."""
    words = desk.words
    filed = min((one.filed_at for one in duty.filings if one.filed_at), default=None)
    if filed is not None:
        return words("breach.filed-on", moment=desk.calendar.near(desk.local(filed), desk.today()))
    terms = terms_of(duty)
    if duty.due is not None:
        return words("breach.before", moment=_end(desk, duty.due, terms))
    if terms is None:
        return ""
    if terms.clock is None:
        return words("breach.speed.unknown")
    return words.first(f"breach.speed.{terms.clock.speed}", "breach.speed.unknown")


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
