"""The places of the desk in the order of the sidebar; one stands there once its package has a page."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """A page by its name, the icon of its entry, its module, and its key."""

    name: str
    icon: str
    module: str
    key: str = ""
    registers: tuple[str, ...] = ()

    def page(self) -> Any:  # noqa: ANN401  # a `BasePage`, which the shell knows and this list does not
        """Load the page's class."""
        return import_module(self.module).Page


_PLACES = (
    Place("dashboard", "layout-dashboard", "ui.dashboard.page", "Ctrl+1"),
    Place("policies", "file-text", "ui.policy.page", "Ctrl+2", ("policies",)),
    Place(
        "sharing", "share-2", "ui.sharing.page", "Ctrl+3", ("parties", "agreements", "flows", "disclosures")
    ),
    Place("processing", "workflow", "ui.processing.page", "Ctrl+4", ("processing",)),
    Place("breaches", "shield-alert", "ui.breach.page", "Ctrl+5", ("breaches",)),
    Place("requests", "inbox", "ui.request.page", "Ctrl+6", ("requests",)),
    Place("deadlines", "calendar-days", "ui.calendar.page", "", ("tasks", "holidays")),
    Place("reports", "file-chart-column", "ui.report.page", "Ctrl+7"),
    Place("bin", "trash-2", "ui.bin.page"),
    Place("settings", "settings", "ui.settings.page", "Ctrl+,"),
)


@cache
def places() -> tuple[Place, ...]:
    """List the places whose pages are built."""
    return tuple(place for place in _PLACES if _exists(place.module))


def _exists(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def place_of(register: str) -> str:
    """Name the place that shows a register; empty when there is none yet."""
    return next((place.name for place in places() if register in place.registers), "")
