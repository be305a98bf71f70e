"""How the inventory looks in lists: categories with their icons, ends with their urgency."""

from datetime import date, timedelta

from ui.desk import Desk
from ui.widgets.cell import NOTHING, Cell

ICONS = {
    "shipping": "truck",
    "payment": "credit-card",
    "marketing": "megaphone",
    "government": "landmark",
    "analytics": "file-chart-column",
    "technology": "hard-drive",
    "professional": "file-signature",
    "affiliates": "building-2",
    "fraud-prevention": "shield-check",
    "other": "circle-dot",
}
_WEEKS = (
    (timedelta(), "danger", "circle-alert"),
    (timedelta(30), "warn", "timer"),
    (timedelta(90), "soon", "hourglass"),
)


def category_cell(desk: Desk, category: str) -> Cell:
    """Say a category with its icon."""
    said = desk.words(f"choice.party_category.{category}") if category else ""
    return Cell(said, tone="mute", icon=ICONS.get(category, "circle-dot")) if said else NOTHING


def end_cell(desk: Desk, end: date | None) -> Cell:
    """Say when something ends: over, within a month, within three, or later."""
    if end is None:
        return NOTHING
    said = desk.calendar.gregorian(end)
    for within, tone, icon in _WEEKS:
        if end < desk.today() + within:
            return Cell(said, tone=tone, icon=icon)
    return Cell(said)


def standing_cell(desk: Desk, standing: str) -> Cell:
    """Say how a party stands with its agreements; what is missing is said in words beside its colour."""
    looks = {"valid": ("ok", "circle-check"), "none-needed": ("mute", "circle-minus")}
    tone, icon = looks.get(standing, ("danger", "circle-alert"))
    return Cell(desk.words(f"sharing.standing.{standing}"), tone=tone, icon=icon)
