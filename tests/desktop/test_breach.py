import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data.audit import Stamp
from data.breach import Breach, Filing, Obligation, Step
from data.errors import Blocked, Invalid, NotAllowed
from data.organisation import Attachment, Holiday, Organisation
from data.store import Store
from data.unit import Unit
from desktop import account, files, incidents, records, response
from desktop import breach as rules
from desktop.breach_folder import write_folder
from desktop.breach_year import tally
from desktop.evidence import proofs
from desktop.law.facts import Speed
from desktop.law.loading import load_packs, shipped_packs
from desktop.obligations import explained, terms_of
from desktop.words import Words

NOW = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
AWARE = NOW - timedelta(hours=40)
HOUR = timedelta(hours=1)
Open = Callable[..., Store]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    made: list[Store] = []

    def make(*laws: str) -> Store:
        organisation = Organisation(name_ar="متجر نخلة", laws=list(laws or ("SA",)))
        folder = tmp_path / "-".join(laws or ("SA",))
        made.append(Store.create(folder, organisation, Stamp("سارة", NOW, "create")).store)
        return made[-1]

    yield make
    for store in made:
        store.close()


def add(store: Store, **values: Any) -> Breach:
    with store.unit("سارة", NOW, "add") as unit:
        made = records.create(unit, Breach, {"title": "تسرب", "aware_at": AWARE} | values)
        key = made.id
    return store.get(Breach, key)


def act(store: Store, breach: Breach, do: Callable[..., Any], at: datetime = NOW, **values: Any) -> Breach:
    with store.unit("سارة", at, do.__name__) as unit:
        do(unit, unit.get(Breach, breach.id), **values)
    return store.get(Breach, breach.id)


def on(
    store: Store, breach: Breach, recipient: str, do: Callable[..., Any], at: datetime = NOW, **values: Any
) -> Breach:
    (duty,) = [one for one in breach.obligations if one.recipient == recipient and not one.terms.get("case")]
    with store.unit("سارة", at, do.__name__) as unit:
        do(unit, unit.get(Obligation, duty.id), **values)
    return store.get(Breach, breach.id)


def duty(breach: Breach, recipient: str, law: str = "") -> Obligation:
    return next(
        one for one in breach.obligations if one.recipient == recipient and (not law or one.law == law)
    )


def filed(store: Store, breach: Breach, recipient: str = "authority", **values: Any) -> Breach:
    told: dict[str, Any] = {"filed_at": AWARE + HOUR, "channel": "platform"} | values
    return on(store, breach, recipient, rules.record_filing, **told)


def test_awareness_makes_both_duties_with_their_terms(opened: Open) -> None:
    breach = add(opened())
    assert [(one.law, one.recipient, one.state) for one in breach.obligations] == [
        ("SA", "authority", "open"),
        ("SA", "subjects", "open"),
    ]
    authority, subjects = breach.obligations
    assert authority.due == AWARE + 72 * HOUR == breach.next_due
    assert subjects.due is None
    terms = terms_of(authority)
    assert terms is not None
    assert list(terms.content) == ["description", "categories", "risks", "subjects-told", "contact"]
    assert terms.threshold is not None
    assert (breach.laws, breach.state) == (["SA"], "assessing")


def test_several_laws_make_several_clocks(opened: Open) -> None:
    breach = add(opened("SA", "JO", "KW"), detected_at=AWARE - 2 * HOUR)
    dues = {(one.law, one.recipient): one.due for one in breach.obligations}
    assert dues == {
        ("SA", "authority"): AWARE + 72 * HOUR,
        ("SA", "subjects"): None,
        ("JO", "authority"): AWARE + 70 * HOUR,
        ("JO", "subjects"): AWARE + 22 * HOUR,
        ("KW", "authority"): AWARE + 24 * HOUR,
        ("KW", "subjects"): None,
    }
    assert breach.next_due == AWARE + 22 * HOUR


@pytest.mark.parametrize(
    ("law", "recipient", "hours"),
    [("OM", "authority", 72), ("OM", "subjects", 72), ("JO", "subjects", 24), ("JO", "authority", 72)],
)
def test_notices_by_the_hour(opened: Open, law: str, recipient: str, hours: int) -> None:
    assert duty(add(opened(law)), recipient).due == AWARE + hours * HOUR


def test_algeria_counts_five_calendar_days(opened: Open) -> None:
    breach = add(opened("DZ"), aware_at=datetime(2026, 11, 18, 10, 0, tzinfo=UTC))
    due = duty(breach, "authority").due
    assert due is not None
    assert due.astimezone(shipped_packs()["DZ"].timezone).date() == date(2026, 11, 23)
    assert duty(breach, "subjects").due is None


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_morocco_has_no_duty_but_wants_a_decision(opened: Open, lang: str) -> None:
    store = opened("MA")
    breach = add(store)
    authority = duty(breach, "authority")
    terms = terms_of(authority)
    assert terms is not None
    assert (terms.speed, authority.due, authority.decision) == (Speed.NO_DUTY, None, "undecided")
    words = Words(lang)
    assert explained(breach, authority, shipped_packs(), words).startswith(
        words("clock.why.no-duty", basis="|").split("|", maxsplit=1)[0]
    )
    with pytest.raises(NotAllowed, match=r"breach\.undecided"):
        act(store, breach, rules.close)


def test_egypt_knows_national_security_and_counts_the_peoples_days_from_the_notice(opened: Open) -> None:
    store = opened("EG")
    with store.unit("سارة", NOW, "add") as unit:
        records.create(unit, Holiday, {"name_ar": "عطلة", "first_day": date(2026, 11, 23)})
    aware = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)  # a Thursday
    breach = add(store, aware_at=aware)
    plain, special, subjects = breach.obligations
    assert plain.due == aware + 72 * HOUR
    terms = terms_of(special)
    assert terms is not None
    assert (special.recipient, special.due, terms.case) == ("authority", None, "national-security")
    assert terms.speed is Speed.IMMEDIATE
    assert subjects.due is None
    assert explained(breach, subjects, shipped_packs(), Words("en")) == Words("en")(
        "breach.waits-for-authority"
    )
    breach = filed(store, breach, filed_at=aware + HOUR)
    due = duty(breach, "subjects").due
    assert due is not None
    # Friday and Saturday are the weekend, Monday the holiday: Sunday, Tuesday and Wednesday remain
    assert due.astimezone(shipped_packs()["EG"].timezone).date() == date(2026, 11, 25)


def test_changing_the_awareness_before_any_filing_counts_anew(opened: Open) -> None:
    store = opened()
    breach = act(store, add(store), lambda _, one: records.change(one, {"aware_at": AWARE - HOUR}))
    assert breach.next_due == AWARE + 71 * HOUR
    told = [entry for entry in breach.timeline if entry.kind == "aware"]
    assert [entry.facts.get("corrects") for entry in told] == [True, None]
    breach = filed(store, breach)
    with pytest.raises(NotAllowed, match=r"breach\.aware-fixed"):
        act(store, breach, lambda _, one: records.change(one, {"aware_at": AWARE}))


def test_a_law_that_no_longer_applies_goes_unless_something_was_done(opened: Open) -> None:
    store = opened("SA", "QA")
    breach = add(store)
    breach = act(store, breach, lambda _, one: records.change(one, {"laws": ["SA"]}))
    assert {one.law for one in breach.obligations} == {"SA"}
    breach = on(store, breach, "subjects", rules.decide, decision="not-due", rationale="مشفرة")
    breach = act(store, breach, lambda _, one: records.change(one, {"laws": ["QA"]}))
    assert [(one.law, one.recipient) for one in breach.obligations] == [
        ("QA", "authority"),
        ("QA", "subjects"),
        ("SA", "subjects"),
    ]


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"aware_at": NOW + HOUR}, {"aware_at": "after-now"}),
        ({"detected_at": NOW + HOUR}, {"detected_at": "after-now"}),
        ({"occurred_from": AWARE + HOUR}, {"occurred_from": "after-aware"}),
        ({"aware_at": None}, {"aware_at": "required"}),
    ],
)
def test_impossible_moments_are_refused(opened: Open, values: dict[str, Any], wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid) as refused:
        add(opened(), **values)
    assert refused.value.problems == wrong


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"filed_at": AWARE - timedelta(minutes=1)}, "filing.before-awareness"),
        ({"filed_at": AWARE - timedelta(days=900)}, "filing.before-awareness"),
        ({"filed_at": NOW + timedelta(minutes=1)}, "filing.in-future"),
        ({"phase": "final"}, "filing.phase-first"),
    ],
)
def test_impossible_filings_are_refused(opened: Open, values: dict[str, Any], rule: str) -> None:
    store = opened()
    breach = add(store)
    with pytest.raises(NotAllowed) as refused:
        filed(store, breach, **values)
    assert refused.value.key == rule
    assert not duty(store.get(Breach, breach.id), "authority").filings


def test_a_late_filing_needs_its_reason(opened: Open) -> None:
    store = opened()
    breach = add(store, aware_at=NOW - 80 * HOUR)
    with pytest.raises(NotAllowed, match=r"filing\.late"):
        filed(store, breach, filed_at=NOW - HOUR)
    breach = filed(store, breach, filed_at=NOW - HOUR, late_reason="انتظار تقرير الناقل")
    assert duty(breach, "authority").state == "late-filed"


def test_filings_are_kept_as_they_were_sent(opened: Open) -> None:
    store = opened()
    breach = filed(store, add(store), content="نص الإشعار", reference="SD-77")
    (filing,) = duty(breach, "authority").filings
    assert (filing.phase, filing.reference, filing.filed_by) == ("initial", "SD-77", "سارة")
    assert len(filing.content_hash) == 64
    with pytest.raises(NotAllowed, match=r"frozen\.filing"), store.unit("سارة", NOW, "edit") as unit:
        unit.get(Filing, filing.id).reference = "SD-78"
    with pytest.raises(NotAllowed, match=r"frozen\.filing"), store.unit("سارة", NOW, "edit") as unit:
        unit.delete(unit.get(Filing, filing.id))
    with pytest.raises(NotAllowed, match=r"filing\.phase-again"):
        filed(store, breach, phase="initial")
    with pytest.raises(NotAllowed, match=r"filing\.before-first"):
        filed(store, breach, filed_at=AWARE)
    breach = filed(store, breach, filed_at=AWARE + 3 * HOUR)
    assert [one.phase for one in duty(breach, "authority").filings] == ["initial", "supplementary"]


def test_a_draft_is_frozen_with_its_hash_when_it_is_filed(opened: Open) -> None:
    store = opened()
    breach = on(
        store, add(store), "authority", response.write_notice, packs=shipped_packs(), text="مسودة", lang="ar"
    )
    assert duty(breach, "authority").draft == {"texts": {"ar": "مسودة"}, "text": "مسودة", "lang": "ar"}
    breach = filed(store, breach)
    authority = duty(breach, "authority")
    assert (authority.draft, authority.filings[0].content) == ({}, "مسودة")


def test_not_notifying_is_reasoned_and_bars_filing(opened: Open) -> None:
    store = opened()
    breach = add(store)
    with pytest.raises(NotAllowed, match=r"decision\.rationale"):
        on(store, breach, "authority", rules.decide, decision="not-due")
    with pytest.raises(Invalid):
        on(store, breach, "authority", rules.decide, decision="perhaps")
    breach = on(store, breach, "authority", rules.decide, decision="not-due", rationale="لم يطلع أحد")
    authority = duty(breach, "authority")
    assert (authority.state, authority.decided_by, authority.decided_at) == ("not-due", "سارة", NOW)
    with pytest.raises(NotAllowed, match=r"filing\.not-due"):
        filed(store, breach)
    breach = on(store, breach, "authority", rules.decide, decision="due")
    breach = filed(store, breach)
    with pytest.raises(NotAllowed, match=r"decision\.filed"):
        on(store, breach, "authority", rules.decide, decision="not-due", rationale="ندم")


def test_closing_wants_every_duty_decided_and_filed(opened: Open) -> None:
    store = opened()
    breach = add(store)
    with pytest.raises(NotAllowed, match=r"breach\.undecided"):
        act(store, breach, rules.close)
    breach = filed(store, breach)
    assert breach.state == "assessing"
    breach = on(store, breach, "subjects", rules.decide, decision="due")
    assert breach.state == "awaiting"
    with pytest.raises(NotAllowed, match=r"breach\.unfiled"):
        act(store, breach, rules.close)
    breach = filed(store, breach, "subjects", channel="sms")
    assert (breach.state, breach.next_due) == ("notified", None)
    breach = act(store, breach, rules.close)
    assert (breach.state, breach.closed_at) == ("closed", NOW)
    for do in (rules.close, response.assess):
        with pytest.raises(NotAllowed, match=r"breach\.closed"):
            act(store, breach, do)
    with pytest.raises(NotAllowed, match=r"breach\.closed"):
        act(store, breach, response.add_step, text="متأخرة")
    with pytest.raises(NotAllowed, match=r"breach\.closed"):
        act(store, breach, lambda _, one: records.change(one, {"title": "غيره"}))
    with pytest.raises(NotAllowed, match=r"reason\.needed"):
        act(store, breach, rules.reopen, reason=" ")
    breach = act(store, breach, rules.reopen, reason="ظهر متأثرون جدد")
    assert breach.closed_at is None
    assert "reopened" in [entry.kind for entry in breach.timeline]
    with pytest.raises(NotAllowed, match=r"breach\.not-closed"):
        act(store, breach, rules.reopen, reason="x")


def test_nobody_closes_by_typing_a_state(opened: Open) -> None:
    store = opened()
    breach = add(store)
    with pytest.raises(NotAllowed, match=r"breach\.close-by-act"):
        act(store, breach, lambda _, one: records.change(one, {"state": "closed"}))


def test_the_officer_adds_duties_of_others(opened: Open) -> None:
    store = opened("EG")
    breach = add(store)
    breach = act(
        store, breach, rules.add_obligation, recipient="insurer", due=NOW + HOUR, name="شركة التأمين"
    )
    breach = act(store, breach, rules.add_obligation, recipient="controller")
    assert duty(breach, "insurer").due == NOW + HOUR == breach.next_due
    assert duty(breach, "controller").due == AWARE + 72 * HOUR
    with pytest.raises(Invalid):
        act(store, breach, rules.add_obligation, recipient="neighbour")
    with pytest.raises(NotAllowed, match=r"breach\.undecided"):
        act(store, breach, rules.close)


@pytest.mark.parametrize("incident", ["missent-email", "stolen-device", "exposed-storage", "processor-breach",
                                      "ransomware", "paper-loss"])  # fmt: skip
def test_templates_fill_and_list_the_steps(opened: Open, incident: str) -> None:
    breach = add(opened(), incident=incident)
    assert breach.nature
    assert bool(breach.cause) is (incident not in {"stolen-device", "processor-breach"})
    assert len(breach.steps) == 8
    assert all(incidents.said(step, "en").isascii() for step in breach.steps)


def test_a_checklist_begun_stays(opened: Open) -> None:
    store = opened()
    breach = add(store)
    assert breach.steps[0].key.startswith("general.")
    breach = act(store, breach, lambda _, one: records.change(one, {"incident": "ransomware"}))
    assert breach.steps[0].key.startswith("ransomware.")
    with store.unit("سارة", NOW, "tick") as unit:
        response.tick_step(unit, unit.get(Breach, breach.id).steps[0], owner="منى")
    breach = act(store, breach, lambda _, one: records.change(one, {"incident": "paper-loss"}))
    first = breach.steps[0]
    assert (first.key.split(".")[0], first.done_at, first.owner) == ("ransomware", NOW, "منى")
    assert breach.state == "containing"
    breach = act(store, breach, response.add_step, text="إبلاغ الإدارة")
    assert incidents.said(breach.steps[-1], "en") == "إبلاغ الإدارة"
    with store.unit("سارة", NOW, "tick") as unit:
        response.tick_step(unit, unit.get(Breach, breach.id).steps[0], done=False)
    assert store.get(Breach, breach.id).steps[0].done_at is None


def test_a_step_is_left_out_for_a_reason_and_taken_in_again(opened: Open) -> None:
    store = opened()
    breach = add(store)

    def on_first(run: Callable[..., object], **values: object) -> Step:
        with store.unit("سارة", NOW, "step") as unit:
            run(unit, unit.get(Breach, breach.id).steps[0], **values)
        return store.get(Breach, breach.id).steps[0]

    with pytest.raises(Invalid):
        on_first(response.leave_step, reason="  ")
    assert on_first(response.leave_step, reason=" لا أجهزة ").left_out == "لا أجهزة"
    changed = act(store, breach, lambda _, one: records.change(one, {"incident": "ransomware"}))
    assert changed.steps[0].key.startswith("general.")  # a checklist begun stays
    step = on_first(response.tick_step)
    assert (step.left_out, step.done_at) == ("", NOW)
    with pytest.raises(NotAllowed, match=r"breach\.step-done"):
        on_first(response.leave_step, reason="لا أجهزة")
    on_first(response.tick_step, done=False)
    assert on_first(response.leave_step, reason="لا أجهزة").left_out


def test_severity_is_kept_with_its_inputs(opened: Open) -> None:
    store = opened()
    breach = add(store, people_count=1240, encryption="none")
    breach = act(store, breach, response.assess, category="sensitive", adjust=0, ei=0.75, confidentiality=0.25,
                 intent=0.5)  # fmt: skip
    assert (breach.severity_score, breach.severity) == (3.75, "high")
    assert breach.severity_inputs["category"] == "sensitive"
    assert [entry.facts for entry in breach.timeline if entry.kind == "assessed"] == [
        {"score": 3.75, "band": "high"}
    ]


def test_the_account_is_only_added_to(opened: Open) -> None:
    store = opened()
    breach = act(store, add(store), response.add_entry, text="اتصل الناقل", happened_at=AWARE + HOUR)
    entry = breach.timeline[-1]
    assert (entry.text, entry.actor, entry.kind) == ("اتصل الناقل", "سارة", "note")
    with pytest.raises(NotAllowed, match=r"frozen\.timeline"), store.unit("سارة", NOW, "edit") as unit:
        unit.get(Breach, breach.id).timeline[-1].text = "غيره"
    with pytest.raises(Invalid):
        act(store, breach, response.add_entry, text="غدًا", happened_at=NOW + HOUR)
    with pytest.raises(Invalid):
        act(store, breach, response.add_entry, text=" ".strip())


def test_acts_work_on_a_breach_made_in_the_same_unit(opened: Open) -> None:
    store = opened()
    with store.unit("سارة", NOW, "add") as unit:
        breach = records.create(unit, Breach, {"title": "تسرب", "aware_at": AWARE})
        _file(unit, breach)
        key = breach.id
    assert store.get(Breach, key).obligations[0].state == "filed"


def _file(unit: Unit, breach: Breach) -> None:
    rules.record_filing(unit, breach.obligations[0], filed_at=NOW, channel="email")


def test_a_step_has_its_owner(opened: Open) -> None:
    store = opened()
    breach = add(store)
    with store.unit("سارة", NOW, "assign-step") as unit:
        response.assign_step(unit, unit.get(Breach, breach.id).steps[0], owner="منى")
    assert store.get(Breach, breach.id).steps[0].owner == "منى"


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"detected_at": AWARE + HOUR}, {"detected_at": "after-aware"}),
        ({"occurred_from": AWARE - HOUR, "occurred_to": NOW + HOUR}, {"occurred_to": "after-now"}),
        ({"occurred_to": AWARE, "ongoing": True}, {"occurred_to": "ongoing"}),
        ({"processor_aware_at": AWARE, "processor_told_us_at": AWARE - HOUR}, {"processor_told_us_at": "before-start"}),
        ({"zone": "Mars/Olympus"}, {"zone": "not-choice"}),
        ({"laws": ["SA", "ZZ"]}, {"laws": "not-choice"}),
    ],
)  # fmt: skip
def test_moments_that_cannot_be_are_refused(
    opened: Open, values: dict[str, Any], problem: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        add(opened(), **values)
    assert refused.value.problems == problem


def test_the_zone_is_the_leading_laws_unless_told(opened: Open) -> None:
    store = opened("MA", "SA")
    assert add(store).zone == "Africa/Casablanca"
    assert add(store, zone="Asia/Dubai").zone == "Asia/Dubai"


def test_a_breach_waits_for_notices_once_all_is_decided(opened: Open) -> None:
    store = opened()
    breach = on(store, add(store), "authority", rules.decide, decision="due")
    assert breach.state == "assessing"
    breach = on(store, breach, "subjects", rules.decide, decision="due")
    assert breach.state == "awaiting"


def test_a_notice_is_drafted_from_the_record_in_each_language(opened: Open) -> None:
    store = opened("SA", "QA")
    breach = add(store, description="وصل الكشف إلى عنوان خاطئ.", laws=["SA"])
    packs = shipped_packs()
    for lang in ("en", "ar"):
        breach = on(store, breach, "subjects", response.write_notice, packs=packs, lang=lang)
    with pytest.raises(Invalid):
        on(store, breach, "subjects", response.write_notice, packs=packs, lang="fr")
    texts = response.drafts(duty(breach, "subjects"))
    assert "ما الذي حدث" in texts["ar"]
    assert "What happened" in texts["en"]
    breach = filed(store, breach, "subjects", channel="email")
    content = duty(breach, "subjects").filings[0].content
    assert content.index(texts["ar"]) < content.index(texts["en"])
    breach = on(store, breach, "authority", response.write_notice, packs=packs, lang="en")
    assert "(Riyadh time)" in response.drafts(duty(breach, "authority"))["en"]


def test_what_proves_a_filing_stays_with_it(opened: Open, tmp_path: Path) -> None:
    store = opened()
    breach = filed(store, add(store))
    (tmp_path / "receipt.txt").write_text("استلمت المنصة الإشعار", encoding="utf-8")
    (tmp_path / "log.txt").write_text("سجل", encoding="utf-8")
    with store.unit("سارة", NOW, "attach") as unit:
        filing = unit.get(Filing, duty(breach, "authority").filings[0].id)
        files.attach(unit, filing, tmp_path / "receipt.txt")
        files.attach(unit, unit.get(Breach, breach.id), tmp_path / "log.txt")
    own, proof = proofs(store, breach)
    assert (own.file.name, own.filing) == ("log.txt", None)
    assert (proof.file.name, proof.filing and proof.filing.phase) == ("receipt.txt", "initial")
    with pytest.raises(NotAllowed, match=r"file\.proves"), store.unit("سارة", NOW, "detach") as unit:
        files.detach(unit, unit.get(Attachment, proof.file.id))
    _folder(store, breach, tmp_path / "handed")


def _folder(store: Store, breach: Breach, folder: Path) -> None:
    count = write_folder(store, breach.id, folder, NOW, shipped_packs(), "ar")
    written = sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file())
    assert count == len(written)
    assert written == ["SHA256SUMS.txt", "dossier.pdf", "evidence/01-log.txt", "evidence/02-receipt.txt",
                       "notices.pdf", "record.json"]  # fmt: skip
    for line in (folder / "SHA256SUMS.txt").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    with pytest.raises(Blocked, match=r"file\.taken"):
        write_folder(store, breach.id, folder, NOW, shipped_packs(), "ar")


def test_a_year_counts_what_was_missed_too(opened: Open) -> None:
    store = opened()
    filed(store, add(store, cause="unknown"))
    filed(store, add(store, aware_at=NOW - 90 * HOUR), filed_at=NOW, late_reason="عطل")
    add(store, aware_at=NOW - 80 * HOUR, near_miss=True)
    on(
        store,
        add(store, aware_at=NOW - 80 * HOUR),
        "authority",
        rules.decide,
        decision="not-due",
        rationale="لا أثر",
    )
    add(store)
    found = tally(store.all(Breach), NOW)
    assert (found.breaches, found.near_misses, found.open, found.told, found.untold) == (5, 1, 5, 2, 1)
    assert (found.met, found.ended, found.share) == (1, 3, 33)
    assert found.by["cause"] == {"": 4, "unknown": 1}


def test_a_closed_account_is_not_added_to(opened: Open) -> None:
    store = opened()
    breach = add(store)
    for recipient in ("authority", "subjects"):
        breach = on(store, breach, recipient, rules.decide, decision="not-due", rationale="لا أثر")
    breach = act(store, breach, rules.close)
    with pytest.raises(NotAllowed, match=r"breach\.closed"):
        act(store, breach, response.add_entry, text="رد الجهة")


def test_a_duty_keeps_the_terms_it_began_with_when_the_law_changes(opened: Open) -> None:
    store = opened()
    old = add(store)
    (store.folder / "law").mkdir()
    (store.folder / "law" / "sa.toml").write_text(
        'changes = "SA"\n[[fact]]\npath = "breaches.authority.clock"\nreason = "Sector circular"\namount = 48\n',
        encoding="utf-8",
    )
    new = add(store)
    old = act(store, old, lambda _, one: records.change(one, {"aware_at": AWARE - HOUR}))
    assert duty(old, "authority").due == AWARE + 71 * HOUR
    assert duty(new, "authority").due == AWARE + 48 * HOUR
    packs = load_packs(store.folder)
    said = [explained(one, duty(one, "authority"), packs, Words("en")) for one in (old, new)]
    assert ["72 hours" in said[0], "48 hours" in said[1], "Sector circular" in said[1]] == [True, True, True]
    corrected = [entry for entry in old.timeline if entry.kind == "aware"]
    assert [entry.happened_at for entry in corrected] == [AWARE - HOUR, AWARE]
    titles = [account.title(old, entry, Words("en")) for entry in corrected]
    assert titles[0] == "Awareness: 72 hours begin"
    assert titles[1].endswith("(corrected later)")
