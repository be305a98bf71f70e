"""Deadlines for a calendar program: what is due and its reference, never whom or what it is about."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

from data.files import write_whole
from data.store import Store
from desktop.due import Due, due
from desktop.words import Words

_LONGEST = 75  # bytes of a line, as RFC 5545 has it
_BEFORE = ("-P2D", "-P1D", "-PT6H")
_LAST = (23, 59)
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def write_due(store: Store, file: Path, words: Words, now: datetime, zone: tzinfo) -> int:
    """Write every deadline that has a moment as an event with its alarms, and count them.

    Raises:
        Blocked: `file.unwritable`.
    """
    found = [one for one in due(store, now, zone) if one.due is not None]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sijill//Sijill//EN", "CALSCALE:GREGORIAN"]
    for one in found:
        lines += _event(one, one.due or now, words, now, zone)
    lines.append("END:VCALENDAR")
    write_whole(file, b"".join(part for line in lines for part in _folded(line)))
    return len(found)


def _event(one: Due, at: datetime, words: Words, now: datetime, zone: tzinfo) -> Iterator[str]:
    said = f"{words(one.what)} — {one.entry.code}".translate(_ESCAPED)
    local = at.astimezone(zone)
    yield "BEGIN:VEVENT"
    yield f"UID:{one.what}-{one.id}@sijill"
    yield f"DTSTAMP:{_moment(now)}"
    if (local.hour, local.minute) == _LAST:
        yield f"DTSTART;VALUE=DATE:{local:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{local + timedelta(days=1):%Y%m%d}"
    else:
        yield f"DTSTART:{_moment(at)}"
    yield f"SUMMARY:{said}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    for before in _BEFORE:
        yield from (
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"TRIGGER:{before}",
            f"DESCRIPTION:{said}",
            "END:VALARM",
        )
    yield "END:VEVENT"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _folded(line: str) -> Iterator[bytes]:
    """Break a line where it is too long, never inside a letter."""
    piece = b""
    for letter in line:
        said = letter.encode()
        if len(piece) + len(said) > _LONGEST:
            yield piece + b"\r\n"
            piece = b" "
        piece += said
    yield piece + b"\r\n"
