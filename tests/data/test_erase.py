"""Erasing a person: the words are gone from every page, the log and the index, and the chain still verifies."""

from datetime import datetime

from data.backup import make
from data.listing import Query
from data.organisation import Attachment
from data.policy import Policy
from data.request import Message, Request
from data.store import Store
from data.verify import verify
from tests.data.raw import holds

NAME, LETTER, FILE = "زرقاءاليمامة", "كلماتالرسالةالسرية", "صورةجوازها.pdf"


def request_of_a_person(store: Store, now: datetime) -> Request:
    with store.unit("أ", now, "add") as unit:
        for n in range(30):
            unit.add(Request(title=f"طلب {n}", requester_name=f"شخص {n}"))
        request = unit.add(Request(title=f"طلب {NAME}", requester_name=NAME, subject_name=NAME))
        request.messages.append(Message(kind="answer", body_ar=LETTER * 400, sent_at=now))
        request.messages.append(Message(kind="incoming", body_ar=f"من {NAME}"))
        unit.add(
            Attachment(subject="request", subject_id=request.id, name=FILE, content=LETTER.encode() * 2000)
        )
    with store.unit("أ", now, "edit") as unit:
        unit.get(Request, request.id).owner = NAME
    with store.unit("أ", now, "edit") as unit:
        unit.get(Request, request.id).messages.pop()
    return request


def erase(store: Store, request: Request, now: datetime) -> None:
    with store.unit("أ", now, "erase") as unit:
        found = unit.get(Request, request.id)
        found.title = found.requester_name = found.subject_name = found.owner = ""
        found.erased_at = now
        found.messages.clear()
        for attachment in unit.all(Attachment, subject_id=request.id):
            unit.delete(attachment)
        unit.erase(found)


def in_index(store: Store, word: str) -> bool:
    with store.writing() as connection:
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, find_request, 'row')"
        )
        found = connection.exec_driver_sql(
            "SELECT count(*) FROM temp.terms WHERE term LIKE ?", (f"{word[:6]}%",)
        )
        count = int(found.scalar_one())
        connection.exec_driver_sql("DROP TABLE temp.terms")
    return count > 0


def test_before_the_erasure_the_words_are_there(store: Store, now: datetime) -> None:
    request_of_a_person(store, now)
    for words in (NAME, LETTER, FILE):
        assert holds(store.folder, store.key, words)
    assert in_index(store, NAME)


def test_a_person_is_gone_from_pages_log_and_index(store: Store, now: datetime) -> None:
    request = request_of_a_person(store, now)
    erase(store, request, now)
    for words in (NAME, LETTER, FILE):
        assert not holds(store.folder, store.key, words), words
    assert not in_index(store, NAME)
    assert store.first(Query(Request, find=NAME), 5) == []
    assert len(store.first(Query(Request, find="شخص"), 50)) == 30
    kept = store.get(Request, request.id)
    assert kept.code == request.code
    assert kept.erased_at == now
    verdict = verify(store)
    assert verdict.ok, verdict.findings
    assert holds_nothing_in_a_backup(store, now)


def holds_nothing_in_a_backup(store: Store, now: datetime) -> bool:
    content = make(store, now).read_bytes()
    return NAME.encode() not in content and LETTER.encode() not in content


def test_a_removed_record_can_be_erased_from_the_trail(store: Store, now: datetime) -> None:
    with store.unit("أ", now, "add") as unit:
        policy = unit.add(Policy(title_ar=NAME))
    with store.unit("أ", now, "erase") as unit:
        found = unit.get(Policy, policy.id)
        unit.delete(found)
        unit.flush()
        unit.erase(found)
    assert not holds(store.folder, store.key, NAME)
    assert verify(store).ok
