"""What a frozen program is made of: the licences of all of it in one folder, and the CycloneDX list."""

import json
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

ROOT = Path(__file__).resolve().parent.parent
_NAME = re.compile(r"^[A-Za-z0-9._-]+")
_TEXTS = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
_STARTER = "pyinstaller"  # its start is part of the program, the rest of it is not


def inside() -> list[Distribution]:
    """List Sijill and every library it stands on, by name."""
    found: dict[str, Distribution] = {}
    asked = ["sijill"]
    while asked:
        one = distribution(asked.pop())
        name = one.metadata["Name"].lower()
        if name not in found:
            found[name] = one
            asked += [
                _NAME.match(line)[0] for line in one.requires or () if "extra ==" not in line and _here(line)
            ]
    return [found[name] for name in sorted(found)]


def _here(line: str) -> bool:
    try:
        distribution(_NAME.match(line)[0])
    except ModuleNotFoundError:
        return False
    return True


def gather(target: Path, collected: Path) -> None:
    """Write the licences of everything inside into a folder."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(ROOT / "packaging" / "licences", target)
    shutil.copy(ROOT / "LICENSE", target / "sijill.txt")
    shutil.copy(Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", target / "Python.txt")
    shutil.copy(ROOT / "resources" / "icons" / "LICENSE.txt", target / "icons.txt")
    for text in (ROOT / "resources" / "fonts").glob("*LICENSE.txt"):
        shutil.copy(text, target / text.name)
    for one in [*inside(), distribution(_STARTER)]:
        name = one.metadata["Name"].lower()
        for file in one.files or ():
            if ".dist-info" in str(file) and _TEXTS.search(str(file)) and name != "sijill":
                within = target / name / re.sub(r"^[^/]*\.dist-info/(?:licenses/)?", "", file.as_posix())
                within.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(one.locate_file(file), within)
    for package, text in _system(collected):
        shutil.copy(text, target / f"system-{package}.txt")


def _system(collected: Path) -> Iterator[tuple[str, Path]]:
    """Find the Debian packages that libraries of this machine came from, with what they say of their terms."""
    if shutil.which("dpkg") is None:
        return
    for package in packages(collected):
        text = Path("/usr/share/doc") / package / "copyright"
        if text.exists():
            yield package, text


def packages(collected: Path) -> list[str]:
    """Name the Debian packages that hold libraries of the same names as those collected."""
    names = {file.name for file in (collected / "_internal").glob("lib*.so*") if not file.is_symlink()}
    asked = [f"*/{name}" for name in sorted(names)]
    said = subprocess.run(["dpkg", "-S", *asked], capture_output=True, text=True, check=False).stdout
    return sorted({line.split(":")[0] for line in said.splitlines() if line.rpartition("/")[2] in names})


def sbom(collected: Path, made_at: str) -> str:
    """Write the CycloneDX list: libraries with their hashes of the lock file, and what came from the system."""
    asked = [sys.executable, "-m", "cyclonedx_py", "environment", "--pyproject", str(ROOT / "pyproject.toml")]
    asked += ["--output-reproducible", "--of", "JSON", sys.executable]
    listed = json.loads(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
    names = {one.metadata["Name"].lower() for one in inside()} | {_STARTER}
    listed["components"] = [one for one in listed["components"] if one["name"].lower() in names]
    listed["components"] += [_component(*part) for part in (*_debian(collected), *_shipped())]
    refs = {one["bom-ref"] for one in listed["components"]} | {listed["metadata"]["component"]["bom-ref"]}
    listed["dependencies"] = [
        {
            **one,
            **(
                {"dependsOn": kept}
                if (kept := [ref for ref in one.get("dependsOn", ()) if ref in refs])
                else {}
            ),
        }
        for one in listed.get("dependencies", ())
        if one["ref"] in refs
    ]
    listed["metadata"]["timestamp"] = made_at
    return json.dumps(listed, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _component(kind: str, name: str, version: str, licence: str) -> dict[str, object]:
    licences = [{"license": {"name": licence}}] if licence else []
    return {
        "type": kind,
        "name": name,
        "version": version,
        "licenses": licences,
        "bom-ref": f"{name}@{version}",
    }


def _debian(collected: Path) -> Iterator[tuple[str, str, str, str]]:
    if shutil.which("dpkg-query") is None:
        return
    for package in packages(collected):
        said = subprocess.run(
            ["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True, check=False
        )
        yield "library", package, said.stdout, ""


def _shipped() -> Iterator[tuple[str, str, str, str]]:
    yield "library", "SQLite", sqlcipher.sqlite_version, "public domain"
    yield "library", "SQLCipher", "4", "BSD-3-Clause"
    yield "library", "Qt", distribution("PySide6-Essentials").version, "LGPL-3.0-only"
    yield "library", "ICU", "73", "Unicode-3.0"
    yield "framework", "Python", sys.version.split()[0], "PSF-2.0"
    yield "data", "IBM Plex Sans Arabic", "1", "OFL-1.1"
    yield "data", "DejaVu Sans", "2.37", "Bitstream-Vera"
    yield "data", "Lucide icons", "", "ISC"
