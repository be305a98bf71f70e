"""The model texts hold what each law asks of a notice, in either language and in both."""

from dataclasses import dataclass
from typing import Any

import pytest

from data.organisation import Organisation
from data.policy import Clause
from desktop.law.loading import shipped_packs
from desktop.reading.notice import check_notice
from desktop.templates import clauses, library

ORGANISATION: dict[str, Any] = {
    "name_ar": "شركة المثال للتجارة المحدودة",
    "name_en": "Example Trading Company Ltd",
    "registration": "1010101010",
    "address": "الرياض، حي العليا، شارع النخيل 12",
    "email": "privacy@example.com",
    "phone": "+966 11 123 4567",
    "officer_name": "سارة العمري",
    "officer_email": "dpo@example.com",
}
PACKS = shipped_packs()
UNNAMED = {"EU": {"complaint_authority"}}  # which authority it is differs by member state


@dataclass(frozen=True)
class Half:
    number: str
    heading_ar: str = ""
    text_ar: str = ""
    heading_en: str = ""
    text_en: str = ""


def half(clause: Clause, lang: str) -> Half:
    names = (f"heading_{lang}", f"text_{lang}")
    return Half(clause.number, **{name: getattr(clause, name) for name in names})


@pytest.mark.parametrize("code", PACKS)
def test_every_required_element_is_present_and_nothing_conflicts(code: str) -> None:
    law = PACKS[code]
    made = clauses(law, Organisation(laws=[code], **ORGANISATION), "2026-03-01")
    for text in (made, [half(one, "ar") for one in made], [half(one, "en") for one in made]):
        left = {f.element for f in check_notice(text, law) if f.status != "present"}
        assert left <= UNNAMED.get(code, set())


def test_the_library_serves_every_element() -> None:
    served = {element for one in library()["clause"] for part in one["part"] for element in part["elements"]}
    asked = {element for pack in PACKS.values() for element in pack.notice_elements}
    assert asked <= served


def test_what_is_not_known_stays_blank() -> None:
    (first, *_) = clauses(PACKS["SA"], Organisation(name_ar="متجر", laws=["SA"]), "2026-03-01")
    assert first.text_ar.startswith("متجر (رقم التسجيل [[")
    assert "[[official name" in first.text_en
