"""Walks the list of a register as a person would: opens, sorts, scrolls and searches it, every figure with its repaint."""

import random
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QTimer

from benchmarks.store import milliseconds, percentile
from data.base import Entry
from data.listing import Query
from ui.desk import Desk
from ui.widgets.cells import Column
from ui.widgets.register import RegisterTable

TARGETS: Mapping[str, float] = {
    "first paint": 250,
    "longest stall while its order is read": 100,
    "sort by any column, worst": 100,
    "jump anywhere, median": 36,
    "jump anywhere, p95": 80,
    "turn of the wheel, p95": 16,
    "type-ahead, p95": 50,
}
_JUMPS, _STEPS = 200, 200


def settle(desk: Desk) -> float:
    """Let the worker come to rest; gives the longest time the window did not answer, in milliseconds."""
    beats: list[float] = [perf_counter()]
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(perf_counter()))
    timer.start(1)
    while desk.tasks.busy():
        QCoreApplication.processEvents()
    timer.stop()
    return max((after - before for before, after in pairwise(beats)), default=0.0) * 1000


def walk(desk: Desk, entry: type[Entry], typed: Sequence[str]) -> dict[str, float]:
    """Give the figures of one register's list by name, in milliseconds."""
    table = RegisterTable(desk, entry)
    table.resize(1100, 800)
    table.show()
    QCoreApplication.processEvents()

    def shown(work: Callable[[], object]) -> float:
        return milliseconds(lambda: (work(), table.viewport().repaint()))

    figures = {"first paint": shown(lambda: table.ask(Query(entry)))}
    figures["longest stall while its order is read"] = settle(desk)
    figures["sort by any column, worst"] = max(_sorting(desk, table, shown))
    table.ask(Query(entry))
    settle(desk)
    luck = random.Random(11)  # noqa: S311  # the same places each time
    bar = table.verticalScrollBar()
    jumps = [shown(partial(bar.setValue, luck.randrange(bar.maximum()))) for _ in range(_JUMPS)]
    figures["jump anywhere, median"] = statistics.median(jumps)
    figures["jump anywhere, p95"] = percentile(jumps, 0.95)
    steps = [shown(lambda: bar.setValue(bar.value() + 3 * table.rowHeight(0))) for _ in range(_STEPS)]
    figures["turn of the wheel, p95"] = percentile(steps, 0.95)
    typing = list(_typing(desk, table, shown, typed))
    figures["type-ahead, median"] = statistics.median(typing)
    figures["type-ahead, p95"] = percentile(typing, 0.95)
    table.close()
    return figures


def _sorting(
    desk: Desk, table: RegisterTable, shown: Callable[[Callable[[], object]], float]
) -> Iterator[float]:
    columns: list[Column] = table.model().columns  # type: ignore[attr-defined]  # the model of this list
    for name in sorted({column.sort for column in columns if column.sort}):
        for down in (False, True):
            query = Query(table.entry, sort=name, descending=down)
            yield shown(partial(table.ask, query))
            settle(desk)


def _typing(
    desk: Desk, table: RegisterTable, shown: Callable[[Callable[[], object]], float], typed: Sequence[str]
) -> Iterator[float]:
    for words in typed:
        for end in range(1, len(words) + 1):
            yield shown(partial(table.seek, words[:end]))
            QCoreApplication.processEvents()
        settle(desk)
