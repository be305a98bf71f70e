"""Figures of the whole desk with every register full: `python -m benchmarks.desk [count of each] [count of parties]`.

Records are made from the fields that each register declares, so that a new register is measured without a word here.
"""

import os
import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import insert

from benchmarks.store import milliseconds, percentile, said
from benchmarks.store_big import NOW, PASSPHRASE
from benchmarks.window import desk_on, settle
from data import search, vault
from data.audit import Stamp
from data.base import Entry, table_of
from data.breach import Breach, Obligation
from data.choices import CHOICES
from data.fields import Field, Kind, fields_of
from data.organisation import Holiday, Organisation, Task
from data.registers import REGISTERS
from data.sharing import Party
from data.store import Store
from desktop import records
from ui import garbage
from ui.shell.window import MainWindow
from ui.theme import load_fonts

_BATCH = 5000
_WORDS = "سجل بيانات العملاء شركة الرياض للشحن عقد خدمة حملة تسويق مورد سحابة طلب نسخة حساب متجر دعم فرع جدة".split()  # noqa: SIM905  # words read better in a row
_TYPED = ("شركة الرياض", "طلب نسخة", "عقد خدمة سحابة", "PA-2026-00", "BR-2026-1")
_DAYS = 3650  # of ten years, none of which can be off more than once
_WINDOW = (1366, 768)  # of a usual laptop, where list and record stand beside each other
_OPEN = 300  # of one register still under way, as on a desk that is worked on


def full_store(home: Path, count: int, parties: int) -> Store:
    """Make a store whose registers hold `count` records each, parties `parties`."""
    organisation = Organisation(name_ar="منشأة القياس", laws=["SA"])
    stamp = Stamp("قياس", NOW, "create")
    store = Store.create(home / "store", organisation, stamp, passphrase=PASSPHRASE, cost=vault.FLOOR).store
    luck, start = random.Random(7), perf_counter()  # noqa: S311  # the same records each time
    for place, entry in enumerate(REGISTERS.values()):
        many = parties if entry is Party else min(count, _DAYS) if entry is Holiday else count
        for first in range(0, many, _BATCH):
            _add(store, entry, place, range(first, min(first + _BATCH, many)), luck)
        print(f"{entry.REGISTER}: {many:,}, {perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
    return store


def _add(store: Store, entry: type[Entry], place: int, numbers: range, luck: random.Random) -> None:
    fields = [one for one in fields_of(entry) if one.kind not in {Kind.REF, Kind.REFS, Kind.DATA}]
    defaults = {name: value for name, value in vars(entry()).items() if name in table_of(entry).c}
    rows = [defaults | dict(_row(entry, place, number, fields, luck)) for number in numbers]
    searched = search.searched(entry)
    with store.writing() as connection:
        connection.execute(insert(table_of(entry)), rows)
        for row in rows:
            told = search.texts([row[one.name] for one in searched], searched)
            search.add(connection, entry, row["serial"], told)
        if entry is Breach:
            connection.execute(
                insert(table_of(Obligation)), [duty for row in rows for duty in _duties(row, luck)]
            )


def _duties(breach: dict[str, Any], luck: random.Random) -> Iterator[dict[str, Any]]:
    """Give a breach its two duties, filed where it is closed."""
    closed = breach["state"] == "closed"
    hours = luck.randrange(-20_000, 0) if closed else luck.randrange(-100, 400)
    for at, recipient in enumerate(("authority", "subjects")):
        duty = Obligation(position=at, law="SA", recipient=recipient, due=NOW + timedelta(hours=hours))
        if closed:
            duty.state, duty.decision = "filed", "due"
        duty.breach_id = breach["id"]
        yield {name: getattr(duty, name) for name in table_of(Obligation).c.keys()}  # noqa: SIM118  # columns, not keys of a dict


def _row(
    entry: type[Entry], place: int, number: int, fields: list[Field], luck: random.Random
) -> Iterator[tuple[str, Any]]:
    for field in fields:
        yield field.name, "Asia/Riyadh" if field.name == "zone" else _value(field, luck)
    done = number >= _OPEN
    yield "id", str(UUID(int=(number << 80) | 0x7 << 76 | 0b10 << 62 | place))
    yield "serial", number + 1
    yield "code", f"{entry.PREFIX}-2026-{number + 1:03}"
    yield "binned_at", None
    if entry is Holiday:
        yield "last_day", None
    if done:  # a register of years: most of it is history
        ended = {
            "closed_at": NOW,
            "answered_at": NOW,
            "done_at": NOW,
            "ended_on": NOW.date(),
            "next_due": None,
        }
        states = {"state": "closed"} if entry.REGISTER == "breaches" else {"stage": "closed"}
        known = {field.name for field in fields}
        yield from ((name, value) for name, value in (ended | states).items() if name in known)


def _value(field: Field, luck: random.Random) -> Any:  # noqa: ANN401  # a column's value
    some = " ".join(luck.choices(_WORDS, k=4))
    makers: dict[Kind, Callable[[], Any]] = {
        Kind.CHOICE: lambda: luck.choice(CHOICES[field.choices]),
        Kind.CHOICES: lambda: [luck.choice(CHOICES[field.choices])],
        Kind.WORDS: lambda: [some],
        Kind.DATE: lambda: NOW.date() + timedelta(days=luck.randrange(-60, 1440)),
        Kind.MOMENT: lambda: NOW - timedelta(minutes=luck.randrange(1_000_000)),
        Kind.NUMBER: lambda: luck.randrange(10_000),
        Kind.DECIMAL: luck.random,
        Kind.FLAG: lambda: False,
        Kind.COUNTRY: lambda: luck.choice(("SA", "QA", "MA")),
        Kind.COUNTRIES: lambda: [luck.choice(("SA", "QA", "MA"))],
    }
    return makers.get(field.kind, lambda: some)()


def measure(store: Store, folder: Path) -> None:
    """Tell what a full desk takes: every page, the command box, a change, and what is read again after it."""
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
    window.go("deadlines")
    _find(window)

    def keep(number: int) -> None:
        with desk.unit("add") as unit:
            records.create(unit, Task, {"title": f"مهمة {number}"})

    kept = [milliseconds(partial(keep, number)) for number in range(5)]
    said("desk: a task kept, with all lists told", statistics.median(kept), 100)
    said("desk: after it, longest stall", settle(desk), 100)
    window.close()
    desk.tasks.close()


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


def main(count: int, parties: int) -> None:
    """Make a full store and measure the desk on it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(["sijill"])
    load_fonts()
    with tempfile.TemporaryDirectory() as folder, closing(full_store(Path(folder), count, parties)) as store:
        measure(store, Path(folder))
    app.quit()


if __name__ == "__main__":
    each = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    main(each, int(sys.argv[2]) if len(sys.argv) > 2 else 10 * each)
