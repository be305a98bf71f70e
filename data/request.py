"""Requests of data subjects, from receipt to answer."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from data import fields as f
from data.base import Entry, Record, Seal, belongs, owned

_UNDATED = text("next_due IS NULL AND answered_at IS NULL AND binned_at IS NULL")


class Request(Entry, kw_only=True, eq=False, repr=False):
    """What somebody asked for. `received_at` starts the clock; `terms` is the law's clock as it stood then.

    `due` is the statutory date, `promised_due` the policy's own, `extended_due` replaces the first once extended,
    and `next_due` is the one that leads. `queue_at` is its place in the queue: what is to be stopped at once has no
    date and still comes first. `clocks` keeps the terms of every right asked and of every promise.
    """

    __tablename__ = "request"
    __table_args__ = (
        Index("ix_request_queue", "queue_at", "serial", "stage", "binned_at"),
        Index(
            "ix_request_undated",
            "next_due",
            "stage",
            "waiting_since",
            sqlite_where=_UNDATED,
            postgresql_where=_UNDATED,
        ),
    )
    REGISTER: ClassVar[str] = "requests"
    PREFIX: ClassVar[str] = "RQ"
    ICON: ClassVar[str] = "inbox"

    title: Mapped[str] = f.line(listed=2, search=2)
    next_due: Mapped[datetime | None] = f.moment(listed=3, fixed=True)
    stage: Mapped[str] = f.choice("request_stage", default="receipt", listed=4, fixed=True)
    rights: Mapped[list[str]] = f.choices("right", required=True, listed=5)
    received_at: Mapped[datetime | None] = f.moment(required=True, listed=6)
    zone: Mapped[str] = f.code(fixed=True, search=0)
    channel: Mapped[str] = f.choice("request_channel", required=True)
    language: Mapped[str] = f.choice("text_language", default="ar")
    law: Mapped[str] = f.choice("law")
    words: Mapped[str] = f.text(personal=True)
    requester_name: Mapped[str] = f.line(required=True, personal=True, search=2, group="people")
    requester_email: Mapped[str] = f.email(personal=True, group="people")
    requester_phone: Mapped[str] = f.phone(personal=True, group="people")
    subject_name: Mapped[str] = f.line(personal=True, search=2, group="people")
    relationship: Mapped[str] = f.choice("requester_relationship", default="self", group="people")
    authority_proof: Mapped[str] = f.text(personal=True, group="people")
    identity_method: Mapped[str] = f.choice("identity_method", fixed=True)
    identity_result: Mapped[str] = f.choice("identity_result", fixed=True)
    identity_at: Mapped[datetime | None] = f.moment(fixed=True)
    complete_at: Mapped[datetime | None] = f.moment(fixed=True)
    waiting_since: Mapped[datetime | None] = f.moment(fixed=True)
    owner: Mapped[str] = f.line(personal=True)
    terms: Mapped[dict[str, Any]] = f.data()
    clocks: Mapped[dict[str, Any]] = f.data()
    due: Mapped[datetime | None] = f.moment(fixed=True, clock="answer")
    promised_due: Mapped[datetime | None] = f.moment(fixed=True)
    promise_source: Mapped[str] = f.line(fixed=True, search=0)
    extended_due: Mapped[datetime | None] = f.moment(fixed=True, clock="answer")
    queue_at: Mapped[datetime | None] = f.moment(fixed=True)
    answered_at: Mapped[datetime | None] = f.moment(fixed=True)
    outcome: Mapped[str] = f.choice("request_outcome", fixed=True)
    answer_channel: Mapped[str] = f.choice("request_channel", fixed=True)
    refusal_ground: Mapped[str] = f.code(fixed=True, search=0)
    refusal_reason: Mapped[str] = f.text(fixed=True)
    duplicate_of: Mapped[str | None] = f.ref("request", fixed=True)
    restriction: Mapped[bool] = f.flag()
    backups_note: Mapped[str] = f.text()
    closed_at: Mapped[datetime | None] = f.moment(fixed=True)
    erased_at: Mapped[datetime | None] = f.moment(fixed=True)
    keep_until: Mapped[date | None] = f.day()

    extensions: Mapped[list["Extension"]] = owned("Extension", "Extension.notified_at", "request")
    pauses: Mapped[list["Pause"]] = owned("Pause", "Pause.paused_at", "request")
    messages: Mapped[list["Message"]] = owned("Message", "Message.happened_at", "request")
    places: Mapped[list["SearchPlace"]] = owned("SearchPlace", "SearchPlace.created_at", "request")
    notices: Mapped[list["OnwardNotice"]] = owned("OnwardNotice", "OnwardNotice.created_at", "request")


class Extension(Record, kw_only=True, eq=False, repr=False):
    """More time, on a ground of the law, told to the requester before the first deadline."""

    __tablename__ = "extension"
    TELLS: ClassVar[tuple[str, ...]] = ("notified_at",)

    request_id: Mapped[str] = f.parent("request")
    ground: Mapped[str] = f.code(required=True)
    reason: Mapped[str] = f.text(required=True)
    notified_at: Mapped[datetime | None] = f.moment(required=True)
    until: Mapped[date | None] = f.day()
    due: Mapped[datetime | None] = f.moment(fixed=True)

    request: Mapped[Request] = belongs("Request", "extensions")


class Pause(Record, kw_only=True, eq=False, repr=False):
    """Time that does not count, where the law allows it."""

    __tablename__ = "pause"
    TELLS: ClassVar[tuple[str, ...]] = ("paused_at",)

    request_id: Mapped[str] = f.parent("request")
    ground: Mapped[str] = f.code(required=True)
    paused_at: Mapped[datetime | None] = f.moment(required=True)
    resumed_at: Mapped[datetime | None] = f.moment(fixed=True)

    request: Mapped[Request] = belongs("Request", "pauses")


class Message(Record, kw_only=True, eq=False, repr=False):
    """A letter sent or received; a sent one is frozen and hashed."""

    __tablename__ = "message"
    TELLS: ClassVar[tuple[str, ...]] = ("kind", "happened_at")
    SEAL = Seal("message", column="sent_at")

    request_id: Mapped[str] = f.parent("request")
    direction: Mapped[str] = f.choice("direction", default="out")
    kind: Mapped[str] = f.choice("letter", required=True)
    channel: Mapped[str] = f.choice("request_channel")
    happened_at: Mapped[datetime | None] = f.moment()
    language: Mapped[str] = f.choice("text_language", default="ar")
    subject: Mapped[str] = f.line(personal=True)
    body_ar: Mapped[str] = f.text(personal=True, lang="ar")
    body_en: Mapped[str] = f.text(personal=True, lang="en")
    sent_at: Mapped[datetime | None] = f.moment(fixed=True)
    content_hash: Mapped[str] = f.code(fixed=True, search=0)

    request: Mapped[Request] = belongs("Request", "messages")


class SearchPlace(Record, kw_only=True, eq=False, repr=False):
    """A system, flow or party to be searched for the person's data, and what was found."""

    __tablename__ = "search_place"
    TELLS: ClassVar[tuple[str, ...]] = ("name",)

    request_id: Mapped[str] = f.parent("request")
    name: Mapped[str] = f.line(required=True)
    flow: Mapped[str | None] = f.ref("flow")
    party: Mapped[str | None] = f.ref("party")
    activity: Mapped[str | None] = f.ref("activity")
    result: Mapped[str] = f.choice("search_result", default="pending")
    found: Mapped[str] = f.text(personal=True)
    redacted: Mapped[bool] = f.flag()
    searched_at: Mapped[datetime | None] = f.moment()

    request: Mapped[Request] = belongs("Request", "places")


class OnwardNotice(Record, kw_only=True, eq=False, repr=False):
    """A recipient that must be told of a correction or destruction, and the proof that it was."""

    __tablename__ = "onward_notice"
    TELLS: ClassVar[tuple[str, ...]] = ("party",)

    request_id: Mapped[str] = f.parent("request")
    party: Mapped[str | None] = f.ref("party", required=True)
    duty: Mapped[str] = f.code(fixed=True, search=0)
    told_at: Mapped[datetime | None] = f.moment(fixed=True)
    proof: Mapped[str] = f.text()

    request: Mapped[Request] = belongs("Request", "notices")
