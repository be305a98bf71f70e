"""Sentences in many wordings, each read alone: `tests/files/reading/sentences.toml`."""

import tomllib
from types import SimpleNamespace

from desktop.exchange.lines import language
from desktop.law.loading import shipped_packs
from desktop.law.pack import NOTICE_ELEMENTS
from desktop.reading.clauses import read_all
from desktop.reading.conflicts import conflicts_of
from desktop.reading.model import PromiseRead, Reading
from desktop.reading.notice import elements_of
from tests.desktop.reading.policy_files import FOLDER, Clause

SENTENCES = tomllib.loads((FOLDER.parent / "reading" / "sentences.toml").read_text(encoding="utf-8"))
RULE = SimpleNamespace(article="1", confidence="primary", when="always")
EVERY = SimpleNamespace(notice_elements=dict.fromkeys(NOTICE_ELEMENTS, RULE))


def clause(text: str) -> Clause:
    return Clause(1, **{f"text_{language(text)}": text})


def reading(text: str) -> Reading:
    return read_all([clause(text)])[0].reading


def told(promise: PromiseRead) -> str:
    return promise.kind if promise.amount is None else f"{promise.kind}:{promise.amount:g}:{promise.unit}"


def test_promises_are_found_and_no_others() -> None:
    found = {text: {told(p) for p in reading(text).promises} for text, _ in SENTENCES["promises"]}
    assert {t: found[t] for t, wanted in SENTENCES["promises"] if found[t] != set(wanted.split())} == {}


def test_recipients_are_named_and_no_others() -> None:
    wrong = {}
    for text, wanted in SENTENCES["shares"]:
        found = {share.key for share in reading(text).shares_with}
        sure = {key for key in wanted.split() if not key.endswith("-ok")}
        if not sure <= found <= {key.removesuffix("-ok") for key in wanted.split()}:
            wrong[text] = found
    assert wrong == {}


def test_topics_are_found() -> None:
    found = {text: {topic.key for topic in reading(text).topics} for text, _ in SENTENCES["topics"]}
    assert {t: found[t] for t, wanted in SENTENCES["topics"] if not set(wanted.split()) <= found[t]} == {}


def test_elements_are_judged() -> None:
    wrong = {}
    for text, wanted in SENTENCES["elements"]:
        element, status = wanted.split()
        judged = {f.element: f.status for f in elements_of(read_all([clause(text)]), EVERY)}
        if judged[element] != status:
            wrong[text] = judged[element]
    assert wrong == {}


def test_conflicts_are_found_and_no_others() -> None:
    wrong = {}
    for text, wanted in SENTENCES["conflicts"]:
        found = {f.element for f in conflicts_of(read_all([clause(text)]), shipped_packs()["SA"])}
        if not set(wanted.split()) <= found <= {*wanted.split(), "marketing-no-choice"}:
            wrong[text] = found
    assert wrong == {}
