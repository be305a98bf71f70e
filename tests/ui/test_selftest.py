import json

import pytest

from desktop.selftest import Trial, attempt, demand
from desktop.words import Words
from ui import app, selftest


def test_every_part_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["--selftest", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in found if not one["ok"]] == []
    assert {"cipher", "audit", "shaping", "pdf", "reader", "fonts", "translation"} <= {
        one["name"] for one in found
    }


def test_a_part_that_is_not_whole_is_told_and_counts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = attempt("fonts", lambda: demand(true=False, said="no font"))
    assert broken == Trial("fonts", ok=False, said="ValueError: no font")
    monkeypatch.setattr(selftest, "trials", lambda: [broken])
    monkeypatch.setattr(selftest, "window_trials", list)
    assert app.main(["--selftest", "--lang", "ar"]) == 1
    assert capsys.readouterr().out == selftest.line(broken, Words("ar")) + "\n"
