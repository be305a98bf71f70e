"""The schema that the desk begins with."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    frozen = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in frozen.split(";\n--\n"):
        op.get_bind().exec_driver_sql(statement)
