"""Holds every policy against its law and against itself, and joins what else the desk finds with what was decided."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from data.organisation import FindingDecision, Task
from data.policy import Clause, Policy, Version
from data.store import Store
from desktop import practice
from desktop.clause_reading import quote, words_hash
from desktop.finding import Finding, Quote, decided, digest
from desktop.law.pack import Pack
from desktop.leading import leading
from desktop.policy import draft_of, text_hash
from desktop.reading import model
from desktop.reading.clauses import ReadClause, read_all
from desktop.reading.conflicts import conflicts_of
from desktop.reading.notice import MISSING, elements_of
from desktop.reading.twins import differences

NOTICES = frozenset({"policy", "notice"})
"""What is held against a law, being what people are told."""
SOON = timedelta(days=30)

Packs = Mapping[str, Pack]


def check(store: Store, packs: Packs, now: datetime, policy: str | None = None) -> list[Finding]:
    """Check the published policies and practice against them, or one policy's leading version by id or reference.

    Of a policy that is not published only what is owed to it is told.

    Raises:
        Blocked: `record.absent` when there is no such policy.
    """
    today = _today(store, packs, now)
    chosen = [store.get(Policy, policy)] if policy else store.all(Policy)
    found = [
        finding
        for one in chosen
        for finding in (
            of_policy(one, laws_of(one, store, packs), today)
            if policy or one.state == "published"
            else _owed(one, today)
        )
    ]
    beside = practice.findings(store, packs, now)
    found += [one for one in beside if not policy or one.policy_id == chosen[0].id]
    tasks = store.all(Task, subject=FindingDecision.__tablename__)
    return decided(found, store.all(FindingDecision), tasks, today)


def laws_of(policy: Policy, store: Store, packs: Packs) -> list[Pack]:
    """Find the laws a policy answers to: its own, else the organisation's."""
    return [packs[code] for code in policy.laws or store.organisation().laws if code in packs]


def of_policy(
    policy: Policy, laws: Sequence[Pack], today: date, version: Version | None = None
) -> Iterator[Finding]:
    """Check one version of a policy, its leading one when none is named; nothing is known of decisions here."""
    chosen = version or leading(policy)
    if chosen is not None and chosen.clauses:
        yield from _Text(policy, chosen).findings(laws)
    yield from _stale(policy, chosen)
    yield from _review(policy, today)


def _owed(policy: Policy, today: date) -> Iterator[Finding]:
    """Tell what is owed to a policy whatever its text says, unless it was laid aside."""
    if policy.state != "archived":
        yield from _stale(policy, leading(policy))
        yield from _review(policy, today)


def _today(store: Store, packs: Packs, now: datetime) -> date:
    laws = store.organisation().laws
    zone = packs[laws[0]].timezone if laws and laws[0] in packs else ZoneInfo("UTC")
    return now.astimezone(zone).date()


class _Text:
    """One version's text, read once for all laws; clauses go by their places while numbers may repeat."""

    def __init__(self, policy: Policy, version: Version) -> None:
        self._policy, self._version = policy, version
        self._clauses = list(version.clauses)
        self._read = _placed(read_all(version.clauses))
        self._hash = text_hash(version)

    def findings(self, laws: Sequence[Pack]) -> Iterator[Finding]:
        """Find what each law asks for, then what it or the policy itself speaks against."""
        for law in laws if self._policy.kind in NOTICES else ():
            yield from (self._finding(one, law) for one in elements_of(self._read, law))
        told: set[tuple[str, int | str | None]] = set()
        for law in laws:
            for one in conflicts_of(self._read, law):
                if one.article or (one.element, one.clause) not in told:
                    told.add((one.element, one.clause))
                    yield self._finding(one, law)
        yield from (self._finding(one, None) for one in differences(self._read))

    def _finding(self, one: model.Finding, law: Pack | None) -> Finding:
        clauses = [self._clauses[int(place)] for place in one.clauses]
        first = self._clauses[int(one.clause)] if one.clause is not None else None
        code = law.code if law and (one.article or one.kind == "notice-element") else ""
        number = first.number if first else ""
        left = self._hash if one.status == MISSING else [words_hash(clause) for clause in clauses]
        return Finding(
            kind=one.kind,
            element=one.element,
            status=one.status,
            says=one.says,
            values=self._values(one),
            fingerprint=digest(
                one.kind, one.element, code, self._policy.id, number if one.kind == "conflict" else ""
            ),
            basis=digest(one.status, left, one.article, one.condition),
            law=code,
            policy=self._policy.code,
            policy_id=self._policy.id,
            version=self._version.number,
            clause=number,
            clauses=tuple(clause.number for clause in clauses),
            evidence=tuple(self._quotes(one)),
            article=one.article,
            confidence=one.confidence,
            condition=one.condition,
            confirmed=all(clause.reading_confirmed for clause in clauses) if clauses else None,
        )

    def _values(self, one: model.Finding) -> dict[str, object]:
        return {name: self._clauses[int(str(place))].number for name, place in one.values.items()}

    def _quotes(self, one: model.Finding) -> list[Quote]:
        """Quote what a finding stands on in the order of the text."""
        return [
            said
            for _, said in sorted(
                self._words(one),
                key=lambda pair: (pair[0], pair[1].lang, pair[1].part == "text", pair[1].start),
            )
        ]

    def _words(self, one: model.Finding) -> Iterator[tuple[int, Quote]]:
        for words in one.evidence:
            for place in one.clauses:
                clause = self._clauses[int(place)]
                said = str(getattr(clause, f"{words.part}_{words.lang}"))
                if said[words.start : words.end] == words.words:
                    yield int(place), quote(clause, self._read[int(place)], words)
                    break


def _placed(read: Sequence[ReadClause]) -> list[ReadClause]:
    return [ReadClause(place, one.passages, one.reading) for place, one in enumerate(read)]


def _stale(policy: Policy, chosen: Version | None) -> Iterator[Finding]:
    """Find translations that are older than their twin, in the text in force and in the draft after it."""
    versions = {version.id: version for version in (chosen, draft_of(policy)) if version is not None}
    for version in versions.values():
        for clause in version.clauses:
            if clause.translation_stale:
                yield _of_clause(policy, version, clause)


def _of_clause(policy: Policy, version: Version, clause: Clause) -> Finding:
    """Tell of a translation that is stale by quoting both languages; where the reading sees what differs, just that."""
    stale = clause.translation_stale
    read = read_all([clause])[0]
    found = list(differences([read], plain=True))
    apart = dict.fromkeys(words for one in found for words in one.evidence)
    spoken = {words.lang for words in apart}
    apart |= dict.fromkeys(
        words for passage in read.passages if passage.lang not in spoken for words in passage.sayings()
    )
    return Finding(
        kind="translation",
        element=f"stale-{stale}",
        status="stale",
        says=f"check.differs-{stale}" if found else f"check.stale-{stale}",
        values={"clause": clause.number, "how": f"@conflict.name.{found[0].element}" if found else ""},
        fingerprint=digest("translation", policy.id, version.id, clause.number),
        basis=digest(words_hash(clause), stale),
        policy=policy.code,
        policy_id=policy.id,
        version=version.number,
        clause=clause.number,
        clauses=(clause.number,),
        evidence=tuple(quote(clause, read, words) for words in apart),
        confirmed=clause.reading_confirmed,
    )


def _review(policy: Policy, today: date) -> Iterator[Finding]:
    """Find a review that is over its day, or due within a month."""
    due = policy.next_review
    if due is None or due > today + SOON:
        return
    late = due < today
    yield Finding(
        kind="review-due",
        element="review",
        status="overdue" if late else "due",
        says="check.review-overdue" if late else "check.review-due",
        values={"n": abs((due - today).days), "on": due},
        fingerprint=digest("review-due", policy.id),
        basis=digest(due.isoformat(), late),
        policy=policy.code,
        policy_id=policy.id,
        version=policy.version_number,
        due=due,
    )
