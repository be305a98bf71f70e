"""Reading an open store: single records, whole registers, windows of lists, and counts that load none of them."""

from array import array
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import func, select

from data import counting, listing
from data.base import Entry, Record, table_of
from data.database import Database
from data.errors import Blocked
from data.listing import Query, Where
from data.unit import everything, is_key

R = TypeVar("R", bound=Record)
E = TypeVar("E", bound=Entry)


class Reader(Database):
    """What a store is asked. Records it gives live on detached, with what was loaded of them."""

    def find(self, record: type[R], key: str) -> R | None:
        """Load a record by id or reference with all that hangs on it; None when absent."""
        column: Any = record.id if is_key(key) else getattr(record, "code", None)
        if column is None:
            return None
        with self.reading() as session:
            return session.scalars(select(record).where(column == key).options(*everything(record))).first()

    def find_any(self, entry: type[E]) -> E | None:
        """Load some record of a register like `find`: from then on the questions that takes are put together."""
        found = self.page(entry, self.first(Query(entry), 1))
        return self.find(entry, found[0].id) if found else None

    def get(self, record: type[R], key: str) -> R:
        """Load a record like `find`.

        Raises:
            Blocked: `record.absent` when there is none.
        """
        found = self.find(record, key)
        if found is None:
            raise Blocked("record.absent", id=key)
        return found

    def all(self, record: type[R], *, whole: bool = True, **equal: object) -> list[R]:
        """Load every kept record whose columns equal the given values, oldest first; `whole` with its children."""
        return self.matching(
            record, *(Where(name, "eq", value) for name, value in equal.items()), whole=whole
        )

    def matching(
        self,
        record: type[R],
        *where: Where,
        sort: str = "",
        limit: int | None = None,
        daily: bool = False,
        whole: bool = True,
    ) -> list[R]:
        """Load the kept records that meet all conditions, by a column or oldest first, `limit` at most; `daily` of each day."""
        query = select(record)
        if daily and limit is not None:
            query = query.where(record.id.in_(counting.first_of_days(record, sort, where, limit)))
        else:
            query = query.where(*counting.kept(record, where)).limit(limit)
        if sort:
            query = query.order_by(table_of(record).c[sort].nulls_last())
        query = query.order_by(record.id)
        with self.reading() as session:
            return list(session.scalars(query.options(*everything(record)) if whole else query))

    def values(self, record: type[Record], *names: str, where: Sequence[Where] = ()) -> list[tuple[Any, ...]]:
        """Read some columns of the kept records that meet all conditions, for what counts and compares them."""
        table = table_of(record)
        query = select(*(table.c[name] for name in names)).where(*counting.kept(record, where))
        with self.connection() as connection:
            return [tuple(row) for row in connection.execute(query)]

    def names(self, record: type[Entry], keys: Sequence[str]) -> Mapping[str, Entry]:
        """Load the records that references point to, by id, without their children."""
        with self.reading() as session:
            rows = session.scalars(select(record).where(record.id.in_(list(keys))))
            return {row.id: row for row in rows}

    def first(self, query: Query, limit: int) -> list[int]:
        """Read the first serials of a list at once."""
        with self.connection() as connection:
            return listing.first(connection, query, limit)

    def order(self, query: Query) -> "array[int]":
        """Read the whole order of a list as serials; off the window's thread."""
        with self.connection() as connection:
            return listing.order(connection, query)

    def count(self, query: Query) -> int:
        """Count the rows of a list."""
        with self.connection() as connection:
            return listing.count(connection, query)

    def counts(self, query: Query, name: str) -> Mapping[str, int]:
        """Count the rows of a list by the value of one column."""
        with self.connection() as connection:
            return listing.counts(connection, query, name)

    def amount(self, record: type[Record], *where: Where) -> int:
        """Count the kept records that meet all conditions."""
        with self.connection() as connection:
            return counting.amount(connection, record, where)

    def between(
        self, record: type[Record], name: str, where: Sequence[Where], edges: Sequence[Any]
    ) -> list[int]:
        """Count the records whose date lies before the first edge, then between each edge and the next."""
        with self.connection() as connection:
            return counting.between(connection, record, name, where, edges)

    def spread(
        self, record: type[Record], name: str, where: Sequence[Where]
    ) -> Mapping[date | datetime, int]:
        """Count the records by the day of a column, or by its minute where it keeps moments."""
        with self.connection() as connection:
            return counting.spread(connection, record, name, where)

    def page(self, entry: type[E], serials: Sequence[int]) -> list[E]:
        """Load the records of a page in the order of their serials."""
        with self.reading() as session:
            return listing.page(session, entry, serials)

    def size(self, record: type[Record]) -> int:
        """Count all rows of a record class, binned ones too."""
        with self.connection() as connection:
            return connection.execute(select(func.count()).select_from(table_of(record))).scalar_one()
