"""A store whose every register is full, made once and kept below the system's folder for temporary files.

Records are made from the fields that each register declares, so that a new register is filled without a word here.
"""

import random
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from benchmarks.store_big import NOW, PASSPHRASE, home_of, kept
from data import search, vault
from data.audit import Stamp
from data.base import Entry, table_of
from data.breach import Breach, Obligation
from data.choices import CHOICES
from data.fields import Field, Kind, fields_of
from data.organisation import Holiday, Organisation
from data.registers import REGISTERS
from data.sharing import Party
from data.store import Store

_BATCH = 5000
_WORDS = "سجل بيانات العملاء شركة الرياض للشحن عقد خدمة حملة تسويق مورد سحابة طلب نسخة حساب متجر دعم فرع جدة".split()  # noqa: SIM905  # words read better in a row
_DAYS = 3650  # of ten years, none of which can be off more than once
_OPEN = 300  # of one register still under way, as on a desk that is worked on


def full_store(count: int, parties: int) -> Store:
    """Open a store whose registers hold `count` records each, parties `parties`; made once by a process of its own."""
    data = Path(__file__).parents[1] / "data"
    home = home_of(f"desk-{count}-{parties}", [Path(__file__), *sorted(data.glob("*.py"))])

    def apart(folder: Path) -> None:
        maker = get_context("spawn").Process(target=make, args=(folder, count, parties))
        maker.start()
        maker.join()
        if maker.exitcode:
            raise SystemExit(maker.exitcode)

    return kept(home, apart)


def make(home: Path, count: int, parties: int) -> None:
    """Make such a store."""
    organisation = Organisation(name_ar="منشأة القياس", laws=["SA"])
    stamp = Stamp("قياس", NOW, "create")
    store = Store.create(home / "store", organisation, stamp, passphrase=PASSPHRASE, cost=vault.FLOOR).store
    luck, start = random.Random(7), perf_counter()  # noqa: S311  # the same records each time
    for place, entry in enumerate(REGISTERS.values()):
        many = parties if entry is Party else min(count, _DAYS) if entry is Holiday else count
        for first in range(0, many, _BATCH):
            _add(store, entry, place, range(first, min(first + _BATCH, many)), luck)
        print(f"{entry.REGISTER}: {many:,}, {perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
    store.close()


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
