"""A made-up organisation that fills every register, so that the desk can be tried before anything is typed.

What it consists of stands in `resources/samples/*.toml`. There a record is a table whose names are the record's own,
with children in arrays of tables. Moments are told from now (`-43h`, or `-12d 09:20` on the organisation's clock),
days likewise (`+30d`), and records point to each other by the `key` they are given.
"""

import hashlib
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from data.audit import ERASE, Stamp
from data.base import Entry, Record, owned_links, uuid7
from data.breach import Breach, Obligation
from data.fields import Kind, fields_of
from data.listing import Query, Where
from data.organisation import Attachment, Holiday, Organisation, SavedView, Task
from data.policy import Clause, Policy, Version
from data.processing import Activity
from data.registers import REGISTERS
from data.request import Request
from data.sharing import Agreement, Disclosure, Flow, Party
from data.store import Store
from data.unit import Unit
from desktop.clause_reading import confirm_reading, suggest
from desktop.law.clocks import ClockTerms, clock_terms, deadline_from
from desktop.law.counting import add_months
from desktop.law.facts import Clock
from desktop.law.facts import Unit as Span
from desktop.law.loading import load_packs
from desktop.law.pack import Pack
from desktop.clause_reading import words_hash
from desktop.policy import mirror, text_hash
from desktop.reading.clauses import read_clause

R = TypeVar("R", bound=Record)
Table = Mapping[str, Any]

_ZONE = ZoneInfo("Asia/Riyadh")
_AWAY = re.compile(r"([+-]\d+)([dh])(?: (\d\d):(\d\d))?")
_YEAR = 12
_DONE = frozenset({"answer", "follow-up", "closed", "withdrawn", "duplicate", "refused"})


def make(folder: Path, now: datetime, actor: str = "مسؤول حماية البيانات") -> Store:
    """Make the sample organisation's store in an empty folder, open to anyone, and fill it.

    Raises:
        Blocked: as `Store.create` does.
    """
    organisation = Organisation(**_tables("organisation")["organisation"], sample=True)
    store = Store.create(folder, organisation, Stamp(actor, now, "create")).store
    try:
        fill(store, now, actor)
    except BaseException:
        store.close()
        raise
    return store


def fill(store: Store, now: datetime, actor: str) -> None:
    """Add the sample records to a store, all in one unit; the organisation stays as it is."""
    with store.unit(actor, now, "sample") as unit:
        _Filling(unit, load_packs(store.folder)).run()


def counts(store: Store) -> dict[str, int]:
    """Count the records of every register, those in the bin left out."""
    return {name: store.count(Query(entry)) for name, entry in REGISTERS.items()}


def clear(store: Store, now: datetime, actor: str) -> int:
    """Remove all sample records with what hangs on them, sealed ones too, and tell how many there were."""
    views = {view["name"] for view in _tables("desk")["views"]}
    with store.unit(actor, now, ERASE) as unit:
        found: list[Record] = [
            one for entry in REGISTERS.values() for one in _kept_and_binned(unit, store, entry)
        ]
        gone = {record.id for record in found}
        found += [file for file in unit.all(Attachment) if file.subject_id in gone]
        found += [view for view in unit.all(SavedView) if view.name in views]
        for record in found:
            unit.delete(record)
    return len(gone)


def _score(breach: Breach) -> None:
    inputs = breach.severity_inputs
    breach.severity_score = inputs["dpc"] * inputs["ei"] + inputs["cb"]
    bands = (("low", 2), ("medium", 3), ("high", 4))
    breach.severity = next((band for band, end in bands if breach.severity_score < end), "very-high")


def _kept_and_binned(unit: Unit, store: Store, entry: type[Entry]) -> list[Entry]:
    made = (Where("sample", "eq", value=True),)
    queries = (Query(entry, where=made, binned=binned) for binned in (False, True))
    rows = (row for query in queries for row in store.page(entry, store.order(query)))
    return [unit.get(entry, row.id) for row in rows]


def _tables(name: str) -> dict[str, Any]:
    file = files("resources").joinpath("samples", f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


class _Reader:
    """Makes records of tables; keys become ids the first time they are met, so that order does not matter."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.ids: defaultdict[str, str] = defaultdict(uuid7)

    def record(self, kind: type[R], table: Table) -> R:
        """Make one record with all that hangs on it."""
        record = kind()
        fields = {field.name: field.kind for field in fields_of(kind)}
        below = dict(owned_links(kind))
        for name, said in table.items():
            if name == "key":
                record.id = self.ids[said]
            elif name in below:
                rows = ({"position": place} | row for place, row in enumerate(said))
                getattr(record, name).extend(self.child(below[name], row) for row in rows)
            else:
                setattr(record, name, self.value(fields.get(name, Kind.LINE), said))
        if isinstance(record, Entry):
            record.sample = True
        return record

    def child(self, kind: type[R], table: Table) -> R:
        """Make a record that hangs on another; only some kinds keep their place."""
        kept = {field.name for field in fields_of(kind)} | dict(owned_links(kind)).keys() | {"key"}
        return self.record(kind, {name: said for name, said in table.items() if name in kept})

    def value(self, kind: Kind, said: Any) -> Any:  # noqa: ANN401  # a column's value
        """Turn what a file says into what a column holds."""
        if kind is Kind.REF:
            return self.ids[said]
        if kind is Kind.REFS:
            return [self.ids[key] for key in said]
        if kind is Kind.MOMENT:
            return self.moment(said)
        if kind is Kind.DATE:
            return self.moment(said).astimezone(_ZONE).date()
        return said.strip() if isinstance(said, str) else said

    def moment(self, said: str) -> datetime:
        """Find the moment so far from now, at the time of day told, if any."""
        away = _AWAY.fullmatch(said)
        if away is None:
            raise ValueError(said)
        count, unit, hour, minute = away.groups()
        if unit == "h":
            return self.now + timedelta(hours=int(count))
        moment = self.now.astimezone(_ZONE) + timedelta(days=int(count))
        if hour:
            moment = datetime.combine(moment.date(), time(int(hour), int(minute)), _ZONE)
        return moment.astimezone(UTC)


class _Filling:
    """Adds the sample records to one unit, and works out what acts would have worked out."""

    def __init__(self, unit: Unit, packs: Mapping[str, Pack]) -> None:
        self.unit = unit
        self.packs = packs
        self.read = _Reader(unit.now)
        self.holidays: frozenset[date] = frozenset()

    def run(self) -> None:
        """Add everything; what others are counted from comes first."""
        self._desk()
        policies = [self._policy(table) for table in _tables("policies")["policies"]]
        self._sharing()
        for table in _tables("processing")["processing"]:
            self._activity(self.read.record(Activity, table))
        for table in _tables("breaches")["breaches"]:
            self._breach(self.read.record(Breach, table))
        for table in _tables("requests")["requests"]:
            self._request(self.read.record(Request, table), policies[0])

    def _desk(self) -> None:
        year = self.unit.now.astimezone(_ZONE).year
        days = set(self._holidays(year))
        self.holidays = frozenset(days)
        tables = _tables("desk")
        for kind, name in ((Task, "tasks"), (SavedView, "views")):
            for table in tables[name]:
                self.unit.add(self.read.record(kind, table))
        for table in tables["attachments"]:
            file = self.read.record(Attachment, table)
            file.content = table["content"].encode()
            file.size, file.sha256 = len(file.content), hashlib.sha256(file.content).hexdigest()
            self.unit.add(file)

    def _holidays(self, year: int) -> Iterator[date]:
        """Take the national days of the sample's laws, this year's and the next."""
        for pack in (self.packs["SA"], self.packs["QA"]):
            named = pack.holidays.items if pack.holidays else {}
            for day, name in (
                (f"{y:04}-{day}", name) for y in (year, year + 1) for day, name in named.items()
            ):
                first = date.fromisoformat(day)
                texts = {"name_ar": name.ar, "name_en": name.en}
                self.unit.add(Holiday(**texts, first_day=first, last_day=first, law=pack.code, sample=True))
                yield first

    def _policy(self, table: Table) -> Policy:
        whole = {name: said for name, said in table.items() if name not in {"clauses", "versions"}}
        policy = self.read.record(Policy, whole)
        for place, row in enumerate(table["versions"]):
            version = self.read.record(Version, {"position": place} | row)
            texts = [text for text in table["clauses"] if version.number in text["versions"]]
            for position, text in enumerate(texts):
                version.clauses.append(
                    self._clause(version, position, text, f"{table['key']}/{version.number}")
                )
            if version.state not in {"draft", "review"}:
                version.text_hash = text_hash(version)
            for read in version.acknowledgements:
                read.text_hash = version.text_hash
            policy.versions.append(version)
        mirror(policy)
        return self.unit.add(policy)

    def _clause(self, version: Version, position: int, table: Table, path: str) -> Clause:
        words = {name: said for name, said in table.items() if name != "versions"}
        named = {"key": f"{path}/{table['key']}", "position": position, "number": str(position + 1)}
        clause = self.read.record(Clause, words | named | {"source_language": "ar"})
        if version.state == "published":
            confirm_reading(self.unit, clause)
        else:
            suggest(clause)
        return clause

    def _sharing(self) -> None:
        tables = _tables("sharing")
        parties = [self.read.record(Party, table) for table in tables["parties"]]
        agreements = [self.read.record(Agreement, table) for table in tables["agreements"]]
        for party in parties:
            ends = [certificate.valid_until for certificate in party.certificates]
            ends += [agreement.valid_until for agreement in agreements if party.id in agreement.parties]
            party.next_expiry = min((end for end in (*ends, party.risk_until) if end), default=None)
        flows = [self.read.record(Flow, table) for table in tables["flows"]]
        disclosures = [self.read.record(Disclosure, table) for table in tables["disclosures"]]
        for entry in (*parties, *agreements, *flows, *disclosures):
            self.unit.add(entry)

    def _activity(self, activity: Activity) -> None:
        keeping = self.packs["SA"].records.get("processing")
        if activity.ended_on and keeping and keeping.years:
            activity.keep_until = add_months(activity.ended_on, keeping.years * _YEAR)
        self.unit.add(activity)

    def _breach(self, breach: Breach) -> None:
        breach.zone = _ZONE.key
        _score(breach)
        for duty in breach.obligations:
            self._obligation(breach, duty)
        open_ones = [duty.due for duty in breach.obligations if duty.state == "open" and duty.due]
        breach.next_due = min(open_ones, default=None)
        self.unit.add(breach)

    def _obligation(self, breach: Breach, duty: Obligation) -> None:
        if breach.aware_at and duty.law:
            terms = clock_terms(self.packs[duty.law], f"breach-{duty.recipient}")
            duty.terms = terms.to_json()
            duty.due = deadline_from(terms, breach.aware_at, holidays=self.holidays).due
        for filing in duty.filings:
            filing.content_hash = hashlib.sha256(filing.content.encode()).hexdigest()
        first = duty.filings[0].filed_at if duty.filings else None
        if duty.decision == "not-due":
            duty.state = "not-due"
        elif first:
            duty.state = "late-filed" if duty.due and first > duty.due else "filed"

    def _request(self, request: Request, policy: Policy) -> None:
        if request.received_at is None:
            return
        terms = clock_terms(self.packs[request.law], "request", right=request.rights[0])
        request.zone, request.terms = terms.zone, terms.to_json()
        request.due = deadline_from(terms, request.received_at, holidays=self.holidays).due
        self._promised(request, terms, policy)
        for extension in request.extensions:
            longer = deadline_from(terms, request.received_at, extended=True, holidays=self.holidays)
            extension.due = request.extended_due = longer.due
        for message in request.messages:
            said = f"{message.subject}\n{message.body_ar}\n{message.body_en}"
            message.content_hash = hashlib.sha256(said.encode()).hexdigest() if message.sent_at else ""
        if request.stage not in _DONE:
            dues = (request.extended_due,) if request.extended_due else (request.due, request.promised_due)
            request.next_due = min((due for due in dues if due), default=None)
        self.unit.add(request)

    def _promised(self, request: Request, terms: ClockTerms, policy: Policy) -> None:
        """Hold the request to the answer that the published policy promises, next to the law's own."""
        version = next(version for version in policy.versions if version.state == "published")
        for clause in version.clauses:
            for promise in clause.promises:
                if (
                    promise.kind == "answer-request"
                    and promise.amount
                    and terms.clock
                    and request.received_at
                ):
                    clock: Clock = replace(terms.clock, amount=int(promise.amount), unit=Span(promise.unit))
                    found = deadline_from(
                        replace(terms, clock=clock), request.received_at, holidays=self.holidays
                    )
                    request.promised_due = found.due
                    request.promise_source = f"{policy.code} {version.number} / {clause.number}"
