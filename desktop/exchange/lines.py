"""The lines of a policy text: their language and what they look like, apart from what they say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_DROPPED = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c-\u200f\u061c]")
_FOLDED = str.maketrans("أإآٱىة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹\u00a0\t", "اااايه01234567890123456789  ")
_BULLET = re.compile(r"\s*[•·∙‣⁃●○◦▪▫■□◆◇➢➤✓✔\-–—*+]\s*\S")
_ITEM = re.compile(
    r"\s*[(\[]?(?:[0-9٠-٩]{1,3}(?:\.[0-9٠-٩]{1,3})*|[A-Za-zء-ي]|[ivx]{1,5})\s?[.)\]\-–/](?!\d)"
)
_ADDRESS_SIGNS = ("@", "://", "www.")
_BOTH_SIDES, _SHORT = 3, 200
_CELLS = " | "


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document; `level` is that of a heading the format itself marks (1 is highest), else 0."""

    text: str
    level: int = 0


def letters(text: str) -> tuple[int, int]:
    """Count the Arabic and the Latin letters of a text; addresses speak no language."""
    if any(sign in text for sign in _ADDRESS_SIGNS):
        text = " ".join(word for word in text.split() if not any(sign in word for sign in _ADDRESS_SIGNS))
    return len(_ARABIC.findall(text)), len(_LATIN.findall(text))


def language(text: str) -> str:
    """Tell the language that most letters of a text are written in: `ar`, `en`, or nothing without letters."""
    arabic, latin = letters(text)
    if not arabic and not latin:
        return ""
    return "ar" if arabic >= latin else "en"


def bilingual(text: str) -> bool:
    """Tell whether a short line says one thing in both languages, as `التعاريف / Definitions` does."""
    if len(text) > _SHORT:
        return False
    arabic, latin = letters(text)
    return min(arabic, latin) >= max(_BOTH_SIDES, (arabic + latin) * 0.25)


def folded(text: str) -> tuple[str, list[int]]:
    """Spell a text without vowel signs and letter variants, with the place of each character in the original."""
    kept = [place for place, char in enumerate(text) if not _DROPPED.match(char)]
    return "".join(text[place] for place in kept).translate(_FOLDED).lower(), [*kept, len(text)]


def words(text: str) -> int:
    """Count the words of a text."""
    return len(_WORD.findall(text))


def is_item(text: str) -> bool:
    """Tell whether a line begins as an item of a list: a bullet, a number or a letter."""
    return bool(_BULLET.match(text) or _ITEM.match(text))


def is_bullet(text: str) -> bool:
    """Tell whether a line begins with a bullet."""
    return bool(_BULLET.match(text))


def row_as_lines(cells: list[list[str]]) -> Iterator[Line]:
    """Write the cells of a table row: as one line, or one under the other when they are long or two languages."""
    filled = [cell for cell in cells if cell]
    tongues = {language(" ".join(cell)) for cell in filled} - {""}
    if len(tongues) > 1 or any(len(cell) > 1 for cell in filled):
        yield from (Line(text) for cell in filled for text in cell)
    elif filled:
        yield Line(_CELLS.join(cell[0] for cell in filled))
