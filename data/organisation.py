"""The organisation itself, and what serves every register: files, tasks, holidays, saved views."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from data import fields as f
from data.base import Entry, Record


class Organisation(Record, kw_only=True, eq=False, repr=False):
    """Whose desk this is: one row. `laws` are pack codes, the first of them leads."""

    __tablename__ = "organisation"

    name_ar: Mapped[str] = f.line(required=True, search=2, lang="ar")
    name_en: Mapped[str] = f.line(search=2, lang="en")
    laws: Mapped[list[str]] = f.choices("law", required=True)
    activity_ar: Mapped[str] = f.line(lang="ar")
    activity_en: Mapped[str] = f.line(lang="en")
    registration: Mapped[str] = f.code()
    country: Mapped[str] = f.country()
    address: Mapped[str] = f.text()
    email: Mapped[str] = f.email()
    phone: Mapped[str] = f.phone()
    website: Mapped[str] = f.url()
    officer_name: Mapped[str] = f.line(personal=True)
    officer_name_en: Mapped[str] = f.line(personal=True)
    officer_email: Mapped[str] = f.email(personal=True)
    officer_phone: Mapped[str] = f.phone(personal=True)
    regulator_registration: Mapped[str] = f.code()
    classification: Mapped[str] = f.choice("classification", default="confidential")
    logo_id: Mapped[str | None] = f.ref("attachment")
    sample: Mapped[bool] = f.flag(fixed=True)

    def officer(self, lang: str) -> str:
        """Name the officer as a language writes it, in the other one's letters where that is all there is."""
        names = self.officer_name, self.officer_name_en
        return next(filter(None, reversed(names) if lang == "en" else names), "")


class Attachment(Record, kw_only=True, eq=False, repr=False):
    """A file kept inside the store beside the record it proves; `sha256` is of its bytes."""

    __tablename__ = "attachment"
    TELLS: ClassVar[tuple[str, ...]] = ("sha256",)

    subject: Mapped[str] = mapped_column(String(40), default="", index=True)
    subject_id: Mapped[str | None] = f.ref("", fixed=True)
    name: Mapped[str] = f.line(required=True, personal=True)
    media_type: Mapped[str] = f.code()
    size: Mapped[int | None] = f.number(fixed=True)
    sha256: Mapped[str] = f.code(fixed=True)
    note: Mapped[str] = f.line()
    content: Mapped[bytes] = mapped_column(LargeBinary, default=b"", deferred=True, deferred_raiseload=True)


class Task(Entry, kw_only=True, eq=False, repr=False):
    """Something to do, alone or on any record."""

    __tablename__ = "task"
    REGISTER: ClassVar[str] = "tasks"
    PREFIX: ClassVar[str] = "TK"
    ICON: ClassVar[str] = "check-square"
    CLOSED: ClassVar[tuple[str, str]] = ("done_at", "")

    title: Mapped[str] = f.line(required=True, listed=2, search=2)
    owner: Mapped[str] = f.line(listed=3, personal=True)
    due_on: Mapped[date | None] = f.day(listed=4, clock="task")
    done_at: Mapped[datetime | None] = f.moment(listed=5, fixed=True)
    note: Mapped[str] = f.text()
    subject: Mapped[str] = mapped_column(String(40), default="", index=True)
    subject_id: Mapped[str | None] = f.ref("", fixed=True)


class Holiday(Entry, kw_only=True, eq=False, repr=False):
    """A day, or a run of days, on which the organisation and the authority do not work."""

    __tablename__ = "holiday"
    REGISTER: ClassVar[str] = "holidays"
    PREFIX: ClassVar[str] = "HD"
    ICON: ClassVar[str] = "calendar-off"

    name_ar: Mapped[str] = f.line(required=True, listed=2, search=2, lang="ar")
    name_en: Mapped[str] = f.line(search=2, lang="en")
    first_day: Mapped[date | None] = f.day(required=True, listed=3)
    last_day: Mapped[date | None] = f.day(listed=4)
    law: Mapped[str] = f.choice("law", listed=5)
    estimated: Mapped[bool] = f.flag()


class SavedView(Record, kw_only=True, eq=False, repr=False):
    """A list as the officer likes to see it: filters, order and columns under a name."""

    __tablename__ = "saved_view"
    TELLS: ClassVar[tuple[str, ...]] = ("name",)

    name: Mapped[str] = f.line(required=True, search=2)
    register: Mapped[str] = mapped_column(String(40), default="", index=True)
    query: Mapped[dict[str, Any]] = f.data()
    position: Mapped[int | None] = f.number(0)
    pinned: Mapped[bool] = f.flag(default=True)


class FindingDecision(Record, kw_only=True, eq=False, repr=False):
    """What the officer made of a finding; it speaks only for the words it was made on.

    `fingerprint` names the finding, `basis` is the digest of both sides it was found between: once either side
    changes, the basis differs and the finding returns.
    """

    __tablename__ = "finding_decision"
    TELLS: ClassVar[tuple[str, ...]] = ("verdict", "decided_at")

    fingerprint: Mapped[str] = mapped_column(String(64), default="", index=True)
    basis: Mapped[str] = mapped_column(String(64), default="")
    verdict: Mapped[str] = f.choice("verdict", fixed=True)
    reason: Mapped[str] = f.text()
    decided_by: Mapped[str] = f.line(personal=True)
    decided_at: Mapped[datetime | None] = f.moment(fixed=True)
    until: Mapped[date | None] = f.day()
