"""How fast a window is there, told by the program itself: `sijill --painted`, for the figures of a frozen build."""

import json
import sys
from pathlib import Path
from time import time

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

_STATUS = Path("/proc/self/status")


class Measuring(QObject):
    """Prints the moments of the first paint and of the first question, in seconds since the epoch, and ends."""

    def __init__(self, app: QApplication, window: QMainWindow) -> None:
        super().__init__(window)
        self._app, self._window = app, window
        self._painted, self._memory = 0.0, 0.0
        self._poll = QTimer(self, interval=1)
        self._poll.timeout.connect(self._look)

    def painted(self) -> None:
        """Note the first paint, and watch for the first question."""
        self._painted, self._memory = time(), peak()
        self._poll.start()

    def _look(self) -> None:
        if type(self._window.centralWidget()) is not QWidget:
            told = {"painted": self._painted, "usable": time(), "memory": self._memory}
            sys.stdout.write(json.dumps(told) + "\n")
            self._app.quit()


def peak() -> float:
    """Read the most memory that this process has held so far, in MB; 0 where the system does not tell."""
    try:
        lines = _STATUS.read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
