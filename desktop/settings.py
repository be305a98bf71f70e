"""What one person chose on one machine: language, looks, the last store. Never anything of a record."""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from data.errors import Blocked
from desktop import home

_NAME = "settings.json"
_ALLOWED: Mapping[str, tuple[object, ...]] = {
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
    return home.choices() / _NAME


def load(file: Path | None = None) -> Settings:
    """Read the choices; what is missing, damaged or not allowed falls back to its default or the administrator's."""
    try:
        kept = json.loads((file or path()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        kept = {}
    found = kept if isinstance(kept, dict) else {}
    central = settled()
    own: dict[str, Any] = (
        {"lang": central.language} if central.language and _fits("lang", central.language) else {}
    )
    own |= {name: found[name] for name in _names() if name in found and _fits(name, found[name])}
    chosen = Settings(**own)
    return replace(chosen, lock_minutes=bounded(chosen.lock_minutes, central.idle_lock))


def settled() -> home.Central:
    """Read what the administrator settled; a file that cannot be read counts for nothing and is told elsewhere."""
    try:
        return home.central()
    except Blocked:
        return home.Central()


def bounded(minutes: int, most: int) -> int:
    """Keep the minutes until the desk locks within what the administrator allows; zero is never, or no bound."""
    return min(minutes or most, most) if most else minutes


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
    if name == "lang":
        return value in {"ar", "en"} or _spoken(value)
    if name in _ALLOWED:
        return value in _ALLOWED[name]
    if name == "recent":
        return isinstance(value, list) and all(isinstance(folder, str) for folder in value)
    if name == "columns":
        return isinstance(value, dict) and all(isinstance(names, list) for names in value.values())
    return isinstance(value, str)


def _spoken(lang: Any) -> bool:  # noqa: ANN401  # whatever stood in the file
    from desktop.words import languages  # noqa: PLC0415  # the first paint does without

    return lang in languages()
