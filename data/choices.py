"""What a choice may be: every group of fixed words, in the order in which a form offers them.

The words themselves stand in the language files below `choice.<group>.<key>`.
"""

from collections.abc import Mapping
from types import MappingProxyType

_GROUPS = {
    "law": "SA QA MA AE AE-DIFC AE-ADGM BH OM KW EG JO TN DZ LB EU",
    "classification": "public internal confidential secret",
    "verdict": "accepted dismissed task",
    "level": "low medium high",
    "unit": "hours days working-days weeks months years",
    "text_language": "ar en both",
    "policy_kind": "policy notice procedure charter",
    "version_state": "draft review approved published superseded archived",
    "version_source": "written file template link",
    "topic": "identity collection sources purposes legal-basis sharing transfer retention destruction security breach"
    " rights rights-how response-time consent withdraw marketing cookies children complaints mandatory changes contact"
    " definitions recording",
    "promise": "answer-request extend-answer keep-data keep-backup delete-on-request never-sell never-share"
    " never-store-card tell-before-sharing stop-marketing marketing-consent notify-authority notify-people"
    " no-other-purpose tell-source change-without-notice tell-changes encrypt other",
    "party_category": "shipping payment marketing government analytics technology professional affiliates"
    " fraud-prevention other",
    "relationship": "processor sub-processor joint controller authority",
    "agreement_kind": "processing sharing joint-control confidentiality transfer-clauses other",
    "data_category": "identity contact national-id account location device cookies orders payment card financial"
    " credit health biometric genetic employment education family children religion ethnicity criminal communications"
    " recordings images preferences marketing other",
    "people": "customers visitors employees applicants students patients children suppliers beneficiaries donors"
    " subscribers other",
    "legal_basis": "consent explicit-consent contract legal-obligation vital-interest actual-interest public-interest"
    " legitimate-interest public-source",
    "frequency": "continuous daily weekly monthly quarterly yearly on-request once",
    "transfer_method": "api sftp portal email file post in-person remote-access phone other",
    "transfer_mechanism": "none adequacy standard-clauses binding-rules certification permit consent contract"
    " legal-request other",
    "after_retention": "destroy anonymise return review",
    "role": "controller processor joint",
    "severity": "low medium high very-high",
    "breach_state": "assessing containing awaiting notified remediation closed",
    "report_channel": "employee processor customer authority monitoring media other",
    "confirmation": "suspected confirmed",
    "breach_nature": "confidentiality integrity availability",
    "zone": "Asia/Riyadh Asia/Qatar Africa/Casablanca Asia/Dubai Asia/Bahrain Asia/Muscat Asia/Kuwait Africa/Cairo"
    " Asia/Amman Africa/Tunis Africa/Algiers Asia/Beirut Europe/Brussels UTC",
    "incident_type": "missent-email stolen-device exposed-storage processor-breach ransomware paper-loss"
    " unauthorised-access unauthorised-disclosure accidental-damage other",
    "breach_cause": "internal-malicious internal-accidental external-malicious external-accidental unknown",
    "encryption": "none partial full key-exposed unknown",
    "impact": "identity-theft fraud financial-loss discrimination reputation distress physical-harm loss-of-control"
    " service-loss none",
    "notice_recipient": "authority subjects controller sector-regulator insurer police other",
    "decision": "undecided due not-due",
    "obligation_state": "open filed late-filed not-due",
    "filing_phase": "initial supplementary final correction",
    "filing_channel": "platform email letter portal phone in-person sms website other",
    "timeline_kind": "occurred detected aware reported contained assessed decided filed note closed reopened",
    "right": "informed access copy rectification erasure restriction objection portability withdraw-consent automated"
    " marketing-objection complaint",
    "request_channel": "email post form phone in-person app portal other",
    "request_stage": "receipt identity search review answer follow-up closed withdrawn duplicate refused",
    "requester_relationship": "self guardian agent heir lawyer other",
    "identity_method": "account known-contact code-sent id-shown id-copy national-login notarised other",
    "identity_result": "confirmed failed pending not-needed",
    "request_outcome": "fulfilled partly nothing-found refused withdrawn",
    "direction": "in out",
    "letter": "receipt identity clarification extension answer refusal incoming other",
    "search_result": "pending found nothing not-searched",
}  # fmt: skip

CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {group: tuple(keys.split()) for group, keys in _GROUPS.items()}
)
