"""Where a store may lie: on a disk of this machine, not where another program copies it away underneath."""

from pathlib import Path

from data.errors import Blocked

_SYNCED = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud",
    "mobile documents",
    "nextcloud",
    "pcloud",
)
_REMOTE = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "fuse.rclone", "afpfs", "9p", "webdav"}
)
_REMOVABLE = frozenset({"vfat", "exfat", "msdos", "iso9660"})
_MOUNTS = Path("/proc/mounts")
PORTABLE = "portable"


def check(folder: Path) -> None:
    """Refuse a folder that is on a network or that a cloud program keeps in step.

    Raises:
        Blocked: `store.synced` or `store.network`, naming the folder.
    """
    whole = folder.absolute()
    if any(name in part.lower() for part in whole.parts for name in _SYNCED):
        raise Blocked("store.synced", folder=str(folder))
    if str(whole).startswith("\\\\") or filesystem(whole) in _REMOTE:
        raise Blocked("store.network", folder=str(folder))


def make(folder: Path) -> None:
    """Make the folder of a new store, readable by its owner alone.

    Raises:
        Blocked: `store.folder` when it cannot be made or written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        trial = folder / ".trial"
        trial.touch()
        trial.unlink()
    except OSError as error:
        raise Blocked("store.folder", folder=str(folder)) from error


def journal(folder: Path) -> str:
    """Choose the journal: a write-ahead log, or a rollback journal on media that may be pulled out."""
    marked = (folder / PORTABLE).exists()
    return "delete" if marked or filesystem(folder.absolute()) in _REMOVABLE else "wal"


def filesystem(folder: Path) -> str:
    """Name the file system a folder lies on, where the system tells it; empty elsewhere."""
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    mounts = ((fields[1].replace("\\040", " "), fields[2]) for fields in map(str.split, lines))
    under = [(point, kind) for point, kind in mounts if folder.is_relative_to(point)]
    return max(under, key=lambda mount: len(mount[0]), default=("", ""))[1]
