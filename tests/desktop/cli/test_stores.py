"""Stores from the console: made, opened with each secret, saved, brought back and checked."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from data import vault
from data.store import Store
from desktop.cli.run import main

FIRST, SECOND, THIRD = "عبارة أولى طويلة", "عبارة ثانية طويلة", "عبارة ثالثة طويلة"
Say = Callable[..., Any]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    monkeypatch.setattr(vault, "calibrate", lambda: vault.FLOOR)

    def run(*words: object, status: int = 0, lang: str = "en", **secrets: str) -> Any:
        for name in ("PASSPHRASE", "NEW_PASSPHRASE", "RECOVERY_CODE"):
            monkeypatch.delenv(f"SIJILL_{name}", raising=False)
        for name, secret in ({"passphrase": FIRST} | secrets).items():
            monkeypatch.setenv(f"SIJILL_{name.upper()}", secret)
        assert main([*map(str, words), "--json", "--lang", lang]) == status
        told = capsys.readouterr()
        return json.loads(told.out) if told.out else told.err.strip()

    return run


@pytest.fixture
def made(say: Say, tmp_path: Path) -> tuple[Path, str]:
    folder = tmp_path / "store"
    said = say("new", folder, "--name-ar", "منشأة", "--name-en", "Firm", "--law", "SA", "--law", "QA")
    assert said["store"] == str(folder)
    return folder, said["recovery_code"]


def test_each_secret_opens_and_a_lost_one_is_set_anew(say: Say, made: tuple[Path, str]) -> None:
    folder, code = made
    for lang in ("ar", "en"):
        assert say("list", "policies", folder, status=1, lang=lang, passphrase="wrong").endswith(".")
        assert say("recover", folder, status=1, lang=lang, recovery_code="00000").endswith(".")
    say("rekey", folder, new_passphrase=SECOND)
    assert say("list", "policies", folder, passphrase=SECOND) == []
    say("list", "policies", folder, status=1)
    say("recover", folder, recovery_code=code, new_passphrase=THIRD)
    assert say("list", "policies", folder, passphrase=THIRD) == []


def test_a_bundle_goes_out_and_comes_back(say: Say, made: tuple[Path, str], tmp_path: Path) -> None:
    folder, _ = made
    bundle = tmp_path / "b.sijill"
    saved = say("backup", folder, bundle)
    assert (saved["file"], len(saved["head"]), len(saved["sha256"])) == (str(bundle), 64, 64)
    assert say("restore", bundle, tmp_path / "again")["head"] == saved["head"]
    assert say("verify", tmp_path / "again")["head"] == saved["head"]
    assert str(tmp_path / "none") in say("backup", folder, tmp_path / "none" / "b.sijill", status=1)
    bundle.write_bytes(b"PK junk")
    assert "b.sijill" in say("restore", bundle, tmp_path / "third", status=1)


def test_a_second_window_is_told_of_the_first(say: Say, made: tuple[Path, str]) -> None:
    store = Store.open(made[0], FIRST)
    for lang in ("ar", "en"):
        assert f" {os.getpid()})" in say("list", "policies", made[0], status=1, lang=lang)
    store.close()


def test_verify_tells_what_was_changed_and_what_is_damaged(say: Say, made: tuple[Path, str]) -> None:
    folder, _ = made
    sound = say("verify", folder)
    assert sound["findings"] == []
    printed = say("verify", folder, "--head", f"{sound['seq']}:{sound['head'][:16].upper()}")
    assert printed["printed"]["seq"] == sound["seq"]
    for strange in (f"7:{sound['head'][:16]}", f"{sound['seq']}:", "9" * 15 + ":00000000", "hash"):
        never = say("verify", folder, "--head", strange, status=1)
        assert (never["ok"], never["findings"][0]["kind"]) == (False, "printed")
    key = vault.read(folder).unlock(FIRST)
    forger = sqlcipher.connect(folder / "store.db")
    forger.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    forger.execute("UPDATE organisation SET name_en = 'Other'")
    forger.commit()
    forger.close()
    (found,) = say("verify", folder, status=1)["findings"]
    assert (found["kind"], found["subject"], found["fields"]) == ("row-changed", "organisation", ["name_en"])
    assert "name_en" in found["says"]
    content = bytearray((folder / "store.db").read_bytes())
    content[5000] ^= 1
    (folder / "store.db").write_bytes(content)
    for lang in ("ar", "en"):
        torn = say("verify", folder, status=1, lang=lang)
        assert (torn["ok"], torn["findings"][0]["kind"]) == (False, "pages")
        assert torn["findings"][0]["says"]
