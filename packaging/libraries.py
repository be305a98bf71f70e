"""Names the Debian packages that are missing here: what Qt loads, and with `dev` what the tests read PDF with."""

import ctypes
import shutil
import sys

_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_READERS = {"pdftotext": "poppler-utils", "qpdf": "qpdf"}
_READER_LIBRARIES = {"libfribidi.so.0": "libfribidi0"}


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing(*, dev: bool) -> list[str]:
    """List the packages, those of the tests with `dev`."""
    libraries = _LIBRARIES | (_READER_LIBRARIES if dev else {})
    programs = _READERS if dev else {}
    return [
        *(package for library, package in libraries.items() if not _loads(library)),
        *(package for program, package in programs.items() if shutil.which(program) is None),
    ]


if __name__ == "__main__":
    print(*missing(dev="dev" in sys.argv[1:]))
