"""What the process that holds an open store keeps to itself."""

import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4


def leave_no_core() -> None:
    """See to it that a crash leaves no image of the memory, in which records stand, on the disk."""
    try:
        import resource  # noqa: PLC0415  # not on Windows, which writes none unless a developer asks for it
    except ImportError:
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # where a program that gathers the images is not held by the limit
        import ctypes  # noqa: PLC0415  # the other systems do without

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
