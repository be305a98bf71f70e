"""Freezes the program on the system it runs on, as one folder in build/frozen with its licences and its list of parts.

The moment of the last commit stands for the moment of building, so that the same source gives the same bytes.
"""

import os
import shutil
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import contents
import icons

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
FROZEN = BUILD / "frozen" / "sijill"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
_RESOURCE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1, subtype=0x0),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("CompanyName", "Sijill"), StringStruct("ProductName", "Sijill"),
      StringStruct("FileDescription", "The privacy officer's desk"), StringStruct("FileVersion", "{version}"),
      StringStruct("ProductVersion", "{version}"), StringStruct("OriginalFilename", "sijill.exe"),
      StringStruct("InternalName", "sijill"), StringStruct("LegalCopyright", "Apache License 2.0"),
    ])]),
    VarFileInfo([VarStruct("Translation", [0x0409, 0x04B0, 0x0401, 0x04B0])]),
  ],
)
"""


def say(line: str) -> None:
    """Tell what comes next."""
    print(f"package: {line}", flush=True)


def run(*command: str, **facts: str) -> str:
    """Run a tool of the machine; what it says on an error is shown."""
    environment = {**os.environ, **facts}
    return subprocess.run(
        command, check=True, text=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE
    ).stdout


def moment() -> int:
    """Tell the moment of the last commit, in seconds; the environment may set another."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return int(given or run("git", "log", "-1", "--format=%ct"))


def stamp() -> str:
    """Name the build: the commit it was made of, and whether anything was changed since."""
    commit = run("git", "rev-parse", "--short=10", "HEAD").strip()
    changed = "+" if run("git", "status", "--porcelain", "--untracked-files=no").strip() else ""
    return f"{commit}{changed} {datetime.fromtimestamp(moment(), UTC):%Y-%m-%d}"


def freeze() -> None:
    """Freeze the program and add its licences and list."""
    BUILD.mkdir(exist_ok=True)
    (BUILD / "build.txt").write_text(stamp() + "\n", encoding="utf-8")
    (BUILD / "version.txt").write_text(version_resource(), encoding="utf-8")
    icons.draw(BUILD / "icons")
    shutil.rmtree(FROZEN, ignore_errors=True)
    run(
        sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR",
        "--distpath", str(FROZEN.parent), "--workpath", str(BUILD / "work"), "packaging/sijill.spec",
        PYTHONHASHSEED="0", SOURCE_DATE_EPOCH=str(moment()),
    )  # fmt: skip
    contents.gather(FROZEN / "licences", FROZEN)
    made_at = datetime.fromtimestamp(moment(), UTC).isoformat().replace("+00:00", "Z")
    (FROZEN / "sbom.cdx.json").write_text(contents.sbom(FROZEN, made_at), encoding="utf-8")


def version_resource() -> str:
    """Write what Windows shows of a program's file."""
    numbers = (*map(int, VERSION.split(".")), 0)
    return _RESOURCE.format(numbers=numbers, version=VERSION)


if __name__ == "__main__":
    freeze()
    sys.exit(0)
