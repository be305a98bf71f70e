"""Every obstacle has its sentence, in every language."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.base import Record
from data.engine import _OBSTACLES
from data.registers import RECORDS
from desktop.words import Words, languages

ROOT = Path(__file__).parents[2]
NAMED = {"Blocked", "NotAllowed"}


def said(call: ast.Call) -> Iterator[str]:
    """Give the keys a call may name; those put together at run time are listed where they come from."""
    for node in ast.walk(call.args[0]):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value.strip("."):
            yield node.value


def keys() -> set[str]:
    found = {f"frozen.{record.SEAL.rule}" for record in RECORDS.values() if record.SEAL is not None}
    for room in ("data", "desktop", "ui"):
        for file in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in NAMED and node.args:
                    found.update(said(node))
    return {key for key in found if " " not in key and not key.endswith(".")}


def obstacles() -> set[str]:
    return {key for _, key in _OBSTACLES}


@pytest.mark.parametrize("lang", languages())
def test_every_obstacle_is_said(lang: str) -> None:
    words = Words(lang)
    missing = sorted(key for key in keys() | obstacles() if f"error.{key}" not in words)
    assert missing == []


@pytest.mark.parametrize("lang", languages())
def test_what_may_happen_anywhere_is_said(lang: str) -> None:
    words = Words(lang)
    for key in ("error.unexpected", "error.invalid"):
        assert key in words


@pytest.mark.parametrize("lang", languages())
def test_every_finding_of_a_check_is_said(lang: str) -> None:
    words = Words(lang)
    source = (ROOT / "data" / "verify.py").read_text(encoding="utf-8")
    kinds = {
        str(node.args[0].value)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding"
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    assert kinds
    assert sorted(kind for kind in kinds if f"verify.{kind}" not in words) == []


def test_records_name_their_seals_alone() -> None:
    assert Record.SEAL is None
    assert {record.__tablename__ for record in RECORDS.values() if record.SEAL is not None} == {
        "filing", "timeline_entry", "message", "acknowledgement", "version", "clause",
    }  # fmt: skip
