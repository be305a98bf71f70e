"""Goes through the pages of the window as one does who looks at all of them."""

from collections.abc import Iterator

from ui.shell.window import MainWindow
from ui.widgets.tabs import TabRow

SIZE = (1366, 768)


def turned(window: MainWindow, *, tabs: bool) -> Iterator[str]:
    """Go through every page and, with `tabs`, every tab that is in sight there."""
    for place in window.placed:
        window.go(place.name)
        yield place.name
        for row in window.findChildren(TabRow) if tabs else ():
            for key in row.shown() if row.isVisible() else ():
                row.select(key)
                yield f"{place.name} {key}"
