"""Who goes first and who stands apart found at once, and as what each number was called."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

FIRST = sa.text(
    "state = 'waiting' AND priority IS NOT NULL AND turn IS NULL AND appointment_at IS NULL"
)
APART = sa.text("state = 'waiting' AND (turn IS NOT NULL OR appointment_at IS NOT NULL)")
WENT_FIRST = sa.text("called_as = 'priority'")


def upgrade() -> None:
    """Who was called today with priority still counts for who is next."""
    op.add_column("tickets", sa.Column("called_as", sa.String(length=16), nullable=True))
    op.execute(
        "UPDATE tickets SET called_as = CASE "
        "WHEN turn IS NOT NULL AND state <> 'waiting' THEN 'ordinary' "
        "WHEN priority IS NOT NULL THEN 'priority' "
        "WHEN appointment_at IS NOT NULL THEN 'appointment' ELSE 'ordinary' END "
        "WHERE first_call IS NOT NULL"
    )
    for name, columns, condition in (
        ("ix_tickets_first", ["hall_id", "day", "service", "id"], FIRST),
        ("ix_tickets_apart", ["hall_id", "day", "id"], APART),
        ("ix_tickets_went_first", ["hall_id", "day", "id"], WENT_FIRST),
    ):
        op.create_index(
            name,
            "tickets",
            columns,
            unique=False,
            sqlite_where=condition,
            postgresql_where=condition,
        )
