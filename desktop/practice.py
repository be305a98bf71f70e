"""Holds practice against the promises: what is shared, with whom, where, how long, and on what paper."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from data.base import Entry
from data.policy import Promise
from data.store import Store
from desktop.clause_reading import read
from desktop.finding import Finding
from desktop.law.facts import Known
from desktop.law.pack import Pack
from desktop.practised import Law, Practice, both, gap, practice, whole
from desktop.promised import Said, longer
from desktop.reading.passages import Evidence
from desktop.sharing import abroad, by_party, checklist, flows_of, home, running, standing

_STANDS = {"pending": "partial"}
_CONSENT = frozenset({"consent", "explicit-consent"})
_PROCESSORS = frozenset({"processor", "sub-processor"})


def findings(store: Store, packs: Mapping[str, Pack], now: datetime) -> list[Finding]:
    """Find every place where practice and promise part, or where paper is missing or has run out."""
    desk = practice(store, packs, now)
    return [found for check in _CHECKS for found in check(desk)]


def _quote(said: Said, promise: Promise) -> tuple[Evidence, ...]:
    """Find the words of a promise, in both languages where the reading knows them."""
    for one in read(said.clause).promises:
        if (one.kind, one.amount, one.unit) == (promise.kind, promise.amount, promise.unit):
            return one.evidence
    for lang in ("ar", "en"):
        start = str(getattr(said.clause, f"text_{lang}")).find(promise.text)
        if promise.text and start >= 0:
            return (Evidence(lang, "text", start, start + len(promise.text), promise.text),)
    return ()


def _undeclared(desk: Practice) -> Iterator[Finding]:
    law = desk.notice("recipients")
    for flow in running(desk.flows, desk.today):
        party = desk.party_of.get(flow.party or "")
        named = (party.name_ar, party.name_en, party.trade_name) if party else ()
        told = flow.category in desk.promised.categories or desk.promised.clause(flow.clauses)
        if not told and not desk.promised.mention(*named):
            category = f"@choice.party_category.{flow.category}"
            whom = both(party) if party else category
            what = flow.category != "other" or not flow.purpose
            yield gap(
                "undeclared-sharing",
                "category",
                flow,
                None,
                law,
                against=sorted(desk.promised.categories),
                party=whom,
                reference=party.code if party else "—",
                category=category if what else (flow.purpose, flow.purpose),
            )


def _unused(desk: Practice) -> Iterator[Finding]:
    used = {flow.category for flow in running(desk.flows, desk.today)}
    for category, clauses in desk.promised.categories.items():
        if category not in used:
            said = clauses[0]
            told = f"@choice.party_category.{category}"
            law = desk.notice("recipients")
            quoted = said.names(category)
            yield gap("declared-unused", category, None, said, law, quoted=quoted, category=told)


def _kept_too_long(desk: Practice) -> Iterator[Finding]:
    told = [pair for pair in desk.promised.of("keep-data") if pair[1].amount is not None]
    told = told or [pair for pair in desk.promised.of("keep-backup") if pair[1].amount is not None]
    law = desk.notice("retention_period")
    kept: list[tuple[Entry, float | None, str]] = [
        (flow, flow.retention_amount, flow.retention_unit) for flow in running(desk.flows, desk.today)
    ]
    kept += [(one, part.amount, part.unit) for one in desk.activities for part in one.retentions]
    for record, amount, unit in kept:
        if told and all(longer(amount, unit, promise) for _, promise in told):
            said, promise = told[0]
            spans: dict[str, Any] = {
                "kept": _span(amount, unit),
                "promised": _span(promise.amount, promise.unit),
            }
            yield gap(
                "retention",
                "longer",
                record,
                said,
                law,
                status="likely",
                quoted=_quote(said, promise),
                **spans,
            )


def _span(amount: float | None, unit: str) -> str:
    return f"@unit.{unit}:{amount:g}" if amount is not None and unit else ""


def _abroad(desk: Practice) -> Iterator[Finding]:
    element = desk.notice("transfer_abroad")
    law = element if element.code else desk.law(lambda pack: pack.transfer)
    for flow in running(desk.flows, desk.today):
        for code in abroad(flow, home(desk.organisation)):
            if desk.promised.country(code) is None:
                yield gap(
                    "country", code, flow, None, law, against=desk.promised.digest, country=f"@country.{code}"
                )


def _marketing(desk: Practice) -> Iterator[Finding]:
    promise = next(desk.promised.of("stop-marketing"), None)
    law = desk.law(lambda pack: pack.marketing)
    for flow in running(desk.flows, desk.today):
        if promise and not flow.opt_out and (flow.category == "marketing" or "marketing" in flow.data):
            said, words = promise
            yield gap("opt-out", "marketing", flow, said, law, quoted=_quote(said, words))


def _bases(desk: Practice) -> Iterator[Finding]:
    """Find marketing on another basis than the consent that is promised for it, or on none."""
    promise = next(desk.promised.of("marketing-consent"), None)
    law = desk.law(lambda pack: pack.marketing)
    for flow in running(desk.flows, desk.today):
        markets = flow.category == "marketing" or "marketing" in flow.data
        if promise and markets and flow.legal_basis not in _CONSENT:
            said, words = promise
            basis = f"@choice.legal_basis.{flow.legal_basis}" if flow.legal_basis else "@practice.no-basis"
            yield gap(
                "legal-basis",
                "marketing",
                flow,
                said,
                law,
                status="likely" if flow.legal_basis else "missing",
                quoted=_quote(said, words),
                basis=basis,
            )


def _cards(desk: Practice) -> Iterator[Finding]:
    promise = next(desk.promised.of("never-store-card", "never-share"), None)
    law = desk.law(lambda pack: pack.disclosure)
    for flow in running(desk.flows, desk.today):
        if promise and "card" in flow.data:
            said, words = promise
            yield gap("card", "shared", flow, said, law, status="likely", quoted=_quote(said, words))


def _agreements(desk: Practice) -> Iterator[Finding]:
    contract = desk.law(lambda pack: pack.contract)
    held, flows = by_party(desk.agreements), flows_of(desk.flows)
    for party in desk.parties:
        state = standing(party, papers := held.get(party.id, []), desk.today)
        own = flows.get(party.id, [])
        ended = bool(own) and not list(running(own, desk.today))
        law = contract if party.relationship in _PROCESSORS else Law()
        if state in {"missing", "pending", "expired"} and not ended:
            until = max((one.valid_until for one in papers if one.valid_until), default="")
            told: dict[str, Any] = {"papers": whole(papers), "on": until}
            yield gap("agreement", state, party, None, law, status=_STANDS.get(state, state), **told)
        if party.relationship == "sub-processor" and not party.parent_id:
            yield gap("agreement", "parent", party, None, law)
    leading = desk.laws[0].code if desk.laws else ""
    for agreement in desk.agreements:
        lacking = [item.rule for item in checklist(agreement, desk.packs, leading) if not item.held]
        if lacking and (agreement.valid_until is None or agreement.valid_until >= desk.today):
            said = "؛ ".join(rule.ar for rule in lacking), "; ".join(rule.en for rule in lacking)
            yield gap("agreement", "incomplete", agreement, None, contract, status="partial", items=said)


def _permits(desk: Practice) -> Iterator[Finding]:
    law = desk.law(lambda pack: pack.transfer)
    for flow in running(desk.flows, desk.today):
        if flow.permit_until is not None and flow.permit_until < desk.today:
            yield gap(
                "permit",
                "expired",
                flow,
                None,
                law,
                number=(flow.permit_number or "…",) * 2,
                on=flow.permit_until,
            )
        elif flow.mechanism == "permit" and not flow.permit_number:
            yield gap("permit", "absent", flow, None, law)


def _reviews(desk: Practice) -> Iterator[Finding]:
    due: list[tuple[Entry, date | None]] = [(one, one.review_on) for one in desk.agreements]
    due += [(one, one.next_review) for one in desk.activities]
    due += [(one, one.risk_until) for one in desk.parties]
    for record, on in due:
        if on is not None and on < desk.today:
            late = (desk.today - on).days
            yield gap("review-due", record.REGISTER, record, None, Law(), status="overdue", on=on, late=late)


def _requests_of_authorities(desk: Practice) -> Iterator[Finding]:
    def rule(pack: Pack) -> Known | None:
        documented = pack.disclosure.items.get("request-documented") if pack.disclosure else None
        return documented or pack.records.get("disclosures") or pack.disclosure

    law = desk.law(rule)
    for one in desk.disclosures:
        party = desk.party_of.get(one.party or "")
        if party is None or (party.category != "government" and party.relationship != "authority"):
            continue
        lacking = [name for name in ("request_reference", "legal_basis") if not getattr(one, name)]
        whom: dict[str, Any] = {"party": both(party), "reference": party.code}
        if lacking:
            what = lacking[0] if len(lacking) == 1 else "undocumented"
            yield gap("disclosure", what, one, None, law, **whom)
        elif one.id not in desk.proved:
            yield gap("disclosure", "no-file", one, None, law, status="partial", **whom)


_CHECKS: tuple[Callable[[Practice], Iterator[Finding]], ...] = (
    _undeclared,
    _unused,
    _kept_too_long,
    _abroad,
    _marketing,
    _bases,
    _cards,
    _agreements,
    _permits,
    _reviews,
    _requests_of_authorities,
)
