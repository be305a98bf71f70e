"""The life of a version: drafted, reviewed, approved and frozen, published, acknowledged, superseded."""

from copy import copy
from datetime import date
from typing import Any

from data.base import Record
from data.errors import NotAllowed
from data.fields import fields_of
from data.policy import Acknowledgement, Clause, Comment, Policy, Promise, Version
from data.unit import Unit
from desktop import records
from desktop.clause_reading import suggest_all, words_hash
from desktop.exchange.policies import ImportedPolicy
from desktop.policy import adopt, draft_of, from_file, mirror, require_open, text_hash
from desktop.templates import blanks


def submit(unit: Unit, version: Version, *, reviewer: str = "", change_summary: str = "") -> Version:
    """Send a draft to review, saying what changed.

    Raises:
        NotAllowed: `version.not-draft`, or `version.empty` when it has no clause.
    """
    if version.state != "draft":
        raise NotAllowed("version.not-draft", number=version.number)
    if not version.clauses:
        raise NotAllowed("version.empty", number=version.number)
    version.state, version.submitted_at = "review", unit.now
    version.reviewer = reviewer or version.reviewer
    version.change_summary = change_summary or version.change_summary
    mirror(version.policy)
    return version


def comment(unit: Unit, version: Version, text: str, *, clause_number: str = "") -> Comment:
    """Remark on a version under review or one of its clauses.

    Raises:
        NotAllowed: `version.frozen`.
    """
    require_open(version)
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


def approve(
    unit: Unit, version: Version, *, approver: str, effective_from: date, next_review: date | None = None
) -> Version:
    """Approve and freeze a version: its hash, approver, moment and effective day are fixed from here on.

    `next_review` is the day by which the policy is to be looked at again.

    Raises:
        NotAllowed: `version.not-review`, `approver.needed`, `version.remarks-open`, `version.stale`,
            `version.blanks` while something of a model text is still to be filled in.
    """
    if version.state != "review":
        raise NotAllowed("version.not-review", number=version.number)
    if not approver.strip():
        raise NotAllowed("approver.needed")
    if any(remark.resolved_at is None for remark in version.comments):
        raise NotAllowed("version.remarks-open", number=version.number)
    if any(clause.translation_stale for clause in version.clauses):
        raise NotAllowed("version.stale", number=version.number)
    left = sum(1 for _ in blanks(version))
    if left:
        raise NotAllowed("version.blanks", number=version.number, n=left)
    unit.irreversible()
    version.state, version.approver, version.approved_at = "approved", approver.strip(), unit.now
    version.effective_from = effective_from
    version.text_hash = text_hash(version)
    version.policy.next_review = next_review or version.policy.next_review
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
    unit.irreversible()
    _supersede(unit, version.policy)
    version.state, version.published_at = "published", unit.now
    mirror(version.policy)
    return version


def _supersede(unit: Unit, policy: Policy) -> None:
    for other in policy.versions:
        if other.state == "published":
            other.state, other.superseded_at = "superseded", unit.now


def new_version(unit: Unit, policy: Policy, *, major: bool = True, summary: str = "") -> Version:
    """Start a draft from the latest text; confirmed readings come along where the words did not change.

    Raises:
        NotAllowed: `version.open` while another draft is open.
    """
    latest = _closed(policy)
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


def _closed(policy: Policy) -> Version:
    opened = draft_of(policy)
    if opened is not None:
        raise NotAllowed("version.open", number=opened.number)
    return policy.versions[-1]


def take_text(
    unit: Unit, policy: Policy, imported: ImportedPolicy, *, draft: bool, source_name: str
) -> Version:
    """Take an imported text as a policy's next version; confirmed readings come along where the words did not change.

    A text that is already in force comes in published and supersedes the one before; `draft` leaves it open.

    Raises:
        NotAllowed: `version.open` while another draft is open.
    """
    latest = _closed(policy)
    version = from_file(unit, imported, source_name, next_number(latest.number, major=True))
    version.position = len(policy.versions)
    known = {words_hash(clause): clause for clause in latest.clauses}
    for clause in version.clauses:
        if (before := known.get(words_hash(clause))) is not None:
            _read_as(clause, before)
    suggest_all(version)
    if not draft:
        unit.irreversible()
        _supersede(unit, policy)
        adopt(unit, version)
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


def _read_as(clause: Clause, before: Clause) -> None:
    for name in ("topics", "shares_with", "reading_confirmed", "reading_hash"):
        setattr(clause, name, copy(getattr(before, name)))
    clause.promises.extend(Promise(**_values(promise)) for promise in before.promises)


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
