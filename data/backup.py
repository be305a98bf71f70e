"""Backups: made from a live store, checked before they count, thinned with age, and brought back safely."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from data import bundle, places, replacing, vault, verify
from data.audit import audit, head
from data.bundle import SUFFIX, Manifest
from data.database import DATABASE, Database, telling
from data.engine import obstacle
from data.errors import Blocked
from data.lock import Lock
from data.schema import version
from data.verify import BACKUPS, Progress

_MAKING = ".making-"
_STAMP = "%Y-%m-%dT%H%M%SZ"
_ALL_FOR = timedelta(days=2)
_AGES: tuple[tuple[Callable[[datetime], object], int], ...] = (
    (lambda at: at.date(), 12),
    (lambda at: at.isocalendar()[:2], 10),
    (lambda at: (at.year, at.month), 9),
)


def make(database: Database, now: datetime, progress: Progress | None = None) -> Path:
    """Back a store up into its own folder of backups, and let go of those that age makes needless.

    Raises:
        Blocked: `store.full`, `store.disk`, `backup.damaged` when the copy does not pass its check.
    """
    folder = database.folder / BACKUPS
    file = folder / f"{now.astimezone(UTC).strftime(_STAMP)}{SUFFIX}"
    _make_folder(folder)
    _write(database, file, now.astimezone(UTC).isoformat(), progress)
    thin(folder, now)
    return file


def changed(database: Database) -> bool:
    """Tell whether anything was written since the newest backup that can be read."""
    with database.connection() as connection:
        last, _ = head(connection)
    for _, file in reversed(made(database.folder / BACKUPS)):
        with suppress(Blocked):
            return bundle.read_manifest(file).seq != last
    return True


def copy(file: Path, folder: Path, now: datetime) -> Path:
    """Put a copy of a backup into another folder as well, whole or not at all, and thin that folder with age.

    Raises:
        Blocked: `backup.copy`, naming the folder that cannot be written.
    """
    target = folder / file.name
    draft = target.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, draft)
        draft.replace(target)
    except OSError as error:
        raise Blocked("backup.copy", folder=str(folder)) from error
    thin(folder, now)
    return target


def before(database: Database, name: str) -> Path:
    """Back a store up under a name of its own before its schema changes; it is not thinned.

    Raises:
        Blocked: as `make`.
    """
    folder = database.folder / BACKUPS
    _make_folder(folder)
    with database.connection() as connection:
        last = connection.scalar(select(audit.c.at).order_by(audit.c.seq.desc()).limit(1)) or ""
    file = folder / f"{name}{SUFFIX}"
    _write(database, file, last, None)
    return file


def export(database: Database, file: Path, now: datetime, progress: Progress | None = None) -> Manifest:
    """Write a checked bundle of a store to any place.

    Raises:
        Blocked: as `make`, and `store.folder` when the place cannot be written.
    """
    return _write(database, file, now.astimezone(UTC).isoformat(), progress)


def _write(database: Database, file: Path, made_at: str, progress: Progress | None) -> Manifest:
    with _beside(file.parent) as parts:
        with telling(), database.outside() as driver:
            driver.execute("VACUUM INTO ?", (str(parts / DATABASE),))
        (parts / vault.NAME).write_bytes(vault.read(database.folder).dumps())
        schema, end = _checked(parts, database.key, progress)
        return bundle.write(file, parts, schema, end, made_at)


def _checked(parts: Path, key: bytes, progress: Progress | None) -> tuple[str, tuple[int, bytes]]:
    """Check a copy through and through, and tell its schema and the head of its audit trail."""
    copy = Database(parts, key, journal="delete")
    try:
        with copy.connection() as connection:
            if verify.pages(connection) or any(verify.chain(connection, 0, progress)):
                raise Blocked("backup.damaged")
            return version(connection), head(connection)
    finally:
        copy.close()


def restore(
    file: Path, folder: Path, now: datetime, *, passphrase: str | None = None, code: str | None = None
) -> Manifest:
    """Bring a bundle back as the store of a folder; what lies there is kept among its backups first.

    With the passphrase or the recovery code the copy is checked through and through, without them by its digests.

    Raises:
        Blocked: `backup.*`, `vault.*`, `store.in-use`, `store.full`, or a place that `places` refuses.
    """
    places.check(folder)
    places.make(folder)
    aside = folder / BACKUPS / f"replaced-{now.astimezone(UTC).strftime(_STAMP)}"
    lock = Lock(folder)
    try:
        replacing.finish(folder)
        parts = replacing.laying(folder)
        try:
            manifest = bundle.extract(file, parts)
            slots = vault.read(parts)
            if passphrase is not None or code is not None or not slots.needs_passphrase:
                key = slots.recover(code) if code is not None else slots.unlock(passphrase)
                if _checked(parts, key, None) != (
                    manifest.schema,
                    (manifest.seq, bytes.fromhex(manifest.head)),
                ):
                    raise Blocked("backup.broken", name=file.name)
            slots.save(parts)
            if (folder / DATABASE).exists():
                replacing.keep_old(folder, aside)
            replacing.decide(folder)
        except OSError as error:
            raise obstacle(error) from error
        finally:
            shutil.rmtree(parts, ignore_errors=True)
        replacing.finish(folder)
        _set_aside_later(aside, manifest)
    finally:
        lock.release()
    return manifest


def _set_aside_later(aside: Path, manifest: Manifest) -> None:
    """Lay backups of what came after a restored one beside the store they were made of: they bear on it alone."""
    for file in aside.parent.glob(f"*{SUFFIX}") if aside.is_dir() else ():
        try:
            later = bundle.read_manifest(file).seq > manifest.seq
        except Blocked:  # a damaged one stays where a check of the store will name it
            continue
        if later:
            file.replace(aside / file.name)


def made(folder: Path) -> list[tuple[datetime, Path]]:
    """List a folder's dated backups, oldest first."""
    found: list[tuple[datetime, Path]] = []
    for file in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            found.append((datetime.strptime(file.stem, _STAMP).replace(tzinfo=UTC), file))
        except ValueError:  # one with a name of its own
            continue
    return found


def kept(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """Choose the backups that stay: all of two days, then the newest of 12 days, 10 weeks and 9 months."""
    ordered = sorted(moments, reverse=True)
    staying = {at for at in ordered if now - at <= _ALL_FOR} | set(ordered[:1])
    for age, many in _AGES:
        newest: dict[object, datetime] = {}
        for at in ordered:
            newest.setdefault(age(at), at)
        staying.update(list(newest.values())[:many])
    return staying


def thin(folder: Path, now: datetime) -> None:
    """Remove the dated backups that are neither recent nor the newest of a day, week or month that is kept."""
    dated = made(folder)
    staying = kept((at for at, _ in dated), now)
    for at, file in dated:
        if at not in staying:
            file.unlink(missing_ok=True)


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """Work in a folder on the same disk that is gone afterwards."""
    try:
        with tempfile.TemporaryDirectory(prefix=_MAKING, dir=folder) as name:
            yield Path(name)
    except (FileNotFoundError, NotADirectoryError, PermissionError) as error:
        raise Blocked("store.folder", folder=str(folder)) from error
    except OSError as error:
        raise obstacle(error) from error


def _make_folder(folder: Path) -> None:
    """Make the folder of backups, and sweep out what a fall in the middle of an earlier one left behind."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise obstacle(error) from error
    for left in folder.glob(f"{_MAKING}*"):
        shutil.rmtree(left, ignore_errors=True)
