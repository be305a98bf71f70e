"""Deadlines are read by their indexes; a request tells its place in the queue and since when it waits."""

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
    for column in ("waiting_since", "queue_at"):
        op.execute(f"ALTER TABLE request ADD COLUMN {column} DATETIME")
    op.execute("UPDATE request SET queue_at = next_due")
    for table, column in _INDEXES:
        op.execute(f"CREATE INDEX ix_{table}_{column} ON {table} ({column})")
