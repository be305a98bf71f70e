"""Requests registered and acted on as the console does it, at a given moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from data.request import Request
from data.store import Store
from data.unit import Unit
from desktop import acts, records

NOON = "2026-03-20T12:00+03:00"


@contextmanager
def at(store: Store, day: str, action: str = "act") -> Iterator[Unit]:
    with store.unit("أ", datetime.fromisoformat(day).astimezone(UTC), action) as unit:
        yield unit


def add(store: Store, *, now: str = NOON, **values: Any) -> Request:
    kept: dict[str, Any] = {"rights": ["access"], "requester_name": "هند", "channel": "email"}
    kept |= {"received_at": datetime.fromisoformat("2026-03-01T10:00+03:00")} | values
    with at(store, now) as unit:
        return records.create(unit, Request, kept)


def do(store: Store, name: str, request: Request, *, now: str = NOON, **written: str) -> Request:
    with at(store, now, name) as unit:
        acts.run(unit, name, request.id, written, ZoneInfo("Asia/Riyadh"))
    return store.get(Request, request.id)


def day(moment: datetime | None, request: Request) -> str:
    return moment.astimezone(ZoneInfo(request.zone)).date().isoformat() if moment else ""
