"""Figures of the whole desk with every register full: `python -m benchmarks.desk [count of each] [count of parties]`."""

import os
import statistics
import sys
import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks import lists
from benchmarks.lists import settle
from benchmarks.store import milliseconds, percentile, said
from benchmarks.store_full import full_store
from benchmarks.window import desk_on
from data.organisation import Task
from data.registers import REGISTERS
from data.store import Store
from desktop import records
from ui import garbage
from ui.desk import Desk
from ui.shell.window import MainWindow
from ui.theme import load_fonts

_TYPED = ("شركة الرياض", "طلب نسخة", "عقد خدمة سحابة", "PA-2026-00", "BR-2026-1")
_WINDOW = (1366, 768)  # of a usual laptop, where list and record stand beside each other


def measure(store: Store, folder: Path) -> None:
    """Tell what a full desk takes: every page, every list, the command box, a change, and what is read after it."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        garbage.begin(app)
    desk = desk_on(store, folder)
    window = MainWindow(desk, lambda _: QWidget())
    window.resize(*_WINDOW)
    window.begin()
    window.show()
    said("desk: first page, longest stall", settle(desk), 100)
    for place in window.placed:
        took = milliseconds(lambda name=place.name: (window.go(name), window.repaint()))  # type: ignore[misc, func-returns-value]
        said(f"desk: opening {place.name}", took, 250)
        said(f"desk: {place.name}, longest stall", settle(desk), 100)
        if place.name == "sharing":
            said("desk: memory with the list of parties", _memory(), 260, "MB")
    said("desk: memory with every page open", _memory(), None, "MB")
    window.go("deadlines")
    _find(window)

    def keep(number: int) -> None:
        with desk.unit("add") as unit:
            records.create(unit, Task, {"title": f"مهمة {number}"})

    kept = [milliseconds(partial(keep, number)) for number in range(5)]
    said("desk: a task kept, with all lists told", statistics.median(kept), 100)
    said("desk: after it, longest stall", settle(desk), 100)
    window.close()
    _lists(desk)
    desk.tasks.close()


def _memory() -> float:
    with Path("/proc/self/status").open(encoding="utf-8") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))


def _lists(desk: Desk) -> None:
    figures = {entry.REGISTER: lists.walk(desk, entry, _TYPED) for entry in REGISTERS.values()}
    for name, target in lists.TARGETS.items():
        worst = max(figures, key=lambda register: figures[register][name])
        said(f"list: {name} ({worst})", figures[worst][name], target)


def _find(window: MainWindow) -> None:
    box = window._furniture.topbar.box  # type: ignore[union-attr]  # noqa: SLF001  # the store is open
    box.start()
    first, whole = [], []
    for words in _TYPED:
        for end in range(1, len(words) + 1):
            first.append(milliseconds(partial(box.setText, words[:end])))
            whole.append(first[-1])
            while box.seeking:
                whole[-1] += milliseconds(QCoreApplication.processEvents)
            QCoreApplication.processEvents()
    said("desk: command box while typing, median", statistics.median(first), None)
    said("desk: command box while typing, p95", percentile(first, 0.95), 50)
    said("desk: command box, every register searched, median", statistics.median(whole), None)
    said("desk: command box, every register searched, p95", percentile(whole, 0.95), None)


def _read_through(file: Path) -> None:
    """Have a file in the system's memory, so that no disk is measured."""
    with file.open("rb") as kept:
        while kept.read(1 << 24):
            pass


def main(count: int, parties: int) -> None:
    """Make a full store and measure the desk on it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(["sijill"])
    load_fonts()
    with tempfile.TemporaryDirectory() as folder, closing(full_store(count, parties)) as store:
        _read_through(store.folder / "store.db")
        measure(store, Path(folder))
    app.quit()


if __name__ == "__main__":
    each = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    main(each, int(sys.argv[2]) if len(sys.argv) > 2 else 10 * each)
