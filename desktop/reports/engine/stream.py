"""ReportLab's canvas and document, changed so that a finished page goes to the file at once.

ReportLab keeps every page until the end; a register of 100,000 rows must not. Only this module touches ReportLab's
inside, hence the narrow version in the project file. Small objects (structure, outline) are packed into PDF 1.5
object streams; the cross-reference is a stream at the end.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from array import array
from collections.abc import Iterable
from io import BytesIO
from typing import Any, BinaryIO

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

_IN_FILE, _IN_STREAM = 1, 2
_KIND_SHIFT, _STREAM_SHIFT = 60, 20
_PACK_OBJECTS, _PACK_BYTES = 400, 60_000
_LEVEL = 6


def hexed(text: str) -> str:
    """Write a PDF text string that carries any language."""
    return "<FEFF" + text.encode("utf-16-be", "replace").hex().upper() + ">"


class StreamDocument(pdfdoc.PDFDocument):  # type: ignore[misc]  # ReportLab has no annotations
    """Numbers objects, writes them as they come, and closes the file with a cross-reference."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=(1, 7))
        rl_config.useA85 = 0
        self.file = file
        self.size = 0
        self.sha = hashlib.sha256()
        self.pages: list[int] = []
        self.page_tree = self.allocate()
        self.page_extra = ""
        self.fonts: dict[str, int] = {}
        self.forms: dict[str, int] = {}
        self.font_dictionary = self.allocate()
        self._page = 0
        self._places = array("Q", [0])
        self._packed: list[tuple[int, str]] = []
        self._packed_size = 0
        self._pack = 0
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def allocate(self) -> int:
        """Reserve an object number."""
        self.objectcounter += 1
        return int(self.objectcounter)

    def put(self, number: int, body: str) -> None:
        """Write a dictionary or array (ASCII) under a reserved number."""
        if not self._packed:
            self._pack = self.allocate()
        self._mark(number, _IN_STREAM, (self._pack << _STREAM_SHIFT) | len(self._packed))
        self._packed.append((number, body))
        self._packed_size += len(body)
        if len(self._packed) >= _PACK_OBJECTS or self._packed_size > _PACK_BYTES:
            self._flush_pack()

    def put_stream(self, number: int, dictionary: str, data: bytes, *, compress: bool = True) -> None:
        """Write a stream under a reserved number."""
        if compress:
            data = zlib.compress(data, _LEVEL)
            dictionary += "/Filter/FlateDecode"
        self._put_object(
            number, b"<<%s/Length %d>>\nstream\n%s\nendstream" % (dictionary.encode(), len(data), data)
        )

    def put_form(self, name: str, box: tuple[float, float, float, float], operators: str) -> None:
        """Write what every page may draw with `/name Do`; the name may be reserved in `forms` beforehand."""
        number = self.forms.setdefault(name, 0) or self.allocate()
        self.forms[name] = number
        sides = " ".join(f"{side:g}" for side in box)
        about = f"/Type/XObject/Subtype/Form/BBox[{sides}]/Resources<</Font {self.font_dictionary} 0 R>>"
        self.put_stream(number, about, operators.encode("ascii"))

    def page_number(self) -> int:
        """Object number of the page being drawn."""
        if not self._page:
            self._page = self.allocate()
        return self._page

    def addPage(self, page: Any) -> None:  # noqa: N802, ANN401 - ReportLab's name and type
        """Write the finished page; called by the canvas."""
        number = self.page_number()
        content = self.allocate()
        self.put_stream(content, "", page.stream.encode("latin-1"))
        images = page.XObjects.dict if page.XObjects else {}
        drawn = "".join(f"/{name} {at} 0 R" for name, at in self.forms.items())
        drawn += "".join(f"/{name} {image.format(self).decode()}" for name, image in images.items())
        resources = f"/Font {self.font_dictionary} 0 R" + (f"/XObject<<{drawn}>>" if drawn else "")
        self.put(
            number,
            f"<</Type/Page/Parent {self.page_tree} 0 R/MediaBox[0 0 {page.pagewidth:g} {page.pageheight:g}]"
            f"/Resources<<{resources}>>/Contents {content} 0 R{self.page_extra}>>",
        )
        self.pages.append(number)
        self.page_extra = ""
        self._page = 0
        self.pageCounter += 1
        self.inObject = None

    def finish(self, catalog: str, info: str) -> None:
        """Write page tree, fonts, images, catalog, cross-reference and trailer."""
        self.put(
            self.font_dictionary,
            "<<" + "".join(f"/{name} {at} 0 R" for name, at in self.fonts.items()) + ">>",
        )
        kids = " ".join(f"{number} 0 R" for number in self.pages)
        self.put(self.page_tree, f"<</Type/Pages/Count {len(self.pages)}/Kids[{kids}]>>")
        for number, name in sorted(self.numberToId.items()):
            if name != pdfdoc.BasicFonts:
                indirect = pdfdoc.PDFIndirectObject(name, self.idToObject[name]).format(self)
                self._mark(number, _IN_FILE, self._write(pdfdoc.pdfdocEnc(indirect)))
        root, about = self.allocate(), self.allocate()
        self.put(root, f"<</Type/Catalog/Pages {self.page_tree} 0 R{catalog}>>")
        self.put(about, info)
        self._flush_pack()
        self._cross_reference(root, about)

    def _cross_reference(self, root: int, about: int) -> None:
        number = self.allocate()
        start = self.size
        self._mark(number, _IN_FILE, start)
        rows = bytearray(struct.pack(">BIH", 0, 0, 65535))
        for entry in self._places[1:]:
            kind, place = entry >> _KIND_SHIFT, entry & ((1 << _KIND_SHIFT) - 1)
            if kind == _IN_STREAM:
                rows += struct.pack(">BIH", kind, place >> _STREAM_SHIFT, place & ((1 << _STREAM_SHIFT) - 1))
            else:
                rows += struct.pack(">BIH", kind, place, 0)
        data = zlib.compress(bytes(rows), _LEVEL)
        name = self.sha.hexdigest()[:32].upper()
        self._write(
            f"{number} 0 obj\n<</Type/XRef/Size {len(self._places)}/W[1 4 2]/Root {root} 0 R/Info {about} 0 R"
            f"/ID[<{name}><{name}>]/Filter/FlateDecode/Length {len(data)}>>\nstream\n".encode()
            + data
            + f"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n".encode()
        )

    def _flush_pack(self) -> None:
        if not self._packed:
            return
        index: list[str] = []
        offset = 0
        for number, body in self._packed:
            index.append(f"{number} {offset}")
            offset += len(body) + 1
        head = (" ".join(index) + "\n").encode()
        data = head + "\n".join([body for _, body in self._packed]).encode("ascii")
        self.put_stream(self._pack, f"/Type/ObjStm/N {len(self._packed)}/First {len(head)}", data)
        self._packed = []
        self._packed_size = 0

    def _put_object(self, number: int, body: bytes) -> None:
        self._mark(number, _IN_FILE, self._write(b"%d 0 obj\n%s\nendobj\n" % (number, body)))

    def _mark(self, number: int, kind: int, place: int) -> None:
        missing = number + 1 - len(self._places)
        if missing > 0:
            self._places.extend([0] * missing)
        self._places[number] = (kind << _KIND_SHIFT) | place

    def _write(self, data: bytes) -> int:
        start = self.size
        self.file.write(data)
        self.sha.update(data)
        self.size += len(data)
        return start


class PageCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no annotations
    """ReportLab's canvas over a `StreamDocument`; shapes by its methods, shaped text by `put`."""

    def __init__(self, file: BinaryIO, size: tuple[float, float]) -> None:
        super().__init__(BytesIO(), pagesize=size, invariant=1, pageCompression=1)
        self.document = self._doc = StreamDocument(file)

    def _make_preamble(self) -> None:
        # ReportLab would name Helvetica here, which is not embedded
        self._preamble = ""

    def put(self, *operators: str) -> None:
        """Append page operators as they are."""
        self._code.extend(operators)

    def put_all(self, operators: Iterable[str]) -> None:
        """Append many page operators as they are."""
        self._code.extend(operators)
