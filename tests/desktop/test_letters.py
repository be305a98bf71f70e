"""Letters: what each says under which law, in both languages, and that a sent one stays."""

import hashlib
import re
import tomllib
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from data.errors import NotAllowed
from data.organisation import Attachment
from data.plain import canonical
from data.request import Message, Request
from data.store import Store
from desktop import acts, letters, records
from desktop import request_clocks as clocks

NOW = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
RECEIVED = datetime(2026, 3, 1, 7, 0, tzinfo=UTC)


def add(store: Store, law: str = "SA", **values: object) -> Request:
    kept = {
        "rights": ["access"],
        "requester_name": "هند",
        "channel": "email",
        "law": law,
        "received_at": RECEIVED,
    }
    with store.unit("أ", NOW, "add") as unit:
        return records.create(unit, Request, kept | values)


def do(store: Store, name: str, key: str, **written: str) -> None:
    with store.unit("أ", NOW, name) as unit:
        acts.run(unit, name, key, written, ZoneInfo("Asia/Riyadh"))


def draft(store: Store, request: Request, kind: str, language: str = "both") -> Message:
    do(store, "write-letter", request.id, kind=kind, language=language)
    return store.get(Request, request.id).messages[-1]


@pytest.mark.parametrize("kind", letters.LETTERS)
@pytest.mark.parametrize("law", ["SA", "QA", "MA", "AE", "EU", "KW", "JO", "BH"])
def test_every_letter_speaks_under_every_law(store: Store, law: str, kind: str) -> None:
    request = add(store, law)
    letter = draft(store, request, kind)
    for said in (letter.body_ar, letter.body_en):
        assert "{" not in said
        assert said.count("…") == said.count(letters.OPEN)
    assert request.code in letter.subject
    if re.search("[٠-٩]", letter.body_ar):
        assert not re.search(r"(?<![\w.@+-])[0-9]+(?![\w.@-])", letter.body_ar)


@pytest.mark.parametrize("kind", letters.LETTERS)
def test_templates_say_the_same_in_both_languages(kind: str) -> None:
    table = tomllib.loads(files("resources").joinpath("letters", f"{kind}.toml").read_text(encoding="utf-8"))
    for part in (table["subject"], *table["paragraph"]):
        assert part["ar"].strip()
        assert part["en"].strip()


def test_a_receipt_names_both_dates_and_the_article(store: Store) -> None:
    letter = draft(store, add(store), "receipt")
    for said in ("٣١ مارس ٢٠٢٦", "١٤٤٧هـ", "اللائحة التنفيذية"):
        assert said in letter.body_ar
    for said in ("1 March 2026", "12 Ramadan 1447", "31 March 2026", "Implementing Regulation"):
        assert said in letter.body_en


def test_what_is_stopped_at_once_names_no_date(store: Store) -> None:
    letter = draft(store, add(store, rights=["withdraw-consent"]), "receipt", "en")
    assert "without delay" in letter.body_en
    assert "at the latest" not in letter.body_en


def test_an_extension_letter_tells_the_new_date_before_it_is_taken(store: Store) -> None:
    request = add(store)
    letter = draft(store, request, "extension", "en")
    assert "30 April 2026" in letter.body_en
    with pytest.raises(NotAllowed, match="blank-left"):
        do(store, "send-letter", letter.id)
    do(store, "edit-letter", letter.id, body_en=letter.body_en.replace(letters.OPEN, "a wide search."))
    do(store, "send-letter", letter.id)


def test_identity_letters_pass_on_that_papers_are_not_copied(store: Store) -> None:
    assert "not photographed or copied" in draft(store, add(store), "identity", "en").body_en
    assert "copy of an identity document" not in draft(store, add(store, "QA"), "identity", "en").body_en


def test_a_refusal_names_ground_reasons_and_the_way_to_complain(store: Store) -> None:
    request = add(store)
    do(store, "refuse", request.id, ground="repetitive", reason="خمسة طلبات في شهر")
    letter = draft(store, request, "refusal", "ar")
    for said in ("تكرار الطلب بشكل غير مبرر", "خمسة طلبات في شهر", "سدايا", "٩٠ يومًا"):
        assert said in letter.body_ar


def test_a_sent_letter_is_frozen_and_hashed(store: Store) -> None:
    request = add(store)
    letter = draft(store, request, "receipt")
    do(store, "send-letter", letter.id, channel="post")
    sent = store.get(Request, request.id).messages[0]
    said = [
        sent.kind,
        "post",
        "2026-03-20T09:00:00Z",
        sent.language,
        sent.subject,
        sent.body_ar,
        sent.body_en,
    ]
    assert sent.content_hash == hashlib.sha256(canonical(said)).hexdigest() == letters.digest(sent)
    with pytest.raises(NotAllowed, match="frozen"):
        do(store, "edit-letter", letter.id, body_ar="غير ذلك")
    with pytest.raises(NotAllowed, match="frozen"), store.unit("أ", NOW, "tamper") as unit:
        unit.get(Message, letter.id).body_ar = "غير ذلك"


def test_a_question_waits_until_something_comes_in(store: Store) -> None:
    request = add(store)
    do(store, "send-letter", draft(store, request, "identity").id)
    assert clocks.awaited(store.get(Request, request.id)) is not None
    do(store, "receive-message", request.id, words="هذا رقم حسابي")
    answered = store.get(Request, request.id)
    assert {message.direction for message in answered.messages} == {"in", "out"}
    assert clocks.awaited(answered) is None
    assert clocks.is_running(answered)


def test_a_file_is_kept_with_its_request(store: Store, tmp_path: Path) -> None:
    request = add(store)
    (tmp_path / "answer.csv").write_text("الاسم,البريد", encoding="utf-8")
    do(store, "attach", request.id, file=str(tmp_path / "answer.csv"))
    (kept,) = store.all(Attachment, subject_id=request.id)
    assert (kept.subject, kept.name) == ("request", "answer.csv")


def test_what_is_enclosed_is_sealed_with_its_letter(store: Store, tmp_path: Path) -> None:
    request = add(store)
    letter = draft(store, request, "answer", "ar")
    (tmp_path / "data.csv").write_text("الاسم,البريد", encoding="utf-8")
    do(store, "attach", letter.id, file=str(tmp_path / "data.csv"))
    do(store, "send-letter", letter.id)
    sent, (file,) = store.get(Request, request.id).messages[0], store.all(Attachment)
    assert (file.subject, file.subject_id) == ("message", letter.id)
    assert sent.content_hash == letters.digest(sent, [file]) != letters.digest(sent)
    with pytest.raises(NotAllowed, match=r"frozen\.message"):
        do(store, "attach", letter.id, file=str(tmp_path / "data.csv"))
    with pytest.raises(NotAllowed, match=r"frozen\.message"):
        do(store, "detach", file.id)
    do(store, "receive-message", request.id, words="وصلت، وهذا إقراري")
    incoming = store.get(Request, request.id).messages[-1]
    do(store, "attach", incoming.id, file=str(tmp_path / "data.csv"))
    do(store, "detach", store.all(Attachment, subject_id=incoming.id)[0].id)
    assert store.all(Attachment, subject_id=incoming.id) == []


def test_a_requester_is_waited_for_until_identity_is_settled(store: Store) -> None:
    request = add(store)
    do(store, "send-letter", draft(store, request, "identity").id)
    assert store.get(Request, request.id).waiting_since == NOW
    do(store, "verify-identity", request.id, method="code-sent", result="pending")
    assert store.get(Request, request.id).waiting_since == NOW
    do(store, "verify-identity", request.id, method="id-shown", result="confirmed")
    assert store.get(Request, request.id).waiting_since is None
    do(store, "send-letter", draft(store, request, "clarification").id)
    assert store.get(Request, request.id).waiting_since == NOW
    do(store, "withdraw", request.id)
    assert store.get(Request, request.id).waiting_since is None
