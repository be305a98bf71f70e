"""What the console is told about laws, clocks and calendars, as plain values ready for JSON."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from data.errors import Blocked
from desktop.law.calendars import hijri, parse
from desktop.law.checks import facts
from desktop.law.clocks import Deadline, deadline
from desktop.law.explain import why
from desktop.law.facts import Known
from desktop.law.loading import shipped_packs
from desktop.law.pack import Pack
from desktop.law.schema import plain
from desktop.words import Words, western

Packs = Mapping[str, Pack]


def clock_answer(  # noqa: PLR0913 - one for each word of the console command
    law: str,
    kind: str,
    start: str,
    *,
    words: Words,
    right: str | None = None,
    extended: bool = False,
    holidays: Sequence[str] = (),
    packs: Packs | None = None,
) -> dict[str, Any]:
    """Answer one clock; a clock of hours is due at a moment in the law's zone, any other on a date.

    `start` is an ISO moment with offset, or a date in either calendar in the law's zone.

    Raises:
        Blocked: no such law, kind, right or extension; a start that is no date or a moment without offset.
    """
    pack = find_pack(law, packs)
    days = frozenset(parse(day) for day in holidays)
    found = deadline(pack, kind, read_start(start), right=right, extended=extended, holidays=days)
    return _answer(found, pack, words)


def _answer(found: Deadline, pack: Pack, words: Words) -> dict[str, Any]:
    clock = found.clock
    due = found.due_date or (found.due.astimezone(pack.timezone) if found.due else None)
    note = clock.note.text(words.lang) if clock and clock.note else None
    return {
        "due": due.isoformat() if due else None,
        "unit": clock.unit if clock else None,
        "amount": found.amount,
        "starts": clock.starts if clock else None,
        "article": pack.cite(found.article, words.lang) if found.article else None,
        "confidence": found.confidence,
        "why": why(found, pack, words),
        "speed": clock.speed if clock else None,
        "first_day": clock.first_day if clock else None,
        "start_confidence": clock.start_confidence if clock else None,
        "source": pack.source(clock) if clock else None,
        "note": note,
        "changed_by_you": any(fact.changed_by_you for fact in found.facts),
        "zone": pack.zone,
    }


def find_pack(law: str, packs: Packs | None = None) -> Pack:
    """Find a law by its code, in any case.

    Raises:
        Blocked: there is no such law (`law.unknown-law-code`); the codes there are, are named.
    """
    known = shipped_packs() if packs is None else packs
    found = known.get(law.upper())
    if found is None:
        raise Blocked("law.unknown-law-code", law=law, laws=", ".join(known))
    return found


def read_start(text: str) -> datetime | date:
    """Read the start of a clock.

    Raises:
        Blocked: a moment without offset (`clock.no-offset`), or no date at all.
    """
    said = western(text).strip()
    if "T" not in said and ":" not in said:
        return parse(said)
    try:
        moment = datetime.fromisoformat(said)
    except ValueError as error:
        raise Blocked("calendar.not-a-date", date=text) from error
    if moment.tzinfo is None:
        raise Blocked("clock.no-offset", date=text)
    return moment


def laws_list(words: Words, packs: Packs | None = None) -> list[dict[str, Any]]:
    """List the packs: code, country, law, regulator, and how many facts have which confidence."""
    return [_head(pack, words) for pack in (shipped_packs() if packs is None else packs).values()]


def _head(pack: Pack, words: Words) -> dict[str, Any]:
    held = [fact for _, fact in facts(pack)]
    sure = Counter(str(fact.confidence) for fact in held)
    return {
        "code": pack.code,
        "country": pack.country.text(words.lang),
        "law_ar": pack.name("ar"),
        "law_en": pack.name("en"),
        "regulator_ar": pack.regulator.ar,
        "regulator_en": pack.regulator.en,
        "edition": pack.edition,
        "facts": dict(sure),
        "changed_by_you": pack.reason is not None or any(fact.changed_by_you for fact in held),
    }


def law_dump(code: str, words: Words, packs: Packs | None = None) -> dict[str, Any]:
    """Give one pack whole: its head, then every fact with article, confidence and source.

    Raises:
        Blocked: there is no such law.
    """
    pack = find_pack(code, packs)
    settings = {key: plain(getattr(pack, key)) for key in ("zone", "digits", "months", "languages", "reason")}
    listed = [_fact(path, fact, pack, words) for path, fact in facts(pack)]
    return {**_head(pack, words), **settings, "facts": listed}


def _fact(path: tuple[str, ...], fact: Known, pack: Pack, words: Words) -> dict[str, Any]:
    own = {key: value for key, value in vars(fact).items() if not _holds_facts(value)}
    source = pack.source(fact) or words("law.source.unseen")
    cited = pack.cite(fact.article, words.lang) or None
    changed = {"changed_by_you": True} if fact.changed_by_you else {}
    return {"path": ".".join(path), **plain(own), "article": cited, "source": source, **changed}


def _holds_facts(value: object) -> bool:
    return isinstance(value, Known | Mapping) or value is None


def hijri_answer(text: str) -> dict[str, Any]:
    """Convert a date of either calendar into both; `hijri` is None outside the Umm al-Qura table.

    Raises:
        Blocked: not a date, no such day, or a Hijri date outside the table.
    """
    day = parse(text)
    other = hijri(day)
    return {"gregorian": day.isoformat(), "hijri": str(other) if other else None}
