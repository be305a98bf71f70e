"""The house rules that a reader would otherwise have to remember."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
ROOMS = ("data", "desktop", "ui")
LONGEST_FILE, LONGEST_FUNCTION, MOST_METHODS = 350, 45, 20
_CLOCK = re.compile(r"\b(?:datetime\.(?:now|utcnow)|date\.today|time\.time)\(")
_MAY_READ_THE_CLOCK = ("desktop/cli/", "ui/")


def _modules(*rooms: str) -> Iterator[tuple[str, str]]:
    for room in rooms:
        for path in sorted((ROOT / room).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def _nodes(*kinds: type[ast.AST]) -> Iterator[tuple[str, ast.AST]]:
    for name, source in _modules(*ROOMS):
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, kinds):
                yield name, node


def test_imports_point_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


def test_files_are_short() -> None:
    lines = {name: source.count("\n") for name, source in _modules(*ROOMS)}
    assert {name: count for name, count in lines.items() if count > LONGEST_FILE} == {}


def test_functions_are_short() -> None:
    long = {
        f"{name}:{node.name}": length
        for name, node in _nodes(ast.FunctionDef, ast.AsyncFunctionDef)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


def test_classes_have_few_methods() -> None:
    broad = {
        f"{name}:{node.name}": methods
        for name, node in _nodes(ast.ClassDef)
        if isinstance(node, ast.ClassDef)
        and (methods := sum(isinstance(part, ast.FunctionDef) for part in node.body)) > MOST_METHODS
    }
    assert broad == {}


def test_only_the_window_and_the_console_read_the_clock() -> None:
    below = ((name, source) for name, source in _modules(*ROOMS) if not name.startswith(_MAY_READ_THE_CLOCK))
    assert [name for name, source in below if _CLOCK.search(source)] == []


def test_packaging_is_no_package() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists(), "it would shadow the library of that name"
