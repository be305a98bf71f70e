"""Accessible and archivable: everything painted is content or decoration, and checkers find nothing."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from desktop.reports.engine import Document
from tests.desktop.reports.engine.pdf_samples import about, everything, hard_lines, make, tool

PAINTING = {"Tj", "TJ", "f", "f*", "S", "s", "B", "b", "b*", "B*", "Do", "sh"}


def parent_tree(node: Any) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for kid in node.get("/Kids", []):
        found |= parent_tree(kid)
    numbers = list(node.get("/Nums", []))
    return found | {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}


def check_page(page: pikepdf.Page, owners: dict[int, Any]) -> list[str]:
    errors: list[str] = []
    stack: list[tuple[str, int | None]] = []
    marks: set[int] = set()
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name in {"BDC", "BMC"}:
            mark = int(operands[1].MCID) if name == "BDC" and "/MCID" in operands[1] else None
            if mark is not None:
                marks.add(mark)
            stack.append((str(operands[0]), mark))
            if sum(1 for _, number in stack if number is not None) and sum(
                1 for tag, _ in stack if tag == "/Artifact"
            ):
                errors.append("decoration inside content")
        elif name == "EMC":
            stack.pop()
        elif name in PAINTING and not any(tag == "/Artifact" or number is not None for tag, number in stack):
            errors.append(f"{name} is neither content nor decoration")
    owned = owners.get(int(page.obj.get("/StructParents", -1)))
    if owned is None or marks != set(range(len(owned))):
        errors.append("marks without owners")
    if stack or page.obj.get("/Tabs") != "/S":
        errors.append("unbalanced page")
    errors += [
        "link without words or owner"
        for note in page.obj.get("/Annots", [])
        if "/Contents" not in note or "/StructParent" not in note
    ]
    return errors


def check_element(element: Any, parent: str, seen: Counter[str]) -> list[str]:
    role = str(element.S)
    seen[role] += 1
    errors: list[str] = []
    if role == "/Figure" and "/Alt" not in element:
        errors.append("figure without words")
    if role in {"/TD", "/TH"} and parent != "/TR":
        errors.append("cell outside a row")
    if role == "/TR" and parent not in {"/Table", "/THead", "/TBody"}:
        errors.append("row outside a table")
    if role == "/TH" and "/Scope" not in element.get("/A", {}):
        errors.append("header without scope")
    if role == "/LI" and parent != "/L":
        errors.append("item outside a list")
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            errors += check_element(kid, role, seen)
    return errors


def check(path: Path) -> tuple[list[str], Counter[str]]:
    """Our own PDF/UA-1 check: a useful part of the Matterhorn protocol."""
    seen: Counter[str] = Counter()
    with pikepdf.open(path) as pdf:
        root = pdf.Root
        errors = [key for key in ("/Lang", "/Metadata", "/StructTreeRoot") if key not in root]
        if not root.MarkInfo.Marked or not root.ViewerPreferences.DisplayDocTitle:
            errors.append("catalog")
        owners = parent_tree(root.StructTreeRoot.ParentTree)
        for page in pdf.pages:
            errors += check_page(page, owners)
        errors += check_element(root.StructTreeRoot.K, "", seen)
        depths = [0, *headings(root.StructTreeRoot.K)]
        errors += ["heading skipped" for above, below in pairwise(depths) if below > above + 1]
    return errors, seen


def headings(element: Any) -> Iterator[int]:
    """Tell how deep the headings stand, in their order."""
    if str(element.S) in {"/H1", "/H2", "/H3"}:
        yield int(str(element.S)[-1])
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from headings(kid)


@pytest.mark.parametrize("lang", ["ar", "en", "both"])
def test_every_block_is_tagged(tmp_path: Path, lang: Any) -> None:
    errors, seen = check(make(tmp_path, everything, about(lang)))
    assert not errors
    wanted = {
        "/H1",
        "/H2",
        "/P",
        "/L",
        "/LI",
        "/Table",
        "/TH",
        "/TD",
        "/Figure",
        "/Link",
        "/TOC",
        "/TOCI",
        "/Title",
    }
    assert wanted <= set(seen)


def test_untagged_claims_nothing(tmp_path: Path) -> None:
    with pikepdf.open(make(tmp_path, everything, tagged=False)) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert "/MarkInfo" not in pdf.Root


def test_qpdf_finds_nothing(tmp_path: Path) -> None:
    assert "No syntax or stream encoding errors" in tool("qpdf", "--check", str(make(tmp_path, everything)))


@pytest.mark.parametrize("fill", [everything, hard_lines])
def test_archive_check_finds_nothing(tmp_path: Path, fill: Any) -> None:
    pdfa = pytest.importorskip("pikepdf.pdfa", reason="pikepdf[pdfa] is not installed", exc_type=ImportError)
    assert pdfa.validate_written(make(tmp_path, fill), "2b").findings == []


def test_every_font_is_embedded_with_its_way_back(tmp_path: Path) -> None:
    with pikepdf.open(make(tmp_path, everything)) as pdf:
        fonts = pdf.pages[0].Resources.Font
        assert len(fonts) >= 3
        for font in fonts.values():
            assert "/ToUnicode" in font
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


def test_metadata_says_what_the_document_is(tmp_path: Path) -> None:
    with pikepdf.open(make(tmp_path, hard_lines)) as pdf:
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert "سجل الخروقات" in packet
        assert "<pdfaid:part>2</pdfaid:part>" in packet
        assert "2026-03-01T07:30:00Z" in packet
        assert str(pdf.docinfo["/Title"]) == "سجل الخروقات"
        assert pdf.Root.Lang == "ar"


def test_bookmarks_nest_and_lead_to_pages(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        for chapter in "أبج":
            document.heading(1, chapter)
            document.heading(2, chapter * 2)
            document.paragraph("نص")

    with pikepdf.open(make(tmp_path, fill)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["أ", "ب", "ج"]
        assert [item.children[0].title for item in outline.root] == ["أأ", "بب", "جج"]
