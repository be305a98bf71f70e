"""Holds practice against the promises: what is shared, with whom, where, how long, and on what paper."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from data.base import Entry, title_of
from data.organisation import Attachment, Organisation
from data.plain import plain
from data.policy import Promise
from data.processing import Activity
from data.sharing import Agreement, Disclosure, Flow, Party
from data.store import Store
from desktop.clause_reading import quote, read
from desktop.finding import Finding, Quote, digest
from desktop.law.facts import Known
from desktop.law.pack import Pack
from desktop.promised import Promised, Said, longer, promised
from desktop.reading.clauses import read_all
from desktop.reading.passages import Evidence
from desktop.sharing import abroad, by_party, checklist, flows_of, home, running, standing

Side = tuple[str, str]
_BY_ELEMENT = frozenset({"agreement", "permit", "review-due", "disclosure"})
_PROCESSORS = frozenset({"processor", "sub-processor"})
_APART = frozenset({"created_at", "updated_at", "serial", "next_expiry", "note", "sample", "binned_at"})


@dataclass(frozen=True, slots=True)
class Law:
    """Which law a finding stands on, in which article, how surely known; all empty where none says so."""

    code: str = ""
    article: str = ""
    confidence: str = ""


@dataclass(frozen=True)
class Practice:
    """The inventory as it stands on a day, with the promises it is held against."""

    organisation: Organisation
    promised: Promised
    packs: Mapping[str, Pack]
    today: date
    parties: tuple[Party, ...]
    agreements: tuple[Agreement, ...]
    flows: tuple[Flow, ...]
    activities: tuple[Activity, ...]
    disclosures: tuple[Disclosure, ...]
    proved: frozenset[str]

    @cached_property
    def laws(self) -> tuple[Pack, ...]:
        """The organisation's laws, the leading one first."""
        return tuple(self.packs[code] for code in self.organisation.laws if code in self.packs)

    @cached_property
    def party_of(self) -> Mapping[str, Party]:
        """The parties by id."""
        return {party.id: party for party in self.parties}

    def law(self, find: Callable[[Pack], Known | None]) -> Law:
        """Find the first of the organisation's laws that has such a rule, with its article."""
        for pack in self.laws:
            rule = find(pack)
            if rule is not None and rule.article:
                return Law(pack.code, rule.article, str(rule.confidence))
        return Law()

    def notice(self, element: str) -> Law:
        """Find the law that wants an element in the privacy notice."""
        return self.law(lambda pack: pack.notice_elements.get(element))


def practice(store: Store, packs: Mapping[str, Pack], now: datetime) -> Practice:
    """Gather the inventory and the promises as they stand at a moment."""
    organisation = store.organisation()
    zone = next((packs[code].timezone for code in organisation.laws if code in packs), None)
    return Practice(
        organisation=organisation,
        promised=promised(store),
        packs=packs,
        today=now.astimezone(zone).date(),
        parties=tuple(store.all(Party)),
        agreements=tuple(store.all(Agreement)),
        flows=tuple(store.all(Flow)),
        activities=tuple(store.all(Activity)),
        disclosures=tuple(store.all(Disclosure)),
        proved=frozenset(
            one.subject_id for one in store.all(Attachment, subject="disclosure") if one.subject_id
        ),
    )


def findings(store: Store, packs: Mapping[str, Pack], now: datetime) -> list[Finding]:
    """Find every place where practice and promise part, or where paper is missing or has run out."""
    desk = practice(store, packs, now)
    return [found for check in _CHECKS for found in check(desk)]


def gap(  # noqa: PLR0913  # both sides, the law, and what to do
    kind: str,
    element: str,
    record: Entry | None,
    said: Said | None,
    law: Law,
    *,
    status: str = "missing",
    quoted: tuple[Evidence, ...] = (),
    against: object = None,
    **values: Any,  # noqa: ANN401  # whatever the sentence names
) -> Finding:
    """Make a finding between a record and a clause, either of which may be what is missing.

    `against` is what else the finding was made on: it returns once that changes, too.
    """
    named: dict[str, Any] = (
        {"title": both(record), "code": (record.code, record.code)} if record is not None else {}
    )
    if said is not None:
        named |= {"clause": said.clause.number, "version": said.version, "policy": both(said.policy)}
    keys = [record.id if record is not None else "", said.policy.id if said is not None else ""]
    return Finding(
        kind=kind,
        element=element,
        status=status,
        says=f"practice.{kind}.{element}" if kind in _BY_ELEMENT else f"practice.{kind}",
        values=named | values,
        fingerprint=digest(kind, element, *keys),
        basis=digest(_own(record), _words(said), against, sorted(map(str, values.items()))),
        law=law.code,
        article=law.article,
        confidence=law.confidence,
        policy=said.policy.code if said is not None else "",
        policy_id=said.policy.id if said is not None else "",
        version=said.version if said is not None else "",
        clause=said.clause.number if said is not None else "",
        clauses=(said.clause.number,) if said is not None else (),
        evidence=tuple(_placed(said, quoted)) if said is not None else (),
        confirmed=said.clause.reading_confirmed if said is not None else None,
        subject=record.__tablename__ if record is not None else "",
        subject_id=record.id if record is not None else "",
    )


def both(record: Entry) -> Side:
    """Name a record in Arabic and in English; whoever speaks chooses."""
    return title_of(record, "ar") or record.code, title_of(record, "en") or record.code


def _whole(papers: Iterable[Entry]) -> Side:
    """Name records by their references, which keep their digits in every language."""
    said = " ".join(one.code for one in papers)
    return said, said


def _own(record: Entry | None) -> dict[str, Any]:
    return {} if record is None else {k: v for k, v in plain(record).items() if k not in _APART}


def _words(said: Said | None) -> list[str]:
    return [said.clause.text_ar, said.clause.text_en, *said.shares] if said is not None else []


def _placed(said: Said, quoted: Iterable[Evidence]) -> Iterator[Quote]:
    known = read_all([said.clause])[0]
    return (quote(said.clause, known, words) for words in quoted)


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
            yield gap(
                "undeclared-sharing",
                "category",
                flow,
                None,
                law,
                against=sorted(desk.promised.categories),
                party=whom,
                category=category,
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
            spans = {"kept": _span(amount, unit), "promised": _span(promise.amount, promise.unit)}
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
            yield gap("agreement", state, party, None, law, papers=_whole(papers))
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
            yield gap("review-due", record.REGISTER, record, None, Law(), status="overdue", on=on)


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
        if lacking:
            yield gap("disclosure", "undocumented", one, None, law, party=both(party))
        elif one.id not in desk.proved:
            yield gap("disclosure", "no-file", one, None, law, status="partial", party=both(party))


_CHECKS: tuple[Callable[[Practice], Iterator[Finding]], ...] = (
    _undeclared,
    _unused,
    _kept_too_long,
    _abroad,
    _marketing,
    _cards,
    _agreements,
    _permits,
    _reviews,
    _requests_of_authorities,
)
