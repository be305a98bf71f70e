"""The policy register's acts: a text comes in, is drafted, reviewed, approved, published and superseded."""

import hashlib
from collections.abc import Iterable
from typing import Any

from data.errors import NotAllowed
from data.plain import canonical
from data.policy import Clause, Policy, Version
from data.unit import Unit
from desktop import records
from desktop.clause_reading import suggest, suggest_all
from desktop.exchange.markers import marks_of
from desktop.exchange.pairing import ClauseText
from desktop.exchange.policies import ImportedPolicy
from desktop.leading import leading
from desktop.words import western

OPEN = frozenset({"draft", "review"})
_WORDS = ("number", "heading_ar", "heading_en", "text_ar", "text_en")


def text_hash(version: Version) -> str:
    """Digest a version's canonical text: numbers, headings and bodies in both languages, nothing else (SHA-256)."""
    parts = [[c.number, c.heading_ar, c.heading_en, c.text_ar, c.text_en] for c in version.clauses]
    return hashlib.sha256(canonical(parts)).hexdigest()


def numbered(policy: Policy, number: str) -> Version:
    """Find a version by its number.

    Raises:
        NotAllowed: `version.absent`.
    """
    for version in policy.versions:
        if version.number == number:
            return version
    raise NotAllowed("version.absent", number=number)


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
    version = from_file(unit, imported, source_name)
    suggest_all(version)
    policy.versions.append(version)
    if not draft:
        adopt(unit, version)
    mirror(policy)
    return records.add(unit, policy)


def from_file(unit: Unit, imported: ImportedPolicy, source_name: str, number: str = "1.0") -> Version:
    """Make a draft of an imported text; nothing is read in it yet."""
    version = Version(
        number=number,
        language=imported.language,
        source="file",
        source_name=source_name,
        source_sha256=hashlib.sha256(imported.text.encode()).hexdigest(),
        author=unit.actor,
    )
    version.clauses.extend(_clause(position, part) for position, part in enumerate(imported.clauses))
    return version


def _clause(position: int, part: ClauseText) -> Clause:
    words: dict[str, Any] = {name: str(getattr(part, name)) for name in _WORDS}
    clause = Clause(position=position, **words)
    clause.source_language = "ar" if clause.text_ar or clause.heading_ar else "en"
    return clause


def adopt(unit: Unit, version: Version) -> None:
    """Take a text that is already in force as published, with its hash."""
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
    return require_open(clause.version)


def require_open(version: Version) -> Version:
    """Let through a version that may still be written on.

    Raises:
        NotAllowed: `version.frozen` once it is approved.
    """
    if version.state not in OPEN:
        raise NotAllowed("version.frozen", number=version.number)
    return version


def edit_clause(unit: Unit, clause: Clause, **words: str) -> Clause:
    """Change a clause's words; changing one language marks the other stale until it is confirmed.

    New words are read at once; what was confirmed of the old ones is suggested anew.

    Raises:
        NotAllowed: `version.frozen`.
    """
    del unit
    open_version(clause)
    changed = {name for name, said in words.items() if getattr(clause, name) != said}
    for name in changed:
        setattr(clause, name, words[name])
    _mark_stale(clause, {name.rsplit("_", 1)[1] for name in changed if name.endswith(("_ar", "_en"))})
    suggest(clause)
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
    require_open(version)
    suggest(clause)
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


def numbers_itself(clause: Clause) -> bool:
    """Tell whether the heading begins with the clause's number, so that it need not be said twice."""
    headings = (clause.heading_ar, clause.heading_en)
    numbers = {str(mark.number) for heading in headings for mark in marks_of(heading)}
    return western(clause.number) in numbers
