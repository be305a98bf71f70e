import sys
from pathlib import Path

import pytest

from data import places
from data.errors import Blocked
from data.places import PORTABLE
from desktop import home, passphrase, settings
from desktop.settings import Settings, bounded

WHOLE = """
language = "en"
laws = ["QA", "SA"]
backup_folder = "D:/Sijill"
minimum_passphrase = 14
idle_lock = 10
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "sijill.toml"
    monkeypatch.setattr(home, "central_file", lambda: file)
    return file


def test_an_administrator_settles_what_everybody_begins_with(file: Path, tmp_path: Path) -> None:
    file.write_text(WHOLE, encoding="utf-8")
    assert home.central() == home.Central("en", ("QA", "SA"), "D:/Sijill", 14, 10)
    fresh = settings.load(tmp_path / "none.json")
    assert (fresh.lang, fresh.lock_minutes) == ("en", 10)
    settings.save(Settings(lang="ar", lock_minutes=60), tmp_path / "own.json")
    own = settings.load(tmp_path / "own.json")
    assert (own.lang, own.lock_minutes) == ("ar", 10)


def test_without_the_file_nothing_is_settled(file: Path) -> None:
    assert not file.exists()
    assert home.central() == home.Central()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("language = ", "Invalid value"),
        ("colour = 1", "colour"),
        ("laws = 'SA'", "laws"),
        ("laws = [1]", "laws"),
        ("idle_lock = -5", "idle_lock"),
        ("minimum_passphrase = true", "minimum_passphrase"),
    ],
)
def test_a_file_that_is_wrong_is_named_and_counts_for_nothing(
    file: Path, tmp_path: Path, text: str, why: str
) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Blocked) as caught:
        home.central()
    assert caught.value.key == "central.broken"
    assert why in str(caught.value.values["why"])
    assert settings.load(tmp_path / "none.json") == Settings()


@pytest.mark.parametrize(
    ("chosen", "most", "held"), [(0, 0, 0), (0, 10, 10), (5, 10, 5), (60, 10, 10), (15, 0, 15)]
)
def test_nobody_waits_longer_than_the_administrator_allows(chosen: int, most: int, held: int) -> None:
    assert bounded(chosen, most) == held


def test_a_longer_passphrase_may_be_asked_for() -> None:
    passphrase.require("نخلة على شاطئ")
    with pytest.raises(Blocked) as caught:
        passphrase.require("نخلة على شاطئ", 14)
    assert caught.value.values["n"] == 14


def test_a_portable_program_keeps_everything_beside_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "sijill"))
    assert home.portable() is None  # no program that runs from source is portable
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert home.portable() is None
    (tmp_path / PORTABLE).touch()
    assert home.stores() == tmp_path / "stores"
    assert home.choices() == tmp_path
    assert home.central_file() == tmp_path / "sijill.toml"
    assert home.licences() == tmp_path / "licences"
    assert places.journal(home.ready(home.stores() / "store")) == "delete"


def test_a_store_elsewhere_keeps_its_log(tmp_path: Path) -> None:
    assert places.journal(home.ready(tmp_path / "store")) == "wal"
