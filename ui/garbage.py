"""When Python looks for garbage in rings: not while somebody works, for everything waits until it is done."""

import gc
import linecache
import sys
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

_RARELY = 10_000  # times as seldom as usual; the young are looked through as always


def begin(app: QApplication) -> None:
    """Look through everything only while the window is not in use: a big report alone would hold it up half a second."""
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _RARELY)
    app.applicationStateChanged.connect(_turned)


def _turned(state: Qt.ApplicationState) -> None:
    if state is not Qt.ApplicationState.ApplicationActive:
        gc.collect()


def keep(load: Callable[[], object]) -> None:
    """Load code; what came with it stays for good, so it is never looked through again.

    Qt's binding looks into the source of all that is loaded: what it read is let go, some 29 MB.
    """
    before = len(sys.modules)
    load()
    linecache.clearcache()
    if len(sys.modules) > before:
        gc.freeze()
