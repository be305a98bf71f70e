"""Work off the window's thread: one worker, results brought back over a queued signal."""

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

T = TypeVar("T")
Done = Callable[[Any], object]
_TURN = 0.001  # seconds, a fifth of the usual: each time the window has read the store it waits for the worker's turn to end


class Cancelled(Exception):  # noqa: N818  # not an error: the officer asked for it
    """Raised inside work that was cancelled, at its next step."""


class Job(QObject):
    """A piece of work under way; lives on the window's thread."""

    ended = Signal()
    stepped = Signal(int, int)

    def __init__(self, done: Done, failed: Done | None, owner: QObject | None) -> None:
        super().__init__()
        self._done, self._failed, self._owner = done, failed, owner
        self._owned = owner is not None
        self.cancelled = False
        self.future: Future[Any] | None = None

    def cancel(self) -> None:
        """Ask the work to stop; its result is dropped either way."""
        self.cancelled = True
        if self.future is not None:
            self.future.cancel()

    def settle(self, result: object, error: Exception | None) -> None:
        """Hand the outcome over, unless nobody waits for it any more."""
        self.ended.emit()
        if self.cancelled or (self._owned and not isValid(self._owner)):
            return
        if error is None:
            self._done(result)
        elif self._failed is not None:
            self._failed(error)
        else:
            raise error


class Progress:
    """What work reports to: how far it is, and whether it is still wanted."""

    def __init__(self, job: Job, send: Callable[[Job, int, int], None]) -> None:
        self._job, self._send = job, send

    def step(self, done: int = 0, total: int = 0) -> None:
        """Report how much is done.

        Raises:
            Cancelled: the work is not wanted any more.
        """
        if self._job.cancelled:
            raise Cancelled
        if total:
            self._send(self._job, done, total)


class Tasks(QObject):
    """Runs work one after the other beside the window."""

    _settled = Signal(object, object, object)
    _moved = Signal(object, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sijill")
        self._running: set[Job] = set()
        self._settled.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        self._moved.connect(self._move, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        *,
        failed: Callable[[Exception], object] | None = None,
        progress: Callable[[int, int], object] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Run work on the worker; `done` or `failed` follows on the window's thread while `owner` lives."""
        job = Job(done, failed, owner)
        if progress is not None:
            job.stepped.connect(progress)
        self._running.add(job)
        reporter = Progress(job, self._moved.emit)

        def run() -> None:
            if job.cancelled:
                raise Cancelled
            self._settled.emit(job, work(reporter), None)

        def report(future: Future[None]) -> None:
            error = Cancelled() if future.cancelled() else future.exception()
            if error is not None:
                self._settled.emit(job, None, error)

        job.future = self._executor.submit(run)
        job.future.add_done_callback(report)
        return job

    def busy(self) -> bool:
        """Whether any work is under way or waiting."""
        return bool(self._running)

    def close(self) -> None:
        """Cancel what waits, let the current piece reach its next step, and end the worker."""
        for job in self._running:
            job.cancelled = True
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _settle(self, job: Job, result: object, error: Exception | None) -> None:
        self._running.discard(job)
        if isinstance(error, Cancelled):
            job.cancelled = True
        job.settle(result, error)

    def _move(self, job: Job, done: int, total: int) -> None:
        if not job.cancelled:
            job.stepped.emit(done, total)
