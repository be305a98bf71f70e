"""Putting a restored store in the place of another, so that a fall in between leaves the old or the new one whole.

The new files are laid ready in a folder of their own; giving that folder its final name is the one step that decides.
From then on whoever opens the store first finishes the replacement.
"""

import contextlib
import os
import shutil
from pathlib import Path

from data.database import BESIDE, DATABASE
from data.files import sync_folder
from data.vault import COPY, NAME

_READY, _LAYING = ".restored", ".restoring"
_FILES = (DATABASE, NAME, COPY)


def laying(folder: Path) -> Path:
    """Make the empty folder in which the new files are laid ready."""
    beside = folder / _LAYING
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(mode=0o700)
    return beside


def decide(folder: Path) -> None:
    """Make the laid files the store that is to be; they must be on the disk already."""
    sync_folder(folder / _LAYING)
    (folder / _LAYING).replace(folder / _READY)
    sync_folder(folder)


def pending(folder: Path) -> bool:
    """Whether a replacement was decided and not finished."""
    return (folder / _READY).is_dir()


def finish(folder: Path) -> None:
    """Put decided files in their places; the store must be locked and closed. Does nothing when none are."""
    ready = folder / _READY
    if not ready.is_dir():
        return
    for name in BESIDE:  # an old write-ahead log would be replayed over the new database
        if (ready / DATABASE).exists():
            (folder / name).unlink(missing_ok=True)
    sync_folder(folder)
    for name in _FILES:
        if (ready / name).exists():
            (ready / name).replace(folder / name)
    sync_folder(folder)
    shutil.rmtree(ready)
    sync_folder(folder)


def keep_old(folder: Path, into: Path) -> None:
    """Keep the files of the store that is about to be replaced, with its log, whatever state they are in."""
    into.mkdir(mode=0o700, parents=True)
    for name in (*_FILES, *BESIDE):
        if (folder / name).exists():
            _keep(folder / name, into / name)
    sync_folder(into)
    sync_folder(into.parent)


def _keep(file: Path, at: Path) -> None:
    with contextlib.suppress(OSError):  # a second name costs no space, where the disk can give one
        os.link(file, at)
        return
    shutil.copyfile(file, at)
    with at.open("rb+") as copied:
        os.fsync(copied.fileno())
