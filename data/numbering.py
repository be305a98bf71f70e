"""The place of a new record in the order of arrival, and the reference it gets when none was typed."""

from collections import defaultdict

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.base import Entry

_WIDTH = 3
_LOOKED_AT = 20
_LAST_LETTER = "\U0010ffff"


class Numbering:
    """Numbers the new records of one unit of work; what it gave is remembered until they are written."""

    def __init__(self, session: Session, year: int) -> None:
        self._session = session
        self._year = year
        self._serials: dict[type[Entry], int] = {}
        self._numbers: dict[type[Entry], int] = {}
        self._codes: defaultdict[type[Entry], set[str]] = defaultdict(set)

    def give(self, entry: Entry) -> None:
        """Give a record its serial, and a reference such as BR-2026-001 when it has none."""
        kind = type(entry)
        entry.serial = entry.serial or self._last_serial(kind) + 1
        self._serials[kind] = max(self._serials.get(kind, 0), entry.serial)
        entry.code = entry.code or self._next_code(kind)
        self._codes[kind].add(entry.code)

    def _last_serial(self, kind: type[Entry]) -> int:
        if kind not in self._serials:
            self._serials[kind] = self._session.scalar(select(func.coalesce(func.max(kind.serial), 0))) or 0
        return self._serials[kind]

    def _next_code(self, kind: type[Entry]) -> str:
        start = f"{kind.PREFIX}-{self._year}-"
        if kind not in self._numbers:
            self._numbers[kind] = self._newest(kind, start)
        while True:
            self._numbers[kind] += 1
            code = f"{start}{self._numbers[kind]:0{_WIDTH}}"
            if code not in self._codes[kind] and not self._taken(kind, code):
                return code

    def _newest(self, kind: type[Entry], start: str) -> int:
        """Find the number given last this year: among the newest records, else among all references."""
        newest = list(self._session.scalars(select(kind.code).order_by(kind.serial.desc()).limit(_LOOKED_AT)))
        same = kind.code.between(start, f"{start}{_LAST_LETTER}")
        newest.append(self._session.scalar(select(func.max(kind.code)).where(same)) or "")
        numbers = (code.removeprefix(start) for code in newest if code.startswith(start))
        return next((int(number) for number in numbers if number.isdecimal()), 0)

    def _taken(self, kind: type[Entry], code: str) -> bool:
        return self._session.scalar(select(kind.id).where(kind.code == code).limit(1)) is not None
