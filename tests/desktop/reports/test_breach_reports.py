"""The printed breach log, dossier and notices, read back from the PDF."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pypdf
import pytest

from data.audit import Stamp
from data.breach import Breach
from data.errors import Blocked
from data.organisation import Organisation
from data.store import Store
from desktop import breach as rules
from desktop import files, records, response
from desktop.law.loading import load_packs
from desktop.reports.build import Order, build
from desktop.words import Words
from tests.conftest import NOW


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    ours = Organisation(name_ar="متجر نخلة", name_en="Nakhla", laws=["SA"], officer_name="Sarah")
    opened = Store.create(tmp_path / "s", ours, Stamp("Sarah", NOW, "create")).store
    yield opened
    opened.close()


@pytest.fixture
def breach(store: Store, tmp_path: Path) -> Breach:
    proof = tmp_path / "log.txt"
    proof.write_text("proof", encoding="utf-8")
    values = {
        "title": "List sent to the wrong depot",
        "aware_at": NOW - timedelta(hours=30),
        "cause": "internal-accidental",
        "people_count": 187,
        "description": "A list was attached by mistake.",
    }
    with store.unit("Sarah", NOW, "add") as unit:
        made = records.create(unit, Breach, values)
        response.assess(unit, made, dpc=3, ei=1, cb=0.25)
        rules.record_filing(
            unit, made.obligations[0], filed_at=NOW, channel="platform", reference="SD-77", content="As sent."
        )
        files.attach(unit, made, proof)
        key = made.id
    return store.get(Breach, key)


def printed(store: Store, file: Path, kind: str, key: str = "", lang: str = "en") -> str:
    build(Order(kind, lang=lang, key=key), store, file, NOW, load_packs(store.folder))
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(file).pages).split())


def test_the_log_counts_by_cause_severity_and_time(store: Store, breach: Breach, tmp_path: Path) -> None:
    words = Words("en")
    said = printed(store, tmp_path / "log.pdf", "breaches")
    for part in (
        breach.code,
        breach.title,
        words("choice.breach_cause.internal-accidental"),
        "100%",
        words("report.summary.of", kept=1, n=1),
    ):
        assert part in said


def test_the_dossier_holds_everything(store: Store, breach: Breach, tmp_path: Path) -> None:
    said = printed(store, tmp_path / "one.pdf", "breach", breach.code)
    words = Words("en")
    filing = breach.obligations[0].filings[0]
    for part in (breach.title, "SD-77", "As sent.", words("breach.formula", dpc=3, ei=1, cb=0.25, score=3.25), words("choice.severity.high"),
                 words("breach.flag.many-people"), "log.txt"):  # fmt: skip
        assert part in said, part
    squeezed = said.replace(" ", "")
    assert filing.content_hash in squeezed
    assert hashlib.sha256(b"proof").hexdigest() in squeezed


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_notices_are_printed_for_a_duty_or_a_whole_breach(
    store: Store, breach: Breach, tmp_path: Path, lang: str
) -> None:
    authority, subjects = breach.obligations
    both = printed(store, tmp_path / "both.pdf", "breach-notice", breach.code, lang)
    assert "As sent." in both
    assert "A list was attached by mistake." in both
    one = printed(store, tmp_path / "one.pdf", "breach-notice", subjects.id, lang)
    assert "As sent." not in one
    filed = printed(store, tmp_path / "filed.pdf", "breach-notice", authority.id, lang)
    assert "A list was attached" not in filed
    place = Words(lang)("report.label.signature")
    assert filed.count(place) == both.count(place) == 2  # the officer and a manager answer to the authority
    assert place not in one


def test_a_notice_needs_its_record(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Blocked, match=r"report\.needs-record"):
        printed(store, tmp_path / "none.pdf", "breach-notice")
    assert not (tmp_path / "none.pdf").exists()


def test_an_empty_log_is_printed(store: Store, tmp_path: Path) -> None:
    assert Words("en")("report.nothing") in printed(store, tmp_path / "empty.pdf", "breaches")
