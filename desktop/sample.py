"""A made-up organisation that fills every register, so that the desk can be tried before anything is typed.

What it consists of stands in `resources/samples/*.toml`. There a record is a table whose names are the record's own,
with children in arrays of tables. Moments are told from now (`-43h`, or `-12d 09:20` on the organisation's clock),
days likewise (`+30d`), and records point to each other by the `key` they are given.
"""

import hashlib
import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from data.audit import ERASE, Stamp
from data.base import Entry, Record, owned_links, uuid7
from data.breach import Breach, Obligation, Step, TimelineEntry
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
from desktop import breach, obligations, processing, request_rules, severity, sharing
from desktop.clause_reading import confirm_reading, suggest
from desktop.law.loading import load_packs
from desktop.law.pack import Pack
from desktop.letters import digest
from desktop.policy import mirror, text_hash

R = TypeVar("R", bound=Record)
Table = Mapping[str, Any]

_ZONE = ZoneInfo("Asia/Riyadh")
_AWAY = re.compile(r"([+-]\d+)([dh])(?: (\d\d):(\d\d))?")
_OPEN = frozenset({"draft", "review"})
_LATER = frozenset({"obligations", "steps_done", "steps_left", "closed_at", "severity_inputs", "state"})


def make(folder: Path, now: datetime, actor: str = "") -> Store:
    """Make the sample organisation's store in an empty folder, open to anyone, and fill it; its officer acts if no other.

    Raises:
        Blocked: as `Store.create` does.
    """
    organisation = Organisation(**_tables("organisation")["organisation"], sample=True)
    actor = actor or organisation.officer_name
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


def held(store: Store) -> bool:
    """Tell whether a list still shows a sample record."""
    made = (Where("sample", "eq", value=True),)
    return any(store.first(Query(entry, where=made), 1) for entry in REGISTERS.values())


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
        return self.fill(kind(), table)

    def fill(self, record: R, table: Table) -> R:
        """Put what a table says into a record."""
        kind = type(record)
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
    """Adds the sample records to one unit; what follows from them is worked out by the subjects' own rules."""

    def __init__(self, unit: Unit, packs: Mapping[str, Pack]) -> None:
        self.unit = unit
        self.packs = packs
        self.read = _Reader(unit.now)

    def run(self) -> None:
        """Add everything; what others are counted from comes first."""
        self._desk()
        for table in _tables("policies")["policies"]:
            self._policy(table)
        self._sharing()
        for table in _tables("processing")["processing"]:
            processing.settle(self.unit, self.unit.add(self.read.record(Activity, table)))
        self.unit.flush()
        with self.unit.session.no_autoflush:  # a written duty would have to be loaded again with its filings
            for table in _tables("breaches")["breaches"]:
                self._breach(table)
        for table in _tables("requests")["requests"]:
            self._request(self.read.record(Request, table))

    def _desk(self) -> None:
        for code in ("SA", "QA"):
            self._holidays(self.packs[code])
        tables = _tables("desk")
        for task in tables["tasks"]:
            self.unit.add(self.read.record(Task, task))
        for view in tables["views"]:
            self.unit.add(self.read.record(SavedView, view))
        for table in tables["attachments"]:
            file = self.read.record(Attachment, table)
            file.content = table["content"].encode()
            file.size, file.sha256 = len(file.content), hashlib.sha256(file.content).hexdigest()
            self.unit.add(file)

    def _holidays(self, pack: Pack) -> None:
        """Take a law's national days, this year's and the next."""
        year = self.unit.now.astimezone(_ZONE).year
        named = pack.holidays.items if pack.holidays else {}
        for day, name in ((f"{y:04}-{day}", name) for y in (year, year + 1) for day, name in named.items()):
            first = date.fromisoformat(day)
            holiday = Holiday(
                name_ar=name.ar, name_en=name.en, first_day=first, last_day=first, law=pack.code
            )
            holiday.sample = True
            self.unit.add(holiday)

    def _policy(self, table: Table) -> None:
        whole = {name: said for name, said in table.items() if name not in {"clauses", "versions"}}
        policy = self.read.record(Policy, whole)
        for place, row in enumerate(table["versions"]):
            version = self.read.record(Version, {"position": place} | row)
            texts = [text for text in table["clauses"] if version.number in text["versions"]]
            path = f"{table['key']}/{version.number}"
            version.clauses.extend(self._clause(version, at, text, path) for at, text in enumerate(texts))
            version.text_hash = "" if version.state in _OPEN else text_hash(version)
            for read in version.acknowledgements:
                read.text_hash = version.text_hash
            policy.versions.append(version)
        mirror(policy)
        self.unit.add(policy)

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
        parties = [self.unit.add(self.read.record(Party, table)) for table in tables["parties"]]
        for kind in (Agreement, Flow, Disclosure):
            for table in tables[kind.REGISTER]:
                self.unit.add(self.read.record(kind, table))
        for party in parties:
            sharing.settle_party(self.unit, party)

    def _breach(self, table: Table) -> None:
        told = {name: said for name, said in table.items() if name not in _LATER}
        found = self.unit.add(self.read.record(Breach, {"zone": _ZONE.key} | told))
        breach.follow(self.unit, found)
        for duty in table["obligations"]:
            self._duty(found, duty)
        if inputs := table.get("severity_inputs"):
            score = severity.score(inputs)
            found.severity_inputs, found.severity, found.severity_score = inputs, score.band, score.value
        for name, told in table.get("steps_done", {}).items():
            self._done(found, name, *([told] if isinstance(told, str) else told))
        for name, reason in table.get("steps_left", {}).items():
            _step(found, name).left_out = reason
        if "closed_at" in table:
            found.closed_at = self.read.moment(table["closed_at"])
            self._enter(found, "closed", found.closed_at)
        found.state = table.get("state", found.state)
        breach.mirror(found)

    def _done(self, found: Breach, name: str, at: str, owner: str = "") -> None:
        """Tick a step of the checklist, which its template names; to assess is an act with an entry of its own."""
        step = _step(found, name)
        step.owner, step.done_at = owner or found.owner, self.read.moment(at)
        if name == "assess":
            self._enter(found, "assessed", step.done_at, "", step.owner, band=found.severity)
        else:
            self._enter(found, "contained", step.done_at, step.text, step.owner, step=step.key)

    def _duty(self, found: Breach, table: Table) -> None:
        law, recipient = table["law"], table["recipient"]
        known = (one for one in found.obligations if (one.law, one.recipient) == (law, recipient))
        duty = next(known, None)
        if duty is None:
            duty = Obligation(law=law, recipient=recipient)
            obligations.own(self.unit, found, duty)
        self.read.fill(duty, table)
        about = {"obligation": duty.id, "law": law, "recipient": recipient}
        if duty.decided_at:
            self._enter(found, "decided", duty.decided_at, duty.rationale, decision=duty.decision, **about)
        for filing in duty.filings:
            filing.content_hash = hashlib.sha256(filing.content.encode()).hexdigest()
            sent = {"phase": filing.phase, "channel": filing.channel, "reference": filing.reference}
            self._enter(found, "filed", filing.filed_at, filing.late_reason, **about, **sent)

    def _enter(
        self, found: Breach, kind: str, at: datetime | None, text: str = "", actor: str = "", **facts: str
    ) -> None:
        entry = TimelineEntry(kind=kind, happened_at=at, text=text, actor=actor or found.owner, facts=facts)
        found.timeline.append(entry)

    def _request(self, request: Request) -> None:
        for message in request.messages:
            if message.sent_at:
                message.content_hash = digest(message)
        request_rules.settle(self.unit, self.unit.add(request))


def _step(found: Breach, name: str) -> Step:
    """Find a step of the checklist by the name its template gives it."""
    return next(step for step in found.steps if step.key.endswith(f".{name}"))
