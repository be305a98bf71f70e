"""Where a key stands in a TOML file, so that an error can name the line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from data.errors import Blocked

Path = tuple[str, ...]
_KEY = r"""(?:"[^"]*"|'[^']*'|[\w-]+)"""
_DOTTED = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_HEADER = re.compile(rf"\s*\[\[?\s*({_DOTTED})\s*\]\]?")
_ASSIGNED = re.compile(rf"\s*({_DOTTED})\s*=")
_ONE_KEY = re.compile(_KEY)
_AT_LINE = re.compile(r"at line (\d+)")
_LONG_TEXT = re.compile(r"\"{3}|'{3}")


class PackError(Blocked):
    """A law file that cannot be used; says file, line and entry, none of which is personal."""

    def __init__(self, problem: str, *, file: str, line: int, entry: str) -> None:
        super().__init__(f"law.{problem}", file=file, line=line, entry=entry)

    def __str__(self) -> str:
        return f"{self.values['file']}:{self.values['line']}: {self.key}: {self.values['entry']}"


@dataclass(frozen=True)
class LawFile:
    """One file of law: its name for messages and its text."""

    name: str
    text: str

    @cached_property
    def _lines(self) -> dict[Path, int]:
        found: dict[Path, int] = {}
        table: Path = ()
        for number, line in self._outside_long_texts():
            if header := _HEADER.match(line):
                table = (
                    self._table(header[1], found) if "[[" in line[: header.start(1)] else _split(header[1])
                )
                found.setdefault(table, number)
            elif key := _ASSIGNED.match(line):
                found.setdefault((*table, *_split(key[1])), number)
        return found

    @staticmethod
    def _table(dotted: str, found: dict[Path, int]) -> Path:
        path, index = _split(dotted), 0
        while (*path, str(index)) in found:
            index += 1
        return (*path, str(index))

    def _outside_long_texts(self) -> Iterator[tuple[int, str]]:
        inside = False
        for number, line in enumerate(self.text.split("\n"), start=1):
            if not inside:
                yield number, line
            if len(_LONG_TEXT.findall(line)) % 2:
                inside = not inside

    def line(self, path: Path) -> int:
        """Find the line of a key, or of the nearest table around it; 1 for the file as a whole."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def error(self, problem: str, path: Path) -> PackError:
        """Make the error for a key, with its line."""
        return PackError(problem, file=self.name, line=self.line(path), entry=".".join(path))

    def syntax_error(self, message: str) -> PackError:
        """Make the error for text that is not TOML; the parser's message names the line."""
        found = _AT_LINE.search(message)
        line = int(found[1]) if found else self.text.count("\n") + 1
        return PackError("not-toml", file=self.name, line=line, entry=message)


def _split(dotted: str) -> Path:
    return tuple(part.strip("\"'") for part in _ONE_KEY.findall(dotted))
