"""A store in one file: the `.sijill` bundle of database, vault and manifest, written whole and read with suspicion."""

import hashlib
import json
import os
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from data.database import DATABASE
from data.engine import obstacle
from data.errors import Blocked
from data.files import sync_folder
from data.vault import NAME as VAULT

SUFFIX = ".sijill"
_MANIFEST = "manifest.json"
_FORMAT = 1
_PARTS = (DATABASE, VAULT)
_LARGEST_MANIFEST = 64 * 1024
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself: its schema, the head of its audit trail, and the SHA-256 of its parts."""

    schema: str
    seq: int
    head: str
    made_at: str
    sha256: Mapping[str, str]
    format: int = _FORMAT


def digest(file: Path) -> str:
    """Compute the SHA-256 of a file."""
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def write(file: Path, parts: Path, schema: str, head: tuple[int, bytes], made_at: str) -> Manifest:
    """Write a bundle of the files that lie in the folder `parts`, in one step that survives a power cut.

    Raises:
        Blocked: `store.full` or `store.disk`; no half-written file is left.
    """
    sums = {name: digest(parts / name) for name in _PARTS}
    manifest = Manifest(schema, head[0], head[1].hex(), made_at, sums)
    beside = file.with_name(f".{file.name}.new")
    try:
        with beside.open("wb") as target:
            with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as bundle:
                bundle.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=1))
                for name in _PARTS:
                    bundle.write(parts / name, name)
            target.flush()
            os.fsync(target.fileno())
        beside.replace(file)
        sync_folder(file.parent)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise obstacle(error) from error
    return manifest


def read_manifest(file: Path) -> Manifest:
    """Read what a bundle says of itself.

    Raises:
        Blocked: `backup.broken`, `backup.newer` when a later program wrote it, `file.unreadable`.
    """
    with _reading(file) as bundle:
        return _manifest(bundle, file)


def extract(file: Path, folder: Path) -> Manifest:
    """Lay a bundle's parts into an empty folder, each held against its digest and on the disk when this returns.

    Raises:
        Blocked: as `read_manifest`, and `store.full` when the disk is.
    """
    with _reading(file) as bundle:
        manifest = _manifest(bundle, file)
        for name in _PARTS:
            try:
                with bundle.open(name) as source, (folder / name).open("xb") as target:
                    found = _copy(source, target)
            except (zipfile.BadZipFile, EOFError, KeyError, NotImplementedError) as error:
                raise Blocked("backup.broken", name=file.name) from error
            except OSError as error:
                raise obstacle(error) from error
            if found != manifest.sha256[name]:
                raise Blocked("backup.broken", name=file.name)
    return manifest


def _copy(source: IO[bytes], target: IO[bytes]) -> str:
    seen = hashlib.sha256()
    while chunk := source.read(_CHUNK):
        seen.update(chunk)
        target.write(chunk)
    target.flush()
    os.fsync(target.fileno())
    return seen.hexdigest()


def _reading(file: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except zipfile.BadZipFile as error:
        raise Blocked("backup.broken", name=file.name) from error
    except OSError as error:
        raise Blocked("file.unreadable", name=file.name) from error


def _manifest(bundle: zipfile.ZipFile, file: Path) -> Manifest:
    members = bundle.infolist()
    plain = all(
        member.compress_type == zipfile.ZIP_STORED and member.compress_size == member.file_size
        for member in members
    )
    if not plain or sorted(member.filename for member in members) != sorted((_MANIFEST, *_PARTS)):
        raise Blocked("backup.broken", name=file.name)
    if bundle.getinfo(_MANIFEST).file_size > _LARGEST_MANIFEST:
        raise Blocked("backup.broken", name=file.name)
    try:
        said = json.loads(bundle.read(_MANIFEST))
        if said["format"] > _FORMAT:
            raise Blocked("backup.newer", name=file.name)
        manifest = Manifest(**said)
        bytes.fromhex(manifest.head)
        complete = all(isinstance(manifest.sha256[name], str) for name in _PARTS)
    except (ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise Blocked("backup.broken", name=file.name) from error
    if not complete or not isinstance(manifest.seq, int):
        raise Blocked("backup.broken", name=file.name)
    return manifest
