"""How far the way in has come, kept while the window is built anew."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.onboarding.assistant import Run


@dataclass(slots=True)
class Course:
    """The assistant's run, the store folder that was chosen, and whether a store has been open before.

    `bundle` is a file that the program was started with, to be brought back as a store.
    """

    run: "Run | None" = None
    folder: Path | None = None
    was_open: bool = False
    bundle: Path | None = None
