"""Character tables and the tokens that must read left to right wherever they stand."""

from __future__ import annotations

import re
import unicodedata

LRI, PDI = "\u2066", "\u2069"
LRM, RLM = "\u200e", "\u200f"
MARKS = "\u200e\u200f\u061c\u2066\u2067\u2068\u2069"
"""Direction marks and isolates: they steer the order and are never painted."""

TIE = "\u00a0"
"""A blank at which no line ends where it can be helped."""

ARABIC_BLOCKS = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
ARABIC_LETTERS = (
    "\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff"
    "\ufb50-\ufd3d\ufd50-\ufdfc\ufe70-\ufefc"
)
LATIN_LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"

has_rtl = re.compile("[\u0590-\u05ff" + ARABIC_BLOCKS + "]").search
has_arabic = re.compile("[" + ARABIC_LETTERS + "]").search
has_latin = re.compile("[" + LATIN_LETTERS + "]").search
_may_need_isolation = re.compile("[A-Za-z0-9]").search
_STOP = r"\s\u200e\u200f\u061c\u2066-\u2069" + ARABIC_BLOCKS
_BEGIN = f"{LRI}\u2067\u2068"
_apart = re.compile(f"[{_BEGIN}][^{_BEGIN}{PDI}]*{PDI}").sub
_strong = re.compile(
    f"([{LRM}{LATIN_LETTERS}\u0370-\u052f])|([{RLM}\u061c\u0590-\u05ff{ARABIC_LETTERS}])"
).search

_ltr_token = re.compile(
    rf"""
    (?=[A-Za-z0-9\u00c0-\u024f+(/._%\u2212-])(?:
      (?:https?://|www\.) [^{_STOP}«»]* [^{_STOP}«».,;:!?)\]]        # address of a page
    | (?<![A-Za-z0-9._%+-]) [A-Za-z0-9._%+-]{{1,64}}+ @ [A-Za-z0-9.-]{{1,190}} \. [A-Za-z]{{2,24}}  # e-mail
    | [A-Za-z]:\\[^{_STOP}]+ | (?<![\w.]) / (?:[\w.-]{{1,80}}+/)+ [\w.-]{{1,80}}+   # path
    | (?=[A-Za-z\u00c0-\u024f] | (?<![0-9A-Za-z]) [0-9][0-9_.:/-]{{0,40}}[A-Za-z])               # Latin phrase, 9f86d0
      (?: [A-Za-z0-9\u00c0-\u024f] [^{_STOP}«»“”()\[\]{{}}]*
          (?:[ ](?=[A-Za-z0-9(]))? (?:\([A-Za-z0-9 ./:-]{{1,80}}\)[ ]?)? )+ (?<![ .,:;!?])
    | \+?\(?[0-9]{{1,4}}\)?(?:[ -][0-9]{{2,5}}){{2,}}                                  # telephone
    | \+[0-9]{{6,15}}
    | [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}} (?:[T ][0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?  # ISO moment
    | (?<![\w{ARABIC_BLOCKS}]) [-\u2212]?[0-9][0-9.,]{{0,40}}+%
    | (?<![\w{ARABIC_BLOCKS}]) [-\u2212][0-9][0-9.,]{{0,40}}+
    | (?<![0-9]) [0-9]{{1,40}}+ (?:\.[0-9]{{1,40}}+)* (?:[-/:][0-9]{{1,40}}+(?:\.[0-9]{{1,40}}+)*)+  # 1-2-3, 15/4/2025, 10:30
    )
    """,
    re.VERBOSE,
).sub

_unsafe = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff]"
)
_breaks = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]").sub
_suspicious = re.compile(
    _unsafe.pattern[:-1] + "\t\n\r\x0b\x0c\x85\u2028\u2029\u202f\u00ad\u200b\u2060]"
).search
_soft = str.maketrans({"\t": " ", "\u202f": TIE, "\u00ad": None, "\u200b": None, "\u2060": None})


def clean(text: str) -> str:
    """Make any text safe to set: one kind of line feed, no controls, no overrides that disguise its order.

    Embeddings and overrides (U+202A to U+202E) vanish, other characters that no document may carry become
    U+FFFD so that their presence stays visible.
    """
    if not _suspicious(text):
        return text
    text = _breaks("\n", text).translate(_soft)
    return _unsafe.sub(
        lambda m: "" if "\u202a" <= m.group() <= "\u202e" or m.group() == "\ufeff" else "\ufffd", text
    )


def bare(text: str) -> str:
    """Make a text safe that others show on one line, such as a title in a reader's frame: without direction marks."""
    return "".join(char for char in clean(text) if char not in MARKS)


def isolate(text: str) -> str:
    """Wrap e-mails, addresses, numbers with signs, references and Latin phrases in LRI … PDI."""
    return _ltr_token(LRI + r"\g<0>" + PDI, text) if _may_need_isolation(text) else text


def first_strong_is_rtl(text: str) -> bool | None:
    """Direction of the first letter or mark outside isolates, else of the first within; None when there is none."""
    outside = text
    while (shorter := _apart("", outside)) != outside:
        outside = shorter
    found = _strong(outside) or _strong(text)
    if found is not None:
        return found.group(2) is not None
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"R", "AL"}:
            return True
        if kind == "L":
            return False
    return None
