"""A register of any size in an encrypted store, made once and kept below the system's folder for temporary files."""

import hashlib
import random
import secrets
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert

from data import search, vault
from data.audit import Change, Stamp, append
from data.base import table_of
from data.choices import CHOICES
from data.organisation import Organisation
from data.sharing import Party
from data.store import Store

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
PASSPHRASE = "سبع كلمات لا يجمعها شيء"  # noqa: S105  # of a store with made-up records
_BATCH = 10_000
_DIFFERENT = 5000
_KINDS = "شركة مؤسسة مكتب مجموعة وكالة مركز متجر مصنع جمعية هيئة".split()  # noqa: SIM905  # words read better in a row
_TRADES = "الشحن التقنية التسويق السحابة الدفع التأمين الاستشارات الطباعة التحليل الدعم النقل الصيانة".split()  # noqa: SIM905  # as above
_PLACES = "الرياض جدة الدمام الدوحة الرباط القاهرة عمّان مسقط المنامة الكويت تونس الجزائر بيروت دبي".split()  # noqa: SIM905  # as above
_NAMES = "سارة خالد نورة فهد ليلى عمر هند يوسف مريم سعد ريم طارق".split()  # noqa: SIM905  # as above
_ENGLISH = "Shipping Cloud Payments Marketing Analytics Insurance Support Legal Print Transport".split()  # noqa: SIM905  # as above


def folder(count: int) -> Path:
    """Name the folder that keeps a store of this size and this schema."""
    data = Path(__file__).parents[1] / "data"
    return home_of(
        str(count), [Path(__file__), *(data / f"{one}.py" for one in ("sharing", "base", "search", "audit"))]
    )


def home_of(name: str, made_by: Iterable[Path]) -> Path:
    """Name the folder of a store; it is another one as soon as a file that its records are made by changes."""
    made_of = hashlib.sha256(b"".join(one.read_bytes() for one in made_by))
    return Path(tempfile.gettempdir()) / "sijill-benchmarks" / f"{name}-{made_of.hexdigest()[:12]}"


def big_store(count: int) -> Store:
    """Open the store of this size, making it first where there is none."""
    return kept(folder(count), partial(_make, count))


def kept(home: Path, make: Callable[[Path], object]) -> Store:
    """Open the store in a folder, having it made first where it is not whole."""
    if not (home / "whole").exists():
        shutil.rmtree(home, ignore_errors=True)  # what an interrupted run left
        home.mkdir(parents=True)
        make(home)
        (home / "whole").touch()
    return Store.open(home / "store", PASSPHRASE)


def _make(count: int, home: Path) -> None:
    start = perf_counter()
    organisation = Organisation(name_ar="منشأة القياس", laws=["SA"])
    stamp = Stamp("قياس", NOW, "create")
    store = Store.create(
        home / "store", organisation, stamp, passphrase=PASSPHRASE, cost=vault.calibrate()
    ).store
    luck = random.Random(7)  # noqa: S311  # the same records each time
    for first in range(0, count, _BATCH):
        with store.writing() as connection:
            _add(connection, range(first, min(first + _BATCH, count)), luck)
        print(
            f"\r{first + _BATCH:>10,} records, {perf_counter() - start:.0f} s",
            end="",
            file=sys.stderr,
            flush=True,
        )
    print(file=sys.stderr)
    store.close()


def _add(connection: Connection, numbers: range, luck: random.Random) -> None:
    rows = [_row(number, luck) for number in numbers]
    table = table_of(Party)
    defaults = {field: value for field, value in vars(Party()).items() if field in table.c}
    connection.execute(insert(table), [defaults | row for row in rows])
    changes = (Change("party", row["id"], None, defaults | row) for row in rows)
    append(connection, Stamp("قياس", NOW, "import"), changes)
    for row in rows:
        said = [(2, row["code"]), (2, row["name_ar"]), (2, row["name_en"]), (1, row["contact_name"])]
        search.add(connection, Party, row["serial"], iter([*said, (1, row["contact_email"])]))


def _row(number: int, luck: random.Random) -> dict[str, Any]:
    trade, place = luck.randrange(len(_TRADES)), luck.randrange(len(_PLACES))
    at = NOW - timedelta(minutes=luck.randrange(1_000_000))
    return {
        "id": str(UUID(int=(number << 80) | 0x7 << 76 | 0b10 << 62 | secrets.randbits(60))),
        "serial": number + 1,
        "code": f"PA-2026-{number + 1:03}",
        "name_ar": f"{luck.choice(_KINDS)} {_PLACES[place]} لخدمات {_TRADES[trade]} رقم {luck.randrange(_DIFFERENT)}",
        "name_en": f"{luck.choice(_ENGLISH)} House {luck.randrange(_DIFFERENT)}",
        "category": luck.choice(CHOICES["party_category"]),
        "relationship": luck.choice(CHOICES["relationship"]),
        "country": luck.choice(("SA", "QA", "MA", "AE", "EG", "US", "DE")),
        "risk": luck.choice(("", "low", "medium", "high")),
        "next_expiry": None
        if luck.random() < 0.4
        else date(2026, 1, 1) + timedelta(days=luck.randrange(1500)),
        "contact_name": f"{luck.choice(_NAMES)} {luck.choice(_NAMES)}",
        "contact_email": f"person{number}@example.com",
        "created_at": at,
        "updated_at": at,
    }
