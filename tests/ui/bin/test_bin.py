"""The bin: everything put aside is found there, comes back whole, or goes for good unless the law keeps it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from data.breach import Breach
from data.errors import NotAllowed
from data.history import history
from data.organisation import Attachment, Task
from data.sharing import Party
from data.store import Store
from desktop import acts, breach, files, records, tasks
from desktop import bin as rules
from desktop.law.loading import shipped_packs
from tests.ui.conftest import NOW, settled, unnamed
from ui.bin import page as bin_page
from ui.desk import Desk

ZONE = shipped_packs()["SA"].timezone


@pytest.fixture
def party(store: Store) -> Party:
    with store.unit("سارة العمري", NOW, "add") as unit:
        return records.create(
            unit, Party, {"name_ar": "شركة الشحن", "name_en": "Parcel", "category": "shipping"}
        )


def shown(qtbot: QtBot, desk: Desk) -> bin_page.Page:
    page = bin_page.Page(desk)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    settled(qtbot, desk)
    return page


def test_what_was_put_aside_is_found_and_comes_back(
    qtbot: QtBot, desk: Desk, party: Party, store: Store
) -> None:
    page = shown(qtbot, desk)
    assert page.stack.currentWidget() is page.empty
    with desk.unit("bin") as unit:
        acts.run(unit, "bin", party.code, {}, ZONE)
    assert store.all(Party) == []
    assert page.tabs.current() == "parties"
    assert page.table is not None
    assert [one.id for one in page.table.selected()] == [party.id]
    assert unnamed(page) == []
    page.restore_selected()
    assert [one.id for one in store.all(Party)] == [party.id]
    assert page.stack.currentWidget() is page.empty
    desk.undo()
    assert store.all(Party) == []
    with pytest.raises(NotAllowed), desk.unit("bin") as unit:
        acts.run(unit, "bin", party.id, {}, ZONE)


def test_deleting_for_good_takes_files_tasks_and_what_the_trail_says(
    qtbot: QtBot, desk: Desk, party: Party, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proof = tmp_path / "proof.txt"
    proof.write_text("عقد", encoding="utf-8")
    with desk.unit("bin") as unit:
        files.attach(unit, unit.get(Party, party.id), proof)
        tasks.add_task(unit, party, "مراجعة العقد")
        unit.bin(unit.get(Party, party.id))
    page = shown(qtbot, desk)
    monkeypatch.setattr(bin_page, "confirm", lambda *_: False)
    page.delete_selected()
    assert store.size(Party) == 1
    monkeypatch.setattr(bin_page, "confirm", lambda *_: True)
    page.delete_selected()
    assert [store.size(kind) for kind in (Party, Attachment, Task)] == [0, 0, 0]
    said = history(store, "party", party.id)
    assert "شركة" not in str([event.change for event in said])
    assert said


def test_what_the_law_keeps_is_refused(store: Store) -> None:
    with store.unit("سارة العمري", NOW, "new-breach") as unit:
        made = records.create(unit, Breach, {"title": "تسرب", "aware_at": NOW, "laws": ["SA"]})
        breach.record_filing(unit, made.obligations[0], filed_at=NOW, channel="portal")
    with pytest.raises(NotAllowed), store.unit("سارة العمري", NOW, "delete") as unit:
        rules.delete(unit, unit.get(Breach, made.id))
    with store.unit("سارة العمري", NOW, "bin") as unit:
        unit.bin(unit.get(Breach, made.id))
    with pytest.raises(NotAllowed, match="frozen"), store.unit("سارة العمري", NOW, "delete") as unit:
        rules.delete(unit, unit.get(Breach, made.id))
    assert store.find(Breach, made.id) is not None
