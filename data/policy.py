"""Policies, their versions, and the clauses and promises that versions are made of."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from data import fields as f
from data.base import Entry, Record, Seal, belongs, owned

_CLOSED = frozenset({"approved", "published", "superseded", "archived"})
_TEXT = frozenset({"number", "text_hash", "source_sha256", "approver", "approved_at", "effective_from"})
_WORDS = frozenset({"position", "number", "heading_ar", "heading_en", "text_ar", "text_en", "article"})


class Policy(Entry, kw_only=True, eq=False, repr=False):
    """A policy of the organisation. `state`, `version_number` and `effective_from` mirror its leading version."""

    __tablename__ = "policy"
    REGISTER: ClassVar[str] = "policies"
    PREFIX: ClassVar[str] = "PO"
    ICON: ClassVar[str] = "file-text"
    CLOSED: ClassVar[tuple[str, str]] = ("state", "archived")

    title_ar: Mapped[str] = f.line(required=True, listed=2, search=2, lang="ar")
    title_en: Mapped[str] = f.line(search=2, lang="en")
    kind: Mapped[str] = f.choice("policy_kind", default="policy", listed=3)
    state: Mapped[str] = f.choice("version_state", default="draft", listed=4, fixed=True)
    version_number: Mapped[str] = f.code(listed=5, fixed=True, search=0)
    effective_from: Mapped[date | None] = f.day(listed=6, fixed=True)
    next_review: Mapped[date | None] = f.day(listed=7, clock="review")
    classification: Mapped[str] = f.choice("classification", default="public")
    audience: Mapped[str] = f.line()
    owner: Mapped[str] = f.line(personal=True)
    laws: Mapped[list[str]] = f.choices("law")
    activities: Mapped[list[str]] = f.refs("activity")
    note: Mapped[str] = f.text()

    versions: Mapped[list["Version"]] = owned("Version", "Version.position", "policy")


class Version(Record, kw_only=True, eq=False, repr=False):
    """One text of a policy. Once approved it is frozen: `text_hash` is the SHA-256 of its canonical text."""

    __tablename__ = "version"
    TELLS: ClassVar[tuple[str, ...]] = ("number",)
    SEAL = Seal("version", column="state", values=_CLOSED, fields=_TEXT)

    policy_id: Mapped[str] = f.parent("policy")
    position: Mapped[int | None] = f.number(0, fixed=True)
    number: Mapped[str] = f.code(fixed=True)
    state: Mapped[str] = f.choice("version_state", default="draft", fixed=True)
    language: Mapped[str] = f.choice("text_language", default="both", fixed=True)
    change_summary: Mapped[str] = f.text()
    author: Mapped[str] = f.line(personal=True)
    reviewer: Mapped[str] = f.line(personal=True)
    source: Mapped[str] = f.choice("version_source", default="written", fixed=True)
    source_name: Mapped[str] = f.line(fixed=True)
    source_sha256: Mapped[str] = f.code(fixed=True)
    text_hash: Mapped[str] = f.code(fixed=True)
    submitted_at: Mapped[datetime | None] = f.moment(fixed=True)
    approver: Mapped[str] = f.line(fixed=True, personal=True)
    approved_at: Mapped[datetime | None] = f.moment(fixed=True)
    effective_from: Mapped[date | None] = f.day(fixed=True)
    published_at: Mapped[datetime | None] = f.moment(fixed=True)
    superseded_at: Mapped[datetime | None] = f.moment(fixed=True)

    policy: Mapped[Policy] = belongs("Policy", "versions")
    clauses: Mapped[list["Clause"]] = owned("Clause", "Clause.position", "version")
    comments: Mapped[list["Comment"]] = owned("Comment", "Comment.created_at", "version")
    acknowledgements: Mapped[list["Acknowledgement"]] = owned(
        "Acknowledgement", "Acknowledgement.acknowledged_at", "version"
    )


class Clause(Record, kw_only=True, eq=False, repr=False):
    """One clause in Arabic and English; `number` is as the text writes it, `position` its place.

    `topics`, `shares_with` and the promises are suggested by the reading until `reading_confirmed`;
    `reading_hash` is the digest of the words the reading was made on.
    """

    __tablename__ = "clause"
    TELLS: ClassVar[tuple[str, ...]] = ("number",)
    SEAL = Seal("clause", column="state", values=_CLOSED, by_owner=True, fields=_WORDS)

    version_id: Mapped[str] = f.parent("version")
    position: Mapped[int | None] = f.number(0, fixed=True)
    number: Mapped[str] = f.code()
    heading_ar: Mapped[str] = f.line(lang="ar", search=2)
    heading_en: Mapped[str] = f.line(lang="en", search=2)
    text_ar: Mapped[str] = f.text(lang="ar")
    text_en: Mapped[str] = f.text(lang="en")
    article: Mapped[str] = f.line(search=0)
    topics: Mapped[list[str]] = f.choices("topic")
    shares_with: Mapped[list[str]] = f.choices("party_category")
    reading_confirmed: Mapped[bool] = f.flag(fixed=True)
    reading_hash: Mapped[str] = f.code(fixed=True, search=0)
    source_language: Mapped[str] = f.choice("text_language")
    translation_stale: Mapped[str] = f.choice("text_language", fixed=True)

    version: Mapped[Version] = belongs("Version", "clauses")
    promises: Mapped[list["Promise"]] = owned("Promise", "Promise.position", "clause")


class Promise(Record, kw_only=True, eq=False, repr=False):
    """Something a clause promises; `words` are the very words it stands on."""

    __tablename__ = "promise"
    TELLS: ClassVar[tuple[str, ...]] = ("kind", "position")

    clause_id: Mapped[str] = f.parent("clause")
    position: Mapped[int | None] = f.number(0, fixed=True)
    kind: Mapped[str] = f.choice("promise", required=True)
    amount: Mapped[float | None] = f.decimal()
    amount_least: Mapped[float | None] = f.decimal()
    unit: Mapped[str] = f.choice("unit")
    text: Mapped[str] = f.text()
    confirmed: Mapped[bool] = f.flag(fixed=True)

    clause: Mapped[Clause] = belongs("Clause", "promises")


class Comment(Record, kw_only=True, eq=False, repr=False):
    """A reviewer's remark on a version or one of its clauses."""

    __tablename__ = "comment"
    TELLS: ClassVar[tuple[str, ...]] = ("clause_number",)

    version_id: Mapped[str] = f.parent("version")
    clause_number: Mapped[str] = f.code()
    author: Mapped[str] = f.line(personal=True)
    text: Mapped[str] = f.text(required=True)
    resolved_at: Mapped[datetime | None] = f.moment(fixed=True)

    version: Mapped[Version] = belongs("Version", "comments")


class Acknowledgement(Record, kw_only=True, eq=False, repr=False):
    """A member of staff who has read exactly the text with this hash."""

    __tablename__ = "acknowledgement"
    TELLS: ClassVar[tuple[str, ...]] = ("acknowledged_at",)
    SEAL = Seal("acknowledgement")

    version_id: Mapped[str] = f.parent("version")
    person: Mapped[str] = f.line(required=True, personal=True)
    acknowledged_at: Mapped[datetime | None] = f.moment(fixed=True)
    text_hash: Mapped[str] = mapped_column(String(64), default="")

    version: Mapped[Version] = belongs("Version", "acknowledgements")
