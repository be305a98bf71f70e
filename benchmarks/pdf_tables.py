"""Speed and memory of long Arabic tables: ours, and the same table by other tools where they are installed.

    python benchmarks/pdf_tables.py [rows …]            default 1000 10000
    python benchmarks/pdf_tables.py --all 100000

Every measurement runs in a process of its own; CPU seconds include starting Python.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html import escape
from importlib.resources import as_file, files
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

Row = tuple[str, ...]

HEAD = ("م", "الرمز", "الوصف", "الحالة", "المسؤول", "البريد الإلكتروني", "التاريخ", "النسبة")
KINDS = ("number", "id", "text", "text", "text", "email", "date", "number")
WIDTHS = (38, 64, 250, 58, 90, 130, 72, 54)
_WHO = ("شركة الشحن", "مزود الدفع", "مكتب المحاسبة", "منصة التسويق", "مركز الاتصال")
_DOES = ("تستلم", "تخزن", "تعالج", "تنقل", "تحذف", "تراجع")
_WHAT = (
    "عناوين العملاء وأرقام هواتفهم",
    "سجلات الطلبات والمدفوعات",
    "نسخ الهوية",
    "تسجيلات المكالمات",
    "بيانات التصفح",
)
_WHY = (
    "لتسليم الطلبات في موعدها",
    "وفق معيار ISO/IEC 27001:2022",
    "حسب العقد (DPA-7:2025)",
    "بالتنسيق مع Microsoft Azure",
)
_STATE = ("سار", "منته", "قيد المراجعة", "موقوف")
_FIRST, _LAST = ("سارة", "خالد", "نورة", "فهد", "ليلى"), ("العتيبي", "الحربي", "الغامدي", "الدوسري")
_LIMITS = {
    (10_000, True): (4, 80),
    (10_000, False): (4, 80),
    (100_000, True): (60, 200),
    (100_000, False): (30, 100),
}


def rows(count: int) -> Iterator[Row]:
    """Rows whose descriptions never repeat, as in a real register."""
    pick = random.Random(7)  # noqa: S311 - the same table every time
    for number in range(1, count + 1):
        about = f"{pick.choice(_WHO)} {pick.choice(_DOES)} {pick.choice(_WHAT)} {pick.choice(_WHY)} برقم {100000 + number}"
        yield (
            str(number),
            f"FL-{pick.randint(1, 5)}-{pick.randint(1, 15)}-{pick.randint(1, 9)}",
            about,
            pick.choice(_STATE),
            f"{pick.choice(_FIRST)} {pick.choice(_LAST)}",
            f"user{pick.randint(1, 5000)}@example.com.sa",
            f"{pick.randint(2024, 2026)}-{pick.randint(1, 12):02d}-{pick.randint(1, 28):02d}",
            f"{pick.randint(0, 1000) / 10}%",
        )


def _ours(path: Path, count: int, *, tagged: bool) -> None:
    from desktop.reports.engine import Column, Document, Meta  # noqa: PLC0415 - only this peer's process loads it

    meta = Meta(title="سجل المشاركة", made_at=datetime(2026, 1, 1, tzinfo=UTC))
    columns = [Column(label, kind=kind) for label, kind in zip(HEAD, KINDS, strict=True)]  # type: ignore[arg-type]  # a plain tuple of names
    with Document(path, meta, landscape=True, tagged=tagged) as document:
        document.table(columns, rows(count))


def ours_tagged(path: Path, count: int) -> None:
    _ours(path, count, tagged=True)


def ours_untagged(path: Path, count: int) -> None:
    _ours(path, count, tagged=False)


def reshaper_on_canvas(path: Path, count: int) -> None:
    """Follow the usual recipe: presentation forms reordered line by line; words cannot be searched afterwards."""
    from arabic_reshaper import reshape  # noqa: PLC0415
    from bidi import get_display  # noqa: PLC0415
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    with as_file(files("resources") / "fonts" / "DejaVuSans.ttf") as font:
        pdfmetrics.registerFont(TTFont("D", str(font)))
    canvas = Canvas(str(path), pagesize=(842, 595), pageCompression=1)
    y = 0.0
    for row in rows(count):
        cells = [
            _wrapped(text, width - 6, reshape, pdfmetrics.stringWidth)
            for text, width in zip(row, WIDTHS, strict=True)
        ]
        height = max(map(len, cells)) * 11 + 6
        if y - height < 40:
            if y:
                canvas.showPage()
            canvas.setFont("D", 8)
            y = 535.0
        x = 806.0
        for lines, width in zip(cells, WIDTHS, strict=True):
            for at, line in enumerate(lines):
                canvas.drawRightString(x - 3, y - 11 - 11 * at, get_display(line, base_dir="R"))
            x -= width
        y -= height
        canvas.line(36, y, 806, y)
    canvas.save()


def _wrapped(
    text: str, width: float, reshape: Callable[[str], str], measure: Callable[[str, str, float], float]
) -> list[str]:
    lines = [""]
    for word in map(reshape, text.split()):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and measure(longer, "D", 8) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def long_table(path: Path, count: int) -> None:
    """Set ReportLab's own long table, with presentation forms reordered before they are broken into lines."""
    from arabic_reshaper import reshape  # noqa: PLC0415
    from bidi import get_display  # noqa: PLC0415
    from reportlab.lib import colors  # noqa: PLC0415
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate  # noqa: PLC0415

    with as_file(files("resources") / "fonts" / "DejaVuSans.ttf") as font:
        pdfmetrics.registerFont(TTFont("D", str(font)))
    prose = ParagraphStyle("prose", fontName="D", fontSize=8, leading=11, alignment=2)

    def shown(text: str) -> str:
        return str(get_display(reshape(text), base_dir="R"))

    data: list[list[object]] = [[shown(label) for label in reversed(HEAD)]]
    for row in rows(count):
        cells = [Paragraph(shown(text), prose) if at == 2 else shown(text) for at, text in enumerate(row)]
        data.append(cells[::-1])
    style = [
        ("FONT", (0, 0), (-1, -1), "D", 8),
        ("ALIGN", (0, 0), (-1, -1), "RIGHT"),
        ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
    ]
    table = LongTable(data, colWidths=WIDTHS[::-1], repeatRows=1, style=style)
    SimpleDocTemplate(str(path), pagesize=(842, 595), leftMargin=36, rightMargin=36).build([table])


def fpdf2(path: Path, count: int) -> None:
    import logging  # noqa: PLC0415

    from fpdf import FPDF  # type: ignore[import-untyped]  # noqa: PLC0415 - a peer, rarely installed

    logging.disable(logging.WARNING)
    pdf = FPDF(orientation="L", unit="pt", format="A4")
    for style, name in (("", "Regular"), ("B", "Bold")):
        with as_file(files("resources") / "fonts" / f"IBMPlexSansArabic-{name}.ttf") as font:
            pdf.add_font("P", style=style, fname=str(font))
    pdf.set_font("P", size=8)
    pdf.set_text_shaping(True, direction="rtl")
    pdf.add_page()
    with pdf.table(col_widths=WIDTHS[::-1], line_height=11, text_align="RIGHT", width=sum(WIDTHS)) as table:
        for cells in (HEAD, *rows(count)):
            row = table.row()
            for cell in reversed(cells):
                row.cell(cell)
    pdf.output(str(path))


def typst(path: Path, count: int) -> None:
    import typst as engine  # type: ignore[import-not-found]  # noqa: PLC0415 - a peer, rarely installed

    data = path.with_suffix(".json")
    data.write_text(json.dumps([*rows(count)], ensure_ascii=False), encoding="utf-8")
    source = path.with_suffix(".typ")
    widths = ",".join(f"{width}pt" for width in WIDTHS)
    heads = ",".join(f"[*{label}*]" for label in HEAD)
    source.write_text(
        "#set page(width:842pt,height:595pt,margin:36pt)\n"
        '#set text(font:"IBM Plex Sans Arabic",size:8pt,dir:rtl,lang:"ar")\n'
        f'#table(columns:({widths}),inset:3pt,table.header({heads}),..json("{data.name}").flatten())\n',
        encoding="utf-8",
    )
    with as_file(files("resources") / "fonts") as fonts:
        engine.compile(str(source), output=str(path), font_paths=[str(fonts)], ignore_system_fonts=True)


def qt(path: Path, count: int) -> None:
    from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPdfWriter, QTextDocument  # noqa: PLC0415

    app = QGuiApplication(["pdf_tables", "-platform", "offscreen"])
    document = QTextDocument()
    document.setHtml(_html(count))
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    document.print_(writer)
    del app


def weasyprint(path: Path, count: int) -> None:
    from weasyprint import HTML  # type: ignore[import-not-found]  # noqa: PLC0415 - a peer, rarely installed

    HTML(string=_html(count)).write_pdf(str(path))


def _html(count: int) -> str:
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows(count)
    )
    head = "".join(f"<th>{label}</th>" for label in HEAD)
    return f"<html dir=rtl><style>@page{{size:A4 landscape}}td{{font-size:8pt}}</style><table><thead><tr>{head}</tr></thead>{body}</table>"


PEERS: dict[str, tuple[Callable[[Path, int], None], str, int]] = {
    "ours, tagged": (ours_tagged, "uharfbuzz", 1_000_000),
    "ours, untagged": (ours_untagged, "uharfbuzz", 1_000_000),
    "reshaper + bidi on a canvas": (reshaper_on_canvas, "arabic_reshaper", 10_000),
    "ReportLab LongTable": (long_table, "arabic_reshaper", 10_000),
    "Typst": (typst, "typst", 10_000),
    "Qt text document": (qt, "PySide6", 10_000),
    "WeasyPrint": (weasyprint, "weasyprint", 10_000),
    "fpdf2": (fpdf2, "fpdf", 10_000),
}


def measure(name: str, count: int) -> dict[str, float]:
    """Make one table here and say what it cost."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.pdf"
        started = time.perf_counter()
        PEERS[name][0](path, count)
        took = time.perf_counter() - started
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return {"wall": took, "cpu": time.process_time(), "memory": memory, "size": path.stat().st_size / 1e6}


def report(name: str, count: int) -> None:
    """Measure in a fresh process and print a line."""
    if importlib.util.find_spec(PEERS[name][1]) is None:
        print(f"{name:30s} not installed, skipped")
        return
    command = [sys.executable, __file__, "--one", name, str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{name:30s} failed: {(done.stderr.strip().splitlines() or ['without a word'])[-1]}")
        return
    cost = json.loads(done.stdout)
    limit = _LIMITS.get((count, name.endswith(", tagged"))) if name.startswith("ours") else None
    verdict = ""
    if limit:
        held = cost["cpu"] <= limit[0] and cost["memory"] <= limit[1]
        verdict = f"  limit {limit[0]} s, {limit[1]} MB: {'held' if held else 'MISSED'}"
    print(
        f"{name:30s} {count:7d} rows {cost['cpu']:7.2f} s CPU {cost['memory']:6.0f} MB {cost['size']:6.2f} MB file"
        f" {count / cost['wall']:7.0f} rows/s{verdict}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rows", nargs="*", type=int, default=[1000, 10_000])
    parser.add_argument("--all", action="store_true", help="run peers beyond the size they were made for")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(measure(chosen.one, chosen.rows[0])))
        return
    for count in chosen.rows:
        for name, (_, _, most) in PEERS.items():
            if count <= most or chosen.all:
                report(name, count)


if __name__ == "__main__":
    main()
