"""Freezes the program and makes what is handed out of it on Linux: .deb, .tar.xz, their hashes, list and licences."""

import gzip
import hashlib
import lzma
import os
import shutil
import sys
import tarfile
from pathlib import Path

from freeze import BUILD, FROZEN, ROOT, VERSION, freeze, moment, run, say, stamp

DIST, LINUX = ROOT / "dist", ROOT / "packaging" / "linux"
CONTROL = """\
Package: sijill
Version: {version}
Section: misc
Priority: optional
Architecture: {architecture}
Maintainer: Sijill <packages@sijill.invalid>
Installed-Size: {size}
Depends: libc6 (>= {libc}), libgl1, libegl1
Recommends: fontconfig-config, libcups2, xdg-desktop-portal
Description: privacy officer's desk, in Arabic and English, offline
 Policies, third-party sharing, breaches and data subject requests in one
 encrypted store, each held against the law that applies, printed as Arabic
 PDF that can be read, searched and checked.
"""


def stage(root: Path) -> None:
    """Lay the files of the .deb out."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(FROZEN, root / "usr/lib/sijill", symlinks=True)
    for folder in ("usr/bin", "usr/share/man/man1", "usr/share/doc/sijill", "DEBIAN"):
        (root / folder).mkdir(parents=True)
    (root / "usr/bin/sijill").symlink_to("../lib/sijill/sijill")
    for file, folder in (
        ("sijill.desktop", "usr/share/applications"),
        ("sijill.xml", "usr/share/mime/packages"),
    ):
        (root / folder).mkdir(parents=True)
        shutil.copy(LINUX / file, root / folder)
    for size in (16, 24, 32, 48, 64, 128, 256, 512):
        folder = root / f"usr/share/icons/hicolor/{size}x{size}/apps"
        folder.mkdir(parents=True)
        shutil.copy(BUILD / "icons" / f"sijill-{size}.png", folder / "sijill.png")
        marked = folder.parent / "mimetypes"
        marked.mkdir()
        (marked / "application-x-sijill.png").symlink_to("../apps/sijill.png")
    _compress(LINUX / "sijill.1", root / "usr/share/man/man1/sijill.1.gz")
    _compress(ROOT / "CHANGELOG.md", root / "usr/share/doc/sijill/changelog.gz")
    shutil.copy(ROOT / "packaging/licences/README.txt", root / "usr/share/doc/sijill/copyright")


def _compress(source: Path, target: Path) -> None:
    target.write_bytes(gzip.compress(source.read_bytes(), mtime=0))


def deb(root: Path) -> Path:
    """Build the .deb; it asks for nothing that a bare system's programs with a window do not have."""
    stage(root)
    architecture = run("dpkg", "--print-architecture").strip()
    size = sum(file.lstat().st_size for file in root.rglob("*") if file.is_file()) // 1024
    libc = os.confstr("CS_GNU_LIBC_VERSION").split()[1]
    control = CONTROL.format(version=VERSION, architecture=architecture, size=size, libc=libc)
    (root / "DEBIAN/control").write_text(control, encoding="utf-8")
    files = sorted(file for file in root.rglob("*") if file.is_file() and "DEBIAN" not in file.parts)
    sums = [
        f"{hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()}  {file.relative_to(root)}\n"
        for file in files
        if not file.is_symlink()
    ]
    (root / "DEBIAN/md5sums").write_text("".join(sums), encoding="utf-8")
    settle(root)
    target = DIST / f"sijill_{VERSION}_{architecture}.deb"
    run(
        "dpkg-deb",
        "--root-owner-group",
        "-Zxz",
        "--build",
        str(root),
        str(target),
        SOURCE_DATE_EPOCH=str(moment()),
        DPKG_DEB_THREADS_MAX="2",
    )
    return target


def settle(root: Path) -> None:
    """Give every file the plain rights and the one moment that a build has."""
    at = moment()
    for file in sorted(root.rglob("*"), reverse=True):
        if not file.is_symlink():
            runs = file.is_dir() or (file.stat().st_mode & 0o100)
            file.chmod(0o755 if runs else 0o644)
        os.utime(file, (at, at), follow_symlinks=False)


def tarball() -> Path:
    """Pack the folder for systems without .deb."""
    settle(FROZEN)
    target = DIST / f"sijill-{VERSION}-{os.uname().machine}.tar.xz"

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = moment()
        return entry

    with lzma.open(target, "wb", preset=6) as file, tarfile.open(fileobj=file, mode="w") as archive:
        for part in [FROZEN, *sorted(FROZEN.rglob("*"))]:
            name = f"sijill-{VERSION}/{part.relative_to(FROZEN)}" if part != FROZEN else f"sijill-{VERSION}"
            archive.add(part, name, recursive=False, filter=plain)
    return target


def main() -> int:
    """Build everything and let the frozen program judge itself."""
    DIST.mkdir(exist_ok=True)
    say(f"freezing Sijill {VERSION}, {stamp()}")
    freeze()
    say("trying every part of the frozen program")
    print(run(str(FROZEN / "sijill"), "--selftest"), end="")
    say("packing")
    made = [deb(BUILD / "deb"), tarball()]
    listed = DIST / f"sijill-{VERSION}.cdx.json"
    shutil.copy(FROZEN / "sbom.cdx.json", listed)
    made.append(listed)
    for file in made:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        file.with_name(file.name + ".sha256").write_text(f"{digest}  {file.name}\n", encoding="utf-8")
        say(f"{digest}  dist/{file.name}  {file.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
