"""Says in one sentence where a deadline comes from, and how much time is left, in either language."""

from datetime import datetime, timedelta

from desktop.law.calendars import Calendar
from desktop.law.clocks import REQUEST, Deadline
from desktop.law.facts import AnsweredBy, Clock, Speed, Unit
from desktop.law.pack import OBEYED, Pack
from desktop.words import Words

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_SAID_IN_HOURS = 3 * _DAY


def why(deadline: Deadline, pack: Pack, words: Words) -> str:
    """Explain a deadline in one sentence: period, event, way of counting, last moment, article, confidence."""
    clock = deadline.clock
    if clock is None:
        law = words.numerals(pack.name(words.lang))
        return words(f"clock.why.{_missing(deadline, pack)}", law=law)
    said = {"basis": basis(deadline, clock, pack, words)}
    if clock.speed is not Speed.WITHIN:
        return words(f"clock.why.{clock.speed}", **said)
    if deadline.amount is None:
        return words("clock.why.extension-unknown", **said)
    said |= {
        "period": words(f"clock.period.{clock.unit}", n=clock.amount),
        "event": event(deadline, clock, words),
    }
    if deadline.due is None:
        return words("clock.why.paused", **said)
    return words(
        f"clock.why.{clock.unit}", **said, due=_due(deadline, pack, words), counting=_counting(clock, words)
    )


def _missing(deadline: Deadline, pack: Pack) -> str:
    terms = deadline.terms
    right = pack.rights.items.get(terms.right or "")
    if right is not None and right.answered_by is AnsweredBy.AUTHORITY:
        return "authority"
    if terms.kind == REQUEST and right is not None and terms.right in OBEYED:
        return "obeyed"
    if terms.kind != REQUEST or right is not None:
        return "unknown"
    if terms.right is None and any(clock.amount for clock in pack.request.rights.values()):
        return "no-general-clock"
    return "no-such-right" if terms.right else "unknown"


def basis(deadline: Deadline, clock: Clock, pack: Pack, words: Words) -> str:
    """Say article and confidence, and what an officer must know beside them."""
    parts = [
        words.numerals(pack.cite(clock.article, words.lang)),
        words(f"law.confidence.{clock.confidence}"),
    ]
    extension = deadline.terms.extension if deadline.extended and clock.speed is Speed.WITHIN else None
    if extension and (extension.article, extension.confidence) != (clock.article, clock.confidence):
        cited = words.numerals(pack.cite(extension.article, words.lang))
        parts.append(
            words(
                "clock.extension-basis", article=cited, sure=words(f"law.confidence.{extension.confidence}")
            )
        )
    if clock.start_confidence and clock.start_confidence is not clock.confidence:
        parts.append(words("clock.start-basis", sure=words(f"law.confidence.{clock.start_confidence}")))
    if deadline.start_is_date and clock.unit is Unit.HOURS:
        parts.append(words("clock.first-moment"))
    reasons = dict.fromkeys(fact.reason for fact in deadline.facts if fact.reason)
    parts += [words("law.changed-by-you", reason=reason) for reason in reasons]
    return words("clock.join").join(parts)


def event(deadline: Deadline, clock: Clock, words: Words) -> str:
    """Say what the period is counted from, and the extension when it is taken."""
    said, extension = words(f"clock.event.{clock.starts}"), deadline.terms.extension
    if not deadline.extended or extension is None:
        return said
    return words("clock.extended", event=said, more=words(f"clock.period.{clock.unit}", n=extension.amount))


def _due(deadline: Deadline, pack: Pack, words: Words) -> str:
    calendar = Calendar(words, pack.months)
    if deadline.due_date:
        return calendar.gregorian(deadline.due_date)
    return calendar.moment(deadline.due.astimezone(pack.timezone)) if deadline.due else ""


def _counting(clock: Clock, words: Words) -> str:
    first = words(f"clock.first-day.{clock.first_day or clock.unit}")
    return words.joined([first, words("clock.rolls")] if clock.rolls else [first])


def remaining(due: datetime, now: datetime) -> timedelta:
    """Reckon the time left until a deadline, less than nothing once it has passed, by the minutes that both are told in."""
    return due.replace(second=0, microsecond=0) - now.replace(second=0, microsecond=0)


def left(remaining: timedelta, words: Words) -> str:
    """Say the time left, or the time a deadline has passed by: minutes, hours up to three days, then days."""
    kind = "late" if remaining < timedelta() else "left"
    span = abs(remaining)
    if span < _HOUR:
        return words(f"clock.{kind}.minutes", n=span // timedelta(minutes=1))
    if span < _SAID_IN_HOURS:
        return words(f"clock.{kind}.hours", n=span // _HOUR)
    return words(f"clock.{kind}.days", n=span // _DAY)


def span(time: timedelta, words: Words) -> str:
    """Say a length of time by the same units, and the minutes beside its hours."""
    if time >= _SAID_IN_HOURS:
        return words("clock.period.days", n=time // _DAY)
    hours, minutes = time // _HOUR, time % _HOUR // timedelta(minutes=1)
    said = words("clock.period.minutes", n=minutes)
    if not hours:
        return said
    whole = words("clock.period.hours", n=hours)
    return words("clock.period.hours-minutes", hours=whole, minutes=said) if minutes else whole
