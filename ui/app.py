"""Where everything is wired: the console when it is asked for, the window otherwise."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.process import leave_no_core

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.settings import Settings
    from ui.desk import Desk
    from ui.shell.window import MainWindow
    from ui.tasks import Progress, Tasks

LOCKED = "--locked"  # how a program calls itself to begin anew with its desk locked
READ_APART = "--read-document"  # how a program calls itself to read a doubtful file
SELFTEST = "--selftest"
PAINTED = "--painted"  # the window opens, tells when it was painted and usable, and closes
_BUNDLE = ".sijill"
_ROOMS = (
    "ui.desk",
    "ui.shell.crash",
    "ui.shell.lock",
    "ui.shell.reminders",
    "data.store",
    "desktop.law.loading",
    "ui.onboarding.page",
    "ui.shell.furniture",
)
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@dataclass(frozen=True, slots=True)
class Opening:
    """How the window opens: over a bundle, with a desk that has just been locked, and how a process begins anew."""

    bundle: Path | None = None
    locked: bool = False
    restart: Callable[[], object] = bool


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program: any argument is a command of the console, none or a bundle opens the window."""
    args = sys.argv[1:] if argv is None else list(argv)
    bundle, measured, locked = _bundle(args), args == [PAINTED], args == [LOCKED]
    if args and not (bundle or measured or locked):
        return _without_window(args)
    if not _has_screen():
        sys.stderr.write(_no_screen() + "\n")
        return 1
    return _open_window(Opening(bundle, locked), measured=measured)


def _without_window(args: Sequence[str]) -> int:
    if READ_APART in args:
        from desktop.exchange.child import main as run  # noqa: PLC0415  # only in the reading process

        return run()
    if SELFTEST in args:
        from ui.selftest import main as run_trials  # noqa: PLC0415  # as an installer asks for it

        return run_trials(args)
    from desktop.cli import main as console  # noqa: PLC0415  # the window starts without it

    leave_no_core()
    return console(args)


def _bundle(args: Sequence[str]) -> Path | None:
    """Find the one file that a double click hands over."""
    return Path(args[0]) if len(args) == 1 and args[0].lower().endswith(_BUNDLE) else None


def _has_screen() -> bool:
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in _SCREENS)


def _no_screen() -> str:
    from desktop.words import Words, languages  # noqa: PLC0415  # only here

    return " / ".join(Words(lang)("ui.no-display") for lang in languages())


def _open_window(opening: Opening, *, measured: bool = False) -> int:
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  # the console starts without Qt

    from desktop.settings import load  # noqa: PLC0415  # as above
    from ui.shell.window import MainWindow  # noqa: PLC0415  # as above

    app = QApplication(["sijill"])
    settings = load()
    window = MainWindow()
    window.prepare(settings)
    opened: list[Tasks] = []
    again: list[bool] = []

    def restart() -> None:
        again.append(True)
        window.close()
        app.quit()

    if measured:
        from ui.measuring import Measuring  # noqa: PLC0415  # only for figures

        window.painted.connect(Measuring(app, window).painted)
    opening = replace(opening, restart=restart)
    window.painted.connect(lambda: opened.append(start(app, window, settings, opening)))
    window.show()
    code = app.exec()
    for tasks in opened:
        tasks.close()
    if again:
        begin_anew()
    return code


def begin_anew() -> None:
    """Give the place of this process to one that has seen no record."""
    words = [word for word in sys.orig_argv[1:] if word != LOCKED and not word.endswith(_BUNDLE)]
    command = [sys.executable, *words, LOCKED]
    if sys.platform == "win32":  # where a process cannot give up its place
        import subprocess  # noqa: PLC0415  # nobody else waits for it

        subprocess.Popen(command)  # noqa: S603  # ourselves, as we were called
    else:
        os.execv(sys.executable, command)  # noqa: S606  # as above


def start(
    app: "QApplication", window: "MainWindow", settings: "Settings", opening: Opening | None = None
) -> "Tasks":
    """Load everything else beside a window that is already to be seen, then lay the desk out in it."""
    from ui.tasks import Tasks  # noqa: PLC0415  # after the first paint

    asked = opening or Opening()

    def take(_: None) -> None:
        from ui.desk import Desk  # noqa: PLC0415  # loaded by now

        furnish(app, window, Desk(settings, tasks, lambda: datetime.now(UTC), restart=asked.restart), asked)

    tasks = Tasks(app)
    tasks.run(lambda progress: load_rooms(settings.lang, progress), take)
    return tasks


def load_rooms(lang: str, progress: "Progress") -> None:
    """Import what the first paint did without and read the words; on the worker."""
    leave_no_core()
    from ui import garbage  # noqa: PLC0415  # after the first paint

    def load() -> None:
        for room in _ROOMS:
            progress.step()
            import_module(room)
        import_module("desktop.words").messages(lang)
        import_module("desktop.meaning").known()

    garbage.keep(load)


def furnish(app: "QApplication", window: "MainWindow", desk: "Desk", opening: Opening) -> None:
    """Lay the desk out in the window; all that it needs is loaded."""
    from data.errors import Blocked  # noqa: PLC0415  # after the first paint
    from desktop.home import central  # noqa: PLC0415  # as above
    from ui import garbage  # noqa: PLC0415  # as above
    from ui.onboarding.entrance import Entrance  # noqa: PLC0415  # as above
    from ui.shell.checking import Checking  # noqa: PLC0415  # as above
    from ui.shell.crash import watch  # noqa: PLC0415  # as above
    from ui.shell.lock import IdleLock, SleepLock  # noqa: PLC0415  # as above
    from ui.shell.reminders import Reminders  # noqa: PLC0415  # as above
    from ui.theme import load_fonts  # noqa: PLC0415  # as above
    from ui.widgets.clipboard import ClipboardGuard  # noqa: PLC0415  # as above

    app.setApplicationName("sijill")
    app.setDesktopFileName("sijill")
    load_fonts()
    garbage.begin(app)
    app.aboutToQuit.connect(desk.close)
    watch(desk, window)
    ClipboardGuard(app)
    IdleLock(desk, app)
    SleepLock(desk, app)
    Checking(desk, window)
    Reminders(desk, window)
    window.take(desk, Entrance(opening.bundle, locked=opening.locked))
    window.begin()
    try:
        central()
    except Blocked as problem:
        desk.problem(problem)
