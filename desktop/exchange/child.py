"""Parsers of foreign formats kept in a process of their own, with little memory and little time.

The child is given the bytes on its standard input and answers in JSON, so a parser that was taken over can return
text and nothing else. In a frozen program, where there is no `python -m`, the program itself answers to `FLAG`.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from data.errors import Blocked
from desktop.exchange.hostile import MAX_CHARACTERS
from desktop.exchange.lines import Line
from desktop.exchange.rows import Table, packed, read_text, unpacked

FLAG = "--read-document"
MEMORY_BYTES = 768 * 1024 * 1024
SECONDS = 30

_ROOT = Path(__file__).resolve().parents[2]


def parse_apart(kind: str, data: bytes, seconds: float = SECONDS) -> list[Line]:
    """Have a child process turn the bytes of a document into lines.

    Raises:
        Blocked: what the reader found, `file.too-large` past the limits, `file.broken` when the child died.
    """
    return [Line(text, level) for text, level in _ask(kind, data, seconds)["lines"]]


def sheets_apart(data: bytes, seconds: float = SECONDS) -> dict[str, list[list[str]]]:
    """Have a child process turn the bytes of a workbook into the rows of its sheets, by their names.

    Raises:
        Blocked: as `parse_apart` does.
    """
    found: dict[str, list[list[str]]] = _ask("xlsx", data, seconds)["sheets"]
    return found


def table_apart(
    data: bytes, suffix: str, encoding: str | None, register: str, seconds: float = SECONDS
) -> Table:
    """Have a child process read a table from the bytes of a text; the arguments are those of `rows.read_text`.

    Raises:
        Blocked: as `parse_apart` does.
    """
    asked = json.dumps({"suffix": suffix, "encoding": encoding, "register": register})
    return unpacked(_ask(f"table {asked}", data, seconds)["table"])


def _ask(kind: str, data: bytes, seconds: float) -> dict[str, Any]:
    command = [sys.executable, FLAG] if getattr(sys, "frozen", False) else [sys.executable, "-m", __name__]
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - our own program, a kind from a fixed list, no shell
            [*command, kind], input=data, capture_output=True, timeout=seconds, check=False, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise Blocked("file.too-large") from error
    if done.returncode != 0:
        raise Blocked("file.broken")
    said: dict[str, Any] = json.loads(done.stdout)
    if "blocked" in said:
        raise Blocked(said["blocked"], **said.get("values", {}))
    return said


def _reader(kind: str) -> Callable[[bytes], list[Line]]:
    """Import the one reader that is needed: each brings a large library."""
    if kind == "docx":
        from desktop.exchange.word import read_docx as reader  # noqa: PLC0415 - see above
    elif kind == "pdf":
        from desktop.exchange.pdf import read_pdf as reader  # noqa: PLC0415 - see above
    elif kind == "html":
        from desktop.exchange.web import read_html as reader  # noqa: PLC0415 - see above
    elif kind == "md":
        from desktop.exchange.web import read_markdown as reader  # noqa: PLC0415 - see above
    else:
        raise ValueError(kind)
    return reader


def _limit() -> None:
    """Bound memory, time and core dumps where the system can; elsewhere the parent's clock alone does."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    bounds = ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0))
    for what, amount in bounds:
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (amount, amount))


def answer(kind: str, data: bytes) -> dict[str, object]:
    """Say what a file holds, or the key of what stood in the way."""
    try:
        return _held(kind, data)
    except Blocked as blocked:
        return {"blocked": blocked.key} | ({"values": dict(blocked.values)} if blocked.values else {})
    except (MemoryError, RecursionError):
        return {"blocked": "file.too-large"}
    except Exception:  # noqa: BLE001 - whatever a parser says of a foreign file, the file is at fault
        return {"blocked": "file.broken"}


def _held(kind: str, data: bytes) -> dict[str, object]:
    """Read a document as its lines, a workbook as its rows, a text as a table."""
    if kind == "xlsx":
        from desktop.exchange.workbook import read_xlsx  # noqa: PLC0415 - brings a library of its own

        return {"sheets": read_xlsx(data)}
    if kind.startswith("table "):
        return {"table": packed(read_text(data, **json.loads(kind.removeprefix("table "))))}
    lines = _reader(kind)(data)
    if sum(len(line.text) for line in lines) > MAX_CHARACTERS:
        raise Blocked("file.too-large")
    return {"lines": [(line.text, line.level) for line in lines]}


def main() -> int:
    """Answer one question from the parent process."""
    _limit()
    try:
        said = json.dumps(answer(sys.argv[-1], sys.stdin.buffer.read()), ensure_ascii=False)
    except MemoryError:
        said = '{"blocked": "file.too-large"}'
    sys.stdout.buffer.write(said.encode(errors="replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
