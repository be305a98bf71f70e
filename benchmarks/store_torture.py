"""What a store survives: `python -m benchmarks.store_torture [kills] [power losses] [corruptions]`.

Kills end a committing process at any moment. Power losses are images of the disk as it may look when writes that were
not waited for are lost, kept or torn; with `synchronous = NORMAL` the same rig loses acknowledged commits, which shows
that it can tell. Corruptions flip one bit anywhere.
"""

import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from data import engine
from data.audit import Stamp
from data.errors import Blocked
from data.organisation import Organisation
from data.policy import Policy
from data.store import Store
from data.verify import verify

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
_HERE = Path(__file__).parent
_HEAD = struct.Struct("<qqq")
_SECTOR = 512
_WRITER = "import sys; from benchmarks import store_torture as t; t.write(sys.argv[1], int(sys.argv[2]), sys.argv[3])"
_ACKS = "acks"


def make(folder: Path) -> Path:
    """Make a store that opens without a passphrase."""
    stamp = Stamp("اختبار", NOW, "create")
    Store.create(folder, Organisation(name_ar="منشأة", laws=["SA"]), stamp).store.close()
    return folder


def write(folder: str, many: int, safety: str) -> None:
    """Commit records one by one, and acknowledge each on standard output and in a file once it is kept."""
    engine._KEPT_SAFE["wal"] = safety  # noqa: SLF001  # the rig shows what the weaker setting loses
    store = Store.open(Path(folder))
    acks = os.open(Path(folder) / _ACKS, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number in range(many):
        with store.unit("اختبار", NOW, "add") as unit:
            unit.add(Policy(title_ar=f"سياسة {number}", note="نص " * (number % 40)))
        os.write(acks, b"+")
        print(number, flush=True)
    os._exit(0)  # a fall, not a farewell: the log stays as it is


def _writer(folder: Path, many: int, safety: str, **more: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(folder), str(many), safety],
        stdout=subprocess.PIPE,
        cwd=_HERE.parent,
        env=os.environ | more,
    )


def kept(folder: Path) -> int:
    """Count the records of a store that opens and verifies.

    Raises:
        Blocked: it does not open.
        ValueError: it does not verify.
    """
    store = Store.open(folder)
    try:
        verdict = verify(store)
        if not verdict.ok:
            raise ValueError(verdict.findings)
        return store.size(Policy)
    finally:
        store.close()


def kill(folder: Path, after: int) -> tuple[int, int]:
    """End a writer without warning after so many acknowledged commits: commits acknowledged, records found more."""
    before = kept(folder)
    writer = _writer(folder, 10_000, "FULL")
    assert writer.stdout is not None  # noqa: S101  # it was asked for
    acknowledged = 0
    for _ in range(after):
        writer.stdout.readline()
        acknowledged += 1
    writer.kill()
    acknowledged += len(writer.stdout.read().splitlines())
    writer.stdout.close()
    writer.wait()
    return acknowledged, kept(folder) - before


@dataclass(frozen=True, slots=True)
class Event:
    """One thing a process did to a file: w wrote, s waited for the disk, t truncated."""

    kind: str
    name: str
    offset: int
    data: bytes


def _library(folder: Path) -> Path:
    library = folder / "disk_log.so"
    source = str(_HERE / "disk_log.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(library), source, "-ldl"], check=True)
    return library


def record(work: Path, many: int, safety: str) -> tuple[Path, list[Event]]:
    """Let a writer commit under observation: the store as it was before, and all that was done to its files."""
    start, live = make(work / f"start-{safety}"), work / f"live-{safety}"
    shutil.copytree(start, live)
    log = work / f"log-{safety}"
    watched = {"LD_PRELOAD": str(_library(work)), "DISK_LOG": str(log), "DISK_LOG_FOLDER": f"{live}/"}
    writer = _writer(live, many, safety, **watched)
    writer.communicate()
    return start, list(_events(log.read_bytes()))


def _events(log: bytes) -> Iterator[Event]:
    at = 0
    while at < len(log):
        kind = chr(log[at])
        path_size, offset, size = _HEAD.unpack_from(log, at + 1)
        at += 1 + _HEAD.size
        path = log[at : at + path_size].decode()
        at += path_size
        yield Event(kind, Path(path).name, offset, log[at : at + size])
        at += size


def _apply(content: bytearray, event: Event, luck: random.Random | None = None) -> None:
    if event.kind == "t":
        del content[event.offset :]
        return
    content.extend(bytes(max(0, event.offset + len(event.data) - len(content))))
    for part in range(0, len(event.data), _SECTOR):
        if luck is None or luck.random() < 0.5:
            piece = event.data[part : part + _SECTOR]
            content[event.offset + part : event.offset + part + len(piece)] = piece


def lose_power(start: Path, events: list[Event], at: int, luck: random.Random, image: Path) -> int:
    """Lay out the disk as a loss of power before event `at` may leave it; gives the commits acknowledged by then."""
    shutil.copytree(start, image)
    past = [
        event
        for event in events[:at]
        if event.name.startswith("store.db") and not event.name.endswith("-shm")
    ]
    for name in {event.name for event in past}:
        own = [event for event in past if event.name == name]
        waited = max((number for number, event in enumerate(own) if event.kind == "s"), default=-1)
        file = image / name
        content = bytearray(file.read_bytes() if file.exists() else b"")
        for number, event in enumerate(own):
            fate = luck.random()
            if event.kind != "s" and (number < waited or fate < 0.4):
                _apply(content, event)
            elif event.kind == "w" and fate < 0.7:
                _apply(content, event, luck)
        file.write_bytes(content)
    return sum(event.name == _ACKS and event.kind == "w" for event in events[:at])


def power(work: Path, images: int, safety: str, commits: int = 30) -> tuple[int, int]:
    """Lose power so many times: images that did not open or verify, and images that lost acknowledged commits."""
    start, events = record(work, commits, safety)
    luck = random.Random(1)  # noqa: S311  # the same falls each time
    corrupt = lost = 0
    for number in range(images):
        image = work / f"image-{number}"
        acknowledged = lose_power(start, events, luck.randrange(len(events)), luck, image)
        try:
            lost += kept(image) < acknowledged
        except (Blocked, ValueError):
            corrupt += 1
        shutil.rmtree(image)
    return corrupt, lost


def corrupt(work: Path, flips: int) -> tuple[int, int]:
    """Flip one bit anywhere, so many times: flips told at opening, and flips not told."""
    folder = make(work / "corrupt")
    store = Store.open(folder)
    with store.unit("اختبار", NOW, "add") as unit:
        for number in range(200):
            unit.add(Policy(title_ar=f"سياسة {number}", note="نص " * 90))
    store.close()
    file = folder / "store.db"
    sound = file.read_bytes()
    luck, told = random.Random(2), 0  # noqa: S311  # the same bits each time
    for _ in range(flips):
        torn = bytearray(sound)
        torn[luck.randrange(len(torn))] ^= 1 << luck.randrange(8)
        file.write_bytes(torn)
        try:
            Store.open(folder).close()
        except Blocked:
            told += 1
    return told, flips - told


def main() -> None:
    kills, losses, flips = (*map(int, sys.argv[1:]), *(500, 10_000, 1000)[len(sys.argv) - 1 :])
    with tempfile.TemporaryDirectory(prefix="sijill-torture-") as name:
        work = Path(name)
        folder = make(work / "kills")
        luck, missing = random.Random(3), 0  # noqa: S311  # the same moments each time
        for _ in range(kills):
            acknowledged, found = kill(folder, luck.randrange(1, 20))
            missing += max(0, acknowledged - found)
        print(f"{kills} kills while committing: {missing} acknowledged commits lost, every chain whole")
        for safety in ("FULL", "NORMAL"):
            broken, lost = power(work, losses, safety)
            print(
                f"{losses} losses of power, {safety}: {broken} images corrupt, {lost} lost acknowledged commits"
            )
        told, hidden = corrupt(work, flips)
        print(f"{flips} flipped bits: {told} told before anything is shown, {hidden} not")


if __name__ == "__main__":
    main()
