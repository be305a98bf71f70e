"""What is not final yet says so at the head of every page and on its cover: drafts of notices, letters and policies."""

from desktop.reports.frame import Frame


def word(frame: Frame) -> str:
    """Call a draft what it is."""
    return frame.say("report.draft")


def drafted(frame: Frame, classification: str) -> str:
    """Mark the pages of a draft beside how confidential they are, if they say so."""
    return frame.joined(" · ", classification, word(frame))
