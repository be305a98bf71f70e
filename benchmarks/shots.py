"""A picture of every page in both languages, light and dark, over the sample organisation: `python -m benchmarks.shots [FOLDER]`.

`python -m benchmarks.shots FILE.png` writes the one picture of the Arabic desk that the README shows.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from desktop import sample
from desktop.settings import Settings
from ui.desk import Desk
from ui.onboarding.entrance import Entrance
from ui.shell.window import MainWindow
from ui.tasks import Tasks
from ui.theme import load_fonts

_NOW = datetime(2026, 3, 1, 7, 30, tzinfo=UTC)
_SIZE = (1440, 900)
_PATIENCE = 20.0
_INTRODUCING = "breaches"


def settle(desk: Desk) -> None:
    """Let the worker and what waits for it come to rest."""
    until = monotonic() + _PATIENCE
    quiet = 0
    while quiet < 5 and monotonic() < until:  # results may start further work
        QCoreApplication.processEvents()
        quiet = 0 if desk.tasks.busy() else quiet + 1


def _pages(desk: Desk) -> Iterator[tuple[str, MainWindow]]:
    window = MainWindow(desk, Entrance())
    window.resize(*_SIZE)
    window.begin()
    window.show()
    for place in window.placed:
        window.go(place.name)
        settle(desk)
        yield place.name, window
    window.close()


def shown(app: QApplication, lang: str, theme: str) -> Iterator[tuple[str, MainWindow]]:
    """Show the sample organisation's pages one after another, in one language and theme."""
    with tempfile.TemporaryDirectory() as kept:
        settings = Settings(lang=lang, theme=theme)
        desk = Desk(settings, Tasks(), lambda: _NOW, file=Path(kept) / "settings.json")
        desk.theme.apply(app)
        with closing(sample.make(Path(kept) / "store", _NOW)) as store:
            desk.open(store)
            yield from _pages(desk)
            desk.tasks.close()


def shoot(app: QApplication, folder: Path) -> None:
    """Write the pictures into the folder, named by page, language and theme."""
    folder.mkdir(parents=True, exist_ok=True)
    for lang, theme in product(("ar", "en"), ("light", "dark")):
        for name, window in shown(app, lang, theme):
            file = folder / f"{name}-{lang}-{theme}.png"
            window.grab().save(str(file))
            print(file)


def introduce(app: QApplication, file: Path) -> None:
    """Write the one picture that introduces the desk: a page in Arabic."""
    file.parent.mkdir(parents=True, exist_ok=True)
    for name, window in shown(app, "ar", "light"):
        if name == _INTRODUCING:
            window.grab().save(str(file), "PNG", 0)  # packed as small as it goes
            print(f"{file}, {file.stat().st_size / 1024:.0f} KB")


def main(target: Path) -> None:
    """Write one picture when a file is named, all of them when a folder is."""
    app = QApplication(["sijill"])
    load_fonts()
    (introduce if target.suffix else shoot)(app, target)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "shots"))
