"""Finding records by any word of any field, in Arabic as people type it.

SQLite's tokeniser splits vocalised Arabic into letters and folds nothing, so words are folded here, for the index
and for the question alike. One FTS5 table serves a register; its row number is the record's `serial`.

What was chosen, a category or a country, is held by its key under a mark that no typed word can bear. Which choices a
word may mean, in any language, is told by whoever asks: their words may change and no index with them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from sqlalchemy import Connection, String, cast, select

from data.base import Base, Entry, Record, owned_links, table_of
from data.fields import Field, Kind, fields_of

_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"^(?:[وف]?(?:[بك]?ال|لل))(?=\w{2})")
_MARK = "\ue000"  # of the private letters, which the tokeniser keeps in words and `tokens` does not
_AT_ONCE = 500  # records
_CHOSEN = {Kind.COUNTRY: "country", Kind.COUNTRIES: "country"}
_SEEN = re.compile("[\u0640\u200c-\u200f\u061c\u2066-\u2069]")


def fold(text: str) -> str:
    """Fold what spelling leaves open: alef and hamza forms, ta marbuta, alef maqsura, marks, tatweel, digits, case."""
    if text.isascii():
        return text.casefold()
    bare = _SEEN.sub("", text)
    letters = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", bare))
    return letters.translate(_FOLDED).casefold()


class _Folded(dict[int, str | None]):
    """What each letter is folded to, worked out when it is first met: nothing for a mark, a Western digit for a digit."""

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        value = unicodedata.decimal(letter, None)
        kept = letter if value is None else str(value)
        self[code] = None if unicodedata.combining(letter) else kept
        return self[code]


_FOLDED = _Folded({ord(one): other for one, other in zip("ىةٱکیہۀ", "يهاكيهه", strict=True)})


def tokens(text: str) -> list[str]:
    """Split text into folded words."""
    return _WORD.findall(fold(text))


def bare(word: str) -> str:
    """Take the Arabic article, with a particle before it, off a folded word."""
    return _ARTICLE.sub("", word)


def mark(group: str, key: str) -> str:
    """Write a choice as the index holds it."""
    return "".join(f"{_MARK}{''.join(filter(str.isalnum, part.casefold()))}" for part in (group, key))


def nothing(word: str) -> AbstractSet[str]:
    """Tell that a word means no choice."""
    del word
    return frozenset()


Meaning = Callable[[str], AbstractSet[str]]
"""Tells the marks of the choices that a folded word, or the beginning of one, may mean."""


def question(text: str, meant: Meaning = nothing) -> str:
    """Write what was typed as an FTS5 question: every word must begin somewhere, a reference stays together."""
    parts = (tokens(piece) for piece in text.split())
    return " AND ".join(_part(words, meant) for words in parts if words)


def _part(words: list[str], meant: Meaning) -> str:
    """Ask for one piece of what was typed; a single word without its article finds the forms with one, too."""
    said = words if len(words) > 1 else [bare(words[0])]
    chosen = frozenset.intersection(*(frozenset(meant(word)) for word in said))
    asked = (f'"{" ".join(said)}"*', *(f'"{one}"' for one in sorted(chosen)))
    return f"({' OR '.join(asked)})"


def table_name(entry: type[Entry]) -> str:
    """Name the index of a register."""
    return f"find_{entry.__tablename__}"


def create(connection: Connection, entry: type[Entry]) -> None:
    """Make the empty index of a register: contentless, with the beginnings of words at hand.

    A beginning that has no index of its own is put together from all its words, which takes too long while typing.
    """
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {table_name(entry)} USING fts5("
        "head, body, bare, content='', contentless_delete=1, prefix='1 2 3 4 5 6 7',"
        " tokenize='unicode61 remove_diacritics 0')"
    )


def texts(row: Sequence[Any], fields: Sequence[Field]) -> Iterator[tuple[int, str]]:
    """Take what is searched out of a row: words, each with its weight, and marks of choices, which weigh nothing."""
    for field, value in zip(fields, row, strict=True):
        group = _group(field)
        for said in value if isinstance(value, list) else (value,):
            if said:
                yield field.search, mark(group, str(said)) if group else str(said)


def _group(field: Field) -> str:
    return field.choices or _CHOSEN.get(field.kind, "")


def searched(record: type[Record]) -> tuple[Field, ...]:
    """List the fields of a record that its register's index holds: those with words, and those that are chosen."""
    return tuple(field for field in fields_of(record) if field.search or _group(field))


def _collect(
    connection: Connection, record: type[Record], link: str, owners: Mapping[str, int]
) -> Iterator[tuple[int, int, str]]:
    """Take what is searched out of the records whose `link` is among the owners, and out of all that hangs on them.

    Yields the serial to which it leads, its weight, and itself.
    """
    fields, refs = searched(record), _pointing(record)
    table, own = table_of(record), dict[str, int]()
    pointed: dict[str, list[tuple[str, int]]] = {field.target: [] for field in refs}
    chosen = (table.c[name] for name in ("id", link, *(field.name for field in (*fields, *refs))))
    for identity, owner, *row in connection.execute(select(*chosen).where(table.c[link].in_([*owners]))):
        serial = own[identity] = owners[owner]
        yield from ((serial, weight, said) for weight, said in texts(row[: len(fields)], fields))
        for field, found in zip(refs, row[len(fields) :], strict=True):
            keys = found if isinstance(found, list) else [found]
            pointed[field.target] += ((key, serial) for key in keys if key)
    for target, asked in pointed.items():
        yield from _names(connection, target, asked)
    if not own:
        return
    attached = Base.metadata.tables["attachment"].c
    files = select(attached.subject_id, attached.name).where(attached.subject_id.in_([*own]))
    yield from ((own[key], 1, name) for key, name in connection.execute(files))
    for _, child in owned_links(record):
        yield from _collect(connection, child, f"{record.__tablename__}_id", own)


def _pointing(record: type[Record]) -> tuple[Field, ...]:
    """List the fields that point to records with names of their own, such as the party of a flow."""
    return tuple(field for field in fields_of(record) if naming(field.target))


def naming(table: str) -> tuple[str, ...]:
    """Name the columns that hold what the records of a register are called; none for other tables."""
    if table not in Base.metadata.tables or "serial" not in Base.metadata.tables[table].c:
        return ()
    columns = Base.metadata.tables[table].c
    found = ((column.name, column.info.get("field")) for column in columns)
    return tuple(name for name, field in found if field is not None and field.search > 1)


def _names(
    connection: Connection, target: str, asked: Sequence[tuple[str, int]]
) -> Iterator[tuple[int, int, str]]:
    """Give every serial the names of the records that it points to."""
    table, names = Base.metadata.tables[target], naming(target)
    wanted = select(table.c.id, *(table.c[name] for name in names)).where(
        table.c.id.in_({key for key, _ in asked})
    )
    found = {key: row for key, *row in connection.execute(wanted)} if asked else {}
    for key, serial in asked:
        yield from ((serial, 1, said) for said in found.get(key, ()) if said)


def pointers(connection: Connection, entry: type[Entry], table: str, key: str) -> list[str]:
    """Find the records of a register that point to a record, whose index holds its name."""
    own = table_of(entry)
    found: list[str] = []
    for field in _pointing(entry):
        if field.target == table:
            column = own.c[field.name]
            holds = cast(column, String).contains(f'"{key}"') if field.many else column == key
            found += connection.execute(select(own.c.id).where(holds)).scalars()
    return found


def reindex(connection: Connection, entry: type[Entry], identity: str) -> None:
    """Bring the index up to date for one record and all that hangs on it; a binned one leaves the index."""
    table = table_of(entry)
    row = connection.execute(select(table.c.serial, table.c.binned_at).where(table.c.id == identity)).first()
    if row is None:
        return
    forget(connection, entry, row.serial)
    if row.binned_at is None:
        _write(connection, entry, {identity: row.serial})


def rebuild(connection: Connection, entry: type[Entry]) -> None:
    """Write the index of a register anew, as an older program did not: every record is read."""
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table_name(entry)}")
    create(connection, entry)
    table, last = table_of(entry), 0
    kept = select(table.c.id, table.c.serial).where(table.c.binned_at.is_(None)).order_by(table.c.serial)
    while some := connection.execute(kept.where(table.c.serial > last).limit(_AT_ONCE)).all():
        last = some[-1].serial
        _write(connection, entry, {row.id: row.serial for row in some})


def _write(connection: Connection, entry: type[Entry], records: Mapping[str, int]) -> None:
    """Put records, with all that hangs on them, into the index of their register; `records` are serials by id."""
    told: dict[int, list[tuple[int, str]]] = {serial: [] for serial in records.values()}
    for serial, weight, said in _collect(connection, entry, "id", records):
        told[serial].append((weight, said))
    for serial, words in told.items():
        add(connection, entry, serial, words)


def add(connection: Connection, entry: type[Entry], serial: int, said: Iterable[tuple[int, str]]) -> None:
    """Put one record's words into the index of its register."""
    head: list[str] = []
    body: list[str] = []
    for weight, text in said:
        (head if weight > 1 else body).extend(tokens(text) if weight else (text,))
    shorter = {short for word in (*head, *body) if (short := bare(word)) != word}
    connection.exec_driver_sql(
        f"INSERT INTO {table_name(entry)}(rowid, head, body, bare) VALUES (?, ?, ?, ?)",  # noqa: S608  # own names
        (serial, " ".join(head), " ".join(body), " ".join(sorted(shorter))),
    )


def forget(connection: Connection, entry: type[Entry], serial: int) -> None:
    """Take one record's words out of the index."""
    statement = f"DELETE FROM {table_name(entry)} WHERE rowid = ?"  # noqa: S608  # own names
    connection.exec_driver_sql(statement, (serial,))


def compact(connection: Connection, entry: type[Entry]) -> None:
    """Rewrite a register's index without the words that were taken out, so that an erased name is gone from it."""
    name = table_name(entry)
    connection.exec_driver_sql(f"INSERT INTO {name}({name}) VALUES ('optimize')")  # noqa: S608  # own names


def best(connection: Connection, entry: type[Entry], asked: str, limit: int) -> list[int]:
    """Find the serials of the newest records that answer a question."""
    name = table_name(entry)
    statement = f"SELECT rowid FROM {name} WHERE {name} MATCH ? ORDER BY rowid DESC LIMIT ?"  # noqa: S608  # own names
    return [serial for (serial,) in connection.exec_driver_sql(statement, (asked, limit))]
