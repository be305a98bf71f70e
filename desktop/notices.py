"""Legal notices of a breach, written from its record: the authority's in the order of its law, the people's plainly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from data.breach import Breach, Obligation
from data.fields import Field, Kind, fields_of
from data.organisation import Organisation
from desktop.law.facts import Rule
from desktop.law.pack import Pack
from desktop.obligations import terms_of
from desktop.show import estimated, label, shown
from desktop.words import Words

#: What answers a content duty of the packs: the fields that must say something, then those that may.
_ANSWERS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "description": (("description", "aware_at"), ("occurred_from", "occurred_to", "detected_at", "incident")),
    "categories": (("data", "people_count"), ("people", "records_count")),
    "risks": (("consequences", "measures_taken"), ("impacts", "measures_planned")),
    "recommendations": (("advice",), ()),
    "nature": (("nature", "description"), ("incident", "cause", "occurred_from")),
    "numbers": (("people_count",), ("records_count", "people", "data")),
    "effects": (("consequences",), ("impacts",)),
    "consequences": (("consequences",), ("impacts",)),
    "measures": (("measures_taken",), ("measures_planned",)),
    "documentation": (("measures_taken",), ("root_cause",)),
    "data": (("data",), ("records_count",)),
    "root-cause": (("root_cause",), ()),
    "prevention": (("measures_planned",), ("lessons",)),
    "source": (("cause",), ("channel", "reported_by")),
    "mechanism": (("description",), ("incident", "nature")),
    "affected": (("people_count",), ("people",)),
    "breach": (("description",), ("data", "occurred_from")),
    "steps": (("advice",), ()),
    "other-information": ((), ("severity_note",)),
    "more": ((), ()),
}
#: Moments stand after all else of a part, in the order in which the record tells them.
_PLACES = {field.name: at for at, field in enumerate(fields_of(Breach), 1)}
_CONTACT = frozenset({"contact", "dpo"})
_GENERAL = {
    "authority": ("description", "categories", "risks", "contact"),
    "subjects": ("description", "data", "risks", "recommendations", "contact"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a notice: its heading, its lines, and the labels of what is still missing for it."""

    key: str
    heading: str
    lines: tuple[str, ...]
    missing: tuple[str, ...] = ()


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


def written(
    breach: Breach, organisation: Organisation, duty: Obligation, packs: Mapping[str, Pack], lang: str
) -> Notice:
    """Write the notice of a duty in a language, in the terms, digits and months of the duty's law."""
    pack = packs.get(duty.law) or next((packs[law] for law in organisation.laws if law in packs), None)
    if pack is None:
        return Speaker(breach, organisation, Words(lang), ZoneInfo("UTC")).notice(duty, None)
    words = Words(lang, terms=pack.terms(lang), digits=pack.digits if lang == "ar" else "latn")
    return Speaker(breach, organisation, words, pack.timezone, pack.months).notice(duty, packs.get(duty.law))


@dataclass(frozen=True)
class Speaker:
    """Writes the notices of one breach in one language, in the breach's own zone or else the given one."""

    breach: Breach
    organisation: Organisation
    words: Words
    zone: ZoneInfo
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
            tuple(self._parts(duty, kind)),
        )

    def _parts(self, duty: Obligation, kind: str) -> Iterator[Part]:
        terms = terms_of(duty)
        content: Mapping[str, Rule | None] = terms.content if terms else {}
        for key, rule in (content or dict.fromkeys(_GENERAL[kind])).items():
            plainly = kind == "subjects" or rule is None
            heading = (
                self.words(f"breach.notice.{kind}.{key}")
                if plainly
                else str(rule and rule.text(self.words.lang))
            )
            yield self._part(key, heading, plainly=kind == "subjects")

    def _part(self, key: str, heading: str, *, plainly: bool) -> Part:
        if key in _CONTACT:
            return self._contact(key, heading)
        if key == "subjects-told":
            return Part(key, heading, (self._told(),))
        needed, more = _ANSWERS.get(key, ((), ()))
        fields = {field.name: field for field in fields_of(Breach)}
        missing = tuple(label(self.words, "breach", name) for name in needed if not self._said(fields[name]))
        asked = [fields[name] for name in (needed if plainly else (*needed, *more))]
        asked.sort(key=lambda field: _PLACES[field.name] if field.kind is Kind.MOMENT else 0)
        named = not plainly and sum(field.kind is Kind.TEXT for field in asked) > 1
        lines = tuple(line for field in asked if (line := self._line(field, named=named)))
        return Part(key, heading, lines, missing)

    def _line(self, field: Field, *, named: bool) -> str:
        """Say a field after its label; a text needs none where no other is asked for."""
        said = self._said(field)
        if not said or (field.kind is Kind.TEXT and not named):
            return said
        return self.words("breach.notice.line", label=label(self.words, "breach", field.name), value=said)

    def _said(self, field: Field) -> str:
        value: Any = getattr(self.breach, field.name)
        zone = ZoneInfo(self.breach.zone) if self.breach.zone else self.zone
        about = estimated(self.breach, field)
        said = shown(field, value, self.words, months=self.months, zone=zone, about=about)
        key = f"choice.zone.{zone.key}"
        if field.kind is Kind.MOMENT and said and key in self.words:
            return self.words("breach.notice.moment", said=said, zone=self.words(key))
        return said

    def _contact(self, key: str, heading: str) -> Part:
        ours = self.organisation
        said = {
            "officer_name": ours.officer(self.words.lang),
            "officer_email": ours.officer_email or ours.email,
            "officer_phone": ours.officer_phone or ours.phone,
        }
        named = {name: label(self.words, "organisation", name) for name in said}
        lines = tuple(
            self.words("breach.notice.line", label=named[name], value=value)
            for name, value in said.items()
            if value
        )
        missing = tuple(named[name] for name in ("officer_name", "officer_email") if not said[name])
        return Part(key, heading, lines, missing)

    def _told(self) -> str:
        duties = [duty for duty in self.breach.obligations if duty.recipient == "subjects"]
        if any(duty.filings for duty in duties):
            return self.words("breach.notice.told.yes")
        decided = {duty.decision for duty in duties}
        key = "will" if "due" in decided else "no" if decided == {"not-due"} else "open"
        return self.words(f"breach.notice.told.{key}")
