"""Where everything is wired: the console when it is asked for, the window otherwise."""

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.settings import Settings
    from ui.shell.window import MainWindow
    from ui.tasks import Progress, Tasks

READ_APART = "--read-document"  # how a program calls itself to read a doubtful file
SELFTEST = "--selftest"
PAINTED = "--painted"  # the window opens, tells when it was painted and usable, and closes
_BUNDLE = ".sijill"
_ROOMS = (
    "ui.desk",
    "ui.shell.crash",
    "ui.shell.idle",
    "ui.shell.reminders",
    "data.store",
    "desktop.law.loading",
    "ui.onboarding.page",
    "ui.shell.furniture",
)
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program: any argument is a command of the console, none or a bundle opens the window."""
    args = sys.argv[1:] if argv is None else list(argv)
    bundle, measured = _bundle(args), args == [PAINTED]
    if args and not (bundle or measured):
        return _without_window(args)
    if not _has_screen():
        sys.stderr.write(_no_screen() + "\n")
        return 1
    return _open_window(bundle, measured=measured)


def _without_window(args: Sequence[str]) -> int:
    if READ_APART in args:
        from desktop.exchange.child import main as run  # noqa: PLC0415  # only in the reading process

        return run()
    if SELFTEST in args:
        from ui.selftest import main as run_trials  # noqa: PLC0415  # as an installer asks for it

        return run_trials(args)
    from desktop.cli import main as console  # noqa: PLC0415  # the window starts without it

    return console(args)


def _bundle(args: Sequence[str]) -> Path | None:
    """Find the one file that a double click hands over."""
    return Path(args[0]) if len(args) == 1 and args[0].lower().endswith(_BUNDLE) else None


def _has_screen() -> bool:
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in _SCREENS)


def _no_screen() -> str:
    from desktop.words import Words, languages  # noqa: PLC0415  # only here

    return " / ".join(Words(lang)("ui.no-display") for lang in languages())


def _open_window(bundle: Path | None = None, *, measured: bool = False) -> int:
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  # the console starts without Qt

    from desktop.settings import load  # noqa: PLC0415  # as above
    from ui.shell.window import MainWindow  # noqa: PLC0415  # as above

    app = QApplication(["sijill"])
    settings = load()
    window = MainWindow()
    window.prepare(settings)
    opened: list[Tasks] = []
    if measured:
        from ui.measuring import Measuring  # noqa: PLC0415  # only for figures

        window.painted.connect(Measuring(app, window).painted)
    window.painted.connect(lambda: opened.append(start(app, window, settings, bundle)))
    window.show()
    code = app.exec()
    for tasks in opened:
        tasks.close()
    return code


def start(
    app: "QApplication", window: "MainWindow", settings: "Settings", bundle: Path | None = None
) -> "Tasks":
    """Load everything else beside a window that is already to be seen, then lay the desk out in it."""
    from ui.tasks import Tasks  # noqa: PLC0415  # after the first paint

    tasks = Tasks(app)
    tasks.run(
        lambda progress: load_rooms(settings.lang, progress),
        lambda _: furnish(app, window, settings, tasks, bundle),
    )
    return tasks


def load_rooms(lang: str, progress: "Progress") -> None:
    """Import what the first paint did without and read the words; on the worker."""
    for room in _ROOMS:
        progress.step()
        import_module(room)
    import_module("desktop.words").messages(lang)


def furnish(
    app: "QApplication",
    window: "MainWindow",
    settings: "Settings",
    tasks: "Tasks",
    bundle: Path | None = None,
) -> None:
    """Lay the desk out in the window; all that it needs is loaded."""
    from data.errors import Blocked  # noqa: PLC0415  # after the first paint
    from desktop.home import central  # noqa: PLC0415  # as above
    from ui.desk import Desk  # noqa: PLC0415  # as above
    from ui.onboarding.entrance import Entrance  # noqa: PLC0415  # as above
    from ui.shell.checking import Checking  # noqa: PLC0415  # as above
    from ui.shell.crash import watch  # noqa: PLC0415  # as above
    from ui.shell.idle import IdleLock  # noqa: PLC0415  # as above
    from ui.shell.reminders import Reminders  # noqa: PLC0415  # as above
    from ui.theme import load_fonts  # noqa: PLC0415  # as above

    app.setApplicationName("sijill")
    app.setDesktopFileName("sijill")
    load_fonts()
    desk = Desk(settings, tasks, lambda: datetime.now(UTC))
    app.aboutToQuit.connect(desk.close)
    watch(desk, window)
    IdleLock(desk, app)
    Checking(desk, window)
    Reminders(desk, window)
    window.take(desk, Entrance(bundle))
    window.begin()
    try:
        central()
    except Blocked as problem:
        desk.problem(problem)
