"""Where the program keeps things, and what an administrator settled for every account of the machine.

A file named `portable` beside the program keeps stores and choices beside it too, on a stick for example. An
administrator's `sijill.toml` in the machine's own folder of settings may hold

    language = "ar"             # offered first
    laws = ["SA"]               # ticked first for a new organisation; the first one leads
    backup_folder = "D:/Sijill" # every backup is copied there as well
    minimum_passphrase = 14     # letters, never fewer than the program asks for by itself
    idle_lock = 10              # minutes; a person may choose fewer, not more and not never
"""

import sys
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from platformdirs import site_config_path, user_config_path, user_data_path

from data import places
from data.errors import Blocked
from data.places import PORTABLE

_NAME = "sijill.toml"


@dataclass(frozen=True, slots=True)
class Central:
    """What an administrator settled; empty or zero where nothing was."""

    language: str = ""
    laws: tuple[str, ...] = ()
    backup_folder: str = ""
    minimum_passphrase: int = 0
    idle_lock: int = 0


def portable() -> Path | None:
    """Find the folder beside a portable program; None for one that was installed."""
    beside = Path(sys.executable).parent
    return beside if getattr(sys, "frozen", False) and (beside / PORTABLE).exists() else None


def build() -> str:
    """Name what a frozen program was built from; empty for one that runs from source."""
    from importlib.resources import files  # noqa: PLC0415  # only the about box asks

    try:
        return files("resources").joinpath("build.txt").read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def licences() -> Path:
    """Find the licences: beside a frozen program, or at the root of the source."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).parent / "licences"
    return Path(__file__).parents[1] / "LICENSE"


def stores() -> Path:
    """Find the folder in which new stores are offered."""
    beside = portable()
    return beside / "stores" if beside else user_data_path("sijill", appauthor=False)


def ready(folder: Path) -> Path:
    """Make the folder of a store to come; one of a portable program is marked, for it may be pulled out while it is open.

    Raises:
        Blocked: `store.folder` when it cannot be made or written.
    """
    if portable():
        places.make(folder)
        (folder / PORTABLE).touch()
    return folder


def choices() -> Path:
    """Find the folder that keeps what one person chose."""
    return portable() or user_config_path("sijill", appauthor=False)


def central_file() -> Path:
    """Name the administrator's file, which need not be there."""
    return (portable() or site_config_path("sijill", appauthor=False)) / _NAME


def central(file: Path | None = None) -> Central:
    """Read what the administrator settled.

    Raises:
        Blocked: `central.broken` naming the file, for what is no TOML, an unknown name or a value of another kind.
    """
    at = file or central_file()
    try:
        text = at.read_text(encoding="utf-8-sig")
    except OSError:
        return Central()
    except UnicodeDecodeError as error:
        raise Blocked("central.broken", file=str(at), why="UTF-8") from error
    import tomllib  # noqa: PLC0415  # the first paint does without, where there is no such file

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Blocked("central.broken", file=str(at), why=str(error)) from error
    read: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in found.items()}
    kinds = {one.name: type(one.default) for one in fields(Central)}
    for name, value in read.items():
        strings = all(isinstance(part, str) for part in value) if isinstance(value, tuple) else True
        if kinds.get(name) is not type(value) or not strings or (isinstance(value, int) and value < 0):
            raise Blocked("central.broken", file=str(at), why=name)
    return Central(**read)
