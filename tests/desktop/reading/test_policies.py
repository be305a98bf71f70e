from collections.abc import Iterator
from typing import Any

import pytest

from data.choices import CHOICES
from desktop.law.loading import shipped_packs
from desktop.reading.clauses import ReadClause, read_all
from desktop.reading.notice import check_notice
from tests.desktop.reading.policy_files import NAMES, clauses_of, load


def pairs(name: str) -> Iterator[tuple[dict[str, Any], ReadClause]]:
    policy = load(name)
    yield from zip(policy["clause"], read_all(clauses_of(policy)), strict=True)


def promise(read: Any) -> str:
    if read.amount is None:
        return str(read.kind)
    least = f"{read.amount_least:g}-" if read.amount_least else ""
    return f"{read.kind}:{least}{read.amount:g}:{read.unit}"


def test_there_are_a_dozen_policies() -> None:
    assert len(NAMES) >= 12


@pytest.mark.parametrize("name", NAMES)
def test_topics_are_found(name: str) -> None:
    for expected, read in pairs(name):
        found = {topic.key for topic in read.reading.topics}
        assert set(expected["topics"].split()) <= found, (read.number, found)
        assert found <= set(CHOICES["topic"])


@pytest.mark.parametrize("name", NAMES)
def test_recipients_are_named_and_no_others(name: str) -> None:
    for expected, read in pairs(name):
        wanted = expected.get("shares", "").split()
        sure = {key for key in wanted if not key.endswith("-ok")}
        found = {share.key for share in read.reading.shares_with}
        assert sure <= found <= {key.removesuffix("-ok") for key in wanted}, (read.number, found)


@pytest.mark.parametrize("name", NAMES)
def test_promises_are_found_and_no_others(name: str) -> None:
    for expected, read in pairs(name):
        wanted = expected.get("promises", "").split()
        found = {promise(one) for one in read.reading.promises}
        left = {one for one in wanted if not one.endswith(("-ok", ":any"))}
        loose = {one.removesuffix("-ok") for one in wanted}
        kinds = {one.split(":")[0] for one in wanted if one.endswith(":any")}
        assert left <= found, (read.number, found)
        assert kinds <= {one.split(":")[0] for one in found}, (read.number, found)
        assert all(one in loose or one.split(":")[0] in kinds for one in found), (read.number, found)


@pytest.mark.parametrize("name", NAMES)
def test_elements_are_judged(name: str) -> None:
    policy = load(name)
    findings = check_notice(clauses_of(policy), shipped_packs()[policy["law"]])
    judged = {f.element: f.status for f in findings if f.kind == "notice-element"}
    for status, elements in policy["elements"].items():
        wrong = {e: judged[e] for e in elements.split() if e in judged and judged[e] != status}
        assert not wrong, (status, wrong)


@pytest.mark.parametrize("name", NAMES)
def test_conflicts_are_found_and_no_others(name: str) -> None:
    policy = load(name)
    findings = check_notice(clauses_of(policy), shipped_packs()[policy["law"]])
    assert {f.element for f in findings if f.kind == "conflict"} == set(policy["conflicts"])


@pytest.mark.parametrize("name", NAMES)
def test_evidence_quotes_the_text(name: str) -> None:
    policy = load(name)
    clauses = {clause.number: clause for clause in clauses_of(policy)}
    for finding in check_notice(list(clauses.values()), shipped_packs()[policy["law"]]):
        for words in finding.evidence:
            sources = (str(getattr(clauses[int(n)], f"{words.part}_{words.lang}")) for n in finding.clauses)
            assert words.words in {source[words.start : words.end] for source in sources}
