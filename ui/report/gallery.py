"""Pictures of pages: made one after the other by the worker, the latest seen kept."""

from collections import OrderedDict
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from ui.desk import Desk
from ui.report.pages import Pages
from ui.tasks import Job

Key = tuple[int, int]
"""A page, from 0, and the width of its picture in pixels."""

_KEPT = 16


class Gallery:
    """Gives what there is of a page at once, and has the worker make what is missing."""

    def __init__(self, desk: Desk, owner: QObject, came: Callable[[], object]) -> None:
        self._desk, self._owner, self._came = desk, owner, came
        self._kept: OrderedDict[Key, QImage] = OrderedDict()
        self._pages: Pages | None = None
        self._job: Job | None = None

    def open(self, pages: Pages | None) -> None:
        """Take other pages up."""
        self._pages = pages
        self._kept.clear()

    def picture(self, key: Key) -> QImage | None:
        """Find the picture of a page; until it is made, the same page in another size, if any."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        return next((image for (page, _), image in reversed(self._kept.items()) if page == key[0]), None)

    def want(self, keys: Iterable[Key]) -> None:
        """Have the first of these made that is not there yet; `came` follows."""
        pages, missing = self._pages, next((key for key in keys if key not in self._kept), None)
        if self._job is not None or pages is None or missing is None:
            return
        at, width = missing
        scale = width / pages.sizes[at][0]
        self._job = self._desk.tasks.run(
            lambda _: pages.picture(at, scale),
            lambda image: self._take(pages, missing, image),
            owner=self._owner,
        )

    def _take(self, pages: Pages, key: Key, image: QImage) -> None:
        self._job = None
        if pages is self._pages:
            self._kept[key] = image
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._came()
