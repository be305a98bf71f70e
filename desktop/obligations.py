"""Duties to notify after a breach: made from the laws, with the terms as they stood, and their deadlines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from data.breach import Breach, Obligation
from data.unit import Unit
from desktop.holidays import days_off
from desktop.law.clocks import ClockTerms, clock_terms, deadline_from
from desktop.law.explain import why
from desktop.law.facts import Breach as Rules
from desktop.law.facts import Event, Named, Rule, Speed, Trigger, nothing
from desktop.law.loading import load_packs
from desktop.law.pack import Pack
from desktop.words import Words

RECIPIENTS = ("authority", "subjects")
_PROCESSOR = "processor"
Key = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True)
class DutyTerms(ClockTerms):
    """All that a law says of one duty, as it stood when the duty arose.

    `case` names a case with a clock of its own, such as national security. `threshold` is the question that decides
    whether to notify, `content` what the notice holds in the order of the law, `late` what a late one needs.
    """

    case: str | None = None
    threshold: Rule | None = None
    exceptions: Mapping[str, Rule] = field(default_factory=nothing)
    content: Mapping[str, Rule] = field(default_factory=nothing)
    late: Rule | None = None
    channel: Rule | None = None
    regulator: Named | None = None

    @property
    def speed(self) -> Speed | None:
        """How soon the law wants the notice; None where it is not known."""
        return self.clock.speed if self.clock else None


def terms_of(duty: Obligation) -> DutyTerms | None:
    """Read the snapshot of a duty; None for one that the officer added."""
    return DutyTerms.from_json(duty.terms) if duty.terms else None


def duty_terms(pack: Pack, recipient: str, case: str = "") -> DutyTerms:
    """Take the snapshot of what a law says of notifying a recipient, in a special case of it if one is named."""
    kind = f"breach-{recipient}" + (f".{case}" if case else "")
    base = clock_terms(pack, kind)
    rules = pack.breach(recipient)
    special = rules.special[case] if rules and case else None
    return DutyTerms(
        **{one.name: getattr(base, one.name) for one in fields(base)},
        **_said(rules),
        case=case or None,
        threshold=_question(special) if special else rules.threshold if rules else None,
        regulator=pack.regulator if recipient == "authority" else None,
    )


def _question(special: Trigger) -> Rule:
    return Rule(**{one.name: getattr(special, one.name) for one in fields(Rule)})


def _said(rules: Rules | None) -> dict[str, Any]:
    if rules is None:
        return {}
    names = ("exceptions", "content", "late", "channel")
    return {name: getattr(rules, name) for name in names}


def _wanted(laws: list[str], packs: Mapping[str, Pack]) -> Iterator[tuple[Key, DutyTerms]]:
    for law in laws:
        if law not in packs:
            continue
        for recipient in RECIPIENTS:
            rules = packs[law].breach(recipient)
            for case in ("", *(rules.special if rules else ())):
                yield (law, recipient, case), duty_terms(packs[law], recipient, case)


def key_of(duty: Obligation) -> Key:
    """Tell a duty from the others of its breach: law, recipient, special case."""
    return duty.law, duty.recipient, str(duty.terms.get("case") or "")


def untouched(duty: Obligation) -> bool:
    """Whether nothing was decided, written or filed about a duty."""
    return duty.decision == "undecided" and not duty.filings and not duty.draft


def sync(unit: Unit, breach: Breach) -> None:
    """Make the duties that the laws of a breach give, once awareness is known, and set every open deadline anew.

    A duty that stands keeps its terms; one whose law no longer applies goes as long as nothing was done about it.
    """
    if breach.aware_at is None:
        return
    wanted = dict(_wanted(breach.laws, load_packs(unit.folder)))
    there = {key_of(duty): duty for duty in breach.obligations if duty.terms and duty.recipient in RECIPIENTS}
    for key, duty in there.items():
        if key not in wanted and untouched(duty):
            breach.obligations.remove(duty)
    for key in wanted.keys() - there.keys():
        terms = wanted[key].to_json()
        breach.obligations.append(Obligation(law=key[0], recipient=key[1], terms=terms, filings=[]))
    _place(breach, list(wanted))
    reckon(unit, breach)


def _place(breach: Breach, order: list[Key]) -> None:
    places = {key: at for at, key in enumerate(order)}
    kept = sorted(breach.obligations, key=lambda duty: places.get(key_of(duty), len(places)))
    for at, duty in enumerate(kept):
        duty.position = at
    breach.obligations[:] = kept


def reckon(unit: Unit, breach: Breach) -> None:
    """Set the deadlines of all duties that nothing was filed for; the officer's own keep theirs."""
    for duty in breach.obligations:
        terms = terms_of(duty)
        if terms is None or duty.filings:
            continue
        start = started(breach, duty, terms)
        off = days_off(unit, terms.law)
        duty.due = deadline_from(terms, start, holidays=off).due if start else None


def preview(breach: Breach, packs: Mapping[str, Pack]) -> list[Obligation]:
    """Work out which duties a breach would have, without holidays, before it is kept."""
    breach.obligations = [
        Obligation(law=key[0], recipient=key[1], terms=terms.to_json(), filings=[])
        for key, terms in _wanted(breach.laws, packs)
    ]
    for duty in breach.obligations:
        terms = DutyTerms.from_json(duty.terms)
        start = started(breach, duty, terms)
        duty.due = deadline_from(terms, start).due if start else None
    return breach.obligations


def started(breach: Breach, duty: Obligation, terms: DutyTerms) -> datetime | None:
    """Find the event that a duty's clock runs from; None while it has not happened.

    Discovery is the detection where it is known, else the awareness, which also serves where a law names no event.
    """
    event = terms.clock.starts if terms.clock else None
    if event is Event.AUTHORITY_NOTICE:
        told = (one for one in breach.obligations if one.law == duty.law and one.recipient == "authority")
        filed = [filing.filed_at for one in told for filing in one.filings if filing.filed_at]
        return min(filed, default=None)
    if event is Event.DISCOVERY:
        return breach.detected_at or breach.aware_at
    if event is Event.INCIDENT:
        return breach.occurred_from or breach.aware_at
    return breach.aware_at


def own(unit: Unit, breach: Breach, duty: Obligation) -> None:
    """Take in a duty that the officer adds; one towards the controller has the law's terms for processors.

    A deadline that the officer set stays.
    """
    pack, due = load_packs(unit.folder).get(duty.law), duty.due
    if duty.recipient == "controller" and pack is not None and pack.breach(_PROCESSOR) is not None:
        duty.terms = duty_terms(pack, _PROCESSOR).to_json()
    duty.position = len(breach.obligations)
    breach.obligations.append(duty)
    reckon(unit, breach)
    duty.due = due or duty.due


def explained(breach: Breach, duty: Obligation, packs: Mapping[str, Pack], words: Words) -> str:
    """Say where a duty's deadline comes from, or why it has none."""
    terms = terms_of(duty)
    pack = packs.get(duty.law)
    if terms is None or pack is None:
        return words("breach.own-duty")
    start = started(breach, duty, terms)
    if start is None:
        return words("breach.waits-for-authority")
    found = deadline_from(terms, start)
    local = duty.due.astimezone(pack.timezone).date() if duty.due and found.due_date else None
    return why(replace(found, due=duty.due, due_date=local), pack, words)
