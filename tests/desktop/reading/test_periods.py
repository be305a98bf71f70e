import pytest

from desktop.reading.rules import rulebook


def periods(lang: str, text: str) -> list[tuple[float | None, float, str]]:
    found = rulebook().languages[lang].passage("", text).periods
    return [(period.least, period.amount, period.unit) for period in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("خلال 30 يومًا", [(None, 30, "days")]),
        ("خلال ٣٠ يوما", [(None, 30, "days")]),
        ("خلال 30يومًا", [(None, 30, "days")]),
        ("خلال ثلاثين (30) يومًا", [(None, 30, "days")]),
        ("خلال (30) ثلاثين يوماً", [(None, 30, "days")]),
        ("ثلاثون يومًا", [(None, 30, "days")]),
        ("خمسة وأربعين يومًا", [(None, 45, "days")]),
        ("خمسة عشر يوم عمل", [(None, 15, "working-days")]),
        ("عشرة أيام عمل", [(None, 10, "working-days")]),
        ("بين 3 و6 أشهر", [(3, 6, "months")]),
        ("من ثلاثة إلى ستة أشهر", [(3, 6, "months")]),
        ("٣-٦ أشهر", [(3, 6, "months")]),
        ("لمدة سنتين ثم شهرين", [(None, 2, "years"), (None, 2, "months")]),
        ("72 ساعة", [(None, 72, "hours")]),
        ("خمسة أعوام وعشر سنوات", [(None, 5, "years"), (None, 10, "years")]),
        ("في أي وقت وفي يوم ما", []),
        ("رقم 30. يوم الأحد", []),
    ],
)
def test_arabic_periods(text: str, expected: list[tuple[float | None, float, str]]) -> None:
    assert periods("ar", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("within thirty (30) days", [(None, 30, "days")]),
        ("within 30 (thirty) days", [(None, 30, "days")]),
        ("twenty-one days", [(None, 21, "days")]),
        ("ten working days", [(None, 10, "working-days")]),
        ("5 business days", [(None, 5, "working-days")]),
        ("between 3 and 6 months", [(3, 6, "months")]),
        ("three to six months", [(3, 6, "months")]),
        ("3-6 months", [(3, 6, "months")]),
        ("one month", [(None, 1, "months")]),
        ("72 hours and 2 weeks", [(None, 72, "hours"), (None, 2, "weeks")]),
        ("at any time of the day", []),
    ],
)
def test_english_periods(text: str, expected: list[tuple[float | None, float, str]]) -> None:
    assert periods("en", text) == expected
