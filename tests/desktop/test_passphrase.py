"""A passphrase is told no better than it is, in either language."""

import pytest

from data.errors import Blocked
from desktop.passphrase import Strength, estimate, require


@pytest.mark.parametrize(
    ("passphrase", "strength"),
    [
        ("", Strength.WEAK),
        ("12345678", Strength.WEAK),
        ("Password2024!", Strength.WEAK),
        ("محمد1990", Strength.WEAK),
        ("١٢٣٤٥٦٧٨٩٠", Strength.WEAK),
        ("aaaaaaaaaaaaaaaa", Strength.WEAK),
        ("qwertyuiop", Strength.WEAK),
        ("ضصثقفغعهخح", Strength.WEAK),
        ("بحر قمر ليل", Strength.FAIR),
        ("سماء زرقاء فوق الجبل", Strength.GOOD),
        ("correct horse battery staple", Strength.GOOD),
        ("قهوة الصباح مع الجيران كل يوم", Strength.STRONG),
    ],
)
def test_strength_is_honest(passphrase: str, strength: Strength) -> None:
    assert estimate(passphrase).strength is strength


def test_repeating_a_word_adds_next_to_nothing() -> None:
    assert estimate("قارب قارب قارب قارب").bits < estimate("قارب شراع").bits


def test_composed_and_decomposed_letters_weigh_the_same() -> None:
    assert estimate("crème brûlée") == estimate(
        "crème brûlée".replace("è", "e\u0300").replace("û", "u\u0302")
    )


def test_the_time_it_holds_grows_with_its_bits() -> None:
    told = [estimate(p).holds for p in ("12345678", "hjk482", "بحر قمر ليل", "سماء زرقاء فوق الجبل")]
    assert told[0] == "seconds"
    assert told[-2:] == ["years", "centuries"]


@pytest.mark.parametrize(
    ("passphrase", "key"), [("", "empty"), ("   ", "empty"), ("قصيرة", "short"), ("1234567", "short")]
)
def test_what_protects_nothing_is_refused(passphrase: str, key: str) -> None:
    with pytest.raises(Blocked) as caught:
        require(passphrase)
    assert caught.value.key == f"passphrase.{key}"


def test_eight_letters_are_let_through_however_weak() -> None:
    require("12345678")
