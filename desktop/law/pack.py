"""One law as a pack: what other parts of the desk ask it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from desktop.law.citing import cite
from desktop.law.facts import (
    AnsweredBy,
    Breach,
    Clock,
    Dated,
    Element,
    Elements,
    Holidays,
    Instrument,
    Keeping,
    Known,
    Named,
    Request,
    Rights,
    Rule,
    Rules,
    Source,
    Terms,
    Text,
    Timed,
    Trigger,
    Weekend,
    nothing,
)

UNSEEN = "unseen"
RIGHTS = (
    "informed",
    "access",
    "copy",
    "rectification",
    "erasure",
    "restriction",
    "objection",
    "portability",
    "withdraw-consent",
    "automated",
    "marketing-objection",
    "complaint",
)
OBEYED = frozenset({"withdraw-consent"})  # nothing is answered: the general period for answers is none for it
RECIPIENTS = ("authority", "subjects", "processor")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NOTICE_ELEMENTS = (
    "controller_identity",
    "controller_contact",
    "dpo_contact",
    "purposes",
    "legal_basis",
    "data_categories",
    "collection_methods",
    "sources",
    "storage_means",
    "processing_how",
    "recipients",
    "transfer_abroad",
    "retention_period",
    "destruction_how",
    "rights_list",
    "how_to_exercise",
    "response_time",
    "withdraw_consent",
    "complaint_authority",
    "mandatory_or_optional",
    "consequences",
    "no_incompatible_use",
    "indirect_source_notice",
    "security",
    "breach_handling",
    "cookies",
    "version_date",
    "regulator_receipt",
    "disclosure_degree",
    "objection",
    "id_verification",
    "government_disclosure",
    "processor_limit",
)


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A law, its regulator and its facts; a table of the file is a field here, by the same name.

    `edition` says when the facts were gathered; `languages` has the default first; `months` names the family of
    month names; `pending` is what is expected to change; `forms` are words of the vocabulary as sentences need them.
    `reason` is set when the organisation brought its own pack.
    """

    code: str
    edition: str
    zone: str
    digits: str
    months: str
    languages: tuple[str, ...]
    country: Text
    scope: Named | None = None
    reason: str | None = None
    weekend: Weekend
    regulator: Named
    instruments: Mapping[str, Instrument]
    sources: Mapping[str, Source] = field(default_factory=nothing)
    dates: Mapping[str, Dated] = field(default_factory=nothing)
    pending: Mapping[str, Named] = field(default_factory=nothing)
    vocabulary: Terms
    forms: Mapping[str, Text] = field(default_factory=nothing)
    rights: Rights
    request: Request
    breaches: Mapping[str, Breach] = field(default_factory=nothing)
    other_duties: Mapping[str, Trigger] = field(default_factory=nothing)
    other_clocks: Mapping[str, Timed] = field(default_factory=nothing)
    records: Mapping[str, Keeping] = field(default_factory=nothing)
    duties: Mapping[str, Rule] = field(default_factory=nothing)
    contract: Rules | None = None
    disclosure: Rules | None = None
    transfer: Rules | None = None
    marketing: Rules | None = None
    consent: Rules | None = None
    notice: Elements | None = None
    complaint: Rule | None = None
    holidays: Holidays | None = None

    @property
    def timezone(self) -> ZoneInfo:
        """The zone in which this law's days begin and end."""
        return ZoneInfo(self.zone)

    @property
    def notice_elements(self) -> Mapping[str, Element]:
        """What a privacy notice must hold under this law, by element id."""
        return self.notice.items if self.notice else nothing()

    @property
    def extension_grounds(self) -> Mapping[str, Rule]:
        """The grounds on which the request clock may be extended; none where the law knows none."""
        return self.request.extension.grounds if self.request.extension else nothing()

    @property
    def pause_grounds(self) -> Mapping[str, Rule]:
        """The grounds on which the request clock stands still; none where the law knows none."""
        return self.request.pause

    @property
    def refusal_grounds(self) -> Mapping[str, Rule]:
        """The grounds on which a request may be refused."""
        return self.request.refusal

    def name(self, lang: str) -> str:
        """Say the law's full title, from the first instrument."""
        return next(iter(self.instruments.values())).title.text(lang)

    def terms(self, lang: str) -> dict[str, str]:
        """Give this law's words by glossary key, and their forms in running text, to override the general ones."""
        return {key: term.text(lang) for key, term in (*self.vocabulary.items.items(), *self.forms.items())}

    def request_clock(self, right: str | None = None) -> Clock | None:
        """Find the clock of a right, or the general one; None where the law does not tell or has no such right.

        A right that is obeyed rather than answered has the clock that the law gives it by name, or none.
        """
        if right is None:
            return self.request.clock
        found = self.rights.items.get(right)
        if found is None or found.answered_by is AnsweredBy.AUTHORITY:
            return None
        return self.request.rights.get(right, None if right in OBEYED else self.request.clock)

    def breach(self, recipient: str) -> Breach | None:
        """Find what is owed after a breach to "authority", "subjects", or by the "processor"; None: not known."""
        return self.breaches.get(recipient)

    def fixed_holidays(self, year: int) -> frozenset[date]:
        """List the national days on fixed dates in a year: a starter, never the whole calendar."""
        days = self.holidays.items if self.holidays else {}
        return frozenset(date.fromisoformat(f"{year:04}-{day}") for day in days)

    def cite(self, article: str | None, lang: str) -> str:
        """Write a reference such as `IR 24(1)` out in a language, each part with its instrument's short name."""
        return cite(article or "", self.instruments, lang)

    def source(self, fact: Known) -> str | None:
        """Say where a fact was read; None where no text was seen."""
        if fact.source == UNSEEN:
            return None
        found = self.sources.get(fact.source)
        return " ".join(filter(None, (found.title, found.url))) if found else fact.source
