"""Key slots: the right secret opens, anything else is known to be wrong, and damage is told."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import vault
from data.errors import Blocked

CHEAP = vault.Cost(passes=1, memory=8, lanes=1)


def test_a_passphrase_and_the_recovery_code_open_the_same_key() -> None:
    slots, key, code = vault.create("store", "كلمة المرور", CHEAP)
    assert slots.unlock("كلمة المرور") == key
    assert slots.recover(code) == key
    assert len(key) == 32


def test_the_form_in_which_letters_are_typed_does_not_matter() -> None:
    slots, key, _ = vault.create("store", "آية é", CHEAP)
    assert slots.unlock(unicodedata.normalize("NFD", "آية é")) == key


@pytest.mark.parametrize("wrong", ["", "كلمه المرور", "كلمة المرور "])
def test_a_wrong_passphrase_is_known_as_one(wrong: str) -> None:
    slots, _, _ = vault.create("store", "كلمة المرور", CHEAP)
    with pytest.raises(Blocked, match=r"vault\.passphrase-wrong"):
        slots.unlock(wrong)
    with pytest.raises(Blocked, match=r"vault\.passphrase-needed"):
        slots.unlock(None)


def test_a_sample_opens_without_a_passphrase() -> None:
    slots, key, code = vault.create("store", None, CHEAP)
    assert not slots.needs_passphrase
    assert slots.unlock(None) == key
    assert not code


def test_a_code_is_read_with_the_faults_of_handwriting() -> None:
    slots, key, code = vault.create("store", "x", CHEAP)
    careless = code.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    assert slots.recover(f"\u200e{careless}\u200f") == key


def test_a_misread_code_is_told_from_that_of_another_store() -> None:
    slots, _, code = vault.create("store", "x", CHEAP)
    _, _, other = vault.create("other", "x", CHEAP)
    with pytest.raises(Blocked, match=r"vault\.code-wrong"):
        slots.recover(other)
    misread = ("7" if code[0] != "7" else "8") + code[1:]
    for bad in (misread, code[:-1], "", "؟" * 40):
        with pytest.raises(Blocked, match=r"^vault\.code$"):
            slots.recover(bad)


@given(st.binary(min_size=20, max_size=20))
def test_every_code_reads_back(secret: bytes) -> None:
    written = vault.write_code(secret)
    assert [len(group) for group in written.split("-")] == [5] * 8
    assert vault.read_code(written) == secret


@given(st.text(max_size=60))
def test_whatever_is_typed_for_a_code_is_a_known_obstacle(typed: str) -> None:
    with pytest.raises(Blocked, match=r"^vault\.code$"):
        vault.read_code(typed)


def test_changing_the_passphrase_keeps_key_and_code() -> None:
    slots, key, code = vault.create("store", "قديمة", CHEAP)
    changed = slots.rewrapped(key, "جديدة", CHEAP)
    assert changed.unlock("جديدة") == changed.recover(code) == key
    with pytest.raises(Blocked, match=r"vault\.passphrase-wrong"):
        changed.unlock("قديمة")


def test_the_header_is_bound_to_the_seal() -> None:
    slots, _, _ = vault.create("store", "x", CHEAP)
    said = json.loads(slots.dumps())
    said["store"] = "another"
    with pytest.raises(Blocked, match=r"vault\.passphrase-wrong"):
        vault.loads(json.dumps(said).encode()).unlock("x")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"format": "x"}',
        b'{"format":1,"store":"s","slots":[{"kind":"open"}]}',
    ],
)
def test_a_broken_file_is_an_obstacle(content: bytes) -> None:
    with pytest.raises(Blocked, match=r"vault\.broken"):
        vault.loads(content)


def test_a_slot_with_an_absurd_cost_is_broken_rather_than_tried() -> None:
    slots, _, _ = vault.create("store", "x", CHEAP)
    said = json.loads(slots.dumps())
    for cost in ({"passes": 10**6}, {"memory": 2**40}, {"passes": 0}, {"passes": "3"}):
        worse = json.loads(slots.dumps())
        worse["slots"][0]["kdf"] = said["slots"][0]["kdf"] | cost
        with pytest.raises(Blocked, match=r"vault\.broken"):
            vault.loads(json.dumps(worse).encode())


def test_a_later_format_is_refused() -> None:
    with pytest.raises(Blocked, match=r"vault\.newer"):
        vault.loads(b'{"format": 99, "store": "s", "slots": []}')


def test_the_copy_serves_when_the_first_is_damaged(tmp_path: Path) -> None:
    slots, key, _ = vault.create("store", "x", CHEAP)
    slots.save(tmp_path)
    (tmp_path / vault.NAME).write_bytes(b"torn")
    assert vault.read(tmp_path).unlock("x") == key
    (tmp_path / vault.NAME).unlink()
    assert vault.read(tmp_path).unlock("x") == key
    (tmp_path / vault.COPY).write_bytes(b"torn")
    with pytest.raises(Blocked, match=r"vault\.broken"):
        vault.read(tmp_path)


def test_an_empty_folder_holds_no_store(tmp_path: Path) -> None:
    with pytest.raises(Blocked, match=r"store\.absent"):
        vault.read(tmp_path)


def test_the_vault_tells_nothing_of_key_or_passphrase(tmp_path: Path) -> None:
    slots, key, code = vault.create("store", "سر مكتوم", CHEAP)
    slots.save(tmp_path)
    written = (tmp_path / vault.NAME).read_bytes()
    assert key not in written
    assert "سر".encode() not in written
    assert code.encode() not in written


def test_a_calibrated_cost_is_never_below_the_floor() -> None:
    cost = vault.calibrate(0.0)
    assert cost.passes >= vault.FLOOR.passes
    assert cost.memory >= vault.FLOOR.memory
