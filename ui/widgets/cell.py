"""What one cell of a list shows, before anything is painted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A text with, below it, a second one; with a `tone` it becomes a chip; `strength` 1 to 3 draws bars before it."""

    text: str
    second: str = ""
    tone: str = ""
    icon: str = ""
    strength: int = 0

    @property
    def said(self) -> str:
        """The cell as a screen reader says it."""
        return f"{self.text}, {self.second}" if self.second else self.text


NOTHING = Cell("")
