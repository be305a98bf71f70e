"""The way into the window's content while no store is open; light, for it is made before the first paint."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.onboarding.course import Course


class Entrance:
    """Makes the content as often as the window is built anew, and remembers how far things have come."""

    def __init__(self, bundle: Path | None = None, *, locked: bool = False) -> None:
        self.course = Course(bundle=bundle, was_open=locked)

    def __call__(self, desk: Desk) -> QWidget:
        """Build what belongs in the window now."""
        from ui.onboarding.page import Page  # noqa: PLC0415  # loads the database library and the forms

        return Page(desk, self.course)
