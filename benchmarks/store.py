"""Figures of the store over a large encrypted register, each beside its target: `python -m benchmarks.store [count]`."""

import random
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from benchmarks.store_big import NOW, PASSPHRASE, big_store, folder
from data import vault
from data.listing import Query, Where
from data.sharing import Party
from data.store import Store
from data.verify import recent

_PAGE, _FIRST = 128, 50
_SORTED = ("code", "name_ar", "category", "country", "risk", "next_expiry")
_WORDS = ("شركة الرياض", "الشحن التقنية", "سارة خالد", "cloud house", "مؤسسه الدوحه", "دفع 4999")
_MEMORY = (
    "import sys, resource; from benchmarks.store_big import *; from data.listing import Query;"
    "store = big_store(int(sys.argv[1])); query = Query(Party); order = store.order(query);"
    "[store.page(Party, order[at : at + 128]) for at in range(0, len(order), max(1, len(order) // 50))];"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
)


def milliseconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def said(name: str, figure: float, target: float | None, unit: str = "ms") -> None:
    fine = 2 if unit == "x" else 1
    verdict = (
        "" if target is None else f"target {target:>8,.{fine}f}  {'ok' if figure <= target else 'MISSED'}"
    )
    print(f"{name:<44}{figure:>10,.{fine}f} {unit:<4}{verdict}")


def percentile(figures: list[float], share: float) -> float:
    return sorted(figures)[min(len(figures) - 1, int(len(figures) * share))]


def opening(count: int) -> None:
    home = folder(count) / "store"
    slots = vault.read(home)
    said("unlock: passphrase to key", milliseconds(lambda: slots.unlock(PASSPHRASE)), None)
    unlock = statistics.median(milliseconds(lambda: Store.open(home, PASSPHRASE).close()) for _ in range(3))
    said("unlock: passphrase to open store", unlock, 1500)


def lists(store: Store, luck: random.Random) -> None:
    newest = Query(Party)
    said(
        "first page of the register", milliseconds(lambda: store.page(Party, store.first(newest, _PAGE))), 250
    )
    for name in _SORTED:
        for down in (False, True):
            query = Query(Party, sort=name, descending=down)
            took = milliseconds(lambda query=query: store.page(Party, store.first(query, _PAGE)))  # type: ignore[misc]
            said(f"sorted first page: {name}{' down' if down else ''}", took, 100)
    narrow = Query(Party, where=(Where("category", "eq", "shipping"),))
    said("filtered first page", milliseconds(lambda: store.page(Party, store.first(narrow, _PAGE))), 100)
    order = store.order(newest)
    said("whole order, in the worker", milliseconds(lambda: store.order(newest)), None)
    said(
        "whole order by name, in the worker",
        milliseconds(lambda: store.order(Query(Party, sort="name_ar"))),
        None,
    )
    jumps = []
    for _ in range(200):
        at = luck.randrange(max(1, len(order) - _PAGE))
        jumps.append(milliseconds(lambda at=at: store.page(Party, order[at : at + _PAGE])))  # type: ignore[misc]
    said("jump anywhere, median", statistics.median(jumps), None)
    said("jump anywhere, p95", percentile(jumps, 0.95), 80)


def searches(store: Store) -> None:
    for words in _WORDS:
        query = Query(Party, find=words)
        took = statistics.median(milliseconds(lambda: store.first(query, _FIRST)) for _ in range(9))  # noqa: B023  # called at once
        said(f"two words, first {_FIRST}: {words}", took, 5)
    for typed in ("ش", "شر", "شرك", "شركة ا", "شركة الر", "شركة الرياض ل"):
        query = Query(Party, find=typed)
        took = statistics.median(milliseconds(lambda: store.first(query, _FIRST)) for _ in range(9))  # noqa: B023  # called at once
        said(f"while typing: {typed}", took, 50)


def commits(store: Store) -> None:
    def add(number: int) -> None:
        with store.unit("قياس", NOW + timedelta(seconds=number), "add") as unit:
            unit.add(Party(name_ar=f"جهة جديدة {number}", category="other"))

    said("first new record", milliseconds(lambda: add(0)), None)
    said("new record, median", statistics.median(milliseconds(lambda n=n: add(n)) for n in range(1, 40)), 50)  # type: ignore[misc]
    key = store.all(Party, whole=False, name_ar="جهة جديدة 1")[0].id

    def edit(number: int) -> None:
        with store.unit("قياس", NOW, "edit") as unit:
            unit.get(Party, key).note = f"ملاحظة {number} {random.random()}"  # noqa: S311  # any other words

    said("edit, median", statistics.median(milliseconds(lambda n=n: edit(n)) for n in range(40)), 50)  # type: ignore[misc]


def memory(count: int) -> None:
    said_by = subprocess.run(
        [sys.executable, "-c", _MEMORY, str(count)],
        check=True,
        capture_output=True,
        cwd=Path(__file__).parents[1],
    )
    said("memory with the whole order", int(said_by.stdout) / 1024, 260, "MiB")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    big_store(count).close()
    print(
        f"{count:,} records, {(folder(count) / 'store' / 'store.db').stat().st_size / 2**20:,.0f} MiB encrypted"
    )
    opening(count)
    memory(count)
    store = big_store(count)
    lists(store, random.Random(5))  # noqa: S311  # the same pages each time
    searches(store)
    commits(store)
    said("every page looked through, in the worker", milliseconds(store.check), None)
    said("audit trail since the last whole check", milliseconds(lambda: recent(store)), None)
    said("peak memory of this run", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, None, "MiB")
    store.close()


if __name__ == "__main__":
    main()
