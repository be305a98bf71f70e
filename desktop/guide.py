"""The user guide: three parts in each language, written in Markdown under `resources/guide`, told as HTML."""

from dataclasses import dataclass
from importlib.resources import files

from desktop.words import languages

PARTS = ("officer", "manager", "installer")
_FALLBACK = "en"


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
        html = f'<div dir="{"rtl" if turned else "ltr"}">{write.render(text)}</div>'
        found.append(Part(name, title, html))
    return tuple(found)


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
