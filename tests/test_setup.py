"""What a new machine installs is pinned, hashed and whole."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_PIN = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; [^\\]+)? \\$", re.MULTILINE)
_NAME = re.compile(r"^[A-Za-z0-9-]+")
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-package.lock")
SCRIPTS = [*sorted(ROOT.glob("packaging/**/*.sh")), ROOT / ".ci" / "run"]
SHELL = shutil.which("sh")


def _pins(lock: str) -> set[tuple[str, str]]:
    return set(_PIN.findall((ROOT / lock).read_text(encoding="utf-8")))


def _asked(*groups: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = list(project["project"]["dependencies"])
    for group in groups:
        asked += [one for one in project["dependency-groups"][group] if isinstance(one, str)]
    return {_NAME.match(one)[0].lower() for one in asked}  # type: ignore[index]  # every line begins with a name


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text
    assert "--index" not in text


def test_locks_hold_what_the_project_asks_for() -> None:
    run, dev, package = (_pins(lock) for lock in LOCKS)
    assert _asked("build") <= {name for name, _ in run}
    assert _asked("build", "dev") <= {name for name, _ in dev}
    assert _asked("build", "package") <= {name for name, _ in package}


def test_work_is_done_on_what_is_shipped() -> None:
    run, dev, package = (_pins(lock) for lock in LOCKS)
    assert run < dev
    assert run < package


@pytest.mark.skipif(SHELL is None, reason="no POSIX shell here")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda one: one.name)
def test_scripts_can_be_read_by_a_plain_shell(script: Path) -> None:
    assert script.stat().st_mode & 0o111
    subprocess.run([str(SHELL), "-n", str(script)], check=True)  # noqa: S603  # our own scripts


@pytest.mark.skipif(sys.platform != "linux", reason="system libraries are looked for on Linux")
def test_missing_system_libraries_are_named_by_package() -> None:
    looked = [sys.executable, str(ROOT / "packaging" / "libraries.py"), "dev"]
    said = subprocess.run(looked, check=True, capture_output=True, text=True).stdout  # noqa: S603  # our own script
    assert all(re.fullmatch(r"lib[a-z0-9.-]+", package) for package in said.split())
