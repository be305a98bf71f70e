"""The made-up policies under tests/files/policies, with what a careful reader finds in them."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "files" / "policies"
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))


@dataclass
class Clause:
    number: int
    heading_ar: str = ""
    heading_en: str = ""
    text_ar: str = ""
    text_en: str = ""


def load(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def clauses_of(policy: dict[str, Any]) -> list[Clause]:
    wanted = ("number", "heading_ar", "heading_en", "text_ar", "text_en")
    return [Clause(**{key: table[key] for key in wanted if key in table}) for table in policy["clause"]]
