"""What a law is made of, as this program reads it: facts that each carry article, confidence and source.

The classes are the schema of `resources/law/*.toml`: a field is a key, its type is what the key may hold, a field
without default must be there. Nothing is guessed: a fact that was not found is absent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any


class Confidence(StrEnum):
    """How sure a fact is, surest first: text seen, others' account of it, memory, sources that differ."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    MEMORY = "memory"
    DISPUTED = "disputed"


class Unit(StrEnum):
    """What a period is counted in; full days (jours francs) count neither the first nor the last day."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working-days"
    FULL_DAYS = "full-days"
    MONTHS = "months"


class Speed(StrEnum):
    """How soon a law wants an act: within a period, or in words without a number, or not at all."""

    WITHIN = "within"
    IMMEDIATE = "immediate"
    PROMPT = "prompt"
    UNNUMBERED = "unnumbered"
    PENDING = "pending"
    NO_DUTY = "no-duty"


class Event(StrEnum):
    """The event a period is counted from."""

    AWARENESS = "awareness"
    DISCOVERY = "discovery"
    RECEIPT = "receipt"
    SUBMISSION = "submission"
    AUTHORITY_NOTICE = "authority-notice"
    COLLECTION = "collection"
    DECISION = "decision"
    INCIDENT = "incident"
    END_OF_PROCESSING = "end-of-processing"
    LAST_MESSAGE = "last-message"
    CHANGE = "change"
    UNSTATED = "unstated"


class FirstDay(StrEnum):
    """Whether the day of the event is the first day of the period or the day after it is."""

    SAME_DAY = "same-day"
    NEXT_DAY = "next-day"


class Force(StrEnum):
    """Where a requirement comes from: the law, an authority's guideline, good practice."""

    LAW = "law"
    GUIDELINE = "guideline"
    PRACTICE = "practice"


class When(StrEnum):
    """In which case a privacy notice must hold an element."""

    ALWAYS = "always"
    INDIRECT = "indirect"
    CONSENT = "consent"
    TRANSFER = "transfer"
    OFFICER = "officer"
    HIGH_RISK = "high-risk"


class Divided(StrEnum):
    """What an instrument calls its provisions: articles, chapters (فصول) or sections."""

    ARTICLES = "articles"
    CHAPTERS = "chapters"
    SECTIONS = "sections"


class AnsweredBy(StrEnum):
    """Who answers a person that uses a right."""

    CONTROLLER = "controller"
    AUTHORITY = "authority"


def nothing() -> Mapping[str, Any]:
    """Give the empty mapping: nothing of the kind is known."""
    return MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Text:
    """One text in both languages."""

    ar: str
    en: str

    def text(self, lang: str) -> str:
        """Say it in a language: Arabic for "ar", else English."""
        return self.ar if lang == "ar" else self.en


@dataclass(frozen=True, kw_only=True)
class Known:
    """Something known about a law. Confidence and source left out are those of the table around it.

    `source` names an entry of the pack's sources, or `unseen` where no text was. `reason` is why the organisation
    changed the fact; it stands in an organisation's files only.
    """

    article: str | None = None
    confidence: Confidence
    source: str
    note: Text | None = None
    reason: str | None = None

    @property
    def changed_by_you(self) -> bool:
        """Whether the organisation's own file set this fact."""
        return self.reason is not None


@dataclass(frozen=True, kw_only=True)
class Fact(Known):
    """A fact with the article that says so, such as `LAW 31; IR 33(1)`: instrument, blank, article."""

    article: str = field()


@dataclass(frozen=True, kw_only=True)
class Rule(Fact, Text):
    """One requirement, ground or item, in both languages."""


@dataclass(frozen=True, kw_only=True)
class Named(Known, Text):
    """A name or word in both languages, with an article where one gives it."""


@dataclass(frozen=True, kw_only=True)
class Dated(Known):
    """A date in the life of a law."""

    date: str


@dataclass(frozen=True, kw_only=True)
class Clock(Fact):
    """How long a law gives for an act. Article, confidence and source are always its own.

    With speed `within`: `amount` of `unit` counted from `starts`; for days and months `first_day` says which day is
    number one; `rolls` that a last day on a weekend or holiday moves to the next working day. Any other speed has no
    number. `start_confidence` is how sure the start event is, when less sure than the figure.
    """

    speed: Speed = Speed.WITHIN
    amount: int | None = None
    unit: Unit | None = None
    starts: Event | None = None
    first_day: FirstDay | None = None
    rolls: bool = False
    start_confidence: Confidence | None = None
    force: Force = Force.LAW


@dataclass(frozen=True, kw_only=True)
class Extension(Fact):
    """How far a request's clock may be extended, and on which grounds; no amount where the length is not known.

    `amount` is added to the first period in its own unit. `advance_notice`: the person is told, with reasons, before
    the first period ends.
    """

    amount: int | None = None
    unit: Unit | None = None
    advance_notice: bool
    grounds: Mapping[str, Rule] = field(default_factory=nothing)


@dataclass(frozen=True, kw_only=True)
class Right(Fact):
    """A right of the person, by the name this law gives it."""

    name: Text
    answered_by: AnsweredBy = AnsweredBy.CONTROLLER


@dataclass(frozen=True, kw_only=True)
class Trigger(Rule):
    """A case with a clock of its own, or a duty towards somebody else."""

    clock: Clock | None = None


@dataclass(frozen=True, kw_only=True)
class Timed(Rule):
    """Another statutory period: `ar` and `en` name the act it is for."""

    clock: Clock


@dataclass(frozen=True, kw_only=True)
class Breach(Known):
    """What a law wants told to one recipient after a breach.

    `content` is in the order of the law. `special` holds cases with a clock of their own. `late` is what a late or
    incomplete notice needs.
    """

    clock: Clock | None = None
    threshold: Rule | None = None
    exceptions: Mapping[str, Rule] = field(default_factory=nothing)
    content: Mapping[str, Rule] = field(default_factory=nothing)
    special: Mapping[str, Trigger] = field(default_factory=nothing)
    late: Rule | None = None
    channel: Rule | None = None


@dataclass(frozen=True, kw_only=True)
class Request(Known):
    """How a law wants requests of persons handled: clocks, extension, pauses and grounds, each by id.

    `clock` holds for every right without one of its own in `rights`, but never for withdrawing consent.
    """

    clock: Clock | None = None
    rights: Mapping[str, Clock] = field(default_factory=nothing)
    extension: Extension | None = None
    pause: Mapping[str, Rule] = field(default_factory=nothing)
    refusal: Mapping[str, Rule] = field(default_factory=nothing)
    answer: Mapping[str, Rule] = field(default_factory=nothing)
    identity: Mapping[str, Rule] = field(default_factory=nothing)
    fees: Mapping[str, Rule] = field(default_factory=nothing)
    silence: Mapping[str, Rule] = field(default_factory=nothing)
    channels: Mapping[str, Rule] = field(default_factory=nothing)
    onward: Mapping[str, Rule] = field(default_factory=nothing)


@dataclass(frozen=True, kw_only=True)
class Keeping(Rule):
    """A record the law wants kept: what (`ar`, `en`), its contents, for how many years and from which event."""

    years: int | None = None
    starts: Event | None = None
    contents: Mapping[str, Rule] = field(default_factory=nothing)


@dataclass(frozen=True, kw_only=True)
class Element(Fact):
    """An element that a privacy notice must hold."""

    when: When = When.ALWAYS
    force: Force = Force.LAW


@dataclass(frozen=True, kw_only=True)
class Rules(Known):
    """A list of rules under one heading; rules take the heading's basis where they state none."""

    items: Mapping[str, Rule]


@dataclass(frozen=True, kw_only=True)
class Elements(Known):
    """The elements of a privacy notice by id."""

    items: Mapping[str, Element]


@dataclass(frozen=True, kw_only=True)
class Terms(Known):
    """The words this law uses, by glossary key."""

    items: Mapping[str, Named]


@dataclass(frozen=True, kw_only=True)
class Rights(Known):
    """The rights this law gives, by id."""

    items: Mapping[str, Right]


@dataclass(frozen=True, kw_only=True)
class Weekend(Known):
    """The days of the week that are not working days, as mon … sun."""

    days: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Holidays(Known):
    """National days on a fixed Gregorian date, by month and day (`09-23`): a starter for the organisation's list."""

    items: Mapping[str, Named]


@dataclass(frozen=True, kw_only=True)
class Instrument(Known):
    """A law, regulation or guideline that articles are cited from."""

    title: Text
    short: Text
    number: Text | None = None
    divided: Divided = Divided.ARTICLES


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a fact was read: a title, and an address where there is one."""

    title: str
    url: str | None = None
