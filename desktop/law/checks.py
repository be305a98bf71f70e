"""What must hold in a pack beyond the types of its keys."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop.law.facts import Clock, FirstDay, Known, Speed, Unit
from desktop.law.lines import PackError, Path
from desktop.law.pack import DAYS, NOTICE_ELEMENTS, RECIPIENTS, RIGHTS, UNSEEN, Pack

Problem = tuple[str, Path]
_DIGITS = ("arab", "latn")
_LEAP_YEAR = 2024


def facts(node: object, path: Path = ()) -> Iterator[tuple[Path, Known]]:
    """Walk a pack and give every fact with the path of its table."""
    if isinstance(node, Known):
        yield path, node
    if isinstance(node, Mapping):
        for key, child in node.items():
            yield from facts(child, (*path, key))
    elif is_dataclass(node):
        for part in fields(node):
            yield from facts(getattr(node, part.name), (*path, part.name))


def check(pack: Pack, error: Callable[[str, Path], PackError], *, shipped: bool) -> None:
    """Hold the pack to the rules that types cannot say.

    Raises:
        PackError: the first rule that is broken, with file and line.
    """
    for problem, path in (*_of_facts(pack, shipped=shipped), *_of_names(pack), *_of_extension(pack)):
        raise error(problem, path)


def _of_facts(pack: Pack, *, shipped: bool) -> Iterator[Problem]:
    known = {*pack.sources, UNSEEN}
    for path, fact in facts(pack):
        if shipped and fact.reason:
            yield "reason-shipped", (*path, "reason")
        if not fact.changed_by_you and fact.source not in known:
            yield "unknown-source", (*path, "source")
        if not fact.changed_by_you and not _cited(fact, pack):
            yield "unknown-instrument", (*path, "article")
        if isinstance(fact, Clock):
            yield from ((problem, (*path, key)) for problem, key in _of_clock(fact))


def _cited(fact: Known, pack: Pack) -> bool:
    parts = fact.article.split("; ") if fact.article else ()
    return all(part.partition(" ")[0] in pack.instruments for part in parts)


def _of_clock(clock: Clock) -> Iterator[tuple[str, str]]:
    numbered = clock.speed is Speed.WITHIN
    for key in ("amount", "unit", "starts"):
        given = getattr(clock, key) is not None
        if numbered and not given:
            yield "missing-key", key
        if not numbered and given and key != "starts":
            yield "number-without-period", key
    if clock.amount is not None and clock.amount < 1:
        yield "wrong-value", "amount"
    counts_days = clock.unit in {Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS}
    if counts_days != isinstance(clock.first_day, FirstDay):
        yield ("missing-key" if counts_days else "number-without-period"), "first_day"


def _of_names(pack: Pack) -> Iterator[Problem]:
    yield from _strangers(pack.rights.items, RIGHTS, ("rights", "items"))
    yield from _strangers(pack.request.rights, tuple(pack.rights.items), ("request", "rights"))
    yield from _strangers(pack.notice_elements, NOTICE_ELEMENTS, ("notice", "items"))
    yield from _strangers(pack.breaches, RECIPIENTS, ("breaches",))
    yield from _strangers(dict.fromkeys(pack.weekend.days), DAYS, ("weekend",))
    if pack.digits not in _DIGITS:
        yield "wrong-value", ("digits",)
    if not pack.instruments:
        yield "missing-key", ("instruments",)
    if not _is_zone(pack.zone):
        yield "wrong-value", ("zone",)
    yield from _of_dates(pack)


def _strangers(given: Mapping[str, object], known: tuple[str, ...], path: Path) -> Iterator[Problem]:
    return (("unknown-key", (*path, key)) for key in given if key not in known)


def _of_dates(pack: Pack) -> Iterator[Problem]:
    for key, dated in pack.dates.items():
        if not _is_date(dated.date):
            yield "wrong-value", ("dates", key, "date")
    for day in pack.holidays.items if pack.holidays else ():
        if not _is_date(f"{_LEAP_YEAR}-{day}"):
            yield "wrong-value", ("holidays", "items", day)


def _of_extension(pack: Pack) -> Iterator[Problem]:
    extension = pack.request.extension
    if extension is None:
        return
    path: Path = ("request", "extension")
    if (extension.amount is None) != (extension.unit is None):
        yield "missing-key", (*path, "unit" if extension.unit is None else "amount")
    clocks = [*pack.request.rights.values(), pack.request.clock]
    if extension.unit and any(clock and clock.unit not in {None, extension.unit} for clock in clocks):
        yield "wrong-value", (*path, "unit")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
