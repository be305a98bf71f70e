"""Third parties, the agreements with them, the flows to them and each actual disclosure."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from data import fields as f
from data.base import Entry, Record, belongs, owned


class Party(Entry, kw_only=True, eq=False, repr=False):
    """Whom data is shared with; `next_expiry` is the nearest end of an agreement, certificate or assessment."""

    __tablename__ = "party"
    REGISTER: ClassVar[str] = "parties"
    PREFIX: ClassVar[str] = "PA"
    ICON: ClassVar[str] = "building-2"

    name_ar: Mapped[str] = f.line(required=True, listed=2, search=2, lang="ar")
    name_en: Mapped[str] = f.line(search=2, lang="en")
    trade_name: Mapped[str] = f.line(search=2)
    category: Mapped[str] = f.choice("party_category", listed=3, required=True)
    relationship: Mapped[str] = f.choice("relationship", default="processor", listed=4)
    country: Mapped[str] = f.country(listed=5)
    parent_id: Mapped[str | None] = f.ref("party")
    address: Mapped[str] = f.text()
    website: Mapped[str] = f.url()
    contact_name: Mapped[str] = f.line(personal=True)
    contact_email: Mapped[str] = f.email(personal=True)
    contact_phone: Mapped[str] = f.phone(personal=True)
    officer_name: Mapped[str] = f.line(personal=True)
    officer_email: Mapped[str] = f.email(personal=True)
    policy_url: Mapped[str] = f.url()
    sensitivity: Mapped[str] = f.choice("level")
    impact: Mapped[str] = f.choice("level")
    risk: Mapped[str] = f.choice("level", listed=6)
    risk_reason: Mapped[str] = f.text()
    risk_until: Mapped[date | None] = f.day(clock="reassess")
    next_expiry: Mapped[date | None] = f.day(listed=7, fixed=True, clock="expiry")
    note: Mapped[str] = f.text()

    certificates: Mapped[list["Certificate"]] = owned("Certificate", "Certificate.valid_until", "party")


class Certificate(Record, kw_only=True, eq=False, repr=False):
    """A certificate that a party shows for its care, and until when it holds."""

    __tablename__ = "certificate"
    TELLS: ClassVar[tuple[str, ...]] = ("name", "number")
    __table_args__ = (Index("ix_certificate_end", "valid_until", "party_id"),)

    party_id: Mapped[str] = f.parent("party")
    name: Mapped[str] = f.line(required=True)
    number: Mapped[str] = f.code()
    issuer: Mapped[str] = f.line()
    valid_until: Mapped[date | None] = f.day(clock="certificate-end")

    party: Mapped[Party] = belongs("Party", "certificates")


class Agreement(Entry, kw_only=True, eq=False, repr=False):
    """A contract that governs sharing; `items` are the duties of the law's list that its text holds."""

    __tablename__ = "agreement"
    REGISTER: ClassVar[str] = "agreements"
    PREFIX: ClassVar[str] = "AG"
    ICON: ClassVar[str] = "file-signature"

    title: Mapped[str] = f.line(required=True, listed=2, search=2)
    kind: Mapped[str] = f.choice("agreement_kind", default="processing", listed=3)
    parties: Mapped[list[str]] = f.refs("party", required=True)
    signed_on: Mapped[date | None] = f.day(listed=4)
    valid_from: Mapped[date | None] = f.day()
    valid_until: Mapped[date | None] = f.day(listed=5, clock="agreement-end")
    review_on: Mapped[date | None] = f.day(listed=6, clock="review")
    law: Mapped[str] = f.choice("law")
    items: Mapped[list[str]] = f.words()
    note: Mapped[str] = f.text()


class Flow(Entry, kw_only=True, eq=False, repr=False):
    """One stream of data to one party: what, about whom, why, where to, how safe, how long, and where declared."""

    __tablename__ = "flow"
    REGISTER: ClassVar[str] = "flows"
    PREFIX: ClassVar[str] = "FL"
    ICON: ClassVar[str] = "share-2"
    CLOSED: ClassVar[tuple[str, str]] = ("until_on", "")

    title: Mapped[str] = f.line(listed=2, search=2)
    party: Mapped[str | None] = f.ref("party", required=True, listed=3)
    purpose: Mapped[str] = f.line(required=True)
    category: Mapped[str] = f.choice("party_category", listed=4, required=True)
    data: Mapped[list[str]] = f.choices("data_category", required=True)
    people: Mapped[list[str]] = f.choices("people")
    legal_basis: Mapped[str] = f.choice("legal_basis", listed=5)
    volume: Mapped[int | None] = f.number()
    frequency: Mapped[str] = f.choice("frequency")
    method: Mapped[str] = f.choice("transfer_method")
    country: Mapped[str] = f.country(listed=6)
    storage_country: Mapped[str] = f.country()
    mechanism: Mapped[str] = f.choice("transfer_mechanism")
    safeguard: Mapped[str] = f.text()
    permit_number: Mapped[str] = f.code()
    permit_until: Mapped[date | None] = f.day(clock="permit-end")
    retention_amount: Mapped[int | None] = f.number()
    retention_unit: Mapped[str] = f.choice("unit")
    retention: Mapped[str] = f.line()
    afterwards: Mapped[str] = f.choice("after_retention")
    opt_out: Mapped[bool] = f.flag()
    opt_out_how: Mapped[str] = f.line()
    agreement: Mapped[str | None] = f.ref("agreement")
    clauses: Mapped[list[str]] = f.refs("clause")
    from_on: Mapped[date | None] = f.day()
    until_on: Mapped[date | None] = f.day()
    note: Mapped[str] = f.text()

    purposes: Mapped[list["FlowPurpose"]] = owned("FlowPurpose", "FlowPurpose.created_at", "flow")


class FlowPurpose(Record, kw_only=True, eq=False, repr=False):
    """A further purpose of a flow with the legal basis of its own."""

    __tablename__ = "flow_purpose"
    TELLS: ClassVar[tuple[str, ...]] = ("purpose",)

    flow_id: Mapped[str] = f.parent("flow")
    purpose: Mapped[str] = f.line(required=True)
    legal_basis: Mapped[str] = f.choice("legal_basis")
    assessment: Mapped[str] = f.text()

    flow: Mapped[Flow] = belongs("Flow", "purposes")


class Disclosure(Entry, kw_only=True, eq=False, repr=False):
    """One hand-over that happened: when, how, why, exactly which data, and on whose request."""

    __tablename__ = "disclosure"
    REGISTER: ClassVar[str] = "disclosures"
    PREFIX: ClassVar[str] = "DS"
    ICON: ClassVar[str] = "send"

    party: Mapped[str | None] = f.ref("party", required=True, listed=3)
    flow: Mapped[str | None] = f.ref("flow")
    happened_at: Mapped[datetime | None] = f.moment(required=True, listed=4)
    method: Mapped[str] = f.choice("transfer_method", listed=5)
    purpose: Mapped[str] = f.line(required=True, listed=2, search=2)
    data: Mapped[str] = f.text(required=True)
    request_reference: Mapped[str] = f.code(listed=6)
    requested_by: Mapped[str] = f.line(personal=True)
    requested_on: Mapped[date | None] = f.day()
    legal_basis: Mapped[str] = f.choice("legal_basis")
    basis_note: Mapped[str] = f.text()
    decided_by: Mapped[str] = f.line(personal=True)
    note: Mapped[str] = f.text()
