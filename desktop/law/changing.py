"""Changing one fact of a pack for this organisation: kept in the store's own folder, with the reason."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from data.errors import NotAllowed
from desktop.law.lines import PackError
from desktop.law.loading import FOLDER, load_packs
from desktop.law.overrides import CHANGES

Values = Mapping[str, Any]


def change_fact(store_folder: Path, code: str, path: Sequence[str], values: Values, reason: str) -> None:
    """Set keys of one fact otherwise; a change of the same fact that was made here before is replaced.

    Raises:
        NotAllowed: `reason.needed`.
        PackError: the fact would break the rules of a pack; nothing is kept then.
    """
    if not reason.strip():
        raise NotAllowed("reason.needed")
    fact = {"path": ".".join(path), "reason": reason.strip(), **values}
    _write(store_folder, code, [*_others(store_folder, code, path), fact])


def take_back(store_folder: Path, code: str, path: Sequence[str]) -> None:
    """Let a fact be as the pack has it; changes made by hand in other files stay."""
    _write(store_folder, code, _others(store_folder, code, path))


def changed_here(store_folder: Path, code: str, path: Sequence[str]) -> bool:
    """Tell whether a fact was changed in the file this module writes."""
    return ".".join(path) in {fact["path"] for fact in _facts(store_folder, code)}


def _file(store_folder: Path, code: str) -> Path:
    return store_folder / FOLDER / f"changes-{code}.toml"


def _facts(store_folder: Path, code: str) -> list[dict[str, Any]]:
    file = _file(store_folder, code)
    if not file.exists():
        return []
    return list(tomllib.loads(file.read_text(encoding="utf-8")).get("fact", []))


def _others(store_folder: Path, code: str, path: Sequence[str]) -> list[dict[str, Any]]:
    return [fact for fact in _facts(store_folder, code) if fact["path"] != ".".join(path)]


def _write(store_folder: Path, code: str, found: Sequence[Values]) -> None:
    """Replace the file at once, and put the old one back when the packs cannot be read with it."""
    file = _file(store_folder, code)
    before = file.read_text(encoding="utf-8") if file.exists() else None
    _put(file, _written(code, found) if found else None)
    try:
        load_packs(store_folder)
    except PackError:
        _put(file, before)
        raise


def _put(file: Path, text: str | None) -> None:
    if text is None:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(exist_ok=True)
    draft = file.with_suffix(".new")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)


def _written(code: str, found: Sequence[Values]) -> str:
    parts = [f"{CHANGES} = {_value(code)}\n"]
    for fact in found:
        lines = "".join(f"{key} = {_value(value)}\n" for key, value in fact.items())
        parts.append(f"[[fact]]\n{lines}")
    return "\n".join(parts)


def _value(value: object) -> str:
    """Write a value as TOML; a JSON string is a TOML string."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(one)}" for key, one in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
