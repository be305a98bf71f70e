"""The user guide: three parts in each language, written in Markdown under `resources/guide`, told as HTML."""

import re
from dataclasses import dataclass
from importlib.resources import files

from desktop.words import languages

PARTS = ("officer", "manager", "installer")
_FALLBACK = "en"
_ROW, _CELL = re.compile(r"<tr>.*?</tr>", re.DOTALL), re.compile(r"<t[hd][^>]*>.*?</t[hd]>", re.DOTALL)
_LRI, _PDI = "\u2066", "\u2069"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the guide: its title, and its text as HTML whose pictures are called by their file names."""

    name: str
    title: str
    html: str


def parts(lang: str, *, rtl: bool) -> tuple[Part, ...]:
    """Read the guide in a language; one that has no guide of its own is given the English one."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  # only when the guide is opened

    write = MarkdownIt("commonmark").enable("table")
    known = {entry.name for entry in files("resources").joinpath("guide").iterdir()}
    spoken = lang if lang in known else _FALLBACK
    turned = rtl if spoken == lang else False
    found = []
    for name in PARTS:
        text = files("resources").joinpath("guide", spoken, f"{name}.md").read_text(encoding="utf-8")
        title = text.partition("\n")[0].lstrip("# ").strip()
        told = (
            write.render(text)
            .replace("<table>", '<table width="100%">')
            .replace("<p><img", '<p class="picture"><img')
        )
        told = told.replace("<th>", f'<th align="{"right" if turned else "left"}">')
        html = f'<div dir="{"rtl" if turned else "ltr"}">{_turned(told) if turned else told}</div>'
        found.append(Part(name, title, html))
    return tuple(found)


def _turned(html: str) -> str:
    """Turn what the window's text leaves as it is: rows begin on the right, code reads from the left."""
    html = _ROW.sub(lambda row: f"<tr>{''.join(reversed(_CELL.findall(row[0])))}</tr>", html)
    html = html.replace("<pre>", '<pre dir="ltr">')
    return re.sub(r"(?<!<pre dir=\"ltr\">)<code>(.*?)</code>", rf"<code>{_LRI}\1{_PDI}</code>", html)


def picture(name: str) -> bytes:
    """Read one picture of the guide; empty where there is none of this name."""
    try:
        return files("resources").joinpath("guide", "pictures", name).read_bytes()
    except OSError:
        return b""


def guided() -> tuple[str, ...]:
    """List the languages that have a guide of their own."""
    known = {entry.name for entry in files("resources").joinpath("guide").iterdir()}
    return tuple(lang for lang in languages() if lang in known)
