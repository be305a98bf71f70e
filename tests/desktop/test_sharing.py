"""The sharing inventory's rules: what ends next, how risky, which contract terms are missing, the first rows."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from data.errors import Invalid, NotAllowed
from data.policy import Clause, Policy, Version
from data.processing import Activity
from data.sharing import Agreement, Disclosure, Flow, Party
from data.store import Store
from data.undo import undo
from desktop import acts, records, sharing
from desktop.inventory import blanks, inventory_from_policy
from desktop.law.loading import load_packs
from desktop.processing import lacking

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 1)
_SHOP = (
    "قد نشارك هذه البيانات مع شركات الشحن والتوصيل، وشركات الدفع، وفرق التسويق، والجهات الحكومية عند طلبها."
)


def make_party(store: Store, **values: Any) -> Party:
    given = {"name_ar": "شركة الإرسال", "category": "shipping"} | values
    with store.unit("سارة", NOW, "add") as unit:
        return records.create(unit, Party, given)


def add(store: Store, kind: type[Any], **values: Any) -> Any:
    with store.unit("سارة", NOW, "add") as unit:
        return records.create(unit, kind, values)


def publish(store: Store, text: str) -> Policy:
    clause = Clause(number="2", text_ar=text, position=0)
    version = Version(number="1.0", state="published", clauses=[clause])
    with store.unit("سارة", NOW, "add") as unit:
        return unit.add(Policy(title_ar="سياسة الخصوصية", state="published", versions=[version]))


def test_risk_weighs_sensitivity_and_impact_until_someone_gives_a_reason(store: Store) -> None:
    assert make_party(store, sensitivity="high", impact="medium").risk == "high"
    assert make_party(store, sensitivity="low", impact="high").risk == "medium"
    assert make_party(store, sensitivity="low", impact="low").risk == "low"
    own = make_party(store, sensitivity="high", impact="high", risk="low", risk_reason="بيانات مشفرة")
    assert own.risk == "low"


def test_the_party_mirrors_the_nearest_end_of_paper_certificate_permit_and_assessment(store: Store) -> None:
    party = make_party(store, risk_until=date(2027, 1, 1))
    add(store, Agreement, title="عقد", parties=[party.id], valid_until=date(2026, 9, 1))
    with store.unit("سارة", NOW, "add") as unit:
        sharing.add_certificate(
            unit, unit.get(Party, party.id), name="ISO 27001", valid_until=date(2026, 7, 1)
        )
    assert store.get(Party, party.id).next_expiry == date(2026, 7, 1)
    add(
        store,
        Flow,
        party=party.id,
        purpose="توصيل",
        category="shipping",
        data=["contact"],
        permit_until=date(2026, 5, 1),
    )
    assert store.get(Party, party.id).next_expiry == date(2026, 5, 1)
    assert [one.what for one in sharing.expiries(store)] == ["permit", "certificate", "agreement", "risk"]


def test_a_renewed_agreement_takes_the_place_of_the_old_one(store: Store) -> None:
    party = make_party(store)
    add(store, Agreement, title="قديم", parties=[party.id], valid_until=date(2025, 1, 1))
    new = add(store, Agreement, title="جديد", parties=[party.id], valid_until=date(2027, 1, 1))
    assert store.get(Party, party.id).next_expiry == date(2027, 1, 1)
    with store.unit("سارة", NOW, "change") as unit:
        other = records.create(unit, Party, {"name_ar": "أخرى", "category": "other"})
        records.change(unit.get(Agreement, new.id), {"parties": [other.id]})
    assert store.get(Party, party.id).next_expiry == date(2025, 1, 1)
    assert store.get(Party, other.id).next_expiry == date(2027, 1, 1)


def test_a_party_stands_with_its_agreements_as_they_are_today(store: Store) -> None:
    party = make_party(store)
    assert sharing.standing(party, [], TODAY) == "missing"
    paper = Agreement(title="عقد", parties=[party.id])
    assert sharing.standing(party, [paper], TODAY) == "pending"
    paper.signed_on = date(2026, 1, 1)
    assert sharing.standing(party, [paper], TODAY) == "valid"
    paper.valid_until = date(2026, 2, 28)
    assert sharing.standing(party, [paper], TODAY) == "expired"
    authority = Party(name_ar="وزارة", category="government", relationship="authority")
    assert sharing.standing(authority, [], TODAY) == "none-needed"


def test_the_laws_list_of_contract_terms_names_what_is_missing(store: Store) -> None:
    party = make_party(store)
    paper = add(store, Agreement, title="عقد", parties=[party.id])
    items = sharing.checklist(paper, load_packs(), "SA")
    assert len(items) == 10
    assert not any(item.held for item in items)
    with store.unit("سارة", NOW, "change") as unit:
        sharing.hold_items(unit, unit.get(Agreement, paper.id), ["breach-notice", "purpose"])
    held = [
        item.key
        for item in sharing.checklist(store.get(Agreement, paper.id), load_packs(), "SA")
        if item.held
    ]
    assert held == ["purpose", "breach-notice"]
    with pytest.raises(Invalid), store.unit("سارة", NOW, "change") as unit:
        sharing.hold_items(unit, unit.get(Agreement, paper.id), ["no-such-term"])


def test_a_party_is_never_below_itself(store: Store) -> None:
    first = make_party(store)
    second = make_party(store, relationship="sub-processor", parent_id=first.id)
    with pytest.raises(Invalid) as caught, store.unit("سارة", NOW, "change") as unit:
        records.change(unit.get(Party, first.id), {"parent_id": second.id})
    assert caught.value.problems == {"parent_id": "itself"}


def test_a_disclosure_has_happened_before_it_is_written_down(store: Store) -> None:
    party = make_party(store)
    later = datetime(2026, 3, 1, 9, 1, tzinfo=UTC)
    with pytest.raises(Invalid) as caught:
        add(store, Disclosure, party=party.id, happened_at=later, purpose="طلب", data="الاسم")
    assert caught.value.problems == {"happened_at": "after-now"}


def test_a_policy_gives_the_first_rows_in_one_act_and_once_only(store: Store) -> None:
    policy = publish(store, _SHOP)
    with store.unit("سارة", NOW, "inventory-from-policy") as unit:
        flows = inventory_from_policy(unit, unit.get(Policy, policy.id))
    assert {flow.category for flow in flows} == {"shipping", "payment", "marketing", "government"}
    clause = policy.versions[0].clauses[0].id
    assert all(flow.clauses == [clause] and flow.data and flow.party for flow in flows)
    assert "legal_basis" in blanks(flows[0])
    kinds = {party.category: party.relationship for party in store.all(Party)}
    assert kinds["government"] == "authority"
    with store.unit("سارة", NOW, "inventory-from-policy") as again:
        inventory_from_policy(again, again.get(Policy, policy.id))
    assert store.size(Flow) == store.size(Party) == 4
    undo(store, unit.seqs, "سارة", NOW, "undo")
    assert not store.all(Flow)
    assert not store.all(Party)


def test_a_policy_that_names_nobody_gives_no_rows(store: Store) -> None:
    policy = publish(store, "نحتفظ بسجلات الزيارة.")
    with pytest.raises(NotAllowed), store.unit("سارة", NOW, "act") as unit:
        inventory_from_policy(unit, unit.get(Policy, policy.id))


def test_many_records_change_in_one_act_or_none_does(store: Store) -> None:
    keys = [make_party(store, name_ar=f"جهة {n}").id for n in range(3)]
    with store.unit("سارة", NOW, "change") as unit:
        assert sharing.change_many(unit, Party, keys, {"country": "SA"}) == 3
    assert {party.country for party in store.all(Party)} == {"SA"}
    undo(store, unit.seqs, "سارة", NOW, "undo")
    assert {party.country for party in store.all(Party)} == {""}
    with pytest.raises(Invalid), store.unit("سارة", NOW, "change") as unit:
        sharing.change_many(unit, Party, keys, {"category": ""})
    assert {party.category for party in store.all(Party)} == {"shipping"}


def test_an_ended_activity_is_kept_as_many_years_as_the_law_says(store: Store) -> None:
    activity = add(store, Activity, name_ar="التوظيف", purposes="اختيار الموظفين", ended_on=date(2026, 2, 28))
    years = load_packs()["SA"].records["processing"].years or 0
    assert activity.keep_until == date(2026 + years, 2, 28)
    with store.unit("سارة", NOW, "change") as unit:
        records.change(unit.get(Activity, activity.id), {"ended_on": None})
    assert store.get(Activity, activity.id).keep_until is None
    assert "retentions" in lacking(store.get(Activity, activity.id))


def test_children_come_and_go_through_acts(store: Store) -> None:
    party = make_party(store)
    zone = load_packs()["SA"].timezone
    with store.unit("سارة", NOW, "act") as unit:
        values = {"name": "ISO", "valid_until": "2027-01-01"}
        acts.run(unit, "add-certificate", party.code, values, zone)
    shown = store.get(Party, party.id)
    assert shown.next_expiry == date(2027, 1, 1)
    with store.unit("سارة", NOW, "act") as unit:
        acts.run(unit, "drop-certificate", shown.certificates[0].id, {}, zone)
    kept = store.get(Party, party.id)
    assert (kept.certificates, kept.next_expiry) == ([], None)


def test_a_period_of_keeping_is_added_by_its_act(store: Store) -> None:
    activity = add(store, Activity, name_ar="المتجر", purposes="البيع")
    with store.unit("سارة", NOW, "act") as unit:
        written = {"category": "orders", "amount": "5", "unit": "years"}
        acts.run(unit, "add-retention", activity.code, written, load_packs()["SA"].timezone)
    (kept,) = store.get(Activity, activity.id).retentions
    assert (kept.category, kept.amount, kept.unit) == ("orders", 5, "years")
