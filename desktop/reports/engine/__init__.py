"""Arabic and English PDF: tagged, searchable, PDF/A-2b, the same bytes for the same data and moment.

    meta = Meta(title="سجل الخروقات", lang="ar", digits="arab", organisation="…", made_at=now, made_text="…")
    with Document(path, meta, progress=lambda pages: ...) as doc:
        doc.cover(Cover(subtitle="…", facts=[("الفترة", "…")]))
        doc.contents()
        doc.heading(1, "ملخص")
        doc.paragraph(["نص ", Span("مهم", bold=True)])
        doc.table([Column("الرمز", kind="id"), Column("الوصف", weight=3)], rows)
        doc.signatures([Signatory("مسؤول حماية البيانات")])
    print(doc.result.pages, doc.result.sha256)

Text is data, never markup. Direction follows the text and the document; nothing is mirrored by the caller.
"""

from desktop.reports.engine.document import Document
from desktop.reports.engine.drawing import Drawing, Stroke
from desktop.reports.engine.flow import Lines, Sheet
from desktop.reports.engine.model import (
    Cancelled,
    Cell,
    Chart,
    Chip,
    Column,
    Cover,
    Labels,
    Meta,
    Point,
    Prose,
    Result,
    Section,
    Signatory,
    Span,
    Text,
    Tone,
)
from desktop.reports.engine.tokens import TIE
from desktop.reports.engine.twofold import below, halves, labelled, twofold

__all__ = [
    "TIE",
    "Cancelled",
    "Cell",
    "Chart",
    "Chip",
    "Column",
    "Cover",
    "Document",
    "Drawing",
    "Labels",
    "Lines",
    "Meta",
    "Point",
    "Prose",
    "Result",
    "Section",
    "Sheet",
    "Signatory",
    "Span",
    "Stroke",
    "Text",
    "Tone",
    "below",
    "halves",
    "labelled",
    "twofold",
]
