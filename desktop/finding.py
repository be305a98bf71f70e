"""A finding of any check: what was found between two sides, on which words, and what the officer made of it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from data.errors import NotAllowed
from data.organisation import FindingDecision, Task
from data.plain import canonical
from data.unit import Unit
from desktop import records
from desktop.reading.quoting import cut
from desktop.words import Words

ACCEPTED, DISMISSED, TASK = "accepted", "dismissed", "task"
PRESENT = "present"
_SHORT = 16
_NUMBERS = frozenset({"clause", "other"})
_NAMES = {"notice-element": "notice.element", "conflict": "conflict.name"}


@dataclass(frozen=True, slots=True)
class Quote:
    """The very words a finding stands on: their places in the `heading` or `text` of a clause's language.

    `sentence` is what they stand in; `alone` tells that the clause has no other language.
    """

    clause: str
    lang: str
    part: str
    start: int
    end: int
    words: str
    sentence: str = ""
    alone: bool = False

    def shown(self, most: int) -> str:
        """Give the sentence, or of a long one what is around the words."""
        at = max(self.sentence.find(self.words), 0)
        return cut(self.sentence or self.words, at, at + len(self.words), most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding. `says` is a message key, filled with `values`; `fingerprint` names it for as long as it stands.

    `basis` is the digest of both sides it was found between. `policy` and `clause` are a reference and a number,
    `subject` and `subject_id` the record it is about where that is not a policy. `confirmed` tells whether the reading
    of its clause was confirmed, None where no clause is meant. `decision` holds while neither side changes; of one
    whose basis has changed `former` still tells.
    """

    kind: str
    element: str
    status: str
    says: str
    fingerprint: str
    basis: str
    values: Mapping[str, object] = field(default_factory=dict)
    law: str = ""
    policy: str = ""
    policy_id: str = ""
    version: str = ""
    clause: str = ""
    clauses: tuple[str, ...] = ()
    evidence: tuple[Quote, ...] = ()
    article: str = ""
    confidence: str = ""
    condition: str = ""
    confirmed: bool | None = None
    subject: str = ""
    subject_id: str = ""
    due: date | None = None
    decision: FindingDecision | None = None
    former: FindingDecision | None = None

    def quote(self, lang: str) -> Quote:
        """Choose the first of the words it stands on, in a language where they are said in it."""
        return next((quote for quote in self.evidence if quote.lang == lang), self.evidence[0])

    @property
    def open(self) -> bool:
        """Whether something is left to do or decide."""
        return self.status != PRESENT and self.decision is None


def digest(*parts: object) -> str:
    """Digest what names a finding, or what it was found between."""
    return hashlib.sha256(canonical([*parts])).hexdigest()[:_SHORT]


def decided(
    findings: Iterable[Finding], made: Iterable[FindingDecision], tasks: Iterable[Task], today: date
) -> list[Finding]:
    """Join findings with what was decided on them, oldest first.

    A changed side, a day that is over or a task that is done lets a finding return.
    """
    done = {task.subject_id for task in tasks if task.done_at is not None}
    latest = {decision.fingerprint: decision for decision in made}
    return [_joined(found, latest.get(found.fingerprint), done, today) for found in findings]


def _joined(found: Finding, decision: FindingDecision | None, done: set[str | None], today: date) -> Finding:
    if decision is None:
        return found
    over = decision.until is not None and decision.until < today
    holds = decision.basis == found.basis and not over and decision.id not in done
    return replace(found, decision=decision) if holds else replace(found, former=decision)


def accept(unit: Unit, found: Finding, *, reason: str = "", until: date | None = None) -> FindingDecision:
    """Note that a finding is right and is lived with, for good or until a day."""
    return _decide(unit, found, ACCEPTED, reason, until)


def dismiss(unit: Unit, found: Finding, *, reason: str, until: date | None = None) -> FindingDecision:
    """Note that a finding is none, and why.

    Raises:
        NotAllowed: `reason.needed`.
    """
    if not reason.strip():
        raise NotAllowed("reason.needed")
    return _decide(unit, found, DISMISSED, reason, until)


def make_task(unit: Unit, found: Finding, *, title: str, owner: str = "", due_on: date | None = None) -> Task:
    """Make a finding a task; once the task is done the finding is gone, or it returns.

    Raises:
        Invalid: a task without a title.
    """
    decision = _decide(unit, found, TASK, title, None)
    task = Task(
        title=title,
        owner=owner,
        due_on=due_on,
        subject=FindingDecision.__tablename__,
        subject_id=decision.id,
    )
    return records.add(unit, task)


def _decide(unit: Unit, found: Finding, verdict: str, reason: str, until: date | None) -> FindingDecision:
    decision = FindingDecision(
        fingerprint=found.fingerprint,
        basis=found.basis,
        verdict=verdict,
        reason=reason.strip(),
        decided_by=unit.actor,
        decided_at=unit.now,
        until=until,
    )
    return unit.add(decision)


def said(found: Finding, words: Words) -> str:
    """Say what is found and what to do; numbers of clauses in the language's digits."""
    numbered = {name: _number(found.values[name], words) for name in _NUMBERS & found.values.keys()}
    return words(found.says, **{**found.values, **numbered})


def _number(value: object, words: Words) -> str:
    return words.numerals(str(value)) if value not in {"", "0", 0} else words("check.opening")


def name(found: Finding, words: Words) -> str:
    """Name what a finding is about in a few words."""
    return words.first(f"{_NAMES.get(found.kind, 'check.name')}.{found.element}", f"check.name.{found.kind}")


def status(found: Finding, words: Words) -> str:
    """Say how a finding stands: what the officer decided, else what was found."""
    if found.decision is not None:
        return words(f"choice.verdict.{found.decision.verdict}")
    return words.first(f"notice.status.{found.status}", f"check.status.{found.status}")
