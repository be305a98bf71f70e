from pathlib import Path

import pytest

from desktop.settings import Settings, load, save


def test_choices_come_back(tmp_path: Path) -> None:
    chosen = Settings(lang="en", theme="dark", text_size=125, columns={"breaches": ["state"]})
    save(chosen, tmp_path / "a" / "settings.json")
    assert load(tmp_path / "a" / "settings.json") == chosen


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"lang": "xx", "text_size": 9000, "folder": 3}'])
def test_damaged_choices_fall_back(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(text, encoding="utf-8")
    assert load(file) == Settings()


def test_a_folder_that_cannot_be_written_loses_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    save(Settings(), tmp_path / "file" / "settings.json")
