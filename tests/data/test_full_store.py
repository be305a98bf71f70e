"""The store that the desk is measured on: every register is filled from the fields it declares."""

from contextlib import closing
from pathlib import Path

import pytest

from benchmarks import store_full
from benchmarks.store_big import PASSPHRASE
from data.breach import Breach
from data.listing import Query
from data.registers import REGISTERS
from data.sharing import Party
from data.store import Store


def test_every_register_is_filled_and_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_full, "_OPEN", 2)
    store_full.make(tmp_path, 4, 6)
    with closing(Store.open(tmp_path / "store", PASSPHRASE)) as store:
        counts = {entry.REGISTER: store.count(Query(entry)) for entry in REGISTERS.values()}
        assert counts == {entry.REGISTER: 6 if entry is Party else 4 for entry in REGISTERS.values()}
        (last,) = store.page(Breach, store.order(Query(Breach, find="BR-2026-004")))
        assert last.state == "closed"
        assert [one.decision for one in store.get(Breach, last.id).obligations] == ["due", "due"]
