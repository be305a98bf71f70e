"""Deadlines are counted, and the queue of requests and the sample are found, from indexes alone."""

from alembic import op

revision = "0003"
down_revision = "0002"

_DAYS = {
    "activity": ("ended_on", "next_review"),
    "agreement": ("", "review_on", "valid_until"),
    "flow": ("until_on", "permit_until"),
    "party": ("", "risk_until"),
    "policy": ("state", "next_review"),
    "task": ("done_at", "due_on"),
}
_REGISTERS = (
    "activity", "agreement", "breach", "disclosure", "flow", "holiday", "party", "policy", "request", "task",
)  # fmt: skip


def upgrade() -> None:
    for table, (closed, *days) in _DAYS.items():
        for day in days:
            op.execute(f"DROP INDEX ix_{table}_{day}")
            columns = ", ".join(filter(None, (day, closed, "binned_at")))
            op.execute(f"CREATE INDEX ix_{table}_{day}_clock ON {table} ({columns}) WHERE binned_at IS NULL")
    op.execute("CREATE INDEX ix_obligation_open ON obligation (state, due, decision, breach_id)")
    op.execute("CREATE INDEX ix_request_queue ON request (queue_at, serial, stage, binned_at)")
    for table in _REGISTERS:
        op.execute(f"CREATE INDEX ix_{table}_sample ON {table} (binned_at, serial) WHERE sample IS 1")
