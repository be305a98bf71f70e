"""Text in cells of files: kept from being run as a formula, and lists kept apart from their commas."""

import re

_BLANK = "[\\s\u00a0\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]*"
_FORMULA = re.compile(f"'*(?:{_BLANK}[=+\\-@＝＋－＠]|[\\t\\r\\n])")
_SEPARATORS = re.compile("[,،;؛\n]")


def guarded(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Take off the apostrophe that `guarded` put there."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text


def joined(parts: list[str]) -> str:
    """Write a list as one text: with commas, or one to a line where a part holds a separator itself."""
    if any(_SEPARATORS.search(part) for part in parts):
        return "\n".join(part.replace("\n", " ") for part in parts) + "\n"
    return ", ".join(parts)


def parts(text: str) -> list[str]:
    """Read a list back."""
    said = text.split("\n") if "\n" in text else _SEPARATORS.split(text)
    return [part.strip() for part in said if part.strip()]
