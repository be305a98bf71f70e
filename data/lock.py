"""One window for one store: a lock of the operating system, which falls when its process does."""

import contextlib
import json
import os
import socket
import sys
from pathlib import Path
from typing import BinaryIO

from data.errors import Blocked

NAME = "lock"
_AWAY = 1 << 30  # Windows forbids reading locked bytes: the lock lies far behind the holder's name

if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> None:
        file.seek(_AWAY)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """A held lock on a store folder, until `release` or the end of the process."""

    def __init__(self, folder: Path) -> None:
        """Take the lock.

        Raises:
            Blocked: `store.in-use`, naming host and process; `store.folder` when the folder cannot be written.
        """
        path = folder / NAME
        try:
            self._file: BinaryIO = (
                path.open("r+b", buffering=0) if path.exists() else path.open("w+b", buffering=0)
            )
        except OSError as error:
            raise Blocked("store.folder", folder=str(folder)) from error
        try:
            _take(self._file)
        except OSError as error:
            self._file.close()
            raise Blocked("store.in-use", **_holder(path)) from error
        self._sign()

    def _sign(self) -> None:
        with contextlib.suppress(
            OSError
        ):  # the name serves the message alone: a full disk does not bar the door
            self._file.seek(0)
            self._file.write(json.dumps({"host": socket.gethostname(), "pid": os.getpid()}).encode())
            self._file.truncate()

    def release(self) -> None:
        """Let the next window in; doing so twice is no harm."""
        self._file.close()


def _holder(path: Path) -> dict[str, object]:
    try:
        said = json.loads(path.read_bytes())
        return {"host": str(said["host"]), "pid": str(int(said["pid"]))}
    except (OSError, ValueError, KeyError, TypeError):
        return {"host": "?", "pid": "?"}
