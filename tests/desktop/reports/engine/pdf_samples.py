"""Documents to look into: made by the public API, read back by independent tools."""

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.reports.engine import (
    Chart,
    Chip,
    Column,
    Cover,
    Document,
    Drawing,
    Meta,
    Point,
    Signatory,
    Span,
)
from desktop.reports.engine.model import Lang

MOMENT = datetime(2026, 3, 1, 7, 30, tzinfo=UTC)
HARD_LINES = (
    "تلتزم المنشأة بتطبيق جميع الضوابط الأساسية للأمن السيبراني",
    "تم اعتماد نظام Microsoft Entra ID من قبل الإدارة",
    "للتواصل: security.team@example.com.sa أو الاتصال",
    "صفحة الإرشاد https://nca.gov.sa/ecc?id=12&lang=ar منشورة",
    "اتصل على +966 55 123 4567 صباحا",
    "بلغت النسبة 87.5% هذا العام",
    "ينتهي الأجل 2025-03-31 أو 30/06/2025 كما في العقد",
    "يشمل البند ECC-1-4-2 والبند 2-3-1 معا",
    "الهيئة (الوطنية للأمن السيبراني) مسؤولة",
    "نظام إدارة أمن المعلومات (ISO/IEC 27001:2022) معتمد",
    "خادم Windows Server (2019) قديم",
    "قال «التزام كامل» ثم “مطبق جزئيا” انتهى",
    "مُحَمَّدٌ رَسُولُ الْحَقِّ وَالْعَدْلِ",
    "لا لأن لإدارة لآخر بالإضافة الآن",
    "العربيـــة تطويـــل محمـــد",
    "بلغ العدد ١٢٣٤ في سنة ١٤٤٦",
    "سعر الوحدة 1,234 ثم 56.7 لاحقا",
    "تغير المؤشر -5.2 نقطة",
    "بسم الله الرحمن الرحيم",
    "شؤون مسؤولية هيئة بيئة ملائمة مبادئ بدء سوء",
    "Retention schedule v2.1 (approved)",
    "Data owner: سارة العتيبي (privacy office)",
    "٢٧ نوفمبر ٢٠٢٦ \u00b7 \u206627 November 2026 at 03:01\u2069",
)

Fill = Callable[[Document], object]


def about(lang: Lang = "ar", **more: str) -> Meta:
    title = "Breach log" if lang == "en" else "سجل الخروقات"
    known = {
        "title": title,
        "organisation": "شركة المثال",
        "classification": "سري",
        "store_id": "0197a3c2-7b1e-7c55",
        "made_text": "2026-03-01",
    }
    return Meta(
        made_at=MOMENT,
        lang=lang,
        audit_head="9f86d081884c7d65",
        **{**known, **more},  # type: ignore[arg-type]  # every key is a text field
    )


def make(folder: Path, fill: Fill, meta: Meta | None = None, *, tagged: bool = True) -> Path:
    """Make a document from a function that fills it."""
    path = folder / "made.pdf"
    with Document(path, meta or about(), tagged=tagged) as document:
        fill(document)
    return path


def hard_lines(document: Document) -> None:
    for line in HARD_LINES:
        document.paragraph(line)


def everything(document: Document) -> None:
    """Use every kind of block once."""
    document.cover(Cover(subtitle="ملخص", facts=[("الفترة", "2026")], note="نسخة للجهة المختصة"))
    document.contents()
    document.heading(1, "ملخص للإدارة")
    document.paragraph(
        ["نص ", Span("مهم", bold=True), " و", Span("https://example.sa/", link="https://example.sa/")]
    )
    document.heading(2, "قائمة")
    document.bullets(["أول", "ثان"])
    document.note("انتبه إلى الأجل", tone="warn", title="تنبيه")
    document.tiles([("المواعيد الملتزم بها", "٪٨٧", "٧ من ٨"), ("الطلبات", "17", "")])
    document.facts([("الحالة", Chip("متأخر", "danger")), ("البريد", "a.b@example.sa")])
    document.heading(1, "رسوم")
    points = [Point("شحن", [3, 1]), Point("دفع", [2, 4])]
    document.chart(Chart("bars", "أعمدة", points))
    document.chart(Chart("stacked", "متراكمة", points, series=["في الموعد", "متأخر"]))
    document.chart(Chart("ring", "حلقة", points))
    drawing = Drawing(300, 60)
    drawing.box(0, 10, 80, 30, radius=4, fill="cross")
    drawing.arrow(80, 25, 200, 25)
    drawing.label(100, 20, "بيانات")
    drawing.wedge(240, 30, 12, tone="ok", fill="dots")
    document.figure(drawing, alt="خريطة", caption="شكل")
    document.pair("نص عربي", "An English text", rule=False)
    document.page_break(landscape=True)
    rows = [(str(at), f"ECC-1-{at}", "وصف " * 8, Chip("جديد")) for at in range(60)]
    columns = [
        Column("م", kind="number"),
        Column("الرمز", kind="id", head=True),
        Column("الوصف"),
        Column("الحالة"),
    ]
    document.table(columns, rows, summary="ضوابط")
    document.table([Column("أ"), Column("ب")], [], empty="لا شيء")
    document.page_break(landscape=False)
    people = [Signatory("مسؤول حماية البيانات", "سارة"), Signatory("المدير")]
    document.signatures(people, statement="استُخرج من السجل")


def tool(name: str, *arguments: str) -> str:
    """Run a command-line reader, or skip the test where it is not installed."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    done = subprocess.run([found, *arguments], check=True, capture_output=True, text=True)  # noqa: S603 - a reader, our file
    return done.stdout


def normal(text: str) -> str:
    """NFKC without direction marks, blanks collapsed: what a search sees."""
    text = re.sub("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"[^\S\n]+", " ", text)


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in normal(text).splitlines()]


def poppler(path: Path) -> str:
    return tool("pdftotext", str(path), "-")
