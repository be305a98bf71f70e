"""Fields declared once: what every room reads from them, and what their columns do to values."""

import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from sqlalchemy.exc import StatementError

from data.base import Entry, owned_names, title_of, uuid7
from data.breach import Breach
from data.choices import CHOICES
from data.fields import Kind, field_of, fields_of
from data.policy import Policy, Version
from data.registers import RECORDS, REGISTERS
from data.request import Request
from data.store import Store


def test_every_declared_choice_names_a_group_of_words() -> None:
    for record in RECORDS.values():
        for field in fields_of(record):
            assert not field.choices or field.choices in CHOICES, (record, field.name)


def test_every_reference_points_to_a_table_that_exists() -> None:
    for record in RECORDS.values():
        for field in fields_of(record):
            if field.kind in {Kind.REF, Kind.REFS} and field.target:
                assert field.target in RECORDS, (record, field.name)


def test_every_default_of_a_choice_is_one_of_its_words() -> None:
    for record in RECORDS.values():
        made = record()
        for field in fields_of(record):
            value = getattr(made, field.name)
            if field.kind is Kind.CHOICE and value:
                assert value in CHOICES[field.choices], (record, field.name)


def test_every_register_lists_its_reference_first_and_names_its_records() -> None:
    for entry in REGISTERS.values():
        listed = sorted((field.listed, field.name) for field in fields_of(entry) if field.listed)
        assert listed[0] == (1, "code")
        assert len({place for place, _ in listed}) == len(listed), entry
        assert any(field.names for field in fields_of(entry)), entry
        assert issubclass(entry, Entry)


def test_fields_come_in_the_order_of_their_declaration() -> None:
    names = [field.name for field in fields_of(Policy)]
    assert names.index("title_ar") < names.index("kind") < names.index("note")
    with pytest.raises(KeyError):
        field_of(Policy, "colour")


def test_lists_and_identifiers_are_known_by_their_kind() -> None:
    assert field_of(Policy, "laws").many
    assert not field_of(Policy, "kind").many
    assert field_of(Policy, "code").ltr
    assert field_of(Policy, "title_ar").names
    assert not field_of(Policy, "code").names


def test_children_are_found_without_loading_them() -> None:
    assert owned_names(Policy) == ("versions",)
    assert set(owned_names(Breach)) == {"obligations", "timeline", "steps"}


def test_a_record_is_called_by_its_name_in_the_asked_language_or_the_other() -> None:
    both = Policy(title_ar="سياسة", title_en="Policy")
    assert title_of(both, "ar") == "سياسة"
    assert title_of(both, "en") == "Policy"
    assert title_of(Policy(title_ar="سياسة"), "en") == "سياسة"
    assert not title_of(Version())


def test_a_representation_names_no_content() -> None:
    assert "سر" not in repr(Policy(title_ar="سر", note="سر"))


def test_text_is_composed_as_soon_as_it_is_set() -> None:
    apart = unicodedata.normalize("NFD", "آلية إتلاف é")
    policy = Policy(title_ar=apart)
    assert policy.title_ar == unicodedata.normalize("NFC", apart)
    policy.note = apart
    assert policy.note == unicodedata.normalize("NFC", apart)


def test_moments_are_kept_in_utc_and_naive_ones_refused(store: Store, now: datetime) -> None:
    riyadh = timezone(timedelta(hours=3))
    with store.unit("أ", now, "add") as unit:
        unit.add(Request(title="طلب", received_at=datetime(2026, 3, 1, 1, 30, tzinfo=riyadh)))
    kept = store.all(Request)[0]
    assert kept.received_at == datetime(2026, 2, 28, 22, 30, tzinfo=UTC)
    assert kept.received_at.tzinfo is UTC
    naive = now.replace(tzinfo=None)
    with pytest.raises(StatementError, match="zone"), store.unit("أ", now, "add") as unit:
        unit.add(Request(title="طلب", received_at=naive))


def test_keys_stand_in_the_order_of_their_making(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.base.time.time_ns", lambda: 1_000_000_000)  # a clock set back
    made = [uuid7() for _ in range(500)]
    assert made == sorted(set(made))
    assert {UUID(one).version for one in made} == {7}
