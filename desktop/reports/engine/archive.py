"""What makes the file an archive copy: metadata, colour profile, catalog (PDF/A-2b, ISO 19005-2)."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from xml.sax.saxutils import escape

from PIL import ImageCms

from desktop.reports.engine.model import Meta
from desktop.reports.engine.stream import StreamDocument, hexed
from desktop.reports.engine.tokens import bare

_PRODUCER = "ReportLab PDF Library"
_PROFILE_DATE = slice(24, 36)
_PROFILE_ID = slice(84, 100)
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag>{languages}</rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer><xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@lru_cache(maxsize=1)
def srgb() -> bytes:
    """Give the sRGB profile, without the moment at which it was made."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_PROFILE_DATE] = bytes.fromhex("07d000010001000000000000")
    profile[_PROFILE_ID] = bytes(16)
    return bytes(profile)


def _moment(meta: Meta) -> datetime:
    return meta.made_at.astimezone(UTC).replace(microsecond=0)


def info(meta: Meta) -> str:
    """Write the older metadata dictionary; it says the same as the XMP."""
    when = _moment(meta).strftime("(D:%Y%m%d%H%M%SZ)")
    fields = {"Title": meta.title, "Author": _author(meta), "Subject": meta.subject, "Creator": meta.creator}
    said = "".join(f"/{key}{hexed(bare(value))}" for key, value in fields.items())
    return f"<<{said}/Producer({_PRODUCER})/CreationDate{when}/ModDate{when}>>"


def _author(meta: Meta) -> str:
    return meta.author or meta.organisation or meta.creator


def xmp(meta: Meta) -> bytes:
    """Write the metadata packet."""
    languages = {"ar": ["ar"], "en": ["en"], "both": ["ar", "en"]}[meta.lang]
    return _XMP.format(
        title=escape(bare(meta.title)),
        author=escape(bare(_author(meta))),
        subject=escape(bare(meta.subject)),
        languages="".join(f"<rdf:li>{language}</rdf:li>" for language in languages),
        producer=_PRODUCER,
        creator=escape(bare(meta.creator)),
        moment=_moment(meta).isoformat().replace("+00:00", "Z"),
    ).encode()


def catalog(document: StreamDocument, meta: Meta) -> str:
    """Write profile and metadata; returns what goes into the catalog."""
    profile, packet = document.allocate(), document.allocate()
    document.put_stream(profile, "/N 3", srgb())
    document.put_stream(packet, "/Type/Metadata/Subtype/XML", xmp(meta), compress=False)
    direction = "R2L" if meta.rtl else "L2R"
    return (
        f"/Metadata {packet} 0 R/Lang({'ar' if meta.rtl else 'en'})/ViewerPreferences<</DisplayDocTitle true"
        f"/Direction/{direction}>>/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        f"/Info(sRGB IEC61966-2.1)/DestOutputProfile {profile} 0 R>>]"
    )
