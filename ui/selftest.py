"""`sijill --selftest`: every part tried, those of the window too, one line for each; 1 when any part is not whole."""

import json
import os
import sys
from collections.abc import Iterator, Sequence

from desktop.selftest import Trial, attempt, demand, trials
from desktop.words import Words, languages


def main(args: Sequence[str]) -> int:
    """Try all and print it, as JSON with `--json`, in Arabic with `--lang ar`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    words = Words(next((lang for lang in languages() if lang in args), "en"))
    found = [*trials(), *window_trials()]
    if "--json" in args:
        told = [{"name": one.name, "ok": one.ok, "said": one.said} for one in found]
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("".join(line(one, words) + "\n" for one in found))
    return int(not all(one.ok for one in found))


def line(one: Trial, words: Words) -> str:
    """Say in one line how a part did."""
    state = words(f"selftest.{'ok' if one.ok else 'bad'}")
    return f"{state}\t{words(f'selftest.part.{one.name}')}\t{one.said}"


def window_trials() -> Iterator[Trial]:
    """Try what Qt does for the window."""
    for name, part in (
        ("window", _window),
        ("fonts", _fonts),
        ("icons", _icons),
        ("translation", _translation),
    ):
        yield attempt(name, part)


def _window() -> str:
    from PySide6.QtCore import qVersion  # noqa: PLC0415  # so that a missing Qt is an answer, too
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  # as above

    app = QApplication.instance() or QApplication(["sijill"])
    return demand(isinstance(app, QApplication), f"Qt {qVersion()}, {QApplication.platformName()}")


def _fonts() -> str:
    from PySide6.QtGui import QFontDatabase  # noqa: PLC0415  # as above

    from ui.theme import load_fonts  # noqa: PLC0415  # as above
    from ui.tokens import FAMILY  # noqa: PLC0415  # as above

    load_fonts()
    return demand(FAMILY in QFontDatabase.families(), FAMILY)


def _icons() -> str:
    from ui.theme import Theme  # noqa: PLC0415  # as above

    drawn = Theme().pixmap("shield-check").toImage()
    inked = any(drawn.pixelColor(x, y).alpha() for x in range(drawn.width()) for y in range(drawn.height()))
    return demand(inked, "drawn")


def _translation() -> str:
    from PySide6.QtCore import QLibraryInfo, QTranslator  # noqa: PLC0415  # as above

    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return demand(translator.load("qtbase_ar", folder), "Qt speaks Arabic")
