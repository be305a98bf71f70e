import subprocess
import sys
from pathlib import Path

import pytest

from ui import app

_ROOT = Path(app.__file__).parents[1]


def test_the_console_starts_without_qt() -> None:
    code = "import sys, ui.app; ui.app.main(['--version']); sys.exit('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=_ROOT, capture_output=True, check=False)  # noqa: S603  # our own interpreter
    assert done.returncode == 0, done.stderr.decode()


def test_the_first_paint_waits_for_no_database() -> None:
    code = (
        "import sys, ui.shell.window, ui.shell.lock, ui.shell.crash;"
        "sys.exit(bool({'sqlalchemy', 'reportlab', 'sqlcipher3', 'alembic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=_ROOT, capture_output=True, check=False)  # noqa: S603  # our own interpreter
    assert done.returncode == 0, done.stderr.decode()


def test_without_a_screen_one_line_says_so_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert app.main([]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "شاشة" in said
    assert "screen" in said
