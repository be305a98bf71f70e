"""Deadlines are read by their indexes, and a request tells since when it waits for its requester."""

from alembic import op

revision = "0002"
down_revision = "0001"

_INDEXES = (
    ("activity", "next_review"),
    ("agreement", "review_on"),
    ("agreement", "valid_until"),
    ("flow", "permit_until"),
    ("obligation", "due"),
    ("party", "risk_until"),
    ("policy", "next_review"),
    ("request", "due"),
    ("request", "extended_due"),
    ("task", "due_on"),
)


def upgrade() -> None:
    op.execute("ALTER TABLE request ADD COLUMN waiting_since DATETIME")
    for table, column in _INDEXES:
        op.execute(f"CREATE INDEX ix_{table}_{column} ON {table} ({column})")
