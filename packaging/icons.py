"""Draws the program's icons from the window's own emblem into build/icons: PNG sizes, .ico, .icns, and the .svg."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtWidgets import QApplication

from ui.theme import Theme

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def draw(folder: Path) -> None:
    """Draw every size; the same emblem gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv)
    theme = Theme()
    for size in SIZES:
        theme.emblem("shield-check", size).save(str(folder / f"sijill-{size}.png"))
    app.quit()
    largest = Image.open(folder / "sijill-256.png")
    largest.save(folder / "sijill.ico", sizes=[(size, size) for size in SIZES[:-1]])
    Image.open(folder / "sijill-512.png").save(folder / "sijill.icns")


if __name__ == "__main__":
    draw(Path(sys.argv[1] if len(sys.argv) > 1 else "build/icons"))
