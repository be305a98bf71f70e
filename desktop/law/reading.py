"""A law pack as a page to be read: its facts in the order an officer asks for them, and what is not known."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.law.calendars import Calendar
from desktop.law.checks import facts
from desktop.law.facts import (
    AnsweredBy,
    Breach,
    Clock,
    Dated,
    Element,
    Extension,
    Instrument,
    Keeping,
    Known,
    Right,
    Speed,
    Text,
    Weekend,
)
from desktop.law.pack import DAYS, RECIPIENTS, Pack
from desktop.words import Words

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "law": ("regulator", "scope", "instruments", "dates", "pending", "complaint"),
    "rights": ("rights",),
    "requests": ("request",),
    "breaches": ("breaches", "other_duties"),
    "records": ("records", "duties"),
    "notice": ("notice",),
    "contract": ("contract",),
    "sharing": ("disclosure", "transfer"),
    "marketing": ("marketing", "consent"),
    "clocks": ("other_clocks",),
    "terms": ("vocabulary",),
    "calendar": ("weekend", "holidays"),
}
_EXPECTED = (
    "complaint",
    "records",
    "contract",
    "disclosure",
    "transfer",
    "marketing",
    "consent",
    "notice",
    "holidays",
)
_TABLES = (
    *(
        "clock",
        "extension",
        "grounds",
        "pause",
        "refusal",
        "answer",
        "identity",
        "fees",
        "silence",
        "channels",
    ),
    *("onward", "threshold", "exceptions", "content", "contents", "special", "late", "channel"),
)
_NAMED = ("records", "other_duties")
_EXPECTED_OF_REQUEST = ("extension", "refusal", "identity", "fees")
_EXPECTED_OF_NOTICE = ("threshold", "content")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the page; without `fact` it says what is not known. `heading` is the group it stands in."""

    heading: str
    text: str
    second: str = ""
    path: tuple[str, ...] = ()
    fact: Known | None = None

    def holds(self, sought: str) -> bool:
        """Tell whether the words that are sought stand here."""
        return sought.casefold() in f"{self.heading} {self.text} {self.second}".casefold()


def read(pack: Pack, section: str, words: Words) -> list[Entry]:
    """Read one section of a pack: every fact in it, and what the law or the pack leaves open."""
    parts = SECTIONS[section]
    found = [_entry(pack, path, fact, words) for path, fact in facts(pack) if path and path[0] in parts]
    return [*(one for one in found if one is not None), *_unknown(pack, parts, words)]


def _entry(pack: Pack, path: tuple[str, ...], fact: Known, words: Words) -> Entry | None:
    """Read one fact; a table that groups others is read where it has a note of its own."""
    text, heading = words.numerals(_text(pack, path, fact, words)), _heading(pack, path, words)
    if text:
        return Entry(heading, text, words.numerals(_second(path, fact, words)), path, fact)
    note = words.numerals(fact.note.text(words.lang)) if fact.note else ""
    return Entry(heading, note, path=path, fact=fact) if note else None


def _heading(pack: Pack, path: tuple[str, ...], words: Words) -> str:
    """Name what a path leads to: `breaches.authority.content.nature` is content of the notice to the authority."""
    first, *rest = path
    said = [words(f"law.part.{first}")]
    if first == "dates":
        said.append(words.first(f"law.date.{rest[0]}", "law.date.other"))
    elif first == "breaches":
        said = [words(f"law.recipient.{rest[0]}"), *_steps(rest[1:], words)]
    elif path[:2] == ("request", "rights"):
        said.append(pack.rights.items[rest[1]].name.text(words.lang))
    elif first == "other_clocks" and path[-1] == "clock":
        said.append(pack.other_clocks[rest[0]].text(words.lang))
    elif first in _NAMED:
        said += _steps(rest[1:], words)
    elif first == "request":
        said += _steps(rest, words)
    return words("law.join").join(said)


def _steps(steps: Sequence[str], words: Words) -> list[str]:
    """Name the tables on the way; every other step is the name that a pack gave its entry."""
    return [words(f"law.part.{step}") for step in dict.fromkeys(steps) if step in _TABLES]


def _text(pack: Pack, path: tuple[str, ...], fact: Known, words: Words) -> str:
    if isinstance(fact, Element):
        return words(f"notice.element.{path[-1]}")
    if isinstance(fact, Dated):
        return Calendar(words, pack.months).gregorian(date.fromisoformat(fact.date))
    if path[:2] == ("holidays", "items") and isinstance(fact, Text):
        return words.joined((fact.text(words.lang), Calendar(words, pack.months).yearly(path[-1])))
    say = _SAYERS.get(type(fact))
    if say is not None:
        return say(fact, words)
    return fact.text(words.lang) if isinstance(fact, Text) else ""


def _length(extension: Extension, words: Words) -> str:
    if extension.amount is None or extension.unit is None:
        return words("law.not-verified")
    return words(f"clock.period.{extension.unit}", n=extension.amount)


def _days(weekend: Weekend, words: Words) -> str:
    return words.joined(words(f"ui.weekday.{DAYS.index(day) + 1}") for day in weekend.days)


def period(clock: Clock, words: Words) -> str:
    """Say how long a clock runs and from when; in words where the law gives no number."""
    if clock.speed is not Speed.WITHIN:
        return words(f"law.speed.{clock.speed}")
    said = [words(f"clock.period.{clock.unit}", n=clock.amount), words(f"clock.event.{clock.starts}")]
    if clock.first_day is not None:
        said.append(words(f"clock.first-day.{clock.first_day}"))
    if clock.rolls:
        said.append(words("clock.rolls"))
    return words.joined(said)


_SAYERS: Mapping[type[Known], Callable[[Any, Words], str]] = {
    Clock: period,
    Extension: _length,
    Weekend: _days,
    Right: lambda right, words: str(right.name.text(words.lang)),
    Instrument: lambda instrument, words: str(instrument.title.text(words.lang)),
}


def _second(path: tuple[str, ...], fact: Known, words: Words) -> str:
    """Say what stands beside a fact, its note last; beside a term its name in the other language."""
    said: list[str] = []
    if path[0] == "vocabulary" and isinstance(fact, Text):
        said.append(fact.text("en" if words.lang == "ar" else "ar"))
    if isinstance(fact, Instrument) and fact.number is not None:
        said.append(fact.number.text(words.lang))
    if isinstance(fact, Element):
        said += [words(f"law.when.{fact.when}"), words(f"law.force.{fact.force}")]
    if isinstance(fact, Clock):
        said.append(words(f"law.force.{fact.force}"))
    if isinstance(fact, Extension) and fact.advance_notice:
        said.append(words("law.advance-notice"))
    if isinstance(fact, Keeping) and fact.years is not None:
        said.append(words("law.years", n=fact.years))
        said += [words(f"clock.event.{fact.starts}")] if fact.starts else []
    note = fact.note.text(words.lang) if fact.note else ""
    return "\n".join(line for line in (words.joined(said), note) if line)


def _unknown(pack: Pack, parts: Sequence[str], words: Words) -> Iterator[Entry]:
    """Say in words what is absent: never a guess, never silence."""
    unsure = words("law.not-verified")
    for part in parts:
        if part in _EXPECTED and not getattr(pack, part):
            yield Entry(words(f"law.part.{part}"), unsure)
    if "breaches" in parts:
        for recipient in RECIPIENTS:
            for heading in _unknown_of_breach(recipient, pack.breach(recipient), words):
                yield Entry(heading, unsure)
    if "request" in parts:
        for heading in _unknown_of_request(pack, words):
            yield Entry(heading, unsure)


def _unknown_of_breach(recipient: str, duty: Breach | None, words: Words) -> Iterator[str]:
    """Name what is not known of a notice; of one that nobody owes there is nothing to know."""
    told = words(f"law.recipient.{recipient}")
    if duty is None or duty.clock is None:
        yield told
    elif duty.clock.speed is not Speed.NO_DUTY and recipient != "processor":
        missing = (part for part in _EXPECTED_OF_NOTICE if not getattr(duty, part))
        yield from (words("law.join").join((told, words(f"law.part.{part}"))) for part in missing)


def _unknown_of_request(pack: Pack, words: Words) -> Iterator[str]:
    """Name the rights whose clock is not known, and what is not known of all requests."""
    for key, right in pack.rights.items.items():
        if right.answered_by is AnsweredBy.CONTROLLER and pack.request_clock(key) is None:
            yield words("law.join").join((words("law.part.clock"), right.name.text(words.lang)))
    for part in _EXPECTED_OF_REQUEST:
        if not getattr(pack.request, part):
            yield words(f"law.part.{part}")
