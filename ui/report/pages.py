"""The pages of a PDF file as pictures; everything here runs on the worker, which alone talks to PDFium."""

from contextlib import closing

from pypdfium2 import PdfDocument
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from ui.tasks import Progress

_POINTS = 72.0
_PRINTED = 300


class Pages:
    """A PDF on show, held in memory so that no file lies about; `sizes` are its pages in points."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        with closing(PdfDocument(content)) as document:
            self.sizes = [document.get_page_size(at) for at in range(len(document))]

    def picture(self, at: int, scale: float) -> QImage:
        """Paint one page, `scale` pixels to a point."""
        with closing(PdfDocument(self.content)) as document:
            return _painted(document, at, scale)

    def print_to(self, printer: QPrinter, progress: Progress) -> int:
        """Print the pages that the dialog chose and tell how many; cancelling ends the print job.

        Raises:
            Cancelled: it is not wanted any more.
        """
        first = max(printer.fromPage() - 1, 0)
        last = printer.toPage() or len(self.sizes)
        chosen = range(first, min(last, len(self.sizes)))
        painter = QPainter()
        document = PdfDocument(self.content)
        try:
            for done, at in enumerate(chosen):
                progress.step(done + 1, len(chosen))
                _turn(printer, self.sizes[at])
                if not done:
                    painter.begin(printer)
                else:
                    printer.newPage()
                scale = min(printer.resolution(), _PRINTED) / _POINTS
                _paint(painter, printer, _painted(document, at, scale))
        except BaseException:
            printer.abort()
            raise
        finally:
            painter.end()
            document.close()
        return len(chosen)


def _painted(document: PdfDocument, at: int, scale: float) -> QImage:
    with closing(document[at]) as page, closing(page.render(scale=scale, prefer_bgrx=True)) as bitmap:
        width, height, kept = bitmap.width, bitmap.height, bytes(bitmap.buffer)
        return QImage(kept, width, height, bitmap.stride, QImage.Format.Format_RGB32).copy()


def _paint(painter: QPainter, printer: QPrinter, picture: QImage) -> None:
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    place = QRect(paper.topLeft(), picture.size().scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio))
    place.moveCenter(paper.center())
    painter.drawImage(place, picture)


def _turn(printer: QPrinter, size: tuple[float, float]) -> None:
    wide = size[0] > size[1]
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(
        QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    )
