"""The policy register's acts: a text comes in, is drafted, reviewed, approved, published and superseded."""

import hashlib
from collections.abc import Iterable
from copy import copy
from datetime import date
from typing import Any

from data.base import Record
from data.errors import NotAllowed
from data.fields import fields_of
from data.plain import canonical
from data.policy import Acknowledgement, Clause, Comment, Policy, Promise, Version
from data.unit import Unit
from desktop import records
from desktop.exchange.pairing import ClauseText
from desktop.exchange.policies import ImportedPolicy

OPEN = frozenset({"draft", "review"})
_WORDS = ("number", "heading_ar", "heading_en", "text_ar", "text_en")
_LEADING = ("published", "approved", "review", "draft")


def text_hash(version: Version) -> str:
    """Digest a version's canonical text: numbers, headings and bodies in both languages, nothing else (SHA-256)."""
    parts = [[c.number, c.heading_ar, c.heading_en, c.text_ar, c.text_en] for c in version.clauses]
    return hashlib.sha256(canonical(parts)).hexdigest()


def words_hash(clause: Clause) -> str:
    """Digest the words of one clause, so that a reading can be kept while they stay (SHA-256)."""
    return hashlib.sha256(
        canonical([clause.heading_ar, clause.heading_en, clause.text_ar, clause.text_en])
    ).hexdigest()


def leading(policy: Policy) -> Version | None:
    """Find the version that speaks for a policy: the published one, else the furthest on its way."""
    for state in _LEADING:
        for version in reversed(policy.versions):
            if version.state == state:
                return version
    return policy.versions[-1] if policy.versions else None


def draft_of(policy: Policy) -> Version | None:
    """Find the version that may still be written on."""
    return next((version for version in policy.versions if version.state in OPEN), None)


def mirror(policy: Policy) -> None:
    """Let the policy show its leading version's state, number and effective day in lists."""
    version = leading(policy)
    policy.state = version.state if version else "draft"
    policy.version_number = version.number if version else ""
    policy.effective_from = version.effective_from if version else None


def add_policy(
    unit: Unit, imported: ImportedPolicy, policy: Policy, *, draft: bool, source_name: str
) -> Policy:
    """Take an imported text into the register as version 1.0.

    A text that is already in force comes in published, frozen with its hash; `draft` leaves it open.
    """
    policy.title_ar = policy.title_ar or ("" if policy.title_en else imported.title_ar)
    policy.title_en = policy.title_en or ("" if policy.title_ar else imported.title_en)
    version = Version(
        number="1.0",
        language=imported.language,
        source="file",
        source_name=source_name,
        source_sha256=hashlib.sha256(imported.text.encode()).hexdigest(),
        author=unit.actor,
    )
    for position, part in enumerate(imported.clauses):
        version.clauses.append(_clause(position, part))
    policy.versions.append(version)
    if not draft:
        _adopt(unit, version)
    mirror(policy)
    return records.add(unit, policy)


def _clause(position: int, part: ClauseText) -> Clause:
    words: dict[str, Any] = {name: str(getattr(part, name)) for name in _WORDS}
    clause = Clause(position=position, **words)
    clause.source_language = "ar" if clause.text_ar or clause.heading_ar else "en"
    return clause


def _adopt(unit: Unit, version: Version) -> None:
    version.state = "published"
    version.text_hash = text_hash(version)
    version.published_at = unit.now


def new_policy(unit: Unit, policy: Policy) -> Policy:
    """Open a policy with an empty draft."""
    policy.versions.append(Version(number="1.0", author=unit.actor))
    mirror(policy)
    return records.add(unit, policy)


def open_version(clause: Clause) -> Version:
    """Find the version a clause belongs to, when it may still be written on.

    Raises:
        NotAllowed: `version.frozen` once the version is approved.
    """
    return _open(clause.version)


def _open(version: Version) -> Version:
    if version.state not in OPEN:
        raise NotAllowed("version.frozen", number=version.number)
    return version


def edit_clause(unit: Unit, clause: Clause, **words: str) -> Clause:
    """Change a clause's words; changing one language marks the other stale until it is confirmed.

    Raises:
        NotAllowed: `version.frozen`.
    """
    del unit
    open_version(clause)
    changed = {name for name, said in words.items() if getattr(clause, name) != said}
    for name in changed:
        setattr(clause, name, words[name])
    _mark_stale(clause, {name.rsplit("_", 1)[1] for name in changed if name.endswith(("_ar", "_en"))})
    if changed - {"number", "article"} and not clause.reading_confirmed:
        clause.reading_hash = ""
    if clause.reading_confirmed and clause.reading_hash != words_hash(clause):
        clause.reading_confirmed = False
    return clause


def _mark_stale(clause: Clause, languages: set[str]) -> None:
    if len(languages) == 1:
        (written,) = languages
        other = "en" if written == "ar" else "ar"
        if getattr(clause, f"text_{other}") or getattr(clause, f"heading_{other}"):
            clause.translation_stale = other
    elif languages:
        clause.translation_stale = ""


def confirm_translation(unit: Unit, clause: Clause) -> Clause:
    """Note that both languages say the same again.

    Raises:
        NotAllowed: `version.frozen`.
    """
    del unit
    open_version(clause)
    clause.translation_stale = ""
    return clause


def add_clause(unit: Unit, version: Version, at: int, clause: Clause) -> Clause:
    """Put a new clause at a place (0 is first) of an open version.

    Raises:
        NotAllowed: `version.frozen`.
    """
    _open(version)
    version.clauses.insert(at, clause)
    unit.add(clause)
    _renumber(version)
    return clause


def move_clause(unit: Unit, clause: Clause, to: int) -> Clause:
    """Move a clause to another place; its written number stays as the text has it.

    Raises:
        NotAllowed: `version.frozen`.
    """
    del unit
    version = open_version(clause)
    kept = [one for one in version.clauses if one is not clause]
    kept.insert(max(0, to), clause)
    _place(kept)
    return clause


def remove_clause(unit: Unit, clause: Clause) -> None:
    """Take a clause out of an open version.

    Raises:
        NotAllowed: `version.frozen`.
    """
    version = open_version(clause)
    unit.delete(clause)
    version.clauses.remove(clause)
    _renumber(version)


def _renumber(version: Version) -> None:
    _place(version.clauses)


def _place(clauses: Iterable[Clause]) -> None:
    for position, clause in enumerate(clauses):
        if clause.position != position:
            clause.position = position


def submit(unit: Unit, version: Version, *, reviewer: str = "") -> Version:
    """Send a draft to review.

    Raises:
        NotAllowed: `version.not-draft`, or `version.empty` when it has no clause.
    """
    if version.state != "draft":
        raise NotAllowed("version.not-draft", number=version.number)
    if not version.clauses:
        raise NotAllowed("version.empty", number=version.number)
    version.state, version.submitted_at = "review", unit.now
    version.reviewer = reviewer or version.reviewer
    mirror(version.policy)
    return version


def comment(unit: Unit, version: Version, text: str, *, clause_number: str = "") -> Comment:
    """Remark on a version under review or one of its clauses.

    Raises:
        NotAllowed: `version.frozen`.
    """
    _open(version)
    remark = records.require(Comment(author=unit.actor, text=text, clause_number=clause_number))
    version.comments.append(remark)
    return unit.add(remark)


def resolve_comment(unit: Unit, remark: Comment) -> Comment:
    """Note that a remark has been dealt with."""
    remark.resolved_at = unit.now
    return remark


def send_back(unit: Unit, version: Version, reason: str) -> Version:
    """Return a version from review to its author with the reason.

    Raises:
        NotAllowed: `version.not-review`, or `reason.needed`.
    """
    if version.state != "review":
        raise NotAllowed("version.not-review", number=version.number)
    if not reason.strip():
        raise NotAllowed("reason.needed")
    comment(unit, version, reason)
    version.state = "draft"
    mirror(version.policy)
    return version


def approve(unit: Unit, version: Version, *, approver: str, effective_from: date) -> Version:
    """Approve and freeze a version: its hash, approver, moment and effective day are fixed from here on.

    Raises:
        NotAllowed: `version.not-review`, `approver.needed`, `version.remarks-open`, `version.stale`.
    """
    if version.state != "review":
        raise NotAllowed("version.not-review", number=version.number)
    if not approver.strip():
        raise NotAllowed("approver.needed")
    if any(remark.resolved_at is None for remark in version.comments):
        raise NotAllowed("version.remarks-open", number=version.number)
    if any(clause.translation_stale for clause in version.clauses):
        raise NotAllowed("version.stale", number=version.number)
    version.state, version.approver, version.approved_at = "approved", approver.strip(), unit.now
    version.effective_from = effective_from
    version.text_hash = text_hash(version)
    mirror(version.policy)
    return version


def publish(unit: Unit, version: Version) -> Version:
    """Publish an approved version; the one published before is superseded.

    Raises:
        NotAllowed: `version.not-approved`, or `version.tampered` when its text no longer has its hash.
    """
    if version.state != "approved":
        raise NotAllowed("version.not-approved", number=version.number)
    if text_hash(version) != version.text_hash:
        raise NotAllowed("version.tampered", number=version.number)
    for other in version.policy.versions:
        if other.state == "published":
            other.state, other.superseded_at = "superseded", unit.now
    version.state, version.published_at = "published", unit.now
    mirror(version.policy)
    return version


def new_version(unit: Unit, policy: Policy, *, major: bool = True, summary: str = "") -> Version:
    """Start a draft from the latest text; confirmed readings come along where the words did not change.

    Raises:
        NotAllowed: `version.open` while another draft is open.
    """
    opened = draft_of(policy)
    if opened is not None:
        raise NotAllowed("version.open", number=opened.number)
    latest = policy.versions[-1]
    version = Version(
        number=next_number(latest.number, major=major),
        position=len(policy.versions),
        language=latest.language,
        change_summary=summary,
        author=unit.actor,
    )
    version.clauses.extend(_copied(clause) for clause in latest.clauses)
    policy.versions.append(version)
    unit.add(version)
    mirror(policy)
    return version


def next_number(number: str, *, major: bool) -> str:
    """Count a version number on: 1.2 becomes 2.0, or 1.3 for a small change."""
    first, _, second = number.partition(".")
    return f"{int(first) + 1}.0" if major else f"{first}.{int(second or 0) + 1}"


def _copied(clause: Clause) -> Clause:
    twin = Clause(**_values(clause))
    twin.promises.extend(Promise(**_values(promise)) for promise in clause.promises)
    return twin


def _values(record: Record) -> dict[str, Any]:
    kept = (field.name for field in fields_of(type(record)) if field.name not in {"created_at", "updated_at"})
    return {name: copy(getattr(record, name)) for name in kept}


def acknowledge(unit: Unit, version: Version, person: str) -> Acknowledgement:
    """Note that a member of staff has read exactly this approved text.

    Raises:
        NotAllowed: `version.not-approved` while the text may still change, `acknowledged` when noted before.
    """
    if version.state not in {"approved", "published"}:
        raise NotAllowed("version.not-approved", number=version.number)
    if any(one.person == person.strip() for one in version.acknowledgements):
        raise NotAllowed("acknowledged", person=person.strip())
    read = Acknowledgement(person=person.strip(), acknowledged_at=unit.now, text_hash=version.text_hash)
    version.acknowledgements.append(records.require(read))
    return unit.add(read)
