from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from data.breach import Breach, Obligation
from data.organisation import Organisation
from desktop.law.loading import shipped_packs
from desktop.notices import Notice, Speaker
from desktop.obligations import duty_terms
from desktop.words import Words
from tests.conftest import NOW

FULL: dict[str, Any] = {
    "description": "أُرسل كشف إلى عنوان خاطئ.",
    "data": ["contact", "financial"],
    "occurred_from": NOW - timedelta(hours=9),
    "people": ["customers"],
    "people_count": 86,
    "people_estimated": True,
    "consequences": "احتمال محاولات احتيال.",
    "measures_taken": "طُلب الحذف وتأكد.",
    "measures_planned": "تدقيق العناوين قبل الإرسال.",
    "advice": "لا تستجب لرسائل تطلب بياناتك.",
}


def notice(law: str, recipient: str, lang: str, due: datetime | None = None, **values: Any) -> Notice:
    pack = shipped_packs()[law]
    duty = Obligation(law=law, recipient=recipient, terms=duty_terms(pack, recipient).to_json(), due=due)
    breach = Breach(title="x", aware_at=NOW - timedelta(hours=4), obligations=[duty], **values)
    ours = Organisation(
        name_ar="متجر نخلة", name_en="Nakhla", officer_name="سارة", officer_email="p@nakhla.sa"
    )
    return Speaker(breach, ours, Words(lang), ZoneInfo("Asia/Riyadh"), NOW).notice(duty, pack)


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("law", sorted(shipped_packs()))
@pytest.mark.parametrize("recipient", ["authority", "subjects"])
def test_every_law_has_its_notices(law: str, recipient: str, lang: str) -> None:
    found = notice(law, recipient, lang, **FULL)
    content = duty_terms(shipped_packs()[law], recipient).content
    keys = [part.key for part in found.parts]
    if recipient == "subjects":
        assert keys == ["description", "data", "consequences", "measures", "recommendations", "contact"]
    elif content:
        assert keys == list(content)
    assert found.text
    assert all(part.heading for part in found.parts)


def test_the_authoritys_follows_the_order_of_its_law_and_names_what_is_missing() -> None:
    bare = notice("SA", "authority", "en")
    assert [part.key for part in bare.parts] == [
        "description",
        "categories",
        "risks",
        "subjects-told",
        "contact",
    ]
    wanted = {"Number of affected data subjects", "Began on", "Measures taken", "Measures planned"}
    assert wanted <= set(bare.missing)  # all that its headings ask for
    full = notice("SA", "authority", "ar", **FULL)
    assert full.missing == ()
    assert "نحو 86" in full.text
    assert "لم يُحسم بعد" in full.text
    risks = next(part for part in full.parts if part.key == "risks")
    assert all(": " in line for line in risks.lines)  # of several texts, each after its label
    told = notice("SA", "authority", "en", **FULL, detected_at=NOW - timedelta(hours=6)).parts[0].lines
    assert [line.split(":")[0] for line in told[1:]] == ["Began on", "Detected on", "Aware since"]
    assert "".join(told).count("(Riyadh time)") == 1


def test_a_late_notice_wants_the_reasons() -> None:
    in_time = notice("SA", "authority", "en", due=NOW, **FULL)
    late = notice("SA", "authority", "en", due=NOW - timedelta(hours=9), **FULL)
    assert in_time.missing == ()
    assert late.missing == ("Reasons for delay",)
    assert late.parts[-1].heading == "Reasons for delay"


def test_the_peoples_speaks_plainly() -> None:
    said = notice("SA", "subjects", "ar", **FULL).text
    assert "ما الذي يمكنك فعله" in said
    assert "لا تستجب" in said
    assert "p@nakhla.sa" in said
    told = notice("SA", "subjects", "en", **FULL, ongoing=True).text
    assert "It began on" in told
    assert "We learned of it on" in told
    assert "Aware since" not in told
    bare = notice("SA", "subjects", "en")
    assert [part.key for part in bare.parts if part.missing] == [
        "description",
        "consequences",
        "measures",
        "recommendations",
    ]
    assert "data" not in [part.key for part in bare.parts]  # which this law does not ask for
