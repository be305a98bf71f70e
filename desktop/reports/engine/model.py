"""What a report author hands to the engine: words, rows, charts and facts, never fonts or coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

Lang = Literal["ar", "en", "both"]
Digits = Literal["arab", "latn"]
Tone = Literal["text", "muted", "accent", "danger", "warn", "soon", "ok", "info", "mute"]
ColumnKind = Literal["text", "id", "email", "date", "number"]
ChartKind = Literal["bars", "stacked", "ring"]


class Cancelled(Exception):  # noqa: N818 - an answer to a request, not a fault
    """The caller's `cancelled` said yes; nothing was left on disk."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text with its own look; `link` is honoured for http, https and mailto only."""

    text: str
    bold: bool = False
    tone: Tone | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A status word in a toned pill; the word itself carries the meaning, the tone only helps."""

    text: str
    tone: Tone = "mute"


class Prose(str):
    """Words that read as prose beside a label, and stand by their own direction even where they take one line."""

    __slots__ = ()


Text = str | Span | Sequence[str | Span]
Cell = str | Chip | Span | Sequence[str | Span]


@dataclass(frozen=True, slots=True)
class Labels:
    """The few words the engine itself writes on a page, in one language."""

    page: str
    of: str
    contents: str
    made: str
    store: str
    audit: str
    classification: str
    name: str
    role: str
    signature: str
    date: str
    nothing: str
    continued: str


ARABIC = Labels(
    page="صفحة",
    of="من",
    contents="المحتويات",
    made="أُنشئ في",
    store="السجل",
    audit="رأس سجل التدقيق",
    classification="التصنيف",
    name="الاسم",
    role="الصفة",
    signature="التوقيع",
    date="التاريخ",
    nothing="لا يوجد ما يُعرض",
    continued="تابع",
)
ENGLISH = Labels(
    page="Page",
    of="of",
    contents="Contents",
    made="Made",
    store="Register",
    audit="Audit head",
    classification="Classification",
    name="Name",
    role="Capacity",
    signature="Signature",
    date="Date",
    nothing="Nothing to show",
    continued="continued",
)


@dataclass(frozen=True, slots=True)
class Meta:
    """What is true of the whole document.

    `lang="both"` prints Arabic first with English furniture beside it. `made_at` must be aware; it goes into
    the file's metadata, while `made_text` is what the reader sees (already in the reader's zone and digits).
    A `mark` stands at the head of every page in place of the classification.
    """

    title: str
    made_at: datetime
    lang: Lang = "ar"
    title_en: str = ""
    digits: Digits = "latn"
    organisation: str = ""
    classification: str = ""
    mark: str = ""
    store_id: str = ""
    audit_head: str = ""
    made_text: str = ""
    author: str = ""
    subject: str = ""
    creator: str = "Sijill"
    labels: Labels | None = None
    labels_en: Labels | None = None

    def __post_init__(self) -> None:
        if self.made_at.tzinfo is None:
            raise ValueError("made_at must be an aware datetime")

    @property
    def rtl(self) -> bool:
        """Whether pages read from right to left."""
        return self.lang != "en"

    @property
    def words(self) -> Labels:
        """Furniture in the document's first language."""
        if self.lang == "en":
            return self.labels_en or ENGLISH
        return self.labels or ARABIC

    @property
    def words_beside(self) -> Labels | None:
        """Furniture in the second language of a bilingual document."""
        return (self.labels_en or ENGLISH) if self.lang == "both" else None

    def number(self, value: float) -> str:
        """Write a number as this document does: at most one decimal, chosen digits."""
        whole = float(value).is_integer()
        text = f"{value:,.0f}" if whole else f"{value:,.1f}"
        if self.digits == "latn":
            return text
        return text.translate(_ARABIC_DIGITS)

    def percent(self, value: float) -> str:
        """Write a share of a hundred with its sign."""
        return self.number(round(value, 1)) + ("%" if self.digits == "latn" else "٪")


_ARABIC_DIGITS = str.maketrans("0123456789,.", "٠١٢٣٤٥٦٧٨٩٬٫")


@dataclass(frozen=True, slots=True)
class Section:
    """A document of its own within another: its pages count from one, and say its mark and its title, if it has one."""

    mark: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One table column.

    `weight` (times how much the column has to say) shares out the free width; `kind` other than text keeps ids, e-mails, dates and numbers whole by
    giving the column the width of its longest value (measured on the first rows). `head=True` marks row headers.
    """

    label: str
    weight: float = 1.0
    kind: ColumnKind = "text"
    head: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One category of a chart: its name, a value per series and, if the numbers need words, their texts."""

    label: str
    values: Sequence[float]
    texts: Sequence[str] = ()
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A small chart drawn in the document's direction, readable in greyscale, values written on it.

    `bars` and `ring` use the first value of each point; `stacked` uses one value per name in `series`.
    `alt` is the text a screen reader speaks; left empty, it is made from the data.
    """

    kind: ChartKind
    title: str
    points: Sequence[Point]
    series: Sequence[str] = ()
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Signatory:
    """One place to sign; empty fields stay open lines."""

    role: str
    name: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: what, for whom, for which period, under which law; and that it is a `draft`, if it is one."""

    subtitle: str = ""
    draft: str = ""
    facts: Sequence[tuple[str, str]] = ()
    logo: Path | bytes | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What was written: number of pages, SHA-256 of the file, size in bytes."""

    pages: int
    sha256: str
    size: int = 0


@dataclass(slots=True)
class Heading:
    """A heading already placed: what contents page and bookmarks need to know."""

    level: int
    text: str
    page: int
    page_object: int
    y: float
    children: list[Heading] = field(default_factory=list)
