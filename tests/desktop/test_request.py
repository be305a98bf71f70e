"""Requests against the law and the policy: worked examples, refused moves, and what an erasure leaves."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from data.errors import Invalid, NotAllowed
from data.history import history
from data.listing import Query
from data.organisation import Attachment, Holiday, Task
from data.policy import Clause, Policy, Promise, Version
from data.processing import Activity
from data.request import Request
from data.sharing import Flow, Party
from data.store import Store
from data.undo import undo
from data.verify import verify
from desktop import records
from desktop import request_clocks as clocks
from desktop.due import due
from tests.data.raw import holds
from tests.desktop.requests import NOON, add, at, day, do

NOW = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
# law, right, received (local), answer due (local day) or how soon in words; read by a person against the law's text
# received (local) and the last day on which the answer is in time, at the edges that a person must look at twice
EDGES = [
    ("SA", "access", "2026-03-01T23:59+03:00", "2026-03-31"),
    ("SA", "access", "2026-03-02T00:01+03:00", "2026-04-01"),
    ("SA", "copy", "2026-02-01T08:00+03:00", "2026-03-03"),
    ("SA", "erasure", "2026-01-31T08:00+03:00", "2026-03-02"),
    (
        "MA",
        "rectification",
        "2026-03-03T10:00+01:00",
        "2026-03-16",
    ),  # the last day, a Saturday, rolls to Monday
    ("EU", "access", "2026-01-31T10:00+01:00", "2026-03-02"),  # 28 February is a Saturday: rolls to Monday
]


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.mark.parametrize(("law", "right", "received", "due"), EDGES)
def test_the_law_gives(store: Store, law: str, right: str, received: str, due: str) -> None:
    request = add(store, law=law, rights=[right], received_at=datetime.fromisoformat(received))
    assert day(request.due, request) == due


def test_of_several_rights_the_earliest_leads(store: Store) -> None:
    request = add(store, law="BH", rights=["access", "rectification"])
    assert day(request.due, request) == "2026-03-15"
    assert request.terms["right"] == "rectification"
    assert sorted(request.clocks["rights"]) == ["access", "rectification"]


def test_a_right_with_a_date_leads_one_without(store: Store) -> None:
    request = add(store, rights=["withdraw-consent", "access"])
    assert request.terms["right"] == "access"


def test_holidays_of_the_organisation_count(store: Store) -> None:
    with at(store, "2026-02-01T10:00+03:00") as unit:
        records.create(
            unit,
            Holiday,
            {"name_ar": "العيد", "first_day": date(2026, 3, 3), "last_day": date(2026, 3, 4), "law": "EG"},
        )
    request = add(store, law="EG", received_at=datetime.fromisoformat("2026-03-01T10:00+02:00"))
    assert day(request.due, request) == "2026-03-11"


def test_a_holiday_made_known_late_moves_what_is_still_owed(store: Store) -> None:
    """The list was short: what runs is counted anew, whoever changes the list; what was answered keeps its date."""
    received = datetime.fromisoformat("2026-03-01T10:00+02:00")
    running, done = (add(store, law="EG", received_at=received) for _ in range(2))
    answered(store, done, on="2026-03-08T10:00+02:00")

    def dates() -> list[str]:
        kept = [store.get(Request, one.id) for one in (running, done)]
        assert kept[0].next_due == kept[0].due
        return [day(one.due, one) for one in kept]

    before, after = ["2026-03-09", "2026-03-09"], ["2026-03-11", "2026-03-09"]
    assert dates() == before
    eid = {"name_ar": "العيد", "first_day": date(2026, 3, 3), "last_day": date(2026, 3, 4), "law": "EG"}
    with at(store, NOON) as unit:
        kept = records.create(unit, Holiday, eid)
    assert dates() == after
    with pytest.raises(Invalid) as refused, at(store, NOON) as unit:
        records.create(unit, Holiday, eid)
    assert refused.value.problems == {"first_day": "in-list"}
    with at(store, NOON) as unit:
        records.change(unit.get(Holiday, kept.id), {"law": "SA"})
    assert dates() == before
    undo(store, unit.seqs, "أ", NOW)
    assert dates() == after
    with at(store, NOON) as unit:
        unit.bin(unit.get(Holiday, kept.id))
    assert dates() == before
    with at(store, NOON) as unit:
        unit.restore(unit.get(Holiday, kept.id))
    assert dates() == after


def promise(
    store: Store, *said: tuple[str, int, str], state: str = "published", since: date | None = None
) -> Policy:
    with at(store, "2026-02-01T10:00+03:00") as unit:
        policy = Policy(title_ar="الخصوصية", laws=["SA"], state=state)
        version = Version(number="1.0", state=state, effective_from=since)
        clause = Clause(number="13", text_ar="نرد على الطلبات.")
        clause.promises = [Promise(kind=kind, amount=n, unit=span) for kind, n, span in said]
        version.clauses.append(clause)
        policy.versions.append(version)
        return unit.add(policy)


def test_a_promise_that_is_earlier_leads_and_names_its_source(store: Store) -> None:
    policy = promise(store, ("answer-request", 10, "days"))
    request = add(store)
    assert day(request.due, request) == "2026-03-31"
    assert day(request.promised_due, request) == day(request.next_due, request) == "2026-03-11"
    assert request.promise_source == f"{policy.code} 1.0 / 13"
    assert clocks.days_late(request, NOW) == 9


def test_the_equal_extension_that_a_policy_promises_moves_its_own_date(store: Store) -> None:
    promise(store, ("answer-request", 30, "days"), ("extend-answer", 30, "days"))
    request = add(store)
    assert request.promised_due == request.due
    done = do(
        store, "extend", request, ground="extra-effort", reason="جهد", notified_at="2026-03-19T10:00+03:00"
    )
    assert day(done.promised_due, done) == day(done.next_due, done) == "2026-04-30"


def test_a_promise_that_a_policy_does_not_extend_goes_on_leading(store: Store) -> None:
    promise(store, ("answer-request", 25, "days"))
    done = do(
        store, "extend", add(store), ground="extra-effort", reason="جهد", notified_at="2026-03-19T10:00+03:00"
    )
    assert day(done.extended_due, done) == "2026-04-30"
    assert day(done.promised_due, done) == day(done.next_due, done) == "2026-03-26"


@pytest.mark.parametrize(
    ("kind", "amount", "right", "due"),
    [
        ("stop-marketing", 2, "marketing-objection", "2026-03-03"),
        ("stop-marketing", 0, "marketing-objection", ""),
        ("delete-on-request", 7, "erasure", "2026-03-08"),
    ],
)
def test_a_promise_speaks_for_its_right(store: Store, kind: str, amount: int, right: str, due: str) -> None:
    policy = promise(store, (kind, amount, "days"))
    request = add(store, rights=[right])
    assert day(request.promised_due, request) == due
    assert request.promise_source == f"{policy.code} 1.0 / 13"
    assert add(store).promise_source == ""


def test_the_version_that_was_in_force_on_receipt_promises(store: Store) -> None:
    policy = promise(store, ("answer-request", 10, "days"), state="superseded", since=date(2026, 1, 1))
    with at(store, "2026-03-10T10:00+03:00") as unit:
        later = Version(number="2.0", position=1, state="published", effective_from=date(2026, 3, 5))
        later.clauses.append(
            Clause(number="9", promises=[Promise(kind="answer-request", amount=5, unit="days")])
        )
        unit.get(Policy, policy.id).versions.append(later)
    assert add(store).promise_source.endswith("1.0 / 13")
    after = add(store, received_at=datetime.fromisoformat("2026-03-05T00:30+03:00"))
    assert after.promise_source.endswith("2.0 / 9")


def test_law_and_receipt_stand_once_they_were_used(store: Store) -> None:
    request = do(store, "extend", add(store), **EXTENSION)
    with pytest.raises(NotAllowed, match="law-used"), at(store, "2026-03-20T12:00+03:00") as unit:
        records.change(unit.get(Request, request.id), {"law": "EU"})
    late = datetime.fromisoformat("2026-03-19T18:00+03:00")
    with pytest.raises(Invalid) as refused, at(store, "2026-03-20T12:00+03:00") as unit:
        records.change(unit.get(Request, request.id), {"received_at": late})
    assert refused.value.problems == {"received_at": "after-acts"}
    with at(store, "2026-03-20T12:00+03:00") as unit:
        earlier = datetime.fromisoformat("2026-02-27T18:00+03:00")
        moved = records.change(unit.get(Request, request.id), {"received_at": earlier})
    assert day(moved.extended_due, moved) == "2026-04-28"


@pytest.mark.parametrize("state", ["draft", "superseded"])
def test_only_published_clauses_promise(store: Store, state: str) -> None:
    promise(store, ("answer-request", 10, "days"), state=state)
    assert add(store).promised_due is None


def test_what_is_stopped_has_no_count_of_days(store: Store) -> None:
    promise(store, ("answer-request", 30, "days"))
    request = add(store, rights=["withdraw-consent"])
    assert (request.due, request.promised_due, request.next_due) == (None, None, None)
    assert clocks.standing(request, NOW) == "unknown"


def test_a_withdrawal_of_which_nothing_is_known_is_followed_up_all_the_same(store: Store) -> None:
    request = add(store, law="QA", rights=["withdraw-consent"])
    assert (request.due, request.next_due, request.queue_at) == (None, None, request.received_at)
    assert (clocks.standing(request, NOW), request.terms.get("clock")) == ("unverified", None)
    both = add(store, law="QA", rights=["withdraw-consent", "access"])
    assert (day(both.due, both), both.queue_at) == ("2026-03-31", both.received_at)
    assert {one.id: one.state for one in due(store, NOW, ZoneInfo("Asia/Qatar"))}[request.id] == "unverified"
    done = answered(store, request, on="2026-03-20T09:30+03:00")
    assert (clocks.standing(done, NOW), clocks.days_late(done, NOW)) == ("done", 0)


def test_a_later_policy_moves_no_old_date(store: Store) -> None:
    request = add(store)
    promise(store, ("answer-request", 5, "days"))
    do(store, "assign", request, owner="سارة")
    with at(store, "2026-03-20T12:00+03:00") as unit:
        kept = records.change(unit.get(Request, request.id), {"owner": "نورة"})
    assert kept.promised_due is None


def test_receipt_may_lie_before_today_but_not_after(store: Store) -> None:
    with pytest.raises(Invalid) as refused:
        add(store, received_at=NOW + timedelta(hours=1))
    assert refused.value.problems == {"received_at": "after-now"}


def answered(store: Store, request: Request, *, on: str = "2026-03-20T11:00+03:00") -> Request:
    do(store, "verify-identity", request, method="account", result="confirmed")
    return do(store, "answer", request, answered_at=on, outcome="fulfilled")


def test_the_whole_way(store: Store) -> None:
    request = add(store)
    assert do(store, "verify-identity", request, method="account", result="pending").stage == "identity"
    assert do(store, "verify-identity", request, method="account", result="confirmed").stage == "search"
    do(store, "search", request, place="نظام العملاء", result="pending")
    with pytest.raises(NotAllowed, match="search-open"):
        do(store, "search-done", request)
    do(store, "search", request, place="نظام العملاء", result="found", found="سجل الطلبات")
    assert do(store, "search-done", request).stage == "review"
    reviewed = do(store, "review", request)
    assert (reviewed.stage, reviewed.places[0].redacted) == ("answer", True)
    done = do(store, "answer", request, answered_at="2026-03-20T11:00+03:00", outcome="partly")
    assert (done.stage, done.next_due, done.outcome) == ("follow-up", None, "partly")
    assert do(store, "close", request).stage == "closed"
    assert do(store, "reopen", request, reason="اعتراض").stage == "search"


def test_places_are_activities_flows_and_parties(store: Store) -> None:
    courier, _ = shared(store)
    with at(store, "2026-02-01T10:00+03:00") as unit:
        activity = unit.add(Activity(name_ar="خدمة العملاء"))
        unit.add(Activity(name_ar="منتهٍ", ended_on=date(2020, 1, 1)))
        flow = unit.all(Flow)[0]
    request = add(store)
    for _ in range(2):
        request = do(store, "propose-places", request)
    assert [place.name for place in request.places] == ["خدمة العملاء", "ناقل", "بوابة دفع"]
    assert (request.places[0].activity, request.places[1].party) == (activity.id, courier.id)
    do(store, "verify-identity", request, method="account", result="confirmed")
    found = do(store, "search", request, place="ناقل", result="found", found="عنوان", flow=flow.code)
    assert (found.places[1].party, found.places[1].flow, found.places[1].found) == (
        courier.id, flow.id, "عنوان",
    )  # fmt: skip


def test_what_concerns_others_does_not_go_out(store: Store) -> None:
    for rights, refused in ((["access"], True), (["erasure"], False)):
        request = add(store, rights=rights)
        do(store, "verify-identity", request, method="account", result="confirmed")
        do(store, "search", request, place="النظام", result="found")
        if refused:
            with pytest.raises(NotAllowed, match="not-redacted"):
                do(store, "answer", request, **ANSWER)
            do(store, "search-done", request)
            do(store, "review", request, redacted="yes")
        assert do(store, "answer", request, **ANSWER).stage == "follow-up"


EXTENSION = {"ground": "extra-effort", "reason": "س", "notified_at": "2026-03-19T10:00+03:00"}
ANSWER = {"answered_at": "2026-03-20T11:00+03:00", "outcome": "fulfilled"}
ILLEGAL: list[tuple[str, dict[str, str], str]] = [
    ("answer", ANSWER, "not-identified"),
    ("close", {}, "unanswered"),
    ("resume", {}, "not-paused"),
    ("pause", {"ground": "clarification"}, "no-pause"),
    ("search-done", {}, "not-in-stage"),
    ("review", {}, "not-in-stage"),
    ("search", {"place": "س", "result": "found"}, "not-identified"),
    ("tell", {"party": "", "proof": "س"}, "invalid"),
    ("reopen", {"reason": "س"}, "not-ended"),
    ("erase", {"reason": "س"}, "not-closed"),
    ("extend", EXTENSION | {"ground": "because"}, "invalid"),
    ("extend", EXTENSION | {"notified_at": "2026-03-21T10:00+03:00"}, "invalid"),
    ("extend", EXTENSION | {"notified_at": "2026-02-21T10:00+03:00"}, "invalid"),
    ("extend", EXTENSION | {"until": "2026-05-15"}, "too-long"),
    ("refuse", {"ground": "because", "reason": "س"}, "invalid"),
    ("refuse", {"ground": "repetitive", "reason": ""}, "invalid"),
    ("verify-identity", {"method": "stars", "result": "confirmed"}, "invalid"),
]


@pytest.mark.parametrize(("name", "written", "rule"), ILLEGAL)
def test_illegal_moves_are_refused(store: Store, name: str, written: dict[str, str], rule: str) -> None:
    request = add(store)
    with pytest.raises((NotAllowed, Invalid), match=rule):
        do(store, name, request, **written)
    assert store.get(Request, request.id).stage == "receipt"


@pytest.mark.parametrize("name", ["answer", "extend", "refuse", "withdraw", "pause", "verify-identity"])
def test_nothing_is_done_twice(store: Store, name: str) -> None:
    request = answered(store, add(store))
    asked = {
        "answer": ANSWER,
        "extend": EXTENSION,
        "refuse": {"ground": "repetitive", "reason": "س"},
        "pause": {"ground": "س"},
        "verify-identity": {"method": "account", "result": "failed"},
    }
    with pytest.raises(NotAllowed, match=r"request\.answered"):
        do(store, name, request, **asked.get(name, {}))


def test_telling_after_the_first_deadline_extends_nothing(store: Store) -> None:
    request = add(store, received_at=datetime.fromisoformat("2026-01-01T10:00+03:00"))
    with pytest.raises(NotAllowed, match="told-late"):
        do(store, "extend", request, **EXTENSION)


def test_one_extension_is_all(store: Store) -> None:
    request = do(store, "extend", add(store), **EXTENSION)
    with pytest.raises(NotAllowed, match=r"request\.extended"):
        do(store, "extend", request, **EXTENSION)


def test_where_no_length_is_known_the_officer_chooses(store: Store) -> None:
    request = add(store, law="JO")
    asked = EXTENSION | {"ground": "justified"}
    with pytest.raises(NotAllowed, match="length-unknown"):
        do(store, "extend", request, **asked)
    done = do(store, "extend", request, **asked, until="2026-04-01")
    assert day(done.next_due, done) == "2026-04-01"


def test_a_law_without_a_list_takes_any_reasoned_refusal(store: Store) -> None:
    request = do(store, "refuse", add(store, law="MA"), ground="other", reason="طلب متكرر")
    assert (request.stage, request.outcome) == ("refused", "refused")
    assert do(store, "close", request).stage == "closed"


def test_a_pause_adds_the_days_the_clock_stood_still(store: Store) -> None:
    request = add(store, law="EU", received_at=datetime.fromisoformat("2026-03-02T10:00+01:00"))
    still = do(store, "pause", request, ground="identity-doubt", paused_at="2026-03-10T10:00+01:00")
    assert (still.due, still.next_due) == (None, None)
    assert clocks.standing(still, NOW) == "paused"
    done = do(store, "resume", request, resumed_at="2026-03-17T10:00+01:00")
    assert day(done.due, done) == "2026-04-09"


def test_late_counts_from_the_extended_date(store: Store) -> None:
    request = do(store, "extend", add(store), **EXTENSION)
    assert clocks.days_late(request, datetime(2026, 4, 20, tzinfo=UTC)) == 0
    assert clocks.days_late(request, datetime(2026, 5, 3, tzinfo=UTC)) == 3
    late = answered(store, add(store), on="2026-03-20T11:00+03:00")
    assert clocks.days_late(late, NOW) == 0


def test_an_answer_after_the_date_stays_late(store: Store) -> None:
    request = add(store, received_at=datetime.fromisoformat("2026-02-10T10:00+03:00"))
    done = answered(store, request)
    assert clocks.days_late(done, NOW + timedelta(days=99)) == 8
    assert clocks.standing(done, NOW) == "done-late"
    assert clocks.on_time([done, request], NOW) == (0, 2, 0)


def test_whoever_acts_for_another_shows_authority(store: Store) -> None:
    request = add(store, relationship="guardian", subject_name="طفل")
    with pytest.raises(NotAllowed, match="no-authority"):
        do(store, "verify-identity", request, method="notarised", result="confirmed")
    proven = add(store, relationship="guardian", subject_name="طفل", authority_proof="صك ولاية")
    assert do(store, "verify-identity", proven, method="notarised", result="confirmed").stage == "search"


def test_a_duplicate_names_the_first(store: Store) -> None:
    first, second, third = add(store), add(store), add(store)
    done = do(store, "duplicate", second, of=first.code)
    assert (done.stage, done.duplicate_of, done.next_due) == ("duplicate", first.id, None)
    with pytest.raises(NotAllowed, match="of-duplicate"):
        do(store, "duplicate", third, of=second.code)
    with pytest.raises(NotAllowed, match="own-duplicate"):
        do(store, "duplicate", third, of=third.code)
    assert do(store, "withdraw", third).stage == "withdrawn"


def shared(store: Store) -> tuple[Party, Party]:
    with at(store, "2026-02-01T10:00+03:00") as unit:
        courier = unit.add(Party(name_ar="ناقل", category="shipping"))
        bank = unit.add(Party(name_ar="بوابة دفع", category="payment"))
        for party, until in ((courier, None), (bank, None), (bank, date(2020, 1, 1))):
            unit.add(
                Flow(
                    party=party.id, purpose="خدمة", category=party.category, data=["contact"], until_on=until
                )
            )
    return courier, bank


def test_recipients_are_told_after_an_erasure(store: Store) -> None:
    courier, bank = shared(store)
    request = add(store, rights=["erasure"])
    do(store, "verify-identity", request, method="account", result="confirmed")
    do(store, "search", request, place="بوابة الدفع", result="nothing", party=bank.code)
    done = do(store, "answer", request, answered_at="2026-03-20T11:00+03:00", outcome="fulfilled")
    assert [notice.party for notice in done.notices] == [courier.id]
    with pytest.raises(NotAllowed, match="untold"):
        do(store, "close", request)
    with pytest.raises(NotAllowed, match="not-recipient"):
        do(store, "tell", request, party=bank.code, proof="رسالة")
    do(store, "add-recipient", request, party=bank.code)
    do(store, "tell", request, party=courier.code, proof="بريد 14/3", told_at="2026-03-20T11:30+03:00")
    told = do(store, "tell", request, party=bank.code, proof="خطاب")
    assert all(notice.told_at and notice.proof for notice in told.notices)
    assert do(store, "close", request).stage == "closed"


def test_access_tells_nobody(store: Store) -> None:
    shared(store)
    assert answered(store, add(store)).notices == []


NAME, SAID, FILE = "زرقاءاليمامة", "كلماتالطلبالسرية", "جوازسفرها.pdf"


def test_erasing_leaves_dates_and_outcome_only(store: Store) -> None:
    request = add(store, requester_name=NAME, subject_name=NAME, title=f"طلب {NAME}", words=SAID * 9)
    do(store, "receive-message", request, words=SAID * 30)
    do(store, "write-letter", request, kind="receipt", language="ar")
    sent = do(store, "send-letter", request)
    with at(store, "2026-03-20T12:00+03:00") as unit:
        for subject, key in (
            ("request", request.id),
            ("message", sent.messages[0].id),
            ("request", request.id),
        ):
            file = Attachment(subject=subject, subject_id=key, name=FILE, content=SAID.encode() * 500)
            unit.add(file)
        task = unit.add(Task(title=f"الاتصال بـ {NAME}", subject="request", subject_id=request.id))
    with at(store, "2026-03-20T12:00+03:00", "tidy") as unit:
        unit.delete(unit.get(Attachment, file.id))
        unit.bin(unit.get(Task, task.id))
    do(store, "search", answered_search(store, request), place="النظام", result="found", found=SAID)
    do(store, "answer", request, **ANSWER | {"outcome": "nothing-found"})
    done = before(store, request)
    do(store, "close", request)
    assert all(holds(store.folder, store.key, words) for words in (NAME, SAID, FILE))
    with pytest.raises(NotAllowed, match="kept"):
        do(store, "erase", request)
    gone = do(store, "erase", request, reason="انقضت مدة الحفظ")
    for words in (NAME, SAID, FILE):
        assert not holds(store.folder, store.key, words), words
    assert store.first(Query(Request, find=NAME), 5) == []
    assert verify(store).ok
    assert (gone.code, gone.stage, gone.outcome) == (request.code, "closed", "nothing-found")
    assert None not in {gone.received_at, gone.due, gone.answered_at, gone.closed_at, gone.erased_at}
    assert gone.messages == []
    assert store.all(Attachment) == []
    for seqs in done:
        with pytest.raises(NotAllowed, match=r"undo\.(erased|changed|final)"):
            undo(store, seqs, "أ", NOW)
    assert not holds(store.folder, store.key, NAME)
    with pytest.raises(NotAllowed, match="erased"):
        do(store, "reopen", request, reason="س")
    with pytest.raises(NotAllowed, match="erased"), at(store, "2026-03-20T12:00+03:00") as unit:
        records.change(unit.get(Request, request.id), {"requester_name": NAME})


def before(store: Store, request: Request) -> list[list[int]]:
    """Number the rows of the trail that an undo could be asked to take back."""
    past = history(store, "request", request.id)
    assert any(event.change is not None for event in past)
    return [[event.seq] for event in past]


def answered_search(store: Store, request: Request) -> Request:
    return do(store, "verify-identity", request, method="account", result="confirmed")


def test_after_its_retention_a_record_is_erased_without_a_reason(store: Store) -> None:
    request = add(store, keep_until=date(2026, 3, 19))
    do(store, "withdraw", request)
    assert do(store, "erase", request).erased_at == datetime(2026, 3, 20, 9, tzinfo=UTC)
