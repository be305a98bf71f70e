"""What is practised, gathered so that it can be held against the promises, and how a finding is made of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from data.base import Entry, title_of
from data.organisation import Attachment, Organisation
from data.plain import plain
from data.processing import Activity
from data.sharing import Agreement, Disclosure, Flow, Party
from data.store import Store
from desktop.clause_reading import quote
from desktop.finding import Finding, Quote, digest
from desktop.law.facts import Known
from desktop.law.pack import Pack
from desktop.promised import Promised, Said, promised
from desktop.reading.clauses import read_all
from desktop.reading.passages import Evidence

Side = tuple[str, str]
_BY_ELEMENT = frozenset({"agreement", "permit", "review-due", "disclosure"})
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
    late: int | None = None,
    **values: Any,  # noqa: ANN401  # whatever the sentence names
) -> Finding:
    """Make a finding between a record and a clause, either of which may be what is missing.

    `against` is what else it was made on: it returns once that changes, too, but not for every day it is `late`.
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
        values=named | values | ({} if late is None else {"late": f"@unit.days:{late}"}),
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


def whole(papers: Iterable[Entry]) -> Side:
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
