"""A record is found by the names of what it points to and of the files beside it, as they are now."""

from datetime import UTC, datetime
from pathlib import Path

from data.audit import Stamp
from data.listing import Query
from data.organisation import Attachment, Organisation
from data.sharing import Agreement, Flow, Party
from data.store import Store

NOW = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)


def test_names_of_others_are_words_of_a_record(tmp_path: Path) -> None:
    store = Store.create(
        tmp_path / "s", Organisation(name_ar="متجر", laws=["SA"]), Stamp("سارة", NOW, "create")
    ).store

    def found(entry: type[Flow | Agreement], text: str) -> int:
        return len(store.first(Query(entry, find=text), 9))

    with store.unit("سارة", NOW, "add") as unit:
        party = unit.add(Party(name_ar="شركة البرق للشحن", name_en="Barq Express"))
        flow = unit.add(Flow(title="توصيل الطلبات", party=party.id))
        unit.add(Agreement(title="عقد التوصيل", parties=[party.id]))
        unit.add(Attachment(subject="flow", subject_id=flow.id, name="خريطه-٢٠٢٦.pdf"))
    for text in ("البرق", "barq", "شركه الشحن"):
        assert (found(Flow, text), found(Agreement, text)) == (1, 1), text
    assert found(Flow, "خريطة 2026") == 1
    with store.unit("سارة", NOW, "rename") as unit:
        unit.get(Party, party.id).name_en = "Thunder"
    assert (found(Flow, "barq"), found(Flow, "thunder"), found(Agreement, "thunder")) == (0, 1, 1)
    with store.unit("سارة", NOW, "detach") as unit:
        unit.delete(unit.all(Attachment)[0])
    assert found(Flow, "خريطة") == 0
    store.close()
