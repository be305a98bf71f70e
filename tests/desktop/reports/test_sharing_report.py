"""The sharing inventory of an organisation with many parties, long names and gaps: nothing left out, nothing cut off."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader

from data.audit import Stamp
from data.breach import Breach
from data.choices import CHOICES
from data.organisation import Organisation
from data.processing import Activity
from data.request import Request
from data.sharing import Agreement, Flow, Party
from data.store import Store
from desktop.law.loading import load_packs
from desktop.reports.build import Order, build
from desktop.reports.engine import Document, Sheet, twofold
from desktop.reports.engine.drawing import Box, Drawing, Label, Lines
from desktop.reports.flowmap import FlowMap
from desktop.reports.frame import Frame
from desktop.reports.summary import Figures
from tests.desktop.reports.engine.pdf_samples import about
from tests.desktop.reports.test_reports import plain, read

NOW = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
LONG = "شركة القوافل للخدمات اللوجستية وسلاسل الإمداد والتخزين المبرد متعددة الوسائط"
LONG_EN = "Caravan Multimodal Cold-Chain Logistics, Warehousing and Last-Mile Delivery Company"
GROUPS = CHOICES["party_category"]
COUNTRIES = ("SA", "US", "BA", "AE", "IE")


def _ago(day: int) -> date:
    return date(2025, 1, day)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    organisation = Organisation(name_ar=f"{LONG} القابضة", name_en=LONG_EN, laws=["SA"], country="SA")
    folder = tmp_path_factory.mktemp("many") / "store"
    made = Store.create(folder, organisation, Stamp("سارة", NOW, "create")).store
    with made.unit("سارة", NOW, "add") as unit:
        parties = [
            unit.add(
                Party(
                    code=f"PA-2026-{90 - at:03d}",
                    name_ar=f"{LONG} {at}" if at % 3 else f"جهة {at}",
                    name_en=f"{LONG_EN} {at}",
                    category=GROUPS[at % 4],
                )
            )
            for at in range(60)
        ]
        for at in range(80):
            unit.add(
                Flow(
                    title="طلبات" if at % 2 else "Orders",
                    party=parties[at % 58].id,
                    purpose="x",
                    category=GROUPS[at % 4],
                    data=["identity", "contact"],
                    country=COUNTRIES[at % 5],
                    storage_country=COUNTRIES[at % 3],
                )
            )
        unit.add(
            Flow(title="Left alone", party=parties[0].id, purpose="x", category="other", data=["contact"])
        )
        ended = Flow(title="Past", party=parties[1].id, purpose="x", category="other", data=["contact"])
        ended.until_on = _ago(3)
        unit.add(ended)
        unit.add(Agreement(title="عقد", parties=[parties[2].id], law="SA"))
    yield made
    made.close()


def _frame(store: Store, lang: str) -> Frame:
    return Frame(Order("sharing", lang), store, NOW, load_packs())


def _map(store: Store, frame: Frame) -> FlowMap:
    parties = store.all(Party)
    lacking = {party.id: "missing" for party in parties[::2]}
    return FlowMap(store.organisation().name_ar, parties, store.all(Flow), lacking, "SA")


def _sheet(lang: str) -> tuple[Document, Sheet]:
    document = Document(BytesIO(), about(lang))  # type: ignore[arg-type]  # one of the three
    document.heading(1, "خريطة")
    return document, document.sheet()


def _within(drawing: Drawing, sheet: Sheet) -> Iterator[tuple[Box, list[Label]]]:
    """Find the words of each party's box, and hold that they are no taller than it."""
    boxes = [shape for shape in drawing.shapes if isinstance(shape, Box) and shape.x > drawing.width * 0.6]
    labels = [shape for shape in drawing.shapes if isinstance(shape, Label) and shape.x > drawing.width * 0.6]
    for box in boxes:
        inside = [one for one in labels if box.y < one.y < box.y + box.height]
        lowest = max(
            one.y + (sheet.lines(one.text, one.limit, one.size, bold=one.bold) - 1) * one.size * 1.45
            for one in inside
        )
        assert lowest < box.y + box.height - 2
        yield box, inside


@pytest.mark.parametrize("lang", ["ar", "en", "both"])
def test_the_map_holds_every_party_once_and_all_its_words(store: Store, lang: str) -> None:
    frame = _frame(store, lang)
    document, sheet = _sheet(lang)
    seen: list[str] = []
    (little, none), *drawn = _map(store, frame).sheets(frame.told, sheet)
    assert not none
    assert little.height < sheet.next
    assert sum(isinstance(shape, Box) for shape in little.shapes) == 1 + 4
    for drawing, rows in drawn:
        assert drawing.height <= sheet.page
        boxes = list(_within(drawing, sheet))
        assert len(boxes) == len(rows)
        for (box, inside), row in zip(boxes, rows, strict=True):
            assert [one.text for one in inside] == [row.name, row.told]
            assert all(one.limit and one.x + one.limit <= drawing.width for one in inside)
            assert "…" not in row.name
            assert ("LLC" in row.name or "Caravan" in row.name) == (lang != "ar") or "جهة" in row.name
            assert box.height >= 30
        assert all(upper.y + upper.height < lower.y for (upper, _), (lower, _) in pairwise(boxes))
        bars = [one for one in drawing.shapes if isinstance(one, Lines) and one.stroke.tone == "danger"]
        assert len(bars) == sum(box.tone == "danger" for box, _ in boxes)
        seen += [row.party.id for row in rows]
    assert len(seen) == len(set(seen)) == 58
    # All sheets but the first and the last are filled, so that no page is left half empty.
    assert all(drawing.height > sheet.page * 0.8 for drawing, _ in drawn[1:-1])
    document.abort()


def test_a_map_begins_on_the_next_page_where_this_one_has_no_room(store: Store) -> None:
    frame = _frame(store, "ar")
    document, sheet = _sheet("ar")
    whole = replace(_map(store, frame), flows=store.all(Flow)[:20])
    assert not whole.many
    first, rows = next(iter(whole.sheets(frame.told, sheet._replace(here=60.0))))
    assert len(rows) > 8
    assert sheet.next * 0.8 < first.height <= sheet.next
    document.abort()


def test_the_window_draws_the_same_map_on_single_lines(store: Store) -> None:
    frame = _frame(store, "ar")
    drawing = _map(store, frame).draw(frame.words, 640)
    boxes = [shape for shape in drawing.shapes if isinstance(shape, Box) and shape.x > 400]
    assert len({box.height for box in boxes}) == 1
    assert drawing.height > 58 * 44


def test_the_inventory_leaves_nothing_out_and_stands_in_order(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "sharing.pdf"
    build(Order("sharing", "en"), store, file, NOW, load_packs())
    said = plain(" ".join(page.extract_text() for page in PdfReader(file).pages))
    assert "Other category" in said  # no party is of that category, but a flow is
    assert "Left alone" in said
    assert "Past" not in said
    codes = [party.code for party in store.all(Party) if party.category == GROUPS[0]]
    places = [said.index(f"{code} ", said.index("Level of risk")) for code in sorted(codes)]
    assert places == sorted(places)
    assert "Agreements that lack terms the law asks for" in said
    assert "AG-2026-001" in said
    assert "terms that the law asks for are missing" in said


def test_the_summary_counts_the_flows_of_the_inventory(store: Store) -> None:
    figures = Figures(replace(_frame(store, "en"), order=Order("summary", "en")))
    assert len(figures.flows) == 81
    assert sum(sum(point.values) for point in figures.categories().points) == 81


def test_the_summary_is_two_pages_whatever_there_is_to_tell(store: Store, tmp_path: Path) -> None:
    """Every cause, band and right, long names, a period in the heading: and a row's room is left."""
    with store.unit("سارة", NOW, "add") as unit:
        for at, cause in enumerate(CHOICES["breach_cause"]):
            for band in ("", *CHOICES["severity"]):
                breach = Breach(title=LONG, cause=cause, severity=band, aware_at=NOW, detected_at=NOW)
                unit.add(breach)
            unit.add(Request(title=LONG, rights=list(CHOICES["right"][at:]), received_at=NOW, law="SA"))
            unit.add(Activity(name_ar=LONG, name_en=LONG_EN * 2, purposes="x", next_review=_ago(at + 9)))
    for lang in ("ar", "en", "both"):
        file = tmp_path / "summary.pdf"
        order = Order("summary", lang, since=date(2020, 1, 1), until=NOW.date())
        build(order, store, file, NOW, load_packs())
        assert len(PdfReader(file).pages) == 2, lang
        first, last = PdfReader(file).pages
        assert _lowest(first) < 400
        assert _lowest(last) > 120
        figures = Figures(replace(_frame(store, lang), order=order))
        assert sum(sum(point.values) for point in figures.causes().points) == len(figures.known)


def _lowest(page: PageObject) -> float:
    """Find how far down a page its text reaches, in points above the foot, which is set apart."""
    heights: list[float] = []
    page.extract_text(visitor_text=lambda text, _, at, *__: heights.append(at[5]) if text.strip() else None)
    return min(height for height in heights if height > 85)


def test_a_list_keeps_the_order_of_its_language(store: Store) -> None:
    frame = _frame(store, "en")
    field = frame.field(Agreement, "parties")
    both = replace(frame, order=Order("sharing", "both"))
    assert both.said(field, ["1", "2"], {"1": "توصيل", "2": "Orders"}).count("Orders") == 1
    assert (
        both.said(field, ["1", "2"], {"1": twofold("توصيل", "Delivery"), "2": "Orders"}).count("Orders") == 2
    )
    said = frame.said(field, ["1", "2"], {"1": "توصيل", "2": "Orders"})
    assert said == "\u200e\u2067توصيل\u2069, \u2066Orders\u2069"
    document, _ = _sheet("en")
    line = document._flow.pages.setter.line(said, 9)  # how the engine sets it
    assert not line.rtl
    document.abort()


def test_an_empty_store_has_sound_reports(tmp_path: Path) -> None:
    organisation = Organisation(name_ar="جمعية", name_en="Association", laws=["SA"], country="SA")
    made = Store.create(tmp_path / "store", organisation, Stamp("سارة", NOW, "create")).store
    said = {"ar": "لا يوجد ما يُعرض", "en": "Nothing to show", "both": "Nothing to show"}
    for lang, nothing in said.items():
        file = tmp_path / f"{lang}.pdf"
        build(Order("summary", lang), made, file, NOW, load_packs())
        assert len(PdfReader(file).pages) == (2 if lang == "both" else 1)
        assert read(file).count(nothing) >= 6
    made.close()
