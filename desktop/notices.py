"""Legal notices of a breach, written from its record: the authority's in the order of its law, the people's plainly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from data.breach import Breach, Filing, Obligation
from data.fields import Field, Kind, fields_of
from data.organisation import Organisation
from desktop.law.calendars import Calendar
from desktop.law.facts import Rule
from desktop.law.pack import Pack
from desktop.obligations import terms_of
from desktop.show import estimated, label, shown
from desktop.words import Words

#: What answers a content duty of the packs: the fields that its heading asks for, then those that may say more.
_ANSWERS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "description": (("description", "occurred_from", "aware_at"), ("occurred_to", "detected_at", "incident")),
    "categories": (("data", "people", "people_count"), ("records_count",)),
    "risks": (("consequences", "measures_taken", "measures_planned"), ("impacts",)),
    "nature": (("nature", "description", "cause"), ("incident", "occurred_from")),
    "nature-numbers": (
        ("nature", "description", "people", "people_count", "records_count"),
        ("incident", "data"),
    ),
    "numbers": (("people_count", "records_count"), ("people", "data")),
    "effects": (("consequences",), ("impacts",)),
    "consequences": (("consequences",), ("impacts",)),
    "measures": (("measures_taken", "measures_planned"), ()),
    "documentation": (("measures_taken",), ("root_cause",)),
    "root-cause": (("root_cause", "measures_taken", "measures_planned"), ()),
    "source": (("cause",), ("channel", "reported_by")),
    "mechanism": (("description",), ("incident", "nature")),
    "affected": (("people", "people_count"), ()),
    "other-information": ((), ("severity_note",)),
}
#: A letter to the people, in the same order under every law: the fields of each part, and the content duties that want it.
_LETTER: Mapping[str, tuple[str, frozenset[str]]] = {
    "description": ("description", frozenset({"description", "nature", "breach"})),
    "data": ("data", frozenset({"data"})),
    "consequences": ("consequences", frozenset({"risks", "consequences"})),
    "measures": ("measures_taken", frozenset({"risks", "measures"})),
    "recommendations": ("advice", frozenset({"recommendations", "steps"})),
}
#: The description comes first and moments last; the rest stands in the order in which the record tells it.
_PLACES = {field.name: at for at, field in enumerate(fields_of(Breach), 1)}
_CONTACT = frozenset({"contact", "dpo"})
_GENERAL = ("description", "categories", "risks", "contact")


class Line(NamedTuple):
    """One line of a notice: what it is about, if that is said, what the record says, and both together.

    `prose` is what somebody wrote, the same words in every language.
    """

    label: str
    value: str
    said: str
    prose: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a notice: its heading, its lines, and the labels of what is still missing for it."""

    key: str
    heading: str
    told: tuple[Line, ...]
    missing: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """What the part says, line by line."""
        return tuple(line.said for line in self.told)


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as its parts in order, and to whom it goes."""

    to: str
    title: str
    opening: str
    parts: tuple[Part, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Name what the law wants in the notice and the record does not say yet."""
        return tuple(dict.fromkeys(one for part in self.parts for one in part.missing))

    @property
    def text(self) -> str:
        """The notice as it would be sent."""
        said = [f"{part.heading}\n" + "\n".join(part.lines) for part in self.parts if part.lines]
        return "\n\n".join([self.title, self.opening, *said])


def written(  # noqa: PLR0913  # whose notice, under which laws, in which language and when
    breach: Breach,
    organisation: Organisation,
    duty: Obligation,
    packs: Mapping[str, Pack],
    lang: str,
    *,
    now: datetime,
) -> Notice:
    """Write the notice of a duty in a language, in the terms, digits and months of the duty's law."""
    pack = packs.get(duty.law) or next((packs[law] for law in organisation.laws if law in packs), None)
    if pack is None:
        return Speaker(breach, organisation, Words(lang), ZoneInfo("UTC"), now).notice(duty, None)
    words = Words(lang, terms=pack.terms(lang), digits=pack.digits if lang == "ar" else "latn")
    return Speaker(breach, organisation, words, pack.timezone, now, pack.months).notice(
        duty, packs.get(duty.law)
    )


@dataclass(frozen=True)
class Speaker:
    """Writes the notices of one breach in one language, in the breach's own zone or else the given one."""

    breach: Breach
    organisation: Organisation
    words: Words
    zone: ZoneInfo
    now: datetime
    months: str = "arab"

    def notice(self, duty: Obligation, pack: Pack | None) -> Notice:
        """Write the notice of a duty from the record."""
        kind = "subjects" if duty.recipient == "subjects" else "authority"
        name = self.words.either(self.organisation.name_ar, self.organisation.name_en)
        to = pack.regulator.text(self.words.lang) if pack and duty.recipient == "authority" else duty.name
        said = {"organisation": name, "to": to or self.words(f"choice.notice_recipient.{duty.recipient}")}
        return Notice(
            said["to"],
            self.words(f"breach.notice.{kind}.title", **said),
            self.words(f"breach.notice.{kind}.opening", **said),
            tuple(self._letter(duty) if kind == "subjects" else self._parts(duty)),
        )

    def _parts(self, duty: Obligation) -> Iterator[Part]:
        """Answer what the law asks for, in its order; of a late notice, it asks for the reasons."""
        terms = terms_of(duty)
        content: Mapping[str, Rule | None] = (terms.content if terms else {}) or dict.fromkeys(_GENERAL)
        for key, rule in content.items():
            heading = rule.text(self.words.lang) if rule else self.words(f"breach.notice.authority.{key}")
            yield self._part(key, heading)
        if duty.due is not None and duty.due < self.now and not duty.filings:
            reasons = label(self.words, Filing.__tablename__, "late_reason")
            yield Part("late", reasons, (), (reasons,))

    def _letter(self, duty: Obligation) -> Iterator[Part]:
        """Say plainly what the people have to know."""
        terms = terms_of(duty)
        content = terms.content if terms else {}
        for key, (name, wanted) in _LETTER.items():
            said = self._said(self._field(name))
            prose = self._field(name).kind is Kind.TEXT
            told = [self._plain(said, prose=prose)] if said else []
            told += [self._plain(when) for when in self._when()] if key == "description" else []
            missing = not said and (not content or not wanted.isdisjoint(content))
            named = (label(self.words, "breach", name),) if missing else ()
            if told or missing:
                yield Part(key, self.words(f"breach.notice.subjects.{key}"), tuple(told), named)
        yield self._contact("contact", self.words("breach.notice.subjects.contact"))

    def _when(self) -> Iterator[str]:
        """Say when it happened and when we learned of it, in sentences."""
        breach = self.breach
        since, until, aware = (
            self._moment(at) for at in (breach.occurred_from, breach.occurred_to, breach.aware_at)
        )
        key = "going-on" if breach.ongoing else "between" if until else "since"
        about = "-about" if breach.occurred_estimated else ""
        said = f"breach.notice.subjects.{key}{about}"
        at = self.words(said, since=since, until=until) if since else ""
        learned = self.words("breach.notice.subjects.aware", at=self._zoned(aware)) if aware else ""
        if at or learned:
            yield " ".join(filter(None, (at, learned)))

    def _part(self, key: str, heading: str) -> Part:
        if key in _CONTACT:
            return self._contact(key, heading)
        if key == "subjects-told":
            return Part(key, heading, (self._plain(self._told()),))
        needed, more = _ANSWERS.get(key, ((), ()))
        missing = tuple(
            label(self.words, "breach", name) for name in needed if not self._said(self._field(name))
        )
        asked = sorted((self._field(name) for name in (*needed, *more)), key=_place)
        named = sum(field.kind is Kind.TEXT for field in asked) > 1
        told = [line for field in asked if (line := self._line(field, named=named))]
        moments = [field for field in asked if field.kind is Kind.MOMENT and self._said(field)]
        if moments:  # whose hours they are is said once
            last = told[-1]
            told[-1] = self._after(last.label, self._zoned(last.value))
        return Part(key, heading, tuple(told), missing)

    @staticmethod
    def _field(name: str) -> Field:
        return next(field for field in fields_of(Breach) if field.name == name)

    @staticmethod
    def _plain(said: str, *, prose: bool = False) -> Line:
        return Line("", said, said, prose)

    def _after(self, label: str, value: str, *, prose: bool = False) -> Line:
        return Line(label, value, self.words("breach.notice.line", label=label, value=value), prose)

    def _line(self, field: Field, *, named: bool) -> Line | None:
        """Say a field after its label; a text needs none where no other is asked for."""
        said = self._said(field)
        if not said:
            return None
        prose = field.kind is Kind.TEXT
        if prose and not named:
            return self._plain(said, prose=True)
        return self._after(label(self.words, "breach", field.name), said, prose=prose)

    @property
    def _local(self) -> ZoneInfo:
        return ZoneInfo(self.breach.zone) if self.breach.zone else self.zone

    def _said(self, field: Field) -> str:
        value: Any = getattr(self.breach, field.name)
        about = estimated(self.breach, field)
        return shown(field, value, self.words, months=self.months, zone=self._local, about=about)

    def _moment(self, at: datetime | None) -> str:
        return Calendar(self.words, self.months).moment(at.astimezone(self._local)) if at else ""

    def _zoned(self, said: str) -> str:
        """Say after the last of some moments which place's hours they are."""
        key = f"choice.zone.{self._local.key}"
        return (
            self.words("breach.notice.moment", said=said, zone=self.words(key)) if key in self.words else said
        )

    def _contact(self, key: str, heading: str) -> Part:
        ours = self.organisation
        said = {
            "officer_name": ours.officer(self.words.lang),
            "officer_email": ours.officer_email or ours.email,
            "officer_phone": ours.officer_phone or ours.phone,
        }
        named = {name: label(self.words, "organisation", name) for name in said}
        reached = self.words.joined(filter(None, (said["officer_email"], said["officer_phone"])), " · ")
        told = [self._after(named["officer_name"], said["officer_name"])] if said["officer_name"] else []
        told += [self._plain(reached)] if reached else []
        missing = tuple(named[name] for name in ("officer_name", "officer_email") if not said[name])
        return Part(key, heading, tuple(told), missing)

    def _told(self) -> str:
        duties = [duty for duty in self.breach.obligations if duty.recipient == "subjects"]
        if any(duty.filings for duty in duties):
            return self.words("breach.notice.told.yes")
        decided = {duty.decision for duty in duties}
        key = "will" if "due" in decided else "no" if decided == {"not-due"} else "open"
        return self.words(f"breach.notice.told.{key}")


def _place(field: Field) -> tuple[bool, bool, int]:
    return field.kind is Kind.MOMENT, field.name != "description", _PLACES[field.name]
