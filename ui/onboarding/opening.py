"""Opening a store that is there already; all of it slow enough to be done on the worker."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from data import backup, vault
from data.errors import Blocked
from data.store import Store
from data.verify import BACKUPS
from desktop.law.lines import PackError
from desktop.law.loading import load_packs
from ui.tasks import Progress

Work = Callable[[Progress], Store]


def with_passphrase(folder: Path, passphrase: str | None) -> Work:
    """Open with the passphrase; a sample needs none."""
    return lambda _: _lawful(Store.open(folder, passphrase))


def _lawful(store: Store) -> Store:
    """Give a store whose own law files can be read; of one that has a broken one, the file and line are told.

    Raises:
        PackError: the first rule that such a file breaks; the store is closed again.
    """
    try:
        load_packs(store.folder)
    except PackError:
        store.close()
        raise
    return store


def with_code(folder: Path, code: str, passphrase: str) -> Work:
    """Open with the recovery code and seal the key for a new passphrase."""

    def work(progress: Progress) -> Store:
        progress.step(1, 3)
        store = Store.open(folder, code=code)
        progress.step(2, 3)
        vault.read(folder).rewrapped(store.key, passphrase, vault.calibrate()).save(folder)
        return _lawful(store)

    return work


def newest_backup(folder: Path) -> datetime | None:
    """Tell when the newest backup of a store was made."""
    return max((at for at, _ in backup.made(folder / BACKUPS)), default=None)


def bring_back(folder: Path, passphrase: str | None, now: datetime) -> Callable[[Progress], datetime]:
    """Put the newest backup that is whole in the store's place, passing over those that are not.

    The work raises:
        Blocked: `backup.none` when no backup is whole, or what keeps all of them from being brought back.
    """

    def work(progress: Progress) -> datetime:
        found = sorted(backup.made(folder / BACKUPS), reverse=True)
        for number, (at, file) in enumerate(found):
            progress.step(number, len(found))
            try:
                backup.restore(file, folder, now, passphrase=passphrase)
            except Blocked as problem:
                if not problem.key.startswith("backup."):
                    raise
            else:
                return at
        raise Blocked("backup.none")

    return work


def needs_passphrase(folder: Path) -> bool:
    """Tell whether a store asks for a passphrase.

    Raises:
        Blocked: `store.absent`, `vault.broken` or `vault.newer`.
    """
    return vault.read(folder).needs_passphrase


def code_problem(code: str) -> dict[str, Blocked]:
    """Find a misread recovery code by its own checksum."""
    try:
        vault.read_code(code)
    except Blocked as problem:
        return {"code": problem}
    return {}
