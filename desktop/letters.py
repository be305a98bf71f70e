"""Letters to a requester: written from a template, edited, and frozen with their digest when sent."""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from data.choices import CHOICES
from data.errors import Invalid, NotAllowed
from data.organisation import Attachment, Organisation
from data.plain import canonical, plain_value
from data.request import Message, Request
from data.unit import Unit
from desktop import files
from desktop import request_clocks as clocks
from desktop.holidays import days_off
from desktop.law.calendars import Calendar
from desktop.law.facts import Rule
from desktop.law.pack import Pack
from desktop.request_rules import choice, moment, pack_of
from desktop.words import Words

LETTERS = ("receipt", "identity", "clarification", "extension", "answer", "refusal", "other")
OPEN = "[…]"  # what a template leaves to the officer's own words
_BLANK = re.compile(r"\{(\w+)\}")
_DONE = frozenset({"fulfilled", "partly"})


@cache
def _template(kind: str) -> Mapping[str, Any]:
    return tomllib.loads(
        resources.files("resources").joinpath("letters", f"{kind}.toml").read_text(encoding="utf-8")
    )


def _paragraphs(kind: str, law: str) -> Iterator[Mapping[str, Any]]:
    """Give a letter's paragraphs in order, the law's own before the last."""
    *body, closing = _template(kind)["paragraph"]
    yield from body
    yield from _template("laws").get(law, {}).get(kind, ())
    yield closing


def facts(
    request: Request, organisation: Organisation, pack: Pack, lang: str, free: frozenset[date]
) -> dict[str, str]:
    """Say all that a letter may tell, in one language; what is not known is left out."""
    words = Words(lang, terms=pack.terms(lang), digits=pack.digits if lang == "ar" else "latn")
    found = (
        _people(request, organisation, words)
        | _dates(request, pack, words, free)
        | _law(request, pack, words)
        | _course(request)
    )
    return {name: said for name, said in found.items() if said}


def _people(request: Request, organisation: Organisation, words: Words) -> dict[str, str]:
    acting = request.relationship != "self"
    return {
        "reference": request.code,
        "requester": request.requester_name,
        "subject": request.subject_name or request.requester_name,
        "acting": "yes" if acting else "",
        "contact": organisation.officer_email or organisation.email or organisation.phone,
        "organisation": words.either(organisation.name_ar, organisation.name_en),
    }


def _dates(request: Request, pack: Pack, words: Words, free: frozenset[date]) -> dict[str, str]:
    calendar, zone = Calendar(words, pack.months), ZoneInfo(request.zone or pack.zone)

    longest = clocks.timing(request, free).longest

    def day(value: datetime | None) -> str:
        return calendar.both(value.astimezone(zone).date()) if value else ""

    return {
        "received": day(request.received_at),
        "due": day(request.due),
        "promised": day(request.promised_due),
        "extended": day(
            request.extended_due or (longest.due if longest else None)
        ),  # told before it is taken
        "running": "" if clocks.paused(request) or request.due is None else "yes",
    }


def _law(request: Request, pack: Pack, words: Words) -> dict[str, str]:
    lang, law = words.lang, pack.request
    clock = request.terms.get("clock") or {}
    asked = (pack.rights.items.get(right) for right in request.rights)
    named = [
        found.name.text(lang) if found else words(f"choice.right.{right}")
        for right, found in zip(request.rights, asked, strict=True)
    ]
    extension = request.extensions[-1] if request.extensions else None
    ground = pack.extension_grounds.get(extension.ground) if extension else None
    refusal = pack.refusal_grounds.get(request.refusal_ground)
    told = {
        "rights": words.joined(named),
        "article": pack.cite(clock.get("article"), lang),
        "at_once": "yes" if clock and clock.get("speed") in {"prompt", "immediate"} else "",
        "fees": _say(law.fees.get("free") or law.fees.get("cost"), lang),
        "no_copies": _say(law.identity.get("no-id-copies"), lang),
        "extension_ground": _say(ground, lang),
        "extension_open": "" if extension else "yes",
        "extension_article": pack.cite(law.extension.article, lang) if law.extension else "",
        "refusal_ground": _say(refusal, lang),
        "refusal_article": pack.cite(refusal.article, lang) if refusal else "",
        "complaint": _say(pack.complaint, lang),
        "regulator": pack.regulator.text(lang),
    }
    reasons = {
        "extension_reason": extension.reason if extension else "",
        "refusal_reason": request.refusal_reason,
    }
    return {name: words.numerals(said) for name, said in told.items()} | reasons


def _say(rule: Rule | None, lang: str) -> str:
    return rule.text(lang) if rule else ""


def _course(request: Request) -> dict[str, str]:
    return {f"right_{right}": "yes" for right in request.rights} | {
        "done": "yes" if request.outcome in _DONE or not request.outcome else "",
        "partly": "yes" if request.outcome == "partly" else "",
        "nothing_found": "yes" if request.outcome == "nothing-found" else "",
    }


def compose(kind: str, law: str, lang: str, said: Mapping[str, str]) -> tuple[str, str]:
    """Fill a template in one language: the subject and the body, a paragraph to a line."""

    def fill(text: str) -> str:
        return _BLANK.sub(lambda blank: said.get(blank[1], OPEN), text).strip()

    chosen = (one for one in _paragraphs(kind, law) if all(need in said for need in one.get("when", ())))
    return fill(_template(kind)["subject"][lang]), "\n\n".join(fill(one[lang]) for one in chosen)


def write(unit: Unit, request: Request, kind: str, language: str = "") -> Message:
    """Draft a letter in Arabic, English or both, ready to be edited.

    Raises:
        Invalid: no such letter or language.
        NotAllowed: `request.erased`.
    """
    _unerased(request)
    choice("kind", kind, LETTERS)
    language = choice("language", language or request.language or "ar", CHOICES["text_language"])
    pack, organisation = pack_of(unit, request), unit.all(Organisation)[0]
    message = Message(kind=kind, channel=request.channel, language=language, happened_at=unit.now)
    closed = days_off(unit, request.law)
    subjects = []
    for lang in ("ar", "en") if language == "both" else (language,):
        subject, body = compose(kind, request.law, lang, facts(request, organisation, pack, lang, closed))
        subjects.append(subject)
        setattr(message, f"body_{lang}", body)
    message.subject = " · ".join(subjects)
    request.messages.append(message)
    return message


def _unerased(request: Request) -> None:
    if request.erased_at is not None:
        raise NotAllowed("request.erased")


def edit(unit: Unit, message: Message, **words: str) -> Message:
    """Change the words of a draft: `subject`, `body_ar`, `body_en`.

    Raises:
        NotAllowed: `frozen.message` once it was sent.
    """
    del unit
    if message.sent_at is not None:
        raise NotAllowed("frozen.message")
    for name, said in words.items():
        setattr(message, name, said)
    return message


def digest(message: Message, enclosed: Iterable[Attachment] = ()) -> str:
    """Digest what was sent: which letter, when, through what, in which words, with which files (SHA-256)."""
    said = [message.kind, message.channel, plain_value(message.sent_at), message.language]
    words = [message.subject, message.body_ar, message.body_en]
    return hashlib.sha256(canonical([*said, *words, *sorted(one.sha256 for one in enclosed)])).hexdigest()


def send(unit: Unit, message: Message, channel: str = "", sent_at: datetime | None = None) -> Message:
    """Note that a letter was sent; from now on neither its words nor its digest can change.

    Raises:
        NotAllowed: `frozen.message` when it was sent before, `request.blank-left` while a place is left to fill.
        Invalid: it says nothing, or a moment that cannot be.
    """
    if message.sent_at is not None or message.direction == "in":
        raise NotAllowed("frozen.message")
    for lang in ("ar", "en") if message.language == "both" else (message.language,):
        body = getattr(message, f"body_{lang}")
        if not body.strip():
            raise Invalid({f"body_{lang}": "required"})
        if OPEN in body:
            raise NotAllowed("request.blank-left")
    request = unit.get(Request, message.request_id)
    enclosed = unit.all(Attachment, subject_id=message.id)
    message.channel = choice("channel", channel or message.channel or "other", CHOICES["request_channel"])
    message.sent_at = message.happened_at = moment(unit, request, "sent_at", sent_at)
    message.content_hash = digest(message, enclosed)
    clocks.wait(request)
    return message


def receive(  # noqa: PLR0913  # what is known of a message that came in
    unit: Unit,
    request: Request,
    words: str,
    *,
    subject: str = "",
    channel: str = "",
    happened_at: datetime | None = None,
) -> Message:
    """Take down what the requester wrote or said.

    Raises:
        Invalid: no words, or a moment that cannot be.
        NotAllowed: `request.erased`.
    """
    _unerased(request)
    if not words.strip():
        raise Invalid({"words": "required"})
    arabic = any("\u0600" <= letter <= "\u06ff" for letter in words)
    message = Message(
        direction="in",
        kind="incoming",
        channel=choice("channel", channel or request.channel, CHOICES["request_channel"]),
        happened_at=moment(unit, request, "happened_at", happened_at),
        language="ar" if arabic else "en",
        subject=subject,
        body_ar=words if arabic else "",
        body_en="" if arabic else words,
    )
    request.messages.append(message)
    clocks.wait(request)
    return message


def attach(unit: Unit, request: Request, file: str, note: str = "") -> Request:
    """Keep a file with a request: what was asked with, what was answered with, what proves either.

    Raises:
        Blocked: as `files.attach` does.
        NotAllowed: `request.erased`.
    """
    _unerased(request)
    files.attach(unit, request, file, note)
    return request


def enclose(unit: Unit, message: Message, file: str, note: str = "") -> Message:
    """Keep a file with one letter or one message that came in; what goes out with it is digested when it is sent.

    Raises:
        Blocked: as `files.attach` does.
        NotAllowed: `frozen.message` once the letter was sent.
    """
    if message.sent_at is not None:
        raise NotAllowed("frozen.message")
    files.attach(unit, message, file, note)
    return message
