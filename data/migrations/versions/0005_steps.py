"""A step of containment that a breach does not need says why."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.execute("ALTER TABLE step ADD COLUMN left_out TEXT NOT NULL DEFAULT ''")
