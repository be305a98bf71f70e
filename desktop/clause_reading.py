"""What a clause says, as the reading suggests it and the officer confirms or corrects it."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from data.plain import canonical
from data.policy import Clause, Promise, Version
from data.unit import Unit
from desktop import records
from desktop.finding import Quote
from desktop.reading.clauses import ReadClause, read_clause
from desktop.reading.compare import said
from desktop.reading.model import Reading
from desktop.reading.passages import Evidence

_PROMISED = ("kind", "amount", "amount_least", "unit", "text")


def words_hash(clause: Clause) -> str:
    """Digest the words of one clause without its number, so that a reading can be kept while they stay (SHA-256)."""
    return hashlib.sha256(canonical([*said(clause)])).hexdigest()


def read(clause: Clause) -> Reading:
    """Read a clause anew, without touching what is kept of it."""
    return read_clause(
        clause.text_ar, clause.text_en, heading_ar=clause.heading_ar, heading_en=clause.heading_en
    )


def suggest(clause: Clause) -> bool:
    """Put down what a clause seems to say, unless its words were read before; tell whether anything was read.

    A confirmed reading stays while the words stay. Once they change, topics and recipients are suggested anew, and of
    the promises those stay that the officer confirmed and whose words still stand in the clause.
    """
    digest = words_hash(clause)
    if clause.reading_hash == digest:
        return False
    found = read(clause)
    clause.topics = [topic.key for topic in found.topics]
    clause.shares_with = [shared.key for shared in found.shares_with]
    text = f"{clause.text_ar}\n{clause.text_en}"
    kept = [promise for promise in clause.promises if promise.confirmed and promise.text in text]
    known = {(promise.kind, promise.amount, promise.unit) for promise in kept}
    made = [
        Promise(**{name: getattr(one, name) for name in _PROMISED})
        for one in found.promises
        if (one.kind, one.amount, one.unit) not in known
    ]
    clause.promises[:] = [*kept, *made]
    _place(clause)
    clause.reading_hash, clause.reading_confirmed = digest, False
    return True


def suggest_all(version: Version) -> int:
    """Read every clause whose words were not read yet, and count them."""
    return sum(suggest(clause) for clause in version.clauses)


def confirm_reading(unit: Unit, clause: Clause) -> Clause:
    """Note that topics, recipients and promises of a clause are as it says."""
    del unit
    suggest(clause)
    clause.reading_confirmed = True
    for promise in clause.promises:
        promise.confirmed = True
    return clause


def correct_reading(
    unit: Unit, clause: Clause, *, topics: list[str] | None = None, shares_with: list[str] | None = None
) -> Clause:
    """Put right what a clause is about or whom it shares with; what the officer put down counts as confirmed.

    Raises:
        Invalid: a topic or category that there is not.
    """
    given = {"topics": topics, "shares_with": shares_with}
    suggest(clause)
    records.change(clause, {name: value for name, value in given.items() if value is not None})
    return confirm_reading(unit, clause)


def read_again(unit: Unit, clause: Clause) -> Clause:
    """Drop what was put down of a clause, confirmed or not, and suggest it anew."""
    del unit
    clause.promises.clear()
    clause.reading_hash = ""
    suggest(clause)
    return clause


def add_promise(unit: Unit, clause: Clause, /, **values: Any) -> Promise:  # noqa: ANN401  # any column's value
    """Put down a promise that the reading did not find.

    Raises:
        Invalid: naming what is missing or wrong.
    """
    promise = records.require(Promise(**values, confirmed=True, position=len(clause.promises)))
    clause.promises.append(promise)
    return unit.add(promise)


def correct_promise(unit: Unit, promise: Promise, /, **values: Any) -> Promise:  # noqa: ANN401  # any column's value
    """Put a promise right; it counts as confirmed.

    Raises:
        Invalid: naming what is missing or wrong.
    """
    del unit
    records.change(promise, values)
    promise.confirmed = True
    return promise


def drop_promise(unit: Unit, promise: Promise) -> Clause:
    """Take away a promise that the clause does not make."""
    del unit
    clause = promise.clause
    clause.promises.remove(promise)
    _place(clause)
    return clause


def evidence(clause: Clause) -> Mapping[tuple[str, str], tuple[Evidence, ...]]:
    """Find the words that each topic, recipient and promise stands on, by `(field, key)`."""
    found = read(clause)
    groups: Iterable[tuple[str, str, tuple[Evidence, ...]]] = (
        *(("topics", one.key, one.evidence) for one in found.topics),
        *(("shares_with", one.key, one.evidence) for one in found.shares_with),
        *(("promises", one.kind, one.evidence) for one in found.promises),
    )
    stands: dict[tuple[str, str], tuple[Evidence, ...]] = {}
    for name, key, words in groups:
        stands[name, key] = stands.get((name, key), ()) + words
    return stands


def quote(clause: Clause, read: ReadClause, words: Evidence) -> Quote:
    """Quote words of a clause as it was read, with the sentence they stand in."""
    return Quote(
        clause=clause.number,
        lang=words.lang,
        part=words.part,
        start=words.start,
        end=words.end,
        words=words.words,
        sentence=read.passage(words.lang).whole(words),
        alone=len(read.passages) == 1,
    )


def _place(clause: Clause) -> None:
    for position, promise in enumerate(clause.promises):
        promise.position = position
