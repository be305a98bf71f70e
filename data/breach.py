"""Breaches, the duties to notify that follow from them, and what was filed."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from data import fields as f
from data.base import Entry, Record, Seal, belongs, owned


class Breach(Entry, kw_only=True, eq=False, repr=False):
    """An incident with personal data. `aware_at` starts the clocks; `next_due` is the nearest open one."""

    __tablename__ = "breach"
    REGISTER: ClassVar[str] = "breaches"
    PREFIX: ClassVar[str] = "BR"
    ICON: ClassVar[str] = "shield-alert"

    title: Mapped[str] = f.line(required=True, listed=2, search=2)
    severity: Mapped[str] = f.choice("severity", listed=3, fixed=True)
    next_due: Mapped[datetime | None] = f.moment(listed=4, fixed=True)
    state: Mapped[str] = f.choice("breach_state", default="assessing", listed=5)
    closed_at: Mapped[datetime | None] = f.moment(fixed=True)
    told_at: Mapped[datetime | None] = f.moment(fixed=True)
    told_late: Mapped[bool] = f.flag(fixed=True)
    occurred_from: Mapped[datetime | None] = f.moment(group="when", about="occurred_estimated")
    occurred_to: Mapped[datetime | None] = f.moment(group="when", about="occurred_estimated")
    occurred_estimated: Mapped[bool] = f.flag(group="when")
    ongoing: Mapped[bool] = f.flag(group="when")
    detected_at: Mapped[datetime | None] = f.moment(group="when")
    aware_at: Mapped[datetime | None] = f.moment(required=True, group="when")
    zone: Mapped[str] = f.choice("zone", group="when")
    processor_aware_at: Mapped[datetime | None] = f.moment(group="when")
    processor_told_us_at: Mapped[datetime | None] = f.moment(group="when")
    reported_by: Mapped[str] = f.line(personal=True, group="when")
    channel: Mapped[str] = f.choice("report_channel", group="when")
    confirmation: Mapped[str] = f.choice("confirmation", default="suspected", group="what")
    nature: Mapped[list[str]] = f.choices("breach_nature", group="what")
    incident: Mapped[str] = f.choice("incident_type", group="what")
    cause: Mapped[str] = f.choice("breach_cause", group="what")
    description: Mapped[str] = f.text(group="what")
    data: Mapped[list[str]] = f.choices("data_category", group="whom")
    people: Mapped[list[str]] = f.choices("people", group="whom")
    people_count: Mapped[int | None] = f.number(group="whom", about="people_estimated")
    people_estimated: Mapped[bool] = f.flag(group="whom")
    records_count: Mapped[int | None] = f.number(group="whom", about="records_estimated")
    records_estimated: Mapped[bool] = f.flag(group="whom")
    encryption: Mapped[str] = f.choice("encryption", group="whom")
    flows: Mapped[list[str]] = f.refs("flow", group="whom")
    parties: Mapped[list[str]] = f.refs("party", group="whom")
    activities: Mapped[list[str]] = f.refs("activity", group="whom")
    impacts: Mapped[list[str]] = f.choices("impact", group="risk")
    consequences: Mapped[str] = f.text(group="risk")
    severity_inputs: Mapped[dict[str, Any]] = f.data()
    severity_score: Mapped[float | None] = f.decimal(fixed=True)
    severity_note: Mapped[str] = f.text(group="risk")
    measures_taken: Mapped[str] = f.text(group="measures")
    measures_planned: Mapped[str] = f.text(group="measures")
    advice: Mapped[str] = f.text(group="measures")
    root_cause: Mapped[str] = f.text(group="measures")
    lessons: Mapped[str] = f.text(group="measures")
    owner: Mapped[str] = f.line(personal=True)
    near_miss: Mapped[bool] = f.flag(group="what")
    laws: Mapped[list[str]] = f.choices("law")

    obligations: Mapped[list["Obligation"]] = owned("Obligation", "Obligation.position", "breach")
    timeline: Mapped[list["TimelineEntry"]] = owned("TimelineEntry", "TimelineEntry.happened_at", "breach")
    steps: Mapped[list["Step"]] = owned("Step", "Step.position", "breach")


class Obligation(Record, kw_only=True, eq=False, repr=False):
    """A duty to notify one recipient under one law; `terms` is the law's clock as it stood at the start."""

    __tablename__ = "obligation"
    TELLS: ClassVar[tuple[str, ...]] = ("recipient", "name", "law")
    __table_args__ = (Index("ix_obligation_open", "state", "due", "decision", "breach_id"),)

    breach_id: Mapped[str] = f.parent("breach")
    position: Mapped[int | None] = f.number(0, fixed=True)
    law: Mapped[str] = f.choice("law", fixed=True)
    recipient: Mapped[str] = f.choice("notice_recipient", required=True)
    name: Mapped[str] = f.line()
    terms: Mapped[dict[str, Any]] = f.data()
    due: Mapped[datetime | None] = f.moment(fixed=True, clock="notify")
    decision: Mapped[str] = f.choice("decision", default="undecided", fixed=True)
    rationale: Mapped[str] = f.text(fixed=True)
    decided_by: Mapped[str] = f.line(fixed=True, personal=True)
    decided_at: Mapped[datetime | None] = f.moment(fixed=True)
    state: Mapped[str] = f.choice("obligation_state", default="open", fixed=True)
    draft: Mapped[dict[str, Any]] = f.data()

    breach: Mapped[Breach] = belongs("Breach", "obligations")
    filings: Mapped[list["Filing"]] = owned("Filing", "Filing.filed_at", "obligation")


class Filing(Record, kw_only=True, eq=False, repr=False):
    """What was sent, once sent: append-only. `content_hash` is the SHA-256 of the exact words."""

    __tablename__ = "filing"
    TELLS: ClassVar[tuple[str, ...]] = ("phase", "filed_at")
    SEAL = Seal("filing")

    obligation_id: Mapped[str] = f.parent("obligation")
    phase: Mapped[str] = f.choice("filing_phase", default="initial", required=True)
    filed_at: Mapped[datetime | None] = f.moment(required=True)
    channel: Mapped[str] = f.choice("filing_channel", required=True)
    reference: Mapped[str] = f.code()
    filed_by: Mapped[str] = f.line(personal=True)
    late_reason: Mapped[str] = f.text()
    content: Mapped[str] = f.text()
    content_hash: Mapped[str] = f.code(fixed=True, search=0)
    note: Mapped[str] = f.text()

    obligation: Mapped[Obligation] = belongs("Obligation", "filings")


class TimelineEntry(Record, kw_only=True, eq=False, repr=False):
    """Something that happened in the course of a breach: append-only. `facts` are what an act wrote beside its words."""

    __tablename__ = "timeline_entry"
    TELLS: ClassVar[tuple[str, ...]] = ("kind", "happened_at", "facts", "text")
    SEAL = Seal("timeline")

    breach_id: Mapped[str] = f.parent("breach")
    happened_at: Mapped[datetime | None] = f.moment(required=True)
    kind: Mapped[str] = f.choice("timeline_kind", default="note")
    text: Mapped[str] = f.text(required=True)
    actor: Mapped[str] = f.line(personal=True)
    facts: Mapped[dict[str, Any]] = f.data()

    breach: Mapped[Breach] = belongs("Breach", "timeline")


class Step(Record, kw_only=True, eq=False, repr=False):
    """A step of containment with its owner."""

    __tablename__ = "step"
    TELLS: ClassVar[tuple[str, ...]] = ("text",)

    breach_id: Mapped[str] = f.parent("breach")
    position: Mapped[int | None] = f.number(0, fixed=True)
    key: Mapped[str] = f.code(fixed=True, search=0)
    text: Mapped[str] = f.line(required=True)
    owner: Mapped[str] = f.line(personal=True)
    due_at: Mapped[datetime | None] = f.moment()
    done_at: Mapped[datetime | None] = f.moment(fixed=True)
    left_out: Mapped[str] = f.line(fixed=True)
    """Why the step is not needed here; empty for one that is."""

    breach: Mapped[Breach] = belongs("Breach", "steps")
