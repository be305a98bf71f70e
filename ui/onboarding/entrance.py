"""The way into the window's content while no store is open; light, for it is made before the first paint."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.desk import Desk

if TYPE_CHECKING:
    from ui.onboarding.assistant import Run


@dataclass(slots=True)
class Entrance:
    """Makes the content as often as the window is built anew, and remembers how far things have come."""

    run: "Run | None" = None
    folder: Path | None = None
    was_open: bool = False

    def __call__(self, desk: Desk) -> QWidget:
        """Build what belongs in the window now."""
        from ui.onboarding.page import Page  # noqa: PLC0415  # loads the database library and the forms

        return Page(desk, self)
