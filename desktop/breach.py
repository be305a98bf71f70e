"""What the desk does with a breach: follows its facts, decides, files, closes, and keeps the account of it all."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from data.base import earlier
from data.breach import Breach, Filing, Obligation, Step, TimelineEntry
from data.errors import Invalid, NotAllowed
from data.organisation import Organisation
from data.unit import Unit
from desktop import incidents, obligations, records
from desktop.law.loading import load_packs

_MOMENTS = {"occurred_from": "occurred", "detected_at": "detected", "aware_at": "aware"}
_PAST = (*_MOMENTS, "occurred_to", "processor_aware_at", "processor_told_us_at")
_BEFORE_AWARENESS = ("occurred_from", "detected_at")
_BY_ACT = {"state": frozenset({"closed"})}
_LATER = frozenset({"supplementary", "final", "correction"})
_DECISIONS = ("due", "not-due")


def follow(unit: Unit, breach: Breach) -> None:
    """Draw what follows from a new or changed breach: its checklist, its duties, its account, its mirrors.

    Raises:
        NotAllowed: `breach.closed`, `breach.close-by-act`, `breach.aware-fixed`.
        Invalid: an unknown law.
    """
    changed = earlier(breach)
    unit.flush()
    unit.get(Breach, breach.id)  # a new one is written with nothing hanging on it yet
    _refuse(breach, changed)
    _settle_law(unit, breach, changed)
    if not breach.steps or "incident" in changed:
        incidents.apply(breach)
    obligations.sync(unit, breach)
    for name, kind in _MOMENTS.items():
        at = getattr(breach, name)
        if name in changed and at is not None:
            enter(unit, breach, kind, at, corrects=changed[name] is not None)
    mirror(breach)


records.RULES[Breach] = follow


def _settle_law(unit: Unit, breach: Breach, changed: Mapping[str, Any]) -> None:
    """Give a breach the organisation's laws and the leading one's zone where it names none."""
    packs = load_packs(unit.folder)
    if not breach.laws:
        breach.laws = list(unit.all(Organisation)[0].laws)
    elif "laws" in changed and any(law not in packs for law in breach.laws):
        raise Invalid({"laws": "not-choice"})
    if not breach.zone and breach.laws[0] in packs:
        breach.zone = packs[breach.laws[0]].zone


def _refuse(breach: Breach, changed: Mapping[str, Any]) -> None:
    if breach.closed_at is not None and changed:
        raise NotAllowed("breach.closed", code=breach.code)
    if breach.state in _BY_ACT["state"]:
        raise NotAllowed("breach.close-by-act")
    if changed.get("aware_at") and any(duty.filings for duty in breach.obligations):
        raise NotAllowed("breach.aware-fixed", code=breach.code)


def _impossible(breach: Breach, now: datetime) -> dict[str, str]:
    """Find moments in the future, an occurrence or detection after the awareness, an end of what goes on."""
    wrong = {name: "after-now" for name in _PAST if (at := getattr(breach, name)) and at > now}
    for name in _BEFORE_AWARENESS:
        at = getattr(breach, name)
        if at and breach.aware_at and at > breach.aware_at:
            wrong.setdefault(name, "after-aware")
    if breach.ongoing and breach.occurred_to:
        wrong.setdefault("occurred_to", "ongoing")
    return wrong


records.CHECKS[Breach] = _impossible
records.BY_ACT[Breach] = _BY_ACT


def mirror(breach: Breach) -> None:
    """Bring what lists sort and filter by up to date: states of the duties, nearest deadline, state of the breach."""
    for duty in breach.obligations:
        duty.state = _duty_state(duty)
    waiting = [duty for duty in breach.obligations if duty.state == "open"]
    closed = breach.closed_at is not None
    breach.next_due = None if closed else min((duty.due for duty in waiting if duty.due), default=None)
    breach.state = "closed" if closed else _state(breach, waiting)
    told = [duty for duty in breach.obligations if duty.recipient == "authority" and duty.filings]
    breach.told_at = min(
        (one.filed_at for duty in told for one in duty.filings if one.filed_at), default=None
    )
    breach.told_late = any(duty.state == "late-filed" for duty in told)


def _duty_state(duty: Obligation) -> str:
    filed = min((one.filed_at for one in duty.filings if one.filed_at), default=None)
    if filed is None:
        return "not-due" if duty.decision == "not-due" else "open"
    return "late-filed" if duty.due and filed > duty.due else "filed"


def _state(breach: Breach, waiting: list[Obligation]) -> str:
    if breach.obligations and not waiting:
        told = any(duty.filings for duty in breach.obligations if duty.recipient == "authority")
        return "notified" if told and breach.state != "remediation" else "remediation"
    if waiting and all(duty.decision == "due" for duty in waiting):
        return "awaiting"
    begun = breach.state == "containing" or any(step.done_at for step in breach.steps)
    return "containing" if begun else "assessing"


def enter(
    unit: Unit, breach: Breach, kind: str, at: datetime, text: str = "", **facts: str | float | bool
) -> None:
    """Write what an act did into the account; its words are the kind's, `text` is what somebody wrote."""
    kept = {name: value for name, value in facts.items() if value}
    breach.timeline.append(TimelineEntry(kind=kind, happened_at=at, text=text, actor=unit.actor, facts=kept))


def opened(unit: Unit, breach_id: str) -> Breach:
    """Load an open breach.

    Raises:
        NotAllowed: `breach.closed`.
    """
    breach = unit.get(Breach, breach_id)
    if breach.closed_at is not None:
        raise NotAllowed("breach.closed", code=breach.code)
    return breach


def around(unit: Unit, part: Obligation | Step) -> Breach:
    """Load the open breach that a duty or step hangs on.

    Raises:
        NotAllowed: `breach.closed`.
    """
    unit.flush()
    return opened(unit, part.breach_id)


def _about(duty: Obligation) -> dict[str, str]:
    return {"obligation": duty.id, "law": duty.law, "recipient": duty.recipient}


def decide(unit: Unit, duty: Obligation, *, decision: str, rationale: str = "") -> Obligation:
    """Decide whether a duty to notify is due.

    Raises:
        Invalid: the decision is neither `due` nor `not-due`.
        NotAllowed: `breach.closed`, `decision.rationale` when not notifying is not reasoned, `decision.filed` when a
            notice was filed already.
    """
    breach = around(unit, duty)
    if decision not in _DECISIONS:
        raise Invalid({"decision": "not-choice"}, {"decision": _DECISIONS})
    if decision == "not-due" and not rationale.strip():
        raise NotAllowed("decision.rationale")
    if decision == "not-due" and duty.filings:
        raise NotAllowed("decision.filed")
    _settle(unit, duty, decision, rationale)
    enter(unit, breach, "decided", unit.now, rationale, decision=decision, **_about(duty))
    mirror(breach)
    return duty


def _settle(unit: Unit, duty: Obligation, decision: str, rationale: str) -> None:
    duty.decision, duty.rationale = decision, rationale
    duty.decided_by, duty.decided_at = unit.actor, unit.now


def record_filing(  # noqa: PLR0913  # what is known of a filing
    unit: Unit,
    duty: Obligation,
    *,
    filed_at: datetime,
    channel: str,
    reference: str = "",
    phase: str = "",
    late_reason: str = "",
    content: str = "",
    filed_by: str = "",
    note: str = "",
) -> Obligation:
    """Record that a notice was filed; its words, or the draft's where none are given, are kept with their SHA-256.

    Raises:
        NotAllowed: `breach.closed`, `filing.not-due`, `filing.before-awareness`, `filing.in-future`, `filing.late`,
            `filing.phase-first`, `filing.phase-again`, `filing.before-first`.
    """
    breach = around(unit, duty)
    filing = Filing(
        phase=phase or ("supplementary" if duty.filings else "initial"),
        filed_at=filed_at,
        channel=channel,
        reference=reference,
        late_reason=late_reason,
        content=content or str(duty.draft.get("text") or ""),
        filed_by=filed_by or unit.actor,
        note=note,
    )
    records.require(filing)
    _may_file(unit, breach, duty, filing, filed_at)
    unit.irreversible()
    if duty.decision == "undecided":
        _settle(unit, duty, "due", "")
    if filing.content:
        filing.content_hash = hashlib.sha256(filing.content.encode()).hexdigest()
    duty.filings.append(filing)
    duty.draft = {}
    facts = _about(duty) | {"phase": filing.phase, "channel": channel, "reference": reference}
    enter(unit, breach, "filed", filed_at, late_reason, **facts)
    obligations.reckon(unit, breach)
    mirror(breach)
    return duty


def _may_file(unit: Unit, breach: Breach, duty: Obligation, filing: Filing, at: datetime) -> None:
    if duty.decision == "not-due":
        raise NotAllowed("filing.not-due")
    if at > unit.now:
        raise NotAllowed("filing.in-future")
    if breach.aware_at is None or at < breach.aware_at:
        raise NotAllowed("filing.before-awareness")
    first = min((one.filed_at for one in duty.filings if one.filed_at), default=None)
    if first is None and filing.phase in _LATER:
        raise NotAllowed("filing.phase-first")
    if first is not None and filing.phase == "initial":
        raise NotAllowed("filing.phase-again")
    if first is not None and at < first:
        raise NotAllowed("filing.before-first")
    if first is None and duty.due and at > duty.due and not filing.late_reason.strip():
        raise NotAllowed("filing.late")


def close(unit: Unit, breach: Breach) -> Breach:
    """Close a breach of which every duty was decided and every due one filed.

    Raises:
        NotAllowed: `breach.closed`, `breach.undecided`, `breach.unfiled`, the latter two with the recipient.
    """
    opened(unit, breach.id)
    for duty in breach.obligations:
        named = {"law": duty.law, "recipient": f"@choice.notice_recipient.{duty.recipient}"}
        if duty.decision == "undecided":
            raise NotAllowed("breach.undecided", **named)
        if duty.decision == "due" and not duty.filings:
            raise NotAllowed("breach.unfiled", **named)
    breach.closed_at = unit.now
    enter(unit, breach, "closed", unit.now)
    mirror(breach)
    return breach


def reopen(unit: Unit, breach: Breach, *, reason: str) -> Breach:
    """Open a closed breach again.

    Raises:
        NotAllowed: `breach.not-closed`, `reason.needed`.
    """
    if breach.closed_at is None:
        raise NotAllowed("breach.not-closed", code=breach.code)
    if not reason.strip():
        raise NotAllowed("reason.needed")
    breach.closed_at = None
    enter(unit, breach, "reopened", unit.now, reason)
    mirror(breach)
    return breach


def add_obligation(  # noqa: PLR0913  # what is known of a duty
    unit: Unit,
    breach: Breach,
    *,
    recipient: str,
    name: str = "",
    law: str = "",
    due: datetime | None = None,
) -> Obligation:
    """Add a duty that no pack makes: a sector regulator, the controller, an insurer, the police.

    Raises:
        NotAllowed: `breach.closed`.
        Invalid: an unknown recipient, or a deadline before the awareness.
    """
    opened(unit, breach.id)
    if due and breach.aware_at and due < breach.aware_at:
        raise Invalid({"due": "before-aware"})
    duty = Obligation(recipient=recipient, name=name, law=law or breach.laws[0], due=due, filings=[])
    obligations.own(unit, breach, records.require(duty))
    mirror(breach)
    return duty
