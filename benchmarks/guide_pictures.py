"""The pictures of the user guide in both languages, over the sample organisation: `python -m benchmarks.guide_pictures FOLDER`."""

import sys
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from benchmarks.shots import settle, shown
from data.policy import Policy
from ui.policy.page import Page as Policies
from ui.report.page import Page as Reports
from ui.shell.window import MainWindow
from ui.theme import load_fonts

_WIDE, _COLOURS = 1100, 64
_PUBLISHED = "PO-2026-001"


def _as_it_is(window: MainWindow) -> None:
    """Show the page as one finds it."""
    del window


def _check(window: MainWindow) -> None:
    store = window.desk.store
    if isinstance(window.page, Policies) and store is not None:
        (published,) = [one for one in store.all(Policy) if one.code == _PUBLISHED]
        window.page.open_record(published.id)
        window.page.detail.tabs.select("check")


def _gaps(window: MainWindow) -> None:
    if isinstance(window.page, Reports):
        window.page.options.choose("gaps")
        window.page.make()


PICTURES: Mapping[str, Callable[[MainWindow], None]] = {
    "dashboard": _as_it_is,
    "policies": _check,
    "breaches": _as_it_is,
    "requests": _as_it_is,
    "reports": _gaps,
}


def write(grabbed: QPixmap, file: Path) -> None:
    """Write a picture as wide as the guide shows it, in as few colours as look the same."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    small = grabbed.scaledToWidth(_WIDE, Qt.TransformationMode.SmoothTransformation)
    small.save(buffer, "PNG")
    picture = Image.open(BytesIO(buffer.data().data())).convert("RGB")
    picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


def main(folder: Path) -> None:
    """Draw the places that the guide shows."""
    app = QApplication(["sijill"])
    load_fonts()
    folder.mkdir(parents=True, exist_ok=True)
    for lang in ("ar", "en"):
        for name, window in shown(app, lang, "light"):
            if name in PICTURES:
                window.resize(1366, 800)
                PICTURES[name](window)
                settle(window.desk)
                file = folder / f"{name}-{lang}.png"
                write(window.grab(), file)
                print(f"{file}, {file.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
