"""Writing files so that after a fall of power there is either the old one or the new one."""

import os
from pathlib import Path

from data.errors import Blocked


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file by new content in one step that survives a power cut.

    Raises:
        Blocked: `file.unwritable` when the folder cannot be written or the disk is full.
    """
    beside = path.with_name(f".{path.name}.new")
    try:
        with beside.open("wb") as target:
            target.write(content)
            target.flush()
            os.fsync(target.fileno())
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise Blocked("file.unwritable", name=path.name) from error


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder durable; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
