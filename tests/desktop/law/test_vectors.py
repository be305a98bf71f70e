"""Deadlines worked out by hand, one row a case, in `vectors.csv`."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop.law.answers import clock_answer
from desktop.words import Words

ROWS = list(csv.DictReader(Path(__file__).with_name("vectors.csv").read_text(encoding="utf-8").splitlines()))


def instant(text: str | None) -> datetime | date | None:
    if text is None or text == "-":
        return None
    return datetime.fromisoformat(text).astimezone(UTC) if "T" in text else date.fromisoformat(text)


def test_there_are_enough_vectors_and_every_law_is_among_them() -> None:
    assert len(ROWS) >= 120
    assert len({row["law"] for row in ROWS}) == 15


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['law']}-{row['kind']}: {row['case']}")
def test_vector(row: dict[str, str]) -> None:
    answer = clock_answer(
        row["law"],
        row["kind"],
        row["start"],
        words=Words("en"),
        right=row["right"] or None,
        extended=bool(row["extended"]),
        holidays=row["holidays"].split(),
    )
    assert instant(answer["due"]) == instant(row["due"])
    assert answer["why"]
