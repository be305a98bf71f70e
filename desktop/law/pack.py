"""One law as a pack: what other parts of the desk ask it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

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
RECIPIENTS = ("authority", "subjects", "processor")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ARABIC_LETTERS = str.maketrans(dict(zip("abcdefgh", ("أ", "ب", "ج", "د", "هـ", "و", "ز", "ح"), strict=True)))


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A law, its regulator and its facts; a table of the file is a field here, by the same name.

    `edition` says when the facts were gathered; `languages` has the default first; `months` names the family of
    month names; `pending` is what is expected to change. `reason` is set when the organisation brought its own pack.
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
    rights: Rights
    request: Request = field(default_factory=Request)
    breaches: Mapping[str, Breach] = field(default_factory=nothing)
    other_duties: Mapping[str, Trigger] = field(default_factory=nothing)
    other_clocks: Mapping[str, Timed] = field(default_factory=nothing)
    records: Mapping[str, Keeping] = field(default_factory=nothing)
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
    def weekend_days(self) -> frozenset[int]:
        """The days that are not working days, as `date.weekday()` numbers them."""
        return frozenset(DAYS.index(day) for day in self.weekend.days)

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
        """Give this law's words by glossary key, to override the general ones."""
        return {key: term.text(lang) for key, term in self.vocabulary.items.items()}

    def request_clock(self, right: str | None = None) -> Clock | None:
        """Find the clock of a right, or the general one; None where the law does not tell or has no such right."""
        if right is None:
            return self.request.clock
        found = self.rights.items.get(right)
        if found is None or found.answered_by is AnsweredBy.AUTHORITY:
            return None
        return self.request.rights.get(right, self.request.clock)

    def breach(self, recipient: str) -> Breach | None:
        """Find what is owed after a breach to "authority", "subjects", or by the "processor"; None: not known."""
        return self.breaches.get(recipient)

    def fixed_holidays(self, year: int) -> frozenset[date]:
        """List the national days on fixed dates in a year: a starter, never the whole calendar."""
        days = self.holidays.items if self.holidays else {}
        return frozenset(date.fromisoformat(f"{year:04}-{day}") for day in days)

    def cite(self, article: str | None, lang: str) -> str:
        """Write a reference such as `IR 24(1)` out in a language, each part with its instrument's short name."""
        parts = (article or "").split("; ")
        return ("؛ " if lang == "ar" else "; ").join(self._cite_one(part, lang) for part in parts if part)

    def _cite_one(self, part: str, lang: str) -> str:
        code, _, number = part.partition(" ")
        short = self.instruments[code].short.text(lang)
        if not number:
            return short
        if lang == "ar":
            return f"المادة {number.translate(_ARABIC_LETTERS)} من {short}"
        return f"{short}, art. {number}"

    def source(self, fact: Known) -> Source | None:
        """Find where a fact was read; None where no text was seen."""
        return self.sources.get(fact.source)
