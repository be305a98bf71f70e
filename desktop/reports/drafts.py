"""What is not final yet says so at the head of every page, and on its cover or its sheet: drafts of all kinds."""

from desktop.reports.engine import Chip
from desktop.reports.frame import Frame


def word(frame: Frame) -> str:
    """Call a draft what it is."""
    return frame.say("report.draft")


def drafted(frame: Frame, classification: str) -> str:
    """Mark the pages of a draft beside how confidential they are, if they say so."""
    return frame.joined(" · ", classification, word(frame))


def unsent(frame: Frame) -> Chip:
    """Mark the sheet of a letter that was not sent."""
    return Chip(frame.say("report.request.draft"), "soon")
