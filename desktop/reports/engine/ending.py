"""How a document ends: its last blocks wait until it is known whether the places to sign come next."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from itertools import islice

from desktop.reports.engine.flow import ENOUGH, Flow


class Ending:
    """Holds the last blocks of `flow` back, as many as must go along with what is signed below them."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._held: deque[tuple[Callable[[], object], float]] = deque()

    def add(self, paint: Callable[[], object], height: float = ENOUGH) -> None:
        """Hold a block back, `height` points tall if it is short; what is no longer needed at the end is set."""
        self._held.append((paint, height))
        while self._after_first() >= ENOUGH:
            self._held.popleft()[0]()

    def release(self, followed: float = 0.0) -> None:
        """Set all that waits; the last lines stay on one page with the `followed` points that come next."""
        while self._held:
            paint, _ = self._held[0]
            self._flow.followed = followed and followed + self._after_first()
            self._held.popleft()
            paint()
        self._flow.followed = 0.0

    def _after_first(self) -> float:
        return sum(height for _, height in islice(self._held, 1, None))
