"""The settings: any law is read with its sources, a fact is changed with a reason, the leading law speaks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from data.organisation import Holiday
from data.store import Store
from desktop import organisation, sample
from desktop.law.loading import load_packs
from desktop.law.reading import SECTIONS, read
from tests.ui.conftest import settled, unnamed
from ui.desk import Desk
from ui.settings.fact import FactDialog, may_change
from ui.settings.law import FactRow
from ui.settings.page import Page
from ui.widgets.text import Label, plain

CLOCK = ("breaches", "authority", "clock")


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Page:
    return shown(qtbot, desk)


def shown(qtbot: QtBot, desk: Desk) -> Page:
    page = Page(desk)
    qtbot.addWidget(page)
    page.resize(1300, 800)
    with qtbot.waitExposed(page):
        page.show()
    return page


def section(page: Page, name: str) -> None:
    items = [page.law.sections.item(at) for at in range(page.law.sections.count())]
    at = next(i for i, item in enumerate(items) if item.data(0x0100) == name)
    page.law.sections.setCurrentRow(at)


def said(page: Page) -> str:
    rows = page.law.findChildren(FactRow)
    return "\n".join(label.text() for one in rows for label in one.findChildren(Label) if not one.isHidden())


def test_every_section_of_every_law_can_be_read(page: Page, desk: Desk) -> None:
    for pack in desk.packs.values():
        for key in SECTIONS:
            for entry in read(pack, key, desk.words):
                assert entry.heading
                assert "{" not in entry.text + entry.second
    page.tabs.select("laws")
    for at in range(page.law.sections.count()):
        page.law.sections.setCurrentRow(at)
        assert len(page.law.findChildren(FactRow)) >= len(page.law.entries) > 0
    section(page, "breaches")
    assert unnamed(page) == []


def test_days_and_dates_say_which_they_are(page: Page, desk: Desk) -> None:
    section(page, "calendar")
    day = desk.calendar.yearly("09-23")
    assert any(plain(entry.text).endswith(day) for entry in page.law.entries)
    section(page, "law")
    dates = [entry.heading for entry in page.law.entries if entry.path[:1] == ("dates",)]
    assert len(dates) == len(set(dates)) == 4


def test_a_law_is_read_by_keys_alone(qtbot: QtBot, page: Page) -> None:
    page.tabs.select("laws")
    section(page, "rights")
    page.law.sections.setFocus()
    QTest.keyClick(page.law.sections, Qt.Key.Key_Tab)
    assert page.law.sheet.hasFocus()
    bar = page.law.sheet.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    QTest.keyClick(page.law.sheet, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    page.law.sections.setCurrentRow(2)
    assert bar.value() == 0


def test_a_fact_stands_with_article_confidence_and_source(page: Page, desk: Desk) -> None:
    section(page, "breaches")
    clock = next(entry for entry in page.law.entries if entry.path == CLOCK)
    assert desk.words("clock.period.hours", n=72) in clock.text
    text = said(page)
    assert desk.words("law.confidence.primary") in text
    assert "ksapdpl.com" in text


def test_what_is_not_known_is_said(page: Page, desk: Desk) -> None:
    page.law.laws.choose("LB")
    section(page, "breaches")
    absent = {entry.heading: entry.text for entry in page.law.entries if entry.fact is None}
    assert absent == {desk.words("law.recipient.processor"): desk.words("law.not-verified")}
    page.law.laws.choose("BH")
    section(page, "requests")
    unknown = {entry.heading for entry in page.law.entries if entry.fact is None}
    right = desk.packs["BH"].rights.items["automated"].name.text(desk.lang)
    assert f"{desk.words('law.part.clock')}: {right}" in unknown
    assert desk.words("law.part.refusal") in unknown
    assert desk.words("law.part.fees") not in unknown


def test_a_withdrawal_is_said_to_be_unverified_where_no_text_was_seen(page: Page, desk: Desk) -> None:
    page.tabs.select("laws")
    for law, unsure in (("QA", True), ("EU", True), ("KW", True), ("SA", False)):
        page.law.laws.choose(law)
        section(page, "requests")
        page.law.show_law()
        name = desk.packs[law].rights.items["withdraw-consent"].name.text(desk.lang)
        (entry,) = (one for one in page.law.entries if name in one.heading)
        assert (entry.fact is None) == (entry.text == desk.words("law.not-verified")) == unsure


def test_a_search_looks_through_the_whole_law(page: Page, desk: Desk) -> None:
    sought = desk.words("law.part.fees")
    page.law.search.setText(sought)
    assert page.law.entries
    assert all(entry.holds(sought) for entry in page.law.entries)
    page.law.search.setText("غير موجود أبدًا")
    assert not page.law.entries


def test_a_changed_fact_carries_its_reason_and_can_be_taken_back(
    qtbot: QtBot, page: Page, desk: Desk, store: Store
) -> None:
    section(page, "breaches")
    entry = next(one for one in page.law.entries if one.path == CLOCK)
    assert may_change(entry.fact)
    dialog = FactDialog(desk, "SA", entry)
    qtbot.addWidget(dialog)
    dialog.changed.connect(page.law._changed)
    dialog.lines["amount"].setText("٤٨")
    dialog.keep()
    assert dialog.banner.text, "no reason was given"
    dialog.lines["reason"].setText('سياسة "داخلية"')
    dialog.keep()
    clock = load_packs(store.folder)["SA"].breaches["authority"].clock
    assert clock is not None
    assert (clock.amount, clock.reason) == (48, 'سياسة "داخلية"')
    assert desk.pack is not None
    assert desk.pack.breaches["authority"].clock == clock
    assert desk.words("law.page.changed") in said(page)
    again = FactDialog(desk, "SA", next(one for one in page.law.entries if one.path == CLOCK))
    qtbot.addWidget(again)
    again.take_back()
    assert load_packs(store.folder)["SA"].breaches["authority"].clock.amount == 72  # type: ignore[union-attr]  # is there
    assert not list((Path(store.folder) / "law").glob("*.toml"))


@pytest.mark.parametrize("amount", ["0", "soon"])
def test_a_change_that_breaks_the_rules_is_not_kept(
    qtbot: QtBot, page: Page, desk: Desk, store: Store, amount: str
) -> None:
    section(page, "breaches")
    dialog = FactDialog(desk, "SA", next(one for one in page.law.entries if one.path == CLOCK))
    qtbot.addWidget(dialog)
    dialog.lines["amount"].setText(amount)
    dialog.lines["reason"].setText("تجربة")
    dialog.keep()
    assert dialog.banner.text
    assert load_packs(store.folder)["SA"].breaches["authority"].clock.amount == 72  # type: ignore[union-attr]  # is there


def test_the_leading_law_is_chosen_among_those_of_the_organisation(
    qtbot: QtBot, make_desk: Callable[..., Desk], store: Store
) -> None:
    desk = make_desk("ar", store=store)
    page = shown(qtbot, desk)
    page.organisation._keep({"laws": ["SA", "MA"]})
    settled(qtbot, desk)
    assert desk.pack is not None
    assert desk.pack.code == "SA"
    page.organisation._lead("MA")
    assert desk.pack.code == "MA"
    assert desk.months == "morocco"
    page.organisation._keep({"laws": ["SA", "QA", "MA"]})
    assert store.organisation().laws == ["MA", "SA", "QA"]


@pytest.mark.parametrize(
    ("law", "words"),
    [
        ("QA", ("سجل الخروقات", "طلبات الأفراد", "الموعد القانوني", "المراقب")),
        ("MA", ("سجل الخروقات", "طلبات الأشخاص المعنيين", "الموعد القانوني", "المسؤول عن المعالجة")),
        ("OM", ("سجل الاختراقات", "طلبات أصحاب البيانات", "الموعد القانوني", "المتحكم")),
    ],
)
def test_the_law_decides_words_and_digits_everywhere(
    make_desk: Callable[..., Desk], store: Store, law: str, words: tuple[str, ...]
) -> None:
    desk = make_desk("ar", store=store)
    with desk.unit("organisation") as unit:
        organisation.change(unit, {"laws": [law]})
    desk.read_laws()
    keys = ("nav.breaches", "nav.requests", "field.due", "choice.notice_recipient.controller")
    assert tuple(desk.words(key) for key in keys) == words
    assert desk.words("clock.chip.hours") == ("خلال 48 ساعة" if law == "MA" else "خلال ٤٨ ساعة")


def test_what_was_typed_is_kept_when_the_page_is_left(
    qtbot: QtBot, page: Page, desk: Desk, store: Store
) -> None:
    page.organisation.form.editors["officer_name"].set_value("خالد")
    page.organisation.form._touched()
    kept = page.state()
    assert store.organisation().officer_name == "خالد"
    again = shown(qtbot, desk)
    again.restore({**kept, "tab": "laws", "law": "QA"})
    assert again.law.pack.code == "QA"


def test_the_sample_goes_with_one_click(
    qtbot: QtBot, desk: Desk, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, desk)
    page.tabs.select("organisation")
    settled(qtbot, desk)
    samples = page.organisation.samples
    assert not samples.isVisible()
    sample.fill(store, desk.now(), desk.actor)
    with desk.unit("add") as unit:
        unit.add(Holiday(name_ar="عطلة لنا", first_day=desk.today()))
    settled(qtbot, desk)
    assert samples.isVisible()
    assert unnamed(samples) == []
    monkeypatch.setattr("ui.settings.samples.confirm", lambda *_, **__: True)
    samples.clear.click()
    settled(qtbot, desk)
    assert not samples.isVisible()
    assert {name: count for name, count in sample.counts(store).items() if count} == {"holidays": 1}
