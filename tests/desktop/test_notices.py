from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from data.breach import Breach, Obligation
from data.organisation import Organisation
from desktop.law.loading import shipped_packs
from desktop.notices import Notice, Speaker
from desktop.obligations import duty_terms
from desktop.words import Words
from tests.conftest import NOW

FULL = {
    "description": "أُرسل كشف إلى عنوان خاطئ.",
    "data": ["contact", "financial"],
    "people_count": 86,
    "people_estimated": True,
    "consequences": "احتمال محاولات احتيال.",
    "measures_taken": "طُلب الحذف وتأكد.",
    "advice": "لا تستجب لرسائل تطلب بياناتك.",
}


def notice(law: str, recipient: str, lang: str, **values: object) -> Notice:
    pack = shipped_packs()[law]
    duty = Obligation(law=law, recipient=recipient, terms=duty_terms(pack, recipient).to_json())
    breach = Breach(title="x", aware_at=NOW - timedelta(hours=4), obligations=[duty], **values)  # type: ignore[arg-type]
    ours = Organisation(
        name_ar="متجر نخلة", name_en="Nakhla", officer_name="سارة", officer_email="p@nakhla.sa"
    )
    return Speaker(breach, ours, Words(lang), ZoneInfo("Asia/Riyadh")).notice(duty, pack)


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("law", sorted(shipped_packs()))
@pytest.mark.parametrize("recipient", ["authority", "subjects"])
def test_every_law_has_its_notices(law: str, recipient: str, lang: str) -> None:
    found = notice(law, recipient, lang, **FULL)
    content = duty_terms(shipped_packs()[law], recipient).content
    if content:
        assert [part.key for part in found.parts] == list(content)
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
    assert {"Number of affected data subjects", "Measures taken"} <= set(bare.missing)
    full = notice("SA", "authority", "ar", **FULL)
    assert full.missing == ()
    assert "نحو 86" in full.text
    assert "لم يُحسم بعد" in full.text
    risks = next(part for part in full.parts if part.key == "risks")
    assert all(": " in line for line in risks.lines)  # of several texts, each after its label
    moments = {"occurred_from": NOW - timedelta(hours=9), "detected_at": NOW - timedelta(hours=6)}
    told = notice("SA", "authority", "en", **FULL, **moments).parts[0].lines
    assert [line.split(":")[0] for line in told[1:]] == ["Began on", "Detected on", "Aware since"]


def test_the_peoples_speaks_plainly() -> None:
    said = notice("SA", "subjects", "ar", **FULL).text
    assert "ما الذي يمكنك فعله" in said
    assert "لا تستجب" in said
    assert "p@nakhla.sa" in said
