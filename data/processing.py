"""The record of processing activities."""

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from data import fields as f
from data.base import Entry, Record, belongs, owned


class Activity(Entry, kw_only=True, eq=False, repr=False):
    """One processing activity; `keep_until` follows from its end and the law's number of years."""

    __tablename__ = "activity"
    REGISTER: ClassVar[str] = "processing"
    PREFIX: ClassVar[str] = "RP"
    ICON: ClassVar[str] = "workflow"
    CLOSED: ClassVar[tuple[str, str]] = ("ended_on", "")

    name_ar: Mapped[str] = f.line(required=True, listed=2, search=2, lang="ar")
    name_en: Mapped[str] = f.line(search=2, lang="en")
    role: Mapped[str] = f.choice("role", default="controller", listed=3)
    purposes: Mapped[str] = f.text(required=True)
    legal_basis: Mapped[str] = f.choice("legal_basis", listed=4)
    people: Mapped[list[str]] = f.choices("people")
    data: Mapped[list[str]] = f.choices("data_category")
    sensitive: Mapped[bool] = f.flag()
    flows: Mapped[list[str]] = f.refs("flow")
    recipients: Mapped[str] = f.text()
    transfers: Mapped[str] = f.text()
    security: Mapped[str] = f.text()
    owner: Mapped[str] = f.line(listed=5, personal=True)
    started_on: Mapped[date | None] = f.day()
    ended_on: Mapped[date | None] = f.day()
    keep_until: Mapped[date | None] = f.day(fixed=True)
    last_review: Mapped[date | None] = f.day()
    next_review: Mapped[date | None] = f.day(listed=6, clock="review")
    note: Mapped[str] = f.text()

    retentions: Mapped[list["Retention"]] = owned("Retention", "Retention.created_at", "activity")


class Retention(Record, kw_only=True, eq=False, repr=False):
    """How long one category of data is kept, from which event, and what happens then."""

    __tablename__ = "retention"
    TELLS: ClassVar[tuple[str, ...]] = ("category",)

    activity_id: Mapped[str] = f.parent("activity")
    category: Mapped[str] = f.choice("data_category", required=True)
    amount: Mapped[int | None] = f.number()
    unit: Mapped[str] = f.choice("unit")
    starts: Mapped[str] = f.line()
    afterwards: Mapped[str] = f.choice("after_retention")

    activity: Mapped[Activity] = belongs("Activity", "retentions")
