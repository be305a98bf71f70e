"""What one person chose on one machine: language, looks, the last store. Never anything of a record."""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

_NAME = "settings.json"
_ALLOWED: Mapping[str, tuple[object, ...]] = {
    "lang": ("ar", "en"),
    "theme": ("system", "light", "dark"),
    "digits": ("", "arab", "latn"),
    "text_size": tuple(range(90, 151, 5)),
    "lock_minutes": (0, 5, 10, 15, 30, 60),
    "digest": ("on", "off"),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices; `digits` empty follows the law, `text_size` is in per cent, `lock_minutes` 0 never locks.

    `folder` is the store opened last, `recent` those before it, newest first, `place` the page shown last, `geometry` the window's own coding of its size,
    `snoozed` the moment until which alerts are silent, `columns` the fields a register's list shows, by register.
    """

    lang: str = "ar"
    theme: str = "system"
    digits: str = ""
    text_size: int = 100
    lock_minutes: int = 15
    folder: str = ""
    recent: list[str] = field(default_factory=list)
    place: str = ""
    geometry: str = ""
    snoozed: str = ""
    digest: str = "on"
    columns: Mapping[str, list[str]] = field(default_factory=dict)


def path() -> Path:
    """Find where the platform keeps a program's choices."""
    return user_config_path("sijill", appauthor=False) / _NAME


def load(file: Path | None = None) -> Settings:
    """Read the choices; what is missing, damaged or not allowed falls back to its default."""
    try:
        kept = json.loads((file or path()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(kept, dict):
        return Settings()
    return Settings(**{name: kept[name] for name in _names() if name in kept and _fits(name, kept[name])})


def save(settings: Settings, file: Path | None = None) -> None:
    """Write the choices; a folder that cannot be written loses them and nothing else."""
    target = file or path()
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(".new")
        draft.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), encoding="utf-8")
        draft.replace(target)


def _names() -> tuple[str, ...]:
    return tuple(one.name for one in fields(Settings))


def _fits(name: str, value: Any) -> bool:  # noqa: ANN401  # whatever stood in the file
    if name in _ALLOWED:
        return value in _ALLOWED[name]
    if name == "recent":
        return isinstance(value, list) and all(isinstance(folder, str) for folder in value)
    if name == "columns":
        return isinstance(value, dict) and all(isinstance(names, list) for names in value.values())
    return isinstance(value, str)
