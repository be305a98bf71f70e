"""What every law gives a request, worked out by a person from the texts: dates, more time, grounds, silence, telling.

A day is the last on which the answer is in time; a word says how soon where the law gives no number.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data.errors import Invalid, NotAllowed
from data.policy import Policy
from data.store import Store
from desktop.exchange.policies import import_policy
from desktop.followup import duties
from desktop.law.loading import shipped_packs
from desktop.law.pack import RIGHTS
from desktop.policy import add_policy
from desktop.request import refusal_grounds
from tests.desktop.requests import add, at, day, do

DAFTRA = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "daftra-saudi.txt"


@dataclass(frozen=True)
class Law:
    """A law's answers: `due` by right, `longer` by ground, and the ids of its other grounds and duties."""

    received: str
    due: dict[str, str]
    longer: dict[str, str]
    pauses: str = ""
    refusals: str = "other"
    silence: str = ""
    told: str = ""


LAWS = {
    # IR 3: thirty days from receipt for every right of art. 4, as much again for effort or many requests; IR 12, 28
    "SA": Law(
        "2026-03-01T10:00+03:00",
        {
            "2026-03-31": "informed access copy rectification erasure restriction",
            "prompt": "withdraw-consent",
            "immediate": "marketing-objection",
            "unknown": "objection portability automated complaint",  # not of this law; a complaint goes to SDAIA
        },
        {"extra-effort": "2026-04-30", "multiple-requests": "2026-04-30"},
        refusals="repetitive extraordinary-effort legal-limits",
        told="rectification erasure withdraw-consent",
    ),
    # art. 7 leaves the time to a decision; the guideline says thirty days; no extension was seen
    "QA": Law(
        "2026-03-01T10:00+03:00",
        {
            "2026-03-31": "informed access copy rectification erasure objection marketing-objection",
            "unknown": "restriction portability automated withdraw-consent complaint",
        },
        {},
        refusals="exemptions",
    ),
    # art. 8: ten jours francs: received Monday 2, counted 3 to 12, last act Friday 13; art. 7 names no number
    "MA": Law(
        "2026-03-02T10:00+01:00",
        {
            "2026-03-13": "rectification",
            "prompt": "access",
            "unknown": "informed copy erasure restriction objection portability withdraw-consent automated"
            " marketing-objection complaint",
        },
        {},
        silence="commission",
    ),
    # the executive regulations that art. 28 leaves the times to were not issued
    "AE": Law(
        "2026-03-02T10:00+04:00",
        {
            "pending": "informed access rectification erasure restriction objection portability automated"
            " marketing-objection",
            "unknown": "copy withdraw-consent complaint",
        },
        {},
        refusals="unrelated judicial security third-party",
    ),
    "AE-DIFC": Law(
        "2026-03-02T10:00+04:00",
        {
            "2026-04-02": "informed access rectification erasure restriction objection portability automated"
            " marketing-objection",
            "unknown": "copy withdraw-consent complaint",
        },
        {"complexity": "2026-06-02", "multiple-requests": "2026-06-02"},
        refusals="unfounded excessive",
    ),
    # s. 10(3) two months, s. 10(4) one more
    "AE-ADGM": Law(
        "2026-03-02T10:00+04:00",
        {
            "2026-05-02": "informed access rectification erasure restriction objection portability automated"
            " marketing-objection",
            "unknown": "copy withdraw-consent complaint",
        },
        {"complexity": "2026-06-02", "multiple-requests": "2026-06-02"},
    ),
    # art. 23 ten and art. 18 fifteen working days; Friday and Saturday are free
    "BH": Law(
        "2026-03-01T10:00+03:00",
        {
            "2026-03-15": "rectification erasure restriction objection marketing-objection",
            "2026-03-22": "access",
            "unknown": "informed copy portability automated withdraw-consent complaint",
        },
        {},
        told="rectification erasure restriction",
    ),
    # forty-five days, no extension seen; refusal grounds of reg. 17 to 19
    "OM": Law(
        "2026-03-01T10:00+04:00",
        {
            "2026-04-15": "informed access copy rectification erasure restriction portability",
            "unknown": "objection automated marketing-objection withdraw-consent complaint",
        },
        {},
        refusals="listed-grounds erasure-cases third-party-data",
    ),
    # no number of days was found
    "KW": Law(
        "2026-03-02T10:00+03:00",
        {"unknown": " ".join(RIGHTS)},
        {},
    ),
    # art. 32: six working days; silence on a third party's request is a refusal (art. 10)
    "EG": Law(
        "2026-03-01T10:00+02:00",
        {
            "2026-03-09": "informed access copy rectification erasure restriction objection marketing-objection",
            "unknown": "portability automated withdraw-consent complaint",
        },
        {},
        silence="third-party",
    ),
    # fifteen working days from the day after receipt; an extension whose length is not known
    "JO": Law(
        "2026-03-01T10:00+03:00",
        {
            "2026-03-22": "informed access copy rectification erasure restriction objection portability",
            "unknown": "automated marketing-objection withdraw-consent complaint",
        },
        {"justified": "length-unknown"},
    ),
    "TN": Law(
        "2026-03-02T10:00+01:00",
        {
            "2026-04-02": "access copy rectification erasure objection marketing-objection",
            "unknown": "informed restriction portability automated withdraw-consent complaint",
        },
        {},
        refusals="limits intervals",
    ),
    # art. 35: ten days for rectification, which erases and locks, too; access has no number
    "DZ": Law(
        "2026-03-02T10:00+01:00",
        {
            "2026-03-12": "rectification erasure restriction",
            "unknown": "informed access copy objection portability withdraw-consent automated marketing-objection"
            " complaint",
        },
        {},
        told="rectification erasure restriction",
    ),
    "LB": Law(
        "2026-03-02T10:00+02:00",
        {
            "2026-03-12": "rectification",
            "unknown": " ".join(r for r in RIGHTS if r != "rectification"),
        },
        {},
    ),
    # art. 12(3): a month, two more; art. 12(5) refusal; art. 19 recipients
    "EU": Law(
        "2026-03-02T10:00+01:00",
        {
            "2026-04-02": "informed access copy rectification erasure restriction objection portability automated"
            " marketing-objection",
            "unknown": "withdraw-consent complaint",
        },
        {"complexity": "2026-06-02", "multiple-requests": "2026-06-02"},
        pauses="identity-doubt clarification",
        refusals="unfounded excessive",
        told="rectification erasure restriction",
    ),
}


def test_every_law_stands_in_the_table() -> None:
    assert set(LAWS) == set(shipped_packs())


@pytest.mark.parametrize("law", LAWS)
def test_each_right_has_its_clock(store: Store, law: str) -> None:
    given = LAWS[law]
    found: dict[str, list[str]] = {}
    for right in RIGHTS:
        request = add(store, law=law, rights=[right], received_at=datetime.fromisoformat(given.received))
        said = day(request.due, request) or (request.terms.get("clock") or {}).get("speed") or "unknown"
        found.setdefault(said, []).append(right)
        assert request.next_due == request.due
    assert {said: set(rights) for said, rights in found.items()} == {
        said: set(rights.split()) for said, rights in given.due.items()
    }


@pytest.mark.parametrize("law", LAWS)
def test_each_law_has_its_grounds_and_duties(store: Store, law: str) -> None:
    given, pack = LAWS[law], shipped_packs()[law]
    assert list(pack.extension_grounds) == list(given.longer)
    assert list(pack.pause_grounds) == given.pauses.split()
    assert list(refusal_grounds(pack)) == given.refusals.split()
    assert list(pack.request.silence) == given.silence.split()
    request = add(store, law=law, rights=list(RIGHTS), received_at=datetime.fromisoformat(given.received))
    assert {right for right, rule in duties(request, pack).items() if rule} == set(given.told.split())


@pytest.mark.parametrize("law", LAWS)
def test_more_time_on_the_grounds_of_each_law(store: Store, law: str) -> None:
    given = LAWS[law]
    received = datetime.fromisoformat(given.received)
    asked = {"reason": "جهد كبير", "notified_at": (received + timedelta(days=5)).isoformat()}
    dated = next((rights.split()[0] for said, rights in given.due.items() if said[0] == "2"), "access")
    for ground, until in given.longer.items():
        request = add(store, law=law, rights=[dated], received_at=received)
        if until == "length-unknown":
            with pytest.raises(NotAllowed, match=until):
                do(store, "extend", request, ground=ground, **asked)
            continue
        late = (request.due or received) + timedelta(seconds=1)
        with pytest.raises(NotAllowed, match="told-late"):
            do(
                store, "extend", request, ground=ground, reason="س", notified_at=late.isoformat(),
                now=(late + timedelta(days=1)).isoformat(),
            )  # fmt: skip
        done = do(store, "extend", request, ground=ground, **asked)
        assert day(done.extended_due, done) == until
        assert done.next_due == done.extended_due == done.extensions[0].due
        assert done.due == request.due
    request = add(store, law=law, rights=[dated], received_at=received)
    with pytest.raises((NotAllowed, Invalid), match=r"invalid|no-extension"):
        do(store, "extend", request, ground="because", **asked)
    with pytest.raises((NotAllowed, Invalid), match=r"invalid|no-pause"):
        do(store, "pause", request, ground="because")


@pytest.mark.skipif(not DAFTRA.exists(), reason="the policy is not at hand")
def test_what_a_saudi_policy_promises(store: Store) -> None:
    """Eight rights, thirty days, as much again, marketing that stops: a policy's words beside the law's."""
    with at(store, "2026-02-01T10:00+03:00") as unit:
        policy = Policy(title_ar="سياسة الخصوصية", laws=["SA"])
        add_policy(unit, import_policy(DAFTRA), policy, draft=False, source_name=DAFTRA.name)
    received = datetime.fromisoformat("2026-03-01T10:00+03:00")
    for right in ("informed", "access", "copy", "rectification", "erasure"):
        request = add(store, rights=[right], received_at=received)
        assert day(request.due, request) == day(request.promised_due, request) == "2026-03-31"
        assert request.promise_source.endswith("/ 6")
        longer = do(
            store, "extend", request, ground="extra-effort", reason="س", notified_at="2026-03-19T10:00+03:00"
        )
        assert day(longer.promised_due, longer) == day(longer.next_due, longer) == "2026-04-30"
    stopped = add(store, rights=["marketing-objection"], received_at=received)
    assert (stopped.due, stopped.promised_due, stopped.next_due) == (None, None, None)
    assert stopped.promise_source
    withdrawn = add(store, rights=["withdraw-consent"], received_at=received)
    assert (withdrawn.due, withdrawn.promised_due, withdrawn.promise_source) == (None, None, "")
