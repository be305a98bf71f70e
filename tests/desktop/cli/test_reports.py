"""The report command: what it prints, in which language, and what it refuses."""

import hashlib
import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from data.policy import Policy
from data.request import Request
from data.store import Store
from desktop import sample
from desktop.cli import main
from desktop.reports import build

NOW = "2026-11-22T10:30:00+03:00"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sample") / "store"
    sample.make(made, datetime(2026, 11, 22, 7, 30, tzinfo=UTC)).close()
    return made


def report(folder: Path, kind: str, file: Path, *more: str) -> int:
    return main(["report", kind, str(folder), "-o", str(file), "--json", "--now", NOW, *more])


@pytest.mark.parametrize("more", [("--lang", "ar"), ("--lang", "en"), ("--both",), ("--digits", "latn")])
def test_a_report_tells_its_file_pages_and_digest(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...]
) -> None:
    file = tmp_path / "summary.pdf"
    assert report(folder, "summary", file, *more) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["file"] == str(file)
    assert said["pages"] == len(PdfReader(file).pages)
    assert said["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()


def test_digits_and_period_are_obeyed(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "audit.pdf"
    assert (
        report(folder, "audit", file, "--from", "2001-01-01", "--to", "1447-01-01", "--digits", "latn") == 0
    )
    capsys.readouterr()
    text = " ".join(page.extract_text() for page in PdfReader(file).pages)
    assert "2001" in text
    assert "٢" not in text


def test_a_report_about_a_record_takes_its_reference(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "policy.pdf"
    assert report(folder, "policy", file, "--id", "PO-2026-001", "--lang", "en") == 0
    capsys.readouterr()
    assert "PO-2026-001" in " ".join(page.extract_text() for page in PdfReader(file).pages)


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("more", [(), ("--id", "PO-1999-999")])
def test_a_missing_record_is_told_and_nothing_is_left(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str, more: tuple[str, ...]
) -> None:
    assert report(folder, "policy", tmp_path / "none.pdf", "--lang", lang, *more) == 1
    assert capsys.readouterr().err.strip()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(folder, "policies", tmp_path / "away" / "x.pdf", "--lang", "en") == 1
    assert "x.pdf" in capsys.readouterr().err


def test_all_reports_go_into_a_folder_each_under_its_name(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Store.open(folder)) as store:
        names = list(build.every(store))
        policies, requests = store.all(Policy), store.all(Request)
    assert {kind for kind, _ in names} == set(build.KINDS)
    compared = [code for kind, code in names if kind == "comparison"]
    assert compared == [one.code for one in policies if len(one.versions) > 1]
    written = [one.code for one in requests if any(said.direction == "out" for said in one.messages)]
    assert 0 < len(written) < len(requests)
    assert [code for kind, code in names if kind == "letter"] == written
    monkeypatch.setattr(build, "every", lambda _: [("summary", ""), ("letter", written[0])])
    assert report(folder, "all", tmp_path / "out", "--lang", "ar") == 0
    said = [Path(one["file"]).name for one in json.loads(capsys.readouterr().out)["files"]]
    assert said == ["summary-ar.pdf", f"letter-{written[0]}-ar.pdf"]
    assert sorted(said) == sorted(file.name for file in (tmp_path / "out").iterdir())
    assert report(folder, "all", tmp_path / "out" / said[0], "--lang", "en") == 1
    assert "cannot be written" in capsys.readouterr().err
