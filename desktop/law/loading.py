"""Loads the packs: those that ship, and an organisation's own from the `law` folder of its store."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, partial
from importlib.resources import files
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import Any

from desktop.law.checks import check
from desktop.law.lines import LawFile, PackError, Path
from desktop.law.overrides import CHANGES, Change, changed, changes, locate
from desktop.law.pack import Pack
from desktop.law.schema import Builder

FOLDER = "law"
_SUFFIX = ".toml"


def read_pack(file: LawFile, *, shipped: bool = False) -> Pack:
    """Read one whole pack from a file.

    Raises:
        PackError: the file breaks the schema; names file and line.
    """
    table = _tables(file)
    pack = Builder(file.error).build(Pack, table)
    check(pack, file.error, shipped=shipped)
    return pack


@cache
def shipped_packs() -> Mapping[str, Pack]:
    """Load the packs that ship, by code, in the order of their files' names."""
    packs = (read_pack(file, shipped=True) for file in _shipped_files())
    return MappingProxyType({pack.code: pack for pack in packs})


def load_packs(store_folder: FilePath | None = None) -> Mapping[str, Pack]:
    """Load all packs by code; those in `store_folder/law` add to, change or replace the ones that ship.

    Raises:
        PackError: an organisation's file breaks the schema, or changes something without a reason.
    """
    packs = dict(shipped_packs())
    files_of_changes: list[LawFile] = []
    origins = {pack.code: file for pack, file in zip(packs.values(), _shipped_files(), strict=True)}
    for file in _own_files(store_folder):
        if CHANGES in _tables(file):
            files_of_changes.append(file)
            continue
        pack = _own_pack(file, packs)
        packs[pack.code], origins[pack.code] = pack, file
    for code, wanted in _by_law(files_of_changes, packs).items():
        packs[code] = _changed_pack(origins[code], wanted)
    return MappingProxyType(packs)


def _tables(file: LawFile) -> dict[str, Any]:
    try:
        return tomllib.loads(file.text)
    except tomllib.TOMLDecodeError as error:
        raise file.syntax_error(str(error)) from error


@cache
def _shipped_files() -> tuple[LawFile, ...]:
    folder = files("resources").joinpath("law")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(_SUFFIX))
    return tuple(LawFile(name, folder.joinpath(name).read_text(encoding="utf-8")) for name in names)


def _own_files(store_folder: FilePath | None) -> Iterator[LawFile]:
    if store_folder is None:
        return
    for path in sorted((store_folder / FOLDER).glob(f"*{_SUFFIX}")):
        try:
            yield LawFile(path.name, path.read_text(encoding="utf-8-sig"))
        except UnicodeDecodeError as error:
            raise LawFile(path.name, "").error("not-utf8", ()) from error


def _own_pack(file: LawFile, packs: Mapping[str, Pack]) -> Pack:
    pack = read_pack(file)
    if pack.code in packs and pack.reason is None:
        raise file.error("no-reason", ("code",))
    return pack


def _by_law(given: list[LawFile], packs: Mapping[str, Pack]) -> dict[str, tuple[Change, ...]]:
    found: dict[str, tuple[Change, ...]] = {}
    for file in given:
        table = _tables(file)
        code = table[CHANGES]
        if code not in packs:
            raise file.error("unknown-law", (CHANGES,))
        found[code] = (*found.get(code, ()), *changes(file, table))
    return found


def _changed_pack(base: LawFile, wanted: tuple[Change, ...]) -> Pack:
    error = partial(_error, base, wanted)
    pack = Builder(error).build(Pack, changed(_tables(base), wanted))
    check(pack, error, shipped=False)
    return pack


def _error(base: LawFile, wanted: tuple[Change, ...], problem: str, path: Path) -> PackError:
    return locate(wanted, problem, path) or base.error(problem, path)
