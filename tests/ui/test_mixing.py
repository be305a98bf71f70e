"""What was typed, and what reads the other way, stands isolated in every sentence, list and tooltip."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ui
from data.fields import Kind, fields_of
from data.registers import RECORDS
from tests.ui.mixing import loose
from ui.widgets.text import auto, joined, ltr

TYPED = {
    field.name
    for record in RECORDS.values()
    for field in fields_of(record)
    if field.kind in {Kind.LINE, Kind.TEXT, Kind.CODE, Kind.EMAIL, Kind.PHONE, Kind.URL}
} - {"text", "name", "title", "key"}  # which much else is called as well
SAYS = {"title_of", "heading", "show"}


def wanting(tree: ast.AST) -> Iterator[ast.expr]:
    """Find what somebody typed where an f-string or `joined` takes it as it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and _is_said(node):
            blanks = (part.value for part in node.values if isinstance(part, ast.FormattedValue))
            yield from filter(_typed, blanks)
        elif isinstance(node, ast.Call) and _called(node) == "joined":
            yield from (part for part in node.args if _typed(part))


def _is_said(node: ast.JoinedStr) -> bool:
    """Tell a sentence from a key or the name of a file, which have no spaces and no marks of a sentence."""
    return any(
        mark in str(part.value) for part in node.values if isinstance(part, ast.Constant) for mark in " :،,"
    )


def _typed(value: ast.expr) -> bool:
    if isinstance(value, ast.BoolOp):
        return any(_typed(one) for one in value.values)
    if isinstance(value, ast.Call):
        return _called(value) in SAYS
    return isinstance(value, ast.Attribute) and value.attr in TYPED


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def test_what_was_typed_is_isolated_wherever_it_is_joined() -> None:
    root = Path(ui.__file__).parent
    found = {
        f"{path.relative_to(root)}:{one.lineno}: {ast.unparse(one)}"
        for path in root.rglob("*.py")
        for one in wanting(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == set()


def test_the_words_for_and_are_left_to_what_isolates() -> None:
    root = Path(ui.__file__).parents[1]
    rooms = (path for room in ("ui", "desktop") for path in (root / room).rglob("*.py"))
    assert [str(path) for path in rooms if '"show.and").join' in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_loose_run_is_seen_and_an_isolated_one_is_not(lang: str) -> None:
    kept, other = ("عقد الشحن", "Nakhla Store") if lang == "ar" else ("Shipping contract", "متجر نخلة")
    assert loose(f"{kept} {other}", lang)
    assert not loose(joined(kept, auto(other), ltr("AG-2026-001")), lang)
    assert not loose(other, lang)
    assert bool(loose(f"{kept} 2026-03-01", lang)) is (lang == "ar")
