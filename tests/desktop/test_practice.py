"""Promises against practice: each way in which they part is found, named, and goes when it is put right."""

from datetime import UTC, date, datetime
from typing import Any

from data.organisation import Attachment
from data.policy import Clause, Policy, Promise, Version
from data.processing import Activity, Retention
from data.sharing import Agreement, Disclosure, Flow, Party
from data.store import Store
from desktop import records
from desktop.finding import Finding, said
from desktop.law.loading import load_packs
from desktop.practice import findings
from desktop.words import Words

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def add(store: Store, kind: type[Any], **values: Any) -> Any:
    with store.unit("سارة", NOW, "add") as unit:
        return records.create(unit, kind, values)


def change(store: Store, record: Any, **values: Any) -> None:
    with store.unit("سارة", NOW, "change") as unit:
        records.change(unit.get(type(record), record.id), values)


def publish(store: Store, *promises: Promise, shares: tuple[str, ...] = (), text: str = "نص البند") -> Policy:
    clause = Clause(
        number="4",
        text_ar=text,
        position=0,
        shares_with=list(shares),
        promises=list(promises),
        reading_confirmed=True,
    )
    version = Version(number="1.0", state="published", clauses=[clause])
    with store.unit("سارة", NOW, "add") as unit:
        return unit.add(Policy(title_ar="سياسة الخصوصية", state="published", versions=[version]))


def found(store: Store, *kinds: str) -> list[Finding]:
    everything = findings(store, load_packs(), NOW)
    for one in everything:
        for lang in ("ar", "en"):
            sentence = said(one, Words(lang))
            assert "{" not in sentence
            assert "@" not in sentence
    return [one for one in everything if not kinds or one.kind in kinds]


def shared(store: Store, **values: Any) -> Flow:
    party = add(store, Party, name_ar="شركة الإرسال", category="shipping", relationship="authority")
    given = {
        "party": party.id,
        "purpose": "توصيل",
        "category": "shipping",
        "data": ["contact"],
        "opt_out": True,
    }
    return add(store, Flow, **(given | values))  # type: ignore[no-any-return]


def test_an_empty_desk_has_no_findings(store: Store) -> None:
    assert found(store) == []


def test_sharing_that_no_clause_declares_is_found_until_one_does(store: Store) -> None:
    flow = shared(store)
    (one,) = found(store)
    assert (one.kind, one.status, one.subject_id, one.law) == ("undeclared-sharing", "missing", flow.id, "SA")
    assert one.article
    publish(store, shares=("shipping",))
    assert found(store) == []


def test_a_clause_that_names_the_recipient_or_is_linked_declares_it_too(store: Store) -> None:
    shared(store)
    publish(store, text="نرسل العناوين إلى شَركة الإرسال فقط")
    assert found(store) == []


def test_a_name_inside_another_word_declares_nobody(store: Store) -> None:
    publish(store, text="نحفظ الشحنات في المغربية، ونرسلها إلى السعودية وبالإرسال السريع")
    for name, declared in (
        ("شحن", False),
        ("المغرب", False),
        ("الإرسال السريع", True),
        ("شركة البريد", False),
    ):
        party = add(store, Party, name_ar=name, category="shipping", relationship="authority")
        add(store, Flow, party=party.id, purpose=name, category="shipping", data=["contact"])
        told = {str(one.values["title"]) for one in found(store, "undeclared-sharing")}
        assert (str((name, name)) not in told) is declared


def test_a_declaring_clause_is_followed_into_the_version_after_it(store: Store) -> None:
    policy = publish(store)
    shared(store, clauses=[policy.versions[0].clauses[0].id])
    for text, declared in (("نص البند", True), ("نص آخر", False)):
        with store.unit("سارة", NOW, "publish") as unit:
            kept = unit.get(Policy, policy.id)
            for version in kept.versions:
                version.state = "superseded"
            clause = Clause(number="9", text_ar=text)
            kept.versions.append(Version(number="2.0", state="published", clauses=[clause]))
        assert bool(found(store, "undeclared-sharing")) is not declared


def test_a_declared_category_that_nothing_flows_to_is_found(store: Store) -> None:
    publish(store, shares=("analytics",))
    (one,) = found(store)
    assert (one.kind, one.element, one.clause) == ("declared-unused", "analytics", "4")


def test_retention_longer_than_promised_is_found_in_flows_and_activities(store: Store) -> None:
    publish(store, Promise(kind="keep-data", amount=12, unit="months", text="نص"), shares=("shipping",))
    flow = shared(store, retention_amount=365, retention_unit="days")
    assert found(store) == []
    change(store, flow, retention_amount=2, retention_unit="years")
    (one,) = found(store)
    assert (one.kind, one.clause, one.evidence[0].words) == ("retention", "4", "نص")
    change(store, flow, retention_amount=1)
    activity = add(store, Activity, name_ar="المتجر", purposes="البيع")
    with store.unit("سارة", NOW, "add") as unit:
        unit.get(Activity, activity.id).retentions.append(
            Retention(category="orders", amount=13, unit="months")
        )
    assert [one.subject_id for one in found(store)] == [activity.id]


def test_a_country_that_no_clause_mentions_is_found(store: Store) -> None:
    publish(store, shares=("shipping",), text="قد تُعالج البيانات في ألمانيا")
    flow = shared(store, country="DE", storage_country="SA")
    assert found(store) == []
    change(store, flow, storage_country="IE")
    (one,) = found(store)
    assert (one.kind, one.element) == ("country", "IE")
    assert "Ireland" in said(one, Words("en"))


def test_marketing_on_another_basis_than_the_promised_consent_is_found(store: Store) -> None:
    publish(store, Promise(kind="marketing-consent"), shares=("shipping",))
    flow = shared(store, data=["marketing"])
    for basis, status in (("", "missing"), ("legitimate-interest", "likely")):
        change(store, flow, legal_basis=basis)
        (one,) = found(store)
        assert (one.kind, one.status, one.clause, one.subject_id) == ("legal-basis", status, "4", flow.id)
        assert flow.code in said(one, Words("en"))
    change(store, flow, legal_basis="explicit-consent")
    assert found(store) == []


def test_marketing_without_the_promised_way_out_is_found(store: Store) -> None:
    publish(store, Promise(kind="stop-marketing"), shares=("shipping",))
    flow = shared(store, data=["marketing"], opt_out=False)
    (one,) = found(store)
    assert one.kind == "opt-out"
    change(store, flow, opt_out=True)
    assert found(store) == []


def test_card_data_that_is_promised_never_to_be_shared_is_found(store: Store) -> None:
    publish(store, Promise(kind="never-store-card"), shares=("shipping",))
    shared(store, data=["card"])
    assert [one.kind for one in found(store)] == ["card"]


def test_missing_ended_and_incomplete_agreements_are_told_apart(store: Store) -> None:
    party = add(store, Party, name_ar="جهة", category="technology")
    assert [one.element for one in found(store)] == ["missing"]
    paper = add(store, Agreement, title="عقد", parties=[party.id], signed_on=date(2025, 1, 1))
    (one,) = found(store)
    assert (one.element, one.status) == ("incomplete", "partial")
    change(store, paper, valid_until=date(2026, 1, 1))
    (one,) = found(store)
    assert (one.element, one.status) == ("expired", "expired")
    change(store, paper, kind="sharing", valid_until=date(2027, 1, 1), review_on=date(2026, 2, 1))
    assert [one.kind for one in found(store)] == ["review-due"]


def test_a_permit_that_ended_is_found(store: Store) -> None:
    publish(store, shares=("shipping",))
    flow = shared(store, mechanism="permit")
    assert [one.element for one in found(store)] == ["absent"]
    change(store, flow, permit_number="T-1", permit_until=date(2026, 2, 28))
    assert [one.element for one in found(store)] == ["expired"]
    change(store, flow, until_on=date(2026, 2, 1))
    assert found(store, "permit") == []


def test_an_authoritys_request_needs_its_reference_its_basis_and_its_paper(store: Store) -> None:
    party = add(store, Party, name_ar="النيابة", category="government", relationship="authority")
    made = add(store, Disclosure, party=party.id, happened_at=NOW, purpose="تحقيق", data="الاسم")
    assert [one.element for one in found(store)] == ["undocumented"]
    change(store, made, legal_basis="legal-obligation")
    assert [one.element for one in found(store)] == ["request_reference"]
    change(store, made, request_reference="١٢/٣")
    assert [one.element for one in found(store)] == ["no-file"]
    with store.unit("سارة", NOW, "attach") as unit:
        unit.add(Attachment(subject="disclosure", subject_id=made.id, name="طلب.pdf", content=b"x"))
    assert found(store) == []


def test_a_finding_keeps_its_name_and_changes_its_basis_with_either_side(store: Store) -> None:
    flow = shared(store)
    (before,) = found(store)
    change(store, flow, note="ملاحظة")
    (noted,) = found(store)
    assert (noted.fingerprint, noted.basis) == (before.fingerprint, before.basis)
    change(store, flow, data=["contact", "location"])
    (after,) = found(store)
    assert after.fingerprint == before.fingerprint
    assert after.basis != before.basis
