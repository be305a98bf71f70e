"""The acts on the sharing inventory and the record of processing, by name."""

from collections.abc import Mapping

from data.base import Record
from data.fields import Field, Kind, fields_of
from data.policy import Policy
from data.processing import Activity, Retention
from data.sharing import Agreement, Certificate, Flow, FlowPurpose, Party
from data.unit import Unit
from desktop import inventory, processing, sharing
from desktop.act import Act, ask, asks


def _own(record: type[Record]) -> Mapping[str, Field]:
    return {field.name: field for field in fields_of(record) if not field.fixed}


def _drop_certificate(unit: Unit, certificate: Certificate) -> Party:
    party = unit.get(Party, certificate.party_id)
    party.certificates.remove(next(one for one in party.certificates if one.id == certificate.id))
    sharing.mirror(unit, party)
    return party


def _drop_purpose(unit: Unit, purpose: FlowPurpose) -> Flow:
    flow = unit.get(Flow, purpose.flow_id)
    flow.purposes.remove(next(one for one in flow.purposes if one.id == purpose.id))
    return flow


def _drop_retention(unit: Unit, retention: Retention) -> Activity:
    activity = unit.get(Activity, retention.activity_id)
    activity.retentions.remove(next(one for one in activity.retentions if one.id == retention.id))
    return activity


ACTS = (
    Act("inventory-from-policy", Policy, inventory.take_inventory),
    Act("add-certificate", Party, sharing.add_certificate, _own(Certificate)),
    Act("drop-certificate", Certificate, _drop_certificate),
    Act("add-purpose", Flow, sharing.add_purpose, _own(FlowPurpose)),
    Act("drop-purpose", FlowPurpose, _drop_purpose),
    Act("add-retention", Activity, processing.add_retention, _own(Retention)),
    Act("drop-retention", Retention, _drop_retention),
    Act("hold-items", Agreement, sharing.hold_items, asks(items=ask(Kind.WORDS, required=True))),
)
