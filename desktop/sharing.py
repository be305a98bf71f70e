"""The sharing inventory's rules: what expires next, how risky a party is, what a contract still lacks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from data.base import Entry, Record, earlier
from data.errors import Invalid
from data.listing import Where
from data.organisation import Attachment, Organisation
from data.processing import Activity
from data.sharing import Agreement, Certificate, Disclosure, Flow, FlowPurpose, Party
from data.store import Store
from data.unit import Unit
from desktop import records
from desktop.law.facts import Rule
from desktop.law.pack import Pack

NEEDS_AGREEMENT = frozenset({"processor", "sub-processor", "joint", "controller"})
LACKING = frozenset(
    {"missing", "pending", "expired"}
)  # standings that want an agreement made, signed or renewed
_LEVELS = ("low", "medium", "high")
_MEDIUM, _HIGH = 3, 6
_PAPERS = ("", "pending", "expired", "valid")
_PIECE = 5000


@dataclass(frozen=True, slots=True)
class Expiry:
    """Something that ends: `what` is agreement, review, certificate, risk or permit, of `record`."""

    what: str
    on: date
    record: Entry
    name: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One duty of the law's list for processor contracts, and whether the agreement's text holds it."""

    key: str
    rule: Rule
    held: bool


def risk_of(sensitivity: str, impact: str) -> str:
    """Weigh how sensitive the data is against what harm could come of it; empty while either is not judged."""
    if sensitivity not in _LEVELS or impact not in _LEVELS:
        return ""
    product = (_LEVELS.index(sensitivity) + 1) * (_LEVELS.index(impact) + 1)
    return "high" if product >= _HIGH else "medium" if product >= _MEDIUM else "low"


class Paper(Protocol):
    """What tells of an agreement whether it is in force."""

    @property
    def signed_on(self) -> date | None:
        """When it was signed."""
        ...

    @property
    def valid_from(self) -> date | None:
        """Since when it holds; empty for since it was signed."""
        ...

    @property
    def valid_until(self) -> date | None:
        """Until when it holds; empty for without end."""
        ...


def in_force(agreement: Paper, today: date) -> bool:
    """Whether an agreement has been signed, has begun and has not ended."""
    begun = agreement.valid_from or agreement.signed_on
    ended = agreement.valid_until is not None and agreement.valid_until < today
    return begun is not None and begun <= today and not ended


def covering(party: Party, agreements: Iterable[Agreement]) -> list[Agreement]:
    """Find the agreements that name a party."""
    return [one for one in agreements if party.id in one.parties]


def by_party(agreements: Iterable[Agreement]) -> Mapping[str, list[Agreement]]:
    """Sort agreements by the parties they name, for what looks at many parties."""
    found: dict[str, list[Agreement]] = {}
    for one in agreements:
        for party in one.parties:
            found.setdefault(party, []).append(one)
    return found


def flows_of(flows: Iterable[Flow]) -> Mapping[str | None, list[Flow]]:
    """Sort flows by the party they go to."""
    found: dict[str | None, list[Flow]] = {}
    for one in flows:
        found.setdefault(one.party, []).append(one)
    return found


def running(flows: Iterable[Flow], today: date) -> Iterator[Flow]:
    """Leave out the flows that have ended."""
    return (flow for flow in flows if runs(flow.until_on, today))


def runs(until: date | None, today: date) -> bool:
    """Whether what ends on a day, or never, has not ended."""
    return until is None or until >= today


def home(organisation: Organisation) -> str:
    """Tell which country is not abroad: where the organisation is, or that of the law that leads."""
    return organisation.country or next((code.split("-")[0] for code in organisation.laws), "")


def reached(country: str, storage: str) -> list[str]:
    """List the countries that a flow goes to: where it is sent, and where it is kept."""
    return list(dict.fromkeys(filter(None, (country, storage))))


def abroad(flow: Flow, home: str) -> list[str]:
    """List the countries that a flow goes to other than the one at home."""
    return [code for code in reached(flow.country, flow.storage_country) if code != home]


def standing(party: Party, agreements: Iterable[Agreement], today: date) -> str:
    """Tell how a party stands with its agreements: `none-needed`, `missing`, `pending`, `expired` or `valid`."""
    papers = (_state(one, today) for one in covering(party, agreements))
    return stands(party.relationship, _best(papers))


def stands(relationship: str, paper: str) -> str:
    """Tell how a party stands from what it is and the best of its agreements: `valid`, `expired`, `pending` or none."""
    if paper == "valid":
        return paper
    if relationship not in NEEDS_AGREEMENT:
        return "none-needed"
    return paper or "missing"


def _state(agreement: Paper, today: date) -> str:
    if in_force(agreement, today):
        return "valid"
    return "expired" if agreement.valid_until is not None and agreement.valid_until < today else "pending"


def _best(papers: Iterable[str]) -> str:
    return max(papers, key=_PAPERS.index, default="")


@dataclass(frozen=True, slots=True)
class Named:
    """The best state of the agreements of every party that has some, and how many parties lack one in force."""

    standing: Mapping[str, str]
    lacking: int


class _Row(NamedTuple):
    parties: list[str]
    signed_on: date | None
    valid_from: date | None
    valid_until: date | None


def named(store: Store, today: date) -> Named:
    """Read how all parties stand, without loading any of them."""
    found: dict[str, str] = {}
    for row in store.values(Agreement, *_Row._fields):
        paper = _Row(*row)
        state = _state(paper, today)
        for party in paper.parties:
            found[party] = _best((found.get(party, ""), state))
    wanting = Where("relationship", "in", NEEDS_AGREEMENT)
    valid = [key for key, state in found.items() if state == "valid"]
    pieces = (valid[start : start + _PIECE] for start in range(0, len(valid), _PIECE))
    held = sum(store.amount(Party, wanting, Where("id", "in", piece)) for piece in pieces)
    return Named(found, store.amount(Party, wanting) - held)


def checklist(agreement: Agreement, packs: Mapping[str, Pack], leading: str = "") -> tuple[Item, ...]:
    """Hold a processing contract against its law's list, in the list's order; empty where there is none.

    `leading` is the organisation's first law, for agreements that name none.
    """
    pack = packs.get(agreement.law or leading)
    if pack is None or pack.contract is None or agreement.kind != "processing":
        return ()
    return tuple(Item(key, rule, key in agreement.items) for key, rule in pack.contract.items.items())


def expiries_of(party: Party, agreements: Iterable[Agreement], flows: Iterable[Flow]) -> Iterator[Expiry]:
    """List everything of one party that ends; of agreements of one kind, and of like certificates, the last end counts."""
    open_kinds = {one.kind for one in covering(party, agreements) if one.valid_until is None}
    last: dict[str, Agreement] = {}
    for one in covering(party, agreements):
        if one.valid_until is None or one.kind in open_kinds:
            continue
        if one.kind not in last or (last[one.kind].valid_until or one.valid_until) < one.valid_until:
            last[one.kind] = one
    yield from (
        Expiry("agreement", one.valid_until, one, one.title) for one in last.values() if one.valid_until
    )
    held: dict[str, date] = {}
    for certificate in party.children():
        if isinstance(certificate, Certificate) and certificate.valid_until:
            held[certificate.name] = max(held.get(certificate.name, date.min), certificate.valid_until)
    yield from (Expiry("certificate", on, party, name) for name, on in held.items())
    if party.risk_until:
        yield Expiry("risk", party.risk_until, party)
    for flow in flows:
        if flow.party == party.id and flow.permit_until and not flow.until_on:
            yield Expiry("permit", flow.permit_until, flow, flow.permit_number)


def expiries(store: Store) -> list[Expiry]:
    """List everything in the inventory that ends or is to be reviewed, nearest first."""
    agreements, flows = store.all(Agreement), flows_of(store.all(Flow))
    papers = by_party(agreements)
    found = [
        one
        for party in store.all(Party)
        for one in expiries_of(party, papers.get(party.id, ()), flows.get(party.id, ()))
    ]
    found += [Expiry("review", one.review_on, one, one.title) for one in agreements if one.review_on]
    unique = {(one.what, one.record.id, one.name): one for one in found}
    return sorted(unique.values(), key=lambda one: (one.on, one.record.code))


def settle_party(unit: Unit, party: Party) -> None:
    """Work out a party's risk and mirror its nearest end; a risk set by hand with its reason stays.

    Raises:
        Invalid: `parent_id` when a party is its own parent, directly or through others.
    """
    seen, above = {party.id}, party.parent_id
    while above:
        if above in seen:
            raise Invalid({"parent_id": "itself"})
        seen.add(above)
        parent = unit.find(Party, above)
        above = parent.parent_id if parent else None
    weighed = risk_of(party.sensitivity, party.impact)
    if weighed and not party.risk_reason:
        party.risk = weighed
    mirror(unit, party)


def mirror(unit: Unit, party: Party) -> None:
    """Let the party show the nearest of its ends in lists."""
    agreements = unit.matching(Agreement, Where("parties", "has", party.id))
    ends = expiries_of(party, agreements, unit.all(Flow, party=party.id))
    nearest = min((one.on for one in ends), default=None)
    if party.next_expiry != nearest:
        party.next_expiry = nearest


def settle_agreement(unit: Unit, agreement: Agreement) -> None:
    """Let the parties mirror what became of an agreement, also those it no longer names."""
    before = earlier(agreement).get("parties") or []
    unit.flush()
    for key in {*agreement.parties, *before}:
        party = unit.find(Party, key)
        if party is not None:
            mirror(unit, party)


def settle_flow(unit: Unit, flow: Flow) -> None:
    """Name a flow that has no title by its purpose, and let its party mirror the permit's end."""
    flow.title = flow.title or flow.purpose
    party = unit.find(Party, flow.party) if flow.party else None
    if party is not None:
        unit.flush()
        mirror(unit, party)


def _not_yet(disclosure: Disclosure, now: datetime) -> dict[str, str]:
    """Refuse a hand-over that has not happened yet."""
    ahead = disclosure.happened_at is not None and disclosure.happened_at > now
    return {"happened_at": "after-now"} if ahead else {}


records.RULES[Party] = settle_party
records.RULES[Agreement] = settle_agreement
records.RULES[Flow] = settle_flow
records.CHECKS[Disclosure] = _not_yet


def add_certificate(unit: Unit, party: Party, /, **values: object) -> Certificate:
    """Put down a certificate that a party shows.

    Raises:
        Invalid: naming what is missing or wrong.
    """
    certificate = records.require(Certificate(**values))  # type: ignore[arg-type]  # asked by the act's fields
    party.certificates.append(certificate)
    mirror(unit, party)
    return certificate


def add_purpose(unit: Unit, flow: Flow, /, **values: object) -> FlowPurpose:
    """Put down a further purpose of a flow with its own legal basis.

    Raises:
        Invalid: naming what is missing or wrong.
    """
    del unit
    purpose = records.require(FlowPurpose(**values))  # type: ignore[arg-type]  # asked by the act's fields
    flow.purposes.append(purpose)
    return purpose


def hold_items(unit: Unit, agreement: Agreement, items: list[str]) -> Agreement:
    """Put down which duties of the law's list the agreement's text holds.

    Raises:
        Invalid: `items` when the law's list has no such duty.
    """
    laws = {pack.code: pack for pack in records.laws_of(unit)}
    known = [one.key for one in checklist(agreement, laws, next(iter(laws), ""))]
    if not set(items) <= set(known):
        raise Invalid({"items": "not-choices"}, {"items": known})
    agreement.items = [key for key in known if key in items]
    return agreement


def change_many(unit: Unit, kind: type[Entry], keys: Iterable[str], values: Mapping[str, object]) -> int:
    """Change the same fields of several records in one act, to be taken back as one; count them.

    Raises:
        Invalid: when the values do not suit one of them; none is changed then.
    """
    found = [unit.get(kind, key) for key in keys]
    for record in found:
        records.change(record, values)
    return len(found)


def documents(store: Store, record: Record) -> list[Attachment]:
    """List the files kept beside a record."""
    return store.all(Attachment, subject_id=record.id)


def linked(store: Store, flow: Flow) -> list[Activity]:
    """Find the processing activities that a flow belongs to."""
    return [one for one in store.all(Activity) if flow.id in one.flows]
