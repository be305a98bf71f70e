"""The index holds what was chosen, so that a category or a country is found by its name; the officer has two names, certificates an end."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute("ALTER TABLE organisation ADD COLUMN officer_name_en TEXT NOT NULL DEFAULT ''")
    op.execute("CREATE INDEX ix_certificate_end ON certificate (valid_until, party_id)")
    op.execute(
        "CREATE INDEX ix_request_undated ON request (next_due, stage, waiting_since)"
        " WHERE next_due IS NULL AND answered_at IS NULL AND binned_at IS NULL"
    )
