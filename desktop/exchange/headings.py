"""Which lines of a text without numbers are headings: questions, titles, and lines that end in a colon."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from desktop.exchange.lines import Line, folded, is_item, words
from desktop.exchange.markers import Mark, marks_of

_QUESTION_WORDS, _COLON_WORDS, _TITLE_WORDS, _TITLE_CHARS, _LABEL_WORDS = 20, 16, 10, 90, 8
_HEADING_WORDS = 30
_WRAPPED = 60
_ENDS = tuple(".،؛;,:!؟?…")
_LABEL = re.compile(r"(?P<label>[^.:؟?!\n]{2,80})(?P<sign>[:.])\s+\S")
_CUES = re.compile(
    r"\b(?:following|follows|below|such as|includes?|including|namely|for example)\b|^(?:we|you|they|it|if|when)\b"
    r"|تالي|اتيه|الاتي|يلي|ياتي|مثل|ادناه|وهي|تشمل|يشمل|تتضمن|منها|عن طريق|علي سبيل"
    r"|^[وف]?(?:قد|يمكن\w*|يحق|لك|لكم|عند|اذا|كما|يتم|تقوم|نقوم|نجمع|نستخدم|نشارك|نحتفظ|نعالج|نحصل|نلتزم|نطلب)\b"
)
_POLICY = re.compile(r"\b(?:polic|privacy|notice|statement|terms)|سياس|خصوصي|اشعار|بيان ال|شروط|ميثاق")


class Kind(Enum):
    """What a line looks like among its neighbours."""

    BODY = "body"
    QUESTION = "question"
    TITLE = "title"
    COLON = "colon"
    LIST = "list"
    INTRO = "intro"


@dataclass(frozen=True, slots=True)
class Row:
    """A line that holds something: its place in the text, its marks, and whether a blank line stands before it."""

    place: int
    text: str
    level: int
    marks: tuple[Mark, ...]
    apart: bool


def rows_of(lines: Sequence[Line], places: Sequence[int]) -> list[Row]:
    """Take the chosen lines that are not blank."""
    rows = []
    for place in places:
        line = lines[place]
        if line.text.strip():
            apart = place == 0 or not lines[place - 1].text.strip()
            text = line.text.strip()
            level = line.level if words(text) <= _HEADING_WORDS else 0
            rows.append(Row(place, text, level, marks_of(text), apart))
    return rows


def names_policy(text: str) -> bool:
    """Tell whether a short line is the title of a policy rather than of one of its clauses."""
    return bool(_POLICY.search(folded(text)[0]))


def title_shaped(text: str) -> bool:
    """Tell whether a line has the shape of a title: a few words and no end of sentence."""
    return (
        0 < words(text) <= _TITLE_WORDS
        and len(text) <= _TITLE_CHARS
        and not text.endswith(_ENDS)
        and not is_item(text)
        and not _LABEL.match(text)
        and "@" not in text
        and "://" not in text
    )


def kinds_of(rows: Sequence[Row]) -> list[Kind]:
    """Name what each row looks like among its neighbours."""
    runs = _title_runs(rows)
    return [_kind(rows, runs, at) for at in range(len(rows))]


def _title_runs(rows: Sequence[Row]) -> dict[int, tuple[int, int]]:
    """Find for each row that has a title's shape where its run of such rows begins and ends."""
    runs: dict[int, tuple[int, int]] = {}
    start = 0
    for at in range(len(rows) + 1):
        if at == len(rows) or not title_shaped(rows[at].text):
            runs |= dict.fromkeys(range(start, at), (start, at))
            start = at + 1
    return runs


def _kind(rows: Sequence[Row], runs: Mapping[int, tuple[int, int]], at: int) -> Kind:
    row = rows[at]
    if row.level:
        return Kind.TITLE
    if at + 1 == len(rows) or is_item(row.text):
        return Kind.BODY
    if row.text.endswith(("?", "؟")) and words(row.text) <= _QUESTION_WORDS:
        return Kind.QUESTION
    if row.text.endswith((":", "：")) and words(row.text) <= _COLON_WORDS:
        return _colon(rows, at)
    return Kind.TITLE if at in runs and _stands_as_title(rows, *runs[at]) else Kind.BODY


def _colon(rows: Sequence[Row], at: int) -> Kind:
    if _CUES.search(folded(rows[at].text)[0]):
        return Kind.INTRO
    following = rows[at + 1].text
    if is_item(following) or _label(following) == ":":
        return Kind.LIST
    if at + 2 < len(rows) and _label(following) and _label(rows[at + 2].text):
        return Kind.LIST
    return Kind.COLON


def _label(text: str) -> str:
    """Find the sign after the label of `Label: text` or `Label. text`."""
    found = _LABEL.match(text)
    return found["sign"] if found and words(found["label"]) <= _LABEL_WORDS else ""


def _stands_as_title(rows: Sequence[Row], start: int, end: int) -> bool:
    """Tell a title from an item of a list without bullets and from the tail of a wrapped sentence."""
    if end - start > 2 or end == len(rows):  # noqa: PLR2004 - a title may have a subtitle; three in a row are a list
        return False
    if start == 0:
        return True
    before = rows[start - 1].text
    wrapped = (
        not rows[start].apart
        and len(before) >= _WRAPPED
        and not before.endswith((*_ENDS, ")", "»", '"', "”"))
    )
    return not wrapped and not before.endswith((":", "،", ",", "؛", ";"))
