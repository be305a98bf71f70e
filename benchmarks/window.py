"""Figures of the window, each beside its target: `python -m benchmarks.window [count]`.

The start is told as a ratio to an empty QMainWindow started in the same run; the list is read from an encrypted
register of a million records, every figure with its repaint.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from time import time

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks import lists
from benchmarks.lists import settle
from benchmarks.store import milliseconds, said
from benchmarks.store_big import NOW, big_store
from data.sharing import Party
from data.store import Store
from desktop.settings import Settings
from ui.desk import Desk
from ui.shell.window import MainWindow
from ui.tasks import Tasks
from ui.theme import load_fonts

_ROUNDS = 21  # a start differs by a fifth from the next
_TURNS = 6
_TYPED = ("شركة الرياض", "الشحن التقنية", "سارة خالد", "cloud house", "مؤسسه الدوحه")
BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([]); window = QMainWindow(); window.resize(1440, 900); window.show(); app.processEvents()
print(time.time() - float(sys.argv[1]))
"""
_DESK = """
import sys, time
from PySide6.QtWidgets import QApplication, QWidget
from ui.app import main
from ui.shell.window import MainWindow
start, seen, paint = float(sys.argv[1]), [], MainWindow.paintEvent
def peak():  # a child inherits what getrusage tells of its parent
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
def painted(window, event):
    paint(window, event)
    if not seen:
        seen.extend((time.time() - start, peak()))
def watch():
    app = QApplication.instance()
    (window,) = (one for one in app.topLevelWidgets() if isinstance(one, MainWindow))
    stall, last = 0.0, time.time()
    while type(window.centralWidget()) is QWidget:
        app.processEvents()
        if seen:
            stall = max(stall, time.time() - last)
        last = time.time()
        time.sleep(0.001)
    app.processEvents()
    print(*seen, time.time() - start, stall)
    return 0
MainWindow.paintEvent = painted
QApplication.exec = staticmethod(watch)
main([])
"""


def run_alone(code: str, home: str) -> list[float]:
    """Run a piece of code in a process of its own; it is told when it was begun and answers with figures."""
    surroundings = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": home,
        "XDG_DATA_HOME": home,
    }
    done = subprocess.run(
        [sys.executable, "-c", code, str(time())],
        capture_output=True,
        check=True,
        text=True,
        env=surroundings,
    )
    return [float(figure) for figure in done.stdout.split()]


def start() -> None:
    """Start bare windows and desks in turn, so that both meet the same load."""
    with tempfile.TemporaryDirectory() as home:
        rounds = [(run_alone(BARE, home), run_alone(_DESK, home)) for _ in range(_ROUNDS + 1)][1:]
    bare = statistics.median(one[0] for one, _ in rounds)
    painted, memory, usable, stall = (statistics.median(desk[at] for _, desk in rounds) for at in range(4))
    said("start of a bare PySide6 window", bare * 1000, None)
    said("start to the first paint, ratio to the bare one", painted / bare, 1.25, "x")
    said("start to the first question", usable * 1000, None)
    said("longest stall while the rest is loaded", stall * 1000, 100)
    said("memory at the first window", memory, 70, "MB")


def desk_on(store: Store, folder: Path) -> Desk:
    desk = Desk(Settings(lang="ar", theme="light"), Tasks(), lambda: NOW, file=folder / "settings.json")
    desk.open(store)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        desk.theme.apply(app)
    return desk


def register(desk: Desk) -> None:
    """Open, sort, scroll and search the register of all parties."""
    figures = lists.walk(desk, Party, _TYPED)
    for name, figure in figures.items():
        said(f"list: {name}", figure, lists.TARGETS.get(name))


def language(desk: Desk) -> None:
    """Change the language and the colours of the whole window."""
    window = MainWindow(desk, lambda _: QWidget())
    window.begin()
    window.show()
    settle(desk)
    figures = []
    for turn in range(_TURNS):
        desk.change(lang="en" if turn % 2 == 0 else "ar")
        figures.append(milliseconds(lambda: (QCoreApplication.processEvents(), window.repaint())))
        settle(desk)
    said("change of language, with repaint", statistics.median(figures), 200)
    window.close()


def main(count: int) -> None:
    """Tell all figures."""
    start()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(["sijill"])
    load_fonts()
    with tempfile.TemporaryDirectory() as folder, closing(big_store(count)) as store:
        desk = desk_on(store, Path(folder))
        register(desk)
        said(
            "memory with the whole register",
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            260,
            "MB",
        )
        language(desk)
        desk.tasks.close()
    app.quit()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
