"""A register with a bilingual draft and a published text, and the page that shows it."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from data.policy import Clause, Policy
from data.store import Store
from desktop import policy as rules
from desktop import version as life
from tests.ui.conftest import NOW
from ui.desk import Desk
from ui.policy.page import Page

CLAUSES = (
    ("1", "البيانات التي نجمعها", "What we collect", "نجمع الاسم ورقم الجوال.", "We collect name and phone."),
    ("2", "المشاركة", "Sharing", "لا نبيع بياناتك.", "We never sell your data."),
    ("3", "الاحتفاظ", "Retention", "نحتفظ بالبيانات سنة.", "We keep data for one year."),
)


def add_policy(store: Store, title_ar: str, title_en: str, *, published: bool = False) -> Policy:
    """Put a policy of three clauses into the register."""
    policy = Policy(title_ar=title_ar, title_en=title_en, laws=["SA"])
    with store.unit("سارة العمري", NOW, "new-policy") as unit:
        rules.new_policy(unit, policy)
        version = policy.versions[0]
        for at, (number, heading_ar, heading_en, text_ar, text_en) in enumerate(CLAUSES):
            clause = Clause(
                number=number,
                heading_ar=heading_ar,
                heading_en=heading_en,
                text_ar=text_ar,
                text_en=text_en,
            )
            rules.add_clause(unit, version, at, clause)
        if published:
            life.submit(unit, version)
            life.approve(unit, version, approver="خالد", effective_from=NOW.date())
            life.publish(unit, version)
    return policy


@pytest.fixture
def draft(store: Store) -> Policy:
    return add_policy(store, "سياسة الخصوصية", "Privacy policy")


@pytest.fixture
def open_page(qtbot: QtBot) -> Callable[[Desk], Page]:
    def show(desk: Desk) -> Page:
        page = Page(desk)
        qtbot.addWidget(page)
        page.resize(1300, 800)
        with qtbot.waitExposed(page):
            page.show()
        return page

    return show


@pytest.fixture
def page(open_page: Callable[[Desk], Page], draft: Policy, desk: Desk) -> Page:
    return open_page(desk)
